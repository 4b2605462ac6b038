"""Cash coupons: given to people, and looked up."""

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.pay import times
from hutong.pay.cards import favor_stocks, requests, stock_days
from hutong.pay.errors import cards as errors
from hutong.pay.merchants import registry
from hutong.pay.models.cards import EXPIRED, RUNNING, SENT, FavorCoupon, FavorStock, favor_coupons

_SEND = "favor.send"


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which coupons of a person; an empty text is any."""

    stock_id: str = ""
    state: str = ""
    maker: str = ""
    sender: str = ""
    shop: str = ""


_of_stock = query(
    sa.select(sa.func.count().label("total"))
    .select_from(favor_coupons.sa)
    .where(favor_coupons.c.person_id == param("person_id"), favor_coupons.c.stock_id == param("stock_id")),
    Count,
)
_of_person = query(
    favor_coupons.select()
    .where(favor_coupons.c.person_id == param("person_id"))
    .order_by(favor_coupons.c.received_at.desc(), favor_coupons.c.coupon_id.desc()),
    FavorCoupon,
)


def send(
    tx: Transaction, keys: Keys, sender: str, *, maker: str, stock_id: str, app_id: str, openid: str, number: str
) -> FavorCoupon:
    """Give somebody a coupon of a stock. The same number again is the same coupon.

    Raises: StockUnknown · StockNotYours · CardAppForeign · CardOpenidForeign · StockAsleep · StockEmpty ·
    TooManyCoupons · RequestDiffers
    """
    content = {"maker": maker, "stock_id": stock_id, "app_id": app_id, "openid": openid}
    person_id = person_of(tx, keys, sender, app_id, openid)
    earlier = requests.earlier(tx, sender, _SEND, number, content=content, differs=errors.RequestDiffers)
    if earlier is not None:
        return get(tx, person_id, earlier.subject)
    stock = favor_stocks.get(tx, maker, stock_id)
    if sender != maker and sender != stock.belongs_to:
        raise errors.StockNotYours()
    _check(tx, stock, person_id)
    valid_from, valid_until = _valid(stock, tx.now)
    coupon = FavorCoupon(
        person_id=person_id,
        coupon_id=str(tx.new_id("favor.coupon")),
        mchid=maker,
        stock_id=stock_id,
        sender_mchid=sender,
        app_id=app_id,
        name=stock.name,
        coupon_fen=stock.coupon_fen,
        minimum_fen=stock.minimum_fen,
        state=SENT,
        received_at=tx.now,
        valid_from=valid_from,
        valid_until=valid_until,
        used_at=None,
        used_mchid=None,
        transaction_id=None,
    )
    tx.update(stock, sent=stock.sent + 1)
    stock_days.count(tx, maker, stock_id, stock.coupon_fen)
    requests.keep(tx, sender, _SEND, number, content=content, subject=coupon.coupon_id)
    tx.wake(f"person:{person_id}", {"type": "wallet"})
    return tx.insert(coupon)


def get(read: Reader, person_id: int, coupon_id: str) -> FavorCoupon:
    """A coupon of a person. Raises: CouponUnknown"""
    coupon = read.one(favor_coupons.by_key, person_id=person_id, coupon_id=coupon_id)
    if coupon is None:
        raise errors.CouponUnknown(coupon_id=coupon_id)
    return coupon


def of_person(read: Reader, person_id: int) -> list[FavorCoupon]:
    """Everything a person has or had, newest first."""
    return read.many(_of_person, person_id=person_id)


def filtered(read: Reader, person_id: int, wanted: Filter) -> list[FavorCoupon]:
    """Those of a person's coupons that a merchant asks for."""
    return [coupon for coupon in of_person(read, person_id) if _fits(read, coupon, wanted)]


def state_of(coupon: FavorCoupon, now: datetime) -> str:
    """A coupon's state at a time: nobody writes down that one has run out."""
    return EXPIRED if coupon.state == SENT and now >= coupon.valid_until else coupon.state


def person_of(read: Reader, keys: Keys, mchid: str, app_id: str, openid: str) -> int:
    """The person an app of this merchant means. Raises: CardAppForeign · CardOpenidForeign"""
    if not registry.is_bound(read, mchid, app_id):
        raise errors.CardAppForeign()
    person_id = apps.person_of(keys, app_id, openid)
    if person_id is None:
        raise errors.CardOpenidForeign()
    return person_id


def _fits(read: Reader, coupon: FavorCoupon, wanted: Filter) -> bool:
    told = (
        wanted.stock_id in ("", coupon.stock_id)
        and wanted.state in ("", state_of(coupon, read.now))
        and wanted.maker in ("", coupon.mchid)
        and wanted.sender in ("", coupon.sender_mchid)
    )
    if not told or not wanted.shop:
        return told
    return wanted.shop in favor_stocks.get(read, coupon.mchid, coupon.stock_id).merchants


def _check(tx: Transaction, stock: FavorStock, person_id: int) -> None:
    if stock.state != RUNNING or tx.now >= stock.ends_at:
        raise errors.StockAsleep()
    if stock.sent >= stock.max_coupons:
        raise errors.StockEmpty()
    given = stock_days.today(tx, stock.mchid, stock.stock_id)
    if stock.max_fen_by_day is not None and given.amount_fen + stock.coupon_fen > stock.max_fen_by_day:
        raise errors.TooManyCoupons(what="批次单天预算已用完")
    has = tx.one(_of_stock, person_id=person_id, stock_id=stock.stock_id)
    if has is not None and has.total >= stock.max_per_person:
        raise errors.TooManyCoupons(what="用户已达到单人领取上限")


def _valid(stock: FavorStock, now: datetime) -> tuple[datetime, datetime]:
    rule = stock.details.get("coupon_use_rule", {}).get("coupon_available_time") or {}
    begins = max(stock.begins_at, now)
    if rule.get("second_day_available"):
        begins = max(begins, times.start_of(times.day_of(now) + timedelta(days=1)))
    minutes = rule.get("available_time_after_receive")
    return begins, min(stock.ends_at, begins + timedelta(minutes=minutes)) if minutes else stock.ends_at
