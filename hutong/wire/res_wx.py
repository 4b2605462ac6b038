"""res.wx.qq.com: the scripts that pages load from there."""

from hutong.wire import errors, scripts
from hutong.wire.faces import text_of
from hutong.wire.incoming import Incoming, Outgoing

HOST = "res.wx.qq.com"


async def handle(request: Incoming) -> Outgoing:
    """The JS-SDK, in any of its versions; a loud 404 for everything else."""
    found = scripts.at_res(request.path) if request.method in ("GET", "HEAD") else None
    if found is None:
        missing = errors.NotEmulated(host=HOST, path=request.path)
        return Outgoing(
            404, text_of(errors.NotEmulated.api_weixin, missing).encode(), [(b"content-type", b"text/plain")]
        )
    told = [(b"content-type", b"text/javascript; charset=utf-8"), (b"cache-control", b"no-cache")]
    return Outgoing(200 if found else 503, found, [*told, (b"access-control-allow-origin", b"*")])
