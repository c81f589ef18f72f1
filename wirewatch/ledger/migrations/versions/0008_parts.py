"""How many parts of a long message a channel has accepted, so that none is sent again with the others."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column; what waits had no parts."""
    op.add_column("deliveries", sa.Column("parts_sent", sa.Integer(), nullable=False, server_default="0"))
