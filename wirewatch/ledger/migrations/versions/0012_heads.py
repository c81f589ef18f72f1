"""The head of each text, and the bands of its beginning, by which reports of two events under one background differ."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the columns; texts that were remembered before have none, and are compared by their sketches alone."""
    op.add_column("sketches", sa.Column("head", sa.LargeBinary()))
    op.add_column("sketches", sa.Column("beginning", sa.LargeBinary()))
    op.add_column("sketches", sa.Column("published_at", UtcDateTime()))
