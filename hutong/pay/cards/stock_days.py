"""How much of a stock was given on each day in Beijing."""

from hutong.kernel.db import Reader, Transaction
from hutong.pay import times
from hutong.pay.models.cards import StockDay, stock_days


def today(read: Reader, mchid: str, stock_id: str) -> StockDay:
    """What was given of a stock since midnight."""
    day = times.day_of(read.now).isoformat()
    found = read.one(stock_days.by_key, mchid=mchid, stock_id=stock_id, day=day)
    return found or StockDay(mchid=mchid, stock_id=stock_id, day=day, coupons=0, amount_fen=0)


def count(tx: Transaction, mchid: str, stock_id: str, amount_fen: int) -> StockDay:
    """Count one more coupon given today."""
    there, _ = tx.get_or_add(today(tx, mchid, stock_id))
    return tx.update(there, coupons=there.coupons + 1, amount_fen=there.amount_fen + amount_fen)
