"""What the lines of a statement are about: whoever owns a story tells its title, its other side and its receipt."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from hutong.kernel.db import Reader
from hutong.pay.ledger import names
from hutong.pay.merchants import registry
from hutong.pay.models.ledger import Posting
from hutong.people import public as people


class Counterparty(msgspec.Struct, frozen=True):
    """Who money came from or went to: a "person", a "merchant", a "bank" or the "lane"."""

    kind: str
    name: str
    avatar_url: str | None = None


class RefundLine(msgspec.Struct, frozen=True):
    """A refund of what a receipt is about."""

    refund_id: str
    amount_fen: int
    state: str
    at: datetime


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """What a line is about; what is left empty, the statement fills in by itself."""

    title: str = ""
    counterparty: Counterparty | None = None
    state: str = ""
    """A word the messenger has words for, such as "paid", "refunded", "pending", "returned"."""
    transaction_id: str | None = None
    merchant_number: str | None = None
    order_number: str | None = None
    refunds: list[RefundLine] = []
    can_dispute: bool = False


Teller = Callable[[Reader, str, Posting, int], Story | None]

_tellers: dict[str, Teller] = {}


def teller(subject_type: str) -> Callable[[Teller], Teller]:
    """Declare who tells lines whose subject is "`subject_type`:id": `tell(read, id, posting, person_id) -> Story`."""

    def register(tell: Teller) -> Teller:
        assert subject_type not in _tellers, f"{subject_type} is told by one"
        _tellers[subject_type] = tell
        return tell

    return register


def told(read: Reader, posting: Posting, person_id: int) -> Story:
    """The story of one line of this person's statement."""
    kind, _, subject_id = posting.subject.partition(":")
    tell = _tellers.get(kind)
    story = tell(read, subject_id, posting, person_id) if tell else None
    story = story or Story()
    if story.counterparty is None:
        story = msgspec.structs.replace(story, counterparty=other_side(read, posting))
    return story


def other_side(read: Reader, posting: Posting) -> Counterparty | None:
    """Who stands on the other side by the ledger alone."""
    kind, _, owner_id = posting.other_owner.partition(":")
    if posting.other_owner == posting.owner:
        return None
    if kind == "merchant":
        merchant = registry.get(read, owner_id)
        return Counterparty("merchant", merchant.short_name or merchant.name) if merchant else None
    if kind == "person":
        return person(read, int(owner_id))
    return (
        Counterparty("bank" if posting.other_purpose == names.bank().purpose else "lane", "")
        if kind == names.LANE
        else None
    )


def person(read: Reader, person_id: int) -> Counterparty | None:
    """A person as the other side."""
    found = people.get(read, person_id)
    return Counterparty("person", found.name, people.avatar_url(found.avatar)) if found else None
