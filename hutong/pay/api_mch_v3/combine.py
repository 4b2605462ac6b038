"""/v3/combine-transactions: several merchants' orders paid by one password."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3.openids import named
from hutong.pay.api_mch_v3.order_bodies import (
    Address,
    Description,
    H5Info,
    Identity,
    NotifyUrl,
    Text32,
    Text128,
    TradeNumber,
    check_address,
    person_of,
    plain,
    time_of,
)
from hutong.pay.errors import orders as errors
from hutong.pay.merchants import registry
from hutong.pay.models.orders import APP, H5, JSAPI, NATIVE, Prepay
from hutong.pay.orders import closing, combining, finding, shapes
from hutong.pay.orders.combining import CombinePlacement
from hutong.pay.orders.placing import Placement
from hutong.wire.api_mch_v3 import Call, v3
from hutong.wire.mch_errors import ParamError

_OWN = ("combine_mchid",)
_ORDERS_A_SECOND = 500
# Ten million yuan.
_MOST_FEN = 1_000_000_000

DeviceId = Annotated[str, Meta(min_length=7, max_length=16)]
ShortTime = Annotated[str, Meta(min_length=1, max_length=32)]
Detail = Annotated[str, Meta(min_length=1, max_length=6000)]


class PartAmount(msgspec.Struct, frozen=True):
    total_amount: Annotated[int, Meta(ge=1, le=_MOST_FEN)]
    currency: Literal["CNY"]


class PartSettlement(msgspec.Struct, frozen=True):
    profit_sharing: bool = False
    subsidy_amount: Annotated[int, Meta(ge=0, le=_MOST_FEN)] | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One order among several."""

    mchid: Text32
    attach: Text128
    amount: PartAmount
    out_trade_no: TradeNumber
    description: Description
    sub_mchid: Text32 | None = None
    sub_appid: Text32 | None = None
    goods_tag: Text32 | None = None
    detail: Detail | None = None
    settle_info: PartSettlement | None = None


class CombineScene(msgspec.Struct, frozen=True, omit_defaults=True):
    payer_client_ip: Address
    device_id: DeviceId | UnsetType = UNSET


class CombineH5Scene(CombineScene, frozen=True, omit_defaults=True, kw_only=True):
    h5_info: H5Info


class CombinePayer(msgspec.Struct, frozen=True):
    openid: Text128 | None = None
    sub_openid: Text128 | None = None
    identity: Identity | None = None


class CombineBody(msgspec.Struct, frozen=True, kw_only=True):
    """What all combined orders have in common."""

    combine_appid: Text32
    combine_mchid: Text32
    combine_out_trade_no: TradeNumber
    sub_orders: list[Part]
    notify_url: NotifyUrl
    time_start: ShortTime | None = None
    time_expire: ShortTime | None = None
    limit_pay: list[Literal["no_balance", "no_debit", "balance_only"]] = []


class CombineOrder(CombineBody, frozen=True, kw_only=True):
    scene_info: CombineScene | None = None


class CombineJsapiOrder(CombineOrder, frozen=True, kw_only=True):
    combine_payer_info: CombinePayer


class CombineH5Order(CombineBody, frozen=True, kw_only=True):
    scene_info: CombineH5Scene


class PartToClose(msgspec.Struct, frozen=True):
    mchid: Text32
    out_trade_no: TradeNumber
    sub_mchid: Text32 | None = None
    sub_appid: Text32 | None = None


class Closing(msgspec.Struct, frozen=True):
    combine_appid: Text32
    sub_orders: list[PartToClose]


@v3.post("/v3/combine-transactions/jsapi", body=CombineJsapiOrder, names=_OWN, rate=_ORDERS_A_SECOND)
def jsapi(tx: Transaction, call: Call[CombineJsapiOrder]) -> dict[str, str]:
    """Place several orders that a page or a mini program has paid at once.

    Request:  {"combine_appid", "combine_mchid", "combine_out_trade_no", "notify_url",
               "sub_orders": [{"mchid", "attach", "amount": {"total_amount": 1, "currency": "CNY"}, "out_trade_no",
               "description"}, …], "combine_payer_info": {"openid": "o…"}}
    Response: {"prepay_id": "wx…"}
    Errors:   OrderParameterWrong · AppNotBound · SubMerchantWrong · PayerOpenidWrong · OrderDiffers ·
              OrderPaidAlready · OrderIsClosed · OrderExpired · TradeNumberUsed · MerchantPaused
    Source:   combined payment, JSAPI order
    """
    payer = call.body.combine_payer_info
    if payer.identity is not None:
        call.decrypt(payer.identity.number, "/combine_payer_info/identity/number")
        call.decrypt(payer.identity.name, "/combine_payer_info/identity/name")
    if payer.openid is None:
        raise ParamError(field="/combine_payer_info/openid", issue="missing")
    return {"prepay_id": _place(tx, call, JSAPI, payer.openid).prepay_id}


@v3.post("/v3/combine-transactions/app", body=CombineOrder, names=_OWN, rate=_ORDERS_A_SECOND)
def app(tx: Transaction, call: Call[CombineOrder]) -> dict[str, str]:
    """Place several orders that a native app has paid at once.

    Request:  as for jsapi, without combine_payer_info
    Response: {"prepay_id": "wx…"}
    Errors:   as for jsapi
    Source:   combined payment, APP order
    """
    return {"prepay_id": _place(tx, call, APP).prepay_id}


@v3.post("/v3/combine-transactions/h5", body=CombineH5Order, names=_OWN, rate=_ORDERS_A_SECOND)
def h5(tx: Transaction, call: Call[CombineH5Order]) -> dict[str, str]:
    """Place several orders that are paid from a browser outside.

    Request:  as for app, with "scene_info": {"payer_client_ip": "…", "h5_info": {"type": "Wap"}}
    Response: {"h5_url": "https://wx.tenpay.com/…"}
    Errors:   as for jsapi
    Source:   combined payment, H5 order
    """
    return {"h5_url": _place(tx, call, H5).h5_url}


@v3.post("/v3/combine-transactions/native", body=CombineOrder, names=_OWN, rate=_ORDERS_A_SECOND)
def native(tx: Transaction, call: Call[CombineOrder]) -> dict[str, str]:
    """Place several orders that are paid by scanning one code.

    Request:  as for app
    Response: {"code_url": "weixin://wxpay/bizpayurl?pr=…"}
    Errors:   as for jsapi
    Source:   combined payment, Native order
    """
    return {"code_url": _place(tx, call, NATIVE).code_url}


@v3.get("/v3/combine-transactions/out-trade-no/{combine_out_trade_no}")
def query(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A combined order with all its parts.

    Response: {"combine_appid", "combine_mchid", "combine_out_trade_no", "sub_orders": [{"mchid", "out_trade_no",
               "trade_state", "attach", "amount": {"total_amount", …}}]}, and "combine_payer_info" once it is paid
    Errors:   OrderNotFound
    Source:   combined payment, query
    """
    combine = finding.combine_of(read, call.mchid, call.path["combine_out_trade_no"])
    if combine is None:
        raise errors.OrderNotFound()
    told: dict[str, Any] = named(call.lane.keys, shapes.combined(combine, finding.orders_of(read, combine)))
    return told


@v3.post("/v3/combine-transactions/out-trade-no/{combine_out_trade_no}/close", body=Closing)
def close(tx: Transaction, call: Call[Closing]) -> None:
    """Close all parts of a combined order; the list names every one of them.

    Request:  {"combine_appid": "wx…", "sub_orders": [{"mchid": "16…", "out_trade_no": "…"}]}
    Response: 204
    Errors:   OrderNotFound · OrderParameterWrong · OrderPaidAlready
    Source:   combined payment, close
    """
    number = call.path["combine_out_trade_no"]
    combine = finding.combine_of(tx, call.mchid, number)
    if combine is not None and combine.app_id != call.body.combine_appid:
        raise ParamError(field="/combine_appid", value=call.body.combine_appid, issue="not that of the order")
    parts = [(part.mchid, part.out_trade_no) for part in call.body.sub_orders]
    closing.close_combined(tx, call.mchid, number, parts)


def _place(tx: Transaction, call: Call[Any], trade_type: str, openid: str | None = None) -> Prepay:
    body, scene = call.body, call.body.scene_info
    if scene is not None:
        check_address(scene.payer_client_ip, "/scene_info/payer_client_ip")
    time_of(body.time_start, "/time_start")
    registry.require_bound(tx, call.mchid, body.combine_appid)
    wanted = CombinePlacement(
        mchid=call.mchid,
        out_trade_no=body.combine_out_trade_no,
        app_id=body.combine_appid,
        trade_type=trade_type,
        notify_url=body.notify_url,
        parts=tuple(_part(body, part) for part in body.sub_orders),
        wanted_person_id=None if openid is None else person_of(call.lane, body.combine_appid, openid),
        time_expire=time_of(body.time_expire, "/time_expire"),
        scene=plain(scene),
        device_id=scene.device_id if scene is not None and isinstance(scene.device_id, str) else "",
        limit_pay=tuple(body.limit_pay),
    )
    return combining.place(tx, wanted)[2]


def _part(body: CombineBody, part: Part) -> Placement:
    """What a part has of its own; the rest is filled in from the whole."""
    return Placement(
        mchid=part.mchid,
        sub_mchid=part.sub_mchid,
        sub_app_id=part.sub_appid,
        out_trade_no=part.out_trade_no,
        app_id=body.combine_appid,
        trade_type="",
        description=part.description,
        total_fen=part.amount.total_amount,
        notify_url=body.notify_url,
        attach=part.attach,
        goods_tag=part.goods_tag or "",
        detail={"text": part.detail} if part.detail is not None else {},
        profit_sharing=part.settle_info is not None and part.settle_info.profit_sharing,
    )
