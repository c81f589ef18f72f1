"""Totals of steps, for the metrics; an index by which links are counted by fate and reason."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Make the tables. What there is of steps counts from now on, without reasons or how long each took."""
    op.create_table(
        "step_counts",
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("stage", "outcome", "reason", "bucket", name="step_counts_key"),
    )
    op.create_table("step_mark", sa.Column("seq", sa.BigInteger(), nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("LOCK TABLE steps IN SHARE MODE")  # no step is written that would be behind the mark
    op.execute("INSERT INTO step_mark (seq) SELECT coalesce(max(seq), 0) FROM steps")
    op.execute(
        "INSERT INTO step_counts (stage, outcome, reason, bucket, number, seconds)"
        " SELECT stage, outcome, '', -1, count(*), 0 FROM steps GROUP BY stage, outcome"
    )
    op.create_index("links_fate", "links", ["fate", "reason"])
