"""/v3/refund/domestic/refunds: money back to who paid, in both modes."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3.order_bodies import AnyFen, Count, Fen, Text16, Text32, Text256
from hutong.pay.errors import refunds as errors
from hutong.pay.models.orders import Refund
from hutong.pay.orders import finding, refunding, shapes
from hutong.pay.orders.refund_sources import Part
from hutong.pay.orders.refunding import RefundWanted
from hutong.wire.api_mch_v3 import Call, v3
from hutong.wire.mch_errors import ParamError

_REFUNDS_A_SECOND = 150

RefundNumber = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_\-|*@]{1,64}\Z")]
Reason = Annotated[str, Meta(min_length=1, max_length=80)]
RefundUrl = Annotated[str, Meta(min_length=8, max_length=256, pattern=r"^https?://[^?#\s]+\Z")]
Secret = Annotated[str, Meta(min_length=1, max_length=1024)]


class Source(msgspec.Struct, frozen=True):
    """A part of the money, and which of the merchant's it is."""

    account: Literal["AVAILABLE", "UNAVAILABLE"]
    amount: Fen


class RefundAmount(msgspec.Struct, frozen=True, kw_only=True):
    refund: Fen
    total: Fen
    currency: Literal["CNY"]
    from_: list[Source] | None = msgspec.field(default=None, name="from")


class RefundGoods(msgspec.Struct, frozen=True, omit_defaults=True):
    merchant_goods_id: Text32
    unit_price: AnyFen
    refund_amount: AnyFen
    refund_quantity: Count
    wechatpay_goods_id: Text32 | UnsetType = UNSET
    goods_name: Text256 | UnsetType = UNSET


class RefundBody(msgspec.Struct, frozen=True, kw_only=True):
    out_refund_no: RefundNumber
    amount: RefundAmount
    sub_mchid: Text32 | None = None
    transaction_id: Text32 | None = None
    out_trade_no: Annotated[str, Meta(pattern=r"^[0-9A-Za-z_\-|*]{6,32}\Z")] | None = None
    reason: Reason | None = None
    notify_url: RefundUrl | None = None
    funds_account: Literal["AVAILABLE", "UNSETTLED"] | None = None
    goods_detail: list[RefundGoods] = []


class BySub(msgspec.Struct, frozen=True):
    sub_mchid: Text32 | None = None


class Abnormal(msgspec.Struct, frozen=True, kw_only=True):
    out_refund_no: RefundNumber
    type: Literal["USER_BANK_CARD", "MERCHANT_BANK_CARD"]
    sub_mchid: Text32 | None = None
    bank_type: Text16 | None = None
    bank_account: Secret | None = None
    real_name: Secret | None = None


@v3.post("/v3/refund/domestic/refunds", body=RefundBody, rate=_REFUNDS_A_SECOND)
def create(tx: Transaction, call: Call[RefundBody]) -> dict[str, Any]:
    """Give money back, all of an order or a part. The same number again is the same refund.

    Request:  {"out_trade_no" or "transaction_id": "…", "out_refund_no": "…", "reason"?, "notify_url"?,
               "funds_account"?: "AVAILABLE" or "UNSETTLED",
               "amount": {"refund": 1, "total": 100, "currency": "CNY", "from"?: [{"account": "AVAILABLE" or
               "UNAVAILABLE", "amount": 1}]}}
    Response: {"refund_id", "out_refund_no", "transaction_id", "out_trade_no", "channel", "user_received_account",
               "create_time", "status": "PROCESSING", "amount": {…}, …}
    Errors:   RefundOrderNotFound · OrderNotPaid · RefundDiffers · RefundTotalWrong · RefundTooMuch ·
              RefundsTooMany · RefundTooLate · MerchantMoneyShort
    Source:   refund, request
    """
    body = call.body
    if body.transaction_id is None and body.out_trade_no is None:
        raise ParamError(field="/transaction_id", issue="one of transaction_id and out_trade_no")
    sources = body.amount.from_
    if sources is not None and sum(source.amount for source in sources) != body.amount.refund:
        raise ParamError(field="/amount/from", issue="does not sum to amount.refund")
    if sources is not None and len({source.account for source in sources}) != len(sources):
        raise ParamError(field="/amount/from", issue="names an account twice")
    if body.amount.refund > body.amount.total:
        raise ParamError(field="/amount/refund", value=body.amount.refund, issue="more than amount.total")
    wanted = RefundWanted(
        mchid=call.mchid,
        sub_mchid=body.sub_mchid,
        out_refund_no=body.out_refund_no,
        amount_fen=body.amount.refund,
        total_fen=body.amount.total,
        out_trade_no=body.out_trade_no,
        transaction_id=body.transaction_id,
        reason=body.reason or "",
        notify_url=body.notify_url or "",
        funds_account=body.funds_account or "",
        parts=tuple(Part(source.account, source.amount) for source in sources or ()),
        goods=tuple(dict(msgspec.to_builtins(goods)) for goods in body.goods_detail),
    )
    return _told(tx, refunding.request(tx, wanted))


@v3.get("/v3/refund/domestic/refunds/{out_refund_no}", query=BySub)
def query(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A refund as it stands.

    Request:  ?sub_mchid=16… in partner mode
    Response: as its request is answered, with "success_time" once the money arrived
    Errors:   RefundNotFound
    Source:   refund, query
    """
    return _told(
        read, finding.require_refund(read, call.mchid, call.path["out_refund_no"], sub_mchid=call.query.sub_mchid)
    )


@v3.post("/v3/refund/domestic/refunds/{refund_id}/apply-abnormal-refund", body=Abnormal)
def apply_abnormal_refund(tx: Transaction, call: Call[Abnormal]) -> dict[str, Any]:
    """Send a refund that could not reach its payer to a bank card, theirs or the merchant's own.

    Request:  {"out_refund_no": "…", "type": "USER_BANK_CARD", "bank_type": "ICBC_DEBIT", "bank_account": "(encrypted)",
               "real_name": "(encrypted)"} or {"out_refund_no": "…", "type": "MERCHANT_BANK_CARD"}
    Response: the refund, "status": "PROCESSING"
    Errors:   RefundNotFound · RefundNotAbnormal
    Source:   refund, abnormal refund
    """
    body = call.body
    refund = finding.refund_by_id(tx, call.path["refund_id"])
    if refund is None or (refund.mchid, refund.sub_mchid) != (call.mchid, body.sub_mchid):
        raise errors.RefundNotFound()
    if refund.out_refund_no != body.out_refund_no:
        raise ParamError(field="/out_refund_no", value=body.out_refund_no, issue="another refund's number")
    to_merchant = body.type == "MERCHANT_BANK_CARD"
    if not to_merchant:
        _check_card(call, body)
    return _told(tx, refunding.send_elsewhere(tx, refund, to_merchant=to_merchant))


def _check_card(call: Call[Abnormal], body: Abnormal) -> None:
    for field in ("bank_type", "bank_account", "real_name"):
        given = getattr(body, field)
        if given is None:
            raise ParamError(field=f"/{field}", issue="missing, and needed for USER_BANK_CARD")
        if field != "bank_type":
            call.decrypt(given, f"/{field}")


def _told(read: Reader, refund: Refund) -> dict[str, Any]:
    order = finding.find(read, refund.mchid, refund.out_trade_no)
    assert order is not None, "a refund has its order"
    return shapes.refund(refund, order)
