"""The desk in a real browser: at three widths, in the dark, by keyboard, and by the rules of accessibility."""

from collections.abc import Iterator
from typing import Any

import pytest
from desk_server import WIDTHS, hold_to_axe, open_tab, serve_desk
from newsroom import Newsroom
from sample_stories import GROUPS

PAGES = [
    "/?since=3650d",
    "/search?q=report",
    "/group/taliban?with=haqqani-network&since=3650d",
    "/alerts",
    "/sources",
    "/why",
]


@pytest.fixture(scope="module")
def desk(newsroom: Newsroom) -> Iterator[str]:
    """Serve the desk of the newsroom's project; give its address."""
    with newsroom.project() as project, serve_desk(project) as address:
        yield address


@pytest.fixture
def page(desk: str, browser: Any) -> Iterator[Any]:
    """Open a tab, which fails the test where a page's script fails or something is refused by its policy."""
    context = browser.new_context(base_url=desk)
    tab = context.new_page()
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on("console", lambda told: troubles.append(told.text) if told.type == "error" else None)
    yield tab
    context.close()
    assert troubles == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_every_width_and_keeps_the_rules_of_accessibility(
    page: Any, address: str, *, dark: bool
) -> None:
    """Nothing is wider than the screen, and axe finds nothing, in light and dark."""
    page.emulate_media(color_scheme="dark" if dark else "light")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    hold_to_axe(page)


@pytest.mark.parametrize("address", ["/alerts", "/why", "/sources"])
def test_a_table_on_a_phone_cuts_no_word(page: Any, newsroom: Newsroom, address: str) -> None:
    """Short words stand whole in their cells: a column is as wide as the word, and the table scrolls in its box."""
    page.set_viewport_size({"width": min(WIDTHS), "height": 900})
    page.goto(address if address != "/why" else f"/why?link={newsroom.page_url(1)}")
    too_narrow = """() => [...document.querySelectorAll('.wide :is(th, td):not(.long)')].filter(cell => {
        const words = document.createRange(); let cut = false
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
        for (let text; (text = walker.nextNode());)
            for (const word of text.parentElement.closest('.hidden') ? [] : text.data.matchAll(/[A-Za-z]{2,}/g)) {
                words.setStart(text, word.index); words.setEnd(text, word.index + word[0].length)
                cut ||= new Set([...words.getClientRects()].map(one => Math.round(one.top))).size > 1
            }
        return cut
    }).map(cell => cell.textContent)"""
    assert page.evaluate(too_narrow) == []
    assert page.evaluate("document.querySelectorAll('.wide td').length") > 0


def test_the_keyboard_alone_leads_to_a_story_and_to_a_search(page: Any) -> None:
    """The first stop skips the navigation, `/` goes to the search, and a result opens by Enter."""
    page.goto("/?since=3650d")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    page.keyboard.type("title:report")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=title**")
    page.locator(".story h3 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/*")
    assert "Report" in page.title()


def test_what_is_written_from_the_right_stands_right(page: Any, desk: str) -> None:
    """A text without letters of either side is as the page is; an Arabic one begins at the right."""
    page.goto("/?since=3650d")
    page.evaluate("document.querySelector('.lede').textContent = 'قال مسؤول إن رجلين قتلا'")
    turned = "getComputedStyle(document.querySelector('.lede')).direction"
    assert page.evaluate(turned) == "rtl"


def test_reading_needs_no_script(desk: str, browser: Any) -> None:
    """Without JavaScript the stories, a search and a story are there."""
    context = browser.new_context(base_url=desk, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/?since=3650d")
    tab.locator(".story h3 a").first.click()
    assert tab.locator("article.text p").count() > 2
    context.close()


def test_long_names_of_groups_fit_a_telephone(fresh_newsroom: Newsroom, browser: Any) -> None:
    """The list to choose a second group from has the catalogue's names, and is no wider than the screen for them."""
    long = (
        "Provisional Committee of the United Front for the Liberation of the Northern Valleys and Their Towns"
    )
    fresh_newsroom.write_groups(
        [*GROUPS, {"id": "front", "name": long, "aliases": {"any": ["Valleys Front"]}}]
    )
    fresh_newsroom.write_feeds()
    with (
        fresh_newsroom.project() as project,
        serve_desk(project) as address,
        open_tab(browser, address) as tab,
    ):
        tab.goto("/group/taliban")
        assert long in tab.locator("select").inner_text()
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
