"""/api/client/mini/{app_id}/socket: a program's WebSocket, which the messenger's own socket carries."""

import asyncio
from typing import Any

import aiohttp
import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.kernel.outbound import OutboundError
from hutong.mini.client.shapes import launch_of
from hutong.mini.errors.launches import RequestRefused
from hutong.mini.launches import Launch
from hutong.mini.web_lane import asking, outlet
from hutong.wire import product
from hutong.wire.product import Call, client

LIMIT_BYTES = 4 << 20
_HELLO_SECONDS = 20
_PROTOCOLS = 20
# A program says these; every other code is ours or the line's.
_OWN_CODES = range(3000, 5000)
_NORMAL, _GONE = 1000, 1006
_REASON_BYTES = 120


class Hello(msgspec.Struct, frozen=True, rename="camel"):
    """What `wx.connectSocket` was given."""

    url: str
    header: dict[str, str] = {}
    protocols: list[str] = []
    timeout_ms: float | None = None


class Said(msgspec.Struct, frozen=True):
    """What the messenger says after that: a message of text, or goodbye. Bytes come as they are."""

    t: str
    data: str = ""
    code: int = _NORMAL
    reason: str = ""


@client.socket("/mini/{app_id}/socket")
async def carry(call: Call[None], socket: WebSocket) -> None:
    """Carry a program's WebSocket. The launch's token stands in `?launch=`.

    First:    {"url": "wss://chat.example.com", "header": {}, "protocols": [], "timeoutMs": 60000}
    Then:     {"t": "open", "header": {}} or {"t": "error", "reason": "url not in domain list", "errno": 600002};
              {"t": "message", "data": "…"} and {"t": "close", "code", "reason"} both ways; bytes as they are
    """
    launch = launch_of(call)
    hello = await _hello(socket)
    if hello is None:
        await socket.close(1008)
        return
    try:
        async with outlet.in_line(call.lane, launch, "sockets"):
            far = await _reach(call, launch, hello)
            try:
                await _say(socket, {"t": "open", "header": _headers(far)})
                await _both_ways(call.lane, socket, far)
            finally:
                await far.close()
    except RequestRefused as refusal:
        await _say(socket, {"t": "error", "reason": refusal.reason, "errno": refusal.errno})
        await socket.close(_NORMAL)
    except HutongError as error:
        await _say(socket, {"t": "error", "reason": product.face_of(error).code, "errno": outlet.NETWORK})
        await socket.close(_NORMAL)


async def _hello(socket: WebSocket) -> Hello | None:
    try:
        async with asyncio.timeout(_HELLO_SECONDS):
            return msgspec.json.decode(await socket.receive_text(), type=Hello)
    except (msgspec.MsgspecError, TimeoutError, KeyError):
        return None


async def _reach(call: Call[None], launch: Launch, hello: Hello) -> aiohttp.ClientWebSocketResponse:
    """Raises: RequestRefused · ProgramNotFound · ProgramClosed · NotATester"""
    gate = await outlet.gate(call.lane, launch, "socket")
    way = await outlet.way(call.lane, launch, gate, hello.url)
    given = {name: value for name, value in hello.header.items() if not name.lower().startswith("sec-websocket")}
    try:
        return await call.lane.outbound.converse(
            way.url,
            headers=asking.headers(given, launch),
            protocols=[name for name in hello.protocols[:_PROTOCOLS] if asking.is_name(name)],
            timeout_seconds=asking.seconds(hello.timeout_ms),
            limit_bytes=LIMIT_BYTES,
            policy=way.policy,
        )
    except OutboundError as error:
        raise outlet.explained(error) from error


async def _both_ways(lane: Lane, socket: WebSocket, far: aiohttp.ClientWebSocketResponse) -> None:
    """Until either side ends; the other is told by what number and in which words."""
    ways = [lane.start(_outwards(socket, far)), lane.start(_inwards(socket, far))]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        said = next(way.result() for way in ways if way.done())
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
    if said is not None:
        await far.close(code=said.code, message=_short(said.reason))
        await _say(socket, {"t": "close", "code": said.code, "reason": said.reason})
        await socket.close(_NORMAL)


async def _outwards(socket: WebSocket, far: aiohttp.ClientWebSocketResponse) -> Said | None:
    """What the program says, to its goodbye; None when the messenger has gone."""
    while True:
        received = await socket.receive()
        if received["type"] == "websocket.disconnect":
            return None
        if (data := received.get("bytes")) is not None:
            await far.send_bytes(data)
            continue
        try:
            said = msgspec.json.decode(received.get("text") or "", type=Said)
        except msgspec.MsgspecError:
            continue
        if said.t == "message":
            await far.send_str(said.data)
        elif said.t == "close":
            return Said(said.t, code=said.code if said.code in _OWN_CODES else _NORMAL, reason=said.reason[:120])


async def _inwards(socket: WebSocket, far: aiohttp.ClientWebSocketResponse) -> Said:
    """What the far end says, to its goodbye."""
    reason = ""
    while True:
        message = await far.receive()
        if message.type is aiohttp.WSMsgType.TEXT:
            await _say(socket, {"t": "message", "data": message.data})
        elif message.type is aiohttp.WSMsgType.BINARY:
            await socket.send_bytes(message.data)
        else:
            reason = str(message.extra or "") if message.type is aiohttp.WSMsgType.CLOSE else reason
            break
    return Said("close", code=far.close_code or _GONE, reason=reason)


def _short(reason: str) -> bytes:
    """As much of a reason as goes into a close frame."""
    return reason.encode()[:_REASON_BYTES].decode(errors="ignore").encode()


async def _say(socket: WebSocket, what: dict[str, Any]) -> None:
    try:
        await socket.send_text(msgspec.json.encode(what).decode())
    except RuntimeError:
        # The messenger has gone meanwhile.
        raise WebSocketDisconnect from None


def _headers(far: aiohttp.ClientWebSocketResponse) -> dict[str, str]:
    return asking.told([(name, value) for name, value in far._response.headers.items()])[0]
