"""What the DAGs share. Airflow imports this whenever it parses them, so it imports next to nothing."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

START = datetime(2026, 1, 1, tzinfo=UTC)
"""No run is made for times before this; none is made up for times since, either: what matters is what is due."""


def tell_failure(context: Any) -> None:
    """Log in one line which task failed, and why."""
    instance = context["task_instance"]
    logging.getLogger("wirewatch").error(
        "%s.%s failed: %s", instance.dag_id, instance.task_id, context.get("exception")
    )


DEFAULTS: dict[str, Any] = {
    "owner": "wirewatch",
    "retries": 2,
    "retry_delay": timedelta(seconds=30),
    "execution_timeout": timedelta(minutes=30),
    "on_failure_callback": tell_failure,
}
"""Arguments of every task. A retried task takes up what the one before it left: see wirewatch.ledger.work."""
