"""A street for tests: neighbours with wallets and phones, in a whole lane."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from hutong import app
from hutong.chat import public as chat
from hutong.kernel import lanetime
from hutong.kernel.clock import Setting
from hutong.kernel.lane import Lane
from hutong.pay.ledger import balances, names
from hutong.pay.wallet import bank_cards, wallets
from hutong.people import public as people
from hutong.wire.addresses import Addresses
from hutong.wire.ports import Session, SessionPort
from tests.pay.lanes import a_lane

OURS = "http://lane.localhost"
PASSWORD = "123456"
BORN_FEN = 100_000
BALANCE = {"kind": "balance"}


class Neighbour:
    """A person and their phone."""

    def __init__(self, street: Street, person_id: int) -> None:
        self._street = street
        self.id = person_id
        self.phone = street.browser(person_id)

    def __str__(self) -> str:
        return str(self.id)

    async def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """Ask the messenger's API."""
        return await self.phone.request(method, path, json=body)

    async def get(self, path: str) -> Any:
        return done(await self.ask("GET", path))

    async def post(self, path: str, **body: Any) -> Any:
        return done(await self.ask("POST", path, body))

    async def pay(self, path: str, **body: Any) -> Any:
        """Post something that takes money from the balance."""
        return done(await self.try_to_pay(path, **body))

    async def try_to_pay(self, path: str, **body: Any) -> httpx.Response:
        """Post something that takes money, with the right password and a request id of its own."""
        known = {"means": BALANCE, "password": PASSWORD, "request_id": self._street.request_id()}
        return await self.ask("POST", path, known | body)

    async def balance_fen(self) -> int:
        return (await self._street.lane.db.run(_opened, self.id)).balance_fen

    async def chat_with(self, other: Neighbour) -> str:
        return str((await self._street.lane.db.run(chat.direct, self.id, other.id)).id)

    async def cards(self, conversation: str) -> list[dict[str, Any]]:
        """The cards a phone shows in a chat."""
        page = await self.get(f"/conversations/{conversation}/entries?limit=100")
        return [entry["body"] for entry in page["entries"] if entry["body"]["kind"] == "card"]

    async def bind_card(self) -> dict[str, str]:
        """A play bank card, as a means to pay with."""
        card = await self._street.lane.db.run(bank_cards.bind, self.id, "debit")
        return {"kind": "card", "id": card.id}

    async def card_fen(self, card: dict[str, str]) -> int:
        """What lies behind a bank card."""
        name = names.bank_card(card["id"], self.id)
        return (await self._street.lane.db.read(balances.balance, name)).balance_fen

    async def freeze(self) -> None:
        await self._street.lane.db.run(wallets.freeze, self.id)


class Street:
    """The lane and everybody in it."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self._front = app.build(lane)
        self._numbers = itertools.count(1)

    def request_id(self) -> str:
        return f"request-{next(self._numbers)}"

    def browser(self, who: int) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self._front, client=("127.0.0.1", 50_000))
        return httpx.AsyncClient(
            transport=transport,
            base_url=f"{OURS}/api/client",
            cookies={"who": str(who)},
            headers={"content-type": "application/json"},
        )

    async def neighbour(self, name: str = "Li Lei") -> Neighbour:
        return Neighbour(self, (await self.lane.db.run(people.register_simulated, name)).id)

    async def neighbours(self, count: int) -> list[Neighbour]:
        return [await self.neighbour(f"Neighbour {number}") for number in range(1, count + 1)]

    async def group(self, members: list[Neighbour]) -> str:
        return str((await self.lane.db.run(chat.group, [one.id for one in members])).id)

    async def join(self, conversation: str, person: Neighbour) -> None:
        found = await self.lane.db.read(chat.get_conversation, int(conversation))
        await self.lane.db.run(chat.join, found, person.id)

    async def leave(self, conversation: str, person: Neighbour) -> None:
        found = await self.lane.db.read(chat.get_conversation, int(conversation))
        await self.lane.db.run(chat.leave, found, person.id)

    async def suspend(self, person: Neighbour) -> None:
        await self.lane.db.run(people.suspend, person.id)

    def hold(self, at: datetime | None = None) -> None:
        """Hold lane time where it is, or at a moment."""
        self.lane.clock.setting = Setting(held_at=at or self.lane.clock.lane())

    async def later(self, **by: float) -> None:
        """Move lane time on, whatever is due on the way."""
        await lanetime.advance(self.lane, timedelta(**by))

    async def is_balanced(self) -> bool:
        """Whether all money is where the ledger says, and no escrow of a story that ended holds any."""
        return (await self.lane.db.read_long(balances.trial_balance)).is_balanced

    async def in_escrow(self, key: str) -> int:
        return (await self.lane.db.read(balances.balance, names.escrow(key))).balance_fen


@asynccontextmanager
async def a_street(url: str, home: Path) -> AsyncIterator[Street]:
    """A street on an empty database; when the test is over, every fen is accounted for."""
    async with a_lane(url, home, mode="lab", strict=True) as lane:
        lane.provide(Addresses, Addresses(url=OURS, hosts={}, home=str(home), mode="lab"))
        lane.provide(SessionPort, _session_of)
        street = Street(lane)
        street.hold()
        yield street
        assert await street.is_balanced()


def done(answer: httpx.Response) -> Any:
    """What a request answered that was not refused."""
    assert answer.status_code == 200, answer.text
    return answer.json()


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """The status and code of a refusal."""
    return answer.status_code, answer.json()["error"]


def _opened(tx: Any, person_id: int) -> balances.Balance:
    wallets.open_(tx, person_id)
    return balances.balance(tx, names.person(person_id))


async def _session_of(lane: Lane, cookies: Mapping[str, str], wanted: str | None) -> Session | None:
    who = cookies.get("who")
    return None if who is None else Session(person_id=int(who), session_id="1")
