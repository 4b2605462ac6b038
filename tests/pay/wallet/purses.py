"""People with wallets, asked for by the requests their messengers make."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from hutong import app
from hutong.kernel.clock import Setting
from hutong.kernel.lane import Lane
from hutong.pay.ledger import balances
from hutong.people import public as people
from hutong.wire.ports import Session, SessionPort
from tests.pay import lanes

OURS = "http://lane.localhost"


class Person:
    """Somebody with a messenger."""

    def __init__(self, street: Street, person_id: int) -> None:
        self.street = street
        self.id = person_id
        self.phone = street.browser(f"{OURS}/api/client", person_id)

    async def get(self, path: str, **query: Any) -> Any:
        return answered(await self.phone.get(path, params=query))

    async def post(self, path: str, body: Any) -> Any:
        return answered(await self.phone.post(path, json=body))

    async def put(self, path: str, body: Any) -> Any:
        return answered(await self.phone.put(path, json=body))

    async def refused(self, method: str, path: str, body: Any = None) -> tuple[int, str, dict[str, Any]]:
        """The status, code and facts of a refusal."""
        answer = await self.phone.request(method, path, json=body)
        told = answer.json()
        assert answer.status_code >= 400, told
        return answer.status_code, told["error"], told["params"]

    async def wallet(self) -> Any:
        return await self.get("/wallet")

    async def balance(self) -> int:
        return int((await self.wallet())["balance_fen"])

    async def card(self, kind: str = "debit") -> str:
        return str((await self.post("/wallet/cards", {"kind": kind}))["id"])

    def move(self, amount_fen: Any, card_id: str | None = None, request_id: str = "r1", **more: Any) -> dict[str, Any]:
        """What the messenger sends to move money."""
        body = {"amount_fen": amount_fen, "password": "123456", "request_id": request_id, **more}
        return body if card_id is None else {**body, "card_id": card_id}


class Street:
    """The lane and everybody in it."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self._front = app.build(lane)
        self.lab = self.browser(f"{OURS}/api/lab")

    def browser(self, base_url: str, who: int | None = None, *, is_operator: bool = False) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self._front, client=("127.0.0.1", 50_000))
        cookies = {} if who is None else {"who": str(who), "operator": str(int(is_operator))}
        headers = {"content-type": "application/json"}
        return httpx.AsyncClient(transport=transport, base_url=base_url, cookies=cookies, headers=headers)

    async def person(self, name: str = "Li Lei", language: str = "zh-CN") -> Person:
        return Person(self, (await self.lane.db.run(people.register_simulated, name, language=language)).id)

    def operator(self, person_id: int) -> httpx.AsyncClient:
        return self.browser(f"{OURS}/api/console", person_id, is_operator=True)

    def hold(self, **later: float) -> None:
        """Hold lane time, or move it on from where it is held."""
        self.lane.clock.setting = Setting(held_at=self.lane.clock.lane() + timedelta(**later))

    async def check(self) -> None:
        """Everything adds up."""
        found = await self.lane.db.read_long(balances.trial_balance)
        assert (found.total_fen, found.faults) == (0, [])


@asynccontextmanager
async def a_street(db_url: str, home: Path, mode: str = "lab") -> AsyncIterator[Street]:
    async with lanes.a_lane(db_url, home, mode=mode, strict=True) as lane:
        lane.provide(SessionPort, _session_of)
        yield Street(lane)


def answered(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


async def _session_of(lane: Lane, cookies: Mapping[str, str], wanted: str | None) -> Session | None:
    who = cookies.get("who")
    if who is None:
        return None
    return Session(person_id=int(who), session_id="1", is_operator=cookies.get("operator") == "1")
