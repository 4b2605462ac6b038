"""How APIv2 spells orders and refunds, flat and misspelt as its clients expect; None is left out.

Openids are left as `openid_of`, to be filled in by whoever holds the keys.
"""

from datetime import datetime
from typing import Any

import msgspec

from hutong.pay.models.orders import ABNORMAL, CLOSED, Order, Refund
from hutong.pay.notices.sending import openid_of
from hutong.pay.orders import shapes
from hutong.pay.times import beijing

_STATES = {ABNORMAL: "CHANGE", CLOSED: "REFUNDCLOSE"}
_ACCOUNTS = {"AVAILABLE": "REFUND_SOURCE_RECHARGE_FUNDS"}


def stamp(at: datetime) -> str:
    """yyyyMMddHHmmss in Beijing."""
    return f"{beijing(at):%Y%m%d%H%M%S}"


def who(order: Order) -> dict[str, Any]:
    """Whose order it is."""
    return {
        "appid": order.app_id,
        "mch_id": order.mchid,
        "sub_appid": order.sub_app_id,
        "sub_mch_id": order.sub_mchid,
    }


def payment(order: Order) -> dict[str, Any]:
    """A paid order: what a query, a code payment and a notice say of it."""
    assert order.paid_at is not None, "only what is paid is told so"
    assert order.payer_person_id is not None, "what is paid was paid by somebody"
    has_sub = order.sub_mchid is not None and bool(order.sub_app_id)
    told: dict[str, Any] = {
        "device_info": order.device_id or None,
        "openid": openid_of(order.app_id, order.payer_person_id),
        "is_subscribe": "N",
        "sub_openid": openid_of(order.sub_app_id or "", order.payer_person_id) if has_sub else None,
        "sub_is_subscribe": "N" if has_sub else None,
        "trade_type": order.trade_type,
        "bank_type": order.bank_type,
        "total_fee": order.total_fen,
        "settlement_total_fee": order.settlement_fen if order.promotion else None,
        "fee_type": order.currency,
        "cash_fee": order.payer_fen,
        "cash_fee_type": order.currency,
        "transaction_id": order.transaction_id,
        "out_trade_no": order.out_trade_no,
        "attach": order.attach or None,
        "time_end": stamp(order.paid_at),
    }
    return told | _coupons(order)


def paid(order: Order) -> dict[str, Any]:
    """The notice of a payment, before nonce_str and sign."""
    return {"return_code": "SUCCESS", "return_msg": "OK", "result_code": "SUCCESS", **who(order), **payment(order)}


def refund_state(refund: Refund) -> str:
    """A refund's state in v2's words."""
    return _STATES.get(refund.state, refund.state)


def refund_source(refund: Refund) -> str:
    """Which of the merchant's money was given back, in v2's words."""
    return _ACCOUNTS.get(refund.funds_account, "REFUND_SOURCE_UNSETTLED_FUNDS")


def refund_ended(refund: Refund, order: Order) -> dict[str, Any]:
    """What is encrypted in a refund's notice."""
    at = refund.success_at
    return {
        "transaction_id": refund.transaction_id,
        "out_trade_no": refund.out_trade_no,
        "refund_id": refund.refund_id,
        "out_refund_no": refund.out_refund_no,
        "total_fee": order.total_fen,
        "settlement_total_fee": order.settlement_fen,
        "refund_fee": refund.amount_fen,
        "settlement_refund_fee": refund.settlement_fen,
        "refund_status": refund_state(refund),
        "success_time": f"{beijing(at):%Y-%m-%d %H:%M:%S}" if at else None,
        "refund_recv_accout": refund.account,
        "refund_account": refund_source(refund),
        "refund_request_source": "API",
        "cash_refund_fee": refund.payer_fen,
    }


def _coupons(order: Order) -> dict[str, Any]:
    if not order.promotion:
        return {}
    told: dict[str, Any] = {"coupon_fee": order.coupon_fen, "coupon_count": len(order.promotion)}
    for place, discount in enumerate(order.promotion):
        told[f"coupon_type_{place}"] = "CASH" if discount.type == "CASH" else "NO_CASH"
        told[f"coupon_id_{place}"] = discount.coupon_id
        told[f"coupon_fee_{place}"] = discount.amount_fen
    details = msgspec.json.encode({"promotion_detail": shapes.promotion(order)}).decode()
    return told | {"promotion_detail": details}
