"""What is learnt of a feed's habits, and how often it showed less than it had published."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the columns; every feed is learnt anew."""
    op.add_column("feeds", sa.Column("habits", sa.Text()))
    op.add_column("feeds", sa.Column("gaps", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("feeds", sa.Column("unfilled", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("feeds", sa.Column("unfilled_at", UtcDateTime()))
