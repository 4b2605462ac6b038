"""Settlement: what a merchant took in on a day becomes theirs to spend when the next day begins in Beijing."""

from datetime import datetime

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.pay import times
from hutong.pay.ledger import accounts, balances, statements, transfers
from hutong.pay.ledger.names import LANE, UNSETTLED, Name
from hutong.pay.models.ledger import Transfer, unfolded
from hutong.pay.models.ledger import accounts as account_table

SETTLE_JOB = "pay.settle"
AT_ONCE = 200


class Due(msgspec.Struct, frozen=True):
    """Whose money is settled, and up to which moment it came."""

    owner: str
    until: datetime


class Owner(msgspec.Struct, frozen=True):
    owner: str


_limit = param("limit", sa.Integer())
_with_money = query(
    sa.select(account_table.c.owner)
    .where(
        account_table.c.purpose == UNSETTLED,
        account_table.c.owner > param("after"),
        account_table.c.balance_fen > account_table.c.held_fen,
    )
    .order_by(account_table.c.owner)
    .limit(_limit),
    Owner,
)
# One look at the index per owner: the next owner behind this one, however many rows each has.
_next_pile = query(
    sa.select(unfolded.c.owner).where(unfolded.c.owner > param("after")).order_by(unfolded.c.owner).limit(_limit), Owner
)


def settle(tx: Transaction, owner: str, until: datetime) -> Transfer | None:
    """Hand a merchant what came before `until` and has not been spent; once for each day that ends then.

    Everything that waited is folded already, but for what came in this very moment.
    """
    unsettled = Name(owner, UNSETTLED)
    number = f"settle:{owner.partition(':')[2]}:{times.day_of(until)}"
    if transfers.find(tx, number) is not None:
        return None
    balances.fold(tx, unsettled)
    has = balances.balance(tx, unsettled)
    settled_fen = min(has.available_fen, has.balance_fen - statements.moved_since(tx, unsettled, until))
    if settled_fen <= 0:
        return None
    return transfers.move(
        tx, number, debit=unsettled, credit=Name(owner, "available"), amount_fen=settled_fen, kind="settlement"
    )


def ask_to_settle(tx: Transaction, owners: list[str], until: datetime) -> None:
    """Have these merchants settled, each by a job."""
    for owner in owners:
        tx.job(SETTLE_JOB, Due(owner, until), serial_key=owner, name=f"{SETTLE_JOB}:{owner}:{times.day_of(until)}")


def start_next_day(tx: Transaction) -> None:
    """Ask for the day after this one."""
    accounts.ask_for_next_day(tx)


def owners_with_money(read: Reader, after: str) -> list[str]:
    """Merchants behind `after` with something folded and unsettled."""
    return [found.owner for found in read.many(_with_money, after=after, limit=AT_ONCE)]


def owners_with_piles(read: Reader, after: str) -> list[str]:
    """Merchants behind `after` with something to be folded."""
    found: list[str] = []
    while len(found) < AT_ONCE:
        pile = read.one(_next_pile, after=after, limit=1)
        if pile is None:
            break
        after = pile.owner
        if after != LANE:
            found.append(after)
    return found
