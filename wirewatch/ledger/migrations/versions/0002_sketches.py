"""Sketches of another make, which cannot be compared with the old: what was seen before is forgotten."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Begin the sketches anew, smaller: nothing looks them up by their link, and what is old goes by its time."""
    op.execute("DELETE FROM bands")
    op.drop_table("sketches")
    op.create_table(
        "sketches",
        sa.Column(
            "n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("link_id", sa.String(length=64), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["links.id"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("sketches_seen", "sketches", ["seen_at"], unique=False)
