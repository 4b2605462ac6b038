"""The schema's history ends where the declared tables are."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from hutong import app
from hutong.kernel import migrate
from hutong.kernel.db import metadata


def test_the_steps_lead_to_the_tables_as_declared(db_url: str) -> None:
    app.load()
    migrate.upgrade(db_url)
    engine = sa.create_engine(db_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_a_database_of_a_newer_program_is_refused(db_url: str) -> None:
    app.load()
    migrate.upgrade(db_url)
    engine = sa.create_engine(db_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(migrate.DatabaseIsNewer) as refused:
        migrate.upgrade(db_url)
    assert refused.value.facts["database"] == "9999"
