"""A market at noon, whose stall has money of its own; folders of tests that count days take these instead."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialog.towns import Account
from tests.pay.shops import a_square
from tests.pay.stalls import Market, Stall


@pytest.fixture
async def market(tmp_path: Path, db_url: str) -> AsyncIterator[Market]:
    """A market at noon, once on each database."""
    async with a_square(db_url, tmp_path / "home") as made:
        yield made


@pytest.fixture
async def stall(market: Market, account: Account) -> Stall:
    """A merchant with a thousand yuan to spend."""
    made = await market.stall(account)
    await made.fund(100_000)
    return made
