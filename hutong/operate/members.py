"""What operators do about people: invite them, close and open their doors."""

from hutong.kernel.audit import audit
from hutong.kernel.db import Transaction
from hutong.operate import errors
from hutong.operate.operators import is_operator
from hutong.people import public as people

ROLES = ("member", "operator")


def invite(tx: Transaction, *, role: str, note: str, inviter_id: int | None, actor: str) -> people.Invited:
    """Make an invitation for one newcomer. Raises: RoleUnknown"""
    if role not in ROLES:
        raise errors.RoleUnknown(roles=list(ROLES))
    invited = people.invite(tx, role=role, note=note, inviter_id=inviter_id)
    subject = f"invitation:{invited.invitation.id}"
    audit(tx, actor=actor, action="operate.invited", subject=subject, detail={"role": role})
    return invited


def revoke_invitation(tx: Transaction, invitation_id: int, *, actor: str) -> None:
    """Withdraw an invitation that nobody used. Raises: InvitationNotFound"""
    people.revoke_invitation(tx, invitation_id)
    audit(tx, actor=actor, action="operate.invitation_revoked", subject=f"invitation:{invitation_id}")


def suspend(tx: Transaction, person_id: int, *, reason: str, actor: str) -> people.PersonView:
    """Close a person's door; their sessions end at once.

    Raises: PersonNotFound · OperatorNotSuspended
    """
    if is_operator(tx, person_id):
        raise errors.OperatorNotSuspended()
    person = people.suspend(tx, person_id)
    audit(tx, actor=actor, action="operate.suspended", subject=f"person:{person_id}", detail={"reason": reason})
    return person


def unsuspend(tx: Transaction, person_id: int, *, actor: str) -> people.PersonView:
    """Open a person's door again. Raises: PersonNotFound"""
    person = people.unsuspend(tx, person_id)
    audit(tx, actor=actor, action="operate.unsuspended", subject=f"person:{person_id}")
    return person
