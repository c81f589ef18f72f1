"""The event of each article, and what is remembered of events: their words, and how rare words are."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the column and the tables; articles of before have no event until a reprocess."""
    op.add_column("links", sa.Column("event_id", sa.String(length=64)))
    op.create_index("links_event", "links", ["event_id"])
    op.create_table(
        "known_events",
        sa.Column(
            "n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=20)),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("known_events_seen", "known_events", ["seen_at"])
    op.create_table(
        "event_words",
        sa.Column("word", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("word", "n"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "word_counts",
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("language"),
    )
