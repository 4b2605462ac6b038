"""What happens to vouchers by itself: sold when an order is paid, ended with its refund, paid back when unused."""

from hutong.kernel.events import reaction
from hutong.kernel.jobs import job
from hutong.kernel.jobs.kinds import Retry
from hutong.kernel.lane import Lane
from hutong.pay.errors.refunds import MerchantMoneyShort
from hutong.pay.events import RefundSettled, TaggedOrderPaid
from hutong.pay.vouchers import selling

_ASK_AGAIN_SECONDS = 24 * 3600


@reaction(TaggedOrderPaid)
async def sell(lane: Lane, event: TaggedOrderPaid) -> None:
    """An order that buys a voucher was paid."""
    await lane.db.run(selling.sell, lane.keys, event.mchid, event.out_trade_no)


@reaction(RefundSettled)
async def unsell(lane: Lane, event: RefundSettled) -> None:
    """An order that bought a voucher was paid back."""
    await lane.db.run(selling.unsell, event.mchid, event.out_refund_no)


@job(selling.EXPIRE_JOB)
async def expire(lane: Lane, due: selling.Due, attempt: int) -> None:
    """A voucher's last day has passed. While its merchant has no money it is tried again every day."""
    try:
        await lane.db.run(selling.expire, due.mchid, due.code)
    except MerchantMoneyShort:
        raise Retry(_ASK_AGAIN_SECONDS) from None
