"""Finding orders, by whoever may see them: who placed them, or for whom they were placed."""

import sqlalchemy as sa

from hutong.kernel.db import Reader, param, query
from hutong.pay.errors import orders as errors
from hutong.pay.errors import refunds as refund_errors
from hutong.pay.models.orders import (
    USERPAYING,
    Combine,
    Order,
    Prepay,
    Refund,
    combines,
    orders,
    prepays,
    refunds,
)
from hutong.pay.places import LATEST, Place

_by_transaction = query(orders.select().where(orders.c.transaction_id == param("transaction_id")), Order)
_of_payee = query(
    orders.select()
    .where(orders.c.sub_mchid == param("mchid"), orders.c.out_trade_no == param("out_trade_no"))
    .order_by(orders.c.created_at.desc())
    .limit(1),
    Order,
)
_of_combine = query(
    orders.select()
    .where(orders.c.combine_mchid == param("mchid"), orders.c.combine_out_trade_no == param("out_trade_no"))
    .order_by(orders.c.mchid, orders.c.out_trade_no),
    Order,
)
_by_link = query(prepays.select().where(prepays.c.link == param("link")), Prepay)
_pending = query(
    orders.select()
    .where(orders.c.wanted_person_id == param("person_id"), orders.c.state == USERPAYING)
    .order_by(orders.c.created_at.desc())
    .limit(20),
    Order,
)
_state, _text = param("state", sa.Text()), param("text", sa.Text())
_by_refund_id = query(refunds.select().where(refunds.c.refund_id == param("refund_id")), Refund)
_refunds_of = query(
    refunds.select()
    .where(refunds.c.mchid == param("mchid"), refunds.c.out_trade_no == param("out_trade_no"))
    .order_by(refunds.c.created_at, refunds.c.refund_id),
    Refund,
)
_refund_page = query(
    refunds.select()
    .where(
        sa.or_(refunds.c.mchid == param("mchid"), refunds.c.sub_mchid == param("mchid")),
        sa.tuple_(refunds.c.created_at, refunds.c.refund_id)
        < sa.tuple_(param("before_at", refunds.c.created_at.type), param("before_id", sa.Text())),
        sa.or_(
            _text == "",
            refunds.c.out_refund_no == _text,
            refunds.c.out_trade_no == _text,
            refunds.c.refund_id == _text,
        ),
    )
    .order_by(refunds.c.created_at.desc(), refunds.c.refund_id.desc())
    .limit(param("limit", sa.Integer())),
    Refund,
)
_page = query(
    orders.select()
    .where(
        sa.or_(orders.c.mchid == param("mchid"), orders.c.sub_mchid == param("mchid")),
        sa.tuple_(orders.c.created_at, orders.c.transaction_id)
        < sa.tuple_(param("before_at", orders.c.created_at.type), param("before_id", sa.Text())),
        sa.or_(_state == "", orders.c.state == _state),
        sa.or_(
            _text == "",
            orders.c.out_trade_no == _text,
            orders.c.transaction_id == _text,
            orders.c.description.contains(_text, autoescape=False),
        ),
    )
    .order_by(orders.c.created_at.desc(), orders.c.transaction_id.desc())
    .limit(param("limit", sa.Integer())),
    Order,
)


def find(read: Reader, mchid: str, out_trade_no: str) -> Order | None:
    """The order that `mchid` placed under its own number."""
    return read.one(orders.by_key, mchid=mchid, out_trade_no=out_trade_no)


def by_transaction(read: Reader, transaction_id: str) -> Order | None:
    """The order of a number of ours, paid or not, whoever placed it."""
    return read.one(_by_transaction, transaction_id=transaction_id)


def of_payee(read: Reader, sub_mchid: str, out_trade_no: str) -> Order | None:
    """The order that a provider placed for this merchant under this number."""
    return read.one(_of_payee, mchid=sub_mchid, out_trade_no=out_trade_no)


def require(
    read: Reader, mchid: str, out_trade_no: str, *, sub_mchid: str | None = None, also_combined: bool = True
) -> Order:
    """The order that `mchid` placed, for `sub_mchid` in partner mode. Raises: OrderNotFound"""
    order = find(read, mchid, out_trade_no)
    if order is None or order.sub_mchid != sub_mchid or (order.combine_mchid is not None and not also_combined):
        raise errors.OrderNotFound()
    return order


def require_by_transaction(
    read: Reader, mchid: str, transaction_id: str, *, sub_mchid: str | None = None, also_combined: bool = True
) -> Order:
    """A paid order by the number we gave it; before it is paid nobody knows that number. Raises: OrderNotFound"""
    order = by_transaction(read, transaction_id)
    if order is None or order.mchid != mchid or order.sub_mchid != sub_mchid or not order.is_paid:
        raise errors.OrderNotFound()
    if order.combine_mchid is not None and not also_combined:
        raise errors.OrderNotFound()
    return order


def combine_of(read: Reader, mchid: str, out_trade_no: str) -> Combine | None:
    """A combined order by the number of whoever placed it."""
    return read.one(combines.by_key, mchid=mchid, out_trade_no=out_trade_no)


def orders_of(read: Reader, combine: Combine) -> list[Order]:
    """The orders of a combined one, as they were given."""
    found = {
        (order.mchid, order.out_trade_no): order
        for order in read.many(_of_combine, mchid=combine.mchid, out_trade_no=combine.out_trade_no)
    }
    return [found[key] for key in combine.orders]


def prepay(read: Reader, prepay_id: str) -> Prepay | None:
    """The token of this spelling."""
    return read.one(prepays.by_key, prepay_id=prepay_id)


def prepay_by_link(read: Reader, link: str) -> Prepay | None:
    """The token behind a code or a page's address."""
    return read.one(_by_link, link=link)


def pending(read: Reader, person_id: int) -> list[Order]:
    """What waits for this person's password, newest first."""
    return read.many(_pending, person_id=person_id)


def page(
    read: Reader, mchid: str, *, before: Place = LATEST, state: str = "", text: str = "", limit: int = 50
) -> list[Order]:
    """A merchant's orders, their own and those a provider placed for them, newest first.

    `text` is a number of either side, or part of a description.
    """
    return read.many(_page, mchid=mchid, before_at=before.at, before_id=before.id, state=state, text=text, limit=limit)


def find_refund(read: Reader, mchid: str, out_refund_no: str) -> Refund | None:
    """The refund that `mchid` asked for under its own number."""
    return read.one(refunds.by_key, mchid=mchid, out_refund_no=out_refund_no)


def require_refund(read: Reader, mchid: str, out_refund_no: str, *, sub_mchid: str | None = None) -> Refund:
    """The same, for `sub_mchid` in partner mode. Raises: RefundNotFound"""
    refund = find_refund(read, mchid, out_refund_no)
    if refund is None or refund.sub_mchid != sub_mchid:
        raise refund_errors.RefundNotFound()
    return refund


def refund_by_id(read: Reader, refund_id: str) -> Refund | None:
    """The refund of a number of ours, whoever asked for it."""
    return read.one(_by_refund_id, refund_id=refund_id)


def refunds_of(read: Reader, order: Order) -> list[Refund]:
    """The refunds of an order, oldest first."""
    return read.many(_refunds_of, mchid=order.mchid, out_trade_no=order.out_trade_no)


def refund_page(read: Reader, mchid: str, *, before: Place = LATEST, text: str = "", limit: int = 50) -> list[Refund]:
    """A merchant's refunds, newest first; `text` is a number of either side."""
    return read.many(_refund_page, mchid=mchid, before_at=before.at, before_id=before.id, text=text, limit=limit)
