"""What tests of the wire may ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.keys import few_keys as few_keys
from tests.wire.towns import Account, Town, a_town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A lab on SQLite."""
    async with a_town(tmp_path / "lab") as opened:
        yield opened


@pytest.fixture
async def any_town(tmp_path: Path, db_url: str) -> AsyncIterator[Town]:
    """A lab, once on each database."""
    async with a_town(tmp_path / "any", database=None if db_url.startswith("sqlite") else db_url) as opened:
        yield opened


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Town]:
    """A live instance on SQLite."""
    async with a_town(tmp_path / "live", "live") as opened:
        yield opened


@pytest.fixture
async def account(town: Town) -> Account:
    """A verified service account of the lab."""
    return await town.account()
