"""A small world for chat: a database with persons in it, apps by name alone, and every push that went out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

import msgspec

from hutong.chat import public as chat
from hutong.chat.client import sync as _client  # noqa: F401 - declares the tables and endpoints of chat
from hutong.chat.models.bodies import AnyBody, Text
from hutong.kernel import migrate
from hutong.kernel.bus import Bus
from hutong.kernel.clock import Clock
from hutong.kernel.db import Database, Reader, Transaction
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue
from hutong.people import public as people

P = ParamSpec("P")
T = TypeVar("T")

APP = "wx00112233445566aa"


class Cards:
    """Accounts that have no more than a name."""

    def cards(self, read: Reader, person_id: int, app_ids: Sequence[str]) -> dict[str, Any]:
        return {app_id: {"app_id": app_id, "name": "Waterworks"} for app_id in app_ids}


class World:
    """What a test does, in the words of the product."""

    def __init__(self) -> None:
        self.db: Database
        self.bus = Bus()
        self.wakes: list[tuple[str, Any]] = []

    def hand_out(self, done: list[Transaction]) -> None:
        for topic, payload in (wake for tx in done for wake in tx.wakes):
            self.wakes.append((topic, payload))
            self.bus.tell(topic, payload)

    async def run(self, rule: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.db.run(rule, *args, **kwargs)

    async def read(self, rule: Callable[Concatenate[Reader, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.db.read(rule, *args, **kwargs)

    async def person(self, name: str) -> int:
        return (await self.run(people.register_simulated, name)).id

    async def people(self, *names: str) -> list[int]:
        return [await self.person(name) for name in names]

    async def chat_of(self, one: int, other: int) -> int:
        return (await self.run(chat.direct, one, other)).id

    async def thread_of(self, person: int, app_id: str = APP) -> int:
        return (await self.run(chat.app_thread, app_id, person)).id

    async def say(self, conversation: int, person: int, text: str, client_id: str | None = None) -> chat.Entry:
        return await self.run(chat.post, conversation, chat.Sender.person(person), Text(text=text), client_id=client_id)

    async def post(self, conversation: int, body: AnyBody, **options: Any) -> chat.Entry:
        return await self.run(chat.post, conversation, chat.Sender.app(APP), body, **options)

    async def view(self, person: int, conversation: int) -> chat.ConversationView:
        found = await self.read(chat.conversation_view, Cards(), person, conversation)
        assert found is not None
        return found

    async def texts(self, person: int, conversation: int) -> list[str]:
        page = await self.read(chat.page_for, person, conversation, limit=100)
        return [getattr(entry.body, "text", entry.kind) for entry in page.entries]

    async def sync(
        self, person: int, personal_seq: int = 0, positions: dict[int, int] | None = None, **more: Any
    ) -> Any:
        return await self.read(chat.sync, Cards(), person, personal_seq, positions or {}, **more)

    def pushed_to(self, person: int) -> list[dict[str, Any]]:
        """What was pushed to a person's devices, decoded."""
        topic = f"person:{person}"
        return [
            msgspec.json.decode(payload) if isinstance(payload, str) else payload
            for to, payload in self.wakes
            if to == topic
        ]


@asynccontextmanager
async def a_world(url: str) -> AsyncIterator[World]:
    """A world on an empty database."""
    world = World()
    migrate.upgrade(url)
    world.db = Database(url, Clock(), Ids(), JobQueue(), world.hand_out)
    try:
        yield world
    finally:
        await asyncio.to_thread(world.db.close)
