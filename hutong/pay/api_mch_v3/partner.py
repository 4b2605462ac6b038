"""/v3/pay/partner/transactions: orders a service provider places for its merchants."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3.openids import named
from hutong.pay.api_mch_v3.order_bodies import (
    H5Scene,
    Identity,
    OrderBody,
    Scene,
    Text32,
    Text128,
    given,
    person_of,
)
from hutong.pay.errors import orders as errors
from hutong.pay.merchants import registry
from hutong.pay.models.orders import APP, H5, JSAPI, NATIVE, Prepay
from hutong.pay.orders import closing, finding, placing, shapes
from hutong.pay.orders.placing import Placement
from hutong.wire.api_mch_v3 import Call, v3
from hutong.wire.mch_errors import ParamError

_OWN = ("sp_mchid",)
_ORDERS_A_SECOND = 500


class PartnerOrder(OrderBody, frozen=True, kw_only=True):
    sp_appid: Text32
    sp_mchid: Text32
    sub_mchid: Text32
    sub_appid: Text32 | None = None
    scene_info: Scene | None = None


class PartnerPayer(msgspec.Struct, frozen=True):
    """One of the two openids."""

    sp_openid: Text128 | None = None
    sub_openid: Text128 | None = None
    identity: Identity | None = None


class PartnerJsapiOrder(PartnerOrder, frozen=True, kw_only=True):
    payer: PartnerPayer


class PartnerH5Order(OrderBody, frozen=True, kw_only=True):
    sp_appid: Text32
    sp_mchid: Text32
    sub_mchid: Text32
    scene_info: H5Scene
    sub_appid: Text32 | None = None


class ByBoth(msgspec.Struct, frozen=True):
    sp_mchid: Text32
    sub_mchid: Text32


@v3.post("/v3/pay/partner/transactions/jsapi", body=PartnerJsapiOrder, names=_OWN, rate=_ORDERS_A_SECOND)
def jsapi(tx: Transaction, call: Call[PartnerJsapiOrder]) -> dict[str, str]:
    """Place an order that a page inside the messenger, or a mini program, has paid.

    Request:  {"sp_appid", "sp_mchid", "sub_mchid", "sub_appid"?, "description", "out_trade_no", "notify_url",
               "amount": {"total": 100}, "payer": {"sp_openid": "o…"} or {"sub_openid": "o…"}}
    Response: {"prepay_id": "wx…"}
    Errors:   SubMerchantWrong · AppNotBound · PayerOpenidWrong · OrderDiffers · OrderPaidAlready · OrderIsClosed ·
              OrderExpired · TradeNumberUsed · MerchantPaused
    Source:   partner payment, JSAPI order
    """
    payer = call.body.payer
    if payer.identity is not None:
        call.decrypt(payer.identity.number, "/payer/identity/number")
        call.decrypt(payer.identity.name, "/payer/identity/name")
    if (payer.sp_openid is None) == (payer.sub_openid is None):
        raise ParamError(field="/payer", issue="one of sp_openid and sub_openid")
    if payer.sub_openid is not None and call.body.sub_appid is None:
        raise ParamError(field="/sub_appid", issue="missing, and needed for sub_openid")
    return {"prepay_id": _place(tx, call, JSAPI, payer).prepay_id}


@v3.post("/v3/pay/partner/transactions/app", body=PartnerOrder, names=_OWN, rate=_ORDERS_A_SECOND)
def app(tx: Transaction, call: Call[PartnerOrder]) -> dict[str, str]:
    """Place an order that a native app has paid.

    Request:  as for jsapi, without payer
    Response: {"prepay_id": "wx…"}
    Errors:   as for jsapi
    Source:   partner payment, APP order
    """
    return {"prepay_id": _place(tx, call, APP).prepay_id}


@v3.post("/v3/pay/partner/transactions/h5", body=PartnerH5Order, names=_OWN, rate=_ORDERS_A_SECOND)
def h5(tx: Transaction, call: Call[PartnerH5Order]) -> dict[str, str]:
    """Place an order that is paid from a browser outside.

    Request:  as for app, with "scene_info": {"payer_client_ip": "…", "h5_info": {"type": "Wap"}}
    Response: {"h5_url": "https://wx.tenpay.com/…"}
    Errors:   as for jsapi
    Source:   partner payment, H5 order
    """
    return {"h5_url": _place(tx, call, H5).h5_url}


@v3.post("/v3/pay/partner/transactions/native", body=PartnerOrder, names=_OWN, rate=_ORDERS_A_SECOND)
def native(tx: Transaction, call: Call[PartnerOrder]) -> dict[str, str]:
    """Place an order that is paid by scanning a code.

    Request:  as for app
    Response: {"code_url": "weixin://wxpay/bizpayurl?pr=…"}
    Errors:   as for jsapi
    Source:   partner payment, Native order
    """
    return {"code_url": _place(tx, call, NATIVE).code_url}


@v3.get("/v3/pay/partner/transactions/id/{transaction_id}", query=ByBoth, names=_OWN)
def by_transaction_id(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A paid order by the number we gave it.

    Request:  ?sp_mchid=16…&sub_mchid=16…
    Response: the order, with sp_ and sub_ names
    Errors:   OrderNotFound
    Source:   partner payment, query by transaction_id
    """
    order = finding.require_by_transaction(
        read, call.mchid, call.path["transaction_id"], sub_mchid=call.query.sub_mchid, also_combined=False
    )
    return _told(call, shapes.transaction(order))


@v3.get("/v3/pay/partner/transactions/out-trade-no/{out_trade_no}", query=ByBoth, names=_OWN)
def by_out_trade_no(read: Reader, call: Call[None]) -> dict[str, Any]:
    """An order by the provider's own number.

    Request:  ?sp_mchid=16…&sub_mchid=16…
    Response: the order, with sp_ and sub_ names
    Errors:   OrderNotFound
    Source:   partner payment, query by out_trade_no
    """
    order = finding.require(
        read, call.mchid, call.path["out_trade_no"], sub_mchid=call.query.sub_mchid, also_combined=False
    )
    return _told(call, shapes.transaction(order))


@v3.post("/v3/pay/partner/transactions/out-trade-no/{out_trade_no}/close", body=ByBoth, names=_OWN)
def close(tx: Transaction, call: Call[ByBoth]) -> None:
    """Close an unpaid order; closing it twice is fine.

    Request:  {"sp_mchid": "16…", "sub_mchid": "16…"}
    Response: 204
    Errors:   OrderNotFound · OrderPaidAlready · CodeOrderNotClosable
    Source:   partner payment, close
    """
    closing.close(tx, call.mchid, call.path["out_trade_no"], sub_mchid=call.body.sub_mchid)


def _place(tx: Transaction, call: Call[Any], trade_type: str, payer: PartnerPayer | None = None) -> Prepay:
    body = call.body
    registry.require_bound(tx, call.mchid, body.sp_appid)
    if not registry.is_sub_of(tx, body.sub_mchid, call.mchid):
        raise errors.SubMerchantWrong(sub_mchid=body.sub_mchid)
    if body.sub_appid is not None:
        registry.require_bound(tx, body.sub_mchid, body.sub_appid)
    person_id = None
    if payer is not None and payer.sp_openid is not None:
        person_id = person_of(call.lane, body.sp_appid, payer.sp_openid)
    elif payer is not None and payer.sub_openid is not None:
        person_id = person_of(call.lane, body.sub_appid or "", payer.sub_openid)
    wanted = Placement(
        mchid=call.mchid,
        sub_mchid=body.sub_mchid,
        app_id=body.sp_appid,
        sub_app_id=body.sub_appid,
        trade_type=trade_type,
        wanted_person_id=person_id,
        names_sub_openid=payer is not None and payer.sub_openid is not None,
        **given(body, body.scene_info),
    )
    return placing.place(tx, wanted)[1]


def _told(call: Call[Any], shape: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = named(call.lane.keys, shape)
    return told
