"""The schema's history ends where the declared tables are."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hutong import app
from hutong.kernel import migrate
from hutong.kernel.db import metadata
from hutong.migrations.history import settings


def test_the_steps_lead_to_the_tables_as_declared(db_url: str) -> None:
    app.load()
    migrate.upgrade(db_url)
    engine = sa.create_engine(db_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_the_newest_step_takes_along_what_is_there(tmp_path: Path) -> None:
    """Every table has a row when the step comes, so that none forgets what older rows have in a new column."""
    app.load()
    url = f"sqlite:///{tmp_path / 'older.db'}"
    config = settings(url)
    newest = ScriptDirectory.from_config(config).get_current_head()
    assert newest is not None
    command.upgrade(config, f"{int(newest) - 1:04}")
    engine = sa.create_engine(url)
    before = sa.MetaData()
    before.reflect(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("PRAGMA ignore_check_constraints = ON"))
        for table in before.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert().values({column.name: _something(column) for column in table.columns}))
    command.upgrade(config, "head")
    kept = sorted(table.name for table in before.sorted_tables if table.name in metadata.tables)
    with engine.connect() as connection:
        counts = {name: connection.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in kept}
    engine.dispose()
    assert counts == dict.fromkeys(kept, 1)


def _something(column: sa.Column[Any]) -> Any:
    kind = column.type.python_type
    return b"{}" if kind is bytes else "{}" if kind is str else kind(0)


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
