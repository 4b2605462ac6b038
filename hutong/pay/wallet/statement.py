"""A person's statement: what moved in their wallet, with words, months and receipts."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from hutong.kernel.db import Reader
from hutong.pay import places
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import days, months, names, statements
from hutong.pay.ledger.names import Name
from hutong.pay.ledger.statements import Cursor
from hutong.pay.models.ledger import MonthTotal, Posting
from hutong.pay.places import Place
from hutong.pay.wallet import bank_cards, banks, offers, stories
from hutong.pay.wallet.banks import BANKS
from hutong.pay.wallet.stories import Story

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_END = datetime(9999, 1, 1, tzinfo=UTC)


class Line(msgspec.Struct, frozen=True):
    """One movement, and the story behind it."""

    id: str
    posting: Posting
    story: Story
    means_label: str


class Page(msgspec.Struct, frozen=True):
    """Some movements, the sums of the months they fall into, and where to go on."""

    lines: list[Line]
    months: list[MonthTotal]
    next: str | None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What of a statement: of one kind, holding some words, of one month."""

    before: str | None = None
    limit: int = 50
    kind: str | None = None
    words: str | None = None
    month: str | None = None


def page(read: Reader, person_id: int, wanted: Wanted) -> Page:
    """Movements, the latest first. Raises: StatementMalformed"""
    owner = names.person(person_id).owner
    since, until = _bounds(wanted.month)
    found = statements.page_of(
        read,
        owner,
        before=_cursor(wanted.before),
        limit=wanted.limit,
        kinds=None if wanted.kind is None else [wanted.kind],
        matches=None if wanted.words is None else _matcher(read, person_id, wanted.words),
        since=since,
        until=until,
    )
    lines = _lines(read, person_id, found.items)
    touched = {days.month_of(line.posting.at) for line in lines}
    if wanted.month is not None:
        touched.add(wanted.month)
    return Page(
        lines=lines,
        months=_totals(read, owner, sorted(touched)),
        next=Place(found.next.at, str(found.next.id)).word if found.next else None,
    )


def one(read: Reader, person_id: int, line_id: str) -> Line:
    """One movement with its receipt. Raises: MovementNotFound"""
    digits, _, card_id = line_id.partition(".")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        raise errors.MovementNotFound()
    name = names.bank_card(card_id, person_id) if card_id else names.person(person_id)
    posting = statements.find(read, name, int(digits))
    if posting is None or posting.is_quiet:
        raise errors.MovementNotFound()
    return _lines(read, person_id, [posting])[0]


def _matcher(read: Reader, person_id: int, words: str) -> Callable[[Posting], bool]:
    """Whether a line holds these words: in its memo or number, its title, or the name on the other side."""
    wanted = words.casefold()

    def matches(posting: Posting) -> bool:
        if statements.mentions(posting, words):
            return True
        story = stories.told(read, posting, person_id)
        name = story.counterparty.name if story.counterparty else ""
        return wanted in name.casefold() or wanted in story.title.casefold()

    return matches


def _lines(read: Reader, person_id: int, postings: list[Posting]) -> list[Line]:
    language = offers.language_of(read, person_id)
    labels: dict[str, str] = {}
    lines = []
    for posting in postings:
        if posting.purpose not in labels:
            labels[posting.purpose] = _label(read, person_id, Name(posting.owner, posting.purpose), language)
        lines.append(Line(_id_of(posting), posting, stories.told(read, posting, person_id), labels[posting.purpose]))
    return lines


def _id_of(posting: Posting) -> str:
    card_id = Name(posting.owner, posting.purpose).card_id
    return f"{posting.id}.{card_id}" if card_id else str(posting.id)


def _label(read: Reader, person_id: int, name: Name, language: str) -> str:
    card = bank_cards.find(read, person_id, name.card_id) if name.card_id else None
    return f"{BANKS[card.bank].name_in(language)} {card.tail}" if card else banks.balance_in(language)


def _totals(read: Reader, owner: str, wanted: list[str]) -> list[MonthTotal]:
    found = {total.month: total for total in months.totals(read, owner, wanted)}
    empty = {month: MonthTotal(owner=owner, month=month, in_fen=0, out_fen=0) for month in wanted}
    return sorted(({**empty, **found}).values(), key=lambda total: total.month, reverse=True)


def _bounds(month: str | None) -> tuple[datetime, datetime]:
    if month is None:
        return _BEGINNING, _END
    try:
        return days.bounds_of_month(month)
    except (ValueError, OverflowError):
        raise errors.StatementMalformed() from None


def _cursor(word: str | None) -> Cursor | None:
    if word is None:
        return None
    place = places.read(word)
    if not (place.id.isascii() and place.id.isdigit() and len(place.id) < 20):
        raise errors.StatementMalformed()
    return Cursor(place.at, int(place.id))
