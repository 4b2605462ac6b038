"""Tunnels: bytes both ways, untouched, until both sides are done or silent."""

import asyncio

import msgspec

from hutong.redirect.links import Broken, Link


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long a front waits, and for how many."""

    connect_seconds: float = 10
    handshake_seconds: float = 10
    head_seconds: float = 20
    """From the first byte of a request to the end of its head."""
    idle_seconds: float = 60
    """A client without a request."""
    answer_seconds: float = 300
    """Without a byte of an answer that is due."""
    half_open_seconds: float = 30
    """One side has ended, the other says nothing."""
    tunnel_idle_seconds: float = 900
    upstream_idle_seconds: float = 4
    """Shorter than the lane's own, so that it never hangs up on a request that is on its way."""
    connections: int = 2000


async def relay(client: Link, peer: Link, limits: Limits) -> None:
    """Pass bytes both ways, then close both."""
    tunnel = _Tunnel(limits)
    try:
        async with asyncio.TaskGroup() as both:
            both.create_task(tunnel.pump(client, peer))
            both.create_task(tunnel.pump(peer, client))
    finally:
        client.close()
        peer.close()


class _Tunnel:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._now = asyncio.get_running_loop().time
        self._last = self._now()
        self._ended = 0

    async def pump(self, source: Link, sink: Link) -> None:
        try:
            while data := await self._next(source):
                await sink.write(data)
            self._ended += 1
            await sink.end()
        except Broken:
            source.close()
            sink.close()

    async def _next(self, source: Link) -> bytes:
        """The next bytes; b"" at the end, or when both sides have been silent for too long."""
        while True:
            patience = self._limits.half_open_seconds if self._ended else self._limits.tunnel_idle_seconds
            try:
                async with asyncio.timeout_at(self._last + patience):
                    data = await source.read()
            except TimeoutError:
                if self._now() < self._last + patience:
                    continue
                source.close()
                return b""
            self._last = self._now()
            return data
