"""Selling vouchers: a paid order brings a coupon, a coupon that stays unused brings the money back."""

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.kernel.errors import HutongError
from hutong.pay.cards import busi_coupons, busi_stocks, requests
from hutong.pay.errors import cards as errors
from hutong.pay.models.cards import DEACTIVATED, SENT, BusiCoupon, VoucherSale
from hutong.pay.models.cards import busi_coupons as table
from hutong.pay.models.orders import Order, orders, refunds
from hutong.pay.orders import finding, refunding
from hutong.pay.vouchers import sales

EXPIRE_JOB = "pay.voucher.expire"
_SOLD = "voucher.sale"


class Due(msgspec.Struct, frozen=True):
    """Whose coupon it is."""

    mchid: str
    code: str


_of_payer = query(
    table.select().where(
        table.c.person_id == param("person_id"),
        table.c.send_request_no == param("transaction_id", sa.Text()),
        table.c.is_sold == 1,
    ),
    BusiCoupon,
)


def sell(tx: Transaction, keys: Keys, mchid: str, out_trade_no: str) -> BusiCoupon | None:
    """Give whoever paid this order the voucher it buys, if it buys one; when there is none left, pay the order back."""
    order = tx.one(orders.by_key, mchid=mchid, out_trade_no=out_trade_no)
    sale = sales.find(tx, order.payee, order.goods_tag) if order is not None else None
    if order is None or sale is None or order.total_fen != sale.price_fen or order.payer_person_id is None:
        return None
    content = {"stock_id": sale.stock_id}
    number = order.transaction_id
    if requests.earlier(tx, order.payee, _SOLD, number, content=content, differs=errors.RequestDiffers) is not None:
        return None
    requests.keep(tx, order.payee, _SOLD, number, content=content, subject=sale.stock_id)
    try:
        with tx.attempt():
            coupon = _give(tx, keys, order, sale)
    except HutongError:
        _pay_back(tx, order, f"soldout-{order.transaction_id}", "代金券已售罄，自动退款")
        return None
    tx.job(EXPIRE_JOB, Due(coupon.mchid, coupon.code), due_at=coupon.valid_until)
    return coupon


def expire(tx: Transaction, mchid: str, code: str) -> None:
    """The voucher's last day has passed: unused, it is paid back if that was its rule.

    Raises: MerchantMoneyShort, while the merchant cannot pay
    """
    coupon = tx.one(table.by_key, mchid=mchid, code=code)
    if coupon is None or coupon.state != SENT or not coupon.refunds_unused or tx.now < coupon.valid_until:
        return
    order = _order_of(tx, coupon)
    if order is not None and order.refunded_fen < order.total_fen:
        _pay_back(tx, order, f"unused-{order.transaction_id}", "代金券过期未使用，自动退款")


def unsell(tx: Transaction, mchid: str, out_refund_no: str) -> None:
    """A refund succeeded: a voucher whose order is paid back whole is good for nothing more."""
    refund = tx.one(refunds.by_key, mchid=mchid, out_refund_no=out_refund_no)
    if refund is None:
        return
    order = tx.one(orders.by_key, mchid=mchid, out_trade_no=refund.out_trade_no)
    if order is None or order.refunded_fen < order.total_fen:
        return
    for coupon in tx.many(_of_payer, person_id=order.payer_person_id, transaction_id=order.transaction_id):
        # One that has run out stays what it is.
        if busi_coupons.state_of(coupon, tx.now) == SENT:
            tx.update(coupon, state=DEACTIVATED, deactivated_at=tx.now)
            tx.wake(f"person:{coupon.person_id}", {"type": "wallet"})


def _give(tx: Transaction, keys: Keys, order: Order, sale: VoucherSale) -> BusiCoupon:
    assert order.payer_person_id is not None, "somebody paid it"
    return busi_coupons.give(
        tx,
        busi_stocks.get(tx, order.payee, sale.stock_id),
        order.payer_person_id,
        sender=order.payee,
        app_id=order.app_id,
        openid=apps.openid(keys, order.app_id, order.payer_person_id),
        number=order.transaction_id,
        code=None,
        sold_by=order.out_trade_no,
        refunds_unused=sale.refunds_unused,
    )


def _pay_back(tx: Transaction, order: Order, out_refund_no: str, reason: str) -> None:
    refunding.request(
        tx,
        refunding.RefundWanted(
            mchid=order.mchid,
            sub_mchid=order.sub_mchid,
            out_refund_no=out_refund_no,
            out_trade_no=order.out_trade_no,
            amount_fen=order.total_fen - order.refunded_fen,
            reason=reason,
            notify_url=order.notify_url,
        ),
    )


def _order_of(read: Reader, coupon: BusiCoupon) -> Order | None:
    """The order that bought a coupon: the coupon was given under the order's number."""
    return finding.by_transaction(read, coupon.send_request_no)
