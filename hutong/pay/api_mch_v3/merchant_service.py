"""/v3/merchant-service: what people complain of, and what the merchant answers."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3 import complaint_shapes as shapes
from hutong.pay.bills import days
from hutong.pay.cards import callbacks, images
from hutong.pay.disputes import answering, complaints
from hutong.pay.disputes.pictures import PURPOSE, keep_for_merchant, require_visible
from hutong.pay.errors import disputes as errors
from hutong.pay.errors.bills import BillDateWrong
from hutong.pay.models.disputes import Complaint
from hutong.wire.api_mch_v3 import Bytes, Call, v3
from hutong.wire.mch_uploads import Meta as FileMeta

_COMPLAINTS = "/v3/merchant-service/complaints-v2"
_ONE = _COMPLAINTS + "/{complaint_id}"
_NOTIFICATIONS = "/v3/merchant-service/complaint-notifications"

Mchid = Annotated[str, Meta(min_length=1, max_length=64)]
Words = Annotated[str, Meta(min_length=1, max_length=200)]
MediaId = Annotated[str, Meta(min_length=1, max_length=1000)]
Images = Annotated[list[MediaId], Meta(max_length=4)]


class ListQuery(msgspec.Struct, frozen=True, kw_only=True):
    limit: Annotated[int, Meta(ge=1, le=50)] = 10
    offset: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0
    begin_date: Annotated[str, Meta(min_length=1, max_length=10)]
    end_date: Annotated[str, Meta(min_length=1, max_length=10)]
    complainted_mchid: Mchid | None = None


class HistoryQuery(msgspec.Struct, frozen=True, kw_only=True):
    limit: Annotated[int, Meta(ge=1, le=300)] = 50
    offset: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0


class Address(msgspec.Struct, frozen=True, kw_only=True):
    url: Annotated[str, Meta(min_length=1, max_length=255, pattern="^https?://[^?#\\s]+$")]


class Jump(msgspec.Struct, frozen=True, kw_only=True):
    appid: Annotated[str, Meta(min_length=1, max_length=32)]
    path: str
    text: str


class Response(msgspec.Struct, frozen=True, kw_only=True):
    complainted_mchid: Mchid
    response_content: Words
    response_images: Images | None = None
    jump_url: Annotated[str, Meta(min_length=1, max_length=512)] | None = None
    jump_url_text: Annotated[str, Meta(min_length=1, max_length=10)] | None = None
    mini_program_jump_info: Jump | None = None


class Complete(msgspec.Struct, frozen=True, kw_only=True):
    complainted_mchid: Mchid


class RefundProgress(msgspec.Struct, frozen=True, kw_only=True):
    action: Literal["APPROVE", "REJECT"]
    launch_refund_day: Annotated[int, Meta(ge=0, le=20)] | None = None
    reject_reason: Words | None = None
    reject_media_list: Images | None = None
    remark: Words | None = None


@v3.get(_COMPLAINTS, query=ListQuery)
def list_(read: Reader, call: Call[None]) -> dict[str, Any]:
    """Complaints of some days, the latest first; a partner sees those of its merchants.

    Request:  ?limit=10&offset=0&begin_date=2026-11-01&end_date=2026-11-22&complainted_mchid=1900000109
    Response: {"data": [{"complaint_id": "2000…", "complaint_state": "PENDING", ...}], "limit": 10, "offset": 0,
              "total_count": 1}
    Errors:   ComplaintDatesWrong
    Source:   "Querying the list of complaints"; there is no payer_phone, as people here have no telephone numbers
    """
    asked: ListQuery = call.query
    try:
        first, last = days.read(asked.begin_date), days.read(asked.end_date)
    except BillDateWrong:
        raise errors.ComplaintDatesWrong() from None
    only = asked.complainted_mchid or ""
    total, found = answering.page(
        read, call.mchid, first=first, last=last, only=only, offset=asked.offset, limit=asked.limit
    )
    data = [shapes.summary(read, complaint) for complaint in found]
    return {"data": data, "limit": asked.limit, "offset": asked.offset, "total_count": total}


@v3.get(_ONE)
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """One complaint.

    Response: {"complaint_id": "2000…", "complaint_time": "2026-11-22T10:00:00+08:00", "complaint_detail": "…",
              "complaint_state": "PENDING", "payer_openid": "oA1...", "complaint_order_info": [{...}], ...}
    Errors:   ComplaintUnknown
    Source:   "Querying a complaint"
    """
    return shapes.detail(read, call.lane.keys, _asked(read, call))


@v3.get(_ONE + "/negotiation-historys", query=HistoryQuery)
def history(read: Reader, call: Call[None]) -> dict[str, Any]:
    """What was said and done about a complaint, the latest first. The path is misspelt on the wire.

    Request:  ?limit=50&offset=0
    Response: {"data": [{"log_id": "…", "operator": "商家", "operate_time": "…", "operate_type": "MERCHANT_RESPONSE",
              "operate_details": "…"}], "limit": 50, "offset": 0, "total_count": 2}
    Errors:   ComplaintUnknown
    Source:   "Querying the history of a complaint"
    """
    asked: HistoryQuery = call.query
    said = complaints.entries(read, _asked(read, call))[::-1]
    data = [shapes.entry(each) for each in said[asked.offset : asked.offset + asked.limit]]
    return {"data": data, "limit": asked.limit, "offset": asked.offset, "total_count": len(said)}


@v3.post(_ONE + "/response", body=Response)
def respond(tx: Transaction, call: Call[Response]) -> None:
    """Answer whoever complained.

    Request:  {"complainted_mchid": "1900000109", "response_content": "We send it again.", "response_images": ["…"]}
    Response: 204
    Errors:   ComplaintUnknown · ComplaintNotYours · ComplaintOver · ImageUnknown
    Source:   "Replying to a user"
    """
    complaint = _named(tx, call, call.body.complainted_mchid)
    pictures = _pictures(tx, call, call.body.response_images)
    answering.reply(tx, call.mchid, complaint.complaint_id, text=call.body.response_content, images=pictures)


@v3.post(_ONE + "/complete", body=Complete)
def complete(tx: Transaction, call: Call[Complete]) -> None:
    """Say that a complaint is settled; it was answered before.

    Request:  {"complainted_mchid": "1900000109"}
    Response: 204
    Errors:   ComplaintUnknown · ComplaintNotYours · ComplaintOver · ReplyMissing
    Source:   "Telling that a complaint is settled"
    """
    complaint = _named(tx, call, call.body.complainted_mchid)
    answering.complete(tx, call.mchid, complaint.complaint_id)


@v3.post(_ONE + "/update-refund-progress", body=RefundProgress)
def update_refund_progress(tx: Transaction, call: Call[RefundProgress]) -> None:
    """Say whether the merchant refunds, and when or why not. It moves no money: a refund does.

    Request:  {"action": "APPROVE", "launch_refund_day": 3, "remark": "on its way"}
    Response: 204
    Errors:   ComplaintUnknown · ComplaintOver · ProgressIncomplete · ImageUnknown
    Source:   "Updating the result of a refund's approval"
    """
    body = call.body
    answering.tell_refund(
        tx,
        call.mchid,
        call.path["complaint_id"],
        action=body.action,
        days=body.launch_refund_day,
        reason=body.reject_reason,
        images=_pictures(tx, call, body.reject_media_list),
        remark=body.remark or "",
    )


@v3.post(_NOTIFICATIONS, body=Address)
def create_notification(tx: Transaction, call: Call[Address]) -> dict[str, Any]:
    """Say where the merchant is told of complaints, for the first time.

    Request:  {"url": "https://shop.example/complaints"}
    Response: {"mchid": "1900000109", "url": "https://shop.example/complaints"}
    Errors:   ComplaintUrlSet
    Source:   "Creating the address of notices"
    """
    if callbacks.find(tx, call.mchid, "complaint") is not None:
        raise errors.ComplaintUrlSet()
    return _told(call.mchid, callbacks.keep(tx, call.mchid, "complaint", url=call.body.url).url)


@v3.get(_NOTIFICATIONS)
def get_notification(read: Reader, call: Call[None]) -> dict[str, Any]:
    """Where the merchant is told of complaints.

    Response: {"mchid": "1900000109", "url": "https://shop.example/complaints"}
    Errors:   ComplaintUrlUnset
    Source:   "Querying the address of notices"
    """
    return _told(call.mchid, _url(read, call.mchid))


@v3.put(_NOTIFICATIONS, body=Address)
def update_notification(tx: Transaction, call: Call[Address]) -> dict[str, Any]:
    """Tell of complaints elsewhere.

    Request:  {"url": "https://shop.example/complaints"}
    Response: {"mchid": "1900000109", "url": "https://shop.example/complaints"}
    Errors:   ComplaintUrlUnset
    Source:   "Updating the address of notices"
    """
    _url(tx, call.mchid)
    return _told(call.mchid, callbacks.keep(tx, call.mchid, "complaint", url=call.body.url).url)


@v3.delete(_NOTIFICATIONS)
def delete_notification(tx: Transaction, call: Call[None]) -> None:
    """Tell of complaints no more.

    Response: 204
    Errors:   ComplaintUrlUnset
    Source:   "Deleting the address of notices"
    """
    if not callbacks.forget(tx, call.mchid, "complaint"):
        raise errors.ComplaintUrlUnset()


@v3.post("/v3/merchant-service/images/upload", upload=True)
async def upload_image(call: Call[FileMeta]) -> dict[str, Any]:
    """Upload a picture for an answer: JPEG, PNG, BMP or GIF of at most 2 MB. Only `meta` is signed.

    Request:  multipart: meta {"filename": "proof.png", "sha256": "…"}, file
    Response: {"media_id": "…"}
    Errors:   ImageWrong
    Source:   "Uploading pictures of answers"
    """
    return {"media_id": await keep_for_merchant(call.lane, call.mchid, call.file.data)}


@v3.get("/v3/merchant-service/images/{media_id}", unsigned_answer=True)
async def image(call: Call[None]) -> Bytes:
    """A picture of a complaint of this merchant's, or one it uploaded.

    Response: the bytes, without a signature
    Errors:   ImageUnknown
    Source:   "Downloading pictures"
    """
    found = await call.lane.db.read(images.get, call.path["media_id"], PURPOSE)
    await call.lane.db.read(require_visible, call.mchid, found)
    return Bytes(call.lane.media.read(found.digest), found.content_type)


def _asked(read: Reader, call: Call[Any]) -> Complaint:
    return complaints.of_merchant(read, call.mchid, call.path["complaint_id"])


def _named(read: Reader, call: Call[Any], mchid: str) -> Complaint:
    complaint = _asked(read, call)
    if complaint.mchid != mchid:
        raise errors.ComplaintNotYours()
    return complaint


def _pictures(read: Reader, call: Call[Any], media_ids: list[str] | None) -> tuple[str, ...]:
    for media_id in media_ids or []:
        require_visible(read, call.mchid, images.get(read, media_id, PURPOSE))
    return tuple(media_ids or ())


def _url(read: Reader, mchid: str) -> str:
    found = callbacks.find(read, mchid, "complaint")
    if found is None:
        raise errors.ComplaintUrlUnset()
    return found.url


def _told(mchid: str, url: str) -> dict[str, Any]:
    return {"mchid": mchid, "url": url}
