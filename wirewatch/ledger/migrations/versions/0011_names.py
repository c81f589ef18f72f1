"""Other names of links, by which an item is known though its address changes, and the parameters that are tokens."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables; the next polls fill them, and links keep their ids."""
    op.create_table(
        "names",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=255), nullable=False),
        sa.Column("link_id", sa.String(length=64), sa.ForeignKey("links.id"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("address", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("published", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", "scope", name="names_key"),
    )
    op.create_index("names_link", "names", ["link_id"])
    op.create_table(
        "tokens",
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("scope", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_token", sa.Boolean(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("host", "scope", "name", name="tokens_key"),
    )
