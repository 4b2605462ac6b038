"""A house with people and operators in it, and browsers that knock at its door."""

import contextlib
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import argon2
import httpx
import pytest

from hutong.kernel.audit import AuditEntry, entries
from hutong.kernel.config import Config, Mode
from hutong.kernel.db import Reader, Transaction, query
from hutong.kernel.lane import Lane
from hutong.operate import public as operate
from hutong.operate.console import audit, health, invitations
from hutong.operate.console import people as members
from hutong.operate.console import session as console_session
from hutong.people import passwords, persons
from hutong.people.client import me, people, registrations, session, sessions
from hutong.people.client.doors import Doors
from hutong.people.models import Person
from hutong.people.pages import qr, sign_in
from hutong.people.public import DirectChatPort, RolePort
from hutong.wire import hosts, product
from hutong.wire.ports import SessionPort

# Importing a host folder's module is what declares its endpoints.
DECLARED = (
    audit,
    health,
    console_session,
    invitations,
    members,
    me,
    people,
    registrations,
    session,
    sessions,
    qr,
    sign_in,
)

ORIGIN = "http://lane.localhost"
PASSWORD = "three calm rivers"
QUICK_HASHER = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, type=argon2.Type.ID)

_all_audited = query(entries.select().order_by(entries.c.id), AuditEntry)


@contextlib.asynccontextmanager
async def open_house(home: Path, mode: Mode, **settings: Any) -> AsyncIterator[Lane]:
    """A lane with nothing but people and operators."""
    lane = await Lane.open(Config(home=home, mode=mode, strict=True, **settings), ready=_fill_ports)
    try:
        yield lane
    finally:
        await lane.close()


def _fill_ports(lane: Lane) -> None:
    doors = Doors(lane)
    lane.provide(Doors, doors)
    lane.provide(SessionPort, doors)
    lane.provide(RolePort, operate.roles())
    lane.provide(DirectChatPort, DirectChatPort(find=lambda read, one, other: None))


class MovedWire:
    """A system clock that a test moves on."""

    def __init__(self, lane: Lane, patch: pytest.MonkeyPatch) -> None:
        self._moved = timedelta(0)
        wire, monotonic = lane.clock.wire, lane.clock.monotonic
        patch.setattr(lane.clock, "wire", lambda: wire() + self._moved)
        patch.setattr(lane.clock, "monotonic", lambda: monotonic() + self._moved.total_seconds())

    def move(self, **by: float) -> None:
        self._moved += timedelta(**by)


class Browser:
    """One browser: it keeps cookies, sends JSON, and comes from an address."""

    def __init__(self, lane: Lane, address: str = "203.0.113.7") -> None:
        ours = [product.client, product.console, product.pages]
        front = hosts.Front(lane, {}, product.Product(lane, ours), hosts.not_found)
        transport = httpx.ASGITransport(front, client=(address, 50_000))
        agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
        headers = {"content-type": "application/json", "user-agent": agent, "origin": ORIGIN}
        self.http = httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.http.get(path, **options)

    async def post(self, path: str, body: dict[str, Any] | None = None, **options: Any) -> httpx.Response:
        return await self.http.post(path, json=body or {}, **options)

    async def delete(self, path: str, **options: Any) -> httpx.Response:
        return await self.http.delete(path, **options)

    async def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        return await self.post("/api/client/session", {"email": email, "password": password})

    async def whoami(self, **options: Any) -> str | None:
        """The name of the person this browser speaks for."""
        person = (await self.get("/api/client/session", **options)).json()["person"]
        return str(person["name"]) if person else None


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """The status and code of a refusal, whose shape is checked."""
    body = answer.json()
    assert body.keys() == {"error", "params", "request_id"}
    return answer.status_code, body["error"]


async def a_person(lane: Lane, name: str = "Li Lei", email: str = "li@example.com", password: str = PASSWORD) -> Person:
    """Somebody who registered."""
    hashed = await passwords.hash_of(password)
    return await lane.db.run(persons.register, name=name, email=email, password_hash=hashed, language="en")


async def an_operator(lane: Lane, name: str = "Han Meimei", email: str = "han@example.com") -> Person:
    """Somebody who looks after the instance."""
    person = await a_person(lane, name, email)
    await lane.db.run(_make_operator, person.id)
    return person


def _make_operator(tx: Transaction, person_id: int) -> None:
    operate.roles().grant(tx, person_id=person_id, role="operator", inviter_id=None)


async def audited(lane: Lane) -> list[tuple[str, str]]:
    """Who did what, oldest first."""
    return [(entry.actor, entry.action) for entry in await lane.db.read(_audited)]


def _audited(read: Reader) -> list[AuditEntry]:
    return read.many(_all_audited)


def is_wire_time(text: str) -> bool:
    """Whether a time is spelt as our JSON spells times."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text)) and bool(datetime.fromisoformat(text))
