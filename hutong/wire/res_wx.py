"""res.wx.qq.com: the scripts that pages load from there."""

from hutong.kernel.lane import Lane
from hutong.wire import api_weixin, scripts
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.registry import Registry

HOST = "res.wx.qq.com"

_SCRIPT = [
    (b"content-type", b"text/javascript; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"access-control-allow-origin", b"*"),
]


class Host:
    """The JS-SDK, in any of its versions; a loud 404 for everything else."""

    def __init__(self, lane: Lane) -> None:
        self._others = api_weixin.Host(lane, Registry(HOST))

    async def handle(self, request: Incoming) -> Outgoing:
        """Answer a request."""
        found = scripts.at_res(request.path) if request.method in ("GET", "HEAD") else None
        if found is None:
            return await self._others.handle(request)
        return Outgoing(200 if found else 503, found, _SCRIPT)
