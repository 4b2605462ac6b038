"""Closing orders nobody paid, and reversing what was paid by a code."""

from datetime import timedelta

from hutong.kernel.db import Transaction
from hutong.pay.errors import orders as errors
from hutong.pay.models.orders import CLOSED, CODE, NOTPAY, PAYABLE, REVOKED, Order
from hutong.pay.orders import finding, placing, refunding
from hutong.pay.orders.refunding import RefundWanted

REVERSIBLE_FOR = timedelta(days=7)


def close(
    tx: Transaction, mchid: str, out_trade_no: str, *, sub_mchid: str | None = None, of_combined: bool = False
) -> Order:
    """Close an unpaid order; closing it twice changes nothing. Its number is never free again.

    Raises: OrderNotFound · OrderPaidAlready · CodeOrderNotClosable
    """
    order = finding.require(tx, mchid, out_trade_no, sub_mchid=sub_mchid)
    if (order.combine_mchid is not None) != of_combined:
        raise errors.OrderNotFound()
    if order.trade_type == CODE:
        raise errors.CodeOrderNotClosable()
    if order.is_paid:
        raise errors.OrderPaidAlready()
    return order if order.state == CLOSED else shut(tx, order)


def close_combined(tx: Transaction, mchid: str, out_trade_no: str, parts: list[tuple[str, str]]) -> None:
    """Close all orders of a combined one; `parts` has to name every one of them.

    Raises: OrderNotFound · OrderParameterWrong · OrderPaidAlready
    """
    combine = finding.combine_of(tx, mchid, out_trade_no)
    if combine is None:
        raise errors.OrderNotFound()
    if sorted(parts) != sorted(combine.orders):
        raise errors.OrderParameterWrong(field="sub_orders", issue="与下单时的子单不一致")
    orders = finding.orders_of(tx, combine)
    if any(order.is_paid for order in orders):
        raise errors.OrderPaidAlready()
    for order in orders:
        if order.state != CLOSED:
            shut(tx, order)
    placing.drop_tokens(tx, mchid, out_trade_no, is_combined=True)


def close_when_due(tx: Transaction, mchid: str, out_trade_no: str) -> None:
    """Seven days have gone and nobody paid."""
    order = finding.find(tx, mchid, out_trade_no)
    if order is not None and order.state in PAYABLE:
        shut(tx, order)


def reverse(tx: Transaction, mchid: str, out_trade_no: str, *, sub_mchid: str | None = None) -> Order:
    """Take back a payment by code: unpaid it is revoked, paid it is refunded whole. Twice changes nothing.

    Raises: OrderNotFound · NotACodeOrder · ReverseTooLate, and what
            `refunding.request` raises
    """
    order = finding.require(tx, mchid, out_trade_no, sub_mchid=sub_mchid)
    if order.trade_type != CODE:
        raise errors.NotACodeOrder()
    if order.state == REVOKED:
        return order
    if order.paid_at is None:
        return shut(tx, order, state=REVOKED)
    if tx.now > order.paid_at + REVERSIBLE_FOR:
        raise errors.ReverseTooLate()
    if order.refunded_fen < order.total_fen:
        refunding.request(tx, _whole_rest(order))
        order = finding.require(tx, mchid, out_trade_no, sub_mchid=sub_mchid)
    return tx.update(order, state=REVOKED, closed_at=tx.now)


def shut(tx: Transaction, order: Order, *, state: str = CLOSED) -> Order:
    """An unpaid order can be paid no more, and its tokens open nothing."""
    assert order.state in (*PAYABLE, "PAYERROR"), f"{order.state} is an end already"
    tx.cancel_job(placing.close_job_name(order))
    if order.state != NOTPAY and order.wanted_person_id is not None:
        tx.wake(f"person:{order.wanted_person_id}", {"type": "payment", "sheet": None})
    return tx.update(order, state=state, closed_at=tx.now)


def _whole_rest(order: Order) -> RefundWanted:
    return RefundWanted(
        mchid=order.mchid,
        sub_mchid=order.sub_mchid,
        out_trade_no=order.out_trade_no,
        out_refund_no=f"reverse@{order.transaction_id}",
        amount_fen=order.total_fen - order.refunded_fen,
        total_fen=order.total_fen,
        reason="",
        api=order.api,
    )
