"""/api/client/stream: the same news by WebSocket, as it happens. What is lost here, the next sync brings."""

import asyncio
from collections import deque
from typing import Any

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from hutong.chat import errors, glances, personal, reading
from hutong.chat.client.logs import Logs
from hutong.chat.entry_views import entry_view
from hutong.chat.peers import PeerPort
from hutong.chat.views import conversation_view
from hutong.wire.product import Call, client

WAITING_LIMIT = 256
SIGNED_OUT = 4401
TOO_SLOW = 4429

_PING_LIMIT = 1_000
# These change what a device holds rather than how a conversation is shown.
_TOLD_AS_THEY_ARE = ("cleared", "removed")
_encode = msgspec.json.Encoder().encode
_PONG = '{"type":"pong"}'

Place = tuple[int, int]
"""An entry, by its conversation and seq."""


@client.socket("/stream")
async def stream(call: Call[None], socket: WebSocket) -> None:
    """News for one device, one JSON object per message.

    Server: {"type": "hello", "personal_seq": 12} first, then
            {"type": "entry", "entry": Entry} · {"type": "conversation", "conversation": Conversation} ·
            {"type": "personal", "change": PersonalChange} (hidden, cleared or deleted for me) ·
            {"type": "typing", "conversation_id", "on"} · {"type": "menu", "app_id"} · {"type": "account", "account"} ·
            {"type": "signed_out"} · {"type": "pong"}
    Client: {"type": "ping"} when it has been quiet for 45 seconds
    Closes: 4401 signed out · 4429 too slow: come back and sync
    """
    async with asyncio.TaskGroup() as tasks:
        device = Device(call, socket, tasks)
        # Listening begins before the hello, so that nothing falls between it and the device's first sync.
        stop = call.lane.bus.listen(f"person:{call.person_id}", device.push)
        try:
            device.logs.begin(await call.lane.db.read(glances.logs_of, call.person_id))
            device.push({"type": "hello", "personal_seq": await call.lane.db.read(personal.head_of, call.person_id)})
            await device.hear()
        finally:
            stop()
            device.logs.close()
            # What is kept up for devices on line may end.
            call.lane.bus.spread(f"away:{call.person_id}", None)


class Device:
    """One socket: what waits to be sent, and a task that sends only while something waits."""

    __slots__ = ("_call", "_changes", "_is_closed", "_sending", "_socket", "_tasks", "_waiting", "logs")

    def __init__(self, call: Call[None], socket: WebSocket, tasks: asyncio.TaskGroup) -> None:
        self._call = call
        self._socket = socket
        self._tasks = tasks
        self._waiting: deque[str | int | Place] = deque()
        self._changes: dict[int, dict[str, Any] | None] = {}
        self._sending: asyncio.Task[None] | None = None
        self._is_closed = False
        self.logs = Logs(call.lane.bus, self._take_from_log)

    def push(self, payload: Any) -> None:
        """Take a wake: text goes out as it is; a conversation is shown as it stands when its turn comes."""
        if self._is_closed:
            return
        if isinstance(payload, str):
            self._enqueue(payload)
            return
        match payload["type"]:
            case "log":
                self.logs.hear(int(payload["conversation_id"]), on=payload["on"])
            case "signed_out":
                self._sign_out(payload.get("session_id"))
            case "conversation" if "conversation" not in payload:
                self._show(int(payload["conversation_id"]), None)
            case "personal" if payload["change"]["kind"] not in _TOLD_AS_THEY_ARE:
                self._show(int(payload["change"]["conversation_id"]), payload["change"])
            case _:
                self._enqueue(_encode(payload).decode())

    async def hear(self) -> None:
        """Answer pings until the device goes."""
        try:
            async for text in self._socket.iter_text():
                if '"ping"' in text[:_PING_LIMIT]:
                    self.push(_PONG)
        except (WebSocketDisconnect, RuntimeError, KeyError):
            # Closed from our side, or a binary message, which none of our devices sends.
            pass
        self._is_closed = True
        self._waiting.clear()

    def _show(self, conversation_id: int, change: dict[str, Any] | None) -> None:
        # However often it changes while it waits, it is shown once.
        is_waiting = conversation_id in self._changes
        self._changes[conversation_id] = change or self._changes.get(conversation_id)
        if not is_waiting:
            self._enqueue(conversation_id)

    def _take_from_log(self, conversation_id: int, payload: str | dict[str, int]) -> None:
        # What is not for everybody is looked at when its turn comes: is it for this person?
        if not self._is_closed:
            self._enqueue(payload if isinstance(payload, str) else (conversation_id, payload["seq"]))

    def _enqueue(self, item: str | int | Place) -> None:
        if len(self._waiting) >= WAITING_LIMIT:
            self._end(TOO_SLOW)
            return
        self._waiting.append(item)
        if self._sending is None:
            self._sending = self._tasks.create_task(self._send_waiting())

    def _sign_out(self, session_id: str | None) -> None:
        assert self._call.session is not None, "the endpoint asks for a session"
        if session_id is None or str(session_id) == self._call.session.session_id:
            self._end(SIGNED_OUT, '{"type":"signed_out"}')

    def _end(self, code: int, last_words: str | None = None) -> None:
        self._is_closed = True
        self._waiting.clear()
        if self._sending is not None:
            self._sending.cancel()
        self._tasks.create_task(self._close(code, last_words))

    async def _send_waiting(self) -> None:
        try:
            while self._waiting:
                item = self._waiting.popleft()
                text = await self._text_of(item)
                if text is not None:
                    await self._socket.send_text(text)
        except (WebSocketDisconnect, RuntimeError):
            # It is gone; `hear` ends by itself.
            self._waiting.clear()
        finally:
            self._sending = None

    async def _text_of(self, item: str | int | Place) -> str | None:
        if isinstance(item, str):
            return item
        return await (self._rendered(item) if isinstance(item, int) else self._entry_at(*item))

    async def _entry_at(self, conversation_id: int, seq: int) -> str | None:
        try:
            entry = await self._call.lane.db.read(reading.entry_for, self._call.person_id, conversation_id, seq)
        except (errors.ConversationNotFound, errors.EntryNotFound):
            return None
        return _encode({"type": "entry", "entry": entry_view(entry)}).decode()

    async def _rendered(self, conversation_id: int) -> str | None:
        change = self._changes.pop(conversation_id)
        lane = self._call.lane
        port = lane.port(PeerPort)
        view = await lane.db.read(conversation_view, port, self._call.person_id, conversation_id)
        if view is not None:
            return _encode({"type": "conversation", "conversation": view}).decode()
        return None if change is None else _encode({"type": "personal", "change": change}).decode()

    async def _close(self, code: int, last_words: str | None) -> None:
        try:
            if last_words is not None:
                await self._socket.send_text(last_words)
            await self._socket.close(code)
        except (WebSocketDisconnect, RuntimeError):
            return
