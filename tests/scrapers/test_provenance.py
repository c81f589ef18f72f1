"""Whose an address is, and what of a feed's word counts for it."""

from datetime import UTC, datetime

import pytest

from scrapers.provenance import attribute, believed, name_end, name_outlet, outlet_of, outlets_of, owns
from scrapers.records import Entry, Feed, Page, Source

AT = datetime(2026, 11, 27, tzinfo=UTC)
BBC = Feed(
    "https://feeds.bbci.co.uk/news/rss.xml", Source("bbc", "BBC", "bbc.com", "GB"), domains=("bbc.co.uk",)
)
FOLHA = Feed("https://feeds.folha.uol.com.br/rss.xml", Source("folha", "Folha", "folha.uol.com.br"))
DAWN = Feed("https://feeds.feedburner.com/dawn", Source("dawn", "Dawn", "www.dawn.com", "PK"))
ALERTS = Feed("https://www.google.com/alerts/feeds/1", Source("alerts", "Alerts", "google.com"))
WARC = Feed("warc:old.warc.gz", Source("dawn.com", "dawn.com", "dawn.com"))
NEWSLETTER = Feed("https://one.substack.com/feed", Source("one", "One", "one.substack.com"))
BLOG = Feed("https://one.blogspot.com/feed", Source("one", "One", "one.blogspot.com"))


@pytest.mark.parametrize(
    ("feed", "url", "own"),
    [
        (BBC, "https://www.bbc.com/news/1", True),
        (BBC, "https://bbc.com:443/news/1", True),
        (BBC, "http://news.bbc.co.uk/1", True),
        (BBC, "https://ichef.bbci.co.uk/1", True),  # the feed's own site
        (BBC, "https://notbbc.com/1", False),
        (BBC, "https://bbc.com.evil.example/1", False),
        (BBC, "https://bbc.com@evil.example/1", False),
        (BBC, "https://evil.example/bbc.com", False),
        (BBC, "nonsense", False),
        (FOLHA, "https://www1.folha.uol.com.br/1", True),
        (FOLHA, "https://noticias.uol.com.br/1", False),  # another outlet on the same portal
        (DAWN, "https://dawn.com/1", True),
        (DAWN, "https://images.dawn.com/1", True),
        (DAWN, "https://feeds.feedburner.com/~r/dawn/1", True),
        (WARC, "https://www.dawn.com/1", True),
        (WARC, "https://bbc.com/1", False),
        (BLOG, "https://two.blogspot.com/1", False),
        (NEWSLETTER, "https://one.substack.com/p/1", True),
        (NEWSLETTER, "https://two.substack.com/p/1", False),
        (Feed("http://127.0.0.1:8000/feed", Source("a", "A", "a.example")), "http://127.0.0.1:9000/1", True),
        (Feed("http://127.0.0.1:8000/feed", Source("a", "A", "a.example")), "http://127.0.0.10/1", False),
        (Feed("http://[::1]:8000/feed", Source("a", "A", "a.example")), "http://[::1]/1", True),
        (Feed("https://bücher.example/f", Source("b", "B", "BÜCHER.example")), "https://xn--bcher-kva.example/", True),
    ],
)  # fmt: skip
def test_a_feed_owns_its_sources_domains_and_its_site(feed: Feed, url: str, own: bool) -> None:
    """Subdomains belong to a domain, and names that only look like it do not."""
    assert owns(feed, url) is own


def test_an_address_is_its_domains_source() -> None:
    """The configuration's source that has the domain, or a domain above it, is the outlet; else the domain is."""
    outlets = outlets_of([BBC, FOLHA, DAWN])
    assert outlet_of("https://www.bbc.co.uk/news/1", outlets) == BBC.source
    assert outlet_of("https://www1.folha.uol.com.br/1", outlets) == FOLHA.source
    assert outlet_of("https://www.dawn.com/1", outlets) == DAWN.source
    assert outlet_of("https://noticias.uol.com.br/1", outlets) == Source(
        "uol.com.br", "uol.com.br", "uol.com.br"
    )


def test_a_feed_names_no_other_outlet() -> None:
    """The address tells whose an item is. Only an aggregator's own feed tells more, of addresses that tell none."""
    outlets = outlets_of([BBC, DAWN, ALERTS])
    hidden = Entry("https://news.google.com/rss/articles/CBMiabc", outlet=Source("ft.com", "FT", "ft.com"))
    false_name = Entry("https://evil.example/1", outlet=Source("evil.example", "Reuters", "evil.example"))
    assert name_outlet(Entry("https://bbc.com/1"), DAWN, outlets).outlet == BBC.source
    assert name_outlet(Entry("https://dawn.com/1", outlet=BBC.source), DAWN, outlets).outlet is None
    assert name_outlet(hidden, ALERTS, outlets).outlet == hidden.outlet
    assert name_outlet(hidden, DAWN, outlets).outlet == ALERTS.source  # whose address it is
    assert name_outlet(false_name, DAWN, outlets).outlet == Source(
        "evil.example", "evil.example", "evil.example"
    )
    assert name_outlet(false_name, ALERTS, outlets).outlet == false_name.outlet
    assert name_outlet(Entry("nonsense"), DAWN, outlets).outlet is None


def test_nothing_counts_of_anothers_item() -> None:
    """Neither title nor text, authors, language and times of it."""
    told = {
        "title": "T",
        "summary": "S",
        "content": "C",
        "authors": ("A",),
        "published": AT,
        "language": "en",
    }
    own = Entry("https://www.dawn.com/1", guid="g", **told)  # type: ignore[arg-type]
    assert believed(DAWN, own) == own
    assert believed(BBC, own) == Entry("https://www.dawn.com/1", guid="g")
    hidden = Entry("https://news.google.com/rss/articles/CBMiabc", outlet=DAWN.source, **told)  # type: ignore[arg-type]
    assert believed(ALERTS, hidden) == Entry(hidden.url, outlet=DAWN.source)


def page(url: str, feed: Feed, **more: object) -> Page:
    """Give a page of Dawn's feed, or of another, with an item that tells a summary."""
    entry = Entry(url, summary="told", outlet=None if owns(feed, url) else Source("x", "X", "x.example"))
    return Page("id", url, url, feed, AT, AT, entry=entry, **more)  # type: ignore[arg-type]


def test_a_page_is_whose_address_it_was_found_at() -> None:
    """A redirect's end counts, whoever's address it began at, and what the feed told counts if that is the feed's."""
    outlets = outlets_of([BBC, DAWN])
    led = name_end(page("https://www.dawn.com/1", DAWN, final_url="https://www.bbc.com/1"), outlets)
    found = attribute(led, DAWN)
    assert found.entry == led.entry  # for where the page turns out to be a wall
    assert (found.as_found().source, found.as_found().entry) == (BBC.source, None)
    proxied = attribute(page("https://t.example/1", DAWN, final_url="https://www.dawn.com/1"), DAWN)
    assert (proxied.source, proxied.found_by) == (DAWN.source, None)
    assert proxied.entry
    assert proxied.entry.summary == "told"


def test_what_a_stranger_told_is_not_the_owners_word() -> None:
    """A page that landed on a stranger's word and is the owner's now has the owner's name and nothing of that word."""
    landed = page("https://www.dawn.com/1", BBC)
    now = attribute(Page("id", landed.url, landed.url, DAWN, AT, AT, entry=landed.entry), BBC)
    assert now.source == DAWN.source
    assert now.entry == Entry(landed.url)


def test_a_page_without_an_item_is_not_the_feeds() -> None:
    """Where nothing is known but the feed, a page at another's address is that address's."""
    url = "https://x.example/1"
    assert attribute(Page("id", url, url, DAWN, AT, AT), DAWN).source.id == "x.example"
