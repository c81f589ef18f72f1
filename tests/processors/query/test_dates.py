"""Dates in queries: what each means, and which are refused."""

from datetime import UTC, datetime

import pytest

from processors.query.dates import resolve_date, to_milliseconds
from processors.query.nodes import DateBound

NOW = datetime(2026, 11, 22, 15, 30, 45, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "start", "after"),
    [
        ("2026", "2026-01-01T00:00:00", "2027-01-01T00:00:00"),
        ("2026-12", "2026-12-01T00:00:00", "2027-01-01T00:00:00"),
        ("2024-02-29", "2024-02-29T00:00:00", "2024-03-01T00:00:00"),
        ("2026-11-01T10", "2026-11-01T10:00:00", "2026-11-01T11:00:00"),
        ("2026-11-01T23:59", "2026-11-01T23:59:00", "2026-11-02T00:00:00"),
        ("2026-11-01T10:30:15Z", "2026-11-01T10:30:15", "2026-11-01T10:30:16"),
        ("2026-11-01T10:30:15.25Z", "2026-11-01T10:30:15.250", "2026-11-01T10:30:15.251"),
        ("2026-11-01T01:00+04:30", "2026-10-31T20:30:00", "2026-10-31T20:31:00"),
        ("now", "2026-11-22T15:30:45.123", "2026-11-22T15:30:45.124"),
        ("now-7d", "2026-11-15T15:30:45.123", "2026-11-15T15:30:45.124"),
        ("now+90m", "2026-11-22T17:00:45.123", "2026-11-22T17:00:45.124"),
        ("now-9M", "2026-02-22T15:30:45.123", "2026-02-22T15:30:45.124"),
        ("now/d", "2026-11-22T00:00:00", "2026-11-23T00:00:00"),
        ("now/w", "2026-11-16T00:00:00", "2026-11-23T00:00:00"),
        ("now/y", "2026-01-01T00:00:00", "2027-01-01T00:00:00"),
        ("now-1M/M", "2026-10-01T00:00:00", "2026-11-01T00:00:00"),
    ],
)
def test_dates_resolve(text: str, start: str, after: str) -> None:
    """A date means from its first instant to the one after its last, to the millisecond, in UTC."""
    expected = [to_milliseconds(datetime.fromisoformat(each).replace(tzinfo=UTC)) for each in (start, after)]
    assert [resolve_date(DateBound(text), NOW), resolve_date(DateBound(text, end=True), NOW)] == expected


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-13", "2026-1-1", "2026-11-01 10:00", "now-1x", "now-", "٢٠٢٦"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Anything but the forms of the description is no date."""
    with pytest.raises(ValueError, match=r"date|month"):
        resolve_date(DateBound(text), NOW)
