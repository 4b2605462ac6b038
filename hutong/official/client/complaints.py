"""/api/client/accounts/{app_id}/complaints: telling those who look after the lane about an account."""

from datetime import datetime
from typing import Annotated

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction
from hutong.official import complaints, followers, safety
from hutong.official.errors.complaints import ComplaintNotFound
from hutong.official.errors.followers import AccountNotFound
from hutong.official.models.complaints import Complaint
from hutong.people import public as people
from hutong.wire.product import Call, client


class About(msgspec.Struct, frozen=True):
    """The entry somebody complains of."""

    conversation_id: str
    seq: Annotated[int, msgspec.Meta(ge=0, lt=1 << 62)]


class NewComplaint(msgspec.Struct, frozen=True):
    """Why, in `words` where needed, and of what. With `unfollow` they leave the account at once."""

    reason: str
    words: str = ""
    about: About | None = None
    unfollow: bool = False


class OwnComplaint(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint as the person who made it sees it; `state` is open, upheld or dismissed."""

    id: str
    reason: str
    words: str
    quoted: str
    state: str
    answer: str
    created_at: str
    decided_at: str | None


class AccountSafety(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the account is paused, and what the person complained of, the latest first."""

    paused_until: str | None
    complaints: list[OwnComplaint]


@client.post("/accounts/{app_id}/complaints", body=NewComplaint)
def complain(tx: Transaction, call: Call[NewComplaint]) -> OwnComplaint:
    """Complain of an account, and leave it if wanted. The account's owner is not told who did.

    Request:  {"reason": "spam" or "fraud" or "rude" or "false" or "stolen" or "other", "words": "Every hour",
               "about": {"conversation_id": "7312…", "seq": 4}, "unfollow": true}; all but the reason may be left out
    Response: {"id", "reason", "words", "quoted", "state": "open", "answer": "", "created_at", "decided_at": null}
    Errors:   AccountNotFound · ComplaintReasonUnknown · ComplaintWordsMissing · ComplaintTooLong · NeverFollowed ·
              TooManyComplaints · ComplaintOpenAlready · ConversationNotFound
    """
    app_id = _account(tx, call.path["app_id"])
    wanted = call.body
    about = None if wanted.about is None else (_conversation_id(wanted.about), wanted.about.seq)
    complaint = complaints.complain(tx, app_id, call.person_id, reason=wanted.reason, words=wanted.words, about=about)
    if wanted.unfollow:
        followers.unfollow(tx, app_id, call.person_id)
    return _view(complaint)


@client.get("/accounts/{app_id}/complaints")
def own(read: Reader, call: Call[None]) -> AccountSafety:
    """What the person complained of about an account, and whether it is paused.

    Response: {"paused_until": null, "complaints": [{"id", "reason", "state": "upheld", "answer", …}]}
    Errors:   AccountNotFound
    """
    app_id = _account(read, call.path["app_id"])
    found = complaints.of_person(read, app_id, call.person_id)
    return AccountSafety(
        paused_until=_time(safety.standing(read, app_id).paused_until),
        complaints=[_view(complaint) for complaint in found],
    )


def _account(read: Reader, app_id: str) -> str:
    app = apps.get(read, app_id)
    if app is None:
        raise AccountNotFound()
    return app.app_id


def _conversation_id(about: About) -> int:
    number = people.number_of(about.conversation_id)
    if number is None:
        raise ComplaintNotFound()
    return number


def _view(complaint: Complaint) -> OwnComplaint:
    return OwnComplaint(
        id=str(complaint.id),
        reason=complaint.reason,
        words=complaint.words,
        quoted=complaint.quoted,
        state=complaint.state,
        answer=complaint.answer,
        created_at=chat.time_view(complaint.created_at),
        decided_at=_time(complaint.decided_at),
    )


def _time(at: datetime | None) -> str | None:
    return None if at is None else chat.time_view(at)
