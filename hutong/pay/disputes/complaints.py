"""Complaints from the person's side: opened on a paid order, continued, withdrawn."""

from datetime import timedelta

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.pay.disputes import telling
from hutong.pay.errors import disputes as errors
from hutong.pay.models.disputes import (
    BY_PERSON,
    PENDING,
    PROCESSED,
    PROCESSING,
    WITHDRAWN,
    Complaint,
    ComplaintEntry,
    complaint_entries,
    complaints,
)
from hutong.pay.models.orders import Order, orders
from hutong.pay.orders import finding

REASONS = ("not_delivered", "not_as_described", "refund_refused", "charged_twice", "other")
LETTERS = 500
MOST_IMAGES = 4
OPEN_FOR = timedelta(days=180)

_by_id = query(complaints.select().where(complaints.c.complaint_id == param("complaint_id")), Complaint)
_by_order = query(complaints.select().where(complaints.c.transaction_id == param("transaction_id")), Complaint)
_entries = query(
    complaint_entries.select()
    .where(complaint_entries.c.mchid == param("mchid"), complaint_entries.c.complaint_id == param("complaint_id"))
    .order_by(complaint_entries.c.id),
    ComplaintEntry,
)
_of_person = query(
    complaints.select()
    .where(complaints.c.person_id == param("person_id"))
    .order_by(complaints.c.created_at.desc())
    .limit(param("limit", sa.Integer())),
    Complaint,
)


def open_(
    tx: Transaction, person_id: int, transaction_id: str, *, reason: str, text: str, images: tuple[str, ...] = ()
) -> Complaint:
    """Complain of an order one paid; complaining again goes on with the first complaint.

    Raises: DisputeOrderUnknown · DisputeTooLate · DisputeWordsWrong
    Tells: the merchant, by COMPLAINT.CREATE.
    """
    if reason not in REASONS:
        raise errors.DisputeWordsWrong()
    check_words(text, images)
    order = finding.by_transaction(tx, transaction_id)
    if order is None or order.payer_person_id != person_id or order.paid_at is None:
        raise errors.DisputeOrderUnknown()
    before = of_order(tx, transaction_id)
    if before is not None:
        return say(tx, person_id, before.complaint_id, text=text, images=images)
    if tx.now > order.paid_at + OPEN_FOR or order.refunded_fen >= order.total_fen:
        raise errors.DisputeTooLate()
    complaint = tx.insert(
        Complaint(
            mchid=order.payee,
            complaint_id=f"2000{tx.new_id('pay.complaint'):019d}",
            placer_mchid=order.mchid,
            transaction_id=transaction_id,
            out_trade_no=order.out_trade_no,
            app_id=order.app_id,
            person_id=person_id,
            amount_fen=order.total_fen,
            reason=reason,
            text=text,
            images=images,
            state=PENDING,
            is_answered=False,
            has_news=False,
            times=1,
            decisions=0,
            created_at=tx.now,
            ended_at=None,
        )
    )
    note(tx, complaint, BY_PERSON, "USER_CREATE_COMPLAINT", text, images)
    telling.created(tx, complaint)
    return complaint


def say(tx: Transaction, person_id: int, complaint_id: str, *, text: str, images: tuple[str, ...] = ()) -> Complaint:
    """Say something more; what was ended is open again.

    Raises: ComplaintUnknown · DisputeWordsWrong
    Tells: the merchant.
    """
    check_words(text, images)
    complaint = of_person(tx, person_id, complaint_id)
    is_over = complaint.state in (PROCESSED, WITHDRAWN)
    kind = "USER_CONTINUE_COMPLAINT" if is_over else "USER_RESPONSE"
    note(tx, complaint, BY_PERSON, kind, text, images)
    changed = tx.update(
        complaint,
        state=(PROCESSING if complaint.is_answered else PENDING) if is_over else complaint.state,
        has_news=True,
        times=complaint.times + (1 if is_over else 0),
        ended_at=None,
    )
    telling.changed(tx, changed, "CONTINUE_COMPLAINT" if is_over else "USER_RESPONSE")
    return changed


def withdraw(tx: Transaction, person_id: int, complaint_id: str) -> Complaint:
    """The person is content; withdrawing twice changes nothing. Raises: ComplaintUnknown · ComplaintOver"""
    complaint = of_person(tx, person_id, complaint_id)
    if complaint.state == WITHDRAWN:
        return complaint
    if complaint.state == PROCESSED:
        raise errors.ComplaintOver()
    note(tx, complaint, BY_PERSON, "USER_REVOKE_COMPLAINT", "", ())
    changed = tx.update(complaint, state=WITHDRAWN, has_news=False, ended_at=tx.now)
    telling.changed(tx, changed, "USER_CANCEL_PLATFORM_SERVICE")
    return changed


def of_person(read: Reader, person_id: int, complaint_id: str) -> Complaint:
    """A complaint of this person's own. Raises: ComplaintUnknown"""
    complaint = find(read, complaint_id)
    if complaint is None or complaint.person_id != person_id:
        raise errors.ComplaintUnknown()
    return complaint


def of_merchant(read: Reader, mchid: str, complaint_id: str) -> Complaint:
    """A complaint of this merchant, or of one of a partner's. Raises: ComplaintUnknown"""
    complaint = find(read, complaint_id)
    if complaint is None or mchid not in (complaint.mchid, complaint.placer_mchid):
        raise errors.ComplaintUnknown()
    return complaint


def find(read: Reader, complaint_id: str) -> Complaint | None:
    """The complaint of this number, whoever asks."""
    return read.one(_by_id, complaint_id=complaint_id)


def of_order(read: Reader, transaction_id: str) -> Complaint | None:
    """The complaint of an order."""
    return read.one(_by_order, transaction_id=transaction_id)


def by_person(read: Reader, person_id: int, limit: int = 100) -> list[Complaint]:
    """What a person complained of, the latest first."""
    return read.many(_of_person, person_id=person_id, limit=limit)


def entries(read: Reader, complaint: Complaint) -> list[ComplaintEntry]:
    """What was said and done, oldest first."""
    return read.many(_entries, mchid=complaint.mchid, complaint_id=complaint.complaint_id)


def order_of(read: Reader, complaint: Complaint) -> Order:
    """The order complained of."""
    order = read.one(orders.by_key, mchid=complaint.placer_mchid, out_trade_no=complaint.out_trade_no)
    assert order is not None, "a complaint has its order"
    return order


def check_words(text: str, images: tuple[str, ...]) -> None:
    """Raises: DisputeWordsWrong"""
    if not 1 <= len(text.strip()) <= LETTERS or len(text) > LETTERS or len(images) > MOST_IMAGES:
        raise errors.DisputeWordsWrong()


def note(
    tx: Transaction, complaint: Complaint, by: str, kind: str, text: str, images: tuple[str, ...]
) -> ComplaintEntry:
    """Write down what was said or done, and let the person's devices see it."""
    tx.wake(f"person:{complaint.person_id}", {"type": "wallet"})
    return tx.insert(
        ComplaintEntry(
            mchid=complaint.mchid,
            complaint_id=complaint.complaint_id,
            id=tx.new_id("pay.complaint_entry"),
            by=by,
            kind=kind,
            text=text,
            images=images,
            at=tx.now,
        )
    )
