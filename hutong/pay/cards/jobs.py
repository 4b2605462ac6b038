"""Work of coupons that comes by itself."""

import msgspec

from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.pay.cards import favor_stocks


class StockDue(msgspec.Struct, frozen=True):
    """Whose stock ends."""

    mchid: str
    stock_id: str


@job(favor_stocks.END_JOB)
async def end(lane: Lane, due: StockDue, attempt: int) -> None:
    """A stock's last moment has come."""
    await lane.db.run(favor_stocks.end, due.mchid, due.stock_id)
