"""The bill of trade: every payment of a day and every refund taken on, a line each."""

from datetime import date, datetime
from typing import Literal

import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Query, Reader, param, query
from hutong.pay import times
from hutong.pay.bills import days
from hutong.pay.bills.sheets import Sheet, columns, percent, yuan
from hutong.pay.errors import bills as errors
from hutong.pay.merchants import registry
from hutong.pay.models.orders import PROCESSING, REVOKED, SUCCESS, Order, Refund, orders, refunds

Kind = Literal["ALL", "SUCCESS", "REFUND"]

_BASE = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,"
)
_REFUND = "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,"
_SHOP = "商品名称,商户数据包,手续费,费率,订单金额,"
COLUMNS: dict[Kind, str] = {
    "ALL": f"{_BASE}{_REFUND}{_SHOP}申请退款金额,费率备注",
    "SUCCESS": f"{_BASE}{_SHOP}费率备注",
    "REFUND": f"{_BASE}退款申请时间,退款成功时间,{_REFUND}{_SHOP}申请退款金额,费率备注",
}
SUMMARY = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
SUMMARY_SUCCESS = "总交易单数,应结订单总金额,手续费总金额,订单总金额"

_day = param("since", orders.c.paid_at.type), param("until", orders.c.paid_at.type)
_whose = param("mchid", sa.Text())


def _paid(column: "sa.ColumnElement[str]") -> Query[Order]:
    return query(
        orders.select()
        .where(column == _whose, orders.c.paid_at >= _day[0], orders.c.paid_at < _day[1])
        .order_by(orders.c.paid_at, orders.c.transaction_id),
        Order,
    )


def _refunded(column: "sa.ColumnElement[str]") -> Query[Refund]:
    return query(
        refunds.select()
        .where(column == _whose, refunds.c.created_at >= _day[0], refunds.c.created_at < _day[1])
        .order_by(refunds.c.created_at, refunds.c.refund_id),
        Refund,
    )


_placed, _of_sub = _paid(orders.c.mchid), _paid(orders.c.sub_mchid)
_placed_refunds, _sub_refunds = _refunded(refunds.c.mchid), _refunded(refunds.c.sub_mchid)


def sheet(read: Reader, keys: Keys, mchid: str, day: date, kind: Kind, sub_mchid: str | None = None) -> Sheet:
    """What a merchant took and gave back on a day; a provider's holds all its merchants', or one's.

    Raises: BillDateWrong · StatementNotReady · NotYourSub · NoStatement
    """
    days.check(read.now, day)
    if sub_mchid is not None and not registry.is_sub_of(read, sub_mchid, mchid):
        raise errors.NotYourSub(mchid=sub_mchid)
    since, until = times.day_bounds(day)
    merchant = registry.get(read, mchid)
    is_sub = merchant is not None and merchant.kind == "sub"
    when = {"mchid": mchid, "since": since, "until": until}
    paid = read.many(_of_sub if is_sub else _placed, **when) if kind != "REFUND" else []
    given = read.many(_sub_refunds if is_sub else _placed_refunds, **when) if kind != "SUCCESS" else []
    paid = [order for order in paid if sub_mchid in (None, order.sub_mchid)]
    given = [refund for refund in given if sub_mchid in (None, refund.sub_mchid)]
    if not paid and not given:
        raise errors.NoStatement()
    return _written(read, keys, kind, paid, given, made_at=days.ready_at(day))


def _written(
    read: Reader, keys: Keys, kind: Kind, paid: list[Order], given: list[Refund], *, made_at: datetime
) -> Sheet:
    wide = kind != "SUCCESS"
    lines: list[tuple[datetime, tuple[str, ...]]] = []
    for order in paid:
        assert order.paid_at is not None, "only paid orders were asked for"
        lines.append((order.paid_at, _payment(keys, order, wide=wide)))
    for refund in given:
        order = _order_of(read, refund)
        lines.append((refund.created_at, _refund(keys, order, refund, with_times=kind == "REFUND", made_at=made_at)))
    lines.sort(key=lambda line: line[0])
    return Sheet(
        columns=columns(COLUMNS[kind]),
        rows=[line for _, line in lines],
        summary_columns=columns(SUMMARY if wide else SUMMARY_SUCCESS),
        summary=_summary(paid, given, wide=wide),
    )


def _payment(keys: Keys, order: Order, *, wide: bool) -> tuple[str, ...]:
    nothing = ("0", "0", yuan(0), yuan(0), "", "") if wide else ()
    return (
        *_head(keys, order, order.paid_at, SUCCESS),
        yuan(order.settlement_fen),
        yuan(order.coupon_fen),
        *nothing,
        order.description,
        order.attach,
        yuan(order.fee_fen, 5),
        percent(order.fee_bps),
        yuan(order.total_fen),
        *((yuan(0),) if wide else ()),
        "",
    )


def _refund(keys: Keys, order: Order, refund: Refund, *, with_times: bool, made_at: datetime) -> tuple[str, ...]:
    # A bill is made once: what became of the refund later is not in it.
    ended_at = refund.success_at if refund.success_at is not None and refund.success_at < made_at else None
    asked = (_at(refund.created_at), _at(ended_at)) if with_times else ()
    return (
        *_head(keys, order, refund.created_at, REVOKED if order.state == REVOKED else "REFUND"),
        yuan(0),
        yuan(0),
        *asked,
        refund.refund_id,
        refund.out_refund_no,
        yuan(refund.settlement_fen),
        yuan(_cash_fen(refund)),
        refund.channel,
        SUCCESS if ended_at is not None else PROCESSING,
        order.description,
        order.attach,
        yuan(-refund.fee_fen, 5),
        percent(order.fee_bps),
        yuan(0),
        yuan(refund.amount_fen),
        "",
    )


def _head(keys: Keys, order: Order, at: datetime | None, state: str) -> tuple[str, ...]:
    payer = order.payer_person_id
    return (
        _at(at),
        order.app_id,
        order.mchid,
        order.sub_mchid or "0",
        order.device_id,
        order.transaction_id,
        order.out_trade_no,
        "" if payer is None else apps.openid(keys, order.app_id, payer),
        order.trade_type,
        state,
        order.bank_type,
        order.currency,
    )


def _summary(paid: list[Order], given: list[Refund], *, wide: bool) -> tuple[str, ...]:
    settled = yuan(sum(order.settlement_fen for order in paid))
    fee = yuan(sum(order.fee_fen for order in paid) - sum(refund.fee_fen for refund in given), 5)
    total = yuan(sum(order.total_fen for order in paid))
    count = str(len(paid) + len(given))
    if not wide:
        return count, settled, fee, total
    returned = yuan(sum(refund.settlement_fen for refund in given))
    coupons = yuan(sum(_cash_fen(refund) for refund in given))
    return count, settled, returned, coupons, fee, total, yuan(sum(refund.amount_fen for refund in given))


def _cash_fen(refund: Refund) -> int:
    return sum(discount.amount_fen for discount in refund.promotion if discount.type == "CASH")


def _order_of(read: Reader, refund: Refund) -> Order:
    order = read.one(orders.by_key, mchid=refund.mchid, out_trade_no=refund.out_trade_no)
    assert order is not None, "a refund has its order"
    return order


def _at(at: datetime | None) -> str:
    return "" if at is None else times.beijing(at).strftime("%Y-%m-%d %H:%M:%S")
