"""Times as people write them become moments in UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from wirewatch.config.times import parse_span, parse_time, span_text

NOON = datetime(2026, 11, 27, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", NOON),
        ("3h", datetime(2026, 11, 27, 9, 30, tzinfo=UTC)),
        ("now-1d", datetime(2026, 11, 26, 12, 30, tzinfo=UTC)),
        ("today", datetime(2026, 11, 27, tzinfo=UTC)),
        ("yesterday", datetime(2026, 11, 26, tzinfo=UTC)),
        (" Today ", datetime(2026, 11, 27, tzinfo=UTC)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T06:30:00+04:30", datetime(2026, 11, 1, 2, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read(text: str, expected: datetime) -> None:
    """A span goes back from now; a day, by its name or date, is its start in UTC."""
    assert parse_time(text, NOON) == expected


def test_today_is_the_day_of_utc_and_not_of_the_readers_zone() -> None:
    """Early in the morning in Kabul it is still yesterday in UTC, and `today` is that day."""
    kabul = timezone(timedelta(hours=4, minutes=30))
    present = datetime(2026, 11, 27, 3, 0, tzinfo=kabul)
    assert parse_time("today", present) == datetime(2026, 11, 26, tzinfo=UTC)


@pytest.mark.parametrize("text", ["7d", "1d12h", "1h30m", "59s", "36500d", "0s"])
def test_a_span_is_written_as_it_is_read(text: str) -> None:
    """What `span_text` writes, `parse_span` reads as the same span; weeks become days."""
    assert span_text(parse_span(text)) == text
    assert span_text(parse_span("2w")) == "14d"


@pytest.mark.parametrize("text", ["", "tomorrow", "today-1d", "yesterday 5pm", "soon", "3 hours ago"])
def test_what_is_no_time_is_told_with_the_forms(text: str) -> None:
    """What cannot be read is refused with every form that can, the names of days among them."""
    with pytest.raises(ValueError, match="write 3h, 7d, today, yesterday, 2026-11-01 or"):
        parse_time(text, NOON)
