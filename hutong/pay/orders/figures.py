"""What a merchant took in, gave back and paid in fees, by the day in Beijing."""

from datetime import date, datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, param, query
from hutong.pay import times
from hutong.pay.models.orders import orders, refunds


class Day(msgspec.Struct, frozen=True):
    """One day's sums."""

    date: str
    orders: int
    paid_fen: int
    refunded_fen: int
    fee_fen: int


class _Paid(msgspec.Struct, frozen=True):
    orders: int
    paid_fen: int
    fee_fen: int


class _Returned(msgspec.Struct, frozen=True):
    refunded_fen: int
    fee_fen: int


def _sum(column: "sa.ColumnElement[int]") -> "sa.ColumnElement[int]":
    # PostgreSQL adds whole numbers up to a decimal one.
    return sa.func.coalesce(sa.func.sum(column), 0).cast(sa.BigInteger())


_since, _until = param("since", orders.c.paid_at.type), param("until", orders.c.paid_at.type)
_paid = query(
    sa.select(
        sa.func.count().label("orders"),
        _sum(orders.c.total_fen).label("paid_fen"),
        _sum(orders.c.fee_fen).label("fee_fen"),
    ).where(
        sa.or_(
            sa.and_(orders.c.mchid == param("mchid"), orders.c.sub_mchid.is_(None)),
            orders.c.sub_mchid == param("mchid"),
        ),
        orders.c.paid_at >= _since,
        orders.c.paid_at < _until,
    ),
    _Paid,
)
_returned = query(
    sa.select(
        _sum(refunds.c.amount_fen).label("refunded_fen"),
        _sum(refunds.c.fee_fen).label("fee_fen"),
    ).where(
        sa.or_(
            sa.and_(refunds.c.mchid == param("mchid"), refunds.c.sub_mchid.is_(None)),
            refunds.c.sub_mchid == param("mchid"),
        ),
        refunds.c.created_at >= _since,
        refunds.c.created_at < _until,
    ),
    _Returned,
)


def of_day(read: Reader, mchid: str, day: date) -> Day:
    """One day; what came back of the fee is taken off it."""
    since, until = times.day_bounds(day)
    paid = read.one(_paid, mchid=mchid, since=since, until=until)
    back = read.one(_returned, mchid=mchid, since=since, until=until)
    assert paid is not None, "a sum answers a row"
    assert back is not None, "a sum answers a row"
    return Day(day.isoformat(), paid.orders, paid.paid_fen, back.refunded_fen, paid.fee_fen - back.fee_fen)


def of_days(read: Reader, mchid: str, *, until: datetime, count: int) -> list[Day]:
    """The last days, the newest first, today among them."""
    today = times.day_of(until)
    return [of_day(read, mchid, today - timedelta(days=ago)) for ago in range(count)]


def day_word(at: datetime) -> str:
    """The day of a moment, as `Day.date` spells it."""
    return times.day_of(at).isoformat()
