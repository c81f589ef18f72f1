"""What comes from the web is text on every page, whatever it says; and an index that is away is told."""

from typing import Any

import anyio
import feedparser
from newsroom import Newsroom, article_text, rss_item
from starlette.testclient import TestClient

from wirewatch.web.app import make_app

HEADLINE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> \u202egnp.exe {{ 7*7 }} ' + "word" * 60


def test_a_hostile_headline_is_text_on_every_page_and_feed(fresh_newsroom: Newsroom) -> None:
    """Markup, templates and turned letters in a headline are shown, and never run."""
    web = fresh_newsroom.web
    escaped = HEADLINE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    web.serve(
        "/a/1",
        f"<html><head><title>{escaped}</title></head><body><article><h1>{escaped}</h1><p>"
        + "</p><p>".join(article_text(1).split("\n"))
        + "</p></article></body></html>",
    )
    fresh_newsroom.show_items("/one.xml", rss_item(fresh_newsroom.page_url(1), HEADLINE))
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    with fresh_newsroom.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        story = desk.get("/api/stories").json()["hits"][0]
        assert "<script>" in story["title"]
        for page in ("/", "/search?q=taliban", f"/story/{story['story_id']}", "/group/taliban", "/alerts"):
            text = desk.get(page).text
            assert "<script>alert" not in text
            assert "<img src=x" not in text
        assert "&lt;script&gt;" in desk.get("/").text
        assert "{{ 7*7 }}" in desk.get(f"/story/{story['story_id']}").text
        assert feedparser.parse(desk.get("/search.atom").content).entries


def test_an_empty_project_has_every_page_and_says_what_to_do(fresh_newsroom: Newsroom) -> None:
    """Nothing has been read yet: no page is an error."""
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        for page in (
            "/",
            "/search?q=x",
            "/alerts",
            "/sources",
            "/why",
            "/chart.svg",
            "/search.atom",
            "/metrics",
        ):
            assert desk.get(page).status_code == 200, page
        assert "are feeds polled?" in desk.get("/").text


def test_an_address_longer_than_any_query_is_the_askers_mistake(fresh_newsroom: Newsroom) -> None:
    """It is 400 in one line, on the page and for programs, and never an error of the desk."""
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        page = desk.get("/story/" + "x" * 60_000)
        assert (page.status_code, "at most 8,000 are allowed" in page.text) == (400, True)
        assert desk.get("/api/stories/" + "x" * 60_000).json()["message"] == "the query has 60,000 characters"


def test_a_page_says_that_the_index_is_away_and_sources_show_what_the_ledger_knows(
    fresh_newsroom: Newsroom,
) -> None:
    """A server that does not answer is 503 on what needs it, and one line on the rest."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    with fresh_newsroom.project() as project:
        project.settings = project.settings._replace(index_url="http://127.0.0.1:9")
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        assert desk.get("/").status_code == 503
        assert desk.get("/readyz").status_code == 503
        assert "<strong>1</strong> indexed" in desk.get("/sources").text
        assert "wirewatch_index_up 0.0" in desk.get("/metrics").text


def test_a_ledger_that_is_broken_is_no_link_that_nobody_has_shown(fresh_newsroom: Newsroom) -> None:
    """A link's way is not to be had while the ledger fails: that is 503, and only a link without any is 404."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    link = {"link": fresh_newsroom.page_url(1)}
    with fresh_newsroom.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        assert desk.get("/why", params=link).status_code == 200
        assert desk.get("/why", params={"link": "https://nobody.example/"}).status_code == 404
        with project.ledger.begin() as tx:
            tx.exec_driver_sql("ALTER TABLE sightings RENAME TO gone")
        assert desk.get("/why", params=link).status_code == 503


def test_an_edit_is_shown_without_a_new_start_and_a_wrong_one_is_told_with_its_line(
    fresh_newsroom: Newsroom,
) -> None:
    """A rule that is added stands on the page; where the file is wrong its rules stay, and its line is told."""
    fresh_newsroom.write_feeds()
    channels = {"desk": {"url": fresh_newsroom.hook_url()}}
    fresh_newsroom.write_alerts({"alerts": [], "channels": channels})
    with fresh_newsroom.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        assert "alerts.yaml has no rules yet" in desk.get("/alerts").text
        rule = {"name": "kabul-desk", "query": "kabul", "to": ["desk"]}
        fresh_newsroom.write_alerts({"alerts": [rule], "channels": channels})
        assert "kabul-desk" in desk.get("/alerts").text
        file = fresh_newsroom.write_yaml(
            "alerts.yaml", {"alerts": [rule | {"querry": "x"}], "channels": channels}
        )
        assert "kabul-desk" in desk.get("/alerts").text
        assert f"{file}:" in desk.get("/sources").text
        groups = fresh_newsroom.write_yaml("groups.yaml", {"groups": [{"id": "x"}]})
        project.__dict__.pop("catalogue", None)
        answer = desk.get("/group/taliban")
        assert answer.status_code == 503
        assert f"{groups}:" in answer.text


async def _send_half_a_form(app: Any) -> list[int]:
    """Send the beginning of a form, and go; give the statuses that were answered."""
    parts = [
        {"type": "http.request", "body": b"name=", "more_body": True},
        {"type": "http.disconnect"},
    ]
    answers: list[int] = []

    async def receive() -> dict[str, Any]:
        return parts.pop(0)

    async def send(message: dict[str, Any]) -> None:
        if "status" in message:
            answers.append(message["status"])

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/x-www-form-urlencoded")]
    where = {"path": "/login", "raw_path": b"/login", "query_string": b"", "root_path": ""}
    sender = {"client": ("127.0.0.1", 5), "server": ("127.0.0.1", 80), "scheme": "http"}
    await app(
        {"type": "http", "method": "POST", "headers": headers, "http_version": "1.1", **where, **sender},
        receive,
        send,
    )
    return answers


def test_who_leaves_while_a_form_is_sent_makes_no_error(fresh_newsroom: Newsroom) -> None:
    """A second click, or another page opened at once, breaks the form off: nothing is done, and nothing logged."""
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        assert anyio.run(_send_half_a_form, make_app(project)) == [400]
