"""api.mch.weixin.qq.com: one host, two manners of speaking, told apart by the path."""

from hutong.kernel.lane import Lane
from hutong.wire import api_mch_v2, api_mch_v3
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.turnstile import Turnstile

HOST = api_mch_v3.HOST

_V3 = ("/v3/", "/brand/", "/hk/v3/")


class Host:
    """Both manners."""

    def __init__(self, lane: Lane) -> None:
        self._v3 = api_mch_v3.Host(lane)
        self._v2 = api_mch_v2.Host(lane)
        self._turnstile = Turnstile()

    async def handle(self, request: Incoming) -> Outgoing:
        """Answer a request in the manner that its path asks for."""
        await self._turnstile.enter()
        return await (self._v3 if request.path.startswith(_V3) else self._v2).handle(request)
