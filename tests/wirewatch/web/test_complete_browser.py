"""The search box completes by keyboard alone, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from desk_server import hold_to_axe, open_tab, serve_desk
from newsroom import Newsroom


@pytest.fixture(scope="module")
def desk(newsroom: Newsroom) -> Iterator[str]:
    """Serve the desk of the newsroom's project; give its address."""
    with newsroom.project() as project, serve_desk(project) as address:
        yield address


@pytest.fixture
def page(desk: str, browser: Any) -> Iterator[Any]:
    """Open the page of the search in a tab, whose script may not fail."""
    with open_tab(browser, desk) as tab:
        tab.goto("/search")
        yield tab


def test_a_group_is_chosen_and_searched_for_by_keyboard(page: Any) -> None:
    """Arrow down and Enter take what is offered, and the next Enter searches; axe finds nothing meanwhile."""
    box = page.get_by_role("combobox", name="Search", exact=True)
    page.keyboard.type("groups:tal")
    option = page.get_by_role("option", name="taliban")
    option.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    hold_to_axe(page)
    page.keyboard.press("Enter")
    assert box.input_value() == "groups:taliban "
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=groups%3Ataliban**")


def test_escape_leaves_what_was_typed_and_enter_searches_for_it(page: Any) -> None:
    """Who wants none of it is not in its way."""
    box = page.get_by_role("combobox", name="Search", exact=True)
    page.keyboard.type("😀 langu")
    page.get_by_role("option", name="language:").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#q-options").is_hidden()
    assert box.input_value() == "😀 langu"
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="language:").click()
    assert box.input_value() == "😀 language:"


def test_without_a_script_the_box_is_a_box(desk: str, browser: Any) -> None:
    """The search works as before where no script runs."""
    context = browser.new_context(base_url=desk, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/search")
    tab.set_default_timeout(10_000)
    tab.fill("#q", "report")
    tab.get_by_role("button", name="Search").click()
    tab.wait_for_url("**/search?q=report**")
    context.close()
