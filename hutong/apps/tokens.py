"""Access tokens: signed text that carries app, track, generation and expiry.

An app has two tracks that know nothing of each other. *Plain*: each call makes a new token and the one before lives
five minutes more. *Stable*: the same token is given until it has less than five minutes left, or a refresh is forced.
"""

from datetime import datetime, timedelta
from struct import Struct
from typing import Literal

import msgspec
import sqlalchemy as sa

from hutong.apps import errors
from hutong.apps.days import day_of
from hutong.apps.models import TokenTrack, tracks
from hutong.kernel.crypto import Keys, Signer
from hutong.kernel.db import Reader, Transaction, param, query, statement

Track = Literal["plain", "stable"]

LIFE = timedelta(seconds=7200)
HAND_OVER = timedelta(minutes=5)
FORCED_A_DAY = 20
FORCED_APART = timedelta(seconds=30)

_TRACKS: tuple[Track, ...] = ("plain", "stable")
# App id, track, generation, expiry in milliseconds; what follows makes it as long as tokens are, and unguessable.
_CLAIM = Struct(">8sBIQ")
_NONCE_BYTES = 60
_PREFIX_DIGITS = 2

_of_app = query(sa.select(tracks.sa).where(tracks.c.app_id == param("app_id")), TokenTrack)
_revoke = statement(
    sa.update(tracks.sa)
    .where(tracks.c.app_id == param("of_app"))
    .values(
        generation=tracks.c.generation + 1, expires_at=param("ended_at", tracks.c.expires_at.type), previous_until=None
    )
)


class Claim(msgspec.Struct, frozen=True):
    """What a token says."""

    app_id: str
    track: Track
    generation: int
    expires_at_ms: int


def signer(keys: Keys) -> Signer:
    """What signs this instance's tokens."""
    return keys.signer("apps.access_token")


def spell(with_signer: Signer, newest: TokenTrack) -> str:
    """The newest token of a track, as text; the same each time."""
    expires_at_ms = round(newest.expires_at.timestamp() * 1000)
    number = _TRACKS.index("plain" if newest.track == "plain" else "stable")
    claim = _CLAIM.pack(bytes.fromhex(newest.app_id[2:]), number, newest.generation, expires_at_ms)
    return f"{10 + newest.generation % 90}_{with_signer.sign(claim + newest.nonce)}"


def claim_of(with_signer: Signer, token: str) -> Claim | None:
    """What a token of ours says; None for any other text."""
    digits, _, signed = token.partition("_")
    payload = with_signer.verify(signed) if len(digits) == _PREFIX_DIGITS else None
    if payload is None or len(payload) != _CLAIM.size + _NONCE_BYTES:
        return None
    app, number, generation, expires_at_ms = _CLAIM.unpack_from(payload)
    # The digits are outside the signature, so that only their one right spelling may pass.
    return (
        Claim("wx" + app.hex(), _TRACKS[number], generation, expires_at_ms)
        if digits == str(10 + generation % 90)
        else None
    )


def refuse_dead(claim: Claim, newest: TokenTrack | None, now_ms: float) -> None:
    """Let only a living token pass. Raises: AccessTokenExpired · AccessTokenSuperseded"""
    if now_ms >= claim.expires_at_ms:
        raise errors.AccessTokenExpired()
    if newest is None or claim.generation > newest.generation:
        raise errors.AccessTokenSuperseded()
    if claim.generation == newest.generation:
        return
    until = newest.previous_until
    if claim.generation != newest.generation - 1 or until is None or now_ms >= until.timestamp() * 1000:
        raise errors.AccessTokenSuperseded()


def tracks_of(read: Reader, app_id: str) -> dict[str, TokenTrack]:
    """The newest token of each track that has one."""
    return {newest.track: newest for newest in read.many(_of_app, app_id=app_id)}


def issue_plain(tx: Transaction, app_id: str) -> TokenTrack:
    """A new token; the one before lives five minutes more."""
    return _next(tx, app_id, "plain", previous_until=tx.now + HAND_OVER)


def issue_stable(tx: Transaction, app_id: str, *, force: bool) -> TokenTrack:
    """The stable token of now: the same as before while it has five minutes left; `force` kills it and makes another.

    Raises: ForcedRefreshesUsedUp
    """
    newest = tx.one(tracks.by_key, app_id=app_id, track="stable")
    if force:
        return _forced(tx, app_id, newest)
    if newest is not None and newest.expires_at - tx.now >= HAND_OVER:
        return newest
    return _next(tx, app_id, "stable", previous_until=tx.now + HAND_OVER)


def revoke(tx: Transaction, app_id: str) -> None:
    """Kill every token of an app at once."""
    tx.run(_revoke, of_app=app_id, ended_at=tx.now)


def seconds_left(newest: TokenTrack, now: datetime) -> int:
    """What `expires_in` says."""
    return int((newest.expires_at - now).total_seconds())


def _forced(tx: Transaction, app_id: str, newest: TokenTrack | None) -> TokenTrack:
    if (
        newest is not None
        and newest.forced_at is not None
        and _is_recent(tx.now, newest)
        and newest.expires_at > tx.now
    ):
        return newest
    today = day_of(tx.now)
    forced_before = newest.forced_count if newest is not None and newest.forced_day == today else 0
    if forced_before >= FORCED_A_DAY:
        raise errors.ForcedRefreshesUsedUp(limit=FORCED_A_DAY)
    made = _next(tx, app_id, "stable", previous_until=None)
    return tx.update(made, forced_at=tx.now, forced_day=today, forced_count=forced_before + 1)


def _is_recent(now: datetime, newest: TokenTrack) -> bool:
    return newest.forced_at is not None and now - newest.forced_at < FORCED_APART


def _next(tx: Transaction, app_id: str, track: Track, *, previous_until: datetime | None) -> TokenTrack:
    fresh = TokenTrack(
        app_id=app_id,
        track=track,
        generation=1,
        issued_at=tx.now,
        expires_at=tx.now + LIFE,
        nonce=tx.new_token("apps.access_token", _NONCE_BYTES),
        previous_until=None,
        forced_at=None,
        forced_day=0,
        forced_count=0,
    )
    newest, is_new = tx.get_or_add(fresh)
    if is_new:
        return newest
    return tx.update(
        newest,
        generation=newest.generation + 1,
        issued_at=fresh.issued_at,
        expires_at=fresh.expires_at,
        nonce=fresh.nonce,
        previous_until=previous_until,
    )
