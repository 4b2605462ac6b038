"""/api/console/account-complaints: what operators see of complaints and do about accounts; what owners are told."""

from datetime import datetime
from typing import Literal

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.official import cards, complaints, safety
from hutong.official.cards import AccountCard
from hutong.official.errors.complaints import ComplaintNotFound
from hutong.official.errors.followers import AccountNotFound
from hutong.official.models.complaints import Complaint
from hutong.people import public as people
from hutong.wire.product import Call, console

_MOST_AT_ONCE = 200


class ComplaintsQuery(msgspec.Struct, frozen=True, kw_only=True):
    """`before` is the `next` of the page before."""

    state: Literal["open", "upheld", "dismissed"] = "open"
    before: str = ""
    limit: int = 50


class Safety(msgspec.Struct, frozen=True, kw_only=True):
    """How an account stands: whether and by whom (`rule` or an operator) it is paused, and who complained of what."""

    app_id: str
    paused_at: datetime | None
    paused_until: datetime | None
    paused_by: str
    note: str
    people_complaining: int
    reasons: dict[str, int]
    window_days: int
    least_people: int
    percent: int


class ComplaintShape(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint with who made it and the account it is about."""

    id: str
    account: AccountCard
    person: people.PersonCard | None
    reason: str
    words: str
    quoted: str
    state: str
    answer: str
    created_at: datetime
    decided_at: datetime | None
    paused_until: datetime | None
    people_complaining: int


class ComplaintList(msgspec.Struct, frozen=True):
    items: list[ComplaintShape]
    next: str | None


class Decision(msgspec.Struct, frozen=True):
    """What the operator found; the person reads `answer`."""

    uphold: bool
    answer: str = ""


class Pause(msgspec.Struct, frozen=True):
    """For how long, and why; the owner reads `note`."""

    days: int
    note: str


@console.get("/account-complaints", auth="operator", query=ComplaintsQuery)
def listed(read: Reader, call: Call[None]) -> ComplaintList:
    """Complaints about accounts in one state, the latest first.

    Request:  ?state=open&limit=50
    Response: {"items": [{"id", "account": AccountCard, "person": Person, "reason", "words", "quoted", "state",
               "answer", "created_at", "decided_at", "paused_until", "people_complaining"}], "next": null}
    """
    wanted: ComplaintsQuery = call.query
    limit = min(max(wanted.limit, 1), _MOST_AT_ONCE)
    app_id, _, number = wanted.before.partition(".")
    before = complaints.get(read, app_id, _number(number)) if wanted.before else None
    found = complaints.in_state(read, wanted.state, before=before, limit=limit)
    last = found[-1] if len(found) == limit else None
    return ComplaintList(_shapes(read, found), f"{last.app_id}.{last.id}" if last else None)


@console.post("/account-complaints/{app_id}/{id}/decision", auth="operator", body=Decision)
def decide(tx: Transaction, call: Call[Decision]) -> ComplaintShape:
    """Uphold or dismiss a complaint; one that is dismissed counts no more.

    Request:  {"uphold": false, "answer": "This is what their articles are about."}
    Response: the complaint
    Errors:   ComplaintNotFound · ComplaintDecided · ComplaintTooLong
    """
    complaint = complaints.get(tx, call.path["app_id"], _number(call.path["id"]))
    decided = complaints.decide(
        tx,
        complaint,
        uphold=call.body.uphold,
        answer=call.body.answer,
        operator_id=call.actor.person_id or 0,
        by=call.actor.name,
    )
    return _shapes(tx, [decided])[0]


@console.put("/account-pauses/{app_id}", auth="operator", body=Pause)
def pause(tx: Transaction, call: Call[Pause]) -> Safety:
    """Keep an account from speaking first for a number of days.

    Request:  {"days": 7, "note": "Fraud, see the complaints of this week."}
    Response: {"app_id", "paused_at", "paused_until", "paused_by", "note", "people_complaining", "reasons": {"spam": 3},
               "window_days": 7, "least_people": 5, "percent": 1}
    Errors:   AccountNotFound · PauseRefused
    """
    app_id = _account(tx, call.path["app_id"])
    safety.pause(tx, app_id, days=call.body.days, note=call.body.note, by=call.actor.name)
    return _safety(tx, app_id)


@console.delete("/account-pauses/{app_id}", auth="operator")
def lift(tx: Transaction, call: Call[None]) -> Safety:
    """Let an account speak again; what led to the pause counts no more.

    Response: as above
    Errors:   AccountNotFound
    """
    app_id = _account(tx, call.path["app_id"])
    safety.lift(tx, app_id, by=call.actor.name)
    return _safety(tx, app_id)


@console.get("/apps/{app_id}/safety")
def show(read: Reader, call: Call[None]) -> Safety:
    """How the account stands, for its owner: how many complained of what, never who.

    Response: as above
    Errors:   NotYours
    """
    return _safety(read, apps.require_member(read, call.actor, call.path["app_id"]).app_id)


def _safety(read: Reader, app_id: str) -> Safety:
    now = safety.standing(read, app_id)
    return Safety(
        app_id=app_id,
        paused_at=now.paused_at,
        paused_until=now.paused_until,
        # Which of the operators it was is nobody's business.
        paused_by=now.paused_by if now.paused_by in ("", safety.BY_RULE) else "operator",
        note=now.note,
        people_complaining=safety.people_complaining(read, app_id),
        reasons=complaints.reasons(read, app_id),
        window_days=safety.WINDOW.days,
        least_people=safety.LEAST_PEOPLE,
        percent=safety.PERCENT,
    )


def _shapes(read: Reader, found: list[Complaint]) -> list[ComplaintShape]:
    persons = people.get_many(read, {complaint.person_id for complaint in found})
    app_ids = sorted({complaint.app_id for complaint in found})
    accounts = cards.cards(read, None, app_ids)
    pauses = {app_id: safety.standing(read, app_id).paused_until for app_id in app_ids}
    counts = {app_id: safety.people_complaining(read, app_id) for app_id in app_ids}
    return [
        ComplaintShape(
            id=str(complaint.id),
            account=accounts[complaint.app_id],
            person=people.card(persons[complaint.person_id]) if complaint.person_id in persons else None,
            reason=complaint.reason,
            words=complaint.words,
            quoted=complaint.quoted,
            state=complaint.state,
            answer=complaint.answer,
            created_at=complaint.created_at,
            decided_at=complaint.decided_at,
            paused_until=pauses[complaint.app_id],
            people_complaining=counts[complaint.app_id],
        )
        for complaint in found
    ]


def _account(read: Reader, app_id: str) -> str:
    app = apps.get(read, app_id)
    if app is None:
        raise AccountNotFound()
    return app.app_id


def _number(text: str) -> int:
    number = people.number_of(text)
    if number is None:
        raise ComplaintNotFound()
    return number
