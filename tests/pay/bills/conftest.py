"""What these tests may ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialog.towns import Account, Person
from tests.pay.shops import a_square
from tests.pay.stalls import Market, Server, Stall, a_server


@pytest.fixture
async def market(tmp_path: Path, db_url: str) -> AsyncIterator[Market]:
    """A market at noon, once on each database."""
    async with a_square(db_url, tmp_path / "home") as made:
        yield made


@pytest.fixture
async def account(market: Market) -> Account:
    """A service account in which the stall takes payments."""
    return await market.account()


@pytest.fixture
async def stall(market: Market, account: Account) -> Stall:
    """A merchant with a thousand yuan to spend."""
    made = await market.stall(account)
    await made.fund(100_000)
    return made


@pytest.fixture
async def li(market: Market) -> Person:
    """Somebody with a wallet of 1,000 yuan."""
    return await market.person()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The merchant's own server."""
    async with a_server() as made:
        yield made
