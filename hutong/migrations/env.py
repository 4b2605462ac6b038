"""What Alembic runs: the steps, in one transaction, on the database the settings name."""

import sqlalchemy as sa
from alembic import context

from hutong.kernel.db import metadata
from hutong.migrations.history import plain_type


def run() -> None:
    """Take the steps."""
    engine = sa.create_engine(context.config.attributes["url"])
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_item=plain_type,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
