"""Each channel's deliveries as a queue of their own, how the channels are, digests, and who stood in for whom."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add what deliveries know of digests, fallbacks and waiting; make the table of the channels' health."""
    op.add_column(
        "deliveries", sa.Column("kind", sa.String(length=8), server_default="alert", nullable=False)
    )
    op.add_column("deliveries", sa.Column("digest", sa.String(length=64), nullable=True))
    op.add_column("deliveries", sa.Column("stands_for", sa.String(length=64), nullable=True))
    op.add_column("deliveries", sa.Column("since", UtcDateTime(), nullable=True))
    op.add_column("deliveries", sa.Column("fell_back_at", UtcDateTime(), nullable=True))
    op.execute("UPDATE deliveries SET since = due_at")
    op.drop_index("deliveries_due", table_name="deliveries")
    op.create_index("deliveries_lane", "deliveries", ["state", "channel", "due_at", "key"], unique=False)
    op.create_index("deliveries_flow", "deliveries", ["rule", "channel", "sent_at"], unique=False)
    op.create_index("deliveries_digest", "deliveries", ["digest"], unique=False)
    op.create_index("deliveries_lease", "deliveries", ["lease"], unique=False)
    op.create_table(
        "channels",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", UtcDateTime(), nullable=True),
        sa.Column("closed_until", UtcDateTime(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
