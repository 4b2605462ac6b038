"""Work of profit sharing that comes after: parts are brought, and old payments thaw."""

import msgspec

from hutong.kernel.db import Transaction
from hutong.kernel.events import reaction
from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.pay.events import SharedOrderPaid
from hutong.pay.models.orders import orders
from hutong.pay.sharing import sharings


class Due(msgspec.Struct, frozen=True):
    """Whose call for sharing it is."""

    mchid: str
    out_order_no: str


class Thaw(msgspec.Struct, frozen=True):
    """Whose payment it is."""

    mchid: str
    transaction_id: str


@job(sharings.SETTLE_JOB)
async def settle(lane: Lane, due: Due, attempt: int) -> None:
    """Bring the parts of a sharing."""
    await lane.db.run(sharings.settle, due.mchid, due.out_order_no)


@job(sharings.THAW_JOB)
async def thaw(lane: Lane, due: Thaw, attempt: int) -> None:
    """Give the merchant what was not shared in time."""
    await lane.db.run(sharings.thaw, due.mchid, due.transaction_id)


@reaction(SharedOrderPaid)
async def freeze(lane: Lane, event: SharedOrderPaid) -> None:
    """A payment that is to be shared thaws by itself after thirty days."""
    await lane.db.run(_plan_thaw, event.mchid, event.out_trade_no)


def _plan_thaw(tx: Transaction, mchid: str, out_trade_no: str) -> None:
    order = tx.one(orders.by_key, mchid=mchid, out_trade_no=out_trade_no)
    if order is not None and order.paid_at is not None:
        tx.job(
            sharings.THAW_JOB,
            Thaw(order.payee, order.transaction_id),
            due_at=order.paid_at + sharings.SHARED_FOR,
            name=f"{sharings.THAW_JOB}:{order.transaction_id}",
        )
