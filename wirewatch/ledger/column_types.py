"""How times stand in the ledger's columns: aware and in UTC, whatever the database. And what makes a table a queue."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC, on databases with time zones and on SQLite, which has none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take an aware time only: a naive one is a bug here and would silently shift."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r} for the ledger")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the time back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class UtcSeconds(TypeDecorator[datetime]):
    """An aware time as whole seconds since 1970: a fifth of what SQLite needs for a time as text."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Take an aware time only."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r} for the ledger")
        return int(value.timestamp() // 1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the time back in UTC."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


def queue_columns(*columns: Any) -> list[Any]:
    """Give the columns that make a table a queue, after its own."""
    return [
        *columns,
        Column("due_at", UtcDateTime, nullable=False),
        Column("lease", String(200)),
        Column("lease_until", UtcDateTime),
    ]
