"""Mistakes of the user in the configuration: each is told in one line, with file, line and mend."""

from pathlib import Path

import pytest
from hostile_server import Hostile
from newsroom import Newsroom

GROUP = "groups:\n- id: taliban\n  name: Taliban\n  aliases: {any: [Taliban]}\n"
ALERT = "alerts:\n- name: one\n  to: [log]\n  query: '{}'\nchannels:\n  {}: {{url: 'log:'}}\n"
LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 10}]\n" for n in range(1, 12))
TWO = (
    "groups:\n- id: {}\n  name: Red\n  aliases: {{any: [Red Army]}}\n  {}\n"
    "- id: {}\n  name: Blue\n  aliases: {{any: [Blue Front]}}\n  {}\n"
)

MISTAKES = {
    "wrong key": ("feeds.yaml", "feeds:\n- url: https://example.org/rss\n  evry: 5m\n", 3, "did you mean 'every'"),
    "no address": ("feeds.yaml", "feeds:\n- url: example dot org\n", 2, "no web address"),
    "bad span": ("feeds.yaml", "feeds:\n- url: https://example.org/rss\n  every: often\n", 3, "write 90s, 15m"),
    "endless span": ("feeds.yaml", "feeds:\n- url: https://e.org/\n  every: 999999999w\n", 3, "at most 36500d"),
    "a number": ("feeds.yaml", "feeds:\n- url: https://e.org/\n  every: 15\n", 3, "between quotation marks"),
    "no mapping": ("feeds.yaml", "feeds:\n- https://e.org/\n", 2, "`key: value`"),
    "no list": ("feeds.yaml", "feeds:\n  url: https://e.org/\n", 1, "after `- `"),
    "no country": ("feeds.yaml", "feeds:\n- url: https://e.org/\n  source: {country: gb}\n", 3, "such as GB"),
    "nobody to tell": ("alerts.yaml", ALERT.format("kabul", "log").replace("[log]", "[]"), 3, "at least one"),
    "no catalogue": ("groups.yaml", "# nothing yet\n", 1, "start with groups:"),
    "no groups": ("groups.yaml", "groups: {}\n", 1, "is no list"),
    "a feed twice": ("feeds.yaml", "feeds:\n- url: https://e.org/\n- url: https://e.org/\n", 3, "keep one"),
    "bad selector": ("feeds.yaml", 'sites:\n- url: https://e.org/\n  links: "a[["\n', 3, "links"),
    "key twice": ("feeds.yaml", "feeds:\n- url: https://e.org/\n  url: https://e.org/b\n", 3, "stands twice"),
    "group twice": ("groups.yaml", f"{GROUP}{GROUP.partition(chr(10))[2]}", 5, "taliban"),
    "no alias": ("groups.yaml", "groups:\n- id: taliban\n  name: Taliban\n", 2, "aliases: field required"),
    "misspelt alias": ("groups.yaml", GROUP.replace("aliases", "alases"), 2, "aliases: field required"),
    "unknown channel": ("alerts.yaml", ALERT.format("kabul", "lag"), 3, "'log'"),
    "bad query": ("alerts.yaml", ALERT.format("kabul AND (", "log"), 4, "rule 'one'"),
    "unknown field": ("alerts.yaml", ALERT.format("city:kabul", "log"), 4, "city"),
    "channel without address": ("alerts.yaml", "channels:\n  desk: {}\n", 2, "secret_env"),
    "aliases without end": ("feeds.yaml", LAUGHS, 8, "aliases unfold"),
    "not YAML": ("feeds.yaml", "feeds:\n- url: [\n", 3, "YAML"),
    "not YAML either": ("groups.yaml", "groups:\n\t- id: x\n", 2, "YAML"),
    "not a mapping": ("alerts.yaml", "- alerts\n", 1, "mapping"),
    "one id twice": ("groups.yaml", TWO.format("a", "", "a", ""), 6, "give each group its own id"),
    "part of itself": ("groups.yaml", TWO.format("a", "part_of: b", "b", "part_of: a"), 5, "take out one"),
    "nothing to look for": ("groups.yaml", TWO.format("a", "", "b", "never: ['\u0301-']"), 9, "take it out"),
    "unknown key of a group": ("groups.yaml", TWO.format("a", "", "b", "part-of: a"), 9, "did you mean 'part_of'?"),
    "not UTF-8": ("groups.yaml", b"groups:\n# \xd2\xe0\xeb\xe8\xe1\xe0\xed\n", 2, "save the file as UTF-8"),
    "a number for a span": ("feeds.yaml", "feeds:\n- url: https://e.org/\n  every: 15\n", 3, 'such as "15m"'),
    "an address alone": ("feeds.yaml", "feeds:\n- https://e.org/\n", 2, "such as `url: https://e.org/`"),
    "a site alone": ("feeds.yaml", "feeds:\n- e.org/rss\n", 2, "such as `url: https://e.org/rss`"),
    "no scheme": ("feeds.yaml", "feeds:\n- url: e.org/rss\n", 2, "write https://e.org/rss"),
    "a wildcard": ("alerts.yaml", ALERT.format("x", "log").replace("'x'", "*bomb"), 4, "'*bomb' where it is a text"),
    "a phrase": ("alerts.yaml", ALERT.format("x", "log").replace("'x'", '"a b" AND c'), 4, "between ' and '"),
    "key of a feed at the top": ("feeds.yaml", "feeds: []\nevery: 5m\n", 2, "known are: feeds, sites"),
    "key of a rule at the top": ("alerts.yaml", "alerts: []\nqery: x\n", 2, "known are: alerts, channels"),
    "key of a group at the top": ("groups.yaml", f"{GROUP}voices: [x]\n", 5, "known are: groups"),
    "UTF-16": ("feeds.yaml", "feeds: []\n".encode("utf-16"), 1, "save the file as UTF-8"),
    "UTF-16 without its mark": ("feeds.yaml", "feeds: []\n".encode("utf-16-le"), 1, "save the file as UTF-8"),
    "a number for a key": ("feeds.yaml", "feeds: []\n3: x\n", 2, "put it between quotation marks"),
    "curly quotes": ("feeds.yaml", "feeds:\n- url: “https://e.org/”\n", 2, "such as https://example.org/rss"),
    "groups by their ids": ("groups.yaml", "groups:\n  isis: {name: x}\n", 1, "on lines of its own after `- `"),
    "a language by name": ("groups.yaml", GROUP.replace("any:", "english:"), 4, "the code of a language, such as en"),
    "capitals in an id": ("groups.yaml", GROUP.replace("id: taliban", "id: Taliban"), 2, "use small letters"),
    "a group's id alone": ("groups.yaml", "groups:\n- isis\n", 2, "write `key: value` there"),
    "missing": ("alerts.yaml", None, 0, "wirewatch init"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_one_line(mistake: str, tmp_path: Path) -> None:
    """What is wrong in a configuration is one line with file, line and mend, status 2, and nothing is begun."""
    name, content, line, mend = MISTAKES[mistake]
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        file = newsroom.config / name
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        called = newsroom.run_command("run", "--once", status=2)
        assert called.out == ""
        assert called.err.startswith(f"wirewatch: {file}:{line}: " if line else f"wirewatch: {file}: ")
        assert called.err.count("\n") == 1
        assert mend in called.err
        assert web.requests == []
        assert not newsroom.home.exists()


def test_the_process_ends_with_the_same_line_and_status(tmp_path: Path) -> None:
    """The command as a process prints the mistake on standard error alone and ends with status 2."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.write_yaml("feeds.yaml", {"feeds": [{"url": "https://example.org/rss", "evry": "5m"}]})
        process = newsroom.start_command("run", "--once")
        out, err = process.communicate(timeout=60)
    wanted = f"wirewatch: {newsroom.config}/feeds.yaml:3: unknown key 'evry'; did you mean 'every'?\n"
    assert (process.returncode, out.decode(), err.decode()) == (2, "", wanted)
