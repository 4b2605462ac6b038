"""A market whose merchants call endpoints of the tests' own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from hutong.wire import api_mch_v3, registry
from tests.wire.api_mch_v3.echoes import declare, declare_odd_ones
from tests.wire.shops import MCH, Shop, a_market, a_shop
from tests.wire.towns import Town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A lab with merchants."""
    async with a_market(tmp_path / "market") as opened:
        yield opened


@pytest.fixture
async def shop(town: Town, endpoints: None) -> Shop:
    return await a_shop(town)


@pytest.fixture
def endpoints(town: Town) -> Iterator[None]:
    """Endpoints of the tests' own, beside the real ones."""
    test = api_mch_v3.V3Registry(MCH, auth="merchant")
    try:
        declare(test)
        declare_odd_ones(test)
        test.endpoints.extend(api_mch_v3.v3.endpoints)
        town.front._hosts[MCH] = api_mch_v3.Host(town.lane, test).handle
        yield
    finally:
        registry.registries.remove(test)
