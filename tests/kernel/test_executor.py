"""Rules, many to a commit: what happens when one refuses, when the commit fails, when a rule takes too long."""

import asyncio
import gc
import random
import sqlite3
import weakref
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from hutong import app
from hutong.kernel.db import Database, Row, Transaction, in_list, param, query, table
from hutong.kernel.db.executor import RuleTooSlow
from hutong.kernel.db.tables import _tables
from hutong.kernel.errors import HutongError
from tests.kernel.lanes import a_database, run, scratch


class Note(Row, frozen=True):
    """A row of every type."""

    id: int
    text: str
    at: datetime
    is_kept: bool
    data: dict[str, list[int]]
    blob: bytes
    weight: float
    author: str | None


class Refused(HutongError):
    """No."""


notes = table("test_notes", Note, key=("id",), unique=[("text",)], schema=scratch)
every_note = query(notes.select().order_by(notes.c.id), Note)
some_notes = query(notes.select().where(in_list(notes.c.id, "ids")).order_by(notes.c.id), Note)
named_notes = query(notes.select().where(in_list(notes.c.text, "texts")), Note)
lengthen = query(
    sa.update(notes.sa).where(notes.c.id == param("of")).values(text=notes.c.text + "!").returning(notes.sa), Note
)


def a_note(number: int, **changes: Any) -> Note:
    fields: dict[str, Any] = {
        "id": number,
        "text": f"note {number}",
        "at": datetime(2026, 1, 1, 8, 30, 0, 123000, tzinfo=UTC),
        "is_kept": True,
        "data": {"a": [1, 2]},
        "blob": b"\x00\xff",
        "weight": 0.25,
        "author": None,
    }
    return Note(**{**fields, **changes})


def add(tx: Transaction, note: Note) -> Note:
    return tx.insert(note)


def refuse(tx: Transaction, number: int) -> None:
    tx.insert(a_note(number))
    raise Refused(number=number)


def test_every_type_comes_back_as_it_went_in(db_url: str) -> None:
    note = a_note(1, author="李雷", data={"页": []}, text="多行\n文字 🌊")

    async def story() -> Note | None:
        async with a_database(db_url) as db:
            await db.run(add, note)
            return await db.read(lambda read: read.one(notes.by_key, id=1))

    assert run(story) == note


def test_one_refusal_among_forty_one_undoes_itself_alone(db_url: str) -> None:
    async def story() -> tuple[list[Any], list[int]]:
        async with a_database(db_url) as db:
            calls = [db.run(refuse, n) if n == 20 else db.run(add, a_note(n)) for n in range(41)]
            outcomes = await asyncio.gather(*calls, return_exceptions=True)
            return outcomes, [note.id for note in await db.read(lambda read: read.many(every_note))]

    outcomes, kept = run(story)
    assert [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Refused)] == [20]
    assert kept == [n for n in range(41) if n != 20]


def test_a_refusal_before_anything_is_written_disturbs_nobody(db_url: str) -> None:
    runs: list[int] = []

    def counted(tx: Transaction, number: int) -> None:
        runs.append(number)
        tx.insert(a_note(number))

    def hesitate(tx: Transaction) -> None:
        tx.one(notes.by_key, id=1)
        raise Refused()

    async def story() -> tuple[list[Any], int]:
        async with a_database(db_url) as db:
            calls = [db.run(hesitate) if n % 3 == 0 else db.run(counted, n) for n in range(40)]
            outcomes = await asyncio.gather(*calls, return_exceptions=True)
            return list(outcomes), len(await db.read(lambda read: read.many(every_note)))

    outcomes, kept = run(story)
    assert [isinstance(outcome, Refused) for outcome in outcomes] == [n % 3 == 0 for n in range(40)]
    assert kept == len(runs) == 26, "each was run once"


def test_who_refuses_after_writing_sends_the_batch_back_once_and_never_again(db_url: str) -> None:
    runs: list[int] = []

    def counted(tx: Transaction, number: int) -> None:
        runs.append(number)
        tx.insert(a_note(number))

    async def story() -> tuple[list[int], list[int]]:
        async with a_database(db_url) as db:
            counts = []
            for first in (0, 40):
                runs.clear()
                calls = [db.run(refuse, n) if n % 8 == 7 else db.run(counted, n) for n in range(first, first + 40)]
                outcomes = await asyncio.gather(*calls, return_exceptions=True)
                assert [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Refused)] == [7, 15, 23, 31, 39]
                counts.append(len(runs))
            return counts, [note.id for note in await db.read(lambda read: read.many(every_note))]

    counts, kept = run(story)
    assert kept == [n for n in range(80) if n % 8 != 7]
    assert 35 <= counts[0] <= 70
    assert counts[1] == 35, "it had a savepoint of its own from the first"


def test_whoever_is_alone_and_refuses_leaves_nothing(db_url: str) -> None:
    async def story() -> tuple[list[int], int]:
        async with a_database(db_url) as db:
            runs = 0

            def alone(tx: Transaction) -> None:
                nonlocal runs
                runs += 1
                refuse(tx, 1)

            with pytest.raises(Refused):
                await db.run(alone)
            await db.run(add, a_note(2))
            return [note.id for note in await db.read(lambda read: read.many(every_note))], runs

    assert run(story) == ([2], 1)


def test_a_refusal_leaves_nothing_for_the_collector(db_url: str) -> None:
    def hesitate(tx: Transaction) -> None:
        raise Refused()

    async def refused(db: Database, rule: Any, *args: Any) -> weakref.ref[Refused]:
        try:
            await db.run(rule, *args)
        except Refused as error:
            return weakref.ref(error)
        raise AssertionError("it refuses")

    async def story() -> list[bool]:
        async with a_database(db_url) as db:
            gc.disable()
            try:
                alone = [await refused(db, hesitate), await refused(db, refuse, 1)]
                together = await asyncio.gather(*(refused(db, hesitate) for _ in range(5)), refused(db, refuse, 2))
                await db.run(add, a_note(3))
                return [error() is None for error in (*alone, *together)]
            finally:
                gc.enable()

    assert all(run(story))


def test_every_table_takes_a_row_in_the_order_of_its_columns() -> None:
    app.load()
    for row_type, its_table in _tables.items():
        for dialect in ("sqlite", "postgresql"):
            for insert in (its_table.insert, its_table.add_unless_there(None)[0]):
                assert insert.compiled(dialect).order == row_type.__struct_fields__
            assert insert.compiled(dialect).names == set(its_table.columns)


def test_a_failed_commit_runs_the_batch_again_one_by_one(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> tuple[int, list[int]]:
        async with a_database(db_url) as db:
            connection = db._writers[0]._connection
            commit = connection.commit
            failures: list[int] = []

            def fail_once() -> None:
                if not failures:
                    failures.append(1)
                    connection.rollback()
                    raise sqlite3.OperationalError("disk I/O error")
                commit()

            monkeypatch.setattr(connection, "commit", fail_once)
            runs: list[int] = []

            def counted(tx: Transaction, number: int) -> None:
                runs.append(number)
                tx.insert(a_note(number))

            await asyncio.gather(*(db.run(counted, n) for n in range(10)))
            return len(runs), [note.id for note in await db.read(lambda read: read.many(every_note))]

    runs, kept = run(story)
    assert kept == list(range(10)), "nothing is lost and nothing happens twice"
    assert runs > 10, "the batch was run again"


def test_an_error_of_ours_in_one_rule_costs_its_neighbours_nothing(db_url: str) -> None:
    def broken(tx: Transaction) -> None:
        tx.insert(a_note(1))
        tx.insert(a_note(1))

    async def story() -> tuple[list[Any], int]:
        async with a_database(db_url) as db:
            outcomes = await asyncio.gather(
                db.run(add, a_note(5)), db.run(broken), db.run(add, a_note(6)), return_exceptions=True
            )
            return list(outcomes), len(await db.read(lambda read: read.many(every_note)))

    outcomes, count = run(story)
    assert isinstance(outcomes[1], Exception)
    assert count == 2


def test_a_rule_that_is_run_again_leaves_no_wake_of_its_first_run(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[Any] = []

    async def story() -> None:
        async with a_database(db_url, after_commit=lambda done: woken.extend(w for tx in done for w in tx.wakes)) as db:
            connection = db._writers[0]._connection
            commit = connection.commit
            failures: list[int] = []

            def fail_once() -> None:
                if not failures:
                    failures.append(1)
                    connection.rollback()
                    raise sqlite3.OperationalError("disk I/O error")
                commit()

            monkeypatch.setattr(connection, "commit", fail_once)
            await db.run(lambda tx: tx.wake("here", 1))

    run(story)
    assert woken == [("here", 1)]


def test_an_attempt_that_is_refused_undoes_its_part_only(db_url: str) -> None:
    def attempting(tx: Transaction) -> str:
        tx.insert(a_note(1))
        try:
            with tx.attempt():
                tx.insert(a_note(2))
                tx.wake("never", None)
                raise Refused()
        except Refused:
            tx.insert(a_note(3))
        assert tx.wakes == []
        return "done"

    async def story() -> list[int]:
        async with a_database(db_url) as db:
            assert await db.run(attempting) == "done"
            return [note.id for note in await db.read(lambda read: read.many(every_note))]

    assert run(story) == [1, 3]


def test_a_rule_that_holds_the_writer_too_long_fails_where_rules_are_strict(db_url: str) -> None:
    def slow(tx: Transaction) -> None:
        tx.insert(a_note(1))
        sum(number * number for number in range(3_000_000))

    async def story() -> list[Note]:
        async with a_database(db_url, strict=True) as db:
            with pytest.raises(RuleTooSlow):
                await db.run(slow)
            return await db.read(lambda read: read.many(every_note))

    assert run(story) == []


def test_get_or_add_meets_what_is_there_by_key_and_by_other_columns(db_url: str) -> None:
    def story(tx: Transaction) -> list[Any]:
        first = tx.get_or_add(a_note(1))
        again = tx.get_or_add(a_note(1, text="other"))
        by_text = tx.get_or_add(a_note(2, text="note 1"), by=("text",))
        return [first, again, by_text]

    async def told() -> list[Any]:
        async with a_database(db_url) as db:
            return await db.run(story)

    assert run(told) == [(a_note(1), True), (a_note(1), False), (a_note(1), False)]


def test_lists_and_returning_are_the_same_on_both_databases(db_url: str) -> None:
    async def story() -> tuple[Any, ...]:
        async with a_database(db_url) as db:
            for number in range(5):
                await db.run(add, a_note(number))
            by_id = await db.read(lambda read: read.many(some_notes, ids=[1, 3, 99]))
            by_text = await db.read(lambda read: read.many(named_notes, texts=["note 4", "none"]))
            none = await db.read(lambda read: read.many(some_notes, ids=[]))
            longer = await db.run(lambda tx: tx.one(lengthen, of=2))
            return [note.id for note in by_id], [note.id for note in by_text], none, longer.text  # type: ignore[union-attr]

    assert run(story) == ([1, 3], [4], [], "note 2!")


def test_concurrent_writers_of_one_row_lose_no_update(db_url: str) -> None:
    async def story() -> int:
        async with a_database(db_url) as db:
            await db.run(add, a_note(1, text=""))
            await asyncio.gather(*(db.run(lambda tx: tx.one(lengthen, of=1)) for _ in range(200)))
            found = await db.read(lambda read: read.one(notes.by_key, id=1))
            assert found is not None
            return len(found.text)

    assert run(story) == 200


def test_random_refusals_never_leave_half_a_rule(db_url: str) -> None:
    dice = random.Random(7)
    plan = [(number, dice.random() < 0.3) for number in range(150)]

    def pair(tx: Transaction, number: int, fails: bool) -> None:
        tx.insert(a_note(number * 2))
        if fails:
            raise Refused()
        tx.insert(a_note(number * 2 + 1))

    async def story() -> list[int]:
        async with a_database(db_url) as db:
            await asyncio.gather(*(db.run(pair, n, fails) for n, fails in plan), return_exceptions=True)
            return [note.id for note in await db.read(lambda read: read.many(every_note))]

    assert run(story) == [half for n, fails in plan if not fails for half in (n * 2, n * 2 + 1)]
