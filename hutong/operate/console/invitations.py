"""Invitations: /api/console/invitations."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.operate import members, operators
from hutong.operate.console.shapes import cursor_of, limit_of, time_of
from hutong.people import public as people
from hutong.wire.product import Call, console


class NewInvitation(msgspec.Struct, frozen=True, kw_only=True):
    role: str = "member"
    note: str = ""


class PageQuery(msgspec.Struct, frozen=True, kw_only=True):
    before: str | None = None
    limit: int = 50


class InvitationItem(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    role: str
    note: str
    state: str
    """"open", "used", "revoked" or "expired"."""
    inviter: people.PersonCard | None
    used_by: people.PersonCard | None
    created_at: str | None
    expires_at: str | None
    used_at: str | None


class MadeInvitation(InvitationItem, frozen=True, kw_only=True):
    url: str


class InvitationList(msgspec.Struct, frozen=True, kw_only=True):
    items: list[InvitationItem]
    next: str | None


@console.get("/invitations", auth="operator", query=PageQuery)
def list_(read: Reader, call: Call[None]) -> InvitationList:
    """Invitations and what became of them, the newest first; their links are not kept.

    Response: {"items": [{"id", "role", "note", "state", "inviter", "used_by", ...}], "next": "..." | null}
    """
    operators.require(read, call.actor.kind, call.actor.person_id)
    limit = limit_of(call.query.limit)
    found = people.list_invitations(read, before=cursor_of(call.query.before), limit=limit)
    return InvitationList(
        items=[InvitationItem(**_fields(read, each)) for each in found],
        next=str(found[-1].id) if len(found) == limit else None,
    )


@console.post("/invitations", auth="operator", body=NewInvitation)
def make(tx: Transaction, call: Call[NewInvitation]) -> MadeInvitation:
    """Invite one newcomer. The link is told once.

    Request:  {"role": "member" | "operator", "note": "for Han Meimei"}
    Response: the invitation, with "url"
    Errors:   RoleUnknown
    """
    operators.require(tx, call.actor.kind, call.actor.person_id)
    invited = members.invite(
        tx, role=call.body.role, note=call.body.note, inviter_id=call.actor.person_id, actor=call.actor.name
    )
    page = "operator" if invited.invitation.role == "operator" else "invite"
    return MadeInvitation(**_fields(tx, invited.invitation), url=f"{call.base_url}/{page}/{invited.code}")


@console.delete("/invitations/{id}", auth="operator")
def revoke(tx: Transaction, call: Call[None]) -> dict[str, str]:
    """Withdraw an invitation that nobody used.

    Response: {}
    Errors:   InvitationNotFound
    """
    operators.require(tx, call.actor.kind, call.actor.person_id)
    members.revoke_invitation(tx, people.number_of(call.path["id"]) or 0, actor=call.actor.name)
    return {}


def _fields(read: Reader, invitation: people.Invitation) -> dict[str, Any]:
    return {
        "id": str(invitation.id),
        "role": invitation.role,
        "note": invitation.note,
        "state": people.state_of_invitation(invitation, read.now),
        "inviter": _card(read, invitation.inviter_id),
        "used_by": _card(read, invitation.used_by),
        "created_at": time_of(invitation.created_at),
        "expires_at": time_of(invitation.expires_at),
        "used_at": time_of(invitation.used_at),
    }


def _card(read: Reader, person_id: int | None) -> people.PersonCard | None:
    person = people.get(read, person_id) if person_id is not None else None
    return people.card(person) if person else None
