"""The ledger's own work: holds that run out, piles of credits to fold, and the rhythm of days."""

from collections.abc import Callable
from datetime import datetime

from hutong.kernel.db import Reader
from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.pay.ledger import accounts, days, folding, holds, names, settlements
from hutong.pay.ledger.folding import Pile
from hutong.pay.ledger.names import Name
from hutong.pay.ledger.settlements import Due


@job(holds.EXPIRE_JOB)
async def expire_hold(lane: Lane, due: holds.HeldNumber, attempt: int) -> None:
    """Free what nobody came for."""
    await lane.db.run(holds.expire, due.number)


@job(folding.FOLD_JOB, timeout_seconds=600)
async def fold_pile(lane: Lane, pile: Pile, attempt: int) -> None:
    """Fold what waits on a busy account, a handful per transaction."""
    while await lane.db.run(folding.fold, Name(pile.owner, pile.purpose)) == folding.AT_ONCE:
        pass


@job(accounts.DAY_JOB, timeout_seconds=600)
async def begin_day(lane: Lane, payload: None, attempt: int) -> None:
    """A new day in Beijing: settle every merchant, fold the lane's own accounts, and ask for the next day."""
    until = days.midnight_before(lane.clock.lane())
    for owners_after in (settlements.owners_with_money, settlements.owners_with_piles):
        await _settle_all(lane, owners_after, until)
    for name in (names.bank(), names.fees()):
        await lane.db.run(folding.ask_to_fold, name)
    await lane.db.run(settlements.start_next_day)


@job(settlements.SETTLE_JOB, timeout_seconds=600)
async def settle(lane: Lane, due: Due, attempt: int) -> None:
    """Fold what a merchant took in, then hand it over."""
    await fold_pile(lane, Pile(due.owner, names.UNSETTLED), attempt)
    await lane.db.run(settlements.settle, due.owner, due.until)


async def _settle_all(lane: Lane, owners_after: Callable[[Reader, str], list[str]], until: datetime) -> None:
    after = ""
    while owners := await lane.db.read_long(owners_after, after):
        await lane.db.run(settlements.ask_to_settle, owners, until)
        after = owners[-1]
