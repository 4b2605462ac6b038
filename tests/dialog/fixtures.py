"""Towns, accounts and bots, for tests of dialog and of what stands on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialog.bots import Bot, a_bot
from tests.dialog.towns import Account, Town, a_town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town on SQLite."""
    async with a_town(tmp_path / "home") as made:
        yield made


@pytest.fixture
async def any_town(tmp_path: Path, db_url: str) -> AsyncIterator[Town]:
    """A town, once on each database."""
    async with a_town(tmp_path / "home", None if db_url.startswith("sqlite") else db_url) as made:
        yield made


@pytest.fixture
async def account(town: Town) -> Account:
    """A verified service account."""
    return await town.account()


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    """An app's server."""
    async with a_bot() as made:
        yield made
