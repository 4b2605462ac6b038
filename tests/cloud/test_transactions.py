"""Several documents changed together: all of it, or nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hutong.cloud.documents import transactions
from hutong.cloud.errors.base import CloudError
from hutong.cloud.errors.database import DocumentMissing, DocumentThere, ParameterWrong
from hutong.cloud.errors.transactions import TooManyTransactions, TransactionConflict, TransactionUnknown
from tests.cloud.stage import Stage
from tests.cloud.test_database import a_database, admin
from tests.dialog.towns import Town


class Within:
    """A transaction of a function."""

    def __init__(self, stage: Stage, name: str) -> None:
        self._stage = stage
        self.name = name

    async def ask(self, action: str, **asked: Any) -> Any:
        return await admin(self._stage, action, transaction=self.name, **asked)

    async def get(self, document_id: Any) -> Any:
        return (await self.ask("get", id=document_id))["data"]

    async def commit(self) -> None:
        await self.ask("commitTransaction")


async def begin(stage: Stage) -> Within:
    return Within(stage, (await admin(stage, "startTransaction"))["transaction"])


async def balances(stage: Stage) -> dict[Any, Any]:
    return {one["_id"]: one.get("n") for one in (await admin(stage, "get"))["data"]}


async def test_what_is_committed_is_there_at_once(any_town: Town) -> None:
    stage, _, _ = await a_database(any_town)
    await admin(stage, "add", data=[{"_id": "a", "n": 10}, {"_id": "b", "n": 0}, {"_id": "c", "n": 1}])
    within = await begin(stage)
    assert (await within.ask("update", id="a", data={"$inc": {"n": -4}})) == {"stats": {"updated": 1}}
    assert (await within.ask("update", id="b", data={"$inc": {"n": 4}})) == {"stats": {"updated": 1}}
    assert (await within.ask("update", id="nobody", data={"$inc": {"n": 4}})) == {"stats": {"updated": 0}}
    assert (await within.ask("remove", id="c")) == {"stats": {"removed": 1}}
    assert (await within.ask("set", id="d", data={"n": 7})) == {"_id": "d", "stats": {"created": 1, "updated": 0}}
    made = (await within.ask("add", data={"n": 5}))["_id"]
    assert (await within.get("a"))["n"] == 6
    with pytest.raises(DocumentMissing):
        await within.get("c")
    assert await balances(stage) == {"a": 10, "b": 0, "c": 1}
    await within.commit()
    assert await balances(stage) == {"a": 6, "b": 4, "d": 7, made: 5}
    with pytest.raises(TransactionUnknown):
        await within.commit()


async def test_what_others_changed_meanwhile_is_a_conflict(any_town: Town) -> None:
    stage, _, _ = await a_database(any_town)
    await admin(stage, "add", data=[{"_id": "a", "n": 10}, {"_id": "b", "n": 0}])
    within = await begin(stage)
    await within.get("a")
    await within.ask("update", id="b", data={"$inc": {"n": 1}})
    await admin(stage, "update", id="a", data={"$inc": {"n": 1}})
    with pytest.raises(TransactionConflict):
        await within.commit()
    assert await balances(stage) == {"a": 11, "b": 0}
    missing = await begin(stage)
    await missing.ask("set", id="c", data={"n": 1})
    await admin(stage, "add", data={"_id": "c", "n": 2})
    with pytest.raises(TransactionConflict):
        await missing.commit()
    assert (await balances(stage))["c"] == 2


async def test_no_money_is_made_or_lost_by_many_at_once(any_town: Town) -> None:
    stage, _, _ = await a_database(any_town)
    await admin(stage, "add", data=[{"_id": "a", "n": 100}, {"_id": "b", "n": 100}])

    async def move(amount: int) -> None:
        while True:
            within = await begin(stage)
            held = (await within.get("a"))["n"]
            await within.ask("update", id="a", data={"$set": {"n": held - amount}})
            await within.ask("update", id="b", data={"$inc": {"n": amount}})
            try:
                await within.commit()
            except TransactionConflict:
                continue
            return

    await asyncio.gather(*[move(amount) for amount in range(1, 9)])
    assert await balances(stage) == {"a": 64, "b": 136}


async def test_what_is_given_up_leaves_nothing(town: Town) -> None:
    stage, mine, _ = await a_database(town)
    within = await begin(stage)
    await within.ask("add", data={"_id": "x"})
    with pytest.raises(DocumentThere):
        await within.ask("add", data={"_id": "x"})
    for wrong in ({"action": "get"}, {"action": "update", "query": {"a": 1}, "data": {"$set": {"a": 1}}}):
        with pytest.raises(ParameterWrong):
            await within.ask(**wrong)
    with pytest.raises(CloudError):
        await within.ask("count")
    await within.ask("abortTransaction")
    assert await balances(stage) == {}
    with pytest.raises(TransactionUnknown):
        await within.get("x")
    assert await mine.refused("startTransaction") == -502003
    other = await begin(stage)
    assert await mine.refused("get", id="x", transaction=other.name) == -502003


async def test_transactions_are_bounded_in_time_and_number(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    stage, _, _ = await a_database(town)
    monkeypatch.setattr(transactions, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(transactions, "MOST_DOCUMENTS", 3)
    within = await begin(stage)
    for n in range(3):
        await within.ask("set", id=n, data={})
    with pytest.raises(ParameterWrong):
        await within.ask("set", id=4, data={})
    await begin(stage)
    with pytest.raises(TooManyTransactions):
        await begin(stage)
    held = town.lane.port(transactions.Transactions)._held
    held[within.name].ends_at = 0
    with pytest.raises(TransactionUnknown):
        await within.commit()
    await begin(stage)
