"""Family cards: somebody pays merchants with a relative's money, within bounds the relative sets."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction, in_list, param, query
from hutong.pay.between import checks, showing
from hutong.pay.errors import family_cards as errors
from hutong.pay.models.family_cards import (
    ACTIVE,
    ENDED,
    LAPSED,
    OFFERED,
    PAUSED,
    RELATIONS,
    FamilyCard,
    FamilyUse,
    family_cards,
    family_uses,
)
from hutong.pay.wallet import wallets
from hutong.pay.wallet.family_allowance import check, month_of, used_fen
from hutong.pay.wallet.passwords import Proof
from hutong.people import public as people

MOST_GIVEN = 4
MOST_HELD = 3
MONTH_MOST_FEN = 300_000
ACCEPT_WITHIN = timedelta(hours=24)
MOST_CATEGORIES = 20
CATEGORY_LETTERS = 32
ALIVE = (OFFERED, ACTIVE, PAUSED)
HELD = (ACTIVE, PAUSED)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a card pays: at once, in a calendar month, and which merchants never."""

    per_payment_fen: int | None
    per_month_fen: int
    categories_blocked: Sequence[str] = ()


class Lapse(msgspec.Struct, frozen=True):
    """A card whose time to be accepted is over."""

    id: int


_by_request = query(
    family_cards.select().where(
        family_cards.c.giver_id == param("giver_id"), family_cards.c.request_id == param("request_id")
    ),
    FamilyCard,
)
_given = query(
    family_cards.select()
    .where(family_cards.c.giver_id == param("person_id"), in_list(family_cards.c.state, "states"))
    .order_by(family_cards.c.id),
    FamilyCard,
)
_held = query(
    family_cards.select()
    .where(family_cards.c.holder_id == param("person_id"), in_list(family_cards.c.state, "states"))
    .order_by(family_cards.c.id),
    FamilyCard,
)


def give(
    tx: Transaction, proof: Proof, *, holder_id: int, relation: str, limits: Limits, request_id: str
) -> FamilyCard:
    """Offer somebody a card in the chat with them; they have a day to accept it. The same request id is the same card.

    Raises: RequestIdRefused · RequestDiffers · RelationUnknown · FamilyLimitWrong · FamilyCategoriesWrong ·
        NotToYourself · ReceiverUnavailable · FamilyUnverified · TooManyCardsGiven · TooManyCardsHeld ·
        WritingNotAllowed
    """
    giver_id = proof.person_id
    limits = _checked(limits)
    there = tx.one(_by_request, giver_id=giver_id, request_id=checks.request_id(request_id))
    if there is not None:
        # The limits may have been changed since.
        checks.same(there, holder_id=holder_id, relation=relation)
        return there
    if relation not in RELATIONS:
        raise errors.RelationUnknown(relations=list(RELATIONS))
    checks.not_oneself(giver_id, holder_id)
    for person_id in (giver_id, holder_id):
        checks.active(tx, person_id)
    _require_verified(tx, giver_id)
    if len(given_by(tx, giver_id)) >= MOST_GIVEN:
        raise errors.TooManyCardsGiven(most=MOST_GIVEN)
    _require_room(tx, holder_id)
    conversation = chat.direct(tx, giver_id, holder_id)
    card = tx.insert(_made(tx, conversation, giver_id, holder_id, relation, limits, request_id))
    seq = showing.show(
        tx,
        conversation.id,
        giver_id,
        type="family_card",
        subject=card.id,
        words=_words(tx, card),
        state=card.state,
    )
    tx.job("pay.family_card_lapse", Lapse(card.id), due_at=card.accept_by, name=f"family_card:{card.id}:lapse")
    return tx.update(card, seqs=[seq])


def accept(tx: Transaction, person_id: int, card_id: int) -> FamilyCard:
    """Take an offered card. Taking twice changes nothing.

    Raises: FamilyCardNotFound · OnlyHolder · FamilyCardStateWrong · FamilyUnverified · TooManyCardsHeld ·
        ReceiverUnavailable
    """
    card = require(tx, person_id, card_id)
    if person_id != card.holder_id:
        raise errors.OnlyHolder()
    if card.state == ACTIVE:
        return card
    # The job that lets it lapse may come a moment after the day is over.
    if card.state != OFFERED or tx.now >= card.accept_by:
        raise errors.FamilyCardStateWrong(state=LAPSED if card.state == OFFERED else card.state)
    checks.active(tx, person_id)
    _require_verified(tx, person_id)
    _require_room(tx, person_id)
    tx.cancel_job(f"family_card:{card.id}:lapse")
    return _turned(tx, tx.update(card, state=ACTIVE, accepted_at=tx.now))


def pause(tx: Transaction, person_id: int, card_id: int) -> FamilyCard:
    """Let the card pay nothing for now. Raises: FamilyCardNotFound · OnlyGiver · FamilyCardStateWrong"""
    return _switch(tx, person_id, card_id, {ACTIVE: PAUSED, PAUSED: PAUSED})


def resume(tx: Transaction, person_id: int, card_id: int) -> FamilyCard:
    """Let a paused card pay again. Raises: FamilyCardNotFound · OnlyGiver · FamilyCardStateWrong"""
    return _switch(tx, person_id, card_id, {PAUSED: ACTIVE, ACTIVE: ACTIVE})


def end(tx: Transaction, person_id: int, card_id: int) -> FamilyCard:
    """Either of the two is done with the card; what was paid stays paid. Raises: FamilyCardNotFound ·
    FamilyCardStateWrong
    """
    card = require(tx, person_id, card_id)
    if card.state == ENDED:
        return card
    if card.state not in ALIVE:
        raise errors.FamilyCardStateWrong(state=card.state)
    tx.cancel_job(f"family_card:{card.id}:lapse")
    return _turned(tx, tx.update(card, state=ENDED, ended_at=tx.now))


def change(tx: Transaction, proof: Proof, card_id: int, limits: Limits) -> FamilyCard:
    """Set other bounds, from the next payment on.

    Raises: FamilyCardNotFound · OnlyGiver · FamilyCardStateWrong · FamilyLimitWrong · FamilyCategoriesWrong
    """
    card = _given_card(tx, proof.person_id, card_id)
    if card.state not in ALIVE:
        raise errors.FamilyCardStateWrong(state=card.state)
    limits = _checked(limits)
    changed = tx.update(
        card,
        per_payment_fen=limits.per_payment_fen,
        per_month_fen=limits.per_month_fen,
        categories_blocked=list(limits.categories_blocked),
    )
    return _turned(tx, changed)


def lapse(tx: Transaction, card_id: int) -> None:
    """A day went by, and nobody accepted the card."""
    card = tx.one(family_cards.by_key, id=card_id)
    if card is not None and card.state == OFFERED:
        _turned(tx, tx.update(card, state=LAPSED, ended_at=tx.now))


def require(read: Reader, person_id: int, card_id: int) -> FamilyCard:
    """A card of one of the two. Raises: FamilyCardNotFound, for others as well"""
    card = read.one(family_cards.by_key, id=card_id)
    if card is None or person_id not in (card.giver_id, card.holder_id):
        raise errors.FamilyCardNotFound()
    return card


def given_by(read: Reader, person_id: int) -> list[FamilyCard]:
    """The cards somebody gave that are offered or in use."""
    return read.many(_given, person_id=person_id, states=list(ALIVE))


def offered_to(read: Reader, person_id: int) -> list[FamilyCard]:
    """The cards somebody holds or may accept."""
    return read.many(_held, person_id=person_id, states=list(ALIVE))


def held_by(read: Reader, person_id: int) -> list[FamilyCard]:
    """The cards somebody accepted, the paused ones too."""
    return read.many(_held, person_id=person_id, states=list(HELD))


def resolve(
    tx: Transaction,
    person_id: int,
    card_id: str,
    *,
    amount_fen: int,
    number: str,
    mchid: str | None,
    category: str | None,
) -> int:
    """Whose money a payment by this card takes; the use is written down.

    Raises: FamilyCardNotFound, and what `check` raises
    """
    card = _card_in_hand(tx, person_id, card_id)
    check(tx, card, amount_fen=amount_fen, mchid=mchid, category=category)
    assert mchid is not None, "only merchants are paid"
    tx.insert(
        FamilyUse(
            card_id=card.id,
            number=number,
            month=month_of(tx.now),
            amount_fen=amount_fen,
            refunded_fen=0,
            mchid=mchid,
            category=category or "",
            at=tx.now,
        )
    )
    _turned(tx, card)
    # The giver's devices hear of it from the ledger.
    wallets.tell(tx, card.holder_id)
    return card.giver_id


def refunded(tx: Transaction, card_id: str, number: str, amount_fen: int) -> None:
    """Note that a part of a payment went back to the giver; the month's allowance stays used."""
    use = tx.one(family_uses.by_key, card_id=int(card_id), number=number)
    assert use is not None, "what is refunded was paid"
    tx.update(use, refunded_fen=use.refunded_fen + amount_fen)


def _made(
    tx: Transaction,
    conversation: chat.Conversation,
    giver_id: int,
    holder_id: int,
    relation: str,
    limits: Limits,
    request_id: str,
) -> FamilyCard:
    return FamilyCard(
        id=tx.new_id("family_card"),
        giver_id=giver_id,
        holder_id=holder_id,
        relation=relation,
        conversation_id=conversation.id,
        seqs=[],
        per_payment_fen=limits.per_payment_fen,
        per_month_fen=limits.per_month_fen,
        categories_blocked=list(limits.categories_blocked),
        request_id=request_id,
        state=OFFERED,
        offered_at=tx.now,
        accept_by=tx.now + ACCEPT_WITHIN,
        accepted_at=None,
        ended_at=None,
    )


def _card_in_hand(read: Reader, person_id: int, card_id: str) -> FamilyCard:
    number = people.number_of(card_id)
    card = None if number is None else read.one(family_cards.by_key, id=number)
    if card is None or card.holder_id != person_id:
        raise errors.FamilyCardNotFound()
    return card


def _given_card(read: Reader, person_id: int, card_id: int) -> FamilyCard:
    card = require(read, person_id, card_id)
    if person_id != card.giver_id:
        raise errors.OnlyGiver()
    return card


def _switch(tx: Transaction, person_id: int, card_id: int, turns: dict[str, str]) -> FamilyCard:
    card = _given_card(tx, person_id, card_id)
    if card.state not in turns:
        raise errors.FamilyCardStateWrong(state=card.state)
    state = turns[card.state]
    return card if state == card.state else _turned(tx, tx.update(card, state=state))


def _checked(limits: Limits) -> Limits:
    bounds = {"per_month_fen": limits.per_month_fen, "per_payment_fen": limits.per_payment_fen}
    for field, amount_fen in bounds.items():
        if amount_fen is not None and not 1 <= amount_fen <= MONTH_MOST_FEN:
            raise errors.FamilyLimitWrong(field=field, least_fen=1, most_fen=MONTH_MOST_FEN)
    named = sorted(set(limits.categories_blocked))
    if len(named) > MOST_CATEGORIES or not all(0 < len(name) <= CATEGORY_LETTERS for name in named):
        raise errors.FamilyCategoriesWrong(most=MOST_CATEGORIES)
    return msgspec.structs.replace(limits, categories_blocked=named)


def _require_verified(tx: Transaction, person_id: int) -> None:
    if not wallets.open_(tx, person_id).is_verified:
        raise errors.FamilyUnverified(person_id=str(person_id))


def _require_room(read: Reader, holder_id: int) -> None:
    if len(held_by(read, holder_id)) >= MOST_HELD:
        raise errors.TooManyCardsHeld(most=MOST_HELD)


def _turned(tx: Transaction, card: FamilyCard) -> FamilyCard:
    showing.turn(tx, card.conversation_id, card.seqs, words=_words(tx, card), state=card.state)
    return card


def _words(read: Reader, card: FamilyCard) -> showing.Words:
    return {
        "relation": card.relation,
        "to": str(card.holder_id),
        "per_month_fen": card.per_month_fen,
        "month": month_of(read.now),
        "used_fen": used_fen(read, card),
    }
