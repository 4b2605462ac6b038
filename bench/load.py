"""A load of bounded size on loopback: keep-alive connections that send one request after another."""

import asyncio
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

_Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Load(msgspec.Struct, frozen=True):
    """What a run came to; `answers` are the bodies, in the order of the requests."""

    requests: int
    seconds: float
    answers: list[bytes]

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def request_bytes(url: str, *, body: bytes | None = None, method: str | None = None, host: str = "") -> bytes:
    """A request as it goes on the wire."""
    split = urlsplit(url)
    target = split.path + (f"?{split.query}" if split.query else "")
    lines = [f"{method or ('POST' if body else 'GET')} {target} HTTP/1.1", f"host: {host or split.netloc}"]
    if body is not None:
        lines += [f"content-length: {len(body)}", "content-type: application/json"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b"")


def run(port: int, requests: Iterable[bytes], *, connections: int = 16, expect: bytes = b"") -> Load:
    """Send these requests to a loopback port; each answer must hold `expect`."""
    return asyncio.run(_run(port, requests, connections, expect))


async def _run(port: int, requests: Iterable[bytes], connections: int, expect: bytes) -> Load:
    left = iter(enumerate(requests))
    answers: dict[int, bytes] = {}

    async def caller() -> None:
        connection: _Connection | None = None
        for place, request in left:
            connection = connection or await asyncio.open_connection("127.0.0.1", port)
            reader, writer = connection
            writer.write(request)
            answers[place], is_last = await asyncio.wait_for(_answer(reader), 30)
            assert expect in answers[place], answers[place][:300]
            if is_last:
                writer.close()
                connection = None
        if connection is not None:
            connection[1].close()

    started = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(connections)))
    seconds = time.perf_counter() - started
    return Load(len(answers), seconds, [answers[place] for place in sorted(answers)])


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bool]:
    """A body, and whether the server closes the connection after it."""
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    is_last = b"connection: close" in lowered
    if b"transfer-encoding: chunked" in lowered:
        return await _chunks(reader), is_last
    length = int(lowered.partition(b"content-length:")[2].partition(b"\r\n")[0])
    return await reader.readexactly(length), is_last


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
