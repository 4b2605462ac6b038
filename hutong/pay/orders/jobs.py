"""Work of orders that waits for its time."""

from hutong.dialog.public import FaultPort
from hutong.kernel.jobs import Schedule, job
from hutong.kernel.lane import Lane
from hutong.pay.orders import closing, placing, refunding
from hutong.pay.orders.placing import CloseDue
from hutong.pay.orders.refunding import RefundDue

_PATIENT = Schedule((1, 5, 30, 120, 600, 3600, 3600))


@job(placing.CLOSE_JOB)
async def order_closes(lane: Lane, due: CloseDue, attempt: int) -> None:
    """Seven days after it was placed, an unpaid order is closed."""
    await lane.db.run(closing.close_when_due, due.mchid, due.out_trade_no)


@job(refunding.SETTLE_JOB, retry=_PATIENT)
async def refund_settles(lane: Lane, due: RefundDue, attempt: int) -> None:
    """Bring a refund to its payer."""
    fault = None if due.to_card else await lane.port(FaultPort).next_fault(f"refund:{due.mchid}")
    await lane.db.run(refunding.settle, due, is_blocked=fault == "refund_abnormal")
