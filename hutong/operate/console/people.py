"""People as operators see them: /api/console/people."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.operate import members, operators
from hutong.operate.console.shapes import cursor_of, limit_of, time_of
from hutong.people import public as people
from hutong.wire.product import Call, console


class PeopleQuery(msgspec.Struct, frozen=True, kw_only=True):
    q: str = ""
    after: str | None = None
    limit: int = 50


class Member(people.PersonCard, frozen=True, kw_only=True):
    email: str | None
    created_at: str | None
    suspended_at: str | None
    operator: bool


class MemberList(msgspec.Struct, frozen=True, kw_only=True):
    items: list[Member]
    next: str | None
    total: int


class Suspension(msgspec.Struct, frozen=True, kw_only=True):
    reason: str = ""


@console.get("/people", auth="operator", query=PeopleQuery)
def list_(read: Reader, call: Call[None]) -> MemberList:
    """Everybody, in the order they came; `q` is how a name begins, or a whole e-mail address.

    Response: {"items": [Person with "email", "created_at", "suspended_at", "operator"],
               "next": "..." | null, "total": 7}
    """
    operators.require(read, call.actor.kind, call.actor.person_id)
    wanted: PeopleQuery = call.query
    limit = limit_of(wanted.limit)
    found = people.search(read, prefix=wanted.q, after=cursor_of(wanted.after) or 0, limit=limit)
    return MemberList(
        items=[_member(read, person) for person in found],
        next=str(found[-1].id) if len(found) == limit else None,
        total=people.count(read),
    )


@console.post("/people/{id}/suspension", auth="operator", body=Suspension)
def suspend(tx: Transaction, call: Call[Suspension]) -> Member:
    """Close a person's door: their sessions end at once and no new one opens.

    Request:  {"reason": "spam"}
    Response: the person
    Errors:   PersonNotFound · OperatorNotSuspended
    """
    operators.require(tx, call.actor.kind, call.actor.person_id)
    person_id = people.id_of(call.path["id"])
    reason = call.body.reason[:200]
    return _member(tx, members.suspend(tx, person_id, reason=reason, actor=call.actor.name))


@console.delete("/people/{id}/suspension", auth="operator")
def unsuspend(tx: Transaction, call: Call[None]) -> Member:
    """Let a person sign in again.

    Response: the person
    Errors:   PersonNotFound
    """
    operators.require(tx, call.actor.kind, call.actor.person_id)
    return _member(tx, members.unsuspend(tx, people.id_of(call.path["id"]), actor=call.actor.name))


@console.delete("/people/{id}/operator", auth="operator")
def withdraw(tx: Transaction, call: Call[None]) -> Member:
    """Take an operator's role away.

    Response: the person
    Errors:   PersonNotFound · LastOperator
    """
    operators.require(tx, call.actor.kind, call.actor.person_id)
    person = people.require(tx, people.id_of(call.path["id"]))
    operators.withdraw(tx, person_id=person.id, actor=call.actor.name)
    return _member(tx, person)


def _member(read: Reader, person: people.PersonView) -> Member:
    card = people.card(person)
    return Member(
        **{field: getattr(card, field) for field in people.PersonCard.__struct_fields__},
        email=person.email,
        created_at=time_of(person.created_at),
        suspended_at=time_of(person.suspended_at),
        operator=operators.is_operator(read, person.id),
    )
