"""Invitations: how newcomers reach an instance that is not open to everybody.

Each is good for one registration. Its `role` is "member" or "operator"; what an operator is, `operate` knows.
"""

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.kernel.crypto import hash_secret
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.people import errors
from hutong.people.models import Invitation, invitations

LIFETIME = timedelta(days=14)
LONGEST_NOTE = 200


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """A new invitation and its code, which we do not keep."""

    invitation: Invitation
    code: str


_by_code = query(invitations.select().where(invitations.c.code_hash == param("hash_of_code")), Invitation)
_page = query(
    invitations.select()
    .where(invitations.c.id < param("before"))
    .order_by(invitations.c.id.desc())
    .limit(param("limit")),
    Invitation,
)
_use = statement(
    sa.update(invitations.sa)
    .where(invitations.c.id == param("of_id"), invitations.c.used_at.is_(None))
    .values(used_by=param("person_id"), used_at=param("at"))
)


def invite(
    tx: Transaction,
    *,
    role: str,
    note: str = "",
    inviter_id: int | None = None,
    lifetime: timedelta | None = LIFETIME,
    code: str | None = None,
) -> Invited:
    """Make an invitation; `lifetime` None never ends. The same `code` again answers the same invitation."""
    assert role in ("member", "operator"), role
    code = code if code is not None else tx.new_token("invitation", 16).hex()
    wanted = Invitation(
        id=tx.new_id("invitation"),
        code_hash=hash_secret(code),
        role=role,
        note=note[:LONGEST_NOTE],
        inviter_id=inviter_id,
        created_at=tx.now,
        expires_at=None if lifetime is None else tx.now + lifetime,
        used_by=None,
        used_at=None,
        revoked_at=None,
    )
    invitation, _ = tx.get_or_add(wanted, by=("code_hash",))
    return Invited(invitation=invitation, code=code)


def find_open(read: Reader, code: str) -> Invitation:
    """The invitation of this code. Raises: InvitationNotFound when it is good for nothing, or nothing at all"""
    invitation = read.one(_by_code, hash_of_code=hash_secret(code))
    if invitation is None or state_of(invitation, read.now) != "open":
        raise errors.InvitationNotFound()
    return invitation


def use(tx: Transaction, invitation: Invitation, person_id: int) -> None:
    """Spend an invitation on a newcomer. Raises: InvitationNotFound when somebody was quicker"""
    if not tx.run(_use, of_id=invitation.id, person_id=person_id, at=tx.now):
        raise errors.InvitationNotFound()


def revoke(tx: Transaction, invitation_id: int) -> Invitation:
    """Withdraw an invitation that was not used yet. Raises: InvitationNotFound"""
    invitation = tx.one(invitations.by_key, id=invitation_id)
    if invitation is None or invitation.used_at is not None:
        raise errors.InvitationNotFound()
    return invitation if invitation.revoked_at else tx.update(invitation, revoked_at=tx.now)


def page(read: Reader, *, before: int | None = None, limit: int = 50) -> list[Invitation]:
    """Invitations, the newest first."""
    return read.many(_page, before=before if before is not None else (1 << 63) - 1, limit=limit)


def state_of(invitation: Invitation, now: datetime) -> str:
    """What an invitation is good for: "open", or why no more: "used", "revoked", "expired"."""
    if invitation.used_at is not None:
        return "used"
    if invitation.revoked_at is not None:
        return "revoked"
    return "expired" if invitation.expires_at is not None and invitation.expires_at <= now else "open"
