"""How the wire spells orders and refunds: the same object answers a query and is sent as a notice.

Openids are left as `openid_of`, to be filled in by whoever holds the keys.
"""

from typing import Any

from hutong.pay.models.orders import (
    CLOSED,
    NOTPAY,
    PAYERROR,
    REFUND,
    REVOKED,
    SUCCESS,
    USERPAYING,
    Combine,
    Discount,
    Order,
    Refund,
)
from hutong.pay.notices.sending import openid_of
from hutong.pay.times import rfc3339

STATE_WORDS = {
    SUCCESS: "支付成功",
    REFUND: "订单发生过退款,退款详情请查询退款单",
    NOTPAY: "订单未支付",
    CLOSED: "订单已关闭",
    REVOKED: "订单已撤销",
    USERPAYING: "用户支付中,需要输入支付密码",
    PAYERROR: "支付失败",
}


def transaction(order: Order) -> dict[str, Any]:
    """A single order, in either mode."""
    told: dict[str, Any] = _who(order)
    told |= {
        "out_trade_no": order.out_trade_no,
        "trade_state": order.state,
        "trade_state_desc": STATE_WORDS[order.state],
    }
    if order.device_id:
        told["scene_info"] = {"device_id": order.device_id}
    if order.is_paid:
        told |= _payment(order) | {"payer": payer(order), "amount": _amount(order)}
    return told


def combined(combine: Combine, orders: list[Order]) -> dict[str, Any]:
    """A combined order with all its parts."""
    told: dict[str, Any] = {
        "combine_appid": combine.app_id,
        "combine_mchid": combine.mchid,
        "combine_out_trade_no": combine.out_trade_no,
        "sub_orders": [_part(order) for order in orders],
    }
    if combine.device_id:
        told["scene_info"] = {"device_id": combine.device_id}
    paid = next((order for order in orders if order.is_paid and order.payer_person_id is not None), None)
    if paid is not None and paid.payer_person_id is not None:
        told["combine_payer_info"] = {"openid": openid_of(combine.app_id, paid.payer_person_id)}
    return told


def refund(refund: Refund, order: Order) -> dict[str, Any]:
    """A refund as its request and its query are answered."""
    told: dict[str, Any] = {
        "refund_id": refund.refund_id,
        "out_refund_no": refund.out_refund_no,
        "transaction_id": refund.transaction_id,
        "out_trade_no": refund.out_trade_no,
        "channel": refund.channel,
        "user_received_account": refund.account,
        "create_time": rfc3339(refund.created_at),
        "status": refund.state,
        "funds_account": refund.funds_account,
        "amount": {
            "total": order.total_fen,
            "refund": refund.amount_fen,
            "payer_total": order.payer_fen,
            "payer_refund": refund.payer_fen,
            "settlement_refund": refund.settlement_fen,
            "settlement_total": order.settlement_fen,
            "discount_refund": refund.amount_fen - refund.payer_fen,
            "currency": order.currency,
            "refund_fee": refund.fee_fen,
        },
        "promotion_detail": [_refunded(share, order) for share in refund.promotion],
    }
    if "amount.from" in refund.fingerprint:
        told["amount"]["from"] = refund.fingerprint["amount.from"]
    if refund.success_at is not None:
        told["success_time"] = rfc3339(refund.success_at)
    return told


def refund_notice(refund: Refund, order: Order) -> dict[str, Any]:
    """A refund as its merchant is told how it ended."""
    who = {"mchid": refund.mchid}
    if refund.sub_mchid is not None:
        who = {"sp_mchid": refund.mchid, "sub_mchid": refund.sub_mchid}
    told: dict[str, Any] = who | {
        "out_trade_no": refund.out_trade_no,
        "transaction_id": refund.transaction_id,
        "out_refund_no": refund.out_refund_no,
        "refund_id": refund.refund_id,
        "refund_status": refund.state,
        "user_received_account": refund.account,
        "amount": {
            "total": order.total_fen,
            "refund": refund.amount_fen,
            "payer_total": order.payer_fen,
            "payer_refund": refund.payer_fen,
        },
    }
    if refund.success_at is not None:
        told["success_time"] = rfc3339(refund.success_at)
    return told


def payer(order: Order) -> dict[str, Any]:
    """Who paid, under the names their apps know them by."""
    if order.payer_person_id is None:
        return {}
    if order.sub_mchid is None:
        return {"openid": openid_of(order.app_id, order.payer_person_id)}
    told = {"sp_openid": openid_of(order.app_id, order.payer_person_id)}
    if order.sub_app_id:
        told["sub_openid"] = openid_of(order.sub_app_id, order.payer_person_id)
    return told


def promotion(order: Order) -> list[dict[str, Any]]:
    """The coupons of a payment."""
    return [_discount(discount, order.currency) for discount in order.promotion]


def _who(order: Order) -> dict[str, Any]:
    if order.sub_mchid is None:
        return {"appid": order.app_id, "mchid": order.mchid}
    told = {"sp_appid": order.app_id, "sp_mchid": order.mchid, "sub_mchid": order.sub_mchid}
    return told | ({"sub_appid": order.sub_app_id} if order.sub_app_id else {})


def _payment(order: Order) -> dict[str, Any]:
    assert order.paid_at is not None, "what is paid was paid at a time"
    told: dict[str, Any] = {
        "transaction_id": order.transaction_id,
        "trade_type": order.trade_type,
        "bank_type": order.bank_type,
        "success_time": rfc3339(order.paid_at),
        # An empty one is sent too: verifiers read it as a string.
        "attach": order.attach,
    }
    if order.promotion:
        told["promotion_detail"] = promotion(order)
    return told


def _amount(order: Order) -> dict[str, Any]:
    return {
        "total": order.total_fen,
        "payer_total": order.payer_fen,
        "currency": order.currency,
        "payer_currency": order.currency,
    }


def _part(order: Order) -> dict[str, Any]:
    """An order inside a combined one; its amount has other names there."""
    told: dict[str, Any] = {"mchid": order.mchid}
    if order.sub_mchid is not None:
        told["sub_mchid"] = order.sub_mchid
    if order.sub_app_id:
        told["sub_appid"] = order.sub_app_id
        if order.payer_person_id is not None and order.is_paid:
            told["sub_openid"] = openid_of(order.sub_app_id, order.payer_person_id)
    told |= {
        "out_trade_no": order.out_trade_no,
        "trade_state": order.state,
        "attach": order.attach,
        "amount": {"total_amount": order.total_fen, "currency": order.currency},
    }
    if order.is_paid:
        told |= _payment(order)
        told["amount"] |= {"payer_amount": order.payer_fen, "payer_currency": order.currency}
    return told


def _discount(discount: Discount, currency: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "coupon_id": discount.coupon_id,
        "name": discount.name,
        "scope": discount.scope,
        "type": discount.type,
        "amount": discount.amount_fen,
        "stock_id": discount.stock_id,
        "wechatpay_contribute": discount.platform_fen,
        "merchant_contribute": discount.merchant_fen,
        "other_contribute": discount.other_fen,
        "currency": currency,
    }
    return told | ({"goods_detail": list(discount.goods)} if discount.goods else {})


def _refunded(share: Discount, order: Order) -> dict[str, Any]:
    """A coupon's part of a refund, beside what it took off the payment."""
    whole = next((used.amount_fen for used in order.promotion if used.coupon_id == share.coupon_id), share.amount_fen)
    told: dict[str, Any] = {
        "promotion_id": share.coupon_id,
        "scope": share.scope,
        "type": share.type,
        "amount": whole,
        "refund_amount": share.amount_fen,
    }
    return told | ({"goods_detail": list(share.goods)} if share.goods else {})
