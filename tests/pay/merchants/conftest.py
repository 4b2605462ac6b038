"""What tests of merchants may ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.shops import Shop, a_market, a_shop, lend_keys
from tests.wire.towns import Town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A lab with merchants."""
    async with a_market(tmp_path / "market") as opened:
        lend_keys(opened)
        yield opened


@pytest.fixture
async def any_town(tmp_path: Path, db_url: str) -> AsyncIterator[Town]:
    """A lab with merchants, once on each database."""
    async with a_market(tmp_path / "market", db_url) as opened:
        lend_keys(opened)
        yield opened


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Town]:
    """A live instance."""
    async with a_market(tmp_path / "live", mode="live") as opened:
        lend_keys(opened)
        yield opened


@pytest.fixture
async def shop(town: Town) -> Shop:
    """A merchant."""
    return await a_shop(town)
