"""/secapi/pay/*profitsharing* and /pay/profitsharing*: sharing payments, signed by HMAC-SHA256 only."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v2.shapes import Base, Fen, Text32, Text64, check_app
from hutong.pay.errors.v2 import NotJson
from hutong.pay.models.sharing import Sharing
from hutong.pay.orders.shapes_v2 import stamp
from hutong.pay.sharing import receivers, sharings
from hutong.pay.sharing.parties import Party
from hutong.pay.sharing.receivers import NewReceiver
from hutong.pay.sharing.sharings import Share, SharingWanted
from hutong.wire.api_mch_v2 import Call, v2

SIGNS = ("HMAC-SHA256",)

Told = dict[str, str | int | None]
Kind = Literal["MERCHANT_ID", "PERSONAL_OPENID", "PERSONAL_SUB_OPENID"]
Description = Annotated[str, Meta(min_length=1, max_length=80)]


class OfPayment(Base, frozen=True, kw_only=True):
    """Whose payments are shared."""

    sub_mch_id: Text32 | None = None
    appid: Text32
    sub_appid: Text32 | None = None


class ShareOut(OfPayment, frozen=True, kw_only=True):
    """A call for sharing."""

    brand_mch_id: Text32 | None = None
    transaction_id: Text32
    out_order_no: Text64
    receivers: Annotated[str, Meta(min_length=1, max_length=10240)]


class ShareOfReceiver(msgspec.Struct, frozen=True, kw_only=True):
    """What a receiver is to get, in the JSON of `receivers`."""

    type: Kind
    account: Text64
    amount: Fen
    description: Description
    name: str | None = None


class SharingNumber(Base, frozen=True, kw_only=True):
    """A call for sharing by its numbers."""

    sub_mch_id: Text32 | None = None
    transaction_id: Text32
    out_order_no: Text64


class ReceiverText(OfPayment, frozen=True, kw_only=True):
    """A receiver, as JSON."""

    receiver: Annotated[str, Meta(min_length=1, max_length=2048)]


class ReceiverOut(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to share with, in the JSON of `receiver`."""

    type: Kind
    account: Text64
    name: str | None = None
    relation_type: str = ""
    custom_relation: str = ""


class Finish(OfPayment, frozen=True, kw_only=True):
    """The end of sharing."""

    transaction_id: Text32
    out_order_no: Text64
    description: Description


class Payment(Base, frozen=True, kw_only=True):
    """A payment."""

    transaction_id: Text32


class SubMerchant(Base, frozen=True, kw_only=True):
    """Whose ratio is asked for."""

    sub_mch_id: Text32 | None = None
    brand_mch_id: Text32 | None = None


@v2.post("/secapi/pay/profitsharing", body=ShareOut, certificate=True, signs=SIGNS)
def single(tx: Transaction, call: Call[ShareOut]) -> Told:
    """Share a payment once; what is left goes to the merchant.

    Request:  <xml><mch_id>...</mch_id><appid>wx...</appid><transaction_id>...</transaction_id><out_order_no>...
              </out_order_no><receivers>[{"type": "MERCHANT_ID", "account": "190001001", "amount": 100, "description":
              "..."}]</receivers><sign_type>HMAC-SHA256</sign_type>...</xml>
    Response: <xml>...<transaction_id>...</transaction_id><out_order_no>...</out_order_no><order_id>3008...</order_id>
              <status>PROCESSING</status><receivers>[...]</receivers></xml>
    Errors:   ParamError · NotJson · SharingSubForeign · SharingDiffers · SharedOrderUnknown · NotShared ·
              SharedTooSoon · SharingOver · SharingsTooMany · ReceiverTwice · ReceiverUnrelated · RestShort ·
              RatioExceeded
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_1&index=1
    """
    return _shared(tx, call, ends=True)


@v2.post("/secapi/pay/multiprofitsharing", body=ShareOut, certificate=True, signs=SIGNS)
def multi(tx: Transaction, call: Call[ShareOut]) -> Told:
    """Share part of a payment; there may be more calls, until profitsharingfinish.

    Request:  as for sharing once
    Response: as for sharing once
    Errors:   as for sharing once
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_6&index=2
    """
    return _shared(tx, call, ends=False)


@v2.post("/pay/profitsharingquery", body=SharingNumber, signs=SIGNS)
def query(read: Reader, call: Call[SharingNumber]) -> Told:
    """How a sharing stands.

    Request:  <xml><mch_id>...</mch_id><transaction_id>...</transaction_id><out_order_no>...</out_order_no>...</xml>
    Response: <xml>...<order_id>3008...</order_id><status>FINISHED</status><receivers>[{"type": ..., "account": ...,
              "amount": 100, "description": "...", "result": "SUCCESS", "finish_time": "20180608170132", "detail_id":
              "..."}]</receivers></xml>
    Errors:   SharingUnknown
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_2&index=3
    """
    body = call.body
    sharing = sharings.get(read, party(call), body.out_order_no, body.transaction_id)
    return {**_told(sharing), "status": sharing.state, "receivers": _parts(read, sharing)}


@v2.post("/pay/profitsharingaddreceiver", body=ReceiverText, signs=SIGNS)
def add_receiver(tx: Transaction, call: Call[ReceiverText]) -> Told:
    """Let somebody share; adding twice changes nothing.

    Request:  <xml>...<receiver>{"type": "MERCHANT_ID", "account": "190001001", "name": "...", "relation_type":
              "DISTRIBUTOR"}</receiver></xml>
    Response: <xml>...<receiver>{"type": "MERCHANT_ID", "account": "190001001", "relation_type": "DISTRIBUTOR"}
              </receiver></xml>
    Errors:   NotJson · SharingSubForeign · RelationMissing · SharingAppForeign · ReceiverUnknown · ReceiverNameWrong ·
              ReceiversTooMany
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_3&index=4
    """
    check_app(tx, call, call.body.appid)
    told = _decoded("receiver", call.body.receiver, ReceiverOut)
    new = NewReceiver(
        type=told.type,
        account=told.account,
        name=told.name,
        relation=told.relation_type,
        custom_relation=told.custom_relation,
        app_id=call.body.appid,
        sub_app_id=call.body.sub_appid,
    )
    receivers.add(tx, call.lane.keys, party(call), new)
    said = {"type": told.type, "account": told.account, "relation_type": told.relation_type}
    return {"receiver": msgspec.json.encode(said).decode()}


@v2.post("/pay/profitsharingremovereceiver", body=ReceiverText, signs=SIGNS)
def remove_receiver(tx: Transaction, call: Call[ReceiverText]) -> Told:
    """Let somebody share no more; removing twice changes nothing.

    Request:  <xml>...<receiver>{"type": "MERCHANT_ID", "account": "190001001"}</receiver></xml>
    Response: <xml>...<receiver>{"type": "MERCHANT_ID", "account": "190001001"}</receiver></xml>
    Errors:   NotJson · SharingSubForeign
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_4&index=5
    """
    check_app(tx, call, call.body.appid)
    told = _decoded("receiver", call.body.receiver, ReceiverOut)
    receivers.remove(tx, party(call), told.type, told.account)
    return {"receiver": msgspec.json.encode({"type": told.type, "account": told.account}).decode()}


@v2.post("/secapi/pay/profitsharingfinish", body=Finish, certificate=True, signs=SIGNS)
def finish(tx: Transaction, call: Call[Finish]) -> Told:
    """End sharing: what is left goes to the merchant.

    Request:  <xml>...<transaction_id>...</transaction_id><out_order_no>...</out_order_no><description>...</description>
              </xml>
    Response: <xml>...<transaction_id>...</transaction_id><out_order_no>...</out_order_no><order_id>3008...</order_id>
              </xml>
    Errors:   SharingSubForeign · SharingDiffers · SharedOrderUnknown · NotShared · SharedTooSoon · SharingOver
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_5&index=6
    """
    body = call.body
    check_app(tx, call, body.appid)
    wanted = SharingWanted(
        transaction_id=body.transaction_id,
        out_order_no=body.out_order_no,
        shares=(),
        ends=True,
        description=body.description,
    )
    return _told(sharings.request(tx, party(call), wanted))


@v2.post("/pay/profitsharingorderamountquery", body=Payment, signs=SIGNS)
def amount(read: Reader, call: Call[Payment]) -> Told:
    """What is left of a payment to be shared.

    Request:  <xml><mch_id>...</mch_id><transaction_id>...</transaction_id>...</xml>
    Response: <xml>...<transaction_id>...</transaction_id><unsplit_amount>1000</unsplit_amount></xml>
    Errors:   SharedOrderUnknown · NotShared
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_10&index=9
    """
    left_fen = sharings.rest_fen(read, call.mchid, call.body.transaction_id)
    return {"transaction_id": call.body.transaction_id, "unsplit_amount": left_fen}


@v2.post("/pay/profitsharingmerchantratioquery", body=SubMerchant, signs=SIGNS)
def ratio(read: Reader, call: Call[SubMerchant]) -> Told:
    """How much of a payment receivers may get at most, in ten thousandths.

    Request:  <xml><mch_id>...</mch_id>...</xml>
    Response: <xml>...<max_ratio>3000</max_ratio></xml>
    Source:   https://pay.weixin.qq.com/wiki/doc/api/allocation.php?chapter=27_11&index=10
    """
    return {"brand_mch_id": call.body.brand_mch_id, "max_ratio": sharings.MOST_BPS}


def _shared(tx: Transaction, call: Call[ShareOut], *, ends: bool) -> Told:
    body = call.body
    check_app(tx, call, body.appid)
    told: list[ShareOfReceiver] = _decoded("receivers", body.receivers, list[ShareOfReceiver])
    wanted = SharingWanted(
        transaction_id=body.transaction_id,
        out_order_no=body.out_order_no,
        shares=tuple(Share(one.type, one.account, one.amount, one.description) for one in told),
        ends=ends,
    )
    sharing = sharings.request(tx, party(call), wanted)
    return {**_told(sharing), "status": sharing.state, "receivers": _parts(tx, sharing)}


def party(call: Call[Any]) -> Party:
    """Who shares, and for whom."""
    return Party(call.mchid, call.body.sub_mch_id)


def _decoded(field: str, text: str, kind: Any) -> Any:
    """Raises: NotJson"""
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError):
        raise NotJson(field=field) from None


def _told(sharing: Sharing) -> Told:
    return {
        "transaction_id": sharing.transaction_id,
        "out_order_no": sharing.out_order_no,
        "order_id": sharing.order_id,
    }


def _parts(read: Reader, sharing: Sharing) -> str:
    told = [
        {
            "type": part.type,
            "account": part.account,
            "amount": part.amount_fen,
            "description": part.description,
            "result": part.result,
            "detail_id": part.detail_id,
        }
        | ({"finish_time": stamp(part.finished_at)} if part.finished_at else {})
        for part in sharings.parts_of(read, sharing)
    ]
    return msgspec.json.encode(told).decode()
