"""What tests of apps may ask for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hutong.kernel.lane import Lane
from tests.apps.house import Browser, NewApp, Server, an_app, open_house


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Lane]:
    async with open_house(tmp_path / "lab", "lab") as opened:
        yield opened


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Lane]:
    async with open_house(tmp_path / "live", "live") as opened:
        yield opened


@pytest.fixture
async def lane(tmp_path: Path, db_url: str) -> AsyncIterator[Lane]:
    """A lab, once on each database."""
    database = None if db_url.startswith("sqlite") else db_url
    async with open_house(tmp_path / "home", "lab", database=database) as opened:
        yield opened


@pytest.fixture
async def app(lab: Lane) -> NewApp:
    """A verified service account of the lab."""
    return await an_app(lab)


@pytest.fixture
def server(lab: Lane) -> Server:
    return Server(lab)


@pytest.fixture
def browser(lab: Lane) -> Browser:
    return Browser(lab)
