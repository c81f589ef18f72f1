"""What people get wrong in alerts.yaml, told by `alerts check`: by name, file, line and mend, on both stores."""

import re
from pathlib import Path

import pytest

from wirewatch.cli.app import run

GROUPS = "groups:\n  - {id: taliban, name: Taliban, aliases: {any: [Taliban]}}\n"
HOOK = "json://127.0.0.1:9/x"
RULES = {
    "no-query": ("{name: bad, to: [log]}", "query"),
    "empty-query": ("{name: bad, query: '', to: [log]}", "is empty; fill it in"),
    "open-quote": ("{name: bad, query: '\"a b', to: [log]}", "'bad': a quotation mark is not closed"),
    "open-bracket": (
        "{name: bad, query: '(a', to: [log]}",
        "'bad': the query cannot be read; every .* needs its",
    ),
    "unknown-field": (
        "{name: bad, query: 'group:isis', to: [log]}",
        "there is no field group; did you mean groups?",
    ),
    "object": ("{name: bad, query: 'source:bbc', to: [log]}", "source is an object; write one of source.id"),
    "unknown-group": (
        "{name: bad, query: 'groups:talban', to: [log]}",
        "rule 'bad': groups.yaml has no group 'talban'; did you mean 'taliban'",
    ),
    "unknown-branch": ("{name: bad, query: 'groups:talban+', to: [log]}", "'bad': .*talban.*; "),
    "regular-expression": (
        "{name: bad, query: '/a.b/', to: [log]}",
        "'bad': regular expressions.*; use \\* and \\?",
    ),
    "word-range": (
        "{name: bad, query: 'title:[a TO b]', to: [log]}",
        "title has no ranges; only dates and numbers",
    ),
    "no-date": (
        "{name: bad, query: 'published_at:soon', to: [log]}",
        "'soon' is no date; write it as 2026-11-01",
    ),
    "no-number": ("{name: bad, query: 'revision:two', to: [log]}", "'two' is no whole number; write digits"),
    "upside-down": (
        "{name: bad, query: 'revision:[5 TO 2]', to: [log]}",
        "holds nothing; write the smaller end first",
    ),
    "lone-wildcard": ("{name: bad, query: '?', to: [log]}", "\\? stands alone; write letters beside it"),
    "wildcard-over-words": (
        "{name: bad, query: 'al-qa*', to: [log]}",
        "cut into several words.*; write the words",
    ),
    "too-fuzzy": ("{name: bad, query: 'taliban~5', to: [log]}", "'bad': .*; write ~1 or ~2"),
    "unknown-source": (
        "{name: bad, query: 'source.id:bbcc', to: [log]}",
        "rule 'bad': no source 'bbcc' in feeds.yaml or in the index; `wirewatch search '\\*' --facet source.id`",
    ),
    "unknown-country": (
        "{name: bad, query: 'source.country:UK', to: [log]}",
        "'bad': no country 'UK' in feeds.yaml or in the index; did you mean 'GB'",
    ),
    "large-language": (
        "{name: bad, query: 'language:EN', to: [log]}",
        "'bad': 'EN' is no code.*did you mean en",
    ),
    "small-country": (
        "{name: bad, query: 'source.country:pk', to: [log]}",
        "'bad': 'pk' is no .*did you mean PK",
    ),
    "small-and": (
        "{name: bad, query: 'groups:taliban and x', to: [log]}",
        "'bad': and in small letters.*write AND",
    ),
    "small-or": ("{name: bad, query: 'a or b', to: [log]}", "'bad': or in small letters.*write OR"),
    "no-word": ("{name: bad, query: '— a', to: [log]}", "holds no word; leave it out"),
    "deep": (
        "{name: bad, query: '" + "(" * 40 + "a" + ")" * 40 + "', to: [log]}",
        "nested too deep; at most 30",
    ),
    "long": ("{name: bad, query: '" + "a " * 5000 + "', to: [log]}", "10,000 characters; at most 8,000"),
    "many": ("{name: bad, query: '" + "a " * 300 + "', to: [log]}", "300 terms; at most 256"),
    "everything": ("{name: bad, query: '*', to: [log]}", "'bad' matches everything; narrow its query"),
    "kind-without-when": (
        "{name: bad, query: a, outlets: 3, to: [log]}",
        "unknown key 'outlets'; write `when: {outlets: ...}`",
    ),
    "short-form": (
        "{name: bad, query: 'claim:taliban', to: [log]}",
        "there is no field claim; did you mean claims",
    ),
    "unknown-key": ("{name: bad, query: a, too: [log]}", "unknown key 'too'; did you mean 'to'"),
    "no-channel": ("{name: bad, query: a}", "to"),
    "unknown-channel": ("{name: bad, query: a, to: [desk]}", "unknown channel 'desk'; add it under channels"),
    "bad-name": ("{name: 'a/b', query: a, to: [log]}", "; write letters, digits"),
    "twice": ("{name: good, query: b, to: [log]}", "a second rule named 'good'; rename one"),
    "no-kind": ("{name: bad, query: a, when: often, to: [log]}", "'bad': .*often"),
    "two-kinds": ("{name: bad, query: a, when: {count: 3, spike: 2}, to: [log]}", "'bad': "),
    "count-of-none": ("{name: bad, query: a, when: {count: 0, within: 1h}, to: [log]}", "'bad': .*count"),
    "no-span": ("{name: bad, query: a, when: {count: 3, within: soon}, to: [log]}", "'bad': .*soon"),
    "new-of-no-field": ("{name: bad, query: a, when: {new: colour}, to: [log]}", "'bad': .*colour"),
    "age-word": (
        "{name: bad, query: a, not_older: never, to: [log]}",
        "not_older: 'never' is no span of time; write a span such as 7d or 12h, or `any` for articles of any age",
    ),
    "age-number": (
        "{name: bad, query: a, not_older: 7, to: [log]}",
        "not_older: 7 is no span of time; write",
    ),
    "age-empty": (
        "{name: bad, query: a, not_older: , to: [log]}",
        "not_older: None is no span of time; write",
    ),
    "age-of-none": ("{name: bad, query: a, not_older: 0d, to: [log]}", "'0d' is too short; write 1h or more"),
    "age-too-long": ("{name: bad, query: a, not_older: 99999d, to: [log]}", "'99999d' is no span.*`any` for"),
    "flood-of-words": (
        "{name: bad, query: a, flood: many, to: [log]}",
        "flood: 'many' is no number of alike articles; write a number from 3 on, or `any` to be told of each",
    ),
    "flood-of-two": ("{name: bad, query: a, flood: 2, to: [log]}", "flood: 2 is no number of alike articles"),
    "age-misspelt": ("{name: bad, query: a, not_old: 7d, to: [log]}", "'not_old'; did you mean 'not_older'"),
    "throttle": ("{name: bad, query: a, throttle: often, to: [log]}", "often"),
    "digest": ("{name: bad, query: a, digest: '99 7 * * *', to: [log]}", "99"),
    "digest-and-throttle": (
        "{name: bad, query: a, digest: '0 7 * * *', throttle: 1h, to: [log]}",
        "a digest has no throttle; leave out one",
    ),
    "template-attribute": (
        "{name: bad, query: a, to: [log], template: '{{ title.__class__ }}'}",
        "; ",
    ),
    "template-loop": (
        "{name: bad, query: a, to: [log], template: '{% for x in range(10**9) %}x{% endfor %}'}",
        "Call.*no place.*; write text with",
    ),
    "template-open": ("{name: bad, query: a, to: [log], template: '{{ title '}", "template"),
    "template-unknown": ("{name: bad, query: a, to: [log], template: '{{ headline }}'}", "headline"),
}
CHANNELS = {
    "no-address": ("bad: {}", "has no address; write `url`"),
    "unknown-scheme": (
        "bad: {url: 'nonsense://x'}",
        "channel 'bad': .*; see the list of Apprise's addresses",
    ),
    "unset-secret": (
        "bad: {secret_env: NOT_SET}",
        "channel 'bad': the variable NOT_SET is not set; export it",
    ),
    "secret-name": ("bad: {secret_env: 'a b'}", "; write the name of a variable"),
    "fallback-unknown": ("bad: {url: 'log:', fallback: desk}", "unknown channel 'desk'; add it"),
    "fallback-itself": ("bad: {url: 'log:', fallback: bad}", "stands in for itself; name a channel"),
    "quiet-zone": ("bad: {url: 'log:', quiet: {from: '22:00', to: '07:00', zone: Mars}}", "Mars"),
    "channel-template": ("bad: {url: 'log:', template: '{{ title.x }}'}", "template"),
}
CASES = {
    **{name: (rule, "", told) for name, (rule, told) in RULES.items()},
    **{name: ("", channel, told) for name, (channel, told) in CHANNELS.items()},
}


def write(folder: Path, rule: str, channel: str) -> int:
    """Write a configuration with one thing wrong among what is right; return the line on which that stands."""
    good = "alerts:\n  - {name: good, query: taliban, to: [log]}\n"
    alerts = good + (f"  - {rule}\n" if rule else "") + "channels:\n  log: {url: 'log:'}\n"
    (folder / "groups.yaml").write_text(GROUPS)
    (folder / "feeds.yaml").write_text("feeds: []\n")
    (folder / "alerts.yaml").write_text(alerts + (f"  {channel}\n" if channel else ""))
    return 3 if rule else 5


@pytest.mark.parametrize("kind", ["tantivy", "elasticsearch"])
@pytest.mark.parametrize("case", CASES)
def test_each_mistake_is_told_with_its_place_and_mend(
    case: str,
    kind: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line names the rule or channel, its file and line, and how to mend it; the status is 2; nothing crashes."""
    if kind == "elasticsearch":
        monkeypatch.setenv("WIREWATCH_INDEX_URL", request.getfixturevalue("elasticsearch_url"))
    rule, channel, told = CASES[case]
    line = write(tmp_path, rule, channel)
    status = run(["--config", str(tmp_path), "--home", str(tmp_path / "home"), "alerts", "check"])
    said = capsys.readouterr().err
    assert (status, said.count("\n")) == (2, 1), said
    assert f"alerts.yaml:{line}: " in said
    assert re.search(told, said), said
    assert "; " in said.partition("alerts.yaml:")[2], said


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("alerts: [", "alerts.yaml:[12]: "),
        ("alerts:\n\t- x", "alerts.yaml:2: "),
        ("alerts: {a: b}", "alerts.yaml:1: .*is no list; "),
        ("- a", "alerts.yaml:1: .*is not a mapping; start with alerts:"),
        ("alerts: []\nalerts: []", "alerts.yaml:2: "),
        ("rules: []", "alerts.yaml:1: unknown key 'rules'"),
    ],
)
def test_a_file_that_is_none_is_told(
    content: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no YAML, or not of the form, is told with its line."""
    write(tmp_path, "", "")
    (tmp_path / "alerts.yaml").write_text(content)
    assert run(["--config", str(tmp_path), "--home", str(tmp_path / "home"), "alerts", "check"]) == 2
    assert re.search(told, capsys.readouterr().err)


def test_an_empty_file_is_no_mistake_and_names_are_told_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without rules there is nothing wrong to check, and whoever asks for one is told how to have one."""
    write(tmp_path, "", "")
    (tmp_path / "alerts.yaml").write_text("")
    options = ["--config", str(tmp_path), "--home", str(tmp_path / "home"), "alerts"]
    assert run([*options, "check"]) == 0
    assert run([*options, "test", "x"]) == 2
    assert "no rule 'x'; the file has no rules: write one under `alerts:`" in capsys.readouterr().err
    assert run([*options, "send-test", "x"]) == 2
    assert "no channel 'x'; the file has no channels: write one under `channels:`" in capsys.readouterr().err
