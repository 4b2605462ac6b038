"""Shapes of people in the messenger's JSON."""

from datetime import datetime

import msgspec

from hutong.people.models import Person
from hutong.people.public import PersonCard, avatar_url


class Me(PersonCard, frozen=True, kw_only=True):
    """A person as they see themselves."""

    email: str | None


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    person: Me


def me_of(person: Person) -> Me:
    """A person as they see themselves."""
    return Me(
        id=str(person.id),
        name=person.name,
        avatar_url=avatar_url(person.avatar),
        link_code=person.link_code,
        language=person.language,
        simulated=person.is_simulated,
        email=person.email,
    )


def time_of(moment: datetime) -> str:
    """A time as the product's JSON spells it: UTC, with milliseconds."""
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
