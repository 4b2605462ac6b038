"""The session key that a program and a person share: what its server decrypts and signs with.

Signing in again replaces the key, unless it is fresh; use moves its end on. Only one is good at a time.
"""

import base64
import hashlib
import hmac
from datetime import timedelta

from hutong.kernel.crypto import Keys, equal
from hutong.kernel.db import Reader, Transaction
from hutong.mini.errors.sessions import AskedTooOften, SessionMissing, SignatureMethodWrong, SignatureWrong
from hutong.mini.models.sessions import Session, sessions

IDLE = timedelta(days=3)
"""How long a key lives that nobody uses."""
FRESH = timedelta(minutes=30)
"""Signing in again within this time keeps the key, as many programs do it at every start."""
CODES_A_MINUTE = 100
RESETS_A_MINUTE = 10

_PURPOSE = "mini.session_key"
_KEY_BYTES = 16
# The key itself would be written with every request; its end is moved on when an hour of it has gone.
_TOUCH_AFTER = timedelta(hours=1)


def sign_in(tx: Transaction, keys: Keys, app_id: str, person_id: int) -> Session:
    """The person signs in to the program: a new key, or the one they have if it is fresh."""
    there = find(tx, app_id, person_id)
    if there is not None and tx.now - there.issued_at < FRESH:
        return tx.update(there, expires_at=tx.now + IDLE)
    return _renew(tx, keys, app_id, person_id)


def taken_for_code(tx: Transaction, keys: Keys, app_id: str, person_id: int) -> str:
    """The key as the program's server gets it for a code. Raises: AskedTooOften"""
    session = find(tx, app_id, person_id) or _renew(tx, keys, app_id, person_id)
    minute = int(tx.now.timestamp()) // 60
    asked = session.codes if session.minute == minute else 0
    if asked >= CODES_A_MINUTE:
        raise AskedTooOften()
    resets = session.resets if session.minute == minute else 0
    tx.update(session, minute=minute, codes=asked + 1, resets=resets, expires_at=tx.now + IDLE)
    return text_of(keys, session)


def find(read: Reader, app_id: str, person_id: int) -> Session | None:
    """The session, None when there is none or it is over."""
    there = read.one(sessions.by_key, app_id=app_id, person_id=person_id)
    return there if there is not None and there.expires_at > read.now else None


def use(tx: Transaction, app_id: str, person_id: int) -> Session:
    """The session, which using keeps alive. Raises: SessionMissing"""
    session = find(tx, app_id, person_id)
    if session is None:
        raise SessionMissing()
    if session.expires_at - tx.now < IDLE - _TOUCH_AFTER:
        return tx.update(session, expires_at=tx.now + IDLE)
    return session


def check(read: Reader, keys: Keys, app_id: str, person_id: int, *, signature: str, method: str) -> Session:
    """The session, if its key made this signature of nothing.

    Raises: SignatureMethodWrong · SessionMissing · SignatureWrong
    """
    if method != "hmac_sha256":
        raise SignatureMethodWrong()
    session = find(read, app_id, person_id)
    if session is None:
        raise SessionMissing()
    if not equal(signed(text_of(keys, session), b""), signature):
        raise SignatureWrong()
    return session


def reset(tx: Transaction, keys: Keys, app_id: str, person_id: int, *, signature: str, method: str) -> str:
    """Replace the key; the one before is dead at once, and the new one ends when it would have.

    Raises: SignatureMethodWrong · SessionMissing · SignatureWrong · AskedTooOften
    """
    session = check(tx, keys, app_id, person_id, signature=signature, method=method)
    minute = int(tx.now.timestamp()) // 60
    resets = session.resets if session.minute == minute else 0
    if resets >= RESETS_A_MINUTE:
        raise AskedTooOften()
    codes = session.codes if session.minute == minute else 0
    drawn = keys.seal(_PURPOSE, tx.new_token(_PURPOSE, _KEY_BYTES))
    session = tx.update(session, key=drawn, issued_at=tx.now, minute=minute, codes=codes, resets=resets + 1)
    return text_of(keys, session)


def text_of(keys: Keys, session: Session) -> str:
    """The key as it is written: base64 of 16 bytes."""
    return base64.b64encode(keys.open(_PURPOSE, session.key)).decode()


def signed(key_text: str, data: bytes) -> str:
    """What a server signs with a key: the key is its text, not its bytes."""
    return hmac.new(key_text.encode(), data, hashlib.sha256).hexdigest()


def _renew(tx: Transaction, keys: Keys, app_id: str, person_id: int) -> Session:
    fresh = Session(
        app_id=app_id,
        person_id=person_id,
        key=keys.seal(_PURPOSE, tx.new_token(_PURPOSE, _KEY_BYTES)),
        issued_at=tx.now,
        expires_at=tx.now + IDLE,
        minute=0,
        codes=0,
        resets=0,
    )
    there, is_new = tx.get_or_add(fresh)
    return there if is_new else tx.update(there, key=fresh.key, issued_at=tx.now, expires_at=fresh.expires_at)
