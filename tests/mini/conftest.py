"""What tests of mini programs may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from hutong import app
from hutong.kernel import migrate
from hutong.kernel.db import metadata
from tests.dialog.fixtures import any_town as any_town
from tests.dialog.fixtures import bot as bot
from tests.dialog.fixtures import town as town


@pytest.fixture(scope="session", autouse=True)
def declared_tables(steps_taken_once: None) -> Iterator[None]:
    """Tables that no step of the schema's history makes yet are there as well."""
    steps = migrate.upgrade

    def upgrade(url: str) -> None:
        app.load()
        steps(url)
        engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            metadata.create_all(connection, checkfirst=True)
        engine.dispose()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(migrate, "upgrade", upgrade)
        yield
