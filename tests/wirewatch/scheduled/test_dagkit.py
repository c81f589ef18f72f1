"""What the DAGs share."""

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest

from wirewatch.errors import Trouble
from wirewatch.scheduled.dagkit import log_failure, read_schedule

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


def test_a_failure_is_one_line_that_names_its_stage(caplog: pytest.LogCaptureFixture) -> None:
    """A bug's line has the stage that raised it, a trouble's only its own first line."""
    bug = ZeroDivisionError("a bug\nof two lines")
    bug.add_note("in the stage process")
    task = SimpleNamespace(dag_id="news_monitor", task_id="shard")
    with caplog.at_level(logging.ERROR, "wirewatch"):
        for error in (bug, Trouble("index: is down"), None):
            log_failure({"task_instance": task, "exception": error})
    assert [line.partition("failed: ")[2] for line in caplog.messages] == [
        "a bug (in the stage process)",
        "index: is down",
        "its process was killed",
    ]
