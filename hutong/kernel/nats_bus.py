"""The bus between processes, over a NATS server; imported only where the setting `nats` names one.

What is spread in one turn of the loop travels as one message, a line of JSON for each wake after a line with the
sender's name. Nothing here waits for the server: what does not fit into a bounded store is dropped.
"""

import asyncio
import contextlib
import secrets
from typing import Any

import msgspec
import nats
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from hutong.kernel.bus import Bus

log = structlog.get_logger()

_WAITING_BYTES = 8 << 20
# NATS carries a megabyte unless told otherwise; one wake is far below the rest.
_PAGE_BYTES = 256 << 10
_HEARD_BYTES = 16 << 20
_CONNECT_SECONDS = 2.0
_STOP_SECONDS = 2.0
_RETRY_SECONDS = 1

_decode = msgspec.json.Decoder(tuple[str, msgspec.Raw]).decode


class NatsBus(Bus):
    """Delivers here at once, and to every other process of the instance by way of the server."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._me = secrets.token_hex(8).encode()
        self._waiting: dict[bytes, None] = {}
        self._size = 0
        self._dropped = 0
        self._some = asyncio.Event()
        self._client = Client()
        self._is_met = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def spread(self, topic: str, payload: Any) -> None:
        """Hand a payload to whoever listens, here at once and soon in every other process."""
        self.tell(topic, payload)
        try:
            line = msgspec.json.encode((topic, payload))
        except (TypeError, ValueError):
            log.exception("wake_not_json", topic=topic)
            return
        if line in self._waiting:
            # Said twice before it went out, it goes once, in its later place.
            self._take(line)
        if self._size + len(line) > _WAITING_BYTES:
            self._dropped += 1
            return
        self._waiting[line] = None
        self._size += len(line)
        self._some.set()

    async def start(self, instance: str) -> None:
        """Meet the other processes; a server that is not there yet is waited for beside the work.

        Raises: NatsUnusable
        """
        self._subject = f"hutong.{instance}"
        meeting = asyncio.create_task(self._connect())
        self._tasks = [meeting, asyncio.create_task(self._send())]
        await asyncio.wait([meeting], timeout=_CONNECT_SECONDS)
        if meeting.done():
            meeting.result()

    async def stop(self) -> None:
        """Send what waits and leave."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(TimeoutError, nats.errors.Error, OSError):
            async with asyncio.timeout(_STOP_SECONDS):
                if self._client.is_connected:
                    await self._send_waiting()
                    await self._client.flush()
                await self._client.close()

    async def _connect(self) -> None:
        await self._client.connect(
            self._url,
            allow_reconnect=True,
            max_reconnect_attempts=-1,
            reconnect_time_wait=_RETRY_SECONDS,
            error_cb=_note_error,
            disconnected_cb=_note_parting,
            reconnected_cb=_note_return,
        )
        await self._client.subscribe(self._subject, cb=self._hear, pending_bytes_limit=_HEARD_BYTES)
        # A ping overtakes what the client has not yet written; when the first has come back, the subscription went out.
        await self._client.flush()
        await self._client.flush()
        self._is_met.set()

    async def _send(self) -> None:
        await self._is_met.wait()
        while True:
            await self._some.wait()
            self._some.clear()
            try:
                await self._send_waiting()
            except (nats.errors.Error, OSError) as error:
                log.warning("bus_lost_wakes", reason=repr(error))
            if self._dropped:
                log.warning("bus_lost_wakes", count=self._dropped)
                self._dropped = 0

    async def _send_waiting(self) -> None:
        while self._waiting:
            page, size = [self._me], 0
            while self._waiting and size < _PAGE_BYTES:
                line = self._take(next(iter(self._waiting)))
                page.append(line)
                size += len(line)
            await self._client.publish(self._subject, b"\n".join(page))

    def _take(self, line: bytes) -> bytes:
        del self._waiting[line]
        self._size -= len(line)
        return line

    async def _hear(self, message: Msg) -> None:
        sender, _, lines = message.data.partition(b"\n")
        if sender == self._me:
            return
        for line in lines.split(b"\n"):
            try:
                topic, payload = _decode(line)
            except msgspec.DecodeError:
                log.warning("wake_unreadable", sender=sender[:64])
                continue
            if topic in self._listeners:
                self.tell(topic, msgspec.json.decode(payload))


async def _note_error(error: Exception) -> None:
    log.warning("bus_error", reason=repr(error))


async def _note_parting() -> None:
    log.warning("bus_disconnected")


async def _note_return() -> None:
    log.info("bus_reconnected")
