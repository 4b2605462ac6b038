"""The payment sheet: what a person sees before they pay, whichever way it came to them."""

from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.pay.cards import applying
from hutong.pay.errors import orders as errors
from hutong.pay.merchants import registry
from hutong.pay.models.orders import NATIVE, Order, Prepay, combines
from hutong.pay.orders import finding, paying
from hutong.pay.wallet import means as wallet
from hutong.pay.wallet import wallets
from hutong.pay.wallet.means import Means, MeansView
from hutong.pay.wallet.passwords import Proof
from hutong.people import public as people

CODE_SHEET = "code-"
ORDER, COMBINE = "order", "combine"


class Target(msgspec.Struct, frozen=True):
    """What a sheet is about. `prepay_id` is empty for a payment code, which came without a token."""

    kind: str
    mchid: str
    out_trade_no: str
    prepay_id: str = ""


class MerchantCard(msgspec.Struct, frozen=True):
    """Who gets the money."""

    mchid: str | None
    """None where it is a person."""
    name: str
    logo_url: str | None


class CouponOffer(msgspec.Struct, frozen=True):
    """A coupon that may be taken; the best one is chosen to begin with."""

    id: str
    name: str
    discount_fen: int
    chosen: bool


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the messenger draws before a payment."""

    sheet_id: str
    kind: str
    merchant: MerchantCard
    title: str
    amount_fen: int | None
    """None: the payer says how much."""
    original_fen: int
    coupons: list[CouponOffer]
    means: list[MeansView]
    expires_at: datetime | None
    needs_password: bool
    state: str
    """open, paid or closed."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What the person sees afterwards."""

    state: str
    amount_fen: int
    means_label: str
    paid_at: datetime
    transaction_id: str
    merchant: MerchantCard
    return_url: str | None = None


def target_of(prepay: Prepay) -> Target:
    """What a token opens."""
    kind = COMBINE if prepay.is_combined else ORDER
    return Target(kind, prepay.mchid, prepay.out_trade_no, prepay.prepay_id)


def open_(tx: Transaction, person_id: int, prepay: Prepay, sheet_id: str) -> Sheet:
    """Open a token for a person. Whoever scans a code first is the only one who may pay it.

    Raises: PaymentExpired, and what `paying.require_payable` raises
    """
    if prepay.expires_at <= tx.now:
        raise errors.PaymentExpired()
    wallets.open_(tx, person_id)
    target = target_of(prepay)
    for order in orders_of(tx, target):
        paying.require_payable(tx, order, person_id)
        if prepay.trade_type == NATIVE and order.wanted_person_id is None:
            tx.update(order, wanted_person_id=person_id)
    return view(tx, person_id, target, sheet_id)


def view(read: Reader, person_id: int, target: Target, sheet_id: str) -> Sheet:
    """The sheet as it stands now. Raises: OrderNotFound · PaymentOfAnother"""
    parts = orders_of(read, target)
    if any(order.wanted_person_id not in (None, person_id) for order in parts):
        raise errors.PaymentOfAnother()
    first, total_fen = parts[0], sum(order.total_fen for order in parts)
    coupons = _coupons(read, person_id, parts)
    amount_fen = total_fen - sum(offer.discount_fen for offer in coupons if offer.chosen)
    return Sheet(
        sheet_id=sheet_id,
        kind=target.kind,
        merchant=merchant_card(read, first.payee, first.sub_app_id or first.app_id),
        title=first.description if len(parts) == 1 else f"{first.description} (+{len(parts) - 1})",
        amount_fen=amount_fen,
        original_fen=total_fen,
        coupons=coupons,
        means=offered(read, person_id, parts, amount_fen),
        expires_at=_expires_at(read, target, first),
        needs_password=True,
        state=state_of(parts),
    )


def pay(
    tx: Transaction,
    proof: Proof,
    target: Target,
    means: Means,
    coupon_ids: tuple[str, ...],
    request_id: str,
) -> Receipt:
    """Pay what a sheet shows. Raises: PaymentExpired, and what `paying.pay` raises"""
    before = orders_of(tx, target)
    is_repeat = all(paying.is_repeat(order, proof.person_id, request_id) for order in before)
    prepay = finding.prepay(tx, target.prepay_id) if target.prepay_id else None
    if not is_repeat and target.prepay_id and (prepay is None or prepay.expires_at <= tx.now):
        for order in before:
            paying.require_payable(tx, order, proof.person_id)
        raise errors.PaymentExpired()
    offers = offered(tx, proof.person_id, before, sum(order.total_fen for order in before))
    label = next((offer.label for offer in offers if (offer.kind, offer.id) == (means.kind, means.id)), "")
    paid = _pay(tx, proof, target, means, coupon_ids, request_id)
    first = paid[0]
    assert first.paid_at is not None, "it was paid just now, or before"
    return Receipt(
        state="paid",
        amount_fen=sum(order.payer_fen for order in paid),
        means_label=label,
        paid_at=first.paid_at,
        transaction_id=first.transaction_id,
        merchant=merchant_card(tx, first.payee, first.sub_app_id or first.app_id),
    )


def orders_of(read: Reader, target: Target) -> list[Order]:
    """The orders a sheet is about. Raises: OrderNotFound"""
    if target.kind == COMBINE:
        combine = read.one(combines.by_key, mchid=target.mchid, out_trade_no=target.out_trade_no)
        if combine is None:
            raise errors.OrderNotFound()
        return finding.orders_of(read, combine)
    order = finding.find(read, target.mchid, target.out_trade_no)
    if order is None:
        raise errors.OrderNotFound()
    return [order]


def code_sheet(read: Reader, order: Order) -> Sheet:
    """The sheet of a payment code whose payer is asked for their password."""
    assert order.wanted_person_id is not None, "whose code it was is known"
    target = Target(ORDER, order.mchid, order.out_trade_no)
    return view(read, order.wanted_person_id, target, CODE_SHEET + order.transaction_id)


def code_target(read: Reader, sheet_id: str, person_id: int) -> Target:
    """What such a sheet is about. Raises: PaymentNotFound"""
    order = finding.by_transaction(read, sheet_id.removeprefix(CODE_SHEET)[:32])
    if order is None or order.wanted_person_id != person_id:
        raise errors.PaymentNotFound()
    return Target(ORDER, order.mchid, order.out_trade_no)


def merchant_card(read: Reader, mchid: str, app_id: str) -> MerchantCard:
    """A merchant as people see one, with the picture of the app it was met in."""
    app = apps.get(read, app_id)
    logo_url = people.avatar_url(app.avatar) if app is not None and app.avatar else None
    return MerchantCard(mchid, registry.require(read, mchid).short_name, logo_url)


def offered(read: Reader, person_id: int, parts: list[Order], amount_fen: int) -> list[MeansView]:
    """What this person may pay with."""
    first = parts[0]
    return wallet.offered(
        read,
        person_id,
        amount_fen=amount_fen,
        scene=paying.SCENE,
        limit_pay=first.limit_pay,
        mchid=first.payee,
        category=registry.require(read, first.payee).category,
    )


def _pay(
    tx: Transaction,
    proof: Proof,
    target: Target,
    means: Means,
    coupon_ids: tuple[str, ...],
    request_id: str,
) -> list[Order]:
    if target.kind == COMBINE:
        return paying.pay_combined(tx, proof, target.mchid, target.out_trade_no, means, coupon_ids, request_id)
    return [paying.pay(tx, proof, target.mchid, target.out_trade_no, means, coupon_ids, request_id)]


def _coupons(read: Reader, person_id: int, parts: list[Order]) -> list[CouponOffer]:
    found = {offer.id: offer for order in parts for offer in applying.applicable(read, person_id, order)}
    best = sorted(found.values(), key=lambda offer: (-offer.discount_fen, offer.valid_until, offer.id))
    return [
        CouponOffer(offer.id, offer.name, offer.discount_fen, chosen=place == 0) for place, offer in enumerate(best)
    ]


def _expires_at(read: Reader, target: Target, order: Order) -> datetime | None:
    prepay = finding.prepay(read, target.prepay_id) if target.prepay_id else None
    ends = [at for at in (prepay.expires_at if prepay else None, order.time_expire) if at is not None]
    return min(ends) if ends else None


def state_of(parts: list[Order]) -> str:
    """open, paid or closed."""
    if all(order.is_paid for order in parts):
        return "paid"
    return "open" if all(order.state in ("NOTPAY", "USERPAYING") for order in parts) else "closed"
