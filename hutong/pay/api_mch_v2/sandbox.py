"""/sandboxnew/*: APIv2's sandbox, with a key of its own and an answer for certain amounts. No money moves."""

from collections.abc import Callable
from typing import Any

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.pay.api_mch_v2.shapes import Base
from hutong.pay.errors.bills import NoStatement
from hutong.pay.errors.orders import PayerIsAsked
from hutong.pay.models.sandbox import SandboxOrder
from hutong.pay.orders.shapes import STATE_WORDS
from hutong.pay.orders.shapes_v2 import stamp
from hutong.pay.sandbox import keys, orders
from hutong.wire.api_mch_v2 import Call, v2
from hutong.wire.mch_errors import NotEmulated

Told = dict[str, str | int | None]


class SignKeyWanted(Base, frozen=True, kw_only=True):
    """Nothing but who asks."""


@v2.post("/sandboxnew/pay/getsignkey", body=SignKeyWanted, signed_answer=False, echoes=("mch_id",), has_nonce=False)
def sign_key(tx: Transaction, call: Call[SignKeyWanted]) -> Told:
    """The key that signs under /sandboxnew/, MD5 only.

    Request:  <xml><mch_id>...</mch_id><nonce_str>...</nonce_str><sign>(by the real key)</sign></xml>
    Response: <xml><return_code>SUCCESS</return_code><return_msg>OK</return_msg><mch_id>...</mch_id><sandbox_signkey>
              ...</sandbox_signkey></xml>
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=23_1&index=2
    """
    return {"result_code": None, "sandbox_signkey": keys.give(tx, call.lane.keys, call.mchid)}


class Sandbox:
    """Answers the paths of APIv2 under /sandboxnew/."""

    async def key(self, lane: Lane, mchid: str) -> str | None:
        """The sandbox key of a merchant who asked for one."""
        return await lane.db.read(keys.find, lane.keys, mchid)

    async def answer(self, lane: Lane, path: str, call: Call[Any]) -> Told:
        """What the sandbox says at `path`. Raises: NotEmulated, and what the path's endpoint raises"""
        rule = _RULES.get(path)
        if rule is None:
            raise NotEmulated(host="api.mch.weixin.qq.com", path=f"/sandboxnew{path}")
        told = await lane.db.run(rule, call)
        if told.get("trade_state") == orders.USERPAYING and path == "/pay/micropay":
            raise PayerIsAsked()
        return told


def _place(tx: Transaction, call: Call[Any]) -> Told:
    order = orders.place(tx, _wanted(call, call.body.trade_type))
    is_native, is_page = order.trade_type == "NATIVE", order.trade_type == "MWEB"
    link = f"weixin://wxpay/bizpayurl?pr=sandbox{order.transaction_id[-7:]}"
    page = f"https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id={orders.prepay_id(order)}"
    return {
        "trade_type": order.trade_type,
        "prepay_id": orders.prepay_id(order),
        "code_url": link if is_native else None,
        "mweb_url": page if is_page else None,
    }


def _charge(tx: Transaction, call: Call[Any]) -> Told:
    order = orders.charge(tx, _wanted(call, "MICROPAY"))
    return {**_paid(order), "trade_state": orders.USERPAYING if order.state == orders.USERPAYING else None}


def _look(tx: Transaction, call: Call[Any]) -> Told:
    order, state = orders.look(tx, call.mchid, call.fields.get("out_trade_no", ""))
    told: Told = {"out_trade_no": order.out_trade_no}
    if state in (orders.SUCCESS, orders.REFUND):
        told = _paid(order)
    return {**told, "trade_state": state, "trade_state_desc": STATE_WORDS[state]}


def _close(tx: Transaction, call: Call[Any]) -> Told:
    orders.shut(tx, call.mchid, call.fields.get("out_trade_no", ""), reverses=False)
    return {"result_msg": "OK"}


def _reverse(tx: Transaction, call: Call[Any]) -> Told:
    orders.shut(tx, call.mchid, call.fields.get("out_trade_no", ""), reverses=True)
    return {"recall": "N"}


def _refund(tx: Transaction, call: Call[Any]) -> Told:
    order = orders.refund(tx, call.mchid, call.fields.get("out_trade_no", ""), call.body.out_refund_no)
    return {**_of(order), "out_refund_no": order.out_refund_no, "refund_id": order.refund_id, **_amounts(order)}


def _refunds(read: Reader, call: Call[Any]) -> Told:
    order = orders.refunded(read, call.mchid, call.fields.get("out_trade_no", ""))
    return {
        **_of(order),
        "total_fee": order.amount_fen,
        "cash_fee": order.amount_fen,
        "refund_count": 1,
        "out_refund_no_0": order.out_refund_no,
        "refund_id_0": order.refund_id,
        "refund_fee_0": order.amount_fen,
        "refund_status_0": "SUCCESS",
        "refund_recv_accout_0": "支付用户零钱",
    }


def _bill(read: Reader, call: Call[Any]) -> Told:
    raise NoStatement()


_RULES: dict[str, Callable[..., Told]] = {
    "/pay/unifiedorder": _place,
    "/pay/micropay": _charge,
    "/pay/orderquery": _look,
    "/pay/closeorder": _close,
    "/secapi/pay/reverse": _reverse,
    "/secapi/pay/refund": _refund,
    "/pay/refundquery": _refunds,
    "/pay/downloadbill": _bill,
}


def _wanted(call: Call[Any], trade_type: str) -> orders.Wanted:
    body = call.body
    return orders.Wanted(
        mchid=call.mchid,
        out_trade_no=body.out_trade_no,
        app_id=body.appid,
        trade_type=trade_type,
        openid=getattr(body, "openid", None) or "",
        attach=body.attach or "",
        amount_fen=body.total_fee,
    )


def _of(order: SandboxOrder) -> Told:
    return {"transaction_id": order.transaction_id, "out_trade_no": order.out_trade_no}


def _amounts(order: SandboxOrder) -> Told:
    fen = order.amount_fen
    return {"total_fee": fen, "refund_fee": fen, "cash_fee": fen, "cash_refund_fee": fen, "fee_type": "CNY"}


def _paid(order: SandboxOrder) -> Told:
    return {
        **_of(order),
        "openid": order.openid or "o-payer-of-the-sandbox",
        "is_subscribe": "N",
        "trade_type": order.trade_type,
        "bank_type": "OTHERS",
        "total_fee": order.amount_fen,
        "fee_type": "CNY",
        "cash_fee": order.amount_fen,
        "attach": order.attach or None,
        "time_end": stamp(order.placed_at),
    }
