"""/api/console/merchants/{mchid}: orders, refunds, notices and money of a merchant."""

from typing import Any

import msgspec

from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.pay import places
from hutong.pay.console.order_shapes import (
    NoticeShape,
    OrderDetail,
    OrderShape,
    RefundShape,
    notice_shape,
    order_detail,
    order_shape,
    refund_shape,
)
from hutong.pay.errors import orders as errors
from hutong.pay.errors import refunds as refund_errors
from hutong.pay.ledger import balances, names, statements
from hutong.pay.merchants import access
from hutong.pay.models.orders import Order
from hutong.pay.notices import finding as told
from hutong.pay.notices import sending
from hutong.pay.orders import closing, figures, finding, refunding
from hutong.pay.orders.refunding import RefundWanted
from hutong.pay.places import Place
from hutong.wire.product import Call, Nothing, console

_PAGE = 50
_DAYS = 14
_REQUEST_LETTERS = 48
_REASON_LETTERS = 80


class ListQuery(msgspec.Struct, frozen=True):
    """`before` is the word of the page before; `q` a number of either side or part of a description."""

    q: str = ""
    state: str = ""
    before: str = ""


class OrderList(msgspec.Struct, frozen=True):
    items: list[OrderShape]
    next: str | None


class RefundList(msgspec.Struct, frozen=True):
    items: list[RefundShape]
    next: str | None


class NoticeList(msgspec.Struct, frozen=True):
    items: list[NoticeShape]
    next: str | None


class RefundAsked(msgspec.Struct, frozen=True):
    """How much to give back. The client chooses `request_id`, so that a double click refunds once."""

    amount_fen: int
    request_id: str
    reason: str = ""


class Balances(msgspec.Struct, frozen=True):
    unsettled_fen: int
    available_fen: int
    frozen_fen: int


class MoneyDay(figures.Day, frozen=True):
    settled_fen: int


class Money(msgspec.Struct, frozen=True):
    balance: Balances
    today: figures.Day
    days: list[MoneyDay]


@console.get("/merchants/{mchid}/orders", query=ListQuery)
def orders(read: Reader, call: Call[None]) -> OrderList:
    """A merchant's orders, newest first. Errors: MerchantNotFound"""
    wanted: ListQuery = call.query
    mchid = access.require_owner(read, call.actor, call.path["mchid"]).mchid
    found = finding.page(
        read, mchid, before=places.read(wanted.before), state=wanted.state, text=wanted.q.strip(), limit=_PAGE
    )
    last = Place(found[-1].created_at, found[-1].transaction_id).word if len(found) == _PAGE else None
    return OrderList([order_shape(read, order) for order in found], last)


@console.get("/merchants/{mchid}/orders/{out_trade_no}")
def order(read: Reader, call: Call[None]) -> OrderDetail:
    """One order with its refunds and notices. Errors: MerchantNotFound · OrderNotFound"""
    return order_detail(read, _order(read, call))


@console.post("/merchants/{mchid}/orders/{out_trade_no}/refunds", body=RefundAsked)
def refund(tx: Transaction, call: Call[RefundAsked]) -> RefundShape:
    """Give money back.

    Request:  {"amount_fen": 100, "reason": "…", "request_id": "…"}
    Errors:   MerchantNotFound · OrderNotFound · RefundParameterWrong · OrderNotPaid · RefundTooMuch ·
              RefundsTooMany · RefundTooLate · RefundDiffers · MerchantMoneyShort
    """
    asked, paid = call.body, _order(tx, call)
    if not 1 <= asked.amount_fen <= paid.total_fen:
        raise refund_errors.RefundParameterWrong(field="amount_fen", issue="1 up to the total")
    if not 1 <= len(asked.request_id) <= _REQUEST_LETTERS or len(asked.reason) > _REASON_LETTERS:
        raise refund_errors.RefundParameterWrong(field="request_id", issue="1 to 48 letters; a reason up to 80")
    wanted = RefundWanted(
        mchid=paid.mchid,
        sub_mchid=paid.sub_mchid,
        out_trade_no=paid.out_trade_no,
        out_refund_no=f"console@{asked.request_id}",
        amount_fen=asked.amount_fen,
        total_fen=paid.total_fen,
        reason=asked.reason,
        notify_url="",
        api=paid.api,
    )
    made = refunding.request(tx, wanted)
    audit(tx, actor=call.actor.name, action="pay.refunded", subject=f"merchant:{paid.payee}")
    return refund_shape(made)


@console.post("/merchants/{mchid}/orders/{out_trade_no}/close")
def close(tx: Transaction, call: Call[None]) -> OrderDetail:
    """Close an unpaid order. Errors: MerchantNotFound · OrderNotFound · OrderPaidAlready · CodeOrderNotClosable"""
    found = _order(tx, call)
    is_part = found.combine_mchid is not None
    closing.close(tx, found.mchid, found.out_trade_no, sub_mchid=found.sub_mchid, of_combined=is_part)
    return order_detail(tx, _order(tx, call))


@console.get("/merchants/{mchid}/refunds", query=ListQuery)
def refunds(read: Reader, call: Call[None]) -> RefundList:
    """A merchant's refunds, newest first. Errors: MerchantNotFound"""
    wanted: ListQuery = call.query
    mchid = access.require_owner(read, call.actor, call.path["mchid"]).mchid
    found = finding.refund_page(read, mchid, before=places.read(wanted.before), text=wanted.q.strip(), limit=_PAGE)
    last = Place(found[-1].created_at, found[-1].refund_id).word if len(found) == _PAGE else None
    return RefundList([refund_shape(each) for each in found], last)


@console.get("/merchants/{mchid}/notices", query=ListQuery)
def notices(read: Reader, call: Call[None]) -> NoticeList:
    """What a merchant's server was told, newest first. Errors: MerchantNotFound"""
    mchid = access.require_owner(read, call.actor, call.path["mchid"]).mchid
    found = told.page(read, mchid, before=places.read(call.query.before), limit=_PAGE)
    last = Place(found[-1].created_at, found[-1].id).word if len(found) == _PAGE else None
    return NoticeList([notice_shape(each) for each in found], last)


@console.post("/merchants/{mchid}/notices/{id}/replay")
def replay(tx: Transaction, call: Call[None]) -> Nothing:
    """Send a notice once more, signed anew. Errors: MerchantNotFound · NoticeNotFound"""
    mchid = access.require_owner(tx, call.actor, call.path["mchid"]).mchid
    if not sending.send_again(tx, mchid, call.path["id"]):
        raise errors.NoticeNotFound()
    return Nothing()


@console.get("/merchants/{mchid}/money")
async def money(call: Call[None]) -> Money:
    """What a merchant has, and what the last fourteen days brought. Errors: MerchantNotFound"""
    return await call.lane.db.read_long(_money, call)


def _money(read: Reader, call: Call[None]) -> Money:
    mchid = access.require_owner(read, call.actor, call.path["mchid"]).mchid
    has = [
        balances.balance(read, name).balance_fen
        for name in (names.merchant(mchid), names.merchant_available(mchid), names.merchant_frozen(mchid))
    ]
    days = figures.of_days(read, mchid, until=read.now, count=_DAYS)
    settled = _settled(read, mchid)
    told_days = [MoneyDay(**msgspec.structs.asdict(day), settled_fen=settled.get(day.date, 0)) for day in days]
    return Money(Balances(*has), days[0], told_days)


def _settled(read: Reader, mchid: str) -> dict[str, int]:
    """What became available on each day."""
    name = names.merchant_available(mchid)
    found: dict[str, int] = {}
    for posting in statements.page(read, name, limit=_DAYS, kinds=("settlement",)):
        day = figures.day_word(posting.at)
        found[day] = found.get(day, 0) + posting.amount_fen
    return found


def _order(read: Reader, call: Call[Any]) -> Order:
    """The order of this merchant, or one that a provider placed for it. Raises: MerchantNotFound · OrderNotFound"""
    mchid = access.require_owner(read, call.actor, call.path["mchid"]).mchid
    found = finding.find(read, mchid, call.path["out_trade_no"]) or finding.of_payee(
        read, mchid, call.path["out_trade_no"]
    )
    if found is None:
        raise errors.OrderNotFound()
    return found
