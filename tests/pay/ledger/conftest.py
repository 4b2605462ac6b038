"""What tests of the ledger may ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hutong.kernel.db import Database
from hutong.kernel.lane import Lane
from tests.pay import lanes


@pytest.fixture
async def db(db_url: str) -> AsyncIterator[Database]:
    """A database with the ledger in it, once of each kind."""
    lanes.prepare(db_url)
    async with lanes.a_database(db_url) as made:
        yield made


@pytest.fixture
async def lane(db_url: str, tmp_path: Path) -> AsyncIterator[Lane]:
    """A lane, once on each database."""
    async with lanes.a_lane(db_url, tmp_path / "home") as made:
        yield made
