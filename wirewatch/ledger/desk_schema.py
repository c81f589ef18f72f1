"""The desk's tables: who may use it, who is logged in, when each looked last, who changed what, and what it counts.

They stand in the metadata of `wirewatch.ledger.schema`, and a change needs a migration as one there does.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)

from wirewatch.ledger.column_types import UtcDateTime
from wirewatch.ledger.schema import metadata as metadata

users = Table(
    "users",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("password", Text, nullable=False),
    Column("role", String(10), nullable=False),
    Column("since", UtcDateTime, nullable=False),
)
"""Who may log in. `password` is argon2's hash, with its salt and its costs."""

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("user_name", String(100), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Index("sessions_user", "user_name"),
)
"""Who is logged in. `token` is the SHA-256 of what the browser keeps: who reads the ledger cannot log in with it."""

visits = Table(
    "visits",
    metadata,
    Column("user_name", String(100), primary_key=True),
    Column("last_at", UtcDateTime, nullable=False),
    Column("before_at", UtcDateTime),
)
"""When each user looked last, and when the visit before this one ended."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", String(200), nullable=False),
    Column("what", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    Index("audit_at", "at"),
)
"""Every change that a person made, and when. Rows are only added."""

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("query", Text, nullable=False),
    Column("since", Text),
    Column("until", Text),
    Column("sort", String(20), nullable=False),
    Column("events", Boolean, nullable=False),
    Column("who", String(200), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""Searches that have a name. `since` and `until` stand as they were written."""

marks = Table(
    "marks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("link_id", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("group_id", String(200), nullable=False),
    Column("words", Text, nullable=False),
    Column("removed", Text, nullable=False),
    Column("outdated", Boolean, nullable=False, server_default=false()),
    Column("who", String(200), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("undone_by", String(200)),
    Column("undone_at", UtcDateTime),
    Index("marks_link", "link_id"),
    Index("marks_group", "group_id"),
)
"""Mentions that are not the group. `words` is empty for every mention of it in the article; `removed` has, as JSON,
what was taken out, with the words around it. `outdated` says that the article as it was read last has no such mention.
"""

mutes = Table(
    "mutes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("name", Text, nullable=False),
    Column("who", String(200), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("ended_by", String(200)),
    Column("ended_at", UtcDateTime),
    Index("mutes_until", "until"),
)
"""What tells nobody for a time: see `wirewatch.ledger.mutes`. `ended_at` is set where one was ended before its time."""

readings = Table(
    "readings",
    metadata,
    Column("user_name", String(100)),
    Column("story_id", String(64)),
    Column("read_at", UtcDateTime),
    Column("starred_at", UtcDateTime),
    Column("note", Text, nullable=False, server_default=""),
    Column("noted_at", UtcDateTime),
    PrimaryKeyConstraint("user_name", "story_id", name="readings_key"),
)
"""What each user has read, starred and noted of stories: see `wirewatch.ledger.readings`."""

step_counts = Table(
    "step_counts",
    metadata,
    Column("stage", String(12), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("bucket", Integer, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
    PrimaryKeyConstraint("stage", "outcome", "reason", "bucket", name="step_counts_key"),
)
"""How many steps there were up to `step_mark.seq`, and of those that are deleted: wirewatch.ledger.step_counts."""

step_mark = Table("step_mark", metadata, Column("seq", BigInteger, nullable=False))
"""One row: the step up to which all are counted."""
