"""Tables of persons, their sessions and their invitations."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Person(Row, frozen=True):
    """Somebody. `generation` grows when they sign out everywhere, which ends every session of before."""

    id: int
    name: str
    name_key: bytes
    """The case-folded name in UTF-8: both databases order and compare bytes alike."""
    avatar: str | None
    link_code: str
    language: str
    email: str | None
    password_hash: str | None
    is_simulated: bool
    generation: int
    suspended_at: datetime | None
    created_at: datetime


class Session(Row, frozen=True):
    """A browser that is signed in. Its times are wire time."""

    person_id: int
    id: int
    secret_hash: bytes
    generation: int
    device: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


class SignInLink(Row, frozen=True):
    """Signs its bearer in once as `person_id`, then leads to `path`. Its time is wire time."""

    token_hash: bytes
    person_id: int
    path: str
    expires_at: datetime


class Invitation(Row, frozen=True):
    """Lets one newcomer register. The code itself is known to its bearer only."""

    id: int
    code_hash: bytes
    role: str
    note: str
    inviter_id: int | None
    created_at: datetime
    expires_at: datetime | None
    used_by: int | None
    used_at: datetime | None
    revoked_at: datetime | None


class Attempts(Row, frozen=True):
    """How often something was tried within a window of wire time; `key` is a digest, never an address in clear."""

    key: bytes
    count: int
    ends_at: datetime


class Avatar(Row, frozen=True):
    """A picture that anybody may see, of a person or of an account."""

    digest: str
    kept_at: datetime


class Phone(Row, frozen=True):
    """A person's phone number. Nobody has another's."""

    person_id: int
    country_code: str
    number: str
    kept_at: datetime


class Address(Row, frozen=True):
    """Where somebody's parcels go."""

    person_id: int
    id: int
    name: str
    phone: str
    province: str
    city: str
    district: str
    street: str
    detail: str
    postal_code: str
    national_code: str
    is_default: bool
    created_at: datetime


persons = table(
    "people_persons",
    Person,
    key=("id",),
    unique=[("link_code",), ("email",)],
    indexes=[("name_key", "id")],
    checks=["generation >= 1", "(email IS NULL) = (password_hash IS NULL)"],
)
sessions = table("people_sessions", Session, key=("person_id", "id"), indexes=[("expires_at",)])
sign_in_links = table("people_sign_in_links", SignInLink, key=("token_hash",), indexes=[("expires_at",)])
invitations = table("people_invitations", Invitation, key=("id",), unique=[("code_hash",)])
attempts = table("people_attempts", Attempts, key=("key",), indexes=[("ends_at",)])
avatars = table("people_avatars", Avatar, key=("digest",))
phones = table("people_phones", Phone, key=("person_id",), unique=[("country_code", "number")])
addresses = table("people_addresses", Address, key=("person_id", "id"))
