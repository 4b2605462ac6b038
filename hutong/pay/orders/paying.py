"""Paying: everything is looked at again, the money moves, and whoever must know is told. All or nothing."""

from typing import Final

from hutong.kernel.db import Reader, Transaction
from hutong.pay import events
from hutong.pay.cards import applying
from hutong.pay.errors import orders as errors
from hutong.pay.ledger import names, transfers
from hutong.pay.ledger.transfers import Fee
from hutong.pay.merchants import registry
from hutong.pay.models.merchants import Merchant
from hutong.pay.models.orders import (
    CLOSED,
    CODE,
    PAYERROR,
    REVOKED,
    SUCCESS,
    Order,
    combines,
)
from hutong.pay.orders import finding, placing, telling
from hutong.pay.wallet import means as wallet
from hutong.pay.wallet.means import Charge, Means
from hutong.pay.wallet.passwords import Proof

SCENE: Final = "merchant"


def pay(
    tx: Transaction,
    proof: Proof,
    mchid: str,
    out_trade_no: str,
    means: Means,
    coupon_ids: tuple[str, ...] = (),
    request_id: str = "",
) -> Order:
    """Pay an order. The same payer's same request again answers the order as it was paid.

    Raises: OrderNotFound · OrderPaidAlready · OrderIsClosed · OrderIsReversed · PaymentFailed · PaymentExpired ·
            PaymentOfAnother · MerchantPaused · CouponUnusable, and what `means.charge` raises
    Publishes: OrderPaid · SharedOrderPaid · TaggedOrderPaid, and the merchant's server is told.
    """
    order = finding.find(tx, mchid, out_trade_no)
    if order is None or order.combine_mchid is not None:
        raise errors.OrderNotFound()
    if is_repeat(order, proof.person_id, request_id):
        return order
    require_payable(tx, order, proof.person_id)
    paid = _settle(tx, order, proof, means, coupon_ids, request_id)
    if paid.trade_type != CODE:
        telling.order_paid(tx, paid)
    return paid


def pay_combined(
    tx: Transaction,
    proof: Proof,
    mchid: str,
    out_trade_no: str,
    means: Means,
    coupon_ids: tuple[str, ...] = (),
    request_id: str = "",
) -> list[Order]:
    """Pay every order of a combined one, or none. A coupon is taken for the first order it applies to.

    Raises: what `pay` raises
    Publishes: what `pay` does, for each; the merchant's server is told once.
    """
    combine = tx.one(combines.by_key, mchid=mchid, out_trade_no=out_trade_no)
    if combine is None:
        raise errors.OrderNotFound()
    parts = finding.orders_of(tx, combine)
    if all(is_repeat(order, proof.person_id, request_id) for order in parts):
        return parts
    for order in parts:
        require_payable(tx, order, proof.person_id)
    chosen = choose_coupons(tx, proof.person_id, parts, coupon_ids)
    paid = [_settle(tx, order, proof, means, chosen[place], request_id) for place, order in enumerate(parts)]
    telling.combine_paid(tx, combine, paid)
    return paid


def require_payable(read: Reader, order: Order, person_id: int) -> None:
    """An order that this person may pay now.

    Raises: OrderPaidAlready · OrderIsClosed · OrderIsReversed · PaymentFailed · PaymentExpired · PaymentOfAnother ·
            MerchantPaused
    """
    if order.wanted_person_id is not None and order.wanted_person_id != person_id:
        raise errors.PaymentOfAnother()
    if order.state == REVOKED:
        raise errors.OrderIsReversed()
    if order.is_paid:
        raise errors.OrderPaidAlready()
    if order.state == CLOSED:
        raise errors.OrderIsClosed()
    if order.state == PAYERROR:
        raise errors.PaymentFailed()
    if order.time_expire is not None and order.time_expire <= read.now:
        raise errors.PaymentExpired()
    for mchid in {order.mchid, order.payee}:
        registry.require_active(read, mchid)


def is_repeat(order: Order, person_id: int, request_id: str) -> bool:
    """Whether this very request has paid the order: a double tap, or an answer that got lost."""
    return bool(request_id) and order.is_paid and (order.payer_person_id, order.request_id) == (person_id, request_id)


def money_of(order: Order) -> names.Name:
    """Where the money of an order goes: to the merchant, or aside until it is shared."""
    if order.profit_sharing:
        return names.escrow(f"sharing:{order.transaction_id}")
    return names.merchant(order.payee)


def fee_fen(settlement_fen: int, bps: int) -> int:
    """The fee of an amount, half a fen counting as one."""
    return (settlement_fen * bps + 5_000) // 10_000


def choose_coupons(
    read: Reader, person_id: int, parts: list[Order], coupon_ids: tuple[str, ...]
) -> list[tuple[str, ...]]:
    """Which coupons go with which order of several. Raises: CouponNotUsable"""
    left = list(coupon_ids)
    chosen: list[tuple[str, ...]] = []
    for order in parts if left else ():
        fits = {offer.id for offer in applying.applicable(read, person_id, order)}
        taken = next(((coupon_id,) for coupon_id in left if coupon_id in fits), ())
        left = [coupon_id for coupon_id in left if coupon_id not in taken]
        chosen.append(taken)
    if left:
        raise errors.CouponNotUsable(coupon_id=left[0])
    return chosen or [()] * len(parts)


def _settle(
    tx: Transaction, order: Order, proof: Proof, means: Means, coupon_ids: tuple[str, ...], request_id: str
) -> Order:
    """Move the money of one order and note how it was paid."""
    payee, credit = registry.require(tx, order.payee), money_of(order)
    taken = applying.use(tx, proof.person_id, order, coupon_ids, credit=credit) if coupon_ids else _NO_COUPONS
    payer_fen = order.total_fen - taken.discount_fen
    settlement_fen = payer_fen + taken.cash_fen
    fee = Fee(
        number=f"fee:{order.transaction_id}", credit=names.fees(), amount_fen=fee_fen(settlement_fen, order.fee_bps)
    )
    charge = _charge(tx, order, payee, proof, means, payer_fen, credit, fee)
    paid = tx.update(
        order,
        state=SUCCESS,
        paid_at=tx.now,
        payer_person_id=proof.person_id,
        payer_fen=payer_fen,
        coupon_fen=taken.discount_fen,
        settlement_fen=settlement_fen,
        promotion=taken.discounts,
        bank_type=charge.bank_type,
        charge_number=charge.number,
        request_id=request_id,
        fee_fen=fee.amount_fen,
    )
    tx.cancel_job(placing.close_job_name(order))
    tx.publish(events.OrderPaid(mchid=order.mchid, out_trade_no=order.out_trade_no, person_id=proof.person_id))
    # Each reaction is a job, so an ordinary payment asks for none of these.
    if order.profit_sharing:
        tx.publish(events.SharedOrderPaid(mchid=order.mchid, out_trade_no=order.out_trade_no))
    if order.goods_tag:
        tx.publish(events.TaggedOrderPaid(mchid=order.mchid, out_trade_no=order.out_trade_no))
    return paid


def _charge(
    tx: Transaction,
    order: Order,
    payee: Merchant,
    proof: Proof,
    means: Means,
    payer_fen: int,
    credit: names.Name,
    fee: Fee,
) -> Charge:
    """Charge the payer; the fee leaves in the same breath, unless a coupon brought most of the money."""
    subject = f"order:{order.transaction_id}"
    goes_along = 0 < fee.amount_fen <= payer_fen
    charge = wallet.charge(
        tx,
        proof.person_id,
        means,
        amount_fen=payer_fen,
        credit=credit,
        number=subject,
        kind="payment",
        subject=subject,
        memo=order.description,
        scene=SCENE,
        mchid=order.payee,
        category=payee.category,
        limit_pay=order.limit_pay,
        fee=fee if goes_along else None,
    )
    if fee.amount_fen > payer_fen:
        transfers.move(
            tx, fee.number, debit=credit, credit=fee.credit, amount_fen=fee.amount_fen, kind="fee", subject=subject
        )
    return charge


_NO_COUPONS = applying.Taken(discount_fen=0, cash_fen=0, discounts=())
