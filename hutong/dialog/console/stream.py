"""/api/console/stream: that something was said, as it is said. What is lost here, the next look brings."""

import asyncio
from typing import Any

import msgspec
from starlette.websockets import WebSocket

from hutong.apps import public as apps
from hutong.kernel.errors import HutongError
from hutong.wire.product import Call, console

_WAITING_LIMIT = 500
# Who is let go hears nothing more after this.
_KNOWN_SECONDS = 10.0
_encode = msgspec.json.Encoder().encode


@console.socket("/stream")
async def stream(call: Call[None], socket: WebSocket) -> None:
    """News of the caller's apps, one JSON object per message.

    Server: {"type": "message", "app_id", "openid"}: something was said in that conversation
    """
    waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_WAITING_LIMIT)

    def offer(news: dict[str, Any]) -> None:
        # A page that cannot follow misses some and asks again when it next looks.
        if not waiting.full():
            waiting.put_nowait(news)

    stop = call.lane.bus.listen("apps", offer)
    sending = call.lane.start(_send_from(call, waiting, socket))
    try:
        while (await socket.receive())["type"] != "websocket.disconnect":
            continue
    finally:
        sending.cancel()
        stop()


async def _send_from(call: Call[None], waiting: asyncio.Queue[dict[str, Any]], socket: WebSocket) -> None:
    mine: dict[str, tuple[bool, float]] = {}
    while True:
        news = await waiting.get()
        app_id, person_id = news["app_id"], int(news["person_id"])
        now = call.lane.clock.monotonic()
        is_mine, until = mine.get(app_id, (False, 0.0))
        if until <= now:
            is_mine = await _is_mine(call, app_id)
            mine[app_id] = is_mine, now + _KNOWN_SECONDS
        if is_mine:
            told = {"type": "message", "app_id": app_id, "openid": apps.openid(call.lane.keys, app_id, person_id)}
            await socket.send_text(_encode(told).decode())


async def _is_mine(call: Call[None], app_id: str) -> bool:
    try:
        await call.lane.db.read(apps.require_member, call.actor, app_id, "inbox")
    except HutongError:
        return False
    return True
