"""The rows of accounts: opened at the first touch, changed by whole fen, never below their floor."""

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.pay.errors import ledger as errors
from hutong.pay.ledger import days
from hutong.pay.ledger.names import BALANCE, Name
from hutong.pay.models.ledger import Account, accounts

DAY_JOB = "pay.day"
MOST_FEN = 10**14
"""More than a transfer can carry: ninety thousand of them still fit a balance of 64 bits."""


class Standing(msgspec.Struct, frozen=True):
    """What an account has after a change."""

    balance_fen: int
    held_fen: int


_here = accounts.c.owner == param("of_owner"), accounts.c.purpose == param("of_purpose")
_amount = param("amount", sa.BigInteger())
_standing = accounts.c.balance_fen, accounts.c.held_fen
_may_go = (
    accounts.c.is_frozen == 0,
    sa.or_(
        accounts.c.floor_fen.is_(None), accounts.c.balance_fen - accounts.c.held_fen - _amount >= accounts.c.floor_fen
    ),
)
_take = query(
    sa.update(accounts.sa)
    .where(*_here, *_may_go)
    .values(balance_fen=accounts.c.balance_fen - _amount)
    .returning(*_standing),
    Standing,
)
_give = query(
    sa.update(accounts.sa).where(*_here).values(balance_fen=accounts.c.balance_fen + _amount).returning(*_standing),
    Standing,
)
_set_aside = query(
    sa.update(accounts.sa).where(*_here, *_may_go).values(held_fen=accounts.c.held_fen + _amount).returning(*_standing),
    Standing,
)
_let_go = query(
    sa.update(accounts.sa)
    .where(*_here)
    .values(
        held_fen=accounts.c.held_fen - _amount, balance_fen=accounts.c.balance_fen - param("spent", sa.BigInteger())
    )
    .returning(*_standing),
    Standing,
)
_freeze = statement(
    sa.update(accounts.sa).where(*_here).values(is_frozen=param("new_frozen", accounts.c.is_frozen.type))
)


def check_amount(amount_fen: int) -> None:
    """Refuse what is no amount of money. Raises: AmountInvalid"""
    # True is an int to Python, and nobody's amount.
    if type(amount_fen) is not int or not 1 <= amount_fen <= MOST_FEN:
        raise errors.AmountInvalid()


def find(read: Reader, name: Name) -> Account | None:
    """The account's row; None before its first touch."""
    return read.one(accounts.by_key, owner=name.owner, purpose=name.purpose)


def open_(tx: Transaction, name: Name, *, floor_fen: int = 0) -> Account:
    """Open an account that may fall to `floor_fen`; opening twice changes nothing."""
    fresh = Account(
        owner=name.owner,
        purpose=name.purpose,
        balance_fen=0,
        held_fen=0,
        floor_fen=None if name.is_endless else floor_fen,
        is_frozen=False,
        opened_at=tx.now,
    )
    account, is_new = tx.get_or_add(fresh)
    if is_new and name.purpose == BALANCE:
        # The first who has money starts the rhythm of days; afterwards each day asks for the next.
        ask_for_next_day(tx)
    return account


def ask_for_next_day(tx: Transaction) -> None:
    """Have the next day of Beijing begin for money: merchants are settled then."""
    begins = days.midnight_after(tx.now)
    tx.job(DAY_JOB, None, due_at=begins, name=f"{DAY_JOB}:{begins:%Y-%m-%d}")


def set_floor(tx: Transaction, name: Name, floor_fen: int) -> Account:
    """Let an account fall to another floor, such as the limit of a credit card. Raises: MoneyShort"""
    account = open_(tx, name, floor_fen=floor_fen)
    if account.balance_fen - account.held_fen < floor_fen:
        raise errors.MoneyShort()
    return tx.update(account, floor_fen=floor_fen)


def set_frozen(tx: Transaction, name: Name, is_frozen: bool) -> None:
    """Keep money from leaving an account, or let it go again."""
    open_(tx, name)
    tx.run(_freeze, of_owner=name.owner, of_purpose=name.purpose, new_frozen=is_frozen)


def take(tx: Transaction, name: Name, amount_fen: int) -> Standing:
    """Take from the free part of an account. Raises: MoneyShort · AccountFrozen"""
    left = tx.one(_take, of_owner=name.owner, of_purpose=name.purpose, amount=amount_fen)
    if left is None:
        raise _refusal(tx, name)
    return left


def give(tx: Transaction, name: Name, amount_fen: int) -> Standing:
    """Add to an account, which is opened if this is its first touch."""
    there = tx.one(_give, of_owner=name.owner, of_purpose=name.purpose, amount=amount_fen)
    if there is None:
        open_(tx, name)
        there = tx.one(_give, of_owner=name.owner, of_purpose=name.purpose, amount=amount_fen)
    assert there is not None, "the account was opened above"
    return there


def set_aside(tx: Transaction, name: Name, amount_fen: int) -> Standing:
    """Keep some of the free part for later. Raises: MoneyShort · AccountFrozen"""
    left = tx.one(_set_aside, of_owner=name.owner, of_purpose=name.purpose, amount=amount_fen)
    if left is None:
        raise _refusal(tx, name)
    return left


def let_go(tx: Transaction, name: Name, amount_fen: int, *, spent_fen: int = 0) -> Standing:
    """End what was set aside: some of it is spent, the rest is free again."""
    left = tx.one(_let_go, of_owner=name.owner, of_purpose=name.purpose, amount=amount_fen, spent=spent_fen)
    assert left is not None, "money is only held on an account that is there"
    return left


def _refusal(tx: Transaction, name: Name) -> errors.AccountFrozen | errors.MoneyShort:
    account = find(tx, name)
    if account is not None and account.is_frozen:
        return errors.AccountFrozen()
    return errors.MoneyShort()
