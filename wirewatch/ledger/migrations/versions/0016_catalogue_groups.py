"""When the catalogue gained each group, by which rules for new values tell the news from an edit."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the table; the groups of the catalogue as it is now are taken for its first."""
    op.create_table(
        "catalogue_groups",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
