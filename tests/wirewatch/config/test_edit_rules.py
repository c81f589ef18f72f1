"""Rules are written into alerts.yaml from a form: what the form does not show stays as its author wrote it."""

import re
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml

from wirewatch.config.alerts import read_alerts
from wirewatch.config.edit_rules import Conflict, read_rule, save_rule, text_with_rule
from wirewatch.errors import Mistake

WRITTEN = """\
# Who reads this: the desk.
alerts:
  # the first one
  - name: kabul   # by night as well
    query: 'groups:taliban AND "kabul"'
    template: {body: "{{ rule }}"}
    to: [desk]

  # the second one
  - name: new-groups
    when: {new: groups}
    query: |
      groups:*
    throttle: 30m  # asked for by the night desk
    to:
      - desk
      - other

# whom we tell
channels:
  desk: {url: "json://127.0.0.1/secret"}
  other: {url: 'log:'}
"""
NEW = {
    "name": "helmand",
    "query": 'helmand AND "car bomb: two"',
    "when": {"count": 3, "within": "1h"},
    "to": ["desk"],
    "throttle": None,
    "not_older": "7d",
    "once_per": "story",
    "enabled": True,
    "loud": False,
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file of rules with comments."""
    file = tmp_path / "alerts.yaml"
    file.write_text(WRITTEN)
    return file


def edited(file: Path, name: str, **changed: Any) -> str:
    """Change fields of a rule, and return the text of the file."""
    rule = read_rule(file, name)
    assert rule
    save_rule(file, {**rule.fields, **changed}, rule.seen, read_alerts)
    return file.read_text()


def test_a_new_rule_stands_behind_the_last_and_all_else_stays(file: Path) -> None:
    """Nothing but the lines of the new rule is added, and comments stay where they belong."""
    save_rule(file, NEW, "", read_alerts)
    when = "    when: {count: 3, within: 1h}\n    to: [desk]\n"
    rule = f"  - name: helmand\n    query: 'helmand AND \"car bomb: two\"'\n{when}"
    assert file.read_text() == WRITTEN.replace("      - other\n", f"      - other\n{rule}")


@pytest.mark.parametrize(
    "before",
    [
        "channels: {desk: {url: 'log:'}}\n",
        "alerts:\nchannels: {desk: {url: 'log:'}}\n",
        "alerts: []\nchannels: {desk: {url: 'log:'}}\n",
        "alerts: [{name: a, query: b, to: [desk]}]\nchannels: {desk: {url: 'log:'}}\n",
        "channels: {desk: {url: 'log:'}}\nalerts:\n- name: a\n  query: b\n  to: [desk]",
        "alerts:\r\n- {name: a, query: b, to: [desk]}\r\n# whom\r\nchannels: {desk: {url: 'log:'}}\r\n",
        "{alerts: [], channels: {desk: {url: 'log:'}}}\n",
    ],
)
def test_a_new_rule_finds_its_place_however_the_file_is_written(file: Path, before: str) -> None:
    """Lists in brackets, an empty list, no list, no end of the last line, lines of Windows: a rule is added to each."""
    file.write_bytes(before.encode())
    was = yaml.safe_load(before).get("alerts") or []
    save_rule(file, NEW, "", read_alerts)
    now = yaml.safe_load(file.read_bytes())["alerts"]
    assert now[:-1] == was
    assert (now[-1]["name"], now[-1]["when"]) == ("helmand", NEW["when"])
    assert (b"\r\n" in file.read_bytes()) == ("\r\n" in before)


def test_an_edit_changes_its_key_and_no_other(file: Path) -> None:
    """The query is another; comments, quotation marks, the template and the other rule stay."""
    text = edited(file, "kabul", query="groups:taliban AND herat")
    assert text == WRITTEN.replace("'groups:taliban AND \"kabul\"'", "'groups:taliban AND herat'")


def test_what_is_as_usual_again_is_written_no_more(file: Path) -> None:
    """A key that only says what holds anyway goes, but for one that has a comment."""
    text = edited(file, "new-groups", when="each")
    assert "when" not in text
    rule = read_alerts(file).rules[1]
    text = edited(file, "new-groups", throttle="1h", enabled=False)
    assert re.search(r"throttle: 1h +# asked for by the night desk\n", text)
    assert "enabled: false" in text
    assert "# whom we tell\nchannels:" in text
    assert rule.to == ("desk", "other")


def test_an_edit_that_is_wrong_leaves_the_file(file: Path) -> None:
    """A query that cannot be read is told, and nothing is written."""
    with pytest.raises(Mistake, match="query"):
        edited(file, "kabul", query="title:(kabul")
    assert file.read_text() == WRITTEN
    assert [one.name for one in file.parent.iterdir() if one.name.endswith(".partial")] == []


def test_who_edits_second_is_told(file: Path) -> None:
    """What was read before another's edit cannot be saved; another rule's edit does not matter."""
    mine = read_rule(file, "kabul")
    assert mine
    edited(file, "new-groups", throttle="2h")
    text_with_rule(file, {**mine.fields, "query": "mine"}, mine.seen)
    edited(file, "kabul", query="theirs")
    with pytest.raises(Conflict):
        save_rule(file, {**mine.fields, "query": "mine"}, mine.seen, read_alerts)
    with pytest.raises(Conflict, match="there is a rule 'kabul' already"):
        save_rule(file, {**NEW, "name": "kabul"}, "", read_alerts)
    assert "theirs" in file.read_text()


def test_of_two_who_save_at_once_one_is_told(file: Path) -> None:
    """Eight save an edit of the same rule side by side: one edit stands, seven are told."""
    mine = read_rule(file, "kabul")
    assert mine
    told: list[str] = []

    def save(number: int) -> None:
        try:
            save_rule(file, {**mine.fields, "query": f"word{number}"}, mine.seen, read_alerts)
        except Conflict:
            told.append("conflict")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 7
    assert read_alerts(file).rules[0].text.startswith("word")


def test_a_rule_that_is_none_is_none(file: Path) -> None:
    """An unknown name, and a file whose rules are no list, have no rule to edit."""
    assert read_rule(file, "nobody") is None
    file.write_text("alerts: oops\n")
    assert read_rule(file, "kabul") is None
