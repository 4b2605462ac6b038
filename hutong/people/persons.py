"""Persons: made, found, changed, suspended."""

import unicodedata
from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, in_list, param, query
from hutong.people import errors, events, sessions
from hutong.people.models import Person, persons
from hutong.people.spelling import language_of, name_key_of, name_of

# No letter or digit that is taken for another when read from paper; 32 of them carry five bits each.
_LINK_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_LINK_LENGTH = 10
# Sorts after every name that begins with the prefix: this byte never occurs in UTF-8.
_AFTER_ALL = b"\xff"
_LIKELY_NAMES = {
    "en": ("Li Lei", "Han Meimei", "Lucy King", "Jim Green", "Wang Fang", "Chen Jing", "Polly Gray", "Uncle Wang"),
    "zh-CN": ("李雷", "韩梅梅", "林小雨", "陈大文", "王芳", "赵小满", "周晴", "吴伯"),
}


class Total(msgspec.Struct, frozen=True):
    total: int


_by_link_code = query(persons.select().where(persons.c.link_code == param("link_code")), Person)
_by_email = query(persons.select().where(persons.c.email == param("email")), Person)
_by_ids = query(persons.select().where(in_list(persons.c.id, "ids")), Person)
_page = query(
    persons.select()
    .where(persons.c.id > param("after"), persons.c.name_key >= param("first"), persons.c.name_key < param("behind"))
    .order_by(persons.c.id)
    .limit(param("limit")),
    Person,
)
_count = query(sa.select(sa.func.count().label("total")).select_from(persons.sa), Total)


def register_simulated(tx: Transaction, name: str | None = None, *, language: str = "en") -> Person:
    """Make a person out of nothing, as labs may; without a name they get a likely one.

    Raises: NameRefused · LanguageRefused
    Publishes: PersonRegistered
    """
    person_id = tx.new_id("person")
    likely = _LIKELY_NAMES[language_of(language)]
    return _add(
        tx,
        person_id=person_id,
        name=name_of(name) if name is not None else likely[person_id % len(likely)],
        language=language,
        is_simulated=True,
    )


def register(tx: Transaction, *, name: str, email: str, password_hash: str, language: str) -> Person:
    """Make a person who signs in with an address (as `email_of` spells it) and a password.

    Raises: NameRefused · LanguageRefused · EmailTaken
    Publishes: PersonRegistered
    """
    return _add(
        tx,
        person_id=tx.new_id("person"),
        name=name_of(name),
        language=language_of(language),
        email=email,
        password_hash=password_hash,
    )


def find(read: Reader, person_id: int) -> Person | None:
    """The person, or None."""
    return read.one(persons.by_key, id=person_id)


def require(read: Reader, person_id: int) -> Person:
    """The person. Raises: PersonNotFound"""
    person = find(read, person_id)
    if person is None:
        raise errors.PersonNotFound()
    return person


def find_by_link_code(read: Reader, link_code: str) -> Person | None:
    """The person a permanent link leads to, or None."""
    return read.one(_by_link_code, link_code=link_code.lower())


def find_by_email(read: Reader, email: str) -> Person | None:
    """The person who signs in with this address, as `email_of` spells it."""
    return read.one(_by_email, email=email)


def find_many(read: Reader, ids: Iterable[int]) -> dict[int, Person]:
    """Those of the persons who exist, by id."""
    wanted = sorted(set(ids))
    return {person.id: person for person in read.many(_by_ids, ids=wanted)} if wanted else {}


def search(read: Reader, *, prefix: str = "", after: int = 0, limit: int = 50) -> list[Person]:
    """Up to `limit` persons whose names begin with `prefix`, in the order they came, from behind `after` on.

    A prefix with an @ in it is an e-mail address, and found whole.
    """
    if "@" in prefix:
        person = find_by_email(read, unicodedata.normalize("NFC", prefix.strip()).casefold())
        return [person] if person is not None and person.id > after else []
    first = name_key_of(prefix.strip())
    return read.many(_page, first=first, behind=first + _AFTER_ALL, after=after, limit=limit)


def count(read: Reader) -> int:
    """How many persons there are."""
    found = read.one(_count)
    assert found is not None, "a count answers one row"
    return found.total


def change_profile(
    tx: Transaction, person_id: int, *, name: str | None = None, language: str | None = None, avatar: str | None = None
) -> Person:
    """Give a person another name, language or picture; what is None stays.

    Raises: PersonNotFound · NameRefused · LanguageRefused
    Publishes: ProfileChanged, when something is another one
    """
    person = require(tx, person_id)
    wanted: dict[str, Any] = {
        "name": name_of(name) if name is not None else person.name,
        "language": language_of(language) if language is not None else person.language,
        "avatar": avatar if avatar is not None else person.avatar,
    }
    changes = {field: value for field, value in wanted.items() if value != getattr(person, field)}
    if not changes:
        return person
    if "name" in changes:
        changes["name_key"] = name_key_of(changes["name"])
    changed = tx.update(person, **changes)
    tx.publish(events.ProfileChanged(person_id=person_id))
    return changed


def suspend(tx: Transaction, person_id: int) -> Person:
    """Close a person's door: their sessions end and no new one opens. Twice changes nothing.

    Raises: PersonNotFound
    """
    person = require(tx, person_id)
    if person.suspended_at is not None:
        return person
    return sessions.close_all(tx, tx.update(person, suspended_at=tx.now))


def unsuspend(tx: Transaction, person_id: int) -> Person:
    """Let a suspended person sign in again. Raises: PersonNotFound"""
    person = require(tx, person_id)
    return person if person.suspended_at is None else tx.update(person, suspended_at=None)


def _add(
    tx: Transaction,
    *,
    person_id: int,
    name: str,
    language: str,
    email: str | None = None,
    password_hash: str | None = None,
    is_simulated: bool = False,
) -> Person:
    person = Person(
        id=person_id,
        name=name,
        name_key=name_key_of(name),
        avatar=None,
        link_code=_new_link_code(tx),
        language=language,
        email=email,
        password_hash=password_hash,
        is_simulated=is_simulated,
        generation=1,
        suspended_at=None,
        created_at=tx.now,
    )
    _, is_new = tx.get_or_add(person, by=("email",))
    if not is_new:
        raise errors.EmailTaken()
    tx.publish(events.PersonRegistered(person_id=person_id, is_simulated=is_simulated))
    return person


def _new_link_code(tx: Transaction) -> str:
    while True:
        drawn = int.from_bytes(tx.new_token("person_link", 8))
        code = "".join(_LINK_LETTERS[drawn >> 5 * place & 31] for place in range(_LINK_LENGTH))
        if find_by_link_code(tx, code) is None:
            return code
