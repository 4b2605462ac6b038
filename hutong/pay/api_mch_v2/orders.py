"""/pay/orderquery, /pay/closeorder, /secapi/pay/reverse: orders once they are placed."""

from typing import Any, Literal

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v2.shapes import OfApp, Text32, TradeNumber, check_app, filled
from hutong.pay.errors.orders import OrderNotFound
from hutong.pay.errors.v2 import OrderNumberMissing, TransactionUnknown
from hutong.pay.models.orders import Order
from hutong.pay.orders import closing, finding, shapes, shapes_v2
from hutong.wire.api_mch_v2 import Call, v2


class OrderNumbers(OfApp, frozen=True, kw_only=True):
    """An order by either number; ours wins."""

    version: Literal["1.0"] | None = None
    transaction_id: Text32 | None = None
    out_trade_no: TradeNumber | None = None


class OrderNumber(OfApp, frozen=True, kw_only=True):
    """An order by the merchant's number."""

    out_trade_no: TradeNumber


@v2.post("/pay/orderquery", body=OrderNumbers)
def query(read: Reader, call: Call[OrderNumbers]) -> dict[str, str | int | None]:
    """How an order stands: `trade_state` tells it, `result_code` only that the question was understood.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><transaction_id>4200...</transaction_id>...</xml> or
              out_trade_no
    Response: <xml>...<trade_state>SUCCESS</trade_state><openid>o-...</openid><is_subscribe>N</is_subscribe>
              <trade_type>JSAPI</trade_type><bank_type>OTHERS</bank_type><total_fee>1</total_fee><cash_fee>1</cash_fee>
              <transaction_id>...</transaction_id><time_end>20141030133525</time_end>...</xml>; of an order that was
              not paid only its number and state
    Errors:   OrderNumberMissing · AppUnknown · AppNotBound · OrderNotFound
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_2
    """
    check_app(read, call, call.body.appid)
    order = _named(read, call)
    told: dict[str, Any] = {"out_trade_no": order.out_trade_no, "attach": order.attach or None}
    if order.is_paid:
        told = shapes_v2.payment(order)
    if not call.body.version:
        told = {**told, "promotion_detail": None}
    state = {"trade_state": order.state, "trade_state_desc": shapes.STATE_WORDS[order.state]}
    return filled(call, told | state)


@v2.post("/pay/closeorder", body=OrderNumber)
def close(tx: Transaction, call: Call[OrderNumber]) -> dict[str, str | int | None]:
    """Close an order that nobody paid; closing it twice changes nothing.

    Sources disagree on an order that is closed already: ORDERCLOSED in some versions, success in others. It is success
    here, so that a call can be repeated.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><out_trade_no>...</out_trade_no>...</xml>
    Response: <xml>...<result_code>SUCCESS</result_code><result_msg>OK</result_msg></xml>
    Errors:   AppUnknown · AppNotBound · OrderNotFound · OrderPaidAlready · CodeOrderNotClosable
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_3
    """
    check_app(tx, call, call.body.appid)
    closing.close(tx, call.mchid, call.body.out_trade_no, sub_mchid=call.body.sub_mch_id)
    return {"result_msg": "OK"}


@v2.post("/secapi/pay/reverse", body=OrderNumbers, certificate=True)
def reverse(tx: Transaction, call: Call[OrderNumbers]) -> dict[str, str | int | None]:
    """Take back the order of a payment code: unpaid it is closed, paid it is refunded.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><out_trade_no>...</out_trade_no>...</xml>
    Response: <xml>...<result_code>SUCCESS</result_code><recall>N</recall></xml>
    Errors:   OrderNumberMissing · AppUnknown · AppNotBound · TransactionUnknown · OrderNotFound · NotACodeOrder ·
              ReverseTooLate · MerchantMoneyShort
    Source:   https://pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_11&index=3
    """
    check_app(tx, call, call.body.appid)
    try:
        order = _named(tx, call)
    except OrderNotFound:
        if call.body.transaction_id:
            raise TransactionUnknown() from None
        raise
    closing.reverse(tx, order.mchid, order.out_trade_no, sub_mchid=order.sub_mchid)
    return {"recall": "N"}


def _named(read: Reader, call: Call[OrderNumbers]) -> Order:
    """Raises: OrderNumberMissing · OrderNotFound"""
    body = call.body
    if body.transaction_id:
        return finding.require_by_transaction(read, call.mchid, body.transaction_id, sub_mchid=body.sub_mch_id)
    if body.out_trade_no:
        return finding.require(read, call.mchid, body.out_trade_no, sub_mchid=body.sub_mch_id)
    raise OrderNumberMissing()
