"""What other domains see of orders that were paid: whose they are, what for, and how they stand."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Reader
from hutong.pay.disputes import complaints
from hutong.pay.merchants import registry
from hutong.pay.models.disputes import PENDING, PROCESSING
from hutong.pay.models.merchants import ACTIVE
from hutong.pay.models.orders import Order, refunds
from hutong.pay.orders import finding


class PaidOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An order that somebody paid."""

    mchid: str
    sub_mchid: str | None
    out_trade_no: str
    transaction_id: str
    app_ids: tuple[str, ...]
    """The apps it was placed for, whoever placed it."""
    person_id: int
    description: str
    paid_fen: int
    created_at: datetime
    paid_at: datetime
    is_refunded: bool
    """Whether all of it was given back."""


def by_transaction(read: Reader, transaction_id: str) -> PaidOrder | None:
    """The paid order of a number of ours."""
    return _seen(finding.by_transaction(read, transaction_id[:64]))


def by_number(read: Reader, mchid: str, out_trade_no: str) -> PaidOrder | None:
    """The paid order of a merchant's own number, whether they placed it or a provider did for them."""
    mchid, out_trade_no = mchid[:32], out_trade_no[:64]
    return _seen(finding.find(read, mchid, out_trade_no) or finding.of_payee(read, mchid, out_trade_no))


def parts_of_combined(read: Reader, mchid: str, out_trade_no: str) -> list[PaidOrder]:
    """The paid parts of a combined order, by the number of whoever placed it."""
    combine = finding.combine_of(read, mchid[:32], out_trade_no[:64])
    found = [] if combine is None else [_seen(order) for order in finding.orders_of(read, combine)]
    return [order for order in found if order is not None]


def paid_together(read: Reader, transaction_id: str) -> list[PaidOrder]:
    """The orders that were paid with the one of this number, itself among them."""
    order = finding.by_transaction(read, transaction_id)
    if order is None or order.combine_mchid is None or order.combine_out_trade_no is None:
        alone = _seen(order)
        return [] if alone is None else [alone]
    return parts_of_combined(read, order.combine_mchid, order.combine_out_trade_no)


def of_refund(read: Reader, mchid: str, out_refund_no: str) -> PaidOrder | None:
    """The order that a refund gave money back of."""
    refund = read.one(refunds.by_key, mchid=mchid, out_refund_no=out_refund_no)
    return None if refund is None else _seen(finding.find(read, refund.mchid, refund.out_trade_no))


def is_complained_of(read: Reader, transaction_id: str) -> bool:
    """Whether a complaint about an order waits for its end."""
    complaint = complaints.of_order(read, transaction_id)
    return complaint is not None and complaint.state in (PENDING, PROCESSING)


def takes_payments(read: Reader, app_id: str) -> bool:
    """Whether some merchant takes payments in an app."""
    return any(merchant.state == ACTIVE for merchant in registry.merchants_of(read, app_id))


def _seen(order: Order | None) -> PaidOrder | None:
    if order is None or not order.is_paid or order.paid_at is None or order.payer_person_id is None:
        return None
    return PaidOrder(
        mchid=order.mchid,
        sub_mchid=order.sub_mchid,
        out_trade_no=order.out_trade_no,
        transaction_id=order.transaction_id,
        app_ids=tuple(app_id for app_id in (order.app_id, order.sub_app_id) if app_id),
        person_id=order.payer_person_id,
        description=order.description,
        paid_fen=order.total_fen,
        created_at=order.created_at,
        paid_at=order.paid_at,
        is_refunded=order.refunded_fen >= order.total_fen,
    )
