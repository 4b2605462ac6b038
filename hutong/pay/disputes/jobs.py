"""What complaints do about news from elsewhere."""

from hutong.kernel.db import Transaction
from hutong.kernel.events import reaction
from hutong.kernel.lane import Lane
from hutong.pay.disputes import answering
from hutong.pay.events import RefundSettled
from hutong.pay.models.orders import refunds


@reaction(RefundSettled)
async def note_refund(lane: Lane, event: RefundSettled) -> None:
    """Money came back: whoever complained and the merchant see it with the complaint."""
    await lane.db.run(_note, event.mchid, event.out_refund_no)


def _note(tx: Transaction, mchid: str, out_refund_no: str) -> None:
    refund = tx.one(refunds.by_key, mchid=mchid, out_refund_no=out_refund_no)
    if refund is not None:
        answering.refunded(tx, refund)
