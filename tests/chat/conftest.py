"""What tests of chat may ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.chat.worlds import World, a_world


@pytest.fixture
async def world(db_url: str) -> AsyncIterator[World]:
    """A world for one test."""
    async with a_world(db_url) as made:
        yield made
