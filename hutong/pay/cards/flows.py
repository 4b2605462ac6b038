"""What became of a stock's cash coupons, as text: each use, and each part that came back with a refund."""

from datetime import datetime

from hutong.kernel.db import Reader, in_list, param, query
from hutong.pay import times
from hutong.pay.bills.sheets import yuan
from hutong.pay.cards import favor_stocks
from hutong.pay.models.cards import FavorUse, favor_uses
from hutong.pay.models.orders import Order, orders

USED = "批次ID,优惠ID,优惠类型,优惠金额(元),订单总金额(元),交易类型,支付单号,消耗时间,消耗商户号,设备号,单品信息"
REFUNDED = "批次ID,优惠ID,优惠类型,优惠金额(元),订单总金额(元),交易类型,支付单号,退款单号,退款时间,消耗商户号,设备号"
_AT_ONCE = 500

_lines = query(
    favor_uses.select()
    .where(
        favor_uses.c.mchid == param("mchid"),
        favor_uses.c.stock_id == param("stock_id"),
        favor_uses.c.at <= param("until", favor_uses.c.at.type),
    )
    .order_by(favor_uses.c.id),
    FavorUse,
)
_orders = query(orders.select().where(in_list(orders.c.transaction_id, "ids")), Order)


def uses(read: Reader, mchid: str, stock_id: str, until: datetime) -> str:
    """Every use of a stock's coupons up to a time. Raises: StockUnknown"""
    return _text(read, mchid, stock_id, until, is_refund=False)


def refunds(read: Reader, mchid: str, stock_id: str, until: datetime) -> str:
    """Every part of a stock's coupons that came back up to a time. Raises: StockUnknown"""
    return _text(read, mchid, stock_id, until, is_refund=True)


def _text(read: Reader, mchid: str, stock_id: str, until: datetime, *, is_refund: bool) -> str:
    stock = favor_stocks.get(read, mchid, stock_id)
    found = [
        line
        for line in read.many(_lines, mchid=mchid, stock_id=stock_id, until=until)
        if bool(line.refund_id) == is_refund
    ]
    paid = _paid(read, found)
    kind = "免充值代金券" if stock.no_cash else "预充值代金券"
    lines = [_line(use, paid[use.transaction_id], kind) for use in found]
    return "".join(f"{line}\r\n" for line in [REFUNDED if is_refund else USED, *lines])


def _paid(read: Reader, found: list[FavorUse]) -> dict[str, Order]:
    ids = sorted({use.transaction_id for use in found})
    return {
        order.transaction_id: order
        for start in range(0, len(ids), _AT_ONCE)
        for order in read.many(_orders, ids=ids[start : start + _AT_ONCE])
    }


def _line(use: FavorUse, order: Order, kind: str) -> str:
    at = times.beijing(use.at).strftime("%Y-%m-%d %H:%M:%S")
    begin = (use.stock_id, use.coupon_id, kind, yuan(use.amount_fen), yuan(use.total_fen), order.trade_type)
    if use.refund_id:
        values: tuple[str, ...] = (*begin, use.transaction_id, use.refund_id, at, use.used_mchid, order.device_id)
    else:
        values = (*begin, use.transaction_id, at, use.used_mchid, order.device_id, "")
    return ",".join(f"`{value}" for value in values)
