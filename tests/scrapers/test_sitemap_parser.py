"""What is read of a sitemap's elements: the page's own address and times, whatever stands beside them."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.sitemap_parser import MOST_PLACES, SitemapEntry, newest, parse_sitemap

SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:i="http://www.google.com/schemas/sitemap-image/1.1" xmlns:x="http://www.w3.org/1999/xhtml"'
)
EARLY, LATE = datetime(2026, 11, 1, 6, tzinfo=UTC), datetime(2026, 11, 2, 6, tzinfo=UTC)


def entry(number: int, *more: str) -> str:
    """Write the entry of a page."""
    return f"<url><loc>https://a.example/{number}</loc>{''.join(more)}</url>"


def read(inside: str, pieces: int = 1 << 16) -> tuple[SitemapEntry, ...]:
    """Read a sitemap that holds `inside` and comes in pieces of so many bytes."""
    data = f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACES}>{inside}</urlset>'.encode()
    return parse_sitemap(data[start : start + pieces] for start in range(0, len(data), pieces)).pages


BESIDE = (
    "<i:image><i:loc>https://a.example/picture</i:loc><i:title>A picture</i:title></i:image>",
    '<x:link rel="alternate" hreflang="ps" href="https://a.example/ps"/>',
    "<!-- <url><loc>https://a.example/old</loc></url> -->",
    "<?php echo 1 ?>",
    "<n:news><n:title>News</n:title></n:news>",
    "\n  ",
)


@settings(max_examples=40, deadline=None)
@given(
    beside=st.lists(st.lists(st.sampled_from(BESIDE), max_size=4), max_size=12),
    between=st.sampled_from(["", "\n", "<!-- x -->", "text"]),
    pieces=st.sampled_from([1, 7, 64, 1 << 16]),
)
def test_each_page_is_listed_once_however_the_file_is_cut(
    beside: list[list[str]], between: str, pieces: int
) -> None:
    """Its pictures, languages, comments and news take no page's place, and no piece loses one."""
    inside = between.join(entry(number, *more) for number, more in enumerate(beside))
    found = read(inside, pieces)
    assert [place.url for place in found] == [f"https://a.example/{number}" for number in range(len(beside))]
    assert [place.title for place in found] == ["News" if BESIDE[4] in more else None for more in beside]


def test_a_page_has_the_time_of_its_publication_and_of_its_change() -> None:
    """Without a change it was changed when it was published, and it stands in time by its publication."""
    news = f"<n:news><n:publication_date>{EARLY.isoformat()}</n:publication_date></n:news>"
    changed = f"<lastmod>{LATE.isoformat()}</lastmod>"
    found = read(entry(1, news) + entry(2, news, changed) + entry(3, changed) + entry(4))
    assert [(place.published, place.changed) for place in found] == [
        (EARLY, EARLY),
        (EARLY, LATE),
        (None, LATE),
        (None, None),
    ]
    assert [place.time for place in found] == [EARLY, EARLY, LATE, datetime.min.replace(tzinfo=UTC)]


def test_of_too_many_the_newest_stay_in_the_order_of_the_file() -> None:
    """A site may list its oldest pages first, and its newest in the middle."""
    places = [SitemapEntry(str(number), EARLY) for number in range(MOST_PLACES + 1)]
    places[2] = SitemapEntry("old", datetime(2020, 1, 1, tzinfo=UTC))
    places[9] = SitemapEntry("9", LATE)
    assert newest(places) == [place for place in places if place.url != "old"]
