"""What a wrong configuration does to the commands that look at it: all of it is told, and the rest is shown."""

import pytest
from newsroom import RULE, Newsroom

WRONG = """alerts:
  - {name: a, query: 'x and y', to: [lag, desk], throttle: often, digest: 5, whan: each}
  - {name: 'a/b', query: 5, to: log}
  - {name: a, query: 'groups:(', to: [log], when: {count: 0, within: 1h}, template: {format: latex, bdy: x}}
  - {query: x, too: [log]}
  - just a text
  - {name: c, query: 'language:EN', to: [log], template: '{{ headline }}', escalate: {outlets: 1, to: [log]}}
  - {name: d, query: 'groups:talban', to: [log], template: {format: html, body: '{{ titel }}'}}
  - {name: e, query: 'source.id:tow', to: [broken], throttle: 1h, digest: '0 7 * * *'}
  - {name: f, query: 'about:hamaas OR groups:taliban', to: [log], escalate: {outlets: 3, to: [log, nobody]}}
  - {name: g, query: 'groups:talban OR source.id:ones', to: [log]}
  - {name: h, query: '*', to: [log]}
channels:
  log: {url: 'log:'}
  broken: {fallback: nowhere, quiet: {from: '25:00', to: '7'}}
  unset: {secret_env: NOT_SET_HERE}
  quiet: {url: 'log:', fallback: broken, quiet: {from: '25:00', to: '7'}}
  form: {url: 'log:', fallback: {to: log, aftr: 1h}, template: [x]}
colour: red
"""
MISTAKES = [
    (2, "alerts.digest: is no text; put it between quotation marks"),
    (2, "unknown key 'whan'; did you mean 'when'?"),
    (2, "unknown channel 'lag'; add it"),
    (2, "unknown channel 'desk'; add it"),
    (2, "rule 'a': and in small letters is no operator; write AND"),
    (2, "'often' is no span of time; write 90s"),
    (3, "alerts.name: 'a/b' does not fit; write letters, digits"),
    (3, "alerts.query: is no text; put it"),
    (3, "alerts.to: is no list; put it"),
    (4, "alerts.template.format: 'latex' is none of these; write 'text', 'markdown' or 'html'"),
    (4, "unknown key 'bdy'; did you mean 'body'?"),
    (4, "rule 'a': the query cannot be read; every ( needs its )"),
    (4, "rule 'a': when: count: 0 does not fit; write a whole number"),
    (5, "unknown key 'too'; did you mean 'to'?"),
    (5, "'name' is missing; add it"),
    (6, "alerts: is no mapping; write `key: value` there"),
    (7, "alerts.escalate.outlets: 1 is too small; write 2 at least"),
    (7, "rule 'c': 'EN' is no code of a language; did you mean en?"),
    (7, "template: unknown name 'headline'; known are: "),
    (8, "template: unknown name 'titel'; known are: "),
    (8, "rule 'd': groups.yaml has no group 'talban'; did you mean 'taliban'?"),
    (9, "a digest has no throttle; leave out one"),
    (9, "rule 'e': no source 'tow' in feeds.yaml or in the index; `wirewatch search"),
    (10, "unknown channel 'nobody'; add it"),
    (10, "rule 'f': groups.yaml has no group 'hamaas'; `wirewatch groups list` shows them"),
    (10, "'log' is told of the story from its beginning; name other channels"),
    (11, "rule 'g': groups.yaml has no group 'talban'; did you mean 'taliban'?"),
    (11, "rule 'g': no source 'ones' in feeds.yaml or in the index; did you mean 'one'?"),
    (12, "rule 'h' matches everything; narrow its query"),
    (15, "channels.broken: has no address; write `url`"),
    (15, "unknown channel 'nowhere'; add it"),
    (15, "'25:00' is no time of day; write"),
    (16, "channel 'unset': the variable NOT_SET_HERE is not set; export it"),
    (17, "the fallback of 'quiet' has a fallback itself; name a channel"),
    (17, "'25:00' is no time of day; write"),
    (18, "channels.form.template: is no text; put it"),
    (18, "unknown key 'aftr'; did you mean 'after'?"),
    (19, "unknown key 'colour'; known are: alerts, channels"),
]


def test_every_mistake_of_a_file_is_told(fresh_newsroom: Newsroom) -> None:
    """`alerts check` gives each mistake of the file a line with its place and mend, in order, and none that follows."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    file = fresh_newsroom.config / "alerts.yaml"
    file.write_text(WRONG)
    called = fresh_newsroom.run_command("alerts", "check", status=2)
    told = called.err.splitlines()
    assert called.out == ""
    assert all(line.startswith("wirewatch: ") and "; " in line for line in told)
    left = [line.removeprefix(f"wirewatch: {file}:") for line in told]
    for number, wanted in MISTAKES:
        (found, *_) = [line for line in left if line.startswith(f"{number}: {wanted}")] or [
            f"not told: {wanted}"
        ]
        assert found in left
        left.remove(found)
    assert left == []
    numbers = [int(line.removeprefix(f"wirewatch: {file}:").partition(":")[0]) for line in told]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "alerts.yaml",
            "alerts:\n  - {name: a, query: 'x or y', to: [log]}\nchannels: {log: {url: 'log:'}}\n",
            2,
        ),
        ("alerts.yaml", "alerts: [", 2),
        ("alerts.yaml", None, None),
        ("feeds.yaml", "feeds:\n  - {url: 'https://e.org/', evry: 5m}\n", 2),
        ("groups.yaml", "groups:\n  - {id: A}\n", 2),
    ],
)
def test_status_shows_the_rest(
    fresh_newsroom: Newsroom, name: str, content: str | None, told: int | None
) -> None:
    """Whatever is wrong with one file, `status` names it in one line and shows what the ledger and index know."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    before = fresh_newsroom.status()
    file = fresh_newsroom.config / name
    file.unlink()
    if content:
        file.write_text(content)
    after = fresh_newsroom.status()
    assert before["mistakes"] == []
    (mistake,) = after["mistakes"]
    assert (mistake["file"], mistake["line"]) == (str(file), told)
    assert mistake["message"]
    assert mistake["mend"] or name == "alerts.yaml"
    for key in ("fates", "open", "links", "feeds", "index", "alerts"):
        assert after[key] == before[key]
    shown = fresh_newsroom.run_command("status").out.splitlines()
    assert shown[0].startswith(f"mistake: {file}:")
    assert mistake["message"] in shown[0]
    assert shown[1] == "1 link: 1 indexed"


def test_status_shows_the_channels_that_are_right(fresh_newsroom: Newsroom) -> None:
    """Of a file with several mistakes the first is shown, JSON has all, and channels that are right are as ever."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.write_alerts({"alerts": [RULE], "channels": {"desk": {"url": "json://127.0.0.1:9/x"}}})
    fresh_newsroom.run_pipeline()
    (fresh_newsroom.config / "alerts.yaml").write_text(WRONG)
    told = fresh_newsroom.status()
    assert [(one["name"], one["pending"], one["waits"]) for one in told["channels"]] == [
        ("desk", 1, "alerts.yaml is wrong"),
        ("log", 0, None),
        ("unset", 0, "NOT_SET_HERE is not set"),
    ]
    assert len(told["mistakes"]) > 20
    shown = fresh_newsroom.run_command("status").out.splitlines()
    assert [line for line in shown if line.startswith("mistake: ")] == [shown[0]]
    more = len(told["mistakes"]) - 1
    assert shown[0].endswith(f"put it between quotation marks (and {more} more: `wirewatch alerts check`)")


def test_status_without_a_configuration_is_refused(fresh_newsroom: Newsroom) -> None:
    """In a folder without any of the three files `status` does not pretend that there is a project."""
    for name in ("feeds.yaml", "groups.yaml", "alerts.yaml"):
        (fresh_newsroom.config / name).unlink(missing_ok=True)
    called = fresh_newsroom.run_command("status", status=2)
    assert (called.out, called.err.count("\n")) == ("", 1)
    assert "wirewatch init" in called.err
    assert not fresh_newsroom.home.exists()


@pytest.mark.parametrize(
    ("arguments", "missing", "mend"),
    [
        (["alerts", "diff", "{config}/alerts.yaml", "new.yaml"], "new.yaml", "its edited copy, or FILE:RULE"),
        (
            ["alerts", "diff", "old.yaml:taliban", "{config}/alerts.yaml:taliban"],
            "old.yaml",
            "its edited copy",
        ),
        (["groups", "diff", "{config}/groups.yaml", "new.yaml"], "new.yaml", "as it is and its edited copy"),
        (["groups", "diff", "old.yaml", "{config}/groups.yaml"], "old.yaml", "as it is and its edited copy"),
    ],
)
def test_a_file_to_compare_that_is_missing_is_named(
    fresh_newsroom: Newsroom, arguments: list[str], missing: str, mend: str
) -> None:
    """A comparison with a file that is not there ends with status 2 and one line that says what to give."""
    called = fresh_newsroom.run_command(
        *(one.format(config=fresh_newsroom.config) for one in arguments), status=2
    )
    assert (called.out, called.err.count("\n")) == ("", 1)
    assert called.err.startswith(f"wirewatch: {missing}: no such file; ")
    assert mend in called.err


def test_a_rule_is_named_as_its_writer_likes(fresh_newsroom: Newsroom) -> None:
    """Names of several words, in any script and with colons, are taken everywhere; one that is alike is told."""
    names = ["Hamas At Once", "طالبان في هلمند", "war: kabul"]
    rules = [{**RULE, "name": name} for name in names]
    fresh_newsroom.write_alerts({"alerts": rules, "channels": {"desk": {"url": "log:"}}})
    file = fresh_newsroom.config / "alerts.yaml"
    assert fresh_newsroom.run_command("alerts", "check").out.startswith("3 rules and 1 channel are")
    for name in names:
        assert fresh_newsroom.run_command("alerts", "test", name).out.endswith("0 alerts\n")
        compared = fresh_newsroom.run_command("alerts", "diff", f"{file}:{name}", f"{file}:Hamas At Once")
        assert compared.out == "no rule would alert differently\n"
    told = fresh_newsroom.run_command("alerts", "test", "hamas at once", status=2).err
    assert "no rule 'hamas at once'; did you mean 'Hamas At Once'?" in told


def test_search_names_what_nothing_knows(newsroom: Newsroom) -> None:
    """A source that neither feeds.yaml nor the index knows is told beside what is found, and a wrong code refused."""
    called = newsroom.run_command("search", "helmand AND (source.id:tow OR source.id:one)", "--json")
    assert called.err == "wirewatch: no source 'tow' in feeds.yaml or in the index; did you mean 'two'?\n"
    assert called.json["total"] == 3
    assert newsroom.run_command("search", "source.id:two NOT language:de").err == ""
    for query, told in {
        "language:EN": "query: 'EN' is no code of a language; did you mean en?",
        "source.country:pk": "query: 'pk' is no code of a country; did you mean PK?",
        "groups:taliban and helmand": 'query: and in small letters is no operator; write AND, or "and" for the word',
    }.items():
        called = newsroom.run_command("search", query, "--json", status=2)
        assert (called.out, called.err.count("\n")) == ("", 1)
        assert told in called.err


def test_the_outlet_that_search_prints_is_one_to_search_for(newsroom: Newsroom) -> None:
    """`--source` takes the name in the line of a hit, in any letter case, and refuses what is none."""
    line = newsroom.run_command("search", "haqqani").out.splitlines()[3]
    name = line.split("  ")[1]
    assert name == "One"
    for form in (name, name.upper(), "one", "ONE.example"):
        assert newsroom.run_command("search", "haqqani", "--source", form, "--json").json["total"] == 1
    called = newsroom.run_command("search", "haqqani", "--source", "Onne", status=2)
    assert (
        called.err
        == "wirewatch: --source: no source 'Onne' in feeds.yaml or in the index; did you mean 'One'?\n"
    )
