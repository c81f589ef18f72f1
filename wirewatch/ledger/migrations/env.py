"""Run migrations on the connection that `wirewatch.ledger.connect` hands over, inside its transaction."""

from alembic import context

from wirewatch.ledger.connect import VERSION_TABLE
from wirewatch.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
