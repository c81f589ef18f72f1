"""Items that share their page with others: the page's part, the page, the feed's text, or none, in this order."""

from datetime import UTC, datetime

import pytest
from msgspec import structs

from processors.clean import clean
from processors.errors import Reject
from scrapers.records import Entry, Feed, Page, Source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PUBLISHED = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
FEED = Feed(url="https://example.org/feed", source=Source("example", "Example News", "example.org"))
POST = "Seven guards of the ministry were hurt at its gate."
OTHER = "Gunmen burned the market of a village by the lake."
LONG = " ".join(["The ministry said on Tuesday that talks would go on in the capital."] * 6)
LIVE = (
    "<html><head><title>Live</title></head><body><h1>Live: the day</h1>"
    f"<div id='p1'><h2>Blast at a gate</h2><time datetime='2026-11-20T08:00:00Z'></time><p>{POST}</p></div>"
    f"<div id='p2'><h2>Raid by the lake</h2><p>{OTHER}</p></div><p>{LONG}</p></body></html>"
)
ARTICLE = (
    f"<html><body><article><h1>Blast at a gate of the ministry</h1><p>{LONG}</p></article></body></html>"
)


def page(body: str, entry: Entry, address: str = "https://example.org/live") -> Page:
    return Page(
        id="0" * 64, url=entry.url, canonical_url=address, feed=FEED, first_seen_at=NOW, fetched_at=NOW, entry=entry,
        status=200, content_type="text/html", body=body.encode(),
    )  # fmt: skip


def item(fragment: str | None = None, part: str | None = "item-1", **told: object) -> Entry:
    url = "https://example.org/live" + (f"#{fragment}" if fragment else "")
    return Entry(url, fragment=fragment, part=part, **told)  # type: ignore[arg-type]


def test_the_pages_part_comes_first() -> None:
    """Title and time are the item's where its feed tells them, else the part's own."""
    told = clean(page(LIVE, item("p1", title="The feed's title", summary=OTHER, published=PUBLISHED)))
    assert (told.text, told.title, told.published_at) == (POST, "The feed's title", PUBLISHED)
    assert (told.text_from, told.published_from, told.declared_url) == ("page", "feed", None)
    silent = clean(page(LIVE, item("p1")))
    assert (silent.text, silent.title) == (POST, "Blast at a gate")
    assert silent.published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_then_the_page_that_has_the_items_headline() -> None:
    """A page that is the item's as a whole is read as a whole."""
    told = clean(page(ARTICLE, item(title="Blast at a gate of the ministry", summary=OTHER)))
    assert told.text == LONG
    assert told.text_from == "page"


def test_then_the_feeds_text() -> None:
    """It may be short: what a feed tells of one item is whole."""
    told = clean(page(LIVE, item("p9", title="Raid by the lake", summary=OTHER)))
    assert (told.text, told.text_from, told.title) == (OTHER, "feed", "Raid by the lake")
    missing = structs.replace(page("", item(title="Raid", summary=OTHER, linkless=True)), missing="no_link")
    assert clean(missing).text == OTHER


def test_then_the_page_for_whoever_has_its_own_address() -> None:
    """The item that the page's own address stands for is the page, and every other has no article."""
    assert clean(page(ARTICLE, item("p9", part="", title="Another"))).text == LONG
    with pytest.raises(Reject, match="no_part"):
        clean(page(ARTICLE, item("p9", title="Another")))
    with pytest.raises(Reject, match="no_part"):
        clean(page(ARTICLE, item("p9", title="Another", summary="Read more.")))


def test_a_lone_items_fragment_leads_to_an_update_only() -> None:
    """By itself, an item whose fragment names an element of the page is the page: the element may be a chapter."""
    chapter = ARTICLE.replace("<p>", f"<h2 id='p1'>Chapter</h2><p>{POST}</p><p>")
    assert LONG in clean(page(chapter, item("p1", part=None))).text


REPORT = (
    "Gunmen burned the market of a village by the lake, and two hundred families fled in boats to the islands. "
    * 2
)
POINTED = LIVE.replace("<head>", "<head><link rel='canonical' href='https://example.org/live'>").replace(
    OTHER, REPORT
)
BESIDE = ARTICLE.replace(
    "<html>", "<html><head><link rel='canonical' href='https://example.org/live'></head>"
).replace("</body>", f"<aside class='latest'><h3>Raid by the lake</h3><p>{REPORT}</p></aside></body>")


@pytest.mark.parametrize(
    ("address", "fragment"),
    [("/live?page=with:p2", "p2"), ("/live?update=4702", None), ("/live", "p2")],
)
def test_an_address_that_points_into_a_page_is_what_stands_under_its_title(
    address: str, fragment: str | None
) -> None:
    """The page has another headline, and calls itself by the address without what points into it."""
    told = Entry(f"https://example.org{address}", title="Raid by the lake", fragment=fragment)
    found = clean(page(POINTED, told, f"https://example.org{address}"))
    assert (found.text, found.title) == (REPORT.strip(), "Raid by the lake")
    assert found.extractor == "element"


@pytest.mark.parametrize(
    ("body", "address", "title"),
    [
        (POINTED, "/live?update=1", "Live: the day"),  # the page's own headline
        (POINTED, "/live?update=1", "A title that the page has nowhere"),
        (POINTED, "/live", "Raid by the lake"),  # the page's own address
        (POINTED.replace("/live'", "/live?update=1'"), "/live?update=1", "Raid by the lake"),
        (
            POINTED.replace(REPORT, "Gunmen burned a market."),
            "/live?update=1",
            "Raid by the lake",
        ),  # a teaser
        (BESIDE, "/live?update=1", "Raid by the lake"),
    ],
)
def test_any_other_page_is_read_as_a_whole(body: str, address: str, title: str) -> None:
    """Neither a related report below an article nor a teaser takes its place."""
    found = clean(
        page(body, Entry(f"https://example.org{address}", title=title), f"https://example.org{address}")
    )
    assert LONG in found.text
    assert found.extractor != "element"
