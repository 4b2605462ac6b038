"""What tests of mini programs may ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.dialog.fixtures import any_town as any_town
from tests.dialog.fixtures import bot as bot
from tests.dialog.fixtures import town as town
from tests.dialog.towns import Town
from tests.mini.backends import Backend, a_backend
from tests.mini.phones import Open, a_launch, a_released_program


@pytest.fixture
async def backend() -> AsyncIterator[Backend]:
    """A program's own server."""
    async with a_backend() as made:
        yield made


@pytest.fixture
async def opened(town: Town) -> Open:
    """A person with a program open."""
    return await a_launch(await a_released_program(town), await town.person())
