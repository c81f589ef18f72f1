"""The order in which batches were matched, events of one story told apart, and what rules of other kinds remember."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0003"
down_revision = "0002"

_NUMBER = """
    UPDATE batches SET nth = (
        SELECT count(*) FROM batches AS other WHERE other.matched_at IS NOT NULL AND (
            other.matched_at < batches.matched_at
            OR (other.matched_at = batches.matched_at AND other.id <= batches.id)
        )
    ) WHERE matched_at IS NOT NULL
"""


def upgrade() -> None:
    """Give matched batches their order and events their mark; make the tables of hits, known values and rules."""
    op.add_column("batches", sa.Column("nth", sa.Integer(), nullable=True))
    op.execute(_NUMBER)
    op.create_index("batches_nth", "batches", ["nth"], unique=False)
    op.create_index("links_batch", "links", ["batch"], unique=False)
    op.rename_table("events", "events_of_old")
    op.create_table(
        "events",
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=64), server_default="", nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=False),
        sa.Column("alert", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rule", "story_id", "mark", name="events_key"),
    )
    op.execute(
        "INSERT INTO events (rule, story_id, at, batch, alert) "
        "SELECT rule, story_id, at, batch, alert FROM events_of_old"
    )
    op.drop_table("events_of_old")
    op.add_column("deliveries", sa.Column("mark", sa.String(length=64), server_default="", nullable=False))
    op.create_table(
        "hits",
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("rule", "story_id"),
    )
    op.create_index("hits_at", "hits", ["rule", "at"], unique=False)
    op.create_table(
        "known",
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("rule", "value"),
    )
    op.create_table(
        "rules",
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("meaning", sa.String(length=64), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("owed_from", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rule"),
    )
