"""What the DAGs share."""

from datetime import timedelta

import pytest

from wirewatch.scheduled.dagkit import read_schedule

DEFAULT = timedelta(minutes=5)


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        ("", DEFAULT),
        ("  ", DEFAULT),
        ("@continuous", "@continuous"),
        (" @hourly\n", "@hourly"),
        ("*/2 * * * *", "*/2 * * * *"),
    ],
)
def test_a_schedule_is_airflows_own_or_the_default(
    monkeypatch: pytest.MonkeyPatch, text: str, schedule: str | timedelta
) -> None:
    """Airflow's words are handed to it as they are; nothing, as Compose hands it on, is the default."""
    monkeypatch.setenv("WIREWATCH_SCHEDULE", text)
    assert read_schedule(DEFAULT) == schedule
    monkeypatch.delenv("WIREWATCH_SCHEDULE")
    assert read_schedule(DEFAULT) == DEFAULT


@pytest.mark.parametrize("text", ["5m", "now and then", "* * *", "continuous"])
def test_a_schedule_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """What Airflow could not read is told with the name of the setting and the mend, in one line."""
    monkeypatch.setenv("WIREWATCH_SCHEDULE", text)
    with pytest.raises(
        ValueError, match=r"^WIREWATCH_SCHEDULE: .* is no schedule; write @continuous"
    ) as told:
        read_schedule(DEFAULT)
    assert repr(text) in str(told.value)
    assert "\n" not in str(told.value)
