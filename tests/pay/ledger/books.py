"""Short words for moving money in tests."""

from __future__ import annotations

from typing import Any

from hutong.kernel.db import Database
from hutong.pay.ledger import balances, names, transfers
from hutong.pay.ledger.names import Name
from hutong.pay.models.ledger import Transfer

LI, HAN = names.person(1), names.person(2)
SHOP = names.merchant("1900000109")


async def move(db: Database, number: str, debit: Name, credit: Name, amount_fen: int, **more: Any) -> Transfer:
    more.setdefault("kind", "test")
    return await db.run(transfers.move, number, debit=debit, credit=credit, amount_fen=amount_fen, **more)


async def fund(db: Database, name: Name, amount_fen: int) -> None:
    await move(db, f"fund:{name.owner}:{name.purpose}:{amount_fen}", names.bank(), name, amount_fen)


async def has(db: Database, name: Name) -> int:
    return (await db.read(balances.balance, name)).balance_fen


async def free(db: Database, name: Name) -> int:
    return (await db.read(balances.balance, name)).available_fen


async def check(db: Database) -> None:
    """Everything adds up."""
    found = await db.read_long(balances.trial_balance)
    assert (found.total_fen, found.faults) == (0, [])
