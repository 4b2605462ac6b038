"""Codes that a program hands to its server, which trades them for who signed in, or for a phone number."""

from base64 import b64encode
from datetime import timedelta
from typing import Literal

import sqlalchemy as sa

from hutong.kernel.crypto import hash_secret
from hutong.kernel.db import Transaction, param, statement
from hutong.mini.errors.sessions import CodeUnknown, CodeUsed
from hutong.mini.models.sessions import Code, codes

Purpose = Literal["login", "phone"]

LIFE = timedelta(minutes=5)
# A code that was used or has ended is told apart from one that never was, for a while.
_REMEMBERED = timedelta(hours=1)
_LETTERS = bytes.maketrans(b"+/", b"Aa")

_use = statement(
    sa.update(codes.sa)
    .where(codes.c.app_id == param("of_app"), codes.c.code_hash == param("hash_of_code"), codes.c.used_at.is_(None))
    .values(used_at=param("at"))
)
_forget = statement(
    sa.delete(codes.sa).where(
        codes.c.app_id == param("of_app"), codes.c.expires_at <= param("until", codes.c.expires_at.type)
    )
)


def give(tx: Transaction, app_id: str, person_id: int, purpose: Purpose) -> str:
    """A code for the program: 32 letters for signing in, 64 hexadecimal digits for a phone number."""
    tx.run(_forget, of_app=app_id, until=tx.now - _REMEMBERED)
    drawn = tx.new_token(f"mini.{purpose}_code", 32)
    code = drawn.hex() if purpose == "phone" else "0" + b64encode(drawn).translate(_LETTERS).decode()[:31]
    tx.insert(
        Code(
            app_id=app_id,
            code_hash=hash_secret(code),
            purpose=purpose,
            person_id=person_id,
            expires_at=tx.now + LIFE,
            used_at=None,
        )
    )
    return code


def take(tx: Transaction, app_id: str, code: str, purpose: Purpose) -> int:
    """Who brought a code of this program's; it is good once. Raises: CodeUnknown · CodeUsed"""
    hashed = hash_secret(code)
    found = tx.one(codes.by_key, app_id=app_id, code_hash=hashed)
    if found is None or found.purpose != purpose:
        raise CodeUnknown()
    if found.used_at is not None:
        raise CodeUsed()
    if found.expires_at <= tx.now:
        raise CodeUnknown()
    # Two servers may bring the same code at the same moment.
    if not tx.run(_use, of_app=app_id, hash_of_code=hashed, at=tx.now):
        raise CodeUsed()
    return found.person_id
