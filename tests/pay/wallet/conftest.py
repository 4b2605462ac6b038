"""What tests of wallets may ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.pay.wallet.purses import Street, a_street


@pytest.fixture
async def street(tmp_path: Path, db_url: str) -> AsyncIterator[Street]:
    """A lane where people have wallets, once on each database."""
    async with a_street(db_url, tmp_path / "home") as made:
        yield made
        await made.check()


@pytest.fixture
async def live(tmp_path: Path, db_url: str) -> AsyncIterator[Street]:
    """A live instance."""
    async with a_street(db_url, tmp_path / "home", mode="live") as made:
        yield made
        await made.check()
