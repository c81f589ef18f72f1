"""What a channel answered last: that no further try helps, or for how long it asked us to wait."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns; of the answers that were noted before neither is known."""
    op.add_column("channels", sa.Column("final", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("channels", sa.Column("after_s", sa.Integer()))
