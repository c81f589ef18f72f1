"""On what grounds an article joined its event, or began one: kept as it is decided, for `why`."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Add the column, which fills as articles come; what came before has none."""
    op.add_column("links", sa.Column("event_grounds", sa.Text(), nullable=True))
