"""When an article was published: which of page and feed is believed, and what no clock can have said."""

from datetime import UTC, datetime, timedelta

import pytest

from processors.metadata.published import published_of
from processors.metadata.read import Metadata
from processors.metadata.timestamps import Timestamp
from scrapers.records import Entry, Feed, Page, Precision, Source

FETCHED = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://kabul.example/report"


def published(
    feed: tuple[datetime, Precision] | None, page: tuple[datetime, Precision] | None = None
) -> tuple[datetime, str, str]:
    """Return the moment, how exact it is and where it stood, of what feed and page told."""
    entry = Entry(URL, published=feed[0], precision=feed[1]) if feed else None
    source = Source("kabul", "Kabul", "kabul.example")
    fetched = Page("0", URL, URL, Feed(URL, source), first_seen_at=FETCHED, fetched_at=FETCHED, entry=entry)
    said = Timestamp(page[0], page[0].date(), page[1], "meta") if page else None
    found = published_of(Metadata(published=said), None, fetched)
    assert found is not None
    return found.at, found.precision, found.where


@pytest.mark.parametrize(
    "ahead", [timedelta(minutes=16), timedelta(hours=4, minutes=20), timedelta(hours=13)]
)
@pytest.mark.parametrize("precision", ["time", "local"])
def test_nothing_is_published_after_it_was_fetched(ahead: timedelta, precision: Precision) -> None:
    """A clock in Kabul without its zone, or under the name of UTC, is hours ahead: the fetch is the latest moment."""
    told = FETCHED + ahead, precision
    assert published(told)[:2] == (FETCHED, "local")
    assert published(None, told)[:2] == (FETCHED, "local")


def test_a_clock_may_be_some_minutes_ahead() -> None:
    """What lies a quarter of an hour ahead stays as it was told."""
    told = FETCHED + timedelta(minutes=15)
    assert published((told, "time")) == (told, "time", "feed")


def test_a_day_is_no_moment_ahead() -> None:
    """Midnight stands for the whole day, which has begun in the east."""
    day = datetime(2026, 11, 23, tzinfo=UTC)
    assert published((day, "day")) == (day, "day", "feed")


def test_a_feed_without_zone_is_as_exact_as_it_says() -> None:
    """The page's time with its zone is believed before it, and it before the page's day; alone it is `local`."""
    time, day = FETCHED - timedelta(hours=2), FETCHED.replace(hour=0)
    assert published((time, "local")) == (time, "local", "feed")
    assert published((time, "local"), (day, "day")) == (time, "local", "feed")
    assert published((day, "day"), (time, "local")) == (time, "local", "meta")
    assert published((time, "time"), (day, "local")) == (time, "time", "feed")
    assert published((day, "local"), (time, "time")) == (time, "time", "meta")


def test_of_two_that_are_as_exact_the_page_is_believed() -> None:
    """A feed may tell when it showed the article; what tells another day does not make the page's more exact."""
    early, late = FETCHED - timedelta(hours=9), FETCHED - timedelta(hours=2)
    for precision in ("time", "local", "day"):
        assert published((late, precision), (early, precision)) == (early, precision, "meta")
    other_day = FETCHED.replace(hour=0) - timedelta(days=2)
    assert published((late, "time"), (other_day, "day")) == (other_day, "day", "meta")
