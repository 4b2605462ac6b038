"""The door of people: what other domains may call."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.people import avatars, errors, invitations, persons, phones, proving, sessions, spelling
from hutong.people.models import Invitation, Person, Phone
from hutong.people.ports import DirectChatPort, RolePort

__all__ = [
    "MOST_AT_ONCE",
    "DirectChatPort",
    "Invitation",
    "Invited",
    "PersonCard",
    "PersonView",
    "Phone",
    "RolePort",
    "avatar_url",
    "by_link_code",
    "card",
    "count",
    "get",
    "get_many",
    "id_of",
    "invite",
    "keep_avatar",
    "language_for",
    "link_path",
    "list_invitations",
    "make_sign_in_link",
    "number_of",
    "phone_of",
    "prove_sign_in",
    "recheck_sessions",
    "register_crowd",
    "register_simulated",
    "rename",
    "require",
    "revoke_invitation",
    "search",
    "sign_in_path",
    "state_of_invitation",
    "suspend",
    "unsuspend",
]

MOST_AT_ONCE = 200
AVATARS = "/api/client/avatars/"

phone_of = phones.of_person


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    """A person as other domains see them."""

    id: int
    name: str
    avatar: str | None
    """The digest of their picture."""
    link_code: str
    language: str
    email: str | None
    is_simulated: bool
    suspended_at: datetime | None
    created_at: datetime


class PersonCard(msgspec.Struct, frozen=True, kw_only=True):
    """A person as the product's JSON shows them to others."""

    id: str
    name: str
    avatar_url: str | None
    link_code: str
    language: str
    simulated: bool


def get(read: Reader, person_id: int) -> PersonView | None:
    """The person, or None."""
    person = persons.find(read, person_id)
    return _view(person) if person else None


def require(read: Reader, person_id: int) -> PersonView:
    """The person. Raises: PersonNotFound"""
    return _view(persons.require(read, person_id))


def get_many(read: Reader, ids: Iterable[int]) -> dict[int, PersonView]:
    """Those of the persons who exist, by id."""
    return {person_id: _view(person) for person_id, person in persons.find_many(read, ids).items()}


def by_link_code(read: Reader, link_code: str) -> PersonView | None:
    """The person a permanent link leads to, or None."""
    person = persons.find_by_link_code(read, link_code)
    return _view(person) if person else None


def search(read: Reader, *, prefix: str = "", after: int = 0, limit: int = 50) -> list[PersonView]:
    """Persons whose names begin with `prefix`, in the order they came, from behind the id `after` on.

    A prefix with an @ in it is an e-mail address, and found whole.
    """
    return [_view(person) for person in persons.search(read, prefix=prefix, after=after, limit=limit)]


def count(read: Reader) -> int:
    """How many persons there are."""
    return persons.count(read)


def register_simulated(tx: Transaction, name: str | None = None, *, language: str = "en") -> PersonView:
    """Make a person out of nothing; without a name they get a likely one.

    Raises: NameRefused · LanguageRefused
    Publishes: PersonRegistered
    """
    return _view(persons.register_simulated(tx, name, language=language))


def register_crowd(tx: Transaction, count: int, name: str | None = None, *, language: str = "en") -> list[PersonView]:
    """Make persons out of nothing, numbered when they share a name.

    Raises: CrowdRefused · NameRefused · LanguageRefused
    Publishes: PersonRegistered, for each
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise errors.CrowdRefused(most=MOST_AT_ONCE)
    names = [f"{name} {number}" if name and count > 1 else name for number in range(1, count + 1)]
    return [register_simulated(tx, each, language=language) for each in names]


def rename(tx: Transaction, person_id: int, name: str) -> PersonView:
    """Give a person another name; their link stays. Raises: PersonNotFound · NameRefused"""
    return _view(persons.change_profile(tx, person_id, name=name))


def suspend(tx: Transaction, person_id: int) -> PersonView:
    """Close a person's door: their sessions end and no new one opens. Raises: PersonNotFound"""
    return _view(persons.suspend(tx, person_id))


def unsuspend(tx: Transaction, person_id: int) -> PersonView:
    """Let a suspended person sign in again. Raises: PersonNotFound"""
    return _view(persons.unsuspend(tx, person_id))


def make_sign_in_link(tx: Transaction, person_id: int, path: str, *, at: datetime) -> str:
    """The token of a link that signs its bearer in once as this person, then leads to `path`; `at` is wire time.

    A power of labs. Raises: PersonNotFound · PathNotLocal
    """
    return sessions.make_link(tx, person_id, path, at=at)


def recheck_sessions(tx: Transaction, person_id: int) -> None:
    """After a change of what a person may do: make every process look again at their sessions."""
    sessions.recheck(tx, person_id)


def card(person: PersonView) -> PersonCard:
    """A person as the product's JSON shows them to others."""
    return PersonCard(
        id=str(person.id),
        name=person.name,
        avatar_url=avatar_url(person.avatar),
        link_code=person.link_code,
        language=person.language,
        simulated=person.is_simulated,
    )


def id_of(text: str) -> int:
    """The person's id that a path or a cursor spells. Raises: PersonNotFound when it spells none"""
    person_id = spelling.number_of(text)
    if person_id is None:
        raise errors.PersonNotFound()
    return person_id


def avatar_url(digest: str | None) -> str | None:
    """Where an avatar, of a person or of an account, is seen."""
    return f"{AVATARS}{digest}" if digest else None


def link_path(link_code: str) -> str:
    """Where a person's permanent link leads within this instance."""
    return f"/p/{link_code}"


def sign_in_path(token: str) -> str:
    """The page that a one-time sign-in link opens."""
    return f"/sign-in/{token}"


keep_avatar = avatars.keep
number_of = spelling.number_of
prove_sign_in = proving.prove
language_for = spelling.language_for
invite = invitations.invite
Invited = invitations.Invited
list_invitations = invitations.page
revoke_invitation = invitations.revoke
state_of_invitation = invitations.state_of


def _view(person: Person) -> PersonView:
    return PersonView(
        id=person.id,
        name=person.name,
        avatar=person.avatar,
        link_code=person.link_code,
        language=person.language,
        email=person.email,
        is_simulated=person.is_simulated,
        suspended_at=person.suspended_at,
        created_at=person.created_at,
    )
