"""Alembic's entry: run the migrations on the connection that the store opened."""

from alembic import context

from tocsin.store.tables import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transaction_per_migration=False,
)
context.run_migrations()
