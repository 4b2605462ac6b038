"""What Alembic runs: the steps, in one transaction, on the database the settings name."""

from typing import Any

import sqlalchemy as sa
from alembic import context

from hutong.kernel.db import metadata
from hutong.migrations.history import plain_type


def run() -> None:
    """Take the steps."""
    engine = sa.create_engine(context.config.attributes["url"])
    if engine.dialect.name == "sqlite":
        _begin_ourselves(engine)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_item=plain_type,
            render_as_batch=connection.dialect.name == "sqlite",
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


def _begin_ourselves(engine: sa.Engine) -> None:
    """SQLite's driver commits each CREATE TABLE by itself; a start that dies half-way would leave half a schema."""

    @sa.event.listens_for(engine, "connect")
    def leave_transactions_to_us(connection: Any, record: Any) -> None:
        connection.isolation_level = None

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


run()
