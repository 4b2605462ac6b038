"""Cash coupons at a payment and at its refund: which may be taken, what they take off, who pays for it."""

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.pay import times
from hutong.pay.cards import favor_coupons as had
from hutong.pay.cards import favor_stocks, telling
from hutong.pay.errors import cards as errors
from hutong.pay.ledger import names, transfers
from hutong.pay.models.cards import SENT, STOPPED, USED, FavorCoupon, FavorStock, FavorUse, favor_coupons
from hutong.pay.models.orders import Discount, Order, Refund, orders

CASH, NOCASH = "CASH", "NOCASH"
# The ways of paying as coupons name them.
_WAYS = {"JSAPI": ("MICROAPP", "OTHER"), "APP": ("APPPAY",), "MICROPAY": ("CARD",)}
_OTHER_WAYS = ("OTHER",)


class Applicable(msgspec.Struct, frozen=True, kw_only=True):
    """A coupon that may be taken for a payment."""

    id: str
    name: str
    discount_fen: int
    type: str
    stock_id: str
    valid_until: datetime


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What coupons took off a payment: `cash_fen` of it the merchant gets all the same."""

    discount_fen: int
    cash_fen: int
    discounts: tuple[Discount, ...]


_usable = query(
    favor_coupons.select()
    .where(
        favor_coupons.c.person_id == param("person_id"),
        favor_coupons.c.state == SENT,
        favor_coupons.c.valid_until > param("now", favor_coupons.c.valid_until.type),
    )
    .order_by(favor_coupons.c.valid_until, favor_coupons.c.coupon_id)
    .limit(param("limit", sa.Integer())),
    FavorCoupon,
)
_LOOKED_AT = 100


def applicable(read: Reader, person_id: int, order: Order) -> list[Applicable]:
    """What this person may take for this order, the largest first."""
    found = []
    for coupon in read.many(_usable, person_id=person_id, now=read.now, limit=_LOOKED_AT):
        stock = favor_stocks.get(read, coupon.mchid, coupon.stock_id)
        if _why_not(coupon, stock, order, read.now) is None:
            found.append(_offer(coupon, stock))
    return sorted(found, key=lambda offer: (-offer.discount_fen, offer.valid_until, offer.id))


def use(tx: Transaction, person_id: int, order: Order, coupon_ids: tuple[str, ...], *, credit: names.Name) -> Taken:
    """Take coupons for the payment of `order`; what others pay for them goes to `credit`.

    Raises: CouponUnusable
    Tells: the makers of the stocks, by COUPON.USE.
    """
    if len(set(coupon_ids)) != len(coupon_ids):
        raise errors.CouponUnusable(why="twice")
    taken = [_take(tx, person_id, order, coupon_id, credit) for coupon_id in coupon_ids]
    discounts = tuple(discount for discount, _ in taken)
    if len(taken) > 1 and not all(stock.combines for _, stock in taken):
        raise errors.CouponUnusable(why="alone")
    discount_fen = sum(discount.amount_fen for discount in discounts)
    if discount_fen >= order.total_fen:
        raise errors.CouponUnusable(why="too_much")
    cash_fen = sum(discount.amount_fen for discount in discounts if discount.type == CASH)
    return Taken(discount_fen=discount_fen, cash_fen=cash_fen, discounts=discounts)


def refund_shares(order: Order, *, refunded_before_fen: int, amount_fen: int) -> tuple[Discount, ...]:
    """Each coupon's part of a refund, in proportion; the last refund of an order takes what is left.

    All coupons share one rounding and are filled one after another, so that no part ever exceeds the refund.
    """
    before_fen = _covered_fen(order, refunded_before_fen)
    after_fen = _covered_fen(order, refunded_before_fen + amount_fen)
    shares = []
    for discount in order.promotion:
        # How much of this coupon lies between the two marks.
        share_fen = min(after_fen, discount.amount_fen) - min(before_fen, discount.amount_fen)
        before_fen = max(before_fen - discount.amount_fen, 0)
        after_fen = max(after_fen - discount.amount_fen, 0)
        if share_fen > 0:
            shares.append(_part_of(discount, share_fen))
    return tuple(shares)


def refunded(tx: Transaction, refund: Refund, *, debit: names.Name, is_whole: bool) -> None:
    """A refund succeeded: coupons' money goes back from `debit`; once the order `is_whole` refunded, so do coupons."""
    order = tx.one(orders.by_key, mchid=refund.mchid, out_trade_no=refund.out_trade_no)
    assert order is not None, "a refund has its order"
    assert order.payer_person_id is not None, "what is refunded was paid"
    for discount in refund.promotion:
        coupon = had.get(tx, order.payer_person_id, discount.coupon_id)
        stock = favor_stocks.get(tx, coupon.mchid, coupon.stock_id)
        if discount.type == CASH:
            _pay_back(tx, refund, stock, discount, debit)
        _note(tx, coupon, order, amount_fen=discount.amount_fen, refund_id=refund.refund_id)
    for discount in order.promotion if is_whole else ():
        _come_back(tx, had.get(tx, order.payer_person_id, discount.coupon_id), order)


def _take(
    tx: Transaction, person_id: int, order: Order, coupon_id: str, credit: names.Name
) -> tuple[Discount, FavorStock]:
    coupon = tx.one(favor_coupons.by_key, person_id=person_id, coupon_id=coupon_id)
    if coupon is None:
        raise errors.CouponUnusable(coupon_id=coupon_id, why="unknown")
    stock = favor_stocks.get(tx, coupon.mchid, coupon.stock_id)
    why_not = _why_not(coupon, stock, order, tx.now)
    if why_not is not None:
        raise errors.CouponUnusable(coupon_id=coupon_id, why=why_not)
    if not stock.no_cash:
        transfers.move(
            tx,
            f"favor.use:{coupon_id}:{order.transaction_id}",
            debit=favor_stocks.money(stock),
            credit=credit,
            amount_fen=coupon.coupon_fen,
            kind="coupon_use",
            subject=f"order:{order.transaction_id}",
            memo=stock.name,
        )
    coupon = tx.update(coupon, state=USED, used_at=tx.now, used_mchid=order.payee, transaction_id=order.transaction_id)
    tx.update(stock, used=stock.used + 1)
    _note(tx, coupon, order, amount_fen=coupon.coupon_fen, refund_id="")
    telling.used(tx, stock, coupon)
    return _discount(coupon, stock), stock


def _why_not(coupon: FavorCoupon, stock: FavorStock, order: Order, now: datetime) -> str | None:
    """Why a coupon is no good for a payment, in a word; None when it is."""
    if coupon.state != SENT:
        return "used"
    if not coupon.valid_from <= now < coupon.valid_until or not _is_hour(stock, now):
        return "not_now"
    if order.payee not in stock.merchants:
        return "other_shop"
    if stock.goods_tags and order.goods_tag not in stock.goods_tags:
        return "other_goods"
    ways = _rule(stock).get("trade_type")
    if ways and not set(ways) & set(_WAYS.get(order.trade_type, _OTHER_WAYS)):
        return "other_way"
    if _counted_fen(stock, order) < coupon.minimum_fen:
        return "below_minimum"
    if coupon.coupon_fen >= order.total_fen:
        return "too_much"
    return None


def _is_hour(stock: FavorStock, now: datetime) -> bool:
    fixed = (_rule(stock).get("coupon_available_time") or {}).get("fix_available_time") or {}
    local = times.beijing(now)
    second = local.hour * 3600 + local.minute * 60 + local.second
    days = fixed.get("available_week_day")
    is_day = not days or local.isoweekday() in days
    return is_day and fixed.get("begin_time", 0) <= second <= fixed.get("end_time", 86_400)


def _counted_fen(stock: FavorStock, order: Order) -> int:
    """How much of an order counts for a coupon: all of it, or the goods the coupon is for."""
    excluded = _rule(stock).get("unavailable_items") or []
    goods = order.detail.get("goods_detail") or []
    if not stock.items and not excluded:
        return order.total_fen
    counted = [
        item for item in goods if _id_of(item) not in excluded and (not stock.items or _id_of(item) in stock.items)
    ]
    return min(order.total_fen, sum(_price_fen(item) * int(item.get("quantity", 1)) for item in counted))


def _id_of(item: dict[str, Any]) -> str:
    return str(item.get("merchant_goods_id", item.get("goods_id", "")))


def _price_fen(item: dict[str, Any]) -> int:
    return int(item.get("unit_price", item.get("price", 0)))


def _rule(stock: FavorStock) -> dict[str, Any]:
    rule: dict[str, Any] = stock.details.get("coupon_use_rule") or {}
    return rule


def _offer(coupon: FavorCoupon, stock: FavorStock) -> Applicable:
    return Applicable(
        id=coupon.coupon_id,
        name=coupon.name,
        discount_fen=coupon.coupon_fen,
        type=NOCASH if stock.no_cash else CASH,
        stock_id=coupon.stock_id,
        valid_until=coupon.valid_until,
    )


def _discount(coupon: FavorCoupon, stock: FavorStock) -> Discount:
    return Discount(
        coupon_id=coupon.coupon_id,
        name=coupon.name,
        amount_fen=coupon.coupon_fen,
        stock_id=coupon.stock_id,
        scope="SINGLE" if stock.items else "GLOBAL",
        type=NOCASH if stock.no_cash else CASH,
        merchant_fen=coupon.coupon_fen,
    )


def _covered_fen(order: Order, refunded_fen: int) -> int:
    """How much of so much refunded the coupons had paid."""
    return sum(discount.amount_fen for discount in order.promotion) * refunded_fen // order.total_fen


def _part_of(discount: Discount, share_fen: int) -> Discount:
    return msgspec.structs.replace(discount, amount_fen=share_fen, merchant_fen=share_fen)


def _pay_back(tx: Transaction, refund: Refund, stock: FavorStock, part: Discount, debit: names.Name) -> None:
    is_over = stock.state == STOPPED
    transfers.move(
        tx,
        f"favor.back:{refund.refund_id}:{part.coupon_id}",
        debit=debit,
        credit=names.merchant_available(stock.mchid) if is_over else favor_stocks.money(stock),
        amount_fen=part.amount_fen,
        kind="coupon_refund",
        subject=f"refund:{refund.refund_id}",
        memo=stock.name,
    )


def _come_back(tx: Transaction, coupon: FavorCoupon, order: Order) -> None:
    if coupon.transaction_id == order.transaction_id and tx.now < coupon.valid_until:
        tx.update(coupon, state=SENT, used_at=None, used_mchid=None, transaction_id=None)
        stock = favor_stocks.get(tx, coupon.mchid, coupon.stock_id)
        tx.update(stock, used=stock.used - 1)


def _note(tx: Transaction, coupon: FavorCoupon, order: Order, *, amount_fen: int, refund_id: str) -> None:
    tx.insert(
        FavorUse(
            mchid=coupon.mchid,
            stock_id=coupon.stock_id,
            id=tx.new_id("favor.use"),
            at=tx.now,
            coupon_id=coupon.coupon_id,
            person_id=coupon.person_id,
            app_id=coupon.app_id,
            transaction_id=order.transaction_id,
            refund_id=refund_id,
            used_mchid=order.payee,
            amount_fen=amount_fen,
            total_fen=order.total_fen,
        )
    )
