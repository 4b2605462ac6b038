"""What the redirect costs: a CONNECT tunnel against TLS straight to the same front, and memory for many tunnels."""

import asyncio
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import programs
from bench.measure import Figure, compared, cpu_seconds, limited, resident_mib

_API = "api.weixin.qq.com"
_CONNECTIONS = 8
_TUNNELS = 500
_REQUEST = f"GET /cgi-bin/token?grant_type=client_credential HTTP/1.1\r\nhost: {_API}\r\n\r\n".encode()
_CONNECT = f"CONNECT {_API}:443 HTTP/1.1\r\nhost: {_API}:443\r\n\r\n".encode()
_ROUNDS = 5


def figures() -> Iterator[Figure]:
    """Milliseconds and microseconds of processor time a call, both ways; MiB for idle tunnels."""
    with programs.lane() as lane:
        at = _Front(lane.pid, lane.get(f"{lane.url}/api/lab/state")["proxy"], lane.home)
        at.processor(60, 20, through=True)
        for words, connections, requests in (("200 calls a connection", 8, 200), ("one call a connection", 200, 1)):
            for unit, measure in (("ms", at.latency), ("µs", at.processor)):
                yield compared(
                    f"redirected, {words}, {'latency' if unit == 'ms' else 'processor time'} a call",
                    _bound(measure, connections, requests, through=True),
                    _bound(measure, connections, requests, through=False),
                    baseline_name="TLS straight to the front",
                    bar=1.5,
                    unit=unit,
                    rounds=_ROUNDS,
                )
    yield limited(f"{_TUNNELS} idle tunnels, memory in the server", _tunnels_mib, limit=60, unit="MiB", rounds=3)


class _Front:
    def __init__(self, pid: int, port: int, home: Path) -> None:
        self.pid = pid
        self.port = port
        self.context = ssl.create_default_context(cafile=str(home / "ca" / "root.pem"))

    def latency(self, connections: int, requests: int, *, through: bool) -> float:
        """Milliseconds a call, connecting included."""
        started = time.perf_counter()
        asyncio.run(self._calls(connections, requests, through=through))
        return (time.perf_counter() - started) / (connections * requests) * 1000 * min(connections, _CONNECTIONS)

    def processor(self, connections: int, requests: int, *, through: bool) -> float:
        """Microseconds of the server's processor time a call."""
        before = cpu_seconds(self.pid)
        # The kernel counts in hundredths of a second.
        for _ in range(3):
            asyncio.run(self._calls(connections, requests, through=through))
        return (cpu_seconds(self.pid) - before) / (3 * connections * requests) * 1e6

    async def open(self, *, through: bool) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection as which calls may be made."""
        if not through:
            return await asyncio.open_connection("127.0.0.1", self.port, ssl=self.context, server_hostname=_API)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(_CONNECT)
        await reader.readuntil(b"\r\n\r\n")
        await writer.start_tls(self.context, server_hostname=_API)
        return reader, writer

    async def _calls(self, connections: int, requests: int, *, through: bool) -> None:
        left = iter(range(connections))

        async def caller() -> None:
            for _ in left:
                reader, writer = await self.open(through=through)
                for _ in range(requests):
                    await call(reader, writer)
                writer.close()

        await asyncio.gather(*(caller() for _ in range(min(connections, _CONNECTIONS))))


def _bound(measure: Callable[..., float], connections: int, requests: int, *, through: bool) -> Callable[[], float]:
    return lambda: measure(connections, requests, through=through)


async def call(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One call and its whole answer."""
    writer.write(_REQUEST)
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    body = await reader.readexactly(length)
    assert b"errcode" in body, body


def _tunnels_mib() -> float:
    with programs.lane() as lane:
        at = _Front(lane.pid, lane.get(f"{lane.url}/api/lab/state")["proxy"], lane.home)
        return asyncio.run(_held(at))


async def _held(at: _Front) -> float:
    # The first few carry what a server loads once.
    warm = [await at.open(through=True) for _ in range(20)]
    for reader, writer in warm:
        await call(reader, writer)
    await asyncio.sleep(1)
    before = resident_mib(at.pid)
    held = [await at.open(through=True) for _ in range(_TUNNELS)]
    await asyncio.gather(*(call(reader, writer) for reader, writer in held))
    grown = resident_mib(at.pid) - before
    for _, writer in (*warm, *held):
        writer.close()
    return grown
