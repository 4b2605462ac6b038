"""Registering and signing in, as rules: what must be true together is looked at again here."""

from datetime import datetime

import msgspec

from hutong.kernel.audit import audit
from hutong.kernel.db import Transaction
from hutong.people import errors, invitations, persons, sessions, throttle
from hutong.people.models import Person, Session
from hutong.people.ports import RolePort


class Newcomer(msgspec.Struct, frozen=True, kw_only=True):
    """Who wants to register; `email` as `email_of` spells it."""

    name: str
    email: str
    password_hash: str
    language: str


class Browser(msgspec.Struct, frozen=True, kw_only=True):
    """Where a person signs in, and the session that this browser has of them already."""

    device: str
    held: Session | None = None


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A person and the session they just opened."""

    person: Person
    opened: sessions.Opened


def register(
    tx: Transaction,
    newcomer: Newcomer,
    browser: Browser,
    *,
    invitation_code: str | None,
    is_open: bool,
    roles: RolePort,
    at: datetime,
) -> SignedIn:
    """Register a newcomer and sign them in; without an invitation only where registration `is_open`.

    Raises: InvitationNeeded · InvitationNotFound · EmailTaken · NameRefused · LanguageRefused
    Publishes: PersonRegistered
    """
    if invitation_code is None and not is_open:
        raise errors.InvitationNeeded()
    invitation = invitations.find_open(tx, invitation_code) if invitation_code is not None else None
    person = persons.register(
        tx, name=newcomer.name, email=newcomer.email, password_hash=newcomer.password_hash, language=newcomer.language
    )
    if invitation is not None:
        invitations.use(tx, invitation, person.id)
        roles.grant(tx, person_id=person.id, role=invitation.role, inviter_id=invitation.inviter_id)
    return SignedIn(person=person, opened=sessions.open_session(tx, person.id, device=browser.device, at=at))


def sign_in(
    tx: Transaction, person_id: int, browser: Browser, *, known_hash: str, limits: list[throttle.Limit], at: datetime
) -> SignedIn:
    """Open a session after the password was found to match `known_hash`.

    Raises: SignInRefused when the password is another one by now · PersonSuspended
    """
    person = persons.find(tx, person_id)
    if person is None or person.password_hash != known_hash:
        raise errors.SignInRefused()
    throttle.forgive(tx, limits)
    if browser.held is not None and browser.held.person_id == person_id:
        sessions.close_replaced(tx, browser.held)
    return SignedIn(person=person, opened=sessions.open_session(tx, person_id, device=browser.device, at=at))


def keep_stronger_hash(tx: Transaction, person_id: int, *, known_hash: str, stronger: str) -> None:
    """Keep the same password under today's settings; its sessions stay."""
    person = persons.find(tx, person_id)
    if person is not None and person.password_hash == known_hash:
        tx.update(person, password_hash=stronger)


def change_password(
    tx: Transaction,
    person_id: int,
    browser: Browser,
    *,
    known_hash: str,
    new_hash: str,
    limits: list[throttle.Limit],
    at: datetime,
) -> SignedIn:
    """Keep another password: every session ends, and this browser gets a new one.

    Raises: PersonNotFound · SignInRefused when the password is another one by now
    """
    person = persons.require(tx, person_id)
    if person.password_hash != known_hash:
        raise errors.SignInRefused()
    throttle.forgive(tx, limits)
    person = sessions.close_all(tx, tx.update(person, password_hash=new_hash))
    audit(tx, actor=f"person:{person_id}", action="people.password_changed", subject=f"person:{person_id}")
    return SignedIn(person=person, opened=sessions.open_session(tx, person_id, device=browser.device, at=at))
