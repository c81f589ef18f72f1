"""When a page is read again: what counts as told anew, and how often."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.feeds import parse_feed
from scrapers.records import Entry
from scrapers.revisit import MAX_AGE, PAUSES, entry_fingerprint, next_reading

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TOLD = Entry("https://one.example/a", title="Talks go on", summary="The ministry said so.", published=NOON)


@pytest.mark.parametrize(
    "more",
    [
        {"title": "Talks end"},
        {"summary": "The ministry denied it."},
        {"content": "<p>All of it</p>"},
        {"published": NOON + timedelta(minutes=1)},
        {"updated": NOON + timedelta(minutes=1)},
    ],
)
def test_other_words_and_times_are_told_anew(more: dict) -> None:
    """A changed headline, text or time of an entry changes its fingerprint."""
    fields = {"title": TOLD.title, "summary": TOLD.summary, "published": TOLD.published} | more
    assert entry_fingerprint(Entry(TOLD.url, **fields)) != entry_fingerprint(TOLD)


def test_markup_and_blanks_are_not() -> None:
    """Other tags, pictures that count readers, and line ends are the same telling."""
    marked = '<p>The  ministry <b>said</b>\nso.</p><img src="https://count.example/?r=93">'
    again = Entry("https://one.example/a?utm_source=x", title="Talks go on", summary=marked, published=NOON)
    assert entry_fingerprint(again) == entry_fingerprint(TOLD)


def test_feeds_tell_when_an_item_was_changed() -> None:
    """Atom's updated and JSON Feed's date_modified are read beside the time of publication."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>a</title>'
        '<link href="https://one.example/a"/><published>2026-11-20T10:00:00Z</published>'
        "<updated>2026-11-20T12:00:00Z</updated></entry></feed>"
    )
    json = (
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "https://one.example/a", '
        '"date_published": "2026-11-20T10:00:00Z", "date_modified": "2026-11-20T12:00:00Z"}]}'
    )
    for text in (atom, json):
        (entry,) = parse_feed(text.encode(), "", "https://one.example/f").entries
        assert (entry.published, entry.updated) == (NOON - timedelta(hours=2), NOON)


@given(
    st.integers(0, 10),
    st.timedeltas(timedelta(0), timedelta(days=10)),
    st.timedeltas(timedelta(0), timedelta(days=10)),
)
def test_a_page_is_read_again_a_few_times_with_growing_pauses(
    times: int, age: timedelta, ago: timedelta
) -> None:
    """Never before now, never sooner after the last reading than its pause, never old, never more often than that."""
    due = next_reading(NOON - age, NOON - min(ago, age), times, NOON)
    assert (due is None) == (times >= len(PAUSES) or age > MAX_AGE)
    assert due is None or due == max(NOON, NOON - min(ago, age) + PAUSES[times])
    assert list(PAUSES) == sorted(PAUSES)
