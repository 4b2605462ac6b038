"""A load of bounded size on loopback: keep-alive connections that send one request after another."""

import asyncio
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec


class Load(msgspec.Struct, frozen=True):
    """What a run came to."""

    requests: int
    seconds: float

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
    left = iter(requests)

    async def caller() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        done = 0
        for request in left:
            writer.write(request)
            body = await _answer(reader)
            assert expect in body, body[:300]
            done += 1
        writer.close()
        return done

    started = time.perf_counter()
    counts = await asyncio.gather(*(caller() for _ in range(connections)))
    return Load(sum(counts), time.perf_counter() - started)


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        return await _chunks(reader)
    length = int(lowered.partition(b"content-length:")[2].partition(b"\r\n")[0])
    return await reader.readexactly(length)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
