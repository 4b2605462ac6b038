"""/pay/unifiedorder: one call for every way in which somebody pays by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated, Any, Literal

from msgspec import Meta

from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from hutong.pay.api_mch_v2.shapes import (
    Address,
    Fen,
    Moment,
    OfApp,
    Text32,
    Text64,
    Text128,
    TradeNumber,
    check_app,
    json_object,
    moment,
)
from hutong.pay.errors.orders import OrderDiffers, PayerOpenidWrong
from hutong.pay.errors.v2 import CurrencyWrong, NotJson, TimesTooNear, TradeTypeLacks
from hutong.pay.models.orders import H5, JSAPI, NATIVE
from hutong.pay.orders import placing
from hutong.pay.orders.placing import Placement
from hutong.wire.api_mch_v2 import Call, v2

_SHORTEST = timedelta(minutes=1)
_GOODS = {
    "goods_id": "merchant_goods_id",
    "wxpay_goods_id": "wechatpay_goods_id",
    "goods_name": "goods_name",
    "quantity": "quantity",
    "price": "unit_price",
}
# What the rules call by APIv3's names.
_NAMES = {"amount.total": "total_fee", "amount.currency": "fee_type", "description": "body", "payer": "openid"}
_WANTS = {"JSAPI": "openid", "NATIVE": "product_id", "MWEB": "scene_info"}


class Order(OfApp, frozen=True, kw_only=True):
    """What every order says, also that of a payment code."""

    version: Text32 | None = None
    profit_sharing: Literal["Y", "N"] = "N"
    device_info: Text32 | None = None
    body: Text128
    detail: Annotated[str, Meta(max_length=6000)] | None = None
    attach: Annotated[str, Meta(max_length=127)] | None = None
    out_trade_no: TradeNumber
    fee_type: Annotated[str, Meta(max_length=16)] = "CNY"
    total_fee: Fen
    spbill_create_ip: Text64
    time_start: Moment | None = None
    time_expire: Moment | None = None
    goods_tag: Text32 | None = None
    limit_pay: Literal["no_credit"] | None = None
    scene_info: Annotated[str, Meta(max_length=256)] | None = None


class UnifiedOrder(Order, frozen=True, kw_only=True):
    """An order that somebody pays by themselves."""

    version: Literal["1.0"] | None = None
    notify_url: Address
    trade_type: Literal["JSAPI", "NATIVE", "APP", "MWEB"]
    product_id: Text32 | None = None
    receipt: Literal["Y", "N"] | None = None
    openid: Text128 | None = None
    sub_openid: Text128 | None = None
    user_type: (
        Literal[
            "IDCARD",
            "HONGKONG_MACAO",
            "HONGKONG_MACAO_RESIDENT",
            "TAIWAN_RESIDENT",
            "FOREIGN_RESIDENT",
            "OVERSEA_PASSPORT",
        ]
        | None
    ) = None
    user_creid: Text32 | None = None
    user_truename: Text64 | None = None


@v2.post("/pay/unifiedorder", body=UnifiedOrder)
def create(tx: Transaction, call: Call[UnifiedOrder]) -> dict[str, str | int | None]:
    """Place an order, or take it up again with a fresh token; the same order as APIv3 sees.

    Request:  <xml><appid>wx...</appid><mch_id>1900000109</mch_id><nonce_str>...</nonce_str><sign>...</sign>
              <body>...</body><out_trade_no>20150806125346</out_trade_no><total_fee>88</total_fee>
              <spbill_create_ip>123.12.12.123</spbill_create_ip><notify_url>https://...</notify_url>
              <trade_type>JSAPI</trade_type><openid>o-...</openid></xml>
    Response: <xml><return_code>SUCCESS</return_code><return_msg>OK</return_msg>...<result_code>SUCCESS</result_code>
              <trade_type>JSAPI</trade_type><prepay_id>wx...</prepay_id></xml>, with code_url or mweb_url
    Errors:   ParamError · AppUnknown · AppNotBound · TradeTypeLacks · PayerOpenidWrong · CurrencyWrong · TimesTooNear ·
              NotJson · SubMerchantWrong · MerchantPaused · TradeNumberUsed · OrderPaidAlready · OrderIsClosed ·
              OrderDiffers · OrderExpired
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_1
    """
    body = call.body
    wants = _WANTS.get(body.trade_type)
    given = body.openid or body.sub_openid if wants == "openid" else getattr(body, wants or "trade_type")
    if not given:
        raise TradeTypeLacks(trade_type="H5" if body.trade_type == H5 else body.trade_type, field=wants)
    scene = json_object("scene_info", body.scene_info)
    if body.trade_type == H5 and "h5_info" not in scene:
        raise NotJson(field="scene_info")
    placed = placement(
        tx,
        call,
        body,
        trade_type=body.trade_type,
        notify_url=body.notify_url,
        scene=scene,
        wanted_person_id=_payer(call) if body.trade_type == JSAPI else None,
        names_sub_openid=not body.openid and bool(body.sub_openid),
    )
    with in_own_names():
        _, prepay = placing.place(tx, placed)
    return {
        "trade_type": body.trade_type,
        "prepay_id": prepay.prepay_id,
        "code_url": prepay.code_url if body.trade_type == NATIVE else None,
        "mweb_url": prepay.h5_url if body.trade_type == H5 else None,
    }


def placement(tx: Transaction, call: Call[Any], body: Order, **settings: Any) -> Placement:
    """An order as the rules take it. Raises: AppUnknown · AppNotBound · CurrencyWrong · TimesTooNear · NotJson"""
    check_app(tx, call, body.appid)
    if body.fee_type != "CNY":
        raise CurrencyWrong()
    expires = moment("time_expire", body.time_expire) if body.time_expire else None
    starts = moment("time_start", body.time_start) if body.time_start else None
    if expires and starts and expires - starts < _SHORTEST:
        raise TimesTooNear()
    settings.setdefault("scene", json_object("scene_info", body.scene_info))
    return Placement(
        mchid=call.mchid,
        out_trade_no=body.out_trade_no,
        app_id=body.appid,
        description=body.body,
        total_fen=body.total_fee,
        api="v2",
        sign_type=call.sign_type,
        sub_mchid=body.sub_mch_id,
        sub_app_id=body.sub_appid,
        attach=body.attach or "",
        goods_tag=body.goods_tag or "",
        time_expire=expires,
        profit_sharing=body.profit_sharing == "Y",
        limit_pay=(body.limit_pay,) if body.limit_pay else (),
        detail=_detail(body),
        device_id=body.device_info or "",
        **settings,
    )


@contextmanager
def in_own_names() -> Iterator[None]:
    """Whatever differs from the order of before is told by APIv2's name for it."""
    try:
        yield
    except OrderDiffers as error:
        field = error.facts["field"]
        raise OrderDiffers(field=_NAMES.get(field, field)) from None


def _payer(call: Call[UnifiedOrder]) -> int:
    """Raises: PayerOpenidWrong"""
    body = call.body
    app_id, openid = (body.appid, body.openid) if body.openid else (body.sub_appid or body.appid, body.sub_openid)
    person_id = apps.person_of(call.lane.keys, app_id, openid or "")
    if person_id is None:
        raise PayerOpenidWrong(openid=openid)
    return person_id


def _detail(body: Order) -> dict[str, Any]:
    """The goods in APIv3's words. Only version 1.0 promises JSON; before, the field was free text."""
    try:
        told = json_object("detail", body.detail)
    except NotJson:
        if body.version is not None:
            raise
        return {}
    goods = told.get("goods_detail")
    if not isinstance(goods, list):
        return {}
    items = [item for item in goods if isinstance(item, dict)]
    return {
        "goods_detail": [{ours: item[theirs] for theirs, ours in _GOODS.items() if theirs in item} for item in items]
    }
