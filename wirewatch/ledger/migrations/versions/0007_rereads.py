"""What a reprocess makes of each host's pages, so that a worse reading does not replace a better one."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table; the next reprocess begins to fill it."""
    op.create_table(
        "rereads",
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("host"),
    )
