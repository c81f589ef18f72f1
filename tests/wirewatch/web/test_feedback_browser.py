"""Feedback in a real browser: by keyboard, without JavaScript, at three widths, by the rules of accessibility."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from desk_server import hold_to_the_rules, open_tab, serve_desk
from hostile_server import Hostile
from newsroom import Newsroom

NOT, UNDO = re.compile("^Not this group.*Taliban is not taliban$"), re.compile("^Undo.*Taliban is taliban$")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Give a newsroom that has read two articles."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path_factory.mktemp("feedback"))
        room.publish("/one.xml", 1, 2)
        room.write_feeds()
        room.run_pipeline()
        yield room


@pytest.fixture(scope="module")
def desk(room: Newsroom) -> Iterator[str]:
    """Serve its desk; give the address."""
    with room.project() as project, serve_desk(project) as address:
        yield address


def test_a_name_is_marked_and_unmarked_by_keyboard_without_a_script(desk: str, browser: Any) -> None:
    """The tag goes and comes back, and the page keeps the rules in between."""
    with open_tab(browser, desk, java_script_enabled=False) as page:
        page.goto("/?since=3650d")
        page.get_by_role("link", name="Report 1").click()
        page.get_by_role("button", name=NOT).press("Enter")
        page.get_by_role("button", name=UNDO).wait_for()
        assert page.locator("article .tag").count() == 0
        address = page.url
    with open_tab(browser, desk) as page:
        for shown in (address, "/group/taliban?since=3650d"):
            page.goto(shown)
            hold_to_the_rules(page)
    with open_tab(browser, desk, java_script_enabled=False) as page:
        page.goto(address)
        page.get_by_role("button", name=UNDO).press("Enter")
        page.get_by_role("button", name=NOT).wait_for()
        assert page.locator("article .tag").count() == 1


def test_mutes_keep_the_rules_and_need_no_script(desk: str, browser: Any) -> None:
    """A source is muted by keyboard; the pages with a mute, and those with forms for one, fit and pass axe."""
    with open_tab(browser, desk, java_script_enabled=False) as page:
        page.goto("/sources")
        page.get_by_label("Mute source one for").select_option("6h")
        page.get_by_role("button", name=re.compile("^Mute.*source one$")).press("Enter")
        page.get_by_role("button", name=re.compile("^Unmute.*source one$")).wait_for()
    with open_tab(browser, desk) as page:
        for address in ("/sources", "/alerts", "/alerts/remove?rule=taliban"):
            page.goto(address)
            hold_to_the_rules(page)
    with open_tab(browser, desk, java_script_enabled=False) as page:
        page.goto("/alerts")
        page.get_by_role("button", name=re.compile("^Unmute.*source one$")).press("Enter")
        page.get_by_role("button", name=re.compile("^Mute.*rule taliban$")).wait_for()


def test_a_story_is_starred_and_noted_without_a_script(desk: str, browser: Any) -> None:
    """By keyboard; the page of what is starred, and a story with a long note, fit and pass axe."""
    with open_tab(browser, desk, java_script_enabled=False) as page:
        page.goto("/?since=3650d")
        page.get_by_role("link", name="Report 2").click()
        page.get_by_role("button", name="Star", exact=True).press("Enter")
        page.get_by_role("button", name="Take the star away").wait_for()
        page.get_by_text("Note", exact=True).press("Enter")
        page.get_by_label("Only you see it").fill("<b>" + "longest" * 1_000)
        page.get_by_role("button", name="Keep the note").press("Enter")
        page.get_by_label("Only you see it").wait_for()
        address = page.url.partition("#")[0]
    with open_tab(browser, desk) as page:
        for shown in (address, "/starred", "/?since=3650d"):
            page.goto(shown)
            hold_to_the_rules(page)
