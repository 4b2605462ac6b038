"""What every test of money may ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialog.bots import Bot, a_bot
from tests.dialog.towns import Account, Person
from tests.pay.listeners import Listener, a_listener
from tests.pay.stalls import Market, Server, Stall, a_market, a_server
from tests.support.keys import few_keys as few_keys


@pytest.fixture
async def market(tmp_path: Path, db_url: str) -> AsyncIterator[Market]:
    """A market, once on each database."""
    async with a_market(db_url, tmp_path / "home") as made:
        yield made


@pytest.fixture
async def account(market: Market) -> Account:
    """A service account in which the stall takes payments."""
    return await market.account()


@pytest.fixture
async def stall(market: Market, account: Account) -> Stall:
    """A merchant."""
    return await market.stall(account)


@pytest.fixture
async def li(market: Market) -> Person:
    """Somebody with a wallet of 1,000 yuan."""
    return await market.person()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The merchant's own server."""
    async with a_server() as made:
        yield made


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """The merchant's own server, which hears notices of APIv3."""
    async with a_listener() as made:
        yield made


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    """The merchant's own server, which hears notices of APIv2."""
    async with a_bot() as made:
        yield made
