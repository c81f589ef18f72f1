"""A rule is removed in the browser: shown first, all else in the file as it was, and no edit of another lost."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
import yaml
from newsroom import Newsroom
from starlette.testclient import TestClient

from wirewatch.config.edit_rules import Conflict, read_rule, text_without_rule
from wirewatch.web.app import make_app

FILE = """\
# the desk's rules
alerts:
  # everything on the group
  - name: taliban
    query: 'groups:taliban'   # as Ana asked
    to: [desk]
    not_older: any

  # herat is Bob's
  - name: herat
    query: 'herat OR "<b>kabul</b>"'
    to:
      - log
    # a last word on herat
channels:
  desk: {url: 'json://sesame-user:sesame-word@127.0.0.1/sesame'}   # secret
  log: {url: 'log:'}
"""
WITHOUT_FIRST = FILE.replace(FILE[FILE.index("  - name: taliban") : FILE.index("\n  # herat is")], "")
WITHOUT_LAST = FILE.replace(FILE[FILE.index("  - name: herat") : FILE.index("    # a last")], "")


@pytest.mark.parametrize(("name", "after"), [("taliban", WITHOUT_FIRST), ("herat", WITHOUT_LAST)])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_the_lines_of_the_rule_go(tmp_path: Path, name: str, after: str, end: str) -> None:
    """Comments, quotation marks and ends of lines of all else stay, byte by byte."""
    file = tmp_path / "alerts.yaml"
    file.write_bytes(FILE.replace("\n", end).encode())
    written = read_rule(file, name)
    assert written
    text, gone = text_without_rule(file, written.seen)
    assert text == after.replace("\n", end)
    assert "sesame" not in gone
    assert gone.lstrip().startswith(f"- name: {name}")


@pytest.mark.parametrize(
    "text",
    [
        "alerts: [{name: a, query: a, to: [c]}, {name: b, query: b, to: [c]}]\n",
        "alerts:\n-\n  name: a\n  query: a\n  to: [c]\n- name: b\n  query: b\n  to: [c]",
        "alerts:\n- {name: a, query: a, to: [c]}\n- {name: b, query: b, to: [c]}\n",
        "alerts:\n- name: a\n  query: |\n    a\n    # no comment\n\n  to: [c]\n- name: b\n  query: b\n  to: [c]\n",
        "alerts:\n- name: a\n  query: a\n  to: [c]\n",
    ],
)
def test_a_rule_is_removed_however_the_list_is_written(tmp_path: Path, text: str) -> None:
    """What is left is what was there without it."""
    file = tmp_path / "alerts.yaml"
    file.write_text(text)
    written = read_rule(file, "a")
    assert written
    after, _ = text_without_rule(file, written.seen)
    assert yaml.safe_load(after)["alerts"] == yaml.safe_load(text)["alerts"][1:]
    file.write_text(text.replace("query: a", "query: other").replace("    a\n", "    other\n"))
    with pytest.raises(Conflict):
        text_without_rule(file, written.seen)


@pytest.fixture
def desk(newsroom: Newsroom, tmp_path: Path) -> Iterator[TestClient]:
    """Give a client of a desk that reads the newsroom's articles, with rules of its own."""
    room = Newsroom(newsroom.web, tmp_path, WIREWATCH_HOME=str(newsroom.home))
    room.write_groups(yaml.safe_load((newsroom.config / "groups.yaml").read_text())["groups"])
    (room.config / "feeds.yaml").write_text((newsroom.config / "feeds.yaml").read_text())
    (room.config / "alerts.yaml").write_text(FILE)
    with room.project() as project:
        client = TestClient(make_app(project), base_url="http://127.0.0.1")
        client.file = room.config / "alerts.yaml"  # type: ignore[attr-defined]
        yield client


def send(desk: TestClient, page: httpx.Response, **changed: str) -> httpx.Response:
    """Send the form of a page with some fields changed."""
    form = page.text[page.text.index('<form method="post" action="/alerts/remove"') :]
    fields = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
    return desk.post("/alerts/remove", data=fields | changed, follow_redirects=False)


def test_a_rule_is_shown_and_then_removed(desk: TestClient) -> None:
    """Its lines and the alerts that are lost stand on the page, markup as text and no address of a channel."""
    link = re.findall(r'href="(/alerts/remove[^"]*)"', desk.get("/alerts").text)
    assert len(link) == 2
    page = desk.get("/alerts/remove?rule=taliban")
    assert "groups:taliban" in unescape(page.text)
    assert re.search(r"<strong>[1-9]\d* alerts</strong>", page.text)
    other = desk.get(unescape(link[1])).text
    assert "<b>kabul" not in other
    assert "sesame" not in page.text + other
    assert send(desk, page).status_code == 303
    assert desk.file.read_text() == WITHOUT_FIRST  # type: ignore[attr-defined]
    assert "groups:taliban</code>" not in desk.get("/alerts").text
    assert desk.get("/audit").text.count("remove rule") >= 1
    assert desk.get("/alerts/remove?rule=taliban").status_code == 400
    last = desk.get("/alerts/remove?rule=herat")
    assert send(desk, last).status_code == 303
    assert desk.get("/alerts").status_code == 200
    assert "no rules yet" in desk.get("/alerts").text


def test_what_another_has_edited_is_not_removed(desk: TestClient) -> None:
    """The second of two editors is told and sees what stands there now; a form of another page is refused."""
    page = desk.get("/alerts/remove?rule=taliban")
    file: Path = desk.file  # type: ignore[attr-defined]
    file.write_text(FILE.replace("'groups:taliban'", "'groups:taliban AND kabul'"))
    told = send(desk, page)
    assert told.status_code == 409
    assert "AND kabul" in told.text
    assert "AND kabul" in file.read_text()
    assert send(desk, page, form_token="0" * 64).status_code == 403
    assert send(desk, page, rule="nobody").status_code == 400
    assert send(desk, told).status_code == 303
