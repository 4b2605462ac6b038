"""Sessions: browsers that are signed in, and how they cease to be.

A session's token is `<person>.<session>.<secret>`; we keep a hash of the secret. All times here are wire time,
which callers pass as `at`, since a rule's own `tx.now` is lane time.
"""

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.kernel.crypto import hash_secret, verify_secret
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.people import errors
from hutong.people.models import Person, Session, SignInLink, persons, sessions, sign_in_links
from hutong.people.spelling import local_path_of, number_of

LIFETIME = timedelta(days=90)
LINK_LIFETIME = timedelta(hours=1)
TOUCH_EVERY = timedelta(minutes=10)
TOPIC = "people.signed_out"
"""The bus topic that tells every process of ended sessions: {"person_id": int, "session_id": int | None}."""

_KEPT_PER_PERSON = 100


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A new session and the token that its browser keeps; we do not."""

    session: Session
    token: str


_of_person = query(
    sessions.select()
    .where(sessions.c.person_id == param("of_person"), sessions.c.expires_at > param("at"))
    .order_by(sessions.c.last_seen_at.desc(), sessions.c.id.desc()),
    Session,
)
_beyond = query(
    sessions.select()
    .where(sessions.c.person_id == param("of_person"))
    .order_by(sessions.c.last_seen_at.desc(), sessions.c.id.desc())
    .limit(_KEPT_PER_PERSON)
    .offset(param("kept")),
    Session,
)
_the_one = (sessions.c.person_id == param("of_person"), sessions.c.id == param("session_id"))
_close = statement(sa.delete(sessions.sa).where(*_the_one))
_close_all = statement(sa.delete(sessions.sa).where(sessions.c.person_id == param("of_person")))
_drop_expired = statement(sa.delete(sessions.sa).where(sessions.c.expires_at <= param("at")))
_touch = statement(
    sa.update(sessions.sa).where(*_the_one, sessions.c.last_seen_at < param("at")).values(last_seen_at=param("at"))
)
_drop_expired_links = statement(sa.delete(sign_in_links.sa).where(sign_in_links.c.expires_at <= param("at")))
_drop_link = statement(sa.delete(sign_in_links.sa).where(sign_in_links.c.token_hash == param("hash_of_token")))


def open_session(tx: Transaction, person_id: int, *, device: str, at: datetime) -> Opened:
    """Sign a browser in. Raises: PersonNotFound · PersonSuspended"""
    person = tx.one(persons.by_key, id=person_id)
    if person is None:
        raise errors.PersonNotFound()
    if person.suspended_at is not None:
        raise errors.PersonSuspended()
    tx.run(_drop_expired, at=at)
    for forgotten in tx.many(_beyond, of_person=person_id, kept=_KEPT_PER_PERSON - 1):
        tx.run(_close, of_person=person_id, session_id=forgotten.id)
    secret = tx.new_token("session", 32).hex()
    session = Session(
        person_id=person_id,
        id=tx.new_id("session"),
        secret_hash=hash_secret(secret),
        generation=person.generation,
        device=device,
        created_at=at,
        last_seen_at=at,
        expires_at=at + LIFETIME,
    )
    tx.insert(session)
    return Opened(session=session, token=f"{person_id}.{session.id}.{secret}")


def check(read: Reader, token: str, *, at: datetime) -> Session | None:
    """The session this token opens now, or None."""
    owner, _, rest = token.partition(".")
    number, _, secret = rest.partition(".")
    person_id, session_id = number_of(owner), number_of(number)
    if person_id is None or session_id is None:
        return None
    session = read.one(sessions.by_key, person_id=person_id, id=session_id)
    if session is None or session.expires_at <= at or not verify_secret(secret, session.secret_hash):
        return None
    person = read.one(persons.by_key, id=session.person_id)
    if person is None or person.generation != session.generation or person.suspended_at is not None:
        return None
    return session


def touch(tx: Transaction, session: Session, *, at: datetime) -> None:
    """Remember that the browser was here."""
    tx.run(_touch, of_person=session.person_id, session_id=session.id, at=at)


def of_person(read: Reader, person_id: int, *, at: datetime) -> list[Session]:
    """A person's sessions, the one used last first."""
    return read.many(_of_person, of_person=person_id, at=at)


def close(tx: Transaction, person_id: int, session_id: int) -> None:
    """End one of a person's sessions. Raises: SessionNotFound"""
    if not tx.run(_close, of_person=person_id, session_id=session_id):
        raise errors.SessionNotFound()
    tx.wake(TOPIC, {"person_id": person_id, "session_id": session_id})
    tx.wake(f"person:{person_id}", {"type": "signed_out", "session_id": str(session_id)})


def close_replaced(tx: Transaction, session: Session) -> None:
    """End a session whose browser has a newer one of the same person; nobody needs to be told."""
    tx.run(_close, of_person=session.person_id, session_id=session.id)
    tx.wake(TOPIC, {"person_id": session.person_id, "session_id": session.id})


def close_all(tx: Transaction, person: Person) -> Person:
    """End every session of a person. Answers the person as they are now."""
    tx.run(_close_all, of_person=person.id)
    tx.wake(TOPIC, {"person_id": person.id, "session_id": None})
    tx.wake(f"person:{person.id}", {"type": "signed_out"})
    # Whoever holds a session that was opened meanwhile from older facts holds an older generation.
    return tx.update(person, generation=person.generation + 1)


def recheck(tx: Transaction, person_id: int) -> None:
    """Make every process look again at what it remembers of a person's sessions."""
    tx.wake(TOPIC, {"person_id": person_id, "session_id": None})


def make_link(tx: Transaction, person_id: int, path: str, *, at: datetime) -> str:
    """The token of a link that signs its bearer in once and leads to `path`.

    Raises: PersonNotFound · PathNotLocal
    """
    if tx.one(persons.by_key, id=person_id) is None:
        raise errors.PersonNotFound()
    tx.run(_drop_expired_links, at=at)
    token = tx.new_token("sign_in_link", 24).hex()
    link = SignInLink(
        token_hash=hash_secret(token), person_id=person_id, path=local_path_of(path), expires_at=at + LINK_LIFETIME
    )
    tx.insert(link)
    return token


def use_link(tx: Transaction, token: str, *, device: str, at: datetime) -> tuple[Opened, str]:
    """Sign in by a link, which is spent by it. Answers the session and where to go.

    Raises: SignInLinkNotFound · PersonSuspended
    """
    hashed = hash_secret(token)
    link = tx.one(sign_in_links.by_key, token_hash=hashed)
    if link is None or link.expires_at <= at:
        raise errors.SignInLinkNotFound()
    tx.run(_drop_link, hash_of_token=hashed)
    return open_session(tx, link.person_id, device=device, at=at), link.path
