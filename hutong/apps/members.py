"""Members: people who work on an app for its owner, each in a role that says what they may do.

The owner may do everything and is no member. A member is asked first, and works from the day they agree.
"""

from typing import Literal, get_args

import sqlalchemy as sa

from hutong.apps import errors
from hutong.apps.models import Member, members
from hutong.kernel.db import Reader, Transaction, param, query, statement

Duty = Literal["settings", "content", "audience", "inbox", "numbers"]
Role = Literal["manager", "editor", "agent", "analyst"]

DUTIES: tuple[Duty, ...] = get_args(Duty)
ROLES: dict[str, frozenset[Duty]] = {
    "manager": frozenset(DUTIES),
    "editor": frozenset({"content", "audience", "numbers"}),
    "agent": frozenset({"inbox", "audience"}),
    "analyst": frozenset({"numbers"}),
}
MOST_MEMBERS = 25

_of_app = query(
    members.select().where(members.c.app_id == param("app_id")).order_by(members.c.invited_at, members.c.person_id),
    Member,
)
_of_person = query(
    members.select().where(members.c.person_id == param("person_id")).order_by(members.c.invited_at, members.c.app_id),
    Member,
)
_remove = statement(
    sa.delete(members.sa).where(members.c.app_id == param("of_app"), members.c.person_id == param("whose"))
)


def invite(tx: Transaction, app_id: str, person_id: int, role: str) -> Member:
    """Ask somebody to work on an app, or give who does another role. Raises: RoleUnknown · TooManyMembers"""
    if role not in ROLES:
        raise errors.RoleUnknown(role=role[:64])
    there = find(tx, app_id, person_id)
    if there is not None:
        return tx.update(there, role=role)
    if len(of_app(tx, app_id)) >= MOST_MEMBERS:
        raise errors.TooManyMembers(limit=MOST_MEMBERS)
    return tx.insert(Member(app_id=app_id, person_id=person_id, role=role, invited_at=tx.now, accepted_at=None))


def accept(tx: Transaction, app_id: str, person_id: int) -> Member:
    """Agree to work on an app; agreeing twice changes nothing. Raises: MemberUnknown"""
    there = get(tx, app_id, person_id)
    return there if there.accepted_at is not None else tx.update(there, accepted_at=tx.now)


def remove(tx: Transaction, app_id: str, person_id: int) -> None:
    """Let a member go, at once. Raises: MemberUnknown"""
    if not tx.run(_remove, of_app=app_id, whose=person_id):
        raise errors.MemberUnknown()


def find(read: Reader, app_id: str, person_id: int) -> Member | None:
    """A member, asked or working; None when they are neither."""
    return read.one(members.by_key, app_id=app_id, person_id=person_id)


def get(read: Reader, app_id: str, person_id: int) -> Member:
    """A member, asked or working. Raises: MemberUnknown"""
    there = find(read, app_id, person_id)
    if there is None:
        raise errors.MemberUnknown()
    return there


def of_app(read: Reader, app_id: str) -> list[Member]:
    """Who works on an app or was asked to, in the order they were asked."""
    return read.many(_of_app, app_id=app_id)


def of_person(read: Reader, person_id: int) -> list[Member]:
    """Where somebody works or was asked to."""
    return read.many(_of_person, person_id=person_id)


def duties_of(read: Reader, app_id: str, person_id: int | None) -> frozenset[Duty]:
    """What somebody may do as a member; nothing until they have agreed."""
    there = None if person_id is None else find(read, app_id, person_id)
    return frozenset() if there is None or there.accepted_at is None else ROLES[there.role]
