"""Complaints of people about accounts: made once, looked at by an operator, weighed against the account."""

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.kernel.audit import audit
from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.official import followers, safety
from hutong.official.errors.complaints import (
    ComplaintDecided,
    ComplaintNotFound,
    ComplaintOpenAlready,
    ComplaintReasonUnknown,
    ComplaintTooLong,
    ComplaintWordsMissing,
    NeverFollowed,
    TooManyComplaints,
)
from hutong.official.models.complaints import Complaint, complaints

REASONS = ("spam", "fraud", "rude", "false", "stolen", "other")
OPEN, UPHELD, DISMISSED = "open", "upheld", safety.DISMISSED
STATES = (OPEN, UPHELD, DISMISSED)
MOST_LETTERS = 500
MOST_A_DAY = 10
_QUOTED_LETTERS = 200
_BEYOND_ALL = (1 << 63) - 1


class Reason(msgspec.Struct, frozen=True):
    """How many complained for a reason."""

    reason: str
    total: int


_of_person = query(
    complaints.select()
    .where(complaints.c.app_id == param("app_id"), complaints.c.person_id == param("person_id"))
    .order_by(complaints.c.id.desc())
    .limit(param("limit", sa.Integer())),
    Complaint,
)
_by_person_since = query(
    sa.select(sa.func.count().label("total")).where(
        complaints.c.person_id == param("person_id"),
        complaints.c.created_at > param("since", complaints.c.created_at.type),
    ),
    Count,
)
_in_state = query(
    complaints.select()
    .where(
        complaints.c.state == param("state"),
        sa.tuple_(complaints.c.created_at, complaints.c.id)
        < sa.tuple_(param("until", complaints.c.created_at.type), param("before_id", sa.BigInteger())),
    )
    .order_by(complaints.c.created_at.desc(), complaints.c.id.desc())
    .limit(param("limit", sa.Integer())),
    Complaint,
)
_reasons = query(
    sa.select(complaints.c.reason, sa.func.count().label("total"))
    .where(
        complaints.c.app_id == param("app_id"),
        complaints.c.created_at > param("since", complaints.c.created_at.type),
        complaints.c.state != DISMISSED,
    )
    .group_by(complaints.c.reason)
    .order_by(complaints.c.reason),
    Reason,
)


def complain(
    tx: Transaction, app_id: str, person_id: int, *, reason: str, words: str, about: tuple[int, int] | None = None
) -> Complaint:
    """A person complains of an account, of the entry `about` (conversation, seq) if they name one; it is then weighed.

    Raises: ComplaintReasonUnknown · ComplaintWordsMissing · ComplaintTooLong · NeverFollowed · TooManyComplaints ·
        ComplaintOpenAlready · ConversationNotFound
    """
    words = _checked(reason, words)
    if followers.find(tx, app_id, person_id) is None:
        raise NeverFollowed(app_id=app_id)
    made = tx.one(_by_person_since, person_id=person_id, since=tx.now - timedelta(days=1))
    if made is not None and made.total >= MOST_A_DAY:
        raise TooManyComplaints(limit=MOST_A_DAY)
    fresh = Complaint(
        app_id=app_id,
        id=tx.new_id("complaint"),
        person_id=person_id,
        open_by=person_id,
        reason=reason,
        words=words,
        quoted="" if about is None else _quoted(tx, app_id, person_id, *about),
        state=OPEN,
        answer="",
        decided_by=None,
        created_at=tx.now,
        decided_at=None,
    )
    complaint, is_new = tx.get_or_add(fresh, by=("app_id", "open_by"))
    if not is_new:
        raise ComplaintOpenAlready()
    safety.weigh(tx, app_id)
    return complaint


def decide(tx: Transaction, complaint: Complaint, *, uphold: bool, answer: str, operator_id: int, by: str) -> Complaint:
    """An operator has looked at it; one that is dismissed counts no more against the account.

    Raises: ComplaintDecided · ComplaintTooLong
    """
    answer = answer.strip()
    if complaint.state != OPEN:
        raise ComplaintDecided(state=complaint.state)
    if len(answer) > MOST_LETTERS:
        raise ComplaintTooLong(limit=MOST_LETTERS)
    state = UPHELD if uphold else DISMISSED
    audit(
        tx,
        actor=by,
        action=f"official.complaint_{state}",
        subject=f"app:{complaint.app_id}",
        detail={"complaint": str(complaint.id)},
    )
    return tx.update(complaint, state=state, open_by=None, answer=answer, decided_by=operator_id, decided_at=tx.now)


def get(read: Reader, app_id: str, complaint_id: int) -> Complaint:
    """One complaint. Raises: ComplaintNotFound"""
    found = read.one(complaints.by_key, app_id=app_id, id=complaint_id)
    if found is None:
        raise ComplaintNotFound()
    return found


def of_person(read: Reader, app_id: str, person_id: int, *, limit: int = 10) -> list[Complaint]:
    """What a person complained of about an account, the latest first."""
    return read.many(_of_person, app_id=app_id, person_id=person_id, limit=limit)


def in_state(read: Reader, state: str, *, before: Complaint | None = None, limit: int) -> list[Complaint]:
    """Complaints of the whole lane in one state, the latest first; `before` is the last of the page before."""
    until: datetime = read.now + timedelta(days=1) if before is None else before.created_at
    return read.many(
        _in_state, state=state, until=until, before_id=_BEYOND_ALL if before is None else before.id, limit=limit
    )


def reasons(read: Reader, app_id: str) -> dict[str, int]:
    """How many complained of what of late; the owner is told this, and not who they are."""
    return {found.reason: found.total for found in read.many(_reasons, app_id=app_id, since=read.now - safety.WINDOW)}


def _checked(reason: str, words: str) -> str:
    if reason not in REASONS:
        raise ComplaintReasonUnknown()
    words = words.strip()
    if reason == "other" and not words:
        raise ComplaintWordsMissing()
    if len(words) > MOST_LETTERS:
        raise ComplaintTooLong(limit=MOST_LETTERS)
    return words


def _quoted(read: Reader, app_id: str, person_id: int, conversation_id: int, seq: int) -> str:
    """What the entry says, if it is the account's and this person may read it; nothing else is quoted."""
    page = chat.page_for(read, person_id, conversation_id, before=seq + 1, limit=1)
    entry = page.entries[-1] if page.entries else None
    if entry is None or entry.seq != seq or (entry.sender_kind, entry.sender_id) != ("app", app_id):
        return ""
    match entry.body:
        case bodies.Text(text=text):
            return text[:_QUOTED_LETTERS]
        case bodies.Articles(items=items):
            return "\n".join(item.title for item in items)[:_QUOTED_LETTERS]
        case bodies.Link(title=title) | bodies.Video(title=title) | bodies.Music(title=title):
            return title[:_QUOTED_LETTERS]
    return f"[{entry.kind}]"
