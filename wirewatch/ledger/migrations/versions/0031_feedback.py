"""Mutes, and what each user has read, starred and noted. Events keep the source of their article, to mute it by."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Make the tables and the column, which are empty; what was announced before has no source."""
    op.create_table(
        "mutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("ended_by", sa.String(length=200), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("mutes_until", "mutes", ["until"])
    op.add_column("events", sa.Column("source", sa.String(length=255), nullable=True))
    op.create_table(
        "readings",
        sa.Column("user_name", sa.String(length=100), nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("starred_at", UtcDateTime(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("user_name", "story_id", name="readings_key"),
    )
