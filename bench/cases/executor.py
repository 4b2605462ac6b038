"""Rules, many to a commit, against one to a commit and against pgbench."""

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench import postgres
from bench.measure import Figure, compared
from hutong.kernel.clock import Clock
from hutong.kernel.db import Database, Row, Transaction, param, query, table
from hutong.kernel.db.database import connect
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue

_CALLERS = 32
_RULES = 4000


class Counter(Row, frozen=True):
    """A hot row."""

    id: int
    value: int


class Line(Row, frozen=True):
    """What a rule leaves behind."""

    id: int
    counter_id: int
    text: str


_schema = sa.MetaData()
counters = table("bench_counters", Counter, key=("id",), schema=_schema)
lines = table("bench_lines", Line, key=("id",), schema=_schema)
_count_up = query(
    sa.update(counters.sa)
    .where(counters.c.id == param("of"))
    .values(value=counters.c.value + 1)
    .returning(counters.sa),
    Counter,
)


def count(tx: Transaction) -> int:
    """The rule under measurement: one hot row, one new row."""
    counter = tx.one(_count_up, of=1)
    assert counter is not None
    tx.insert(Line(id=counter.value, counter_id=1, text="a line of a log"))
    return counter.value


def figures() -> Iterator[Figure]:
    """Rules a second, ours over theirs."""
    yield compared(
        "32 callers of one rule, SQLite at full durability",
        lambda: _grouped(f"sqlite:///{_fresh()}"),
        lambda: _one_by_one(f"sqlite:///{_fresh()}"),
        baseline_name="one commit per rule",
        bar=5,
        unit="rules/s",
        higher_is_better=True,
    )
    with postgres.server() as url:
        yield compared(
            "the same executor on PostgreSQL, one hot row",
            lambda: _grouped(_cleared(url)),
            lambda: _pgbench(_cleared(url)),
            baseline_name="pgbench -c 32 -M prepared, same statements",
            bar=0.8,
            unit="rules/s",
            higher_is_better=True,
        )


def _grouped(url: str) -> float:
    return asyncio.run(_run_grouped(url))


async def _run_grouped(url: str) -> float:
    _make_tables(url)
    db = Database(url, Clock(), Ids(), JobQueue(), lambda done: None)

    async def caller() -> None:
        for _ in range(_RULES // _CALLERS):
            await db.run(count)

    started = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(_CALLERS)))
    spent = time.perf_counter() - started
    db.close()
    return _RULES / spent


def _one_by_one(url: str) -> float:
    _make_tables(url)
    connection: Any = connect(url, writes=True)
    rounds = _RULES // 8
    started = time.perf_counter()
    for _ in range(rounds):
        connection.begin()
        count(Transaction(connection, Clock().lane(), Ids(), JobQueue()))
        connection.commit()
    spent = time.perf_counter() - started
    connection.close()
    return rounds / spent


def _pgbench(url: str) -> float:
    _make_tables(url)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(
            "BEGIN;\n"
            "UPDATE bench_counters SET value = value + 1 WHERE id = 1 RETURNING id, value \\gset\n"
            "INSERT INTO bench_lines (id, counter_id, text) VALUES (:value, 1, 'a line of a log');\n"
            "COMMIT;\n"
        )
        script.flush()
        per_client = str(_RULES // _CALLERS)
        command = [_pgbench_path(), "-n", "-M", "prepared", "-c", str(_CALLERS), "-j", "2", "-t", per_client]
        told = subprocess.run([*command, "-f", script.name, url], capture_output=True, text=True, check=True).stdout
    found = re.search(r"tps = ([\d.]+)", told)
    assert found is not None, told
    return float(found[1])


def _pgbench_path() -> str:
    found = shutil.which("pgbench") or next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))), None)
    assert found is not None, "pgbench comes with PostgreSQL"
    return str(found)


def _make_tables(url: str) -> None:
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        _schema.create_all(connection)
        connection.execute(counters.sa.insert().values(id=1, value=0))
    engine.dispose()


def _cleared(url: str) -> str:
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        _schema.drop_all(connection)
    engine.dispose()
    return url


def _fresh() -> str:
    return os.path.join(tempfile.mkdtemp(prefix="hutong-bench-"), "bench.db")
