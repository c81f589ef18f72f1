"""Hosts: what is known of their pages, so that it is noticed when these no longer give their articles."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table; each host is known from its next pages on."""
    op.create_table(
        "hosts",
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("host"),
    )
    op.create_index("hosts_verdict", "hosts", ["verdict"], unique=False)
