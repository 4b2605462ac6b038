"""Telling merchants' servers what became of their orders and refunds, in the manner they placed them."""

from hutong.kernel.db import Transaction
from hutong.pay.models.orders import ABNORMAL, CLOSED, SUCCESS, Combine, Order, Refund
from hutong.pay.notices import sending
from hutong.pay.orders import shapes, shapes_v2

_REFUND_WORDS = {SUCCESS: "退款成功", ABNORMAL: "退款异常", CLOSED: "退款关闭"}


def order_paid(tx: Transaction, order: Order) -> None:
    """Tell whoever placed an order that it is paid."""
    subject = f"order:{order.out_trade_no}"
    if order.api == "v2":
        sending.send_v2(
            tx,
            mchid=order.mchid,
            url=order.notify_url,
            fields=shapes_v2.paid(order),
            sign_type=order.sign_type,
            subject=subject,
        )
        return
    sending.send(
        tx,
        mchid=order.mchid,
        url=order.notify_url,
        event_type="TRANSACTION.SUCCESS",
        original_type="transaction",
        summary="支付成功",
        resource=shapes.transaction(order),
        subject=subject,
    )


def combine_paid(tx: Transaction, combine: Combine, orders: list[Order]) -> None:
    """Tell whoever placed a combined order that all of it is paid, once."""
    sending.send(
        tx,
        mchid=combine.mchid,
        url=combine.notify_url,
        event_type="TRANSACTION.SUCCESS",
        original_type="transaction",
        summary="支付成功",
        resource=shapes.combined(combine, orders),
        subject=f"combine:{combine.out_trade_no}",
    )


def refund_ended(tx: Transaction, refund: Refund, order: Order) -> None:
    """Tell whoever asked for a refund how it ended, if they gave an address."""
    subject = f"refund:{refund.out_refund_no}"
    if refund.api == "v2":
        sending.send_v2_refund(
            tx,
            mchid=refund.mchid,
            url=refund.notify_url,
            fields=shapes_v2.who(order),
            refund=shapes_v2.refund_ended(refund, order),
            subject=subject,
        )
        return
    sending.send(
        tx,
        mchid=refund.mchid,
        url=refund.notify_url,
        event_type=f"REFUND.{refund.state}",
        original_type="refund",
        summary=_REFUND_WORDS[refund.state],
        resource=shapes.refund_notice(refund, order),
        subject=subject,
    )
