"""A person's phone number as a program's server gets it."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.crypto import Keys
from hutong.kernel.db import Reader, Transaction, param, statement
from hutong.mini import envelopes, programs, session_keys
from hutong.mini.envelopes import Envelope
from hutong.mini.errors.sessions import PhoneMissing, PhoneNotPermitted
from hutong.mini.models.sessions import SealedPhone, sealed_phones
from hutong.people import public as people

PERMISSION = "phone_number"
_REMEMBERED = timedelta(days=3)

_forget = statement(
    sa.delete(sealed_phones.sa).where(
        sealed_phones.c.app_id == param("of_app"),
        sealed_phones.c.sealed_at <= param("until", sealed_phones.c.sealed_at.type),
    )
)


class PhoneInfo(msgspec.Struct, frozen=True, rename="camel"):
    """A number with its country in front where that is not China, and without."""

    phone_number: str
    pure_phone_number: str
    country_code: str


def of_person(tx: Transaction, person_id: int) -> PhoneInfo:
    """The person's number; somebody a lab made out of nothing is given one. Raises: PhoneMissing"""
    found = people.phone_of(tx, person_id)
    if found is None:
        raise PhoneMissing()
    prefix = "" if found.country_code == "86" else f"+{found.country_code}"
    return PhoneInfo(prefix + found.number, found.number, found.country_code)


def require_permitted(read: Reader, app_id: str) -> None:
    """Programs of individuals learn no numbers. Raises: ProgramNotFound · PhoneNotPermitted"""
    if not apps.may(programs.app_of(read, app_id), PERMISSION):
        raise PhoneNotPermitted()


def sealed(tx: Transaction, keys: Keys, app_id: str, person_id: int) -> Envelope:
    """The number under the session key; nothing where there is none. Raises: PhoneNotPermitted · PhoneMissing"""
    require_permitted(tx, app_id)
    told: dict[str, Any] = msgspec.to_builtins(of_person(tx, person_id))
    if session_keys.find(tx, app_id, person_id) is None:
        return Envelope("", "")
    key = session_keys.text_of(keys, session_keys.use(tx, app_id, person_id))
    made = envelopes.seal(key, told, app_id=app_id, at=int(tx.now.timestamp()))
    tx.run(_forget, of_app=app_id, until=tx.now - _REMEMBERED)
    digest = sha256(made.encrypted_data.encode()).digest()
    tx.insert(SealedPhone(app_id=app_id, digest=digest, sealed_at=tx.now))
    return made


def sealed_at(read: Reader, app_id: str, digest: bytes) -> int | None:
    """When a text that hides a number was made for a program, in seconds; None when it was not, or long ago."""
    found = read.one(sealed_phones.by_key, app_id=app_id, digest=digest)
    if found is None or read.now - found.sealed_at >= _REMEMBERED:
        return None
    return int(found.sealed_at.timestamp())
