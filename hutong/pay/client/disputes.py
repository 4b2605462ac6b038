"""/api/client/disputes: complaining of an order, and what came of it."""

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction
from hutong.pay.cards import images
from hutong.pay.disputes import complaints, pictures
from hutong.pay.errors import cards as card_errors
from hutong.pay.merchants import registry
from hutong.pay.models.disputes import BY_SYSTEM, PROCESSED, WITHDRAWN, Complaint, ComplaintEntry
from hutong.wire.product import Call, File, client


class OpenDispute(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a payment; `reason` is one of `complaints.REASONS`."""

    transaction_id: str
    reason: str
    text: str
    images: list[str] = []


class Say(msgspec.Struct, frozen=True):
    text: str
    images: list[str] = []


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """Something said; `by`: person · merchant · operator."""

    id: str
    by: str
    kind: str
    text: str
    image_urls: list[str]
    at: str


class DisputeView(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute as the person sees it; `state`: pending · processing · processed · withdrawn."""

    id: str
    transaction_id: str
    merchant_name: str
    amount_fen: int
    reason: str
    state: str
    opened_at: str
    refunded_fen: int
    can_withdraw: bool
    can_write: bool
    messages: list[MessageView]


class DisputeList(msgspec.Struct, frozen=True):
    items: list[DisputeView]


class ImageKept(msgspec.Struct, frozen=True):
    """A picture that may be named in a message."""

    id: str


@client.get("/orders/{transaction_id}/disputes")
def of_order(read: Reader, call: Call[None]) -> DisputeList:
    """The dispute of an order, if the person opened one."""
    found = complaints.of_order(read, call.path["transaction_id"])
    if found is None or found.person_id != call.person_id:
        return DisputeList([])
    return DisputeList([_view(read, found)])


@client.get("/disputes")
def listed(read: Reader, call: Call[None]) -> DisputeList:
    """A person's disputes, the latest first."""
    return DisputeList([_view(read, complaint) for complaint in complaints.by_person(read, call.person_id)])


@client.post("/disputes", body=OpenDispute)
def open_(tx: Transaction, call: Call[OpenDispute]) -> DisputeView:
    """Complain of an order one paid; complaining again goes on with the first dispute.

    Request:  {"transaction_id": "4200…", "reason": "not_delivered", "text": "Nothing came."}
    Errors:   DisputeOrderUnknown · DisputeTooLate · DisputeWordsWrong · ImageUnknown
    """
    body = call.body
    sent = _images(tx, call.person_id, body.images)
    complaint = complaints.open_(
        tx, call.person_id, body.transaction_id, reason=body.reason, text=body.text, images=sent
    )
    return _view(tx, complaint)


@client.post("/disputes/images", raw=True)
async def keep_image(call: Call[None]) -> ImageKept:
    """Keep a picture to name in a message: JPEG, PNG, BMP or GIF of at most 2 MB, as the raw body.

    Errors: ImageWrong · BodyTooLarge
    """
    data = await call.read(images.MOST_BYTES)
    return ImageKept(await pictures.keep_for_person(call.lane, call.person_id, data))


@client.get("/disputes/{id}")
def show(read: Reader, call: Call[None]) -> DisputeView:
    """One dispute, with all that was said. Errors: ComplaintUnknown"""
    return _view(read, complaints.of_person(read, call.person_id, call.path["id"]))


@client.get("/disputes/{id}/images/{image_id}")
async def show_image(call: Call[None]) -> File:
    """A picture of a dispute. Errors: ComplaintUnknown · ImageUnknown"""
    found = await call.lane.db.read(_image, call.person_id, call.path["id"], call.path["image_id"])
    return File(call.lane.media.path(found[0]), found[1])


@client.post("/disputes/{id}/messages", body=Say)
def say(tx: Transaction, call: Call[Say]) -> DisputeView:
    """Say something more; a dispute that was ended is open again.

    Request:  {"text": "Still nothing."}
    Errors:   ComplaintUnknown · DisputeWordsWrong · ImageUnknown
    """
    sent = _images(tx, call.person_id, call.body.images)
    complaint = complaints.say(tx, call.person_id, call.path["id"], text=call.body.text, images=sent)
    return _view(tx, complaint)


@client.post("/disputes/{id}/withdraw")
def withdraw(tx: Transaction, call: Call[None]) -> DisputeView:
    """The person is content. Errors: ComplaintUnknown · ComplaintOver"""
    return _view(tx, complaints.withdraw(tx, call.person_id, call.path["id"]))


def _images(read: Reader, person_id: int, image_ids: list[str]) -> tuple[str, ...]:
    for image_id in image_ids:
        if images.get(read, image_id, pictures.PURPOSE).owner != f"person:{person_id}":
            raise card_errors.ImageUnknown()
    return tuple(image_ids)


def _image(read: Reader, person_id: int, complaint_id: str, image_id: str) -> tuple[str, str]:
    complaint = complaints.of_person(read, person_id, complaint_id)
    shown = {name for entry in complaints.entries(read, complaint) for name in entry.images}
    if image_id not in shown:
        raise card_errors.ImageUnknown()
    found = images.get(read, image_id, pictures.PURPOSE)
    return found.digest, found.content_type


def _view(read: Reader, complaint: Complaint) -> DisputeView:
    merchant = registry.get(read, complaint.mchid)
    order = complaints.order_of(read, complaint)
    is_over = complaint.state in (PROCESSED, WITHDRAWN)
    said = [entry for entry in complaints.entries(read, complaint) if entry.by != BY_SYSTEM]
    return DisputeView(
        id=complaint.complaint_id,
        transaction_id=complaint.transaction_id,
        merchant_name=merchant.short_name if merchant else complaint.mchid,
        amount_fen=complaint.amount_fen,
        reason=complaint.reason,
        state=complaint.state,
        opened_at=chat.time_view(complaint.created_at),
        refunded_fen=order.refunded_fen,
        can_withdraw=not is_over,
        can_write=True,
        messages=[_message(complaint, entry) for entry in said],
    )


def _message(complaint: Complaint, entry: ComplaintEntry) -> MessageView:
    return MessageView(
        id=str(entry.id),
        by=entry.by,
        kind=entry.kind,
        text=entry.text,
        image_urls=[f"/api/client/disputes/{complaint.complaint_id}/images/{name}" for name in entry.images],
        at=chat.time_view(entry.at),
    )
