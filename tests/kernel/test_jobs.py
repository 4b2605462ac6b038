"""Work that must happen, and lane time that moves past it."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hutong.kernel import lanetime
from hutong.kernel.clock import Clock
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.db.database import connect
from hutong.kernel.events import Event, reaction
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue, Retry, Schedule, Stuck, job
from hutong.kernel.jobs.table import claim, count_due, finish, is_anything_due, waiting
from hutong.kernel.lane import Lane
from tests.kernel.lanes import a_database, a_lane, run

log: list[Any] = []


class Letter(msgspec.Struct):
    """What a test job carries."""

    word: str


class Posted(Event, frozen=True):
    """A test event."""

    word: str


@job("test.say")
async def say(lane: Lane, letter: Letter, attempt: int) -> None:
    log.append((letter.word, lane.clock.lane()))


@job("test.stumble", retry=Schedule((1, 2)))
async def stumble(lane: Lane, letter: Letter, attempt: int) -> None:
    log.append((letter.word, attempt))
    raise RuntimeError("stumbled")


@job("test.again")
async def again(lane: Lane, letter: Letter, attempt: int) -> None:
    log.append((letter.word, attempt))
    if attempt < 3:
        raise Retry(after_seconds=10)


@job("test.hang")
async def hang(lane: Lane, letter: Letter, attempt: int) -> None:
    await asyncio.sleep(600)


@job("test.slowly")
async def slowly(lane: Lane, letter: Letter, attempt: int) -> None:
    log.append(f"{letter.word} begins")
    await asyncio.sleep(0.01)
    log.append(f"{letter.word} ends")


@reaction(Posted)
async def when_posted(lane: Lane, event: Posted) -> None:
    log.append(event)


def _say_later(tx: Transaction, word: str, due_at: datetime, name: str | None = None) -> None:
    tx.job("test.say", Letter(word), due_at=due_at, name=name)


@pytest.fixture(autouse=True)
def _clean_log() -> None:
    log.clear()


def test_a_job_runs_after_its_cause_is_kept_and_never_after_a_refusal(db_url: str, tmp_path: Path) -> None:
    def cause(tx: Transaction) -> None:
        tx.job("test.say", Letter("hello"))

    def refused(tx: Transaction) -> None:
        tx.job("test.say", Letter("never"))
        raise LookupError("refused")

    async def story() -> None:
        async with a_lane(db_url, tmp_path) as lane:
            await lane.db.run(cause)
            with pytest.raises(LookupError, match="refused"):
                await lane.db.run(refused)
            await lane.jobs.settle()

    run(story)
    assert [word for word, _ in log] == ["hello"]


def test_an_event_reaches_those_who_react(db_url: str, tmp_path: Path) -> None:
    async def story() -> None:
        async with a_lane(db_url, tmp_path) as lane:
            await lane.db.run(lambda tx: tx.publish(Posted(word="news")))
            await lane.jobs.settle()

    run(story)
    assert log == [Posted(word="news")]


def test_advancing_visits_each_due_job_at_its_own_time(db_url: str, tmp_path: Path) -> None:
    async def story() -> Any:
        async with a_lane(db_url, tmp_path) as lane:
            await lanetime.hold(lane)
            begin = lane.clock.lane()
            for days, word in ((3, "three"), (1, "one"), (40, "later")):
                due = begin + timedelta(days=days)
                await lane.db.run(_say_later, word, due)
            await lanetime.advance(lane, timedelta(days=30))
            return begin, lane.clock.lane(), [job.due_at for job in await lane.db.read(waiting)]

    begin, end, left = run(story)
    assert log == [("one", begin + timedelta(days=1)), ("three", begin + timedelta(days=3))]
    assert end == begin + timedelta(days=30)
    assert left == [begin + timedelta(days=40)]


def test_a_moved_clock_is_still_moved_after_a_restart(db_url: str, tmp_path: Path) -> None:
    async def story() -> timedelta:
        async with a_lane(db_url, tmp_path) as lane:
            await lanetime.advance(lane, timedelta(days=2))
        async with a_lane(db_url, tmp_path) as lane:
            return lane.clock.lane() - lane.clock.wire()

    assert abs(run(story) - timedelta(days=2)) < timedelta(minutes=1)


def test_a_job_that_fails_is_retried_on_its_schedule_and_then_parked(db_url: str, tmp_path: Path) -> None:
    async def story() -> int:
        async with a_lane(db_url, tmp_path) as lane:
            await lanetime.hold(lane)
            await lane.db.run(lambda tx: tx.job("test.stumble", Letter("oops")))
            await lanetime.advance(lane, timedelta(minutes=1))
            return await lane.db.read(count_due)

    assert run(story) == 0
    assert log == [("oops", 1), ("oops", 2), ("oops", 3)]


def test_a_handler_asks_for_another_run_in_lane_time(db_url: str, tmp_path: Path) -> None:
    async def story() -> None:
        async with a_lane(db_url, tmp_path) as lane:
            await lanetime.hold(lane)
            await lane.db.run(lambda tx: tx.job("test.again", Letter("wait")))
            await lane.jobs.settle()
            assert log == [("wait", 1)]
            await lanetime.advance(lane, timedelta(seconds=20))

    run(story)
    assert log == [("wait", 1), ("wait", 2), ("wait", 3)]


def test_jobs_with_one_serial_key_run_one_after_another(db_url: str, tmp_path: Path) -> None:
    def cause(tx: Transaction) -> None:
        for word in ("a", "b", "c"):
            tx.job("test.slowly", Letter(word), serial_key="one")

    async def story() -> None:
        async with a_lane(db_url, tmp_path) as lane:
            await lane.db.run(cause)
            await lane.jobs.settle()

    run(story)
    assert log == [f"{word} {what}" for word in "abc" for what in ("begins", "ends")]


def test_a_named_job_is_there_once_and_can_be_cancelled(db_url: str, tmp_path: Path) -> None:
    async def story() -> None:
        async with a_lane(db_url, tmp_path) as lane:
            await lanetime.hold(lane)
            later = lane.clock.lane() + timedelta(hours=1)
            for name in ("kept", "kept", "gone"):
                await lane.db.run(_say_later, name, later, name)
            await lane.db.run(lambda tx: tx.cancel_job("gone"))
            await lanetime.advance(lane, timedelta(hours=2))

    run(story)
    assert [word for word, _ in log] == ["kept"]


def test_work_under_way_when_a_process_dies_is_done_by_the_next(db_url: str, tmp_path: Path) -> None:
    async def story() -> int:
        async with a_lane(db_url, tmp_path) as lane:
            await lane.db.run(lambda tx: tx.job("test.hang", Letter("dies")))
            while not lane.jobs._running:
                await asyncio.sleep(0)
        async with a_lane(db_url, tmp_path) as lane:
            while not lane.jobs._running:
                await asyncio.sleep(0.001)
            return next(iter(lane.jobs._running.values())).attempts

    assert run(story) == 2


def test_settling_names_what_does_not_end(db_url: str, tmp_path: Path) -> None:
    async def story() -> dict[str, Any]:
        async with a_lane(db_url, tmp_path) as lane:
            await lane.db.run(lambda tx: tx.job("test.hang", Letter("x")))
            with pytest.raises(Stuck) as stuck:
                await lane.jobs.settle(timeout_seconds=0.2)
            return stuck.value.facts

    assert run(story)["due"] == ["test.hang"]


def test_work_left_while_somebody_looks_for_work_is_seen(db_url: str) -> None:
    """One job ends and leaves another between a look at the clock and one at the rows."""

    async def story() -> list[bool]:
        async with a_database(db_url) as db:
            await db.run(lambda tx: tx.job("test.say", Letter("first")))
            [first] = await db.run(claim, me="me", wire_now=Clock().wire(), lease=timedelta(minutes=1), count=1)
            writing, reading = connect(db_url, writes=True), connect(db_url, writes=False)

            def follow_up() -> datetime:
                before = Clock().lane()
                writing.begin()
                tx = Transaction(writing, before + timedelta(milliseconds=1), Ids(), JobQueue())
                finish(tx, first)
                tx.job("test.say", Letter("second"))
                writing.commit()
                return before

            reading.begin_snapshot()
            seen = is_anything_due(Reader(reading, follow_up))
            reading.rollback()
            reading.begin_snapshot()
            later = is_anything_due(Reader(reading, lambda: Clock().lane() + timedelta(seconds=1)))
            early = is_anything_due(Reader(reading, lambda: Clock().lane() - timedelta(hours=1)))
            reading.rollback()
            for connection in (writing, reading):
                connection.close()
            return [seen, later, early]

    assert run(story) == [True, True, False]
