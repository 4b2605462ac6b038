"""Finding orders, by whoever may see them: who placed them, or for whom they were placed."""

import sqlalchemy as sa

from hutong.kernel.db import Reader, param, query
from hutong.pay.errors import orders as errors
from hutong.pay.models.orders import (
    USERPAYING,
    Combine,
    Order,
    Prepay,
    combines,
    orders,
    prepays,
)

_by_transaction = query(orders.select().where(orders.c.transaction_id == param("transaction_id")), Order)
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
_page = query(
    orders.select()
    .where(
        sa.or_(orders.c.mchid == param("mchid"), orders.c.sub_mchid == param("mchid")),
        orders.c.created_at < param("before", orders.c.created_at.type),
        sa.or_(param("state") == "", orders.c.state == param("state")),
        sa.or_(
            param("q") == "",
            orders.c.out_trade_no == param("q"),
            orders.c.transaction_id == param("q"),
            orders.c.description.contains(param("q", sa.Text()), autoescape=False),
        ),
    )
    .order_by(orders.c.created_at.desc(), orders.c.out_trade_no)
    .limit(param("limit", sa.Integer())),
    Order,
)


def find(read: Reader, mchid: str, out_trade_no: str) -> Order | None:
    """The order that `mchid` placed under its own number."""
    return read.one(orders.by_key, mchid=mchid, out_trade_no=out_trade_no)


def by_transaction(read: Reader, transaction_id: str) -> Order | None:
    """The order of a number of ours, paid or not, whoever placed it."""
    return read.one(_by_transaction, transaction_id=transaction_id)


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
