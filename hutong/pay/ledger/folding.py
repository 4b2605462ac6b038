"""Busy accounts: credits are only inserted, and folded into the balance a handful at a time.

Whoever pays a merchant writes rows of their own and reads none of the merchant's, so that a shop's customers never
queue on one row. A debit folds until it is covered; what piles up meanwhile is folded by a job.
"""

import zlib
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Query, Reader, Transaction, param, query
from hutong.pay.errors import ledger as errors
from hutong.pay.ledger import accounts
from hutong.pay.ledger.accounts import Standing
from hutong.pay.ledger.names import Name
from hutong.pay.models.ledger import Unfolded, unfolded

T = TypeVar("T")

FOLD_JOB = "pay.fold"
AT_ONCE = 256
"""How many rows one step folds: the writer is held for a few milliseconds."""

_ONE_IN = 256


class Sum(msgspec.Struct, frozen=True):
    total: int


class Pile(msgspec.Struct, frozen=True):
    """The account whose credits pile up."""

    owner: str
    purpose: str


class Folded(msgspec.Struct, frozen=True):
    amount_fen: int


def _delete(dialect: str) -> Any:
    oldest = (
        sa.select(unfolded.c.id)
        .where(unfolded.c.owner == param("of_owner"), unfolded.c.purpose == param("of_purpose"))
        .order_by(unfolded.c.id)
        .limit(param("count", sa.Integer()))
    )
    return (
        sa.delete(unfolded.sa)
        .where(
            unfolded.c.owner == param("of_owner"),
            unfolded.c.purpose == param("of_purpose"),
            unfolded.c.id.in_(oldest.scalar_subquery()),
        )
        .returning(unfolded.c.amount_fen)
    )


_fold = Query(_delete, Folded, [unfolded.c.amount_fen])
_waiting = query(
    sa.select(sa.func.coalesce(sa.func.sum(unfolded.c.amount_fen), 0).cast(sa.BigInteger()).label("total")).where(
        unfolded.c.owner == param("of_owner"), unfolded.c.purpose == param("of_purpose")
    ),
    Sum,
)


def add(tx: Transaction, name: Name, posting_id: int, amount_fen: int) -> None:
    """Queue a credit, or a debit of an account without a floor."""
    tx.insert(Unfolded(owner=name.owner, purpose=name.purpose, id=posting_id, amount_fen=amount_fen))
    # One credit in some hundreds, drawn by its id, asks for the pile to be folded: a question to the table of jobs at
    # every payment would make them all meet there.
    if zlib.crc32(posting_id.to_bytes(8)) % _ONE_IN == 0:
        ask_to_fold(tx, name)


def ask_to_fold(tx: Transaction, name: Name) -> None:
    """Have what waits folded by a job."""
    tx.job(FOLD_JOB, Pile(name.owner, name.purpose), name=f"{FOLD_JOB}:{name.owner}:{name.purpose}")


def fold(tx: Transaction, name: Name) -> int:
    """Fold the oldest credits that wait. Answers how many there were: fewer than `AT_ONCE` means all of them."""
    amounts = [
        folded.amount_fen for folded in tx.many(_fold, of_owner=name.owner, of_purpose=name.purpose, count=AT_ONCE)
    ]
    if amounts:
        accounts.give(tx, name, sum(amounts))
    return len(amounts)


def take(tx: Transaction, name: Name, amount_fen: int) -> Standing:
    """Take from a busy account, folding as much as that needs. Raises: MoneyShort · AccountFrozen"""
    return _until_covered(tx, name, lambda: accounts.take(tx, name, amount_fen))


def set_aside(tx: Transaction, name: Name, amount_fen: int) -> Standing:
    """Hold money of a busy account, folding as much as that needs. Raises: MoneyShort · AccountFrozen"""
    return _until_covered(tx, name, lambda: accounts.set_aside(tx, name, amount_fen))


def waiting(read: Reader, name: Name) -> int:
    """The sum of what is not folded yet."""
    found = read.one(_waiting, of_owner=name.owner, of_purpose=name.purpose)
    return found.total if found else 0


def _until_covered(tx: Transaction, name: Name, act: Callable[[], T]) -> T:
    while True:
        try:
            return act()
        except errors.MoneyShort:
            if fold(tx, name) == 0:
                raise
