"""Complaints from the other side: the merchant answers and ends them, the operator decides."""

from datetime import date, timedelta
from typing import Literal

import sqlalchemy as sa

from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.pay import times
from hutong.pay.disputes import complaints, telling
from hutong.pay.errors import disputes as errors
from hutong.pay.models.disputes import (
    BY_MERCHANT,
    BY_OPERATOR,
    BY_SYSTEM,
    PENDING,
    PROCESSED,
    PROCESSING,
    WITHDRAWN,
    Complaint,
)
from hutong.pay.models.disputes import complaints as table
from hutong.pay.models.orders import Refund
from hutong.pay.orders import refunding

LONGEST = timedelta(days=30)
OVER = (PROCESSED, WITHDRAWN)
OPEN = "open"
"""Asked for: whatever is neither."""

Action = Literal["APPROVE", "REJECT"]


_of_merchant = (
    sa.or_(
        table.c.mchid == param("mchid", sa.Text()),
        sa.and_(table.c.placer_mchid == param("mchid", sa.Text()), param("only", sa.Text()) == ""),
        sa.and_(table.c.placer_mchid == param("mchid", sa.Text()), table.c.mchid == param("only", sa.Text())),
    ),
    sa.or_(param("only", sa.Text()) == "", table.c.mchid == param("only", sa.Text())),
    table.c.created_at >= param("since", table.c.created_at.type),
    table.c.created_at < param("until", table.c.created_at.type),
)
_page = query(
    table.select()
    .where(*_of_merchant)
    .order_by(table.c.created_at.desc(), table.c.complaint_id.desc())
    .limit(param("limit", sa.Integer()))
    .offset(param("offset", sa.Integer())),
    Complaint,
)
_count = query(sa.select(sa.func.count().label("total")).select_from(table.sa).where(*_of_merchant), Count)
_state = param("state", sa.Text())
_is_open = [table.c.state != over for over in OVER]
_latest = query(
    table.select()
    .where(
        sa.or_(param("mchid", sa.Text()) == "", table.c.mchid == param("mchid", sa.Text())),
        sa.or_(_state == "", table.c.state == _state, sa.and_(_state == OPEN, *_is_open)),
        table.c.complaint_id < param("before", sa.Text()),
    )
    .order_by(table.c.complaint_id.desc())
    .limit(param("limit", sa.Integer())),
    Complaint,
)


def reply(tx: Transaction, mchid: str, complaint_id: str, *, text: str, images: tuple[str, ...] = ()) -> Complaint:
    """The merchant answers. Raises: ComplaintUnknown · ComplaintOver"""
    complaint = complaints.of_merchant(tx, mchid, complaint_id)
    if complaint.state == WITHDRAWN:
        raise errors.ComplaintOver()
    complaints.note(tx, complaint, BY_MERCHANT, "MERCHANT_RESPONSE", text, images)
    state = PROCESSING if complaint.state == PENDING else complaint.state
    changed = tx.update(complaint, state=state, is_answered=True, has_news=False)
    telling.changed(tx, changed, "MERCHANT_RESPONSE")
    return changed


def complete(tx: Transaction, mchid: str, complaint_id: str) -> Complaint:
    """The merchant says it is settled. Raises: ComplaintUnknown · ComplaintOver · ReplyMissing"""
    complaint = complaints.of_merchant(tx, mchid, complaint_id)
    if complaint.state in OVER:
        raise errors.ComplaintOver()
    if not complaint.is_answered:
        raise errors.ReplyMissing()
    complaints.note(tx, complaint, BY_MERCHANT, "MERCHANT_CONFIRM_COMPLETE", "", ())
    changed = tx.update(complaint, state=PROCESSED, has_news=False, ended_at=tx.now)
    telling.changed(tx, changed, "MERCHANT_CONFIRM_COMPLETE")
    return changed


def tell_refund(
    tx: Transaction,
    mchid: str,
    complaint_id: str,
    *,
    action: Action,
    days: int | None,
    reason: str | None,
    images: tuple[str, ...] = (),
    remark: str = "",
) -> Complaint:
    """The merchant says whether they will refund; this moves no money.

    Raises: ComplaintUnknown · ComplaintOver · ProgressIncomplete
    """
    if action == "APPROVE" and days is None:
        raise errors.ProgressIncomplete(action=action, field="launch_refund_day")
    if action == "REJECT" and not reason:
        raise errors.ProgressIncomplete(action=action, field="reject_reason")
    complaint = complaints.of_merchant(tx, mchid, complaint_id)
    if complaint.state in OVER:
        raise errors.ComplaintOver()
    kind = "MERCHANT_APPROVE_REFUND" if action == "APPROVE" else "MERCHANT_REJECT_REFUND"
    text = reason or "" if action == "REJECT" else remark
    complaints.note(tx, complaint, BY_MERCHANT, kind, text, images)
    state = PROCESSING if complaint.state == PENDING else complaint.state
    changed = tx.update(complaint, state=state, is_answered=True, has_news=False)
    telling.changed(tx, changed, kind)
    return changed


def decide(tx: Transaction, complaint_id: str, *, refund_fen: int, words: str) -> tuple[Complaint, Refund | None]:
    """The operator decides: so much goes back to the payer, out of what the merchant has.

    Raises: ComplaintUnknown · ComplaintOver · DisputeWordsWrong · DecisionWrong, and what a refund raises
    """
    complaints.check_words(words, ())
    complaint = complaints.find(tx, complaint_id)
    if complaint is None:
        raise errors.ComplaintUnknown()
    if complaint.state in OVER:
        raise errors.ComplaintOver()
    order = complaints.order_of(tx, complaint)
    if type(refund_fen) is not int or not 0 <= refund_fen <= order.total_fen - order.refunded_fen:
        raise errors.DecisionWrong(left_fen=order.total_fen - order.refunded_fen)
    complaints.note(tx, complaint, BY_OPERATOR, "PLATFORM_RESPONSE", words, ())
    decisions = complaint.decisions + 1
    changed = tx.update(complaint, state=PROCESSED, has_news=False, ended_at=tx.now, decisions=decisions)
    telling.changed(tx, changed, "RESPONSE_BY_PLATFORM")
    return changed, _refund(tx, changed, refund_fen, words) if refund_fen > 0 else None


def refunded(tx: Transaction, refund: Refund) -> None:
    """A refund of an order somebody complained of succeeded."""
    complaint = complaints.of_order(tx, refund.transaction_id)
    if complaint is None:
        return
    order = complaints.order_of(tx, complaint)
    if order.refunded_fen >= order.total_fen:
        complaints.note(tx, complaint, BY_SYSTEM, "COMPLAINT_FULL_REFUNDED_SYSTEM_MESSAGE", "", ())
    telling.changed(tx, complaint, "REFUND_SUCCESS")


def page(
    read: Reader, mchid: str, *, first: date, last: date, only: str, offset: int, limit: int
) -> tuple[int, list[Complaint]]:
    """How many complaints came on these days, and some of them, the latest first; `only` of one merchant, "" of all.

    Raises: ComplaintDatesWrong
    """
    if not timedelta() <= last - first <= LONGEST or not times.FIRST_YEAR <= first.year < times.LAST_YEAR:
        raise errors.ComplaintDatesWrong()
    since, until = times.start_of(first), times.day_bounds(last)[1]
    wanted = {"mchid": mchid, "only": only, "since": since, "until": until}
    counted = read.one(_count, **wanted)
    return counted.total if counted else 0, read.many(_page, **wanted, offset=offset, limit=limit)


def latest(read: Reader, *, mchid: str = "", state: str = "", before: str = "", limit: int = 50) -> list[Complaint]:
    """Complaints of a merchant, or of all, the latest first; `state` may be "open" for all that are not over."""
    return read.many(_latest, mchid=mchid, state=state, before=before or "~", limit=limit)


def _refund(tx: Transaction, complaint: Complaint, refund_fen: int, words: str) -> Refund:
    order = complaints.order_of(tx, complaint)
    return refunding.request(
        tx,
        refunding.RefundWanted(
            mchid=order.mchid,
            sub_mchid=order.sub_mchid,
            out_refund_no=f"dispute-{complaint.complaint_id}-{complaint.decisions}",
            out_trade_no=order.out_trade_no,
            amount_fen=refund_fen,
            reason=words[:80],
            notify_url=order.notify_url,
        ),
    )
