"""Who may use the gateway, for which site, and until when. All times are wire time, in seconds.

A ticket travels once in an address and is good for a minute; the visit it opens is kept in a cookie of that site's
name alone. Neither lets its bearer act as the person: it only lets them look at the site through us.
"""

from collections.abc import Iterable

import msgspec

from hutong.apps.browser import sites
from hutong.kernel.crypto import Keys

TICKET_SECONDS = 60
VISIT_SECONDS = 12 * 3600

_encode = msgspec.json.Encoder().encode


class Visit(msgspec.Struct, frozen=True, array_like=True):
    """A site that a person looks at."""

    person_id: int
    origin: str
    ends_at: int


class Ticket(msgspec.Struct, frozen=True, array_like=True):
    """The way into a visit: where to, and how long it may be taken."""

    person_id: int
    origin: str
    target: str
    ends_at: int


def ticket(keys: Keys, person_id: int, address: sites.Address, *, at: float) -> str:
    """A ticket to a page."""
    made = Ticket(person_id, address.origin, address.target, int(at) + TICKET_SECONDS)
    return keys.signer("apps.browser.ticket").sign(_encode(made))


def enter(keys: Keys, text: str, label: str, *, at: float) -> tuple[str, str] | None:
    """Take a ticket at the name it is for. Answers the visit's token and the path to go to; None for no such ticket."""
    payload = keys.signer("apps.browser.ticket").verify(text)
    if payload is None:
        return None
    given = msgspec.json.decode(payload, type=Ticket)
    if at >= given.ends_at or sites.label_of(keys, given.person_id, given.origin) != label:
        return None
    visit = Visit(given.person_id, given.origin, int(at) + VISIT_SECONDS)
    return keys.signer("apps.browser.visit").sign(_encode(visit)), given.target


def find(keys: Keys, tokens: Iterable[str], label: str, *, at: float) -> Visit | None:
    """The visit that one of these tokens stands for, at this name.

    Pages of other sites below our name may set cookies for all of them, so there can be several, and wrong ones.
    """
    for token in tokens:
        payload = keys.signer("apps.browser.visit").verify(token)
        if payload is None:
            continue
        visit = msgspec.json.decode(payload, type=Visit)
        if at < visit.ends_at and sites.label_of(keys, visit.person_id, visit.origin) == label:
            return visit
    return None
