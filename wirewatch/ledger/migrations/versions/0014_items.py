"""Items that share one address: which links are of one page, and what their items are known again by."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns; links that were there before have their page for themselves."""
    op.add_column("links", sa.Column("page", sa.String(64)))
    op.create_index("links_page", "links", ["page"])
    op.add_column("names", sa.Column("sketch", sa.String(88)))
