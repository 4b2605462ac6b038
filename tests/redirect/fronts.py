"""What tests of the front stand on: a lane that says what it heard, and clients that show every byte."""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec

from hutong.kernel.network_policy import NetworkPolicy
from hutong.redirect.authority import Authority
from hutong.redirect.front import Front, serve_front
from hutong.redirect.telling import Missed
from hutong.redirect.tunnels import Limits

API = "api.weixin.qq.com"
MCH = "api.mch.weixin.qq.com"
LOOPBACK = NetworkPolicy(allow_private=True)
QUICK = Limits(
    connect_seconds=2,
    handshake_seconds=0.5,
    head_seconds=0.3,
    idle_seconds=0.5,
    answer_seconds=5,
    half_open_seconds=0.3,
    tunnel_idle_seconds=0.5,
    upstream_idle_seconds=0.2,
)


class Heard(msgspec.Struct, frozen=True):
    """A request as a lane or another server got it."""

    line: str
    headers: list[tuple[str, str]]
    body: bytes

    def first(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)


class Server:
    """An HTTP/1.1 server that answers each request with what it heard. `/slow` waits, `/close` hangs up afterwards."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.connections = 0
        self.port = 0

    async def welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                heard = await read_request(reader)
                self.heard.append(heard)
                if "/slow" in heard.line:
                    await asyncio.sleep(0.8)
                await self._answer(writer, heard)
                if "/close" in heard.line or heard.first("connection") == "close":
                    break
        writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, heard: Heard) -> None:
        if heard.first("upgrade") == "websocket":
            writer.write(b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\nhello")
            return
        if heard.first("expect"):
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = json.dumps({"line": heard.line, "headers": heard.headers, "size": len(heard.body)}).encode()
        if "/chunked" in heard.line:
            writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
            for start in range(0, len(body), 7):
                piece = body[start : start + 7]
                writer.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            writer.write(b"0\r\n\r\n")
            return
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body))
        if not heard.line.startswith("HEAD"):
            writer.write(body)


class House(msgspec.Struct, frozen=True):
    """A lane, a server of somebody else's, and a front between us and them."""

    front: Front
    authority: Authority
    lane: Server
    other: Server
    missed: list[Missed]


@contextlib.asynccontextmanager
async def a_house(folder: Path, *, limits: Limits | None = None, **options: Any) -> AsyncIterator[House]:
    """A front with an authority in `folder`, its lane and another server, all on free loopback ports."""
    async with a_server() as lane, a_server() as other:
        authority = Authority.open(folder / "ca", (API, MCH))
        missed: list[Missed] = []
        settings: dict[str, Any] = {"policy": LOOPBACK, "record": missed.append, **options}
        front = await serve_front(
            authority,
            lane_url=f"http://127.0.0.1:{lane.port}",
            hosts={API: lane.port, MCH: lane.port},
            limits=limits or Limits(),
            **settings,
        )
        try:
            yield House(front, authority, lane, other, missed)
        finally:
            await front.close()


@contextlib.asynccontextmanager
async def a_server() -> AsyncIterator[Server]:
    """A server on a free loopback port."""
    made = Server()
    server = await asyncio.start_server(made.welcome, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


class Client:
    """A connection to a front."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def of(cls, house: House) -> Client:
        """Connected to the front, as a proxy's client is."""
        return cls(*await asyncio.open_connection("127.0.0.1", house.front.port))

    @classmethod
    async def inside(cls, house: House, name: str = API, context: ssl.SSLContext | None = None) -> Client:
        """In a tunnel to `name`, under TLS."""
        client = await cls.of(house)
        status, _ = await client.ask(
            f"CONNECT {name}:443 HTTP/1.1\r\nhost: {name}:443\r\n\r\n".encode(), has_body=False
        )
        assert status == 200
        await client.writer.start_tls(context or trusting(house), server_hostname=name)
        return client

    async def ask(self, request: bytes, *, has_body: bool = True) -> tuple[int, bytes]:
        """Send these bytes, and read one answer: its status and its body."""
        self.writer.write(request)
        return await self.answer(has_body=has_body)

    async def answer(self, *, has_body: bool = True) -> tuple[int, bytes]:
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status = int(head.split(" ", 2)[1])
        if not has_body or status < 200:
            return status, b""
        if "transfer-encoding: chunked" in head:
            return status, await _chunks(self.reader)
        length = int(head.lower().partition("content-length:")[2].partition("\r\n")[0])
        return status, await self.reader.readexactly(length)

    async def get(self, target: str, host: str = API, more: str = "") -> tuple[int, Any]:
        """GET, and what the server says it heard."""
        status, body = await self.ask(f"GET {target} HTTP/1.1\r\nhost: {host}\r\n{more}\r\n".encode())
        return status, json.loads(body) if body.startswith(b"{") else body.decode()

    async def is_over(self) -> bool:
        """Whether the other side hangs up, soon."""
        async with asyncio.timeout(10):
            try:
                return await self.reader.read() == b""
            except ConnectionError:
                return True

    def close(self) -> None:
        self.writer.close()


def trusting(house: House) -> ssl.SSLContext:
    """What a client trusts that was given the lane's root alone."""
    return ssl.create_default_context(cadata=house.authority.root_pem.decode())


async def read_request(reader: asyncio.StreamReader) -> Heard:
    """The next request."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *lines = head[:-4].split("\r\n")
    headers = [(name.lower(), value.strip()) for name, _, value in (one.partition(":") for one in lines)]
    told = dict(headers)
    if "transfer-encoding" in told:
        return Heard(line, headers, await _chunks(reader))
    return Heard(line, headers, await reader.readexactly(int(told.get("content-length", 0))))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
