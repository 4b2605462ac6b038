"""Signing in to programs: a person's session key with each, and the codes on their way to its server."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Session(Row, frozen=True):
    """The one session key that a program and a person share. It is sealed: we need it to encrypt and to compare."""

    app_id: str
    person_id: int
    key: bytes
    issued_at: datetime
    expires_at: datetime
    """Moved on by use."""
    minute: int
    """The minute in which the program's server asked last, and how often it did: for codes and for resets."""
    codes: int
    resets: int


class Code(Row, frozen=True):
    """A code that a program hands to its server. Good once, and for five minutes. `purpose` is "login" or "phone"."""

    app_id: str
    code_hash: bytes
    purpose: str
    person_id: int
    expires_at: datetime
    used_at: datetime | None


class SealedPhone(Row, frozen=True):
    """That a phone number was encrypted for a program: the digest of the text it became."""

    app_id: str
    digest: bytes
    sealed_at: datetime


sessions = table("mini_sessions", Session, key=("app_id", "person_id"))
codes = table("mini_codes", Code, key=("app_id", "code_hash"), indexes=[("app_id", "expires_at")])
sealed_phones = table("mini_sealed_phones", SealedPhone, key=("app_id", "digest"), indexes=[("app_id", "sealed_at")])
