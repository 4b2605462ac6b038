"""Money that moves, many transfers to a commit, against one to a commit and against pgbench on a hot row.

Half of all payments go to one merchant, or all merchants get as many; pgbench runs the statements of the same
payment, which ends in the merchant's row. And what a statement's page costs among a million lines.
"""

import asyncio
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench import postgres
from bench.measure import Figure, compared
from hutong.kernel import migrate
from hutong.kernel.clock import Clock
from hutong.kernel.db import Database, Reader, Transaction
from hutong.kernel.db.columns import writer_of
from hutong.kernel.db.database import connect
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue
from hutong.pay.ledger import balances, names, statements, transfers
from hutong.pay.models.ledger import accounts

_CALLERS = 32
_TRANSFERS = 3200
_PAYERS = 100_000
_WRITERS = 8
_MERCHANTS = 100
_HOT_MERCHANT = 1


def figures() -> Iterator[Figure]:
    """Transfers a second, ours over theirs; then pages of a statement."""
    with tempfile.TemporaryDirectory(prefix="hutong-bench-") as folder:
        numbered = iter(range(1000))
        for callers in (_CALLERS, 2 * _CALLERS):
            yield compared(
                f"payments by {callers} callers, SQLite at full durability",
                lambda callers=callers: _grouped(  # type: ignore[misc]
                    f"sqlite:///{folder}/{next(numbered)}.db", hot=True, callers=callers
                ),
                lambda: _one_by_one(f"sqlite:///{folder}/{next(numbered)}.db"),
                baseline_name="one commit per payment",
                bar=5,
                unit="payments/s",
                higher_is_better=True,
            )
    with postgres.server() as url:
        for hot, words in ((True, "half of all payments to one merchant"), (False, "payments to all merchants alike")):
            yield compared(
                f"{words}, PostgreSQL, {_WRITERS} writers",
                lambda hot=hot: _grouped(_cleared(url), hot=hot),  # type: ignore[misc]
                lambda hot=hot: _pgbench(_cleared(url), hot=hot),  # type: ignore[misc]
                baseline_name="pgbench -c 32 -M prepared, same statements",
                # Where nobody queues there is nothing to win back: reported, not demanded.
                bar=1 if hot else 0,
                unit="payments/s",
                higher_is_better=True,
            )
    with tempfile.TemporaryDirectory(prefix="hutong-bench-") as folder:
        long, short = (_statement(f"sqlite:///{folder}/{lines}.db", lines) for lines in (1_000_000, 10_000))
        yield compared(
            "a page of a statement and a balance among 1,000,000 lines",
            lambda: _read(long),
            lambda: _read(short),
            baseline_name="among 10,000 lines",
            bar=2,
            unit="ms",
        )


def pay(tx: Transaction, number: int, merchant: int) -> None:
    """The rule under measurement."""
    transfers.move(
        tx,
        f"order:{number}",
        debit=names.person(_payer(number)),
        credit=names.merchant(str(merchant)),
        amount_fen=1,
        kind="payment",
        subject=f"order:{number}",
        memo="Noodles",
    )


def _payer(number: int) -> int:
    # Far from one another, as the customers of a shop are.
    return number * 7919 % _PAYERS


def _merchant(chance: random.Random, *, hot: bool) -> int:
    return _HOT_MERCHANT if hot and chance.random() < 0.5 else chance.randrange(2, _MERCHANTS)


def _grouped(url: str, *, hot: bool, callers: int = _CALLERS) -> float:
    return asyncio.run(_run_grouped(url, hot=hot, callers=callers))


async def _run_grouped(url: str, *, hot: bool, callers: int) -> float:
    _prepare(url)
    db = Database(url, Clock(), Ids(), JobQueue(), lambda done: None, lanes=_WRITERS)
    chance = random.Random(1)

    async def caller(first: int) -> None:
        for number in range(first, _TRANSFERS, callers):
            await db.run_in_lane(f"person:{_payer(number)}", pay, number, _merchant(chance, hot=hot))

    started = time.perf_counter()
    await asyncio.gather(*(caller(first) for first in range(callers)))
    spent = time.perf_counter() - started
    db.close()
    return _TRANSFERS / spent


def _one_by_one(url: str) -> float:
    _prepare(url)
    connection: Any = connect(url, writes=True)
    rounds, chance = _TRANSFERS // 8, random.Random(1)
    started = time.perf_counter()
    for number in range(rounds):
        connection.begin()
        pay(Transaction(connection, Clock().lane(), Ids(), JobQueue()), number, _merchant(chance, hot=True))
        connection.commit()
    spent = time.perf_counter() - started
    connection.close()
    return rounds / spent


def _pgbench(url: str, *, hot: bool) -> float:
    _prepare(url)
    merchant = f"CASE WHEN :coin = 1 THEN {_HOT_MERCHANT} ELSE :other END" if hot else ":other"
    posting = (
        "INSERT INTO pay_postings (owner, purpose, id, number, amount_fen, balance_fen, other_owner, other_purpose, "
        "kind, subject, memo, is_quiet, at) VALUES "
    )
    script = f"""\\set number random(1, 1000000000000000)
\\set payer random(0, {_PAYERS - 1})
\\set coin random(1, 2)
\\set other random(2, {_MERCHANTS - 1})
\\set one random(1, 1000000000000000000)
\\set two random(1, 1000000000000000000)
BEGIN;
INSERT INTO pay_transfers (number, debit_owner, debit_purpose, credit_owner, credit_purpose, amount_fen, kind, subject,
 memo, at) VALUES ('order:' || :number, 'person:' || :payer, 'balance', 'merchant:' || ({merchant}), 'unsettled', 1,
 'payment', 'order:' || :number, 'Noodles', 1764000000000) ON CONFLICT (number) DO NOTHING;
UPDATE pay_accounts SET balance_fen = balance_fen - 1 WHERE owner = 'person:' || :payer AND purpose = 'balance'
 AND is_frozen = 0 AND balance_fen - held_fen - 1 >= floor_fen RETURNING balance_fen \\gset left_
{posting} ('person:' || :payer, 'balance', :one, 'order:' || :number, -1, :left_balance_fen,
 'merchant:' || ({merchant}), 'unsettled', 'payment', 'order:' || :number, 'Noodles', 0, 1764000000000);
UPDATE pay_accounts SET balance_fen = balance_fen + 1 WHERE owner = 'merchant:' || ({merchant})
 AND purpose = 'unsettled' RETURNING balance_fen \\gset has_
{posting} ('merchant:' || ({merchant}), 'unsettled', :two, 'order:' || :number, 1, :has_balance_fen,
 'person:' || :payer, 'balance', 'payment', 'order:' || :number, 'Noodles', 0, 1764000000000);
INSERT INTO pay_month_totals (owner, month, in_fen, out_fen) VALUES ('person:' || :payer, '2025-11', 0, 1)
 ON CONFLICT (owner, month) DO UPDATE SET out_fen = pay_month_totals.out_fen + excluded.out_fen;
COMMIT;
"""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        per_client = str(_TRANSFERS // _CALLERS)
        command = [_pgbench_path(), "-n", "-M", "prepared", "-c", str(_CALLERS), "-j", "2", "-t", per_client]
        told = subprocess.run([*command, "-f", file.name, url], capture_output=True, text=True, check=True).stdout
    found = re.search(r"tps = ([\d.]+)", told)
    assert found is not None, told
    return float(found[1])


def _pgbench_path() -> str:
    found = shutil.which("pgbench") or next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))), None)
    assert found is not None, "pgbench comes with PostgreSQL"
    return str(found)


def _prepare(url: str) -> None:
    """The tables, payers with money, and merchants known to the ledger."""
    migrate.upgrade(url)
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    payers = [(f"person:{payer}", "balance", 10**9) for payer in range(_PAYERS)]
    takers = [(f"merchant:{merchant}", "unsettled", 0) for merchant in range(_MERCHANTS)]
    rows = [
        {
            "owner": owner,
            "purpose": purpose,
            "balance_fen": fen,
            "held_fen": 0,
            "floor_fen": 0,
            "is_frozen": False,
            "opened_at": Clock().lane(),
        }
        for owner, purpose, fen in payers + takers
    ]
    with engine.begin() as connection:
        connection.execute(accounts.sa.insert(), [_stored(row, engine.dialect.name) for row in rows])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("ANALYZE"))
    engine.dispose()


def _stored(row: dict[str, Any], dialect: str) -> dict[str, Any]:
    writers = {column.name: writer_of(column.type, dialect) for column in accounts.sa.columns}
    return {name: write(value) if (write := writers[name]) else value for name, value in row.items()}


def _cleared(url: str) -> str:
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()
    return url


def _statement(url: str, lines: int) -> Reader:
    """A ledger in which one person has a fifth of all lines, read through a connection of its own."""
    migrate.upgrade(url)
    raw = sqlite3.connect(url.removeprefix("sqlite:///"))
    raw.execute("PRAGMA synchronous=OFF")
    raw.executemany(
        "INSERT INTO pay_postings (owner, purpose, id, number, amount_fen, balance_fen, other_owner, other_purpose,"
        " kind, subject, memo, is_quiet, at)"
        " VALUES (?, 'balance', ?, ?, -1, 0, 'merchant:1', 'unsettled', 'payment', '', '', 0, ?)",
        ((f"person:{number % 5}", number, f"order:{number}", 1_700_000_000_000 + number) for number in range(lines)),
    )
    raw.execute("ANALYZE")
    raw.commit()
    raw.close()
    connection = connect(url, writes=False)
    return Reader(connection, Clock().lane)


def _read(read: Reader) -> float:
    started = time.perf_counter()
    for _ in range(100):
        page = statements.page_of(read, "person:1", limit=50)
        assert len(page.items) == 50
        statements.page(read, names.person(1), before=page.items[-1].id, limit=50)
        balances.balance(read, names.person(1))
    return (time.perf_counter() - started) * 10
