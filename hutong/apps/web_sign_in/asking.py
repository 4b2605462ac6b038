"""Whether a person is asked, and the code that a site gets when nothing stands in the way."""

from datetime import timedelta
from typing import Literal

import sqlalchemy as sa

from hutong.apps.web_sign_in import errors
from hutong.apps.web_sign_in.models import WebCode, WebConsent, codes, consents
from hutong.apps.web_sign_in.requests import SignInRequest
from hutong.kernel.crypto import hash_secret
from hutong.kernel.db import Reader, Transaction, param, statement

Word = Literal["ask", "allow"]

CODE_LIFE = timedelta(minutes=5)
CONSENT_LIFE = timedelta(days=30)
# So long a code that is over is still told from one that never was.
_REMEMBERED = timedelta(days=1)

_forget = statement(
    sa.delete(codes.sa).where(
        codes.c.app_id == param("of_app"), codes.c.expires_at < param("before", codes.c.expires_at.type)
    )
)
_use = statement(
    sa.update(codes.sa)
    .where(codes.c.app_id == param("of_app"), codes.c.code_hash == param("hash_of_code"), codes.c.used_at.is_(None))
    .values(used_at=param("at", codes.c.used_at.type))
)


def needs_consent(read: Reader, wish: SignInRequest, person_id: int, *, is_at_home: bool) -> bool:
    """Whether the person is asked first. Followers who come from the account's own thread (`is_at_home`) are not."""
    if wish.scope == "snsapi_base" or is_at_home:
        return False
    if wish.asks_always:
        return True
    agreed = read.one(consents.by_key, app_id=wish.app_id, person_id=person_id)
    return agreed is None or agreed.agreed_at + CONSENT_LIFE <= read.now


def agree(tx: Transaction, app_id: str, person_id: int) -> None:
    """Remember that a person lets an app see who they are."""
    row, is_new = tx.get_or_add(WebConsent(app_id=app_id, person_id=person_id, agreed_at=tx.now))
    if not is_new:
        tx.update(row, agreed_at=tx.now)


def issue(tx: Transaction, wish: SignInRequest, person_id: int) -> str:
    """A new code for the site."""
    tx.run(_forget, of_app=wish.app_id, before=tx.now - _REMEMBERED)
    code = tx.new_token("apps.web_code", 16).hex()
    tx.insert(
        WebCode(
            app_id=wish.app_id,
            code_hash=hash_secret(code),
            person_id=person_id,
            scope=wish.scope,
            redirect_host=wish.redirect_host,
            expires_at=tx.now + CODE_LIFE,
            used_at=None,
        )
    )
    return code


def use(tx: Transaction, app_id: str, code: str) -> WebCode:
    """Take a code of this app's, once. Raises: CodeUnknown · CodeUsed · CodeExpired"""
    hashed = hash_secret(code)
    found = tx.one(codes.by_key, app_id=app_id, code_hash=hashed)
    if found is None:
        raise errors.CodeUnknown()
    if found.used_at is not None:
        raise errors.CodeUsed()
    if found.expires_at <= tx.now:
        raise errors.CodeExpired()
    # Two servers may bring the same code at the same moment.
    if not tx.run(_use, of_app=app_id, hash_of_code=hashed, at=tx.now):
        raise errors.CodeUsed()
    return found
