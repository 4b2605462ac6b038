"""The bill of profit sharing: every part brought, and every one given back, on a day."""

from datetime import date, datetime

import sqlalchemy as sa

from hutong.kernel.db import Reader, in_list, param, query
from hutong.pay import times
from hutong.pay.bills import days
from hutong.pay.bills.sheets import Sheet, columns, yuan
from hutong.pay.errors import bills as errors
from hutong.pay.models.orders import Order, orders
from hutong.pay.models.sharing import Return, Sharing, returns, sharings
from hutong.pay.sharing import sharings as rules

COLUMNS = (
    "分账时间,分账发起方,分账方,微信订单号,微信分账/回退单号,分账明细单号,商户分账/回退单号,订单金额,分账接收方,分账金额,"
    "业务类型,处理状态,分账描述,备注"
)
_AT_ONCE = 500
_since, _until = param("since", sharings.c.created_at.type), param("until", sharings.c.created_at.type)
_sharings = query(
    sharings.select()
    .where(
        sharings.c.mchid == param("mchid", sa.Text()), sharings.c.created_at >= _since, sharings.c.created_at < _until
    )
    .order_by(sharings.c.created_at, sharings.c.order_id),
    Sharing,
)
_returns = query(
    returns.select()
    .where(returns.c.mchid == param("mchid", sa.Text()), returns.c.created_at >= _since, returns.c.created_at < _until)
    .order_by(returns.c.created_at, returns.c.return_id),
    Return,
)
_orders = query(orders.select().where(in_list(orders.c.transaction_id, "ids")), Order)


def sheet(read: Reader, mchid: str, day: date, sub_mchid: str | None = None) -> Sheet:
    """What was shared on a day by who calls, for all its merchants or one.

    Raises: BillDateWrong · StatementNotReady · NoStatement
    """
    days.check(read.now, day)
    since, until = times.day_bounds(day)
    when = {"mchid": mchid, "since": since, "until": until}
    asked = [each for each in read.many(_sharings, **when) if sub_mchid in (None, each.sub_mchid)]
    given = [each for each in read.many(_returns, **when) if sub_mchid in (None, each.sub_mchid)]
    paid = {sharing.transaction_id for sharing in asked} | {done.transaction_id for done in given}
    totals = _totals(read, sorted(paid))
    lines = [line for sharing in asked for line in _shared(read, sharing, totals)]
    lines += [_returned(done, totals) for done in given]
    if not lines:
        raise errors.NoStatement()
    lines.sort(key=lambda line: line[0])
    return Sheet(columns=columns(COLUMNS), rows=[line for _, line in lines], summary_columns=(), summary=())


def _shared(read: Reader, sharing: Sharing, totals: dict[str, int]) -> list[tuple[datetime, tuple[str, ...]]]:
    return [
        (
            part.created_at,
            (
                _at(part.created_at),
                sharing.mchid,
                sharing.payee,
                sharing.transaction_id,
                sharing.order_id,
                part.detail_id,
                sharing.out_order_no,
                yuan(totals[sharing.transaction_id]),
                part.account,
                yuan(part.amount_fen),
                "解冻" if part.description == rules.REST else "分账",
                part.result,
                part.description,
                "",
            ),
        )
        for part in rules.parts_of(read, sharing)
    ]


def _returned(done: Return, totals: dict[str, int]) -> tuple[datetime, tuple[str, ...]]:
    return done.created_at, (
        _at(done.created_at),
        done.mchid,
        done.sub_mchid or done.mchid,
        done.transaction_id,
        done.return_id,
        "",
        done.out_return_no,
        yuan(totals[done.transaction_id]),
        done.return_mchid,
        yuan(done.amount_fen),
        "分账回退",
        done.result,
        done.description,
        "",
    )


def _totals(read: Reader, ids: list[str]) -> dict[str, int]:
    return {
        order.transaction_id: order.total_fen
        for start in range(0, len(ids), _AT_ONCE)
        for order in read.many(_orders, ids=ids[start : start + _AT_ONCE])
    }


def _at(at: datetime) -> str:
    return times.beijing(at).strftime("%Y-%m-%d %H:%M:%S")
