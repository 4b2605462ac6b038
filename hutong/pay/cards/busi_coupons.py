"""Merchants' own coupons in people's hands: given, redeemed, taken back, ended."""

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.kernel.errors import HutongError
from hutong.pay import times
from hutong.pay.cards import busi_stocks, hours, requests, stock_days, telling
from hutong.pay.errors import cards as errors
from hutong.pay.merchants import registry
from hutong.pay.models.cards import (
    DEACTIVATED,
    EXPIRED,
    RUNNING,
    SENT,
    USED,
    BusiCoupon,
    BusiStock,
    busi_coupons,
)
from hutong.pay.models.orders import orders

RETURN_WITHIN = timedelta(hours=24)
_SEND, _USE, _RETURN, _DEACTIVATE = "busi.send", "busi.use", "busi.return", "busi.deactivate"
_TIE, _UNTIE = "busi.associate", "busi.disassociate"
_SELF_REDEEMED = "SELF_CONSUME"


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which coupons of a person; an empty text is any."""

    stock_id: str = ""
    state: str = ""
    maker: str = ""
    belongs_to: str = ""
    sender: str = ""


_of_stock = query(
    sa.select(sa.func.count().label("total"))
    .select_from(busi_coupons.sa)
    .where(busi_coupons.c.person_id == param("person_id"), busi_coupons.c.stock_id == param("stock_id")),
    Count,
)
_of_person = query(
    busi_coupons.select()
    .where(busi_coupons.c.person_id == param("person_id"))
    .order_by(busi_coupons.c.received_at.desc(), busi_coupons.c.code.desc()),
    BusiCoupon,
)
_by_belonging = query(
    busi_coupons.select().where(busi_coupons.c.belongs_to == param("belongs_to"), busi_coupons.c.code == param("code")),
    BusiCoupon,
)


def send(
    tx: Transaction, keys: Keys, sender: str, *, stock_id: str, app_id: str, openid: str, number: str, code: str | None
) -> BusiCoupon:
    """Give somebody a coupon. The same number again is the same coupon.

    Raises: StockUnknown · CardAppForeign · BusiOpenidForeign · BusiStockAsleep · TooManyCoupons · CodeMissing ·
    CodeForbidden · CodeTaken · CodesMissing · BusiRequestDiffers
    Tells: COUPON.SEND.
    """
    person_id = person_of(tx, keys, sender, app_id, openid)
    content = {"stock_id": stock_id, "app_id": app_id, "openid": openid, "code": code}
    earlier = requests.earlier(tx, sender, _SEND, number, content=content, differs=errors.BusiRequestDiffers)
    stock = busi_stocks.get(tx, sender, stock_id)
    if earlier is not None:
        return get(tx, stock.mchid, earlier.subject, stock_id)
    coupon = give(tx, stock, person_id, sender=sender, app_id=app_id, openid=openid, number=number, code=code)
    requests.keep(tx, sender, _SEND, number, content=content, subject=coupon.code)
    return coupon


def give(
    tx: Transaction,
    stock: BusiStock,
    person_id: int,
    *,
    sender: str,
    app_id: str,
    openid: str,
    number: str,
    code: str | None,
    sold_by: str | None = None,
    refunds_unused: bool = False,
) -> BusiCoupon:
    """Give a coupon of a stock; `sold_by` is the order that bought it. Raises as `send`."""
    _check(tx, stock, person_id)
    stock, code = _code_for(tx, stock, code)
    valid_from, valid_until = _valid(stock, tx.now)
    coupon = BusiCoupon(
        mchid=stock.mchid,
        code=code,
        stock_id=stock.stock_id,
        belongs_to=stock.belongs_to,
        person_id=person_id,
        app_id=app_id,
        openid=openid,
        state=SENT,
        sender_mchid=sender,
        send_request_no=number,
        received_at=tx.now,
        valid_from=valid_from,
        valid_until=valid_until,
        use_request_no=None,
        used_at=None,
        returned_at=None,
        deactivated_at=None,
        out_trade_no=sold_by,
        is_sold=sold_by is not None,
        refunds_unused=refunds_unused,
    )
    _, is_new = tx.get_or_add(coupon)
    if not is_new:
        raise errors.CodeTaken(code=code)
    value_fen = busi_stocks.value_fen(stock)
    tx.update(stock, sent=stock.sent + 1, sent_fen=stock.sent_fen + value_fen)
    stock_days.count(tx, stock.mchid, stock.stock_id, value_fen)
    telling.sent(tx, coupon)
    tx.wake(f"person:{person_id}", {"type": "wallet"})
    return coupon


def use(
    tx: Transaction,
    keys: Keys,
    mchid: str,
    code: str,
    *,
    stock_id: str | None,
    app_id: str,
    openid: str | None,
    number: str,
) -> BusiCoupon:
    """Redeem a coupon. The same number again is the same redemption.

    Raises: CouponUnknown · CardAppForeign · BusiOpenidForeign · CouponStateWrong · CouponAsleep · BusiRequestDiffers
    """
    coupon = get(tx, mchid, code, stock_id)
    if not registry.is_bound(tx, mchid, app_id):
        raise errors.CardAppForeign()
    if openid is not None and apps.person_of(keys, app_id, openid) != coupon.person_id:
        raise errors.BusiOpenidForeign()
    if _again(tx, mchid, _USE, number, code=code):
        return coupon
    return _redeem(tx, coupon, number)


def redeem_own(tx: Transaction, person_id: int, mchid: str, code: str) -> BusiCoupon:
    """Somebody redeems a coupon of theirs, where its maker lets them.

    Raises: CouponUnknown · VoucherNotSelf · CouponStateWrong · CouponAsleep
    """
    coupon = tx.one(busi_coupons.by_key, mchid=mchid, code=code)
    if coupon is None or coupon.person_id != person_id:
        raise errors.CouponUnknown(code=code)
    stock = busi_stocks.get(tx, mchid, coupon.stock_id)
    if stock.details["coupon_use_rule"]["use_method"] != _SELF_REDEEMED:
        raise errors.VoucherNotSelf(code=code)
    return _redeem(tx, coupon, f"self-{tx.new_id('busi.self')}")


def give_back(tx: Transaction, mchid: str, code: str, *, stock_id: str, number: str) -> BusiCoupon:
    """Take a redemption back, within a day and while the coupon is valid.

    Raises: CouponUnknown · CouponStateWrong · ReturnTooLate · BusiRequestDiffers
    """
    coupon = get(tx, mchid, code, stock_id)
    if _again(tx, mchid, _RETURN, number, code=code):
        return coupon
    if coupon.state != USED or coupon.used_at is None:
        raise errors.CouponStateWrong(state=wire_state(coupon, tx.now))
    if tx.now > coupon.used_at + RETURN_WITHIN or tx.now >= coupon.valid_until:
        raise errors.ReturnTooLate(code=code)
    return tx.update(coupon, state=SENT, used_at=None, use_request_no=None, returned_at=tx.now)


def deactivate(tx: Transaction, mchid: str, code: str, *, stock_id: str, number: str) -> BusiCoupon:
    """End a coupon for good. Raises: CouponUnknown · CouponStateWrong · BusiRequestDiffers"""
    coupon = get(tx, mchid, code, stock_id)
    if _again(tx, mchid, _DEACTIVATE, number, code=code):
        return coupon
    if state_of(coupon, tx.now) != SENT:
        raise errors.CouponStateWrong(state=wire_state(coupon, tx.now))
    return tx.update(coupon, state=DEACTIVATED, deactivated_at=tx.now)


def tie(tx: Transaction, mchid: str, code: str, *, stock_id: str, out_trade_no: str, number: str) -> datetime:
    """Say which order a coupon belongs to. Answers when that was said.

    Raises: CouponUnknown · CardOrderUnknown · CouponTied · BusiRequestDiffers
    """
    coupon = get(tx, mchid, code, stock_id)
    content = {"code": code, "out_trade_no": out_trade_no}
    earlier = requests.earlier(tx, mchid, _TIE, number, content=content, differs=errors.BusiRequestDiffers)
    if earlier is not None:
        return earlier.at
    if tx.one(orders.by_key, mchid=mchid, out_trade_no=out_trade_no) is None:
        raise errors.CardOrderUnknown(out_trade_no=out_trade_no)
    if coupon.out_trade_no not in (None, out_trade_no):
        raise errors.CouponTied(code=code)
    tx.update(coupon, out_trade_no=out_trade_no)
    return requests.keep(tx, mchid, _TIE, number, content=content, subject=code).at


def untie(tx: Transaction, mchid: str, code: str, *, stock_id: str, out_trade_no: str, number: str) -> datetime:
    """The coupon does not belong to the order after all. Raises: CouponUnknown · CouponNotTied · BusiRequestDiffers"""
    coupon = get(tx, mchid, code, stock_id)
    content = {"code": code, "out_trade_no": out_trade_no}
    earlier = requests.earlier(tx, mchid, _UNTIE, number, content=content, differs=errors.BusiRequestDiffers)
    if earlier is not None:
        return earlier.at
    # What was sold by an order stays its own: the money may have to go back.
    if coupon.out_trade_no != out_trade_no or coupon.is_sold:
        raise errors.CouponNotTied(code=code)
    tx.update(coupon, out_trade_no=None)
    return requests.keep(tx, mchid, _UNTIE, number, content=content, subject=code).at


def get(read: Reader, mchid: str, code: str, stock_id: str | None = None) -> BusiCoupon:
    """A coupon of a stock that this merchant made or owns. Raises: CouponUnknown"""
    coupon = read.one(busi_coupons.by_key, mchid=mchid, code=code)
    coupon = coupon or read.one(_by_belonging, belongs_to=mchid, code=code)
    if coupon is None or stock_id not in (None, coupon.stock_id):
        raise errors.CouponUnknown(code=code)
    return coupon


def of_person(read: Reader, person_id: int) -> list[BusiCoupon]:
    """Everything a person has or had, newest first."""
    return read.many(_of_person, person_id=person_id)


def filtered(read: Reader, mchid: str, person_id: int, wanted: Filter) -> list[BusiCoupon]:
    """Those of a person's coupons that a merchant asks for: made, owned or given by them."""
    return [
        coupon
        for coupon in of_person(read, person_id)
        if mchid in (coupon.mchid, coupon.belongs_to, coupon.sender_mchid)
        and wanted.stock_id in ("", coupon.stock_id)
        and wanted.state in ("", state_of(coupon, read.now))
        and wanted.maker in ("", coupon.mchid)
        and wanted.belongs_to in ("", coupon.belongs_to)
        and wanted.sender in ("", coupon.sender_mchid)
    ]


def person_of(read: Reader, keys: Keys, mchid: str, app_id: str, openid: str) -> int:
    """The person an app of this merchant means. Raises: CardAppForeign · BusiOpenidForeign"""
    if not registry.is_bound(read, mchid, app_id):
        raise errors.CardAppForeign()
    person_id = apps.person_of(keys, app_id, openid)
    if person_id is None:
        raise errors.BusiOpenidForeign()
    return person_id


def state_of(coupon: BusiCoupon, now: datetime) -> str:
    """A coupon's state at a time: nobody writes down that one has run out."""
    return EXPIRED if coupon.state == SENT and now >= coupon.valid_until else coupon.state


def wire_state(coupon: BusiCoupon, now: datetime) -> str:
    """The state as the wire misspells it."""
    state = state_of(coupon, now)
    return "SENDED" if state == SENT else state.upper()


def _redeem(tx: Transaction, coupon: BusiCoupon, number: str) -> BusiCoupon:
    if state_of(coupon, tx.now) != SENT:
        raise errors.CouponStateWrong(state=wire_state(coupon, tx.now))
    rule = busi_stocks.get(tx, coupon.mchid, coupon.stock_id).details["coupon_use_rule"]["coupon_available_time"]
    if tx.now < coupon.valid_from or not hours.is_open(rule, tx.now):
        raise errors.CouponAsleep(code=coupon.code)
    tx.wake(f"person:{coupon.person_id}", {"type": "wallet"})
    return tx.update(coupon, state=USED, used_at=tx.now, use_request_no=number)


def _again(tx: Transaction, mchid: str, kind: str, number: str, *, code: str) -> bool:
    """Whether this was asked and done before; from now on it was. Raises: BusiRequestDiffers"""
    content = {"code": code}
    differs: type[HutongError] = errors.BusiRequestDiffers
    if requests.earlier(tx, mchid, kind, number, content=content, differs=differs) is not None:
        return True
    requests.keep(tx, mchid, kind, number, content=content, subject=code)
    return False


def _check(tx: Transaction, stock: BusiStock, person_id: int) -> None:
    if busi_stocks.state_of(stock, tx.now) != RUNNING:
        raise errors.BusiStockAsleep()
    if stock.sent >= stock.max_coupons:
        raise errors.TooManyCoupons(what="批次发放数量已达上限")
    given = stock_days.today(tx, stock.mchid, stock.stock_id)
    if stock.max_by_day is not None and given.coupons >= stock.max_by_day:
        raise errors.TooManyCoupons(what="批次单天发放数量已达上限")
    rule, value_fen = stock.details["stock_send_rule"], busi_stocks.value_fen(stock)
    for budget, spent_fen in (("max_amount", stock.sent_fen), ("max_amount_by_day", given.amount_fen)):
        if rule.get(budget) is not None and spent_fen + value_fen > rule[budget]:
            raise errors.TooManyCoupons(what="批次预算已用完")
    has = tx.one(_of_stock, person_id=person_id, stock_id=stock.stock_id)
    if has is not None and has.total >= stock.max_per_person:
        raise errors.TooManyCoupons(what="用户已达到单人领取上限")


def _code_for(tx: Transaction, stock: BusiStock, code: str | None) -> tuple[BusiStock, str]:
    if stock.code_mode == busi_stocks.AT_SEND:
        if code is None:
            raise errors.CodeMissing()
        return stock, code
    if code is not None:
        raise errors.CodeForbidden()
    if stock.code_mode == busi_stocks.UPLOADED:
        return busi_stocks.take_code(tx, stock)
    return stock, f"{int.from_bytes(tx.new_token('busi.code', 12)) % 10**22:022d}"


def _valid(stock: BusiStock, now: datetime) -> tuple[datetime, datetime]:
    rule = stock.details["coupon_use_rule"]["coupon_available_time"]
    begins, ends = max(stock.begins_at, now), stock.ends_at
    today = times.day_of(now)
    wait = rule.get("wait_days_after_receive") or 0
    if wait:
        begins = max(begins, times.start_of(today + timedelta(days=wait)))
    if rule.get("available_day_after_receive"):
        ends = min(ends, times.start_of(today + timedelta(days=wait + rule["available_day_after_receive"])))
    if rule.get("available_second_after_receive"):
        ends = min(ends, begins + timedelta(seconds=rule["available_second_after_receive"]))
    return begins, ends
