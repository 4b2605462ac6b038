"""/v3/pay/transactions/codepay and reverse: payments by the code a person shows, in both modes."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from hutong.kernel.db import Transaction
from hutong.pay.api_mch_v3.openids import named
from hutong.pay.api_mch_v3.order_bodies import (
    Address,
    AnyFen,
    Count,
    Description,
    Fen,
    Settlement,
    Text32,
    Text128,
    Text256,
    TradeNumber,
    check_address,
    plain,
)
from hutong.pay.errors import orders as errors
from hutong.pay.models.orders import CODE, USERPAYING, Order
from hutong.pay.orders import closing, codes, shapes
from hutong.pay.orders.placing import Placement
from hutong.wire.api_mch_v3 import Accepted, Call, v3

_CODES_A_SECOND = 33


class CodeAmount(msgspec.Struct, frozen=True):
    total: Fen
    currency: Literal["CNY"] = "CNY"


class CodePayer(msgspec.Struct, frozen=True):
    auth_code: Annotated[str, Meta(pattern=r"^1[0-5][0-9]{16}\Z")]


class CodeStore(msgspec.Struct, frozen=True, omit_defaults=True):
    id: Text32 | UnsetType = UNSET
    out_id: Text256 | UnsetType = UNSET


class CodeScene(msgspec.Struct, frozen=True, omit_defaults=True):
    store_info: CodeStore
    device_id: Text32 | UnsetType = UNSET
    device_ip: Address | UnsetType = UNSET


class CodeGoods(msgspec.Struct, frozen=True, omit_defaults=True):
    merchant_goods_id: Text32
    quantity: Count
    unit_price: AnyFen
    wxpay_goods_id: str | UnsetType = UNSET
    goods_name: Text256 | UnsetType = UNSET


class CodeDetail(msgspec.Struct, frozen=True, omit_defaults=True):
    goods_detail: list[CodeGoods]
    cost_price: AnyFen | UnsetType = UNSET
    invoice_id: Text32 | UnsetType = UNSET


class CodeOrder(msgspec.Struct, frozen=True, kw_only=True):
    description: Description
    out_trade_no: TradeNumber
    payer: CodePayer
    amount: CodeAmount
    scene_info: CodeScene
    attach: Text128 | None = None
    goods_tag: Text256 | None = None
    support_fapiao: bool = False
    detail: CodeDetail | None = None
    settle_info: Settlement | None = None


class DirectCodeOrder(CodeOrder, frozen=True, kw_only=True):
    appid: Text32
    mchid: Text32


class PartnerCodeOrder(CodeOrder, frozen=True, kw_only=True):
    sp_mchid: Text32
    sub_mchid: Text32
    sp_appid: Text32 | None = None
    sub_appid: Text32 | None = None


class Reversal(msgspec.Struct, frozen=True):
    appid: Text32
    mchid: Text32


class PartnerReversal(msgspec.Struct, frozen=True, kw_only=True):
    sp_mchid: Text32
    sub_mchid: Text32
    sp_appid: Text32 | None = None
    sub_appid: Text32 | None = None


@v3.post("/v3/pay/transactions/codepay", body=DirectCodeOrder, names=("mchid",), rate=_CODES_A_SECOND)
async def codepay(call: Call[DirectCodeOrder]) -> dict[str, Any] | Accepted:
    """Charge whoever shows an eighteen-digit code.

    Request:  {"appid", "mchid", "description", "out_trade_no", "payer": {"auth_code": "13…"}, "amount": {"total": 1},
               "scene_info": {"store_info": {"id": "…"}}}
    Response: the paid order, or 202 {"code": "USERPAYING"} while the payer types their password
    Errors:   PaymentCodeInvalid · PaymentCodeExpired · PayerMoneyShort · PayerCannotPay · OrderPaidAlready ·
              OrderIsClosed · OrderIsReversed · OrderDiffers · TradeNumberUsed · AppNotBound
    Source:   code payment
    """
    body = call.body
    return await _charge(call, Placement(mchid=call.mchid, app_id=body.appid, **_given(body)))


@v3.post("/v3/pay/partner/transactions/codepay", body=PartnerCodeOrder, names=("sp_mchid",), rate=_CODES_A_SECOND)
async def partner_codepay(call: Call[PartnerCodeOrder]) -> dict[str, Any] | Accepted:
    """Charge whoever shows a code, for a merchant of this provider's.

    Request:  {"sp_appid", "sp_mchid", "sub_mchid", …} as for codepay
    Response: as for codepay, with sp_ and sub_ names
    Errors:   SubMerchantWrong, and as for codepay
    Source:   partner code payment
    """
    body = call.body
    app_id = body.sp_appid or body.sub_appid
    if app_id is None:
        raise errors.OrderParameterWrong(field="sp_appid", issue="sp_appid与sub_appid至少填写一个")
    wanted = Placement(
        mchid=call.mchid,
        sub_mchid=body.sub_mchid,
        app_id=app_id,
        sub_app_id=body.sub_appid if body.sp_appid else None,
        **_given(body),
    )
    return await _charge(call, wanted)


@v3.post("/v3/pay/transactions/out-trade-no/{out_trade_no}/reverse", body=Reversal, names=("mchid",))
def reverse(tx: Transaction, call: Call[Reversal]) -> dict[str, str]:
    """Take back a payment by code: unpaid it is revoked, paid it is refunded whole.

    Request:  {"appid": "wx…", "mchid": "16…"}
    Response: {"appid", "mchid", "out_trade_no"}
    Errors:   OrderNotFound · NotACodeOrder · ReverseTooLate · MerchantMoneyShort
    Source:   code payment, reverse
    """
    order = closing.reverse(tx, call.mchid, call.path["out_trade_no"])
    return {"appid": order.app_id, "mchid": order.mchid, "out_trade_no": order.out_trade_no}


@v3.post("/v3/pay/partner/transactions/out-trade-no/{out_trade_no}/reverse", body=PartnerReversal, names=("sp_mchid",))
def partner_reverse(tx: Transaction, call: Call[PartnerReversal]) -> dict[str, str]:
    """Take back a payment by code of a provider's merchant.

    Request:  {"sp_mchid": "16…", "sub_mchid": "16…"}
    Response: {"sp_appid", "sp_mchid", "sub_mchid", "out_trade_no"}
    Errors:   as for reverse
    Source:   partner code payment, reverse
    """
    order = closing.reverse(tx, call.mchid, call.path["out_trade_no"], sub_mchid=call.body.sub_mchid)
    told = {"sp_appid": order.app_id, "sp_mchid": order.mchid, "sub_mchid": order.sub_mchid or ""}
    return told | ({"sub_appid": order.sub_app_id} if order.sub_app_id else {}) | {"out_trade_no": order.out_trade_no}


async def _charge(call: Call[Any], wanted: Placement) -> dict[str, Any] | Accepted:
    scanned = await call.lane.db.run(codes.scan, call.body.payer.auth_code, wanted)
    if scanned.refusal is not None:
        raise scanned.refusal
    order: Order = scanned.order
    told: dict[str, Any] = named(call.lane.keys, shapes.transaction(order))
    if order.state == USERPAYING:
        face = errors.PayerIsAsked.api_mch_v3
        return Accepted({"code": face.code, "message": face.message, **told})
    return told


def _given(body: CodeOrder) -> dict[str, Any]:
    scene = body.scene_info
    if isinstance(scene.device_ip, str):
        check_address(scene.device_ip, "/scene_info/device_ip")
    return {
        "trade_type": CODE,
        "out_trade_no": body.out_trade_no,
        "description": body.description,
        "total_fen": body.amount.total,
        "currency": body.amount.currency,
        "notify_url": "",
        "attach": body.attach or "",
        "goods_tag": body.goods_tag or "",
        "profit_sharing": body.settle_info is not None and body.settle_info.profit_sharing,
        "detail": plain(body.detail),
        "scene": plain(scene),
        "device_id": scene.device_id if isinstance(scene.device_id, str) else "",
    }
