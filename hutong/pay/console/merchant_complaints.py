"""/api/console/merchants/{mchid}/complaints and /disputes: the merchant answers, the operator decides."""

import msgspec

from hutong.chat import public as chat
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.pay.cards import images
from hutong.pay.disputes import answering, complaints, pictures
from hutong.pay.errors import cards as card_errors
from hutong.pay.errors import disputes as errors
from hutong.pay.merchants import access, registry
from hutong.pay.models.disputes import Complaint
from hutong.people import public as people
from hutong.wire.product import Call, File, console

_MOST = 50


class PageQuery(msgspec.Struct, frozen=True):
    """`before` is the last id of the page before; `state` "" is any, "open" any that is not over."""

    before: str = ""
    state: str = ""


class Reply(msgspec.Struct, frozen=True):
    text: str


class Decision(msgspec.Struct, frozen=True):
    """How much goes back to the payer, and why."""

    refund_fen: int
    words: str


class MessageShape(msgspec.Struct, frozen=True, kw_only=True):
    """Something said or done; `by`: person · merchant · operator · system."""

    by: str
    kind: str
    text: str
    at: str
    images: list[str]


class ComplaintShape(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint; `state`: pending · processing · processed · withdrawn."""

    id: str
    mchid: str
    merchant_name: str
    transaction_id: str
    out_trade_no: str
    amount_fen: int
    refunded_fen: int
    reason: str
    text: str
    person_name: str
    state: str
    has_news: bool
    created_at: str
    messages: list[MessageShape]


class ComplaintList(msgspec.Struct, frozen=True):
    items: list[ComplaintShape]
    next: str | None


@console.get("/merchants/{mchid}/complaints", query=PageQuery)
def of_merchant(read: Reader, call: Call[None]) -> ComplaintList:
    """What people complain of, the latest first. Errors: MerchantNotFound"""
    mchid = access.require_owner(read, call.actor, call.path["mchid"]).mchid
    return _page(read, mchid, call.query)


@console.get("/merchants/{mchid}/complaints/{id}")
def show(read: Reader, call: Call[None]) -> ComplaintShape:
    """One complaint, with all that was said. Errors: MerchantNotFound · ComplaintUnknown"""
    return _shape(read, _asked(read, call))


@console.post("/merchants/{mchid}/complaints/{id}/replies", body=Reply)
def reply(tx: Transaction, call: Call[Reply]) -> ComplaintShape:
    """Answer whoever complained.

    Request:  {"text": "We send it again."}
    Errors:   MerchantNotFound · ComplaintUnknown · ComplaintOver · DisputeWordsWrong
    """
    complaints.check_words(call.body.text, ())
    complaint = _asked(tx, call)
    changed = answering.reply(tx, complaint.mchid, complaint.complaint_id, text=call.body.text)
    return _shape(tx, changed)


@console.post("/merchants/{mchid}/complaints/{id}/complete")
def complete(tx: Transaction, call: Call[None]) -> ComplaintShape:
    """Say that a complaint is settled. Errors: MerchantNotFound · ComplaintUnknown · ComplaintOver · ReplyMissing"""
    complaint = _asked(tx, call)
    return _shape(tx, answering.complete(tx, complaint.mchid, complaint.complaint_id))


@console.get("/merchants/{mchid}/complaints/{id}/images/{image_id}")
async def image(call: Call[None]) -> File:
    """A picture of a complaint. Errors: MerchantNotFound · ComplaintUnknown · ImageUnknown"""
    digest, content_type = await call.lane.db.read(_image, call)
    return File(call.lane.media.path(digest), content_type)


@console.get("/disputes", auth="operator", query=PageQuery)
def listed(read: Reader, call: Call[None]) -> ComplaintList:
    """Everybody's complaints, for operators, the latest first."""
    return _page(read, "", call.query)


@console.get("/disputes/{id}", auth="operator")
def dispute(read: Reader, call: Call[None]) -> ComplaintShape:
    """One complaint, for operators. Errors: ComplaintUnknown"""
    found = complaints.find(read, call.path["id"])
    if found is None:
        raise errors.ComplaintUnknown()
    return _shape(read, found)


@console.post("/disputes/{id}/decision", auth="operator", body=Decision)
def decide(tx: Transaction, call: Call[Decision]) -> ComplaintShape:
    """Decide a complaint: so much goes back to the payer, out of what the merchant has.

    Request:  {"refund_fen": 10000, "words": "Nothing was delivered."}
    Errors:   ComplaintUnknown · ComplaintOver · DisputeWordsWrong · DecisionWrong · MerchantMoneyShort
    """
    wanted = call.body
    changed, _ = answering.decide(tx, call.path["id"], refund_fen=wanted.refund_fen, words=wanted.words)
    audit(
        tx,
        actor=call.actor.name,
        action="pay.dispute_decided",
        subject=f"complaint:{changed.complaint_id}",
        detail={"refund_fen": wanted.refund_fen},
    )
    return _shape(tx, changed)


def _asked(read: Reader, call: Call[None] | Call[Reply]) -> Complaint:
    mchid = access.require_owner(read, call.actor, call.path["mchid"]).mchid
    return complaints.of_merchant(read, mchid, call.path["id"])


def _page(read: Reader, mchid: str, asked: PageQuery) -> ComplaintList:
    found = answering.latest(read, mchid=mchid, state=asked.state, before=asked.before, limit=_MOST)
    items = [_shape(read, complaint) for complaint in found]
    return ComplaintList(items, items[-1].id if len(found) == _MOST else None)


def _image(read: Reader, call: Call[None]) -> tuple[str, str]:
    complaint = _asked(read, call)
    shown = {name for entry in complaints.entries(read, complaint) for name in entry.images}
    if call.path["image_id"] not in shown:
        raise card_errors.ImageUnknown()
    found = images.get(read, call.path["image_id"], pictures.PURPOSE)
    return found.digest, found.content_type


def _shape(read: Reader, complaint: Complaint) -> ComplaintShape:
    person, merchant = people.get(read, complaint.person_id), registry.get(read, complaint.mchid)
    at = f"/api/console/merchants/{complaint.mchid}/complaints/{complaint.complaint_id}/images/"
    return ComplaintShape(
        id=complaint.complaint_id,
        mchid=complaint.mchid,
        merchant_name=merchant.name if merchant else complaint.mchid,
        transaction_id=complaint.transaction_id,
        out_trade_no=complaint.out_trade_no,
        amount_fen=complaint.amount_fen,
        refunded_fen=complaints.order_of(read, complaint).refunded_fen,
        reason=complaint.reason,
        text=complaint.text,
        person_name=person.name if person else "",
        state=complaint.state,
        has_news=complaint.has_news,
        created_at=chat.time_view(complaint.created_at),
        messages=[
            MessageShape(
                by=entry.by,
                kind=entry.kind,
                text=entry.text,
                at=chat.time_view(entry.at),
                images=[at + name for name in entry.images],
            )
            for entry in complaints.entries(read, complaint)
        ],
    )
