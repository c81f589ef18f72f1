"""Revisions: what tells of a changed article, when its page is read again, what the newest revision changed."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; what a feed told before is not known, and the first telling from now on counts as no change."""
    for column in (
        sa.Column("revision_added_groups", sa.Text(), nullable=True),
        sa.Column("revision_removed_groups", sa.Text(), nullable=True),
        sa.Column("recheck_at", UtcDateTime(), nullable=True),
        sa.Column("rechecks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("newer", sa.Text(), nullable=True),
    ):
        op.add_column("links", column)
    op.add_column("sightings", sa.Column("fingerprint", sa.String(length=32), nullable=True))
    op.create_index("links_recheck", "links", ["recheck_at"], unique=False)
