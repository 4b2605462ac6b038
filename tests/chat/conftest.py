"""What tests of chat may ask for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chat.houses import House, a_house
from tests.chat.worlds import World, a_world


@pytest.fixture
async def world(db_url: str) -> AsyncIterator[World]:
    """A world for one test."""
    async with a_world(db_url) as made:
        yield made


@pytest.fixture
async def house(db_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """A served lane for one test; files have at most a hundred thousand bytes."""
    async with a_house(db_url, tmp_path / "home", upload_limit_bytes=100_000) as served:
        yield served
