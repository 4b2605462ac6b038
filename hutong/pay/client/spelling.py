"""How people's devices spell amounts, ids and persons in what is between people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Reader
from hutong.kernel.errors import HutongError
from hutong.people import public as people

_WIDEST = 1 << 53

Fen = Annotated[int, msgspec.Meta(ge=-_WIDEST, le=_WIDEST)]
"""A whole number that every client can say; the rules know which amounts make sense."""

Cards = dict[int, people.PersonCard]


def id_in(text: str, refusal: type[HutongError]) -> int:
    """The id that a path or a field spells. Raises `refusal` when it spells none"""
    found = people.number_of(text)
    if found is None:
        raise refusal()
    return found


def conversation_in(text: str) -> int:
    """The chat that a field names; what names none is refused like a chat of others, since nobody is in number 0."""
    return people.number_of(text) or 0


def time_or_none(at: datetime | None) -> str | None:
    """A time that may not have come yet."""
    return None if at is None else chat.time_view(at)


def cards_of(read: Reader, person_ids: Iterable[int]) -> Cards:
    """Persons as others see them, by id."""
    found = people.get_many(read, set(person_ids))
    return {person_id: people.card(person) for person_id, person in found.items()}
