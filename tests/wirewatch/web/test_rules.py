"""Rules are written in the browser: tried before they are saved, with errors where they are, and no edit lost."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
import yaml
from newsroom import RULE, Newsroom
from starlette.testclient import TestClient

from wirewatch.web.app import make_app

ALERTS = {
    "alerts": [
        {**RULE, "not_older": "any", "template": {"body": "sesame-template {{ title }}"}},
        {"name": "herat", "query": "herat", "to": ["log"]},
    ],
    "channels": {"desk": {"url": "json://sesame-user:sesame-word@127.0.0.1/sesame"}, "log": {"url": "log:"}},
}


@pytest.fixture
def desk(newsroom: Newsroom, tmp_path: Path) -> Iterator[TestClient]:
    """Give a client of a desk that reads the newsroom's articles, with rules of its own to edit."""
    room = Newsroom(newsroom.web, tmp_path, WIREWATCH_HOME=str(newsroom.home))
    room.write_groups(yaml.safe_load((newsroom.config / "groups.yaml").read_text())["groups"])
    (room.config / "feeds.yaml").write_text((newsroom.config / "feeds.yaml").read_text())
    room.write_alerts(ALERTS)
    with room.project() as project:
        client = TestClient(make_app(project), base_url="http://127.0.0.1")
        client.config = room.config  # type: ignore[attr-defined]
        yield client


def file_of(desk: TestClient) -> Path:
    """Return the rules' file."""
    return desk.config / "alerts.yaml"  # type: ignore[attr-defined,no-any-return]


def form_of(page: httpx.Response) -> dict[str, str]:
    """Return what a browser would send of the form of a rule."""
    text = page.text[page.text.index('<form method="post" action="/alerts/edit"') :]
    found = {
        name: unescape(value)
        for name, value in re.findall(r'<input[^>]*? name="([^"]+)" value="([^"]*)"', text)
    }
    checked = re.findall(r'<input type="checkbox" name="([^"]+)" checked', text)
    chosen = re.findall(r'<select name="([^"]+)">(.*?)</select>', text, re.S)
    found |= {unescape(name): "on" for name in checked}
    found |= {name: re.findall(r"<option selected>([^<]+)", options)[0] for name, options in chosen}
    (query,) = re.findall(r'<textarea name="query"[^>]*>(.*?)</textarea>', text, re.S)
    return {**found, "query": unescape(query)}


def send(desk: TestClient, form: dict[str, str], do: str = "try", **changed: str) -> httpx.Response:
    """Send the form with some fields changed."""
    return desk.post("/alerts/edit", data={**form, **changed, "do": do}, follow_redirects=False)


def test_a_rule_from_a_search_for_events_is_told_once_an_event(desk: TestClient) -> None:
    """Who has events before them wants to be told of events."""
    for show, once_per in (("events", "event"), ("stories", "story")):
        searched = desk.get("/search", params={"q": "report", "show": show})
        [link] = re.findall(r'href="(/alerts/new[^"]*)"', searched.text)
        chosen = re.search(
            r'name="once_per">.*?<option selected>(\w+)</option>', desk.get(unescape(link)).text
        )
        assert chosen is not None
        assert chosen[1] == once_per


def test_a_rule_from_a_search_is_tried_saved_and_on_the_page_of_alerts(desk: TestClient) -> None:
    """From the search, with what would have been sent beside it, to the file; and all else in that stays."""
    link = re.findall(r'href="(/alerts/new[^"]*)"', desk.get("/search?q=report&source.id=one").text)
    page = desk.get(unescape(link[0]))
    form = form_of(page)
    assert form["query"] == '(report) AND source.id:"one"'
    assert "What it would have sent in 7d" in page.text
    before = file_of(desk).read_text()
    tried = send(desk, form, name="from-search", span="30d", not_older="any")
    assert re.search(r"<strong>[1-9]\d* alerts</strong>", tried.text)
    assert "Report 1" in tried.text
    assert file_of(desk).read_text() == before
    saved = send(desk, form_of(tried), "save")
    assert saved.status_code == 303
    rule = yaml.safe_load(file_of(desk).read_text())["alerts"][2]
    assert rule == {"name": "from-search", "query": form["query"], "to": ["desk"], "not_older": "any"}
    assert "from-search" in desk.get("/alerts").text
    assert yaml.safe_load(before)["alerts"] == yaml.safe_load(file_of(desk).read_text())["alerts"][:2]


def test_an_edit_shows_what_is_gained_and_lost_before_it_is_saved(desk: TestClient) -> None:
    """A narrower query loses alerts, which are named; a save of what was not tried is a trial."""
    form = form_of(desk.get("/alerts/edit?rule=taliban"))
    untried = send(desk, form, "save", query='groups:taliban AND title:"Report 1"', span="30d")
    assert untried.status_code == 200
    assert re.search(r"Lost: [1-9]", untried.text)
    assert "Gained: 0" in untried.text
    assert "Report 1" not in file_of(desk).read_text()
    changed = send(desk, form_of(untried), "save", query="groups:taliban AND kabul")
    assert changed.status_code == 200
    assert send(desk, form_of(changed), "save").status_code == 303
    rule = yaml.safe_load(file_of(desk).read_text())["alerts"][0]
    assert rule["query"] == "groups:taliban AND kabul"
    assert rule["template"] == ALERTS["alerts"][0]["template"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("query", "title:(kabul", "query"),
        ("query", "groups:nobody", "nobody"),
        ("query", "*", "matches everything"),
        ("query", " ", "the rule has no query"),
        ("name", "a/b", "name"),
        ("name", "taliban", "there is a rule &#39;taliban&#39; already"),
        ("name", "", "the rule has no name"),
        ("when", "{count: 1}", "when"),
        ("when", "{{", "this cannot be read"),
        ("throttle", "soon", "throttle"),
        ("not_older", "1s", "not_older"),
        ("to:nobody", "on", "nobody"),
        ("once_per", "week", "once_per"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_cannot_be_saved(
    desk: TestClient, field: str, value: str, told: str
) -> None:
    """The form comes back as it was written, with the mistake beside it, and the file stays."""
    before = file_of(desk).read_bytes()
    form = {**form_of(desk.get("/alerts/new?q=report")), "name": "new", field: value}
    for do in ("try", "save"):
        answer = send(desk, form, do)
        assert answer.status_code in (400, 409)
        assert told in answer.text.partition('role="alert"')[2]
        assert 'value="save"' not in answer.text
    assert file_of(desk).read_bytes() == before


def test_the_second_of_two_editors_is_told_and_loses_nothing(desk: TestClient) -> None:
    """Who saves second sees what the first has written beside their own, and may then save it over that."""
    form = form_of(desk.get("/alerts/edit?rule=herat"))
    first = send(desk, form_of(send(desk, form, query="herat AND first")), "save")
    assert first.status_code == 303
    second = send(desk, form, query="herat AND second")
    assert second.status_code == 409
    assert "another has edited or removed this rule" in second.text
    assert "herat AND first" in second.text
    assert form_of(second)["query"] == "herat AND second"
    assert send(desk, form_of(send(desk, form_of(second))), "save").status_code == 303
    assert "herat AND second" in file_of(desk).read_text()


def test_no_secret_of_a_channel_and_no_template_is_shown(desk: TestClient) -> None:
    """Channels are named, and nothing else of them is; a rule's template stays in its file."""
    form = form_of(desk.get("/alerts/edit?rule=taliban"))
    wrong = send(desk, {**form, "to:nobody": "on"})
    pages = [desk.get("/alerts"), desk.get("/alerts/edit?rule=taliban"), send(desk, form), wrong]
    assert all("sesame" not in page.text for page in pages)


def test_a_form_of_another_site_changes_nothing(desk: TestClient) -> None:
    """Without the token of our own page nothing is tried or saved."""
    form = form_of(desk.get("/alerts/edit?rule=herat"))
    assert send(desk, form, "save", form_token="guessed").status_code == 403  # noqa: S106
    assert send(desk, {"name": "x", "query": "y"}).status_code == 403


def test_a_rule_that_is_none_and_a_file_that_is_wrong_are_told(desk: TestClient) -> None:
    """An unknown rule cannot be edited; a file that is broken elsewhere is not written."""
    assert desk.get("/alerts/edit?rule=nobody").status_code == 400
    form = form_of(send(desk, form_of(desk.get("/alerts/edit?rule=herat")), query="herat AND kabul"))
    broken = file_of(desk).read_text().replace("name: taliban", "name: taliban\n  throttle: soon")
    file_of(desk).write_text(broken)
    answer = send(desk, form, "save")
    assert answer.status_code == 400
    assert "throttle" in answer.text
    assert file_of(desk).read_text() == broken


def test_what_cannot_be_written_stays_in_the_form(desk: TestClient) -> None:
    """Where the file cannot be replaced, the reader is told why, and what they wrote is still there."""
    form = form_of(send(desk, form_of(desk.get("/alerts/edit?rule=herat")), query="herat AND kabul"))
    before = desk.get("/audit").text.count("edit rule")
    (file_of(desk).parent / ".alerts.yaml.lock").mkdir()
    answer = send(desk, form, "save")
    assert "alerts.yaml cannot be written" in answer.text
    assert form_of(answer)["query"] == "herat AND kabul"
    assert desk.get("/audit").text.count("edit rule") == before
