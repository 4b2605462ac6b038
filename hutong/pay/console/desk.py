"""/api/console/rails/requests: what operators of a live instance do when real money comes and goes, two for each."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay import places
from hutong.pay.errors import wallet as errors
from hutong.pay.models.wallet import WAITING, DeskRequest
from hutong.pay.places import Place
from hutong.pay.wallet import desk
from hutong.people import public as people
from hutong.wire.product import Call, Nothing, console

_MOST_AT_ONCE = 200


class RequestsQuery(msgspec.Struct, frozen=True, kw_only=True):
    """`state` is waiting, approved, done or refused; `before` is the `next` of the page before."""

    state: str = WAITING
    before: str = ""
    limit: int = 50


class RequestView(msgspec.Struct, frozen=True, kw_only=True):
    """A request to the desk, as operators see it."""

    id: str
    person: people.PersonCard
    kind: str
    amount_fen: int
    fee_fen: int
    note: str
    state: str
    approved_by: str | None
    ended_by: str | None
    reason: str
    created_at: datetime
    approved_at: datetime | None
    ended_at: datetime | None
    may_decide: bool
    """Whether whoever asks may do the next step: not for their own, and not twice."""


class RequestList(msgspec.Struct, frozen=True):
    items: list[RequestView]
    next: str | None


class Refusal(msgspec.Struct, frozen=True):
    """Why not; the person reads it."""

    reason: str


@console.get("/rails/requests", auth="operator", query=RequestsQuery)
def listed(read: Reader, call: Call[None]) -> RequestList:
    """Requests in one state, the latest first.

    Response: {"items": [{"id", "person": Person, "kind": "topup" or "withdrawal", "amount_fen", "fee_fen", "note",
               "state", "approved_by", "ended_by", "reason", "created_at", "approved_at", "ended_at", "may_decide"}],
               "next": null}
    """
    wanted: RequestsQuery = call.query
    limit = min(max(wanted.limit, 1), _MOST_AT_ONCE)
    found = desk.in_state(read, wanted.state, before=places.read(wanted.before), limit=limit)
    last = found[-1] if len(found) == limit else None
    return RequestList(
        [_view(read, request, _operator(call)) for request in found],
        Place(last.created_at, str(last.id)).word if last else None,
    )


@console.post("/rails/requests/{id}/approval", auth="operator", body=Nothing)
def approve(tx: Transaction, call: Call[Nothing]) -> RequestView:
    """The first operator has looked at the bank.

    Request:  {}
    Response: the request
    Errors:   DeskRequestNotFound · DeskRequestEnded · SecondOperatorNeeded, for one's own
    """
    return _view(tx, desk.approve(tx, _operator(call), _request(tx, call.path["id"])), _operator(call))


@console.post("/rails/requests/{id}/confirmation", auth="operator", body=Nothing)
def confirm(tx: Transaction, call: Call[Nothing]) -> RequestView:
    """Another operator agrees, and the money moves.

    Request:  {}
    Response: the request
    Errors:   DeskRequestNotFound · DeskRequestEnded · SecondOperatorNeeded
    """
    return _view(tx, desk.confirm(tx, _operator(call), _request(tx, call.path["id"])), _operator(call))


@console.post("/rails/requests/{id}/refusal", auth="operator", body=Refusal)
def refuse(tx: Transaction, call: Call[Refusal]) -> RequestView:
    """Say no; what was held for a withdrawal is free again.

    Request:  {"reason": "no such payment at the bank"}
    Response: the request
    Errors:   DeskRequestNotFound · DeskRequestEnded · DeskNoteMissing
    """
    request = _request(tx, call.path["id"])
    return _view(tx, desk.refuse(tx, _operator(call), request, call.body.reason), _operator(call))


def _operator(call: "Call[None] | Call[Nothing] | Call[Refusal]") -> int:
    """Who decides. In a lab nobody needs to sign in, and then nobody can be told from another: number 0."""
    return call.actor.person_id or 0


def _request(read: Reader, text: str) -> DeskRequest:
    request_id = people.number_of(text)
    if request_id is None:
        raise errors.DeskRequestNotFound()
    return desk.require(read, request_id)


def _view(read: Reader, request: DeskRequest, operator_id: int) -> RequestView:
    is_open = request.ended_at is None
    return RequestView(
        id=str(request.id),
        person=people.card(people.require(read, request.person_id)),
        kind=request.kind,
        amount_fen=request.amount_fen,
        fee_fen=request.fee_fen,
        note=request.note,
        state=request.state,
        approved_by=_name(read, request.approved_by),
        ended_by=_name(read, request.ended_by),
        reason=request.reason,
        created_at=request.created_at,
        approved_at=request.approved_at,
        ended_at=request.ended_at,
        may_decide=is_open and operator_id != request.person_id and request.approved_by != str(operator_id),
    )


def _name(read: Reader, operator: str | None) -> str | None:
    person = people.get(read, int(operator)) if operator else None
    return person.name if person else operator
