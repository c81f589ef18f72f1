"""Feedback by forms: who may mark, what a mark changes on the pages, and what is wrong with one."""

import re
from collections.abc import Iterator

import pytest
from hostile_server import Hostile
from newsroom import Newsroom
from starlette.testclient import TestClient

from wirewatch.web.app import make_app

PASSWORD = "correct horse battery"  # noqa: S105


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Give a newsroom that has read two articles."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path_factory.mktemp("feedback"))
        room.publish("/one.xml", 1, 2)
        room.write_feeds()
        room.run_pipeline()
        yield room


@pytest.fixture
def desk(room: Newsroom) -> Iterator[TestClient]:
    """Give a client of its desk."""
    with room.project() as project:
        yield TestClient(make_app(project), base_url="http://127.0.0.1", follow_redirects=False)


def story_of(desk: TestClient, title: str) -> str:
    """Return the id of the story with this title."""
    hits = desk.get("/api/search", params={"q": f'title:"{title}"'}).json()["hits"]
    return str(hits[0]["story_id"])


def fields_of(page: str, address: str) -> dict[str, str]:
    """Return the hidden fields of the first form of a page that goes to an address."""
    form = re.search(rf'<form method="post" action="{address}"[^>]*>(.*?)</form>', page, re.S)
    assert form, page
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[1]))


def test_a_mark_takes_the_tag_away_and_can_be_undone(desk: TestClient) -> None:
    """The story has the tag no more, says who marked it, and has it again; the group's page has the precision."""
    story = story_of(desk, "Report 1")
    fields = fields_of(desk.get(f"/story/{story}").text, "/marks")
    answer = desk.post("/marks", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/story/{story}#mentions")
    page = desk.get(f"/story/{story}").text
    assert desk.get(f"/api/stories/{story}").json()["first"]["groups"] == []
    assert "not this group, <bdi>you</bdi>" in page
    assert "50.0%" in desk.get("/group/taliban?since=3650d").text
    assert desk.post("/marks/undo", data=fields_of(page, "/marks/undo")).status_code == 303
    again = desk.post("/marks/undo", data=fields_of(page, "/marks/undo"))  # by another, or sent twice
    assert (again.status_code, again.headers["location"]) == (303, f"/story/{story}#mentions")
    assert desk.get(f"/api/stories/{story}").json()["first"]["groups"] == ["taliban"]
    assert "not this group, " not in desk.get(f"/story/{story}").text


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"form_token": "0" * 64}, 403),
        ({"group": "<script>"}, 400),
        ({"group": ""}, 400),
        ({"words": "x" * 100_000}, 400),
        ({"link": "https://nobody.example/\u0000"}, 404),
        ({"link": ""}, 404),
    ],
)
def test_a_form_that_is_wrong_changes_nothing(desk: TestClient, changed: dict[str, str], status: int) -> None:
    """One of another page, a group that is not named, words that are none, and an article that is none."""
    story = story_of(desk, "Report 2")
    fields = fields_of(desk.get(f"/story/{story}").text, "/marks") | changed
    answer = desk.post("/marks", data=fields)
    assert (answer.status_code, "<script>alert" in answer.text) == (status, False)
    assert desk.get(f"/api/stories/{story}").json()["first"]["groups"] == ["taliban"]


def test_where_the_reader_came_from_is_no_way_out(desk: TestClient) -> None:
    """A form that names another story than it marks leads to a page of this desk."""
    story = story_of(desk, "Report 1")
    fields = fields_of(desk.get(f"/story/{story}").text, "/marks") | {"story": "//evil.example/\r\nx: y"}
    assert desk.post("/marks", data=fields).headers["location"].startswith("/story/%2F%2Fevil")
    undo = fields_of(desk.get(f"/story/{story}").text, "/marks/undo")
    assert desk.post("/marks/undo", data=undo).status_code == 303


def test_a_reader_reads_and_an_analyst_marks(room: Newsroom) -> None:
    """A reader has no form, and is refused where one is sent all the same."""
    names = {"rita": "reader", "ana": "analyst"}
    for name, role in names.items():
        room.run_command("users", "add", name, "--role", role, stdin=PASSWORD.encode())
    try:
        with room.project() as project:
            for name in names:
                desk = TestClient(make_app(project), base_url="http://127.0.0.1")
                token = fields_of(desk.get("/login").text, "/login")
                desk.post("/login", data={**token, "name": name, "password": PASSWORD})
                story = story_of(desk, "Report 2")
                page = desk.get(f"/story/{story}").text
                assert ('action="/marks"' in page) == (name == "ana")
                token = fields_of(page, "/logout")
                sent = desk.post("/marks", data={**token, "link": "x"}, follow_redirects=False)
                assert sent.status_code == (404 if name == "ana" else 403)
    finally:
        for name in names:
            room.run_command("users", "remove", name)


def test_a_rule_a_story_and_a_source_are_muted_by_forms(desk: TestClient) -> None:
    """Each page says until when and by whom, offers to end it, and the form leads back to it."""
    story = f"/story/{story_of(desk, 'Report 1')}"
    for page, kind in (("/alerts", "rule"), (story, "story"), ("/sources", "source")):
        fields = fields_of(desk.get(page).text, "/mutes") | {"for": "7d"}
        assert (fields["kind"], fields["back"].partition("#")[0]) == (kind, page)
        answer = desk.post("/mutes", data=fields)
        assert (answer.status_code, answer.headers["location"]) == (303, fields["back"])
        shown = desk.get(page).text
        assert "by <bdi>you</bdi>" in shown
        assert desk.post("/mutes/end", data=fields_of(shown, "/mutes/end")).status_code == 303
        assert "/mutes/end" not in desk.get(page).text


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"form_token": ""}, 403),
        ({"for": "soon"}, 400),
        ({"for": ""}, 400),
        ({"kind": "<script>"}, 400),
        ({"kind": "source", "name": "nobody\u0000"}, 400),
        ({"name": "<script>" * 1_000}, 400),
    ],
)
def test_a_mute_that_is_wrong_changes_nothing(desk: TestClient, changed: dict[str, str], status: int) -> None:
    """It is told on a page, as text."""
    fields = fields_of(desk.get("/alerts").text, "/mutes") | {"for": "7d"} | changed
    answer = desk.post("/mutes", data=fields)
    assert (answer.status_code, "<script>" * 2 in answer.text) == (status, False)
    assert "/mutes/end" not in desk.get("/alerts").text


def test_a_feed_is_paused_and_polled_again(desk: TestClient, room: Newsroom) -> None:
    """The button writes feeds.yaml, and the page shows the feed as paused until it is polled again."""
    for paused in ("yes", "no"):
        fields = fields_of(desk.get("/sources").text, "/feeds/pause")
        assert fields["paused"] == paused
        assert desk.post("/feeds/pause", data=fields).headers["location"] == "/sources#feeds"
        assert ("paused: true" in (room.config / "feeds.yaml").read_text()) == (paused == "yes")
    assert desk.post("/feeds/pause", data=fields | {"feed": "nobody"}).status_code == 400
    back = fields_of(desk.get("/alerts").text, "/mutes") | {"for": "6h", "back": "//evil.example"}
    assert desk.post("/mutes", data=back).headers["location"] == "/"
    desk.post("/mutes/end", data=fields_of(desk.get("/alerts").text, "/mutes/end"))
