"""What the DAGs share. Airflow imports this whenever it parses them, so it imports next to nothing."""

import logging
import os
from datetime import UTC, datetime, timedelta
from typing import Any

START_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""No run is made for times before this; none is made up for times since, either: what matters is what is due."""


CONTINUOUS = "@continuous"
"""Airflow's word for the schedule by which each run follows the one before it."""
CRON_FIELDS = 5


def read_schedule(default: timedelta) -> timedelta | str:
    """Give the schedule that WIREWATCH_SCHEDULE names, or the default where it is not set.

    It is written in Airflow's own words: `@continuous`, or cron's `*/2 * * * *`. Raises ValueError for other words,
    which Airflow shows among the errors of imports.
    """
    text = os.environ.get("WIREWATCH_SCHEDULE", "").strip()
    if text and not text.startswith("@") and len(text.split()) != CRON_FIELDS:
        raise ValueError(
            f"WIREWATCH_SCHEDULE: {text!r} is no schedule; write @continuous, @hourly or cron's five fields, "
            "as in */2 * * * *"
        )
    return text or default


def fail_the_run() -> None:
    """Raise. As a task after all others that runs where one has failed, it makes the run fail, whatever came last."""
    raise RuntimeError("a task of this run failed: its own log says why")


def log_failure(context: Any) -> None:
    """Log in one line which task failed, and why."""
    _log_outcome("failed", context)


def log_retry(context: Any) -> None:
    """Log in one line which task will be tried again, and why."""
    _log_outcome("is tried again", context)


def _log_outcome(outcome: str, context: Any) -> None:
    instance = context["task_instance"]
    exception = context.get("exception")
    notes = "".join(f" ({note})" for note in getattr(exception, "__notes__", ()))  # a bug's stage
    why = str(exception or "its process was killed").partition("\n")[0] + notes
    logging.getLogger("wirewatch").error("%s.%s %s: %s", instance.dag_id, instance.task_id, outcome, why)


DEFAULTS: dict[str, Any] = {
    "owner": "wirewatch",
    "retries": 2,
    "retry_delay": timedelta(seconds=15),
    "execution_timeout": timedelta(minutes=20),
    "on_failure_callback": log_failure,
    "on_retry_callback": log_retry,
}
"""Arguments of every task. A retried task takes up what the one before it left: see wirewatch.ledger.leases. It comes
later than the pause after which wirewatch.stages.index tries a store again, or it would find nothing to do."""

COMMON: dict[str, Any] = {
    "start_date": START_DATE,
    "catchup": False,
    "max_active_runs": 1,
    "tags": ["wirewatch"],
    "default_args": DEFAULTS,
}
"""Arguments of every DAG."""
