"""Fixtures that tests of people and of operators share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hutong.kernel.lane import Lane
from hutong.people import passwords
from tests.people.house import QUICK_HASHER, Browser, MovedWire, open_house


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", QUICK_HASHER)
    monkeypatch.setattr(passwords, "_nobodys", [])


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Lane]:
    async with open_house(tmp_path / "live", "live") as lane:
        yield lane


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Lane]:
    async with open_house(tmp_path / "lab", "lab") as lane:
        yield lane


@pytest.fixture
async def lane(tmp_path: Path, db_url: str) -> AsyncIterator[Lane]:
    """A live lane, once on each database."""
    async with open_house(tmp_path / "home", "live", database=db_url) as opened:
        yield opened


@pytest.fixture
def browser(live: Lane) -> Browser:
    return Browser(live)


@pytest.fixture
def wire(live: Lane, monkeypatch: pytest.MonkeyPatch) -> MovedWire:
    return MovedWire(live, monkeypatch)
