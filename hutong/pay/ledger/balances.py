"""What accounts have, and whether everything adds up."""

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Query, Reader, Transaction, query
from hutong.pay.ledger import accounts, folding
from hutong.pay.ledger.names import Name
from hutong.pay.models.ledger import accounts as account_table
from hutong.pay.models.ledger import holds, postings, transfers, unfolded

__all__ = ["Balance", "TrialBalance", "balance", "fold", "trial_balance"]

_MOST_FAULTS = 20


class Balance(msgspec.Struct, frozen=True):
    """What an account has; `available_fen` is what may leave it, down to its floor."""

    balance_fen: int
    held_fen: int
    available_fen: int


class TrialBalance(msgspec.Struct, frozen=True):
    """The sum over all accounts, which is zero at all times, and what does not fit together."""

    total_fen: int
    accounts: int
    transfers: int
    is_balanced: bool
    faults: list[str]


class _Number(msgspec.Struct, frozen=True):
    value: int


class _Word(msgspec.Struct, frozen=True):
    word: str


def balance(read: Reader, name: Name) -> Balance:
    """What an account has now, with what waits to be folded; nothing before its first touch."""
    account = accounts.find(read, name)
    waiting_fen = folding.waiting(read, name) if name.is_busy else 0
    balance_fen = (account.balance_fen if account else 0) + waiting_fen
    held_fen = account.held_fen if account else 0
    floor_fen = (account.floor_fen or 0) if account else 0
    return Balance(balance_fen, held_fen, balance_fen - held_fen - floor_fen)


def fold(tx: Transaction, name: Name) -> None:
    """Fold everything that waits on a busy account. A job does it in steps; this is for few rows."""
    while folding.fold(tx, name) == folding.AT_ONCE:
        pass


def trial_balance(read: Reader) -> TrialBalance:
    """Add everything up. It reads the whole ledger: call it through `read_long`."""
    total_fen = _number(read, _balances) + _number(read, _waiting)
    faults = [] if total_fen == 0 else [f"all accounts together have {total_fen} fen, and should have none"]
    for question, complaint in _QUESTIONS:
        found = read.many(question)
        faults += [complaint.format(each.word) for each in found[:_MOST_FAULTS]]
    return TrialBalance(
        total_fen=total_fen,
        accounts=_number(read, _account_count),
        transfers=_number(read, _transfer_count),
        is_balanced=not faults,
        faults=faults,
    )


def _number(read: Reader, question: Query[_Number]) -> int:
    found = read.one(question)
    return found.value if found else 0


def _sum_of(column: "sa.ColumnElement[int]") -> "sa.ColumnElement[int]":
    # PostgreSQL adds whole numbers up to a decimal one.
    return sa.func.coalesce(sa.func.sum(column), 0).cast(sa.BigInteger())


def _word(question: "sa.Select[str]") -> Query[_Word]:
    return query(question.limit(_MOST_FAULTS), _Word)


_a, _p, _t, _h, _u = account_table.c, postings.c, transfers.c, holds.c, unfolded.c
_balances = query(sa.select(_sum_of(_a.balance_fen).label("value")), _Number)
_waiting = query(sa.select(_sum_of(_u.amount_fen).label("value")), _Number)
_account_count = query(sa.select(sa.func.count().label("value")).select_from(account_table.sa), _Number)
_transfer_count = query(sa.select(sa.func.count().label("value")).select_from(transfers.sa), _Number)

_name = (_a.owner + sa.literal_column("' '") + _a.purpose).label("word")
_posted = sa.select(_p.owner, _p.purpose, _sum_of(_p.amount_fen).label("fen")).group_by(_p.owner, _p.purpose).subquery()
_piled = sa.select(_u.owner, _u.purpose, _sum_of(_u.amount_fen).label("fen")).group_by(_u.owner, _u.purpose).subquery()
_set_aside = (
    sa.select(_h.owner, _h.purpose, _sum_of(_h.amount_fen).label("fen"))
    .where(_h.state == "open")
    .group_by(_h.owner, _h.purpose)
    .subquery()
)


def _same(side: "sa.Subquery") -> "sa.ColumnElement[bool]":
    return sa.and_(side.c.owner == _a.owner, side.c.purpose == _a.purpose)


_zero = sa.cast(sa.literal_column("0"), sa.BigInteger())
_QUESTIONS = (
    (
        _word(
            sa.select(_name)
            .select_from(account_table.sa.outerjoin(_posted, _same(_posted)).outerjoin(_piled, _same(_piled)))
            .where(_a.balance_fen + sa.func.coalesce(_piled.c.fen, _zero) != sa.func.coalesce(_posted.c.fen, _zero))
        ),
        "{}: the balance is not the sum of its postings",
    ),
    (
        _word(
            sa.select(_name)
            .select_from(account_table.sa.outerjoin(_set_aside, _same(_set_aside)))
            .where(_a.held_fen != sa.func.coalesce(_set_aside.c.fen, _zero))
        ),
        "{}: what is held is not the sum of its open holds",
    ),
    (
        _word(sa.select(_name).where(_a.floor_fen.is_not(None), _a.balance_fen - _a.held_fen < _a.floor_fen)),
        "{}: below its floor",
    ),
    (
        _word(
            sa.select(_t.number.label("word"))
            .select_from(transfers.sa.outerjoin(postings.sa, _p.number == _t.number))
            .group_by(_t.number, _t.amount_fen)
            .having(
                sa.or_(
                    sa.func.count(_p.id) != sa.literal_column("2"),
                    sa.func.sum(_p.amount_fen) != sa.literal_column("0"),
                    sa.func.max(_p.amount_fen) != _t.amount_fen,
                )
            )
        ),
        "{}: not two postings of the transfer's amount",
    ),
)
