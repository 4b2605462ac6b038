"""What tests of money between people may ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.pay.friends.streets import Neighbour, Street, a_street


@pytest.fixture
async def street(db_url: str, tmp_path: Path) -> AsyncIterator[Street]:
    """A street, once on each database."""
    async with a_street(db_url, tmp_path / "home") as made:
        yield made


@pytest.fixture
async def li(street: Street) -> Neighbour:
    """Li Lei, with the money people are born with."""
    return await street.neighbour("Li Lei")


@pytest.fixture
async def han(street: Street) -> Neighbour:
    """Han Meimei, with the money people are born with."""
    return await street.neighbour("Han Meimei")
