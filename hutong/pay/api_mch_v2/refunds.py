"""/secapi/pay/refund and /pay/refundquery."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v2.shapes import Address, Fen, OfApp, RefundNumber, Text32, TradeNumber, check_app, clock
from hutong.pay.errors.orders import OrderNotFound
from hutong.pay.errors.refunds import RefundNotFound, RefundOrderNotFound, RefundTooMuch
from hutong.pay.errors.v2 import CurrencyWrong, OrderNumberMissing, RefundNumberMissing, TransactionUnknown
from hutong.pay.models.orders import SUCCESS, Order, Refund
from hutong.pay.orders import finding, refund_sources, refunding, shapes_v2
from hutong.pay.orders.refunding import RefundWanted
from hutong.wire.api_mch_v2 import Call, v2

AT_ONCE = 10
_SOURCES = {
    None: "",
    "REFUND_SOURCE_UNSETTLED_FUNDS": refund_sources.UNSETTLED,
    "REFUND_SOURCE_RECHARGE_FUNDS": refund_sources.AVAILABLE,
}

Told = dict[str, str | int | None]


class CreateRefund(OfApp, frozen=True, kw_only=True):
    """Money to be given back."""

    transaction_id: Text32 | None = None
    out_trade_no: TradeNumber | None = None
    out_refund_no: RefundNumber
    total_fee: Fen
    refund_fee: Fen
    refund_fee_type: Annotated[str, Meta(max_length=8)] = "CNY"
    refund_desc: Annotated[str, Meta(max_length=80)] | None = None
    refund_account: Literal["REFUND_SOURCE_UNSETTLED_FUNDS", "REFUND_SOURCE_RECHARGE_FUNDS"] | None = None
    notify_url: Address | None = None


class RefundNumbers(OfApp, frozen=True, kw_only=True):
    """Refunds by one of four numbers, the first of which is given wins."""

    refund_id: Text32 | None = None
    out_refund_no: RefundNumber | None = None
    transaction_id: Text32 | None = None
    out_trade_no: TradeNumber | None = None
    offset: Annotated[int, Meta(ge=0)] = 0


@v2.post("/secapi/pay/refund", body=CreateRefund, certificate=True)
def create(tx: Transaction, call: Call[CreateRefund]) -> Told:
    """Give back a payment or part of it. Success means that it has begun; the notice tells the end.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><out_trade_no>...</out_trade_no><out_refund_no>...
              </out_refund_no><total_fee>100</total_fee><refund_fee>100</refund_fee>...</xml>, by the client certificate
    Response: <xml>...<transaction_id>...</transaction_id><out_trade_no>...</out_trade_no><out_refund_no>...
              </out_refund_no><refund_id>503...</refund_id><refund_fee>100</refund_fee><total_fee>100</total_fee>
              <cash_fee>100</cash_fee><cash_refund_fee>100</cash_refund_fee></xml>
    Errors:   ParamError · ClientCertificateNeeded · OrderNumberMissing · TransactionUnknown · RefundOrderNotFound ·
              OrderNotPaid · RefundDiffers · RefundTotalWrong · RefundTooMuch · RefundsTooMany · RefundTooLate ·
              MerchantMoneyShort
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_4
    """
    body = call.body
    check_app(tx, call, body.appid)
    if body.refund_fee_type != "CNY":
        raise CurrencyWrong()
    if not body.transaction_id and not body.out_trade_no:
        raise OrderNumberMissing()
    if body.refund_fee > body.total_fee:
        raise RefundTooMuch(left_fen=body.total_fee)
    wanted = RefundWanted(
        mchid=call.mchid,
        out_refund_no=body.out_refund_no,
        amount_fen=body.refund_fee,
        total_fen=body.total_fee,
        sub_mchid=body.sub_mch_id,
        # Ours wins, even where the other names another order.
        out_trade_no=None if body.transaction_id else body.out_trade_no,
        transaction_id=body.transaction_id,
        reason=body.refund_desc or "",
        notify_url=body.notify_url or "",
        funds_account=_SOURCES[body.refund_account],
        api="v2",
    )
    try:
        refund = refunding.request(tx, wanted)
    except RefundOrderNotFound:
        if body.transaction_id:
            raise TransactionUnknown() from None
        raise
    order = finding.require(tx, call.mchid, refund.out_trade_no, sub_mchid=refund.sub_mchid)
    return _accepted(refund, order)


@v2.post("/pay/refundquery", body=RefundNumbers)
def query(read: Reader, call: Call[RefundNumbers]) -> Told:
    """How refunds stand, of one or of a whole order; by order ten at once, from `offset` on.

    Request:  <xml><appid>wx...</appid><mch_id>...</mch_id><out_trade_no>...</out_trade_no>...</xml>
    Response: <xml>...<transaction_id>...</transaction_id><out_trade_no>...</out_trade_no><total_fee>100</total_fee>
              <cash_fee>100</cash_fee><refund_count>1</refund_count><out_refund_no_0>...</out_refund_no_0><refund_id_0>
              ...</refund_id_0><refund_fee_0>100</refund_fee_0><refund_status_0>SUCCESS</refund_status_0>
              <refund_recv_accout_0>支付用户零钱</refund_recv_accout_0>...</xml>
    Errors:   RefundNumberMissing · RefundNotFound · TransactionUnknown
    Source:   https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_5
    """
    check_app(read, call, call.body.appid)
    order, found, total = _asked(read, call)
    told: Told = {
        "transaction_id": order.transaction_id,
        "out_trade_no": order.out_trade_no,
        "total_fee": order.total_fen,
        "settlement_total_fee": order.settlement_fen if order.promotion else None,
        "fee_type": order.currency,
        "cash_fee": order.payer_fen,
        "total_refund_count": total,
        "refund_count": len(found),
    }
    for place, refund in enumerate(found):
        told |= _numbered(refund, place)
    return told


def _accepted(refund: Refund, order: Order) -> Told:
    told: Told = {
        "transaction_id": refund.transaction_id,
        "out_trade_no": refund.out_trade_no,
        "out_refund_no": refund.out_refund_no,
        "refund_id": refund.refund_id,
        "refund_fee": refund.amount_fen,
        "settlement_refund_fee": refund.settlement_fen if refund.promotion else None,
        "total_fee": order.total_fen,
        "settlement_total_fee": order.settlement_fen if order.promotion else None,
        "fee_type": order.currency,
        "cash_fee": order.payer_fen,
        "cash_refund_fee": refund.payer_fen,
        "refund_channel": None,
        "coupon_refund_fee": refund.amount_fen - refund.payer_fen,
        "coupon_refund_count": len(refund.promotion),
    }
    for place, share in enumerate(refund.promotion):
        told[f"coupon_type_{place}"] = _coupon_type(share.type)
        told[f"coupon_refund_fee_{place}"] = share.amount_fen
        told[f"coupon_refund_id_{place}"] = share.coupon_id
    return told


def _asked(read: Reader, call: Call[RefundNumbers]) -> tuple[Order, list[Refund], int | None]:
    body = call.body
    if body.refund_id or body.out_refund_no:
        refund = _refund(read, call)
        order = finding.find(read, call.mchid, refund.out_trade_no)
        assert order is not None, "a refund has its order"
        return order, [refund], None
    order = _order(read, call)
    found = finding.refunds_of(read, order)
    page = found[body.offset : body.offset + AT_ONCE]
    if not page:
        raise RefundNotFound()
    return order, page, len(found)


def _refund(read: Reader, call: Call[RefundNumbers]) -> Refund:
    body = call.body
    if body.refund_id:
        found = finding.refund_by_id(read, body.refund_id)
        if found is None or (found.mchid, found.sub_mchid) != (call.mchid, body.sub_mch_id):
            raise RefundNotFound()
        return found
    return finding.require_refund(read, call.mchid, body.out_refund_no or "", sub_mchid=body.sub_mch_id)


def _order(read: Reader, call: Call[RefundNumbers]) -> Order:
    body = call.body
    if not body.transaction_id and not body.out_trade_no:
        raise RefundNumberMissing()
    try:
        if body.transaction_id:
            return finding.require_by_transaction(read, call.mchid, body.transaction_id, sub_mchid=body.sub_mch_id)
        return finding.require(read, call.mchid, body.out_trade_no or "", sub_mchid=body.sub_mch_id)
    except OrderNotFound:
        raise (TransactionUnknown() if body.transaction_id else RefundNotFound()) from None


def _numbered(refund: Refund, place: int) -> Told:
    told: dict[str, Any] = {
        "out_refund_no": refund.out_refund_no,
        "refund_id": refund.refund_id,
        "refund_channel": "ORIGINAL" if refund.channel == refunding.ORIGINAL else refund.channel,
        "refund_fee": refund.amount_fen,
        "settlement_refund_fee": refund.settlement_fen if refund.promotion else None,
        "coupon_refund_fee": refund.amount_fen - refund.payer_fen if refund.promotion else None,
        "coupon_refund_count": len(refund.promotion) or None,
        "refund_status": shapes_v2.refund_state(refund),
        "refund_account": shapes_v2.refund_source(refund),
        # Misspelt so on the wire.
        "refund_recv_accout": refund.account,
        "refund_success_time": clock(refund.success_at) if refund.success_at and refund.state == SUCCESS else None,
    }
    numbered: Told = {f"{name}_{place}": value for name, value in told.items()}
    for inner, share in enumerate(refund.promotion):
        numbered[f"coupon_type_{place}_{inner}"] = _coupon_type(share.type)
        numbered[f"coupon_refund_id_{place}_{inner}"] = share.coupon_id
        numbered[f"coupon_refund_fee_{place}_{inner}"] = share.amount_fen
    return numbered


def _coupon_type(kind: str) -> str:
    return "CASH" if kind == "CASH" else "NO_CASH"
