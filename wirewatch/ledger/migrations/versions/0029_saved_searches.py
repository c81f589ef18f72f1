"""Saved searches: each has a name, and a stable address to follow it by."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Make the table, which is empty until somebody saves a search."""
    op.create_table(
        "saved_searches",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("sort", sa.String(length=20), nullable=False),
        sa.Column("events", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
