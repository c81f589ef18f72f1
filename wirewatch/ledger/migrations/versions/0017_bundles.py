"""How many outlets carry a story at the time at which its alert is gathered into a message, which lists by that."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the column; what was gathered before is listed in the order in which it was announced."""
    op.add_column("deliveries", sa.Column("carried", sa.Integer()))
