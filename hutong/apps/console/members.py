"""/api/console/apps/{app_id}/members and /memberships: who works on an account, and in which role."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import errors, members, public
from hutong.apps.models import Member
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.people import public as people
from hutong.wire.product import Call, console


class MemberShape(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works on the account; `accepted_at` is null while they are only asked."""

    person: people.PersonCard
    openid: str
    role: str
    duties: list[str]
    invited_at: datetime
    accepted_at: datetime | None


class RoleShape(msgspec.Struct, frozen=True):
    """A role, and what may be done in it."""

    role: str
    duties: list[str]


class MemberList(msgspec.Struct, frozen=True):
    items: list[MemberShape]
    roles: list[RoleShape]


class RoleWanted(msgspec.Struct, frozen=True):
    role: str


class MembershipShape(msgspec.Struct, frozen=True, kw_only=True):
    """An account that asks the caller to work on it, or that they work on."""

    app_id: str
    name: str
    colour: str
    avatar_url: str | None
    role: str
    duties: list[str]
    accepted_at: datetime | None


class MembershipList(msgspec.Struct, frozen=True):
    items: list[MembershipShape]


class Done(msgspec.Struct, frozen=True):
    """It is done."""


@console.get("/apps/{app_id}/members")
def listed(read: Reader, call: Call[None]) -> MemberList:
    """Who works on the account or was asked to, and the roles there are.

    Response: {"items": [{"person", "openid", "role": "agent", "duties": ["audience", "inbox"], "invited_at",
               "accepted_at"}], "roles": [{"role": "agent", "duties": ["audience", "inbox"]}]}
    Errors:   NotYours
    """
    app = public.require_member(read, call.actor, call.path["app_id"], "settings")
    found = members.of_app(read, app.app_id)
    persons = people.get_many(read, [member.person_id for member in found])
    items = [_shape(call, member, persons[member.person_id]) for member in found if member.person_id in persons]
    return MemberList(items, [RoleShape(role, sorted(duties)) for role, duties in members.ROLES.items()])


@console.put("/apps/{app_id}/members/{openid}", body=RoleWanted)
def invite(tx: Transaction, call: Call[RoleWanted]) -> MemberShape:
    """Ask somebody to work on the account, or give a member another role: the owner's alone.

    Request:  {"role": "agent"}
    Errors:   NotYours · MemberUnknown · RoleUnknown · TooManyMembers · OwnerNeedsNoRole
    """
    app = public.require_owner(tx, call.actor, call.path["app_id"])
    person_id = _person_of(call, app.app_id)
    person = people.get(tx, person_id)
    if person is None:
        raise errors.MemberUnknown()
    if person_id == app.owner_person_id:
        raise errors.OwnerNeedsNoRole()
    member = members.invite(tx, app.app_id, person_id, call.body.role)
    done = "invited" if member.accepted_at is None else "role_changed"
    _remember(tx, call, f"apps.member_{done}", app.app_id, person_id, role=member.role)
    return _shape(call, member, person)


@console.delete("/apps/{app_id}/members/{openid}")
def remove(tx: Transaction, call: Call[None]) -> Done:
    """Let a member go at once; a member may also go by themselves, or say no.

    Errors:   NotYours · MemberUnknown
    """
    app_id = call.path["app_id"]
    person_id = _person_of(call, app_id)
    if person_id != call.actor.person_id:
        public.require_owner(tx, call.actor, app_id)
    members.remove(tx, app_id, person_id)
    _remember(tx, call, "apps.member_removed", app_id, person_id)
    return Done()


@console.get("/memberships")
def mine(read: Reader, call: Call[None]) -> MembershipList:
    """The accounts that ask the caller to work on them, or that they work on.

    Response: {"items": [{"app_id", "name", "colour", "avatar_url", "role", "duties", "accepted_at"}]}
    """
    if call.actor.person_id is None:
        return MembershipList([])
    found = members.of_person(read, call.actor.person_id)
    apps = public.get_many(read, [member.app_id for member in found])
    return MembershipList([_membership(member, apps[member.app_id]) for member in found if member.app_id in apps])


@console.post("/memberships/{app_id}")
def accept(tx: Transaction, call: Call[None]) -> Done:
    """Agree to work on an account that asked.

    Errors:   MemberUnknown
    """
    person_id = call.actor.person_id
    if person_id is None:
        raise errors.MemberUnknown()
    member = members.accept(tx, call.path["app_id"], person_id)
    _remember(tx, call, "apps.member_joined", member.app_id, person_id, role=member.role)
    return Done()


def _shape(call: Call[Any], member: Member, person: people.PersonView) -> MemberShape:
    return MemberShape(
        person=people.card(person),
        openid=public.openid(call.lane.keys, member.app_id, member.person_id),
        role=member.role,
        duties=sorted(members.ROLES[member.role]),
        invited_at=member.invited_at,
        accepted_at=member.accepted_at,
    )


def _membership(member: Member, app: public.AppView) -> MembershipShape:
    return MembershipShape(
        app_id=app.app_id,
        name=app.name,
        colour=app.colour,
        avatar_url=people.avatar_url(app.avatar),
        role=member.role,
        duties=sorted(members.ROLES[member.role]),
        accepted_at=member.accepted_at,
    )


def _remember(tx: Transaction, call: Call[Any], action: str, app_id: str, person_id: int, **detail: str) -> None:
    about = {"person": f"person:{person_id}", **detail}
    audit(tx, actor=call.actor.name, action=action, subject=f"app:{app_id}", detail=about)


def _person_of(call: Call[Any], app_id: str) -> int:
    person_id = public.person_of(call.lane.keys, app_id, call.path["openid"])
    if person_id is None:
        raise errors.MemberUnknown()
    return person_id
