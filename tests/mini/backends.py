"""A program's own server on loopback: it remembers what it was asked, and answers by the path."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import WSMsgType, web

from tests.support.listening import listening

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Backend:
    """What a test sees of the server."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[web.Request] = []
        self.bodies: list[bytes] = []
        self.at_once = 0
        self.most_at_once = 0

    @property
    def last(self) -> web.Request:
        return self.asked[-1]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        self.bodies.append(await request.read())
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await self._answer(request)
        finally:
            self.at_once -= 1

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        match request.path:
            case "/echo":
                answer = web.json_response({"method": request.method, "body": self.bodies[-1].decode("latin-1")})
                answer.headers.add("Set-Cookie", "a=1; Path=/")
                answer.headers.add("Set-Cookie", "b=2; HttpOnly")
                return answer
            case "/bytes":
                return web.Response(body=b"\xff\xfe\x00", status=201)
            case "/slow":
                await asyncio.sleep(float(request.query.get("s", "30")))
                return web.Response(text="late")
            case "/to":
                raise web.HTTPFound(request.query["url"])
            case "/large":
                return web.Response(body=b"0" * (21 << 20))
            case "/a.png":
                return web.Response(body=PNG, content_type="image/png")
            case "/nameless":
                return web.Response(body=PNG, content_type="application/octet-stream")
            case "/page":
                return web.Response(text="<script>1</script>", content_type="text/html")
            case "/talk":
                return await _talk(request)
        raise web.HTTPNotFound()


@asynccontextmanager
async def a_backend() -> AsyncIterator[Backend]:
    """A server of a program's."""
    backend = Backend()
    async with listening(backend.handle) as backend.url:
        yield backend


async def _talk(request: web.Request) -> web.StreamResponse:
    """Says everything twice, and goodbye when told "bye"."""
    socket = web.WebSocketResponse(protocols=["chat"])
    await socket.prepare(request)
    async for message in socket:
        if message.type is WSMsgType.TEXT and message.data == "bye":
            await socket.close(code=4001, message=b"bye")
        elif message.type is WSMsgType.TEXT:
            await socket.send_str(message.data * 2)
        elif message.type is WSMsgType.BINARY:
            await socket.send_bytes(message.data * 2)
    return socket
