"""One client's HTTP conversation: each request to the upstream that is its own, answers back as they come."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import msgspec

from hutong.redirect.answers import Answers
from hutong.redirect.links import Broken, Link
from hutong.redirect.requests import Body, End, Head, HeadTooLarge, Malformed, Part, Raw, RequestParser
from hutong.redirect.tunnels import Limits

_READ_ON_SECONDS = 2
_READ_ON_BYTES = 1 << 20


class Refusal(Exception):
    """A request that goes nowhere, and what its sender is told."""

    def __init__(self, status: int, reason: str, body: bytes = b"", *, headers: dict[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.body = body
        self.headers = headers or {}

    def written(self) -> bytes:
        """The answer; its reason stands in the first line too, which is all that many clients show of a proxy."""
        body = self.body or f"hutong: {self.reason}\n".encode()
        kind = "application/json" if body.startswith(b"{") else "text/plain; charset=utf-8"
        shown = self.reason.encode("ascii", "replace").decode()
        lines = [f"HTTP/1.1 {self.status} {shown}", f"content-type: {kind}", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join((*lines, "connection: close", "", "")).encode() + body


class Routed(msgspec.Struct, frozen=True):
    """Where a request goes: the name of its upstream, how to reach that, and the head as it gets it."""

    upstream: str
    dial: Callable[[], Awaitable[Link]]
    head: bytes


class _Upstream:
    def __init__(self, name: str, link: Link) -> None:
        self.name = name
        self.link = link
        self.answers = Answers()
        self.is_free = asyncio.Event()
        self.is_free.set()

    def expect(self, method: str) -> None:
        self.answers.expect(method)
        self.is_free.clear()


class Exchange:
    """Reads a client's requests until it or we have had enough.

    `route` says where each goes, or raises a Refusal. `on_connect` takes over after CONNECT.
    """

    def __init__(
        self,
        client: Link,
        route: Callable[[Head], Awaitable[Routed]],
        limits: Limits,
        on_connect: Callable[[Head, bytes], Awaitable[None]] | None = None,
    ) -> None:
        self._client = client
        self._route = route
        self._limits = limits
        self._on_connect = on_connect
        self._parser = RequestParser()
        self._upstream: _Upstream | None = None
        self._group: asyncio.TaskGroup
        self._now = asyncio.get_running_loop().time

    async def run(self) -> None:
        """Converse until the end."""
        try:
            async with asyncio.TaskGroup() as self._group:
                try:
                    await self._converse()
                except Refusal as refusal:
                    await self._refuse(refusal)
                finally:
                    self._hang_up()
        except* Broken:
            pass

    async def _converse(self) -> None:
        while data := await self._next():
            try:
                parts = self._parser.feed(data)
            except HeadTooLarge:
                raise Refusal(431, "the head of this request is too large") from None
            except Malformed as error:
                raise Refusal(400, f"this is no HTTP request: {error}") from None
            if not await self._pass_on(parts):
                return
        await self._last_answer()

    async def _pass_on(self, parts: list[Part]) -> bool:
        """Send parts to where they belong; False when the conversation is over."""
        going: list[bytes] = []
        for place, part in enumerate(parts):
            if isinstance(part, Head):
                if part.method == "CONNECT":
                    await self._flush(going)
                    await self._connect(part, parts[place + 1 :])
                    return False
                going.append(await self._begin(part, going))
            elif isinstance(part, Raw):
                await self._flush(going)
                await self._become_tunnel(part)
                return False
            elif isinstance(part, Body | End):
                going.append(part.data)
        await self._flush(going)
        return True

    async def _begin(self, head: Head, before: list[bytes]) -> bytes:
        routed = await self._route(head)
        current = self._upstream
        if current is not None and (current.name != routed.upstream or current.answers.is_last):
            await self._flush(before)
            before.clear()
            await self._wait_free(current)
            current.link.close()
            self._upstream = current = None
        if current is None:
            # What was for an upstream that is gone is gone with it.
            before.clear()
            current = self._upstream = _Upstream(routed.upstream, await routed.dial())
            self._group.create_task(self._answer(current))
        current.expect(head.method)
        return routed.head

    async def _flush(self, going: list[bytes]) -> None:
        data = b"".join(going)
        if data and self._upstream is not None:
            await self._upstream.link.write(data)

    async def _next(self) -> bytes:
        """What the client sends next; b"" when it hangs up or has been silent for too long."""
        began = self._now()
        while True:
            in_head = self._parser.is_in_head
            try:
                async with asyncio.timeout(self._limits.head_seconds if in_head else self._limits.idle_seconds):
                    return await self._client.read()
            except TimeoutError:
                if in_head:
                    raise Refusal(408, "the head of this request did not come in time") from None
                waits = self._upstream is not None and self._upstream.answers.are_due
                if not waits or self._now() - began > self._limits.answer_seconds:
                    return b""

    async def _answer(self, upstream: _Upstream) -> None:
        """Pass answers back until the upstream hangs up, or has had nothing to do for a while."""
        answers = upstream.answers
        try:
            while data := await self._answer_bytes(upstream):
                answers.feed(data)
                await self._client.write(data)
                if answers.has_switched or not answers.are_due:
                    upstream.is_free.set()
        except Broken:
            answers.is_last = True
        was_due = answers.are_due or answers.is_last
        upstream.link.close()
        if self._upstream is upstream:
            self._upstream = None
            # An answer that ended with its connection ends with the client's too, which cannot tell otherwise.
            if was_due:
                self._client.close()
        upstream.is_free.set()

    async def _answer_bytes(self, upstream: _Upstream) -> bytes:
        while True:
            is_due = upstream.answers.are_due
            patience = self._limits.answer_seconds if is_due else self._limits.upstream_idle_seconds
            if upstream.answers.has_switched:
                patience = self._limits.tunnel_idle_seconds
            try:
                async with asyncio.timeout(patience):
                    return await upstream.link.read()
            except TimeoutError:
                # A request may have gone out while we waited idly.
                if is_due or not upstream.answers.are_due:
                    return b""

    async def _last_answer(self) -> None:
        """The client will ask no more; let it hear what it asked."""
        if self._upstream is not None:
            await self._wait_free(self._upstream)

    async def _wait_free(self, upstream: _Upstream) -> None:
        try:
            async with asyncio.timeout(self._limits.half_open_seconds):
                await upstream.is_free.wait()
        except TimeoutError:
            upstream.link.close()

    async def _connect(self, head: Head, rest: list[Part]) -> None:
        if self._on_connect is None:
            raise Refusal(405, "a tunnel cannot begin inside another conversation")
        self._hang_up(but_client=True)
        await self._on_connect(head, b"".join(part.data for part in rest if isinstance(part, Raw)))

    async def _become_tunnel(self, raw: Raw) -> None:
        """After an upgrade that the upstream agreed to, pass on whatever comes."""
        upstream = self._upstream
        if upstream is None:
            return
        await self._wait_free(upstream)
        if not upstream.answers.has_switched:
            return
        data = raw.data or await self._within_a_tunnel()
        while data:
            await upstream.link.write(data)
            data = await self._within_a_tunnel()

    async def _within_a_tunnel(self) -> bytes:
        try:
            async with asyncio.timeout(self._limits.tunnel_idle_seconds):
                return await self._client.read()
        except TimeoutError:
            return b""

    async def _refuse(self, refusal: Refusal) -> None:
        if self._upstream is not None:
            await self._wait_free(self._upstream)
        await self._client.write(refusal.written())
        await self._client.end()
        # Hanging up on what is still being sent would take the answer away again.
        left = _READ_ON_BYTES
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_READ_ON_SECONDS):
                while left > 0 and (data := await self._client.read()):
                    left -= len(data)

    def _hang_up(self, *, but_client: bool = False) -> None:
        if self._upstream is not None:
            upstream, self._upstream = self._upstream, None
            upstream.link.close()
        if not but_client:
            self._client.close()
