"""Which host a request is for, and the ASGI application that hands it there.

A host is chosen by its name in the `Host` header, by the loopback port that is its own, or by the first segment of the
path; everything else is ours.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from hutong.kernel.ids import nonce
from hutong.kernel.lane import Lane
from hutong.wire import errors, inspector, mp_weixin, product
from hutong.wire.incoming import (
    BodyOverLimitError,
    CallerGoneError,
    Incoming,
    Outgoing,
    Receive,
    Scope,
    Send,
    read_body,
    send_whole,
)

log = structlog.get_logger()

# Every name an emulated host answers to. Those of a later domain are here too: they answer a loud 404.
ALIASES: dict[str, str] = {
    **dict.fromkeys(
        (
            "api.weixin.qq.com",
            "api2.weixin.qq.com",
            "sh.api.weixin.qq.com",
            "sz.api.weixin.qq.com",
            "hk.api.weixin.qq.com",
            "file.api.weixin.qq.com",
        ),
        "api.weixin.qq.com",
    ),
    "mp.weixin.qq.com": "mp.weixin.qq.com",
    "open.weixin.qq.com": "open.weixin.qq.com",
    "api.mch.weixin.qq.com": "api.mch.weixin.qq.com",
    "api2.mch.weixin.qq.com": "api.mch.weixin.qq.com",
    "api2.wechatpay.cn": "api.mch.weixin.qq.com",
    "fraud.mch.weixin.qq.com": "api.mch.weixin.qq.com",
    "wx.tenpay.com": "wx.tenpay.com",
    "qyapi.weixin.qq.com": "qyapi.weixin.qq.com",
    "res.wx.qq.com": "res.wx.qq.com",
}
HOSTS = tuple(dict.fromkeys(ALIASES.values()))
PAGES = "pages"
"""Every name `{label}.web.<ours>`: what answers there is the gateway to pages of others."""
FRAMES = "frames"
"""Every name `{appid}.mini.<ours>`: the documents that mini programs run in, and their files."""
FRAMES_BY_PATH = "mini-frames"
"""The first segment of a path that stands for those names, where we are reached by an address and have none."""

_BODY_LIMIT_BYTES = 32 << 20
_TOO_LARGE = b'{"errcode":45001,"errmsg":"media size out of limit"}'
_TOO_LARGE_FOR_MERCHANTS = b'{"code":"PARAM_ERROR","message":"request body too large"}'

Handler = Callable[[Incoming], Awaitable[Outgoing]]
PageHandler = Callable[[Request, str], Awaitable[Response]]


class Front:
    """The ASGI application of an instance.

    `hosts` maps emulated hosts to handlers, `own` answers for our own names, `fallback` what no endpoint of ours takes
    (the web apps). `ports` says which local port belongs to which host.
    """

    def __init__(self, lane: Lane, hosts: dict[str, Handler], own: product.Product, fallback: PageHandler) -> None:
        self._lane = lane
        self._hosts = hosts
        self._own = own
        self._fallback = fallback
        self._articles = mp_weixin.own_name(lane)
        ours = urlsplit(lane.config.public_url or "").hostname or "lane.localhost"
        self._below_ours = {f".web.{ours}": PAGES, f".mini.{ours}": FRAMES}
        self.ports: dict[int, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        host, path = self._choose(scope)
        if host is not None and scope["type"] == "http":
            await self._answer_host(host, path, scope, receive, send)
            return
        request_id = nonce()
        if scope["type"] == "websocket":
            await self._own.converse(WebSocket(scope, receive, send), request_id)
            return
        request = Request(scope, receive)
        answer = self._own.answer if self._own.knows(scope["path"]) else self._fallback
        response = await answer(request, request_id)
        response.headers["x-request-id"] = request_id
        await response(scope, receive, send)

    def _choose(self, scope: Scope) -> tuple[str | None, str]:
        path: str = scope["path"]
        for name, value in scope["headers"]:
            if name == b"host":
                named = value.decode("latin-1").lower().partition(":")[0].removesuffix(".")
                if named in ALIASES:
                    return ALIASES[named], path
                if named == self._articles:
                    return mp_weixin.HOST, path
                for below, host in self._below_ours.items():
                    if named.endswith(below):
                        return host, path
                break
        own_port = self.ports.get(scope["server"][1]) if scope.get("server") else None
        if own_port is not None:
            return own_port, path
        first, _, rest = path[1:].partition("/")
        if first == FRAMES_BY_PATH:
            return FRAMES, "/" + rest
        if first in ALIASES:
            return ALIASES[first], "/" + rest
        return None, path

    async def _answer_host(self, host: str, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await read_body(receive, _BODY_LIMIT_BYTES)
        except CallerGoneError:
            return
        except BodyOverLimitError:
            await send_whole(send, self._too_large(Incoming(scope, host, path, b"")))
            return
        answer = await self._hosts[host](Incoming(scope, host, path, body))
        await send_whole(send, answer)

    def _too_large(self, request: Incoming) -> Outgoing:
        is_merchants = request.host == "api.mch.weixin.qq.com"
        body = _TOO_LARGE_FOR_MERCHANTS if is_merchants else _TOO_LARGE
        told = ("PARAM_ERROR", "request body too large") if is_merchants else None
        answer = Outgoing(413, body, [(b"content-type", b"application/json; encoding=utf-8")])
        refusal = errors.BodyTooLarge(limit_bytes=_BODY_LIMIT_BYTES)
        inspector.of(self._lane).record_incoming(request, answer, None, refusal, [], 0, told)
        return answer


async def not_found(request: Request, request_id: str) -> Response:
    """The fallback of an instance without web apps."""
    return product.problem(errors.NotEmulated(path=request.url.path), request_id)


async def _live(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
