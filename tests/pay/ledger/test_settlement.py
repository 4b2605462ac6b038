"""A shop's customers never queue on one row, and what a day brought is theirs to spend the next."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from hutong.kernel.clock import Clock, Setting
from hutong.kernel.db import Database, Reader, Transaction
from hutong.kernel.db.database import connect
from hutong.kernel.db.drivers import Connection
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue
from hutong.kernel.jobs.table import waiting
from hutong.kernel.lane import Lane
from hutong.pay.ledger import accounts, balances, days, folding, names, settlements, statements, transfers
from hutong.pay.ledger.names import Name
from tests.pay import lanes
from tests.pay.ledger.books import HAN, LI, SHOP, check, fund, has, move

AVAILABLE = names.merchant_available("1900000109")


async def hold_at(lane: Lane, hour: int, minute: int = 0, *, day: int = 0) -> None:
    """Hold lane time at an hour of Beijing, some days from today, and let what is due happen."""
    begins = days.midnight_before(lane.clock.wire())
    lane.clock.setting = Setting(held_at=begins + timedelta(days=day, hours=hour, minutes=minute))
    lane.jobs.nudge()
    await lane.jobs.settle(30)


async def test_a_day_is_settled_when_the_next_begins_in_beijing(lane: Lane) -> None:
    db = lane.db
    await hold_at(lane, 12)
    await fund(db, LI, 1000)
    await move(db, "t:1", LI, SHOP, 600, fee=transfers.Fee(number="fee:1", credit=names.fees(), amount_fen=4))
    await move(db, "refund:1", SHOP, LI, 100)
    await hold_at(lane, 23, 59)
    assert (await has(db, SHOP), await has(db, AVAILABLE)) == (496, 0)
    await hold_at(lane, 0, day=1)
    assert (await has(db, SHOP), await has(db, AVAILABLE)) == (0, 496)
    line = (await db.read(statements.page, AVAILABLE))[0]
    assert (line.kind, line.amount_fen) == ("settlement", 496)
    await move(db, "t:2", LI, SHOP, 50)
    await hold_at(lane, 0, day=2)
    await hold_at(lane, 0, day=3)
    assert (await has(db, SHOP), await has(db, AVAILABLE)) == (0, 546)
    await check(db)


async def test_what_comes_after_midnight_waits_for_the_next_day(lane: Lane) -> None:
    db = lane.db
    await hold_at(lane, 12)
    await fund(db, LI, 1000)
    await move(db, "t:1", LI, SHOP, 600)
    midnight = days.midnight_after(lane.clock.lane())
    lane.clock.setting = Setting(held_at=midnight + timedelta(minutes=5))
    await move(db, "t:2", LI, SHOP, 70)
    await db.run(settlements.settle, SHOP.owner, midnight)
    assert (await has(db, SHOP), await has(db, AVAILABLE)) == (70, 600)
    await db.run(settlements.settle, SHOP.owner, midnight)
    lane.jobs.nudge()
    await lane.jobs.settle(30)
    assert (await has(db, SHOP), await has(db, AVAILABLE)) == (70, 600)
    await check(db)


async def test_days_go_on_although_nobody_asks(lane: Lane) -> None:
    await hold_at(lane, 12)
    await lane.db.run(accounts.open_, LI)
    for day in (1, 2, 5):
        await hold_at(lane, 1, day=day)
        due = [job for job in await lane.db.read(waiting) if job.kind == accounts.DAY_JOB]
        assert [job.due_at for job in due] == [days.midnight_after(lane.clock.lane())]


async def test_a_payment_touches_no_row_of_the_merchant(db: Database) -> None:
    await fund(db, LI, 1000)

    def row(read: Reader) -> object:
        return accounts.find(read, SHOP)

    for number in range(3):
        await move(db, f"t:{number}", LI, SHOP, 10)
        assert await db.read(row) is None
    assert await has(db, SHOP) == 30
    await db.run(balances.fold, SHOP)
    folded = await db.read(accounts.find, SHOP)
    assert folded is not None
    assert folded.balance_fen == 30
    await move(db, "t:9", LI, SHOP, 10)
    assert await db.read(row) == folded
    await check(db)


async def test_folding_takes_a_bounded_bite(db: Database) -> None:
    await fund(db, LI, 10_000)

    def pay_much(tx: Transaction, first: int) -> None:
        for number in range(first, first + 20):
            transfers.move(tx, f"t:{number}", debit=LI, credit=SHOP, amount_fen=1, kind="test")

    for first in range(0, 600, 20):
        await db.run(pay_much, first)
    bites = [await db.run(folding.fold, SHOP) for _ in range(4)]
    assert bites == [256, 256, 88, 0]
    assert await has(db, SHOP) == 600
    await check(db)


async def test_a_pile_is_folded_by_a_job_now_and_then(lane: Lane) -> None:
    await fund(lane.db, LI, 10_000)

    def pay_much(tx: Transaction, first: int) -> None:
        for number in range(first, first + 20):
            transfers.move(tx, f"t:{number}", debit=LI, credit=SHOP, amount_fen=1, kind="test")

    for first in range(0, 3000, 20):
        await lane.db.run(pay_much, first)
    await lane.jobs.settle(30)
    assert await lane.db.read(accounts.find, SHOP) is not None
    assert await has(lane.db, SHOP) == 3000
    await check(lane.db)


async def test_two_processes_pay_one_merchant_at_once(db_url: str) -> None:
    lanes.prepare(db_url)
    async with lanes.a_database(db_url) as one, lanes.a_database(db_url) as other:
        payers = [names.person(1000 + number) for number in range(10)]
        for payer in payers:
            await fund(one, payer, 1000)

        async def pay(db: Database, mine: list[Name]) -> None:
            for number in range(10):
                await asyncio.gather(*(move(db, f"{payer.owner}:{number}", payer, SHOP, 1) for payer in mine))

        await asyncio.gather(pay(one, payers[:5]), pay(other, payers[5:]))
        assert await has(one, SHOP) == 100
        await check(one)


def test_a_payment_does_not_wait_for_another_to_the_same_merchant(db_url: str) -> None:
    if db_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer: nobody is there to wait for")
    lanes.prepare(db_url)
    first, second = (connect(db_url, writes=True) for _ in range(2))

    def pay(connection: Connection, payer: Name) -> None:
        tx = Transaction(connection, Clock().lane(), Ids(), JobQueue())
        transfers.move(tx, f"t:{payer.owner}", debit=payer, credit=SHOP, amount_fen=1, kind="test")

    first.begin()
    for name in (LI, HAN):
        tx = Transaction(first, Clock().lane(), Ids(), JobQueue())
        transfers.move(tx, f"fund:{name.owner}", debit=names.bank(), credit=name, amount_fen=10, kind="test")
    first.commit()
    for connection in (first, second):
        # Small tables are read whole, and whoever reads a table whole meets everybody who writes into it.
        connection.execute("SET enable_seqscan = off", {})
        connection.execute("SET lock_timeout = '2s'", {})
        connection.begin()
    pay(first, LI)
    pay(second, HAN)
    second.commit()
    first.commit()
    for connection in (first, second):
        connection.close()


async def test_twenty_refunds_racing_take_no_more_than_there_is(db_url: str) -> None:
    lanes.prepare(db_url)
    async with lanes.a_database(db_url) as one, lanes.a_database(db_url) as other:
        await fund(one, LI, 1000)
        await move(one, "t:1", LI, SHOP, 1000)
        refunds = (move(one if number % 2 else other, f"refund:{number}", SHOP, HAN, 100) for number in range(20))
        answers = await asyncio.gather(*refunds, return_exceptions=True)
        assert sum(not isinstance(answer, BaseException) for answer in answers) == 10
        assert (await has(one, SHOP), await has(one, HAN)) == (0, 1000)
        await check(one)
