"""/v3/profitsharing: a payment split among receivers before the merchant gets the rest."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3 import bill_links
from hutong.pay.errors import sharing as errors
from hutong.pay.merchants import registry
from hutong.pay.models.sharing import Return, Sharing
from hutong.pay.sharing import receivers, returns, sharings
from hutong.pay.sharing.parties import Party
from hutong.pay.times import rfc3339
from hutong.wire.api_mch_v3 import Call, v3

_ORDERS = "/v3/profitsharing/orders"
_RETURNS = "/v3/profitsharing/return-orders"

Mchid = Annotated[str, Meta(min_length=1, max_length=32)]
Number = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_\-|*@]+$")]
Words = Annotated[str, Meta(min_length=1, max_length=80)]
Fen = Annotated[int, Meta(ge=1)]
Account = Annotated[str, Meta(min_length=1, max_length=64)]
Secret = Annotated[str, Meta(min_length=1, max_length=1024)]
Type = Literal["MERCHANT_ID", "PERSONAL_OPENID", "PERSONAL_SUB_OPENID"]
Relation = Literal[
    "STORE",
    "STAFF",
    "STORE_OWNER",
    "PARTNER",
    "HEADQUARTER",
    "BRAND",
    "DISTRIBUTOR",
    "USER",
    "SUPPLIER",
    "CUSTOM",
    "SERVICE_PROVIDER",
]
_BEFORE = "1970-01-01T08:00:00+08:00"


class ShareShape(msgspec.Struct, frozen=True, kw_only=True):
    type: Type
    account: Account
    name: Secret | None = None
    amount: Fen
    description: Words


class Create(msgspec.Struct, frozen=True, kw_only=True):
    sub_mchid: Mchid | None = None
    appid: Mchid | None = None
    sub_appid: Mchid | None = None
    transaction_id: Mchid
    out_order_no: Number
    receivers: Annotated[list[ShareShape], Meta(max_length=50)] | None = None
    unfreeze_unsplit: bool


class Unfreeze(msgspec.Struct, frozen=True, kw_only=True):
    sub_mchid: Mchid | None = None
    transaction_id: Mchid
    out_order_no: Number
    description: Words


class QueryOne(msgspec.Struct, frozen=True, kw_only=True):
    sub_mchid: Mchid | None = None
    transaction_id: Mchid


class CreateReturn(msgspec.Struct, frozen=True, kw_only=True):
    sub_mchid: Mchid | None = None
    order_id: Account | None = None
    out_order_no: Number | None = None
    out_return_no: Number
    return_mchid: Mchid
    amount: Fen
    description: Words


class QueryReturn(msgspec.Struct, frozen=True, kw_only=True):
    sub_mchid: Mchid | None = None
    out_order_no: Number


class AddReceiver(msgspec.Struct, frozen=True, kw_only=True):
    sub_mchid: Mchid | None = None
    appid: Mchid
    sub_appid: Mchid | None = None
    type: Type
    account: Account
    name: Secret | None = None
    relation_type: Relation
    custom_relation: Annotated[str, Meta(min_length=1, max_length=10)] | None = None


class DeleteReceiver(msgspec.Struct, frozen=True, kw_only=True):
    sub_mchid: Mchid | None = None
    appid: Mchid
    sub_appid: Mchid | None = None
    type: Type
    account: Account


class BillQuery(msgspec.Struct, frozen=True, kw_only=True):
    sub_mchid: Mchid | None = None
    bill_date: Annotated[str, Meta(min_length=1, max_length=10)]
    tar_type: Literal["GZIP"] | None = None


@v3.post(_ORDERS, body=Create)
async def create(call: Call[Create]) -> dict[str, Any]:
    """Share a payment: from a minute after it was made, for thirty days. The same out_order_no again is the same call.

    Request:  {"appid": "wx…", "transaction_id": "4200…", "out_order_no": "P1", "receivers": [{"type": "MERCHANT_ID",
              "account": "1900000109", "amount": 30, "description": "to the courier"}], "unfreeze_unsplit": false}
    Response: {"transaction_id": "4200…", "out_order_no": "P1", "order_id": "3008…", "state": "PROCESSING",
              "receivers": [{"type": "MERCHANT_ID", "account": "1900000109", "amount": 30, "result": "PENDING", ...}]}
    Errors:   SharingSubForeign · SharingDiffers · SharedOrderUnknown · NotShared · SharedTooSoon · SharingOver ·
              SharingsTooMany · ReceiversMissing · ReceiverTwice · ReceiverUnrelated · RestShort · RatioExceeded
    Source:   "Requesting profit sharing"; receivers get at most 30 % here
    """
    body = call.body
    for share in body.receivers or []:
        if share.name is not None:
            call.decrypt(share.name, "/receivers/name")
    wanted = sharings.SharingWanted(
        transaction_id=body.transaction_id,
        out_order_no=body.out_order_no,
        shares=tuple(
            sharings.Share(share.type, share.account, share.amount, share.description) for share in body.receivers or []
        ),
        ends=body.unfreeze_unsplit,
    )
    return await call.lane.db.run(_request, Party(call.mchid, body.sub_mchid), wanted)


@v3.post(_ORDERS + "/unfreeze", body=Unfreeze)
def unfreeze(tx: Transaction, call: Call[Unfreeze]) -> dict[str, Any]:
    """End sharing: what is left of a payment goes to the merchant.

    Request:  {"transaction_id": "4200…", "out_order_no": "P2", "description": "all shared"}
    Response: {"transaction_id": "4200…", "out_order_no": "P2", "order_id": "3008…", "state": "PROCESSING"}
    Errors:   as of sharing
    Source:   "Unfreezing what is left"; needs a number of its own
    """
    body = call.body
    wanted = sharings.SharingWanted(
        transaction_id=body.transaction_id,
        out_order_no=body.out_order_no,
        shares=(),
        ends=True,
        description=body.description,
    )
    return _request(tx, Party(call.mchid, body.sub_mchid), wanted)


@v3.get(_ORDERS + "/{out_order_no}", query=QueryOne)
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """How a sharing went.

    Request:  ?transaction_id=4200…
    Response: {"transaction_id": "4200…", "out_order_no": "P1", "order_id": "3008…", "state": "FINISHED",
              "receivers": [{"account": "1900000109", "amount": 30, "result": "SUCCESS", ...}]}
    Errors:   SharingUnknown
    Source:   "Querying the result of profit sharing"; what went to the merchant at the end is a receiver too
    """
    party = Party(call.mchid, call.query.sub_mchid)
    return _sharing(read, sharings.get(read, party, call.path["out_order_no"], call.query.transaction_id))


@v3.post(_RETURNS, body=CreateReturn)
def create_return(tx: Transaction, call: Call[CreateReturn]) -> dict[str, Any]:
    """Take a share back from a merchant who got it. The same out_return_no again is the same return.

    Request:  {"out_order_no": "P1", "out_return_no": "R1", "return_mchid": "1900000109", "amount": 10,
              "description": "sent back"}
    Response: {"order_id": "3008…", "out_order_no": "P1", "out_return_no": "R1", "return_id": "3108…", "return_mchid":
              "1900000109", "amount": 10, "description": "sent back", "result": "SUCCESS", ...}
    Errors:   SharingSubForeign · ReturnDiffers · SharingNumbersWrong · SharingUnknown · ReceiverUnrelated ·
              ReturnTooMuch · ReturnOver · ReturnerShort
    Source:   "Requesting a return of profit sharing"; every merchant here lets shares be taken back
    """
    body = call.body
    wanted = returns.ReturnWanted(
        out_return_no=body.out_return_no,
        return_mchid=body.return_mchid,
        amount_fen=body.amount,
        description=body.description,
        order_id=body.order_id,
        out_order_no=body.out_order_no,
    )
    return _returned(returns.request(tx, Party(call.mchid, body.sub_mchid), wanted))


@v3.get(_RETURNS + "/{out_return_no}", query=QueryReturn)
def get_return(read: Reader, call: Call[None]) -> dict[str, Any]:
    """How a return went.

    Request:  ?out_order_no=P1
    Response: as of the return itself
    Errors:   ReturnUnknown
    Source:   "Querying the result of a return"
    """
    party = Party(call.mchid, call.query.sub_mchid)
    return _returned(returns.get(read, party, call.path["out_return_no"], call.query.out_order_no))


@v3.get("/v3/profitsharing/transactions/{transaction_id}/amounts")
def amounts(read: Reader, call: Call[None]) -> dict[str, Any]:
    """What is left of a payment to be shared.

    Response: {"transaction_id": "4200…", "unsplit_amount": 970}
    Errors:   SharedOrderUnknown · NotShared
    Source:   "Querying what is left to be shared"
    """
    transaction_id = call.path["transaction_id"]
    left_fen = sharings.rest_fen(read, call.mchid, transaction_id)
    return {"transaction_id": transaction_id, "unsplit_amount": left_fen}


@v3.get("/v3/profitsharing/merchant-configs/{sub_mchid}")
def ratio(read: Reader, call: Call[None]) -> dict[str, Any]:
    """The most that receivers get of a payment of one of a partner's merchants, in ten thousandths.

    Response: {"sub_mchid": "1900000109", "max_ratio": 3000}
    Errors:   SharingSubForeign
    Source:   "Querying the largest ratio"
    """
    sub_mchid = call.path["sub_mchid"]
    if not registry.is_sub_of(read, sub_mchid, call.mchid):
        raise errors.SharingSubForeign(mchid=sub_mchid)
    return {"sub_mchid": sub_mchid, "max_ratio": sharings.MOST_BPS}


@v3.post("/v3/profitsharing/receivers/add", body=AddReceiver)
async def add_receiver(call: Call[AddReceiver]) -> dict[str, Any]:
    """Let somebody share; adding twice changes nothing.

    Request:  {"appid": "wx…", "type": "MERCHANT_ID", "account": "1900000109", "name": "<encrypted>",
              "relation_type": "SUPPLIER"}
    Response: {"type": "MERCHANT_ID", "account": "1900000109", "name": "<as sent>", "relation_type": "SUPPLIER"}
    Errors:   SharingSubForeign · RelationMissing · SharingAppForeign · ReceiverUnknown · ReceiverNameWrong ·
              ReceiversTooMany
    Source:   "Adding a receiver"; a merchant's name must be told, a person's is checked if it is
    """
    body = call.body
    new = receivers.NewReceiver(
        type=body.type,
        account=body.account,
        name=None if body.name is None else call.decrypt(body.name, "/name"),
        relation=body.relation_type,
        custom_relation=body.custom_relation or "",
        app_id=body.appid,
        sub_app_id=body.sub_appid,
    )
    kept = await call.lane.db.run(receivers.add, call.lane.keys, Party(call.mchid, body.sub_mchid), new)
    told = {"sub_mchid": body.sub_mchid, "type": kept.type, "account": kept.account, "name": body.name}
    told |= {"relation_type": kept.relation, "custom_relation": kept.custom_relation or None}
    return _present(told)


@v3.post("/v3/profitsharing/receivers/delete", body=DeleteReceiver)
def delete_receiver(tx: Transaction, call: Call[DeleteReceiver]) -> dict[str, Any]:
    """Let somebody share no more; what is under way goes on.

    Request:  {"appid": "wx…", "type": "MERCHANT_ID", "account": "1900000109"}
    Response: {"type": "MERCHANT_ID", "account": "1900000109"}
    Errors:   SharingSubForeign
    Source:   "Deleting a receiver"
    """
    body = call.body
    receivers.remove(tx, Party(call.mchid, body.sub_mchid), body.type, body.account)
    return _present({"sub_mchid": body.sub_mchid, "type": body.type, "account": body.account})


@v3.get("/v3/profitsharing/bills", query=BillQuery)
async def bills(call: Call[None]) -> dict[str, Any]:
    """A link to the bill of what was shared on a day.

    Request:  ?bill_date=2026-11-21&tar_type=GZIP
    Response: {"hash_type": "SHA1", "hash_value": "79bb0f45…", "download_url": "https://…/v3/billdownload/file?token=…"}
    Errors:   NoStatement · StatementNotReady · BillDateWrong
    Source:   "Requesting the bill of profit sharing"; the columns as remembered, no page states them
    """
    asked: BillQuery = call.query
    return await bill_links.offer(
        call, "sharing", day=asked.bill_date, subject=asked.sub_mchid, tar_type=asked.tar_type
    )


def _request(tx: Transaction, party: Party, wanted: sharings.SharingWanted) -> dict[str, Any]:
    return _sharing(tx, sharings.request(tx, party, wanted))


def _sharing(read: Reader, sharing: Sharing) -> dict[str, Any]:
    told = [
        _present(
            {
                "amount": part.amount_fen,
                "description": part.description,
                "type": part.type,
                "account": part.account,
                "result": part.result,
                "fail_reason": part.fail_reason or None,
                "detail_id": part.detail_id,
                "create_time": rfc3339(part.created_at),
                "finish_time": _BEFORE if part.finished_at is None else rfc3339(part.finished_at),
            }
        )
        for part in sharings.parts_of(read, sharing)
    ]
    return _present(
        {
            "sub_mchid": sharing.sub_mchid,
            "transaction_id": sharing.transaction_id,
            "out_order_no": sharing.out_order_no,
            "order_id": sharing.order_id,
            "state": sharing.state,
            "receivers": told or None,
        }
    )


def _returned(done: Return) -> dict[str, Any]:
    return _present(
        {
            "sub_mchid": done.sub_mchid,
            "order_id": done.order_id,
            "out_order_no": done.out_order_no,
            "out_return_no": done.out_return_no,
            "return_id": done.return_id,
            "return_mchid": done.return_mchid,
            "amount": done.amount_fen,
            "description": done.description,
            "result": done.result,
            "create_time": rfc3339(done.created_at),
            "finish_time": rfc3339(done.finished_at),
        }
    )


def _present(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}
