"""Floods: the forms of what was news to rules in the last hour, and the sources whose variants are held back.

What is remembered of texts is packed tighter, and found by its link.
"""

import zlib

import sqlalchemy as sa
from alembic import op

from processors.stories.sketch import pack_tight, unpack_sketch
from wirewatch.ledger.schema import UtcDateTime, UtcSeconds

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Make the tables, which fill with what comes, and pack what is there."""
    _pack_sketches()
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


_CHUNK = 1000


def _pack_sketches() -> None:
    """Make the table anew: its times become seconds, and SQLite cannot change a column's type."""
    old = sa.table(
        "old_sketches",
        sa.column("n"),
        *(sa.column(name) for name in ("link_id", "sketch", "head", "beginning")),
        sa.column("seen_at", UtcDateTime()),
        sa.column("published_at", UtcDateTime()),
    )
    tx = op.get_bind()
    op.drop_index("sketches_seen", "sketches")
    op.rename_table("sketches", "old_sketches")
    new = op.create_table(
        "sketches",
        sa.Column(
            "n", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True
        ),
        sa.Column("link_id", sa.String(length=64), sa.ForeignKey("links.id"), nullable=False),
        sa.Column("link_hash", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", UtcSeconds(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("head", sa.LargeBinary()),
        sa.Column("beginning", sa.LargeBinary()),
        sa.Column("published_at", UtcSeconds()),
    )
    last = -1
    while (
        rows := tx.execute(sa.select(old).where(old.c.n > last).order_by(old.c.n).limit(_CHUNK))
        .mappings()
        .all()
    ):
        last = rows[-1]["n"]
        packed = (
            {
                "link_hash": zlib.crc32(row["link_id"].encode()),
                "sketch": pack_tight(unpack_sketch(row["sketch"])),
            }
            for row in rows
        )
        tx.execute(sa.insert(new), [{**row, **more} for row, more in zip(rows, packed, strict=True)])
    op.drop_table("old_sketches")
    op.create_index("sketches_seen", "sketches", ["seen_at"])
    op.create_index("sketches_link", "sketches", ["link_hash"])
    if tx.dialect.name == "postgresql":
        tx.execute(
            sa.text(
                "SELECT setval(pg_get_serial_sequence('sketches', 'n'), (SELECT max(n) + 1 FROM sketches), false)"
            )
        )
