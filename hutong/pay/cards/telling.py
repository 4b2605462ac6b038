"""What merchants' servers are told of coupons."""

from typing import Any

from hutong.kernel.db import Transaction
from hutong.pay.cards import callbacks
from hutong.pay.models.cards import BusiCoupon, FavorCoupon, FavorStock
from hutong.pay.notices import sending
from hutong.pay.times import rfc3339


def used(tx: Transaction, stock: FavorStock, coupon: FavorCoupon) -> None:
    """COUPON.USE, to who made the stock: a cash coupon met a payment."""
    assert coupon.used_at is not None, "it was just used"
    consumed = {
        "consume_time": rfc3339(coupon.used_at),
        "consume_mchid": coupon.used_mchid,
        "transaction_id": coupon.transaction_id,
        "consume_amount": coupon.coupon_fen,
    }
    told = {
        "stock_creator_mchid": stock.mchid,
        "stock_id": stock.stock_id,
        "coupon_id": coupon.coupon_id,
        "coupon_name": stock.name,
        "status": "USED",
        "description": stock.description,
        "create_time": rfc3339(coupon.received_at),
        "coupon_type": "NORMAL",
        "no_cash": stock.no_cash,
        "available_begin_time": rfc3339(coupon.valid_from),
        "available_end_time": rfc3339(coupon.valid_until),
        "singleitem": bool(stock.items),
        "normal_coupon_information": {
            "coupon_amount": coupon.coupon_fen,
            "transaction_minimum": coupon.minimum_fen,
        },
        "consume_information": consumed,
    }
    _tell(tx, stock.mchid, callbacks.url_of(tx, stock.mchid, "favor"), "COUPON.USE", "代金券核销通知", told)


def sent(tx: Transaction, coupon: BusiCoupon) -> None:
    """COUPON.SEND, to who made the stock: somebody got one of the merchant's own coupons."""
    told = {
        "event_type": "EVENT_TYPE_BUSICOUPON_SEND",
        "coupon_code": coupon.code,
        "stock_id": coupon.stock_id,
        "send_time": rfc3339(coupon.received_at),
        "openid": coupon.openid,
        "send_channel": "BUSICOUPON_SEND_CHANNEL_API",
        "send_merchant": coupon.sender_mchid,
        "attach_info": {},
    }
    _tell(tx, coupon.mchid, callbacks.url_of(tx, coupon.mchid, "busifavor"), "COUPON.SEND", "商家券领券通知", told)


def _tell(tx: Transaction, mchid: str, url: str | None, event: str, summary: str, told: dict[str, Any]) -> None:
    if url is None:
        return
    sending.send(
        tx,
        mchid=mchid,
        url=url,
        event_type=event,
        original_type="coupon",
        summary=summary,
        resource=told,
        associated_data="coupon",
    )
