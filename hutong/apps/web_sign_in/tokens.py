"""Tokens of a person who signed in to a website: signed text, whose row says how long it is good.

An access token lives two hours; renewed while it lives it stays the same and lives two hours from then, renewed later
it becomes another one. A refresh token lives thirty days, whatever happens.
"""

from datetime import timedelta
from struct import Struct
from typing import Literal

import msgspec
import sqlalchemy as sa

from hutong.apps.web_sign_in import errors
from hutong.apps.web_sign_in.models import WebCode, WebGrant, grants
from hutong.kernel.crypto import Keys, Signer
from hutong.kernel.db import Reader, Transaction, param, query, statement

Kind = Literal["access", "refresh"]

ACCESS_LIFE = timedelta(seconds=7200)
REFRESH_LIFE = timedelta(days=30)
MOST_GRANTS = 20
"""Of one person at one app; whoever signs in more often lets the oldest go."""

# App id, person, grant, generation, kind; the rest makes it as long as tokens are.
_CLAIM = Struct(">8sQQIB")
_FILLING = bytes(24)
_KINDS: tuple[Kind, ...] = ("access", "refresh")
_PREFIX_DIGITS = 2

_oldest = query(
    grants.select()
    .where(grants.c.app_id == param("app_id"), grants.c.person_id == param("person_id"))
    .order_by(grants.c.id.desc())
    .limit(MOST_GRANTS + 1)
    .offset(MOST_GRANTS - 1),
    WebGrant,
)
_drop = statement(
    sa.delete(grants.sa).where(
        grants.c.app_id == param("of_app"), grants.c.person_id == param("of_person"), grants.c.id == param("grant_id")
    )
)


class Claim(msgspec.Struct, frozen=True):
    """What a token says."""

    app_id: str
    person_id: int
    grant_id: int
    generation: int
    kind: Kind


def signer(keys: Keys) -> Signer:
    """What signs this instance's tokens of people."""
    return keys.signer("apps.web_token")


def spell(with_signer: Signer, grant: WebGrant, kind: Kind) -> str:
    """A token of a grant, as text; the same each time."""
    generation = grant.generation if kind == "access" else 0
    claim = _CLAIM.pack(bytes.fromhex(grant.app_id[2:]), grant.person_id, grant.id, generation, _KINDS.index(kind))
    return f"{10 + grant.id % 90}_{with_signer.sign(claim + _FILLING)}"


def claim_of(with_signer: Signer, token: str) -> Claim | None:
    """What a token of ours says; None for any other text."""
    digits, _, signed = token.partition("_")
    payload = with_signer.verify(signed) if len(digits) == _PREFIX_DIGITS else None
    if payload is None or len(payload) != _CLAIM.size + len(_FILLING):
        return None
    app, person_id, grant_id, generation, kind = _CLAIM.unpack_from(payload)
    if digits != str(10 + grant_id % 90):
        return None
    return Claim("wx" + app.hex(), person_id, grant_id, generation, _KINDS[kind])


def grant(tx: Transaction, code: WebCode) -> WebGrant:
    """What a code is traded for."""
    for row in tx.many(_oldest, app_id=code.app_id, person_id=code.person_id):
        tx.run(_drop, of_app=row.app_id, of_person=row.person_id, grant_id=row.id)
    return tx.insert(
        WebGrant(
            app_id=code.app_id,
            person_id=code.person_id,
            id=tx.new_id("apps.web_grant"),
            scope=code.scope,
            generation=1,
            access_expires_at=tx.now + ACCESS_LIFE,
            refresh_expires_at=tx.now + REFRESH_LIFE,
        )
    )


def refresh(tx: Transaction, app_id: str, claim: Claim | None) -> WebGrant:
    """Renew the access token. Raises: RefreshTokenUnknown · RefreshTokenExpired"""
    found = _find(tx, claim) if claim is not None and claim.kind == "refresh" and claim.app_id == app_id else None
    if found is None:
        raise errors.RefreshTokenUnknown()
    if found.refresh_expires_at <= tx.now:
        raise errors.RefreshTokenExpired()
    is_alive = found.access_expires_at > tx.now
    generation = found.generation if is_alive else found.generation + 1
    return tx.update(found, generation=generation, access_expires_at=tx.now + ACCESS_LIFE)


def living(read: Reader, claim: Claim | None) -> WebGrant:
    """The grant of an access token that lives. Raises: WebTokenUnknown · WebTokenExpired"""
    found = _find(read, claim) if claim is not None and claim.kind == "access" else None
    if claim is None or found is None or found.generation != claim.generation:
        raise errors.WebTokenUnknown()
    if found.access_expires_at <= read.now:
        raise errors.WebTokenExpired()
    return found


def _find(read: Reader, claim: Claim) -> WebGrant | None:
    return read.one(grants.by_key, app_id=claim.app_id, person_id=claim.person_id, id=claim.grant_id)
