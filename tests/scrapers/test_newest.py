"""Of a feed with more items than are read the newest count, wherever they stand, and the others are counted."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from scrapers import newest, xmlfeed
from scrapers.errors import Reject
from scrapers.feeds import parse_feed
from scrapers.items import MAX_ITEMS, ParsedFeed
from scrapers.newest import keep_newest

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FEED = "https://a.example/feed"


def rss(hours: list[int | None], end: str = "</channel></rss>") -> bytes:
    """Return a feed whose items are so many hours old, or carry no date."""
    items = "".join(
        f"<item><title>Report {number}</title><link>https://a.example/{number}</link>{date(age)}</item>"
        for number, age in enumerate(hours)
    )
    return f'<rss version="2.0"><channel><title>A</title>{items}{end}'.encode()


def date(age: int | None) -> str:
    """Return the date of an item."""
    return "" if age is None else f"<pubDate>{format_datetime(NOW - timedelta(hours=age))}</pubDate>"


def read(body: bytes) -> ParsedFeed:
    """Return a feed as it is read at noon."""
    return parse_feed(body, "", FEED, NOW)


def numbers(feed: ParsedFeed) -> list[int]:
    """Return the last parts of the addresses that count."""
    return [int(entry.url.rpartition("/")[2]) for entry in feed.entries]


def test_the_newest_count_wherever_they_stand() -> None:
    """A feed with its oldest items first keeps its last ones, in their order; one with its newest first the first."""
    oldest_first = read(rss(list(range(5_000, 0, -1))))
    assert numbers(oldest_first) == list(range(4_000, 5_000))
    assert oldest_first.skipped == ("items older than the newest 1,000 are not read",)
    assert oldest_first.further == 3_999
    newest_first = read(rss(list(range(5_000))))
    assert numbers(newest_first) == list(range(MAX_ITEMS))
    assert newest_first.skipped == ("items after the first 1,000 are not read",)
    assert newest_first.further == 3_999


def test_what_cannot_count_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first thousand stand from the newest to the oldest, a large feed costs no more than they do."""
    monkeypatch.setattr(xmlfeed, "MAX_ELEMENTS", 5_000)
    for ages in ([*range(5_000)], [None] * 5_000, [0, 900, *range(1, 4_999)]):
        feed = read(rss(ages))
        assert numbers(feed) == list(range(MAX_ITEMS))
        assert feed.further == 3_999
    # An old item that stays on top drives out none of the newest.
    monkeypatch.undo()
    assert numbers(read(rss([9_000, *range(1_100)]))) == list(range(1, 1_001))


def test_without_dates_the_first_count() -> None:
    """Nobody knows which of them are new, and an item without one is as old as the one before it."""
    undated = read(rss([None] * 2_500))
    assert (numbers(undated), undated.further) == (list(range(MAX_ITEMS)), 1_499)
    # The first two have the age of the third, and each undated one that of the dated one before it.
    mixed = read(rss([None, None, *(age for hour in range(2_000, 0, -1) for age in (hour, None))]))
    assert numbers(mixed) == list(range(3_002, 4_002))


def test_a_date_ahead_makes_no_item_newest() -> None:
    """A date that nobody can believe is none: items of next year do not drive out those of today."""
    hours: list[int | None] = [*[-9_000] * 900, *range(1_500, 0, -1)]
    assert numbers(read(rss(hours))) == list(range(1_400, 2_400))


def test_a_feed_of_json_keeps_its_newest() -> None:
    """What is true of RSS is true of a JSON Feed."""
    items = [
        {
            "id": f"https://a.example/{age}",
            "title": "Report",
            "date_published": (NOW - timedelta(hours=age)).isoformat(),
        }
        for age in range(3_000, 0, -1)
    ]
    feed = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode())
    assert numbers(feed) == list(range(1_000, 0, -1))
    assert feed.further == 1_999


def test_an_item_keeps_its_number() -> None:
    """What is told of an item names its place in the feed, not that among those that are read."""
    body = rss(list(range(2_000, 0, -1))).replace(b"<link>https://a.example/1999</link>", b"<link/>")
    assert "item 2000 (Report 1999): no link, no text and no id" not in read(body).skipped
    assert any(line.startswith("item 2000 (Report 1999)") for line in read(body).skipped)


def test_what_is_read_of_a_large_feed_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the bound for elements items are counted alone; a feed of few items beyond it is refused as ever."""
    monkeypatch.setattr(xmlfeed, "MAX_ELEMENTS", 5_000)
    feed = read(rss(list(range(3_000, 0, -1))))
    assert len(feed.entries) == MAX_ITEMS
    assert feed.further == 1_999
    assert numbers(feed)[-1] < 5_000 / 4
    with pytest.raises(Reject, match="too_complex"):
        read(rss(list(range(900))).replace(b"</item>", b"<a/><b/><c/></item>"))


def test_what_breaks_behind_the_first_thousand_does_no_harm() -> None:
    """Of a feed that ends within an item the items before it count, and the half one does not."""
    feed = read(rss(list(range(1_500, 0, -1)), "<item><title>Half & <"))
    assert numbers(feed) == list(range(500, 1_500))
    assert not feed.whole


def test_few_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates are read once each, after a first look, up to a bound; what stands behind it is counted."""
    monkeypatch.setattr(newest, "MOST_COMPARED", 50)
    asked: list[int] = []

    def dates_of(number: int) -> list[str]:
        asked.append(number)
        return [(NOW - timedelta(hours=100 - number)).isoformat()]

    kept = keep_newest(range(80), 10, NOW, dates_of)
    assert [item for _, item in kept.items] == list(range(40, 50))
    assert kept.left == 70
    assert sorted(asked) == sorted([*range(20), *range(50)])
