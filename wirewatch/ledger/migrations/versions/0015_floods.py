"""Floods: the forms of what was news to rules in the last hour, and the sources whose variants are held back."""

import sqlalchemy as sa
from alembic import op

from wirewatch.ledger.schema import UtcDateTime

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the tables; they fill with what comes."""
    op.create_table(
        "variants",
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rule", "article", name="variants_key"),
    )
    op.create_index("variants_source", "variants", ["rule", "source", "at"])
    op.create_index("variants_at", "variants", ["at"])
    op.create_table(
        "floods",
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("rule", "source", name="floods_key"),
    )
    op.create_index("floods_last", "floods", ["last_at"])
