"""/v3/pay/transactions: orders of merchants who take payments themselves."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3.openids import named
from hutong.pay.api_mch_v3.order_bodies import (
    H5Scene,
    OrderBody,
    Payer,
    Scene,
    Text32,
    given,
    person_of,
)
from hutong.pay.merchants import registry
from hutong.pay.models.orders import APP, H5, JSAPI, NATIVE, Prepay
from hutong.pay.orders import closing, finding, placing, shapes
from hutong.pay.orders.placing import Placement
from hutong.wire.api_mch_v3 import Call, v3

_OWN = ("mchid",)
_ORDERS_A_SECOND = 500


class DirectOrder(OrderBody, frozen=True, kw_only=True):
    appid: Text32
    mchid: Text32
    scene_info: Scene | None = None


class JsapiOrder(DirectOrder, frozen=True, kw_only=True):
    payer: Payer


class H5Order(OrderBody, frozen=True, kw_only=True):
    appid: Text32
    mchid: Text32
    scene_info: H5Scene


class ByMchid(msgspec.Struct, frozen=True):
    mchid: Text32


@v3.post("/v3/pay/transactions/jsapi", body=JsapiOrder, names=_OWN, rate=_ORDERS_A_SECOND)
def jsapi(tx: Transaction, call: Call[JsapiOrder]) -> dict[str, str]:
    """Place an order that a page inside the messenger, or a mini program, has paid.

    Request:  {"appid": "wx…", "mchid": "16…", "description": "…", "out_trade_no": "…", "notify_url": "https://…",
               "amount": {"total": 100, "currency": "CNY"}, "payer": {"openid": "o…"}}
    Response: {"prepay_id": "wx…"}, good for two hours
    Errors:   AppNotBound · PayerOpenidWrong · OrderDiffers · OrderPaidAlready · OrderIsClosed · OrderExpired ·
              TradeNumberUsed · MerchantPaused
    Source:   basic payment, JSAPI order
    """
    body = call.body
    if body.payer.identity is not None:
        call.decrypt(body.payer.identity.number, "/payer/identity/number")
        call.decrypt(body.payer.identity.name, "/payer/identity/name")
    return {"prepay_id": _place(tx, call, JSAPI, body.payer.openid).prepay_id}


@v3.post("/v3/pay/transactions/app", body=DirectOrder, names=_OWN, rate=_ORDERS_A_SECOND)
def app(tx: Transaction, call: Call[DirectOrder]) -> dict[str, str]:
    """Place an order that a native app has paid.

    Request:  as for jsapi, without payer
    Response: {"prepay_id": "wx…"}
    Errors:   as for jsapi
    Source:   basic payment, APP order
    """
    return {"prepay_id": _place(tx, call, APP).prepay_id}


@v3.post("/v3/pay/transactions/h5", body=H5Order, names=_OWN, rate=_ORDERS_A_SECOND)
def h5(tx: Transaction, call: Call[H5Order]) -> dict[str, str]:
    """Place an order that is paid from a browser outside.

    Request:  as for app, with "scene_info": {"payer_client_ip": "…", "h5_info": {"type": "Wap"}}
    Response: {"h5_url": "https://wx.tenpay.com/…"}, good for five minutes
    Errors:   as for jsapi
    Source:   basic payment, H5 order
    """
    return {"h5_url": _place(tx, call, H5).h5_url}


@v3.post("/v3/pay/transactions/native", body=DirectOrder, names=_OWN, rate=_ORDERS_A_SECOND)
def native(tx: Transaction, call: Call[DirectOrder]) -> dict[str, str]:
    """Place an order that is paid by scanning a code; a new link drops the old one.

    Request:  as for app
    Response: {"code_url": "weixin://wxpay/bizpayurl?pr=…"}, good for two hours
    Errors:   as for jsapi
    Source:   basic payment, Native order
    """
    return {"code_url": _place(tx, call, NATIVE).code_url}


@v3.get("/v3/pay/transactions/id/{transaction_id}", query=ByMchid, names=_OWN)
def by_transaction_id(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A paid order by the number we gave it.

    Request:  ?mchid=16…
    Response: the order; see by_out_trade_no
    Errors:   OrderNotFound
    Source:   basic payment, query by transaction_id
    """
    order = finding.require_by_transaction(read, call.mchid, call.path["transaction_id"], also_combined=False)
    return _told(call, shapes.transaction(order))


@v3.get("/v3/pay/transactions/out-trade-no/{out_trade_no}", query=ByMchid, names=_OWN)
def by_out_trade_no(read: Reader, call: Call[None]) -> dict[str, Any]:
    """An order by the merchant's own number, paid or not.

    Request:  ?mchid=16…
    Response: {"appid", "mchid", "out_trade_no", "trade_state", "trade_state_desc"}, and once it is paid
              "transaction_id", "trade_type", "bank_type", "success_time", "attach", "payer", "amount"
    Errors:   OrderNotFound
    Source:   basic payment, query by out_trade_no
    """
    order = finding.require(read, call.mchid, call.path["out_trade_no"], also_combined=False)
    return _told(call, shapes.transaction(order))


@v3.post("/v3/pay/transactions/out-trade-no/{out_trade_no}/close", body=ByMchid, names=_OWN)
def close(tx: Transaction, call: Call[ByMchid]) -> None:
    """Close an unpaid order; closing it twice is fine.

    Request:  {"mchid": "16…"}
    Response: 204
    Errors:   OrderNotFound · OrderPaidAlready · CodeOrderNotClosable
    Source:   basic payment, close
    """
    closing.close(tx, call.mchid, call.path["out_trade_no"])


def _place(tx: Transaction, call: Call[Any], trade_type: str, openid: str | None = None) -> Prepay:
    body = call.body
    # An openid of an app that is not the merchant's is not looked at.
    registry.require_bound(tx, call.mchid, body.appid)
    wanted = Placement(
        mchid=call.mchid,
        app_id=body.appid,
        trade_type=trade_type,
        wanted_person_id=None if openid is None else person_of(call.lane, body.appid, openid),
        **given(body, body.scene_info),
    )
    return placing.place(tx, wanted)[1]


def _told(call: Call[Any], shape: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = named(call.lane.keys, shape)
    return told
