"""What is held can be spent once, or is free again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hutong.kernel.clock import Setting
from hutong.kernel.db import Database, Transaction
from hutong.kernel.jobs import JobQueue
from hutong.kernel.lane import Lane
from hutong.pay import events
from hutong.pay.errors import ledger as errors
from hutong.pay.ledger import accounts, holds, names, statements
from tests.pay.ledger.books import HAN, LI, SHOP, check, free, fund, has, move


async def hold(db: Database, amount_fen: Any = 300, number: str = "h:1", **more: Any) -> Any:
    return await db.run(holds.hold, number, **{"account": LI, "amount_fen": amount_fen, "kind": "test", **more})


async def test_what_is_held_is_still_there_and_cannot_leave(db: Database) -> None:
    await fund(db, LI, 1000)
    await hold(db)
    assert (await has(db, LI), await free(db, LI)) == (1000, 700)
    with pytest.raises(errors.MoneyShort):
        await move(db, "t:1", LI, HAN, 701)
    with pytest.raises(errors.MoneyShort):
        await hold(db, 701, "h:2")
    await move(db, "t:1", LI, HAN, 700)
    assert (await has(db, LI), await free(db, LI)) == (300, 0)
    await check(db)


async def test_a_hold_is_made_once_for_its_number(db: Database) -> None:
    await fund(db, LI, 1000)
    first = await hold(db)
    assert await hold(db) == first
    assert await free(db, LI) == 700
    for changed in ({"amount_fen": 301}, {"kind": "loan"}, {"subject": "x:1"}):
        with pytest.raises(errors.TransferDiffers) as refused:
            await hold(db, **changed)
        assert refused.value.facts["field"] == next(iter(changed))
    assert await free(db, LI) == 700


async def test_posting_less_frees_the_rest(db: Database) -> None:
    await fund(db, LI, 1000)
    await hold(db)
    transfer = await db.run(holds.post, "h:1", credit=HAN, amount_fen=200)
    assert (transfer.number, transfer.amount_fen) == ("h:1", 200)
    assert (await has(db, LI), await free(db, LI), await has(db, HAN)) == (800, 800, 200)
    assert await db.run(holds.post, "h:1", credit=HAN, amount_fen=200) == transfer
    for amount_fen in (199, 300):
        with pytest.raises(errors.TransferDiffers):
            await db.run(holds.post, "h:1", credit=HAN, amount_fen=amount_fen)
    with pytest.raises(errors.HoldEnded):
        await db.run(holds.void, "h:1")
    assert [line.balance_fen for line in await db.read(statements.page, LI)] == [800, 1000]
    await check(db)


async def test_a_voided_hold_cannot_be_posted(db: Database) -> None:
    await fund(db, LI, 1000)
    await hold(db)
    for _ in range(2):
        assert (await db.run(holds.void, "h:1")).state == "voided"
    with pytest.raises(errors.HoldEnded) as refused:
        await db.run(holds.post, "h:1", credit=HAN)
    assert refused.value.facts == {"state": "voided"}
    assert (await free(db, LI), await has(db, HAN)) == (1000, 0)
    await check(db)


@pytest.mark.parametrize("amount", [0, -1, 301, 2**63, 1.5, True])
async def test_no_more_is_posted_than_is_held(db: Database, amount: Any) -> None:
    await fund(db, LI, 1000)
    await hold(db)
    with pytest.raises(errors.AmountInvalid):
        await db.run(holds.post, "h:1", credit=HAN, amount_fen=amount)
    assert (await free(db, LI), await has(db, HAN)) == (700, 0)


async def test_nothing_is_posted_under_a_number_that_moved_before(db: Database) -> None:
    await fund(db, LI, 1000)
    await move(db, "t:1", LI, HAN, 300)
    await hold(db)
    with pytest.raises(errors.TransferDiffers):
        await db.run(holds.post, "h:1", credit=HAN, transfer_number="t:1")
    assert (await has(db, LI), await free(db, LI)) == (700, 400)
    await check(db)


async def test_a_hold_nobody_made_is_missing(db: Database) -> None:
    for work in (lambda: db.run(holds.void, "h:9"), lambda: db.run(holds.post, "h:9", credit=HAN)):
        with pytest.raises(errors.HoldMissing):
            await work()


async def test_a_frozen_account_holds_nothing_new_and_pays_what_it_held(db: Database) -> None:
    await fund(db, LI, 1000)
    await hold(db)
    await db.run(accounts.set_frozen, LI, True)
    with pytest.raises(errors.AccountFrozen):
        await hold(db, 1, "h:2")
    await db.run(holds.post, "h:1", credit=HAN)
    assert (await has(db, LI), await has(db, HAN)) == (700, 300)


async def test_money_of_a_merchant_is_held_out_of_what_waits(db: Database) -> None:
    await fund(db, LI, 1000)
    await move(db, "t:1", LI, SHOP, 600)
    await hold(db, 500, account=SHOP)
    assert (await has(db, SHOP), await free(db, SHOP)) == (600, 100)
    await db.run(holds.post, "h:1", credit=names.merchant_available("1900000109"))
    assert (await has(db, SHOP), await free(db, SHOP)) == (100, 100)
    await check(db)


async def test_a_hold_expires_in_lane_time_and_is_told_of(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    publish = JobQueue.publish

    def hear(queue: JobQueue, tx: Transaction, event: Any) -> None:
        told.append(event)
        publish(queue, tx, event)

    monkeypatch.setattr(JobQueue, "publish", hear)
    db, now = lane.db, lane.clock.lane()
    lane.clock.setting = Setting(held_at=now)
    await fund(db, LI, 1000)
    for number, minutes in (("h:1", 10), ("h:2", 10), ("h:3", 20)):
        await hold(db, 100, number, expires_at=now + timedelta(minutes=minutes), subject=f"test:{number}")
    await db.run(holds.post, "h:2", credit=HAN)
    await lane.jobs.settle(30)
    assert await free(db, LI) == 700
    lane.clock.setting = Setting(held_at=now + timedelta(minutes=10))
    lane.jobs.nudge()
    await lane.jobs.settle(30)
    assert (await free(db, LI), (await db.read(holds.require, "h:1")).state) == (800, "expired")
    await db.run(holds.expire, "h:1")
    assert (await free(db, LI), (await db.read(holds.require, "h:2")).state) == (800, "posted")
    assert told == [events.HoldExpired(number="h:1", kind="test", subject="test:h:1")]
    with pytest.raises(errors.HoldEnded):
        await db.run(holds.post, "h:1", credit=HAN)
    await check(db)
