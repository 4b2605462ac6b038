"""What a person allows a program: one answer for each scope, which they may change."""

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.mini.errors.launches import ScopeUnknown
from hutong.mini.models.visits import Grant, grants

SCOPES = (
    "scope.userInfo",
    "scope.userLocation",
    "scope.userFuzzyLocation",
    "scope.userLocationBackground",
    "scope.record",
    "scope.camera",
    "scope.bluetooth",
    "scope.writePhotosAlbum",
    "scope.addPhoneContact",
    "scope.addPhoneCalendar",
    "scope.werun",
    "scope.address",
    "scope.invoice",
    "scope.invoiceTitle",
)
"""What a program may ask a person for."""
PRIVACY = "hutong.privacy"
"""That the person agreed to what the program says it does with what it learns of them: kept like a scope, and none."""

_of_program = query(
    grants.select().where(grants.c.person_id == param("person_id"), grants.c.app_id == param("app_id")), Grant
)


def listed(read: Reader, person_id: int, app_id: str) -> dict[str, bool]:
    """What a person said, by scope; what they were not asked is left out."""
    found = {grant.scope: grant.is_allowed for grant in read.many(_of_program, person_id=person_id, app_id=app_id)}
    return {scope: found[scope] for scope in SCOPES if scope in found}


def is_allowed(read: Reader, person_id: int, app_id: str, scope: str) -> bool:
    """Whether a person allows a program this."""
    found = read.one(grants.by_key, person_id=person_id, app_id=app_id, scope=scope)
    return found is not None and found.is_allowed


def decide(tx: Transaction, person_id: int, app_id: str, scope: str, *, allowed: bool) -> None:
    """Take a person's answer. Raises: ScopeUnknown"""
    if scope not in SCOPES and scope != PRIVACY:
        raise ScopeUnknown(scope=scope[:64])
    fresh = Grant(person_id=person_id, app_id=app_id, scope=scope, is_allowed=allowed, decided_at=tx.now)
    grant, is_new = tx.get_or_add(fresh)
    if not is_new:
        tx.update(grant, is_allowed=allowed, decided_at=tx.now)
