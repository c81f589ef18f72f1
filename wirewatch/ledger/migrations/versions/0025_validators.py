"""Validators: what a page's server needs to know to say that the page has not changed (ETag, Last-Modified)."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0023"


def upgrade() -> None:
    """Add the column, which fills as pages are read."""
    op.add_column("links", sa.Column("validators", sa.Text(), nullable=True))
