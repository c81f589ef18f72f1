"""A rule made from a search in a real browser alerts; its pages keep the rules of accessibility."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from desk_server import hold_to_the_rules, open_tab, serve_desk
from hostile_server import Hostile
from newsroom import Newsroom


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Make a newsroom that has read one article and has no rules yet."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path_factory.mktemp("rules"))
        room.write_alerts({"alerts": [], "channels": {"desk": {"url": room.hook_url()}}})
        room.publish("/one.xml", 1)
        room.write_feeds()
        room.run_pipeline()
        yield room


@pytest.fixture(scope="module")
def desk(room: Newsroom) -> Iterator[str]:
    """Serve the desk of the newsroom; give its address."""
    with room.project() as project, serve_desk(project) as address:
        yield address


@pytest.fixture
def page(desk: str, browser: Any) -> Iterator[Any]:
    """Open a tab, whose script may not fail."""
    with open_tab(browser, desk) as tab:
        yield tab


def test_a_rule_from_a_search_alerts(page: Any, room: Newsroom) -> None:
    """Search, make it an alert, see what it would have sent, save: the next article that fits is told."""
    page.goto("/search?q=groups:taliban")
    page.get_by_role("link", name="Make this an alert").click()
    page.get_by_text("1 alert", exact=True).wait_for()
    hold_to_the_rules(page)
    page.get_by_label("Name").fill("from-a-search")
    page.get_by_label("Not older than").fill("any")
    page.get_by_role("button", name="Show what it would send").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Edit from-a-search").wait_for()
    hold_to_the_rules(page)
    (rule,) = yaml.safe_load((room.config / "alerts.yaml").read_text())["alerts"]
    assert rule["query"] == "groups:taliban"
    room.publish("/one.xml", 2)
    room.run_pipeline()
    posts = [json.loads(post.body) for post in room.web.posts_to("/hook")]
    assert [(post["rule"], post["title"]) for post in posts] == [("from-a-search", "Report 2")]


def test_a_mistake_stands_at_its_field(page: Any) -> None:
    """What is wrong with the query is told at the query, which says so to a screen reader."""
    page.goto("/alerts/new?q=report")
    page.get_by_label("Name").fill("wrong")
    page.get_by_label("Query").fill("title:(kabul")
    page.get_by_role("button", name="Show what it would send").click()
    page.get_by_role("alert").wait_for()
    query = page.get_by_label("Query")
    assert query.get_attribute("aria-invalid") == "true"
    assert page.locator(f"#{query.get_attribute('aria-describedby')}").is_visible()
    hold_to_the_rules(page)


def test_a_search_is_saved_and_opened_again(page: Any) -> None:
    """A search that is saved is in the list, leads to itself, and can be removed."""
    page.goto("/search?q=report&since=3650d")
    page.get_by_label("Save this search as").fill("every report")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/search")
    hold_to_the_rules(page)
    page.get_by_role("link", name="every report", exact=True).click()
    page.wait_for_url("**/search?q=report&since=3650d**")
    page.get_by_role("button", name="Remove every report").click()
    page.wait_for_url("**/search")
    assert page.get_by_role("link", name="every report", exact=True).count() == 0
