"""A refusal is gone once it was said: nothing of it waits for the collector, who would hold up everybody else."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from hutong.kernel.errors import HutongError
from tests.wire.towns import Account, Town


@pytest.fixture
def no_collector() -> Iterator[None]:
    """The collector stays away."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize(
    "host, path, query",
    [
        ("api.weixin.qq.com", "/cgi-bin/user/info", "openid=nobody&access_token=wrong"),
        ("api.weixin.qq.com", "/cgi-bin/user/info", "openid=nobody&access_token={token}"),
        ("api.mch.weixin.qq.com", "/v3/certificates", ""),
        ("api.mch.weixin.qq.com", "/pay/orderquery", ""),
    ],
)
async def test_refusals_leave_nothing(town: Town, account: Account, host: str, path: str, query: str) -> None:
    # Tests that came before may have left some that others still hold.
    before = refusals()
    for _ in range(3):
        told = await town.ask("GET", path, query=query.format(token=account.token), host=host)
        assert told.body
    await town.recorded()
    known = {id(each) for each in before}
    assert [repr(each) for each in refusals() if id(each) not in known] == []


def refusals() -> list[HutongError]:
    """Those that somebody still holds."""
    return [each for each in gc.get_objects() if isinstance(each, HutongError)]
