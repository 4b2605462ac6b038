"""/api/client/family-cards: paying with a relative's money."""

from datetime import datetime

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction
from hutong.pay.client.spelling import Cards, Fen, cards_of, id_in, time_or_none
from hutong.pay.errors import family_cards as errors
from hutong.pay.merchants import registry
from hutong.pay.models.family_cards import OFFERED, FamilyCard, FamilyUse
from hutong.pay.wallet import family_allowance, family_cards, passwords
from hutong.people import public as people
from hutong.wire.product import Call, client

_MOST_AT_ONCE = 100


class GiveCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card for a relative."""

    person_id: str
    relation: str = "other"
    """What they are to the giver: father · mother · child · other."""
    per_payment_fen: Fen | None = None
    per_month_fen: Fen
    categories_blocked: list[str] = []
    password: str
    request_id: str


class ChangeCard(msgspec.Struct, frozen=True, kw_only=True):
    """Other bounds for a card."""

    per_payment_fen: Fen | None = None
    per_month_fen: Fen
    categories_blocked: list[str] = []
    password: str


class UsesQuery(msgspec.Struct, frozen=True):
    """Which page: what was paid before this time."""

    before: datetime | None = None
    limit: int = 50


class FamilyCardView(msgspec.Struct, frozen=True, kw_only=True):
    """A card as one of the two sees it."""

    id: str
    giver: people.PersonCard
    holder: people.PersonCard
    is_giver: bool
    """Whether the caller gave it."""
    relation: str
    state: str
    """offered · active · paused · ended · lapsed"""
    per_payment_fen: int | None
    per_month_fen: int
    categories_blocked: list[str]
    month: str
    spent_this_month_fen: int
    left_fen: int
    conversation_id: str
    created_at: str
    expires_at: str | None
    """Until when it can be accepted."""
    accepted_at: str | None
    ended_at: str | None
    can: list[str]
    """What the caller may do now: accept · pause · resume · change · end."""


class FamilyCardList(msgspec.Struct, frozen=True, kw_only=True):
    """The cards somebody gave, and those they hold or may accept."""

    items: list[FamilyCardView]


class FamilyUseView(msgspec.Struct, frozen=True, kw_only=True):
    """One payment by a card."""

    id: str
    amount_fen: int
    refunded_fen: int
    state: str
    """paid · partly_refunded · refunded"""
    merchant: str
    category: str
    at: str


class FamilyUseList(msgspec.Struct, frozen=True, kw_only=True):
    """What a card paid, the newest first; `next` is the `before` of the next page."""

    items: list[FamilyUseView]
    next: str | None


@client.get("/family-cards")
def list_(read: Reader, call: Call[None]) -> FamilyCardList:
    """The caller's family cards that are offered or in use.

    Response: {"items": [FamilyCard, …]}
    """
    cards = [*family_cards.given_by(read, call.person_id), *family_cards.offered_to(read, call.person_id)]
    return FamilyCardList(items=[_view(read, card, call.person_id) for card in cards])


@client.post("/family-cards", body=GiveCard)
async def give(call: Call[GiveCard]) -> FamilyCardView:
    """Offer a relative a card, in the chat with them. The same request_id is the same card.

    Request:  {"person_id": "7312…", "relation": "child", "per_payment_fen": 5000, "per_month_fen": 50000,
               "categories_blocked": ["games"], "password": "123456", "request_id": "f3b0…"}
    Response: FamilyCard
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · RequestIdRefused · RequestDiffers ·
              RelationUnknown · FamilyLimitWrong · FamilyCategoriesWrong · NotToYourself · ReceiverUnavailable ·
              FamilyUnverified · TooManyCardsGiven · TooManyCardsHeld · PersonNotFound · WritingNotAllowed
    """
    proof = await passwords.prove(call.lane, call.person_id, call.body.password)
    return await call.lane.db.run(_give, proof, call.body)


@client.get("/family-cards/{id}")
def show(read: Reader, call: Call[None]) -> FamilyCardView:
    """One card, for its two persons.

    Response: FamilyCard
    Errors:   FamilyCardNotFound
    """
    return _view(read, family_cards.require(read, call.person_id, _id(call.path)), call.person_id)


@client.put("/family-cards/{id}", body=ChangeCard)
async def change(call: Call[ChangeCard]) -> FamilyCardView:
    """Set other bounds, from the next payment on.

    Request:  {"per_payment_fen": null, "per_month_fen": 50000, "categories_blocked": [], "password": "123456"}
    Response: FamilyCard
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · FamilyCardNotFound · OnlyGiver ·
              FamilyCardStateWrong · FamilyLimitWrong · FamilyCategoriesWrong
    """
    proof = await passwords.prove(call.lane, call.person_id, call.body.password)
    return await call.lane.db.run(_change, proof, _id(call.path), call.body)


@client.post("/family-cards/{id}/accept")
def accept(tx: Transaction, call: Call[None]) -> FamilyCardView:
    """Take an offered card.

    Response: FamilyCard
    Errors:   FamilyCardNotFound · OnlyHolder · FamilyCardStateWrong · FamilyUnverified · TooManyCardsHeld ·
              ReceiverUnavailable
    """
    return _view(tx, family_cards.accept(tx, call.person_id, _id(call.path)), call.person_id)


@client.post("/family-cards/{id}/pause")
def pause(tx: Transaction, call: Call[None]) -> FamilyCardView:
    """Let the card pay nothing for now.

    Response: FamilyCard
    Errors:   FamilyCardNotFound · OnlyGiver · FamilyCardStateWrong
    """
    return _view(tx, family_cards.pause(tx, call.person_id, _id(call.path)), call.person_id)


@client.post("/family-cards/{id}/resume")
def resume(tx: Transaction, call: Call[None]) -> FamilyCardView:
    """Let a paused card pay again.

    Response: FamilyCard
    Errors:   FamilyCardNotFound · OnlyGiver · FamilyCardStateWrong
    """
    return _view(tx, family_cards.resume(tx, call.person_id, _id(call.path)), call.person_id)


@client.post("/family-cards/{id}/end")
def end(tx: Transaction, call: Call[None]) -> FamilyCardView:
    """Be done with the card, or decline it; what was paid stays paid.

    Response: FamilyCard
    Errors:   FamilyCardNotFound · FamilyCardStateWrong
    """
    return _view(tx, family_cards.end(tx, call.person_id, _id(call.path)), call.person_id)


@client.get("/family-cards/{id}/uses", query=UsesQuery)
def uses(read: Reader, call: Call[None]) -> FamilyUseList:
    """What the card paid, the newest first, for both.

    Request:  ?before=2026-11-21T09:41:07.120Z&limit=50
    Response: {"items": [{"amount_fen": 1200, "merchant": "Canteen", …}], "next": null}
    Errors:   FamilyCardNotFound
    """
    card = family_cards.require(read, call.person_id, _id(call.path))
    limit = min(max(call.query.limit, 1), _MOST_AT_ONCE)
    found = family_allowance.uses_of(read, card, before=call.query.before, limit=limit)
    last = chat.time_view(found[-1].at) if len(found) == limit else None
    return FamilyUseList(items=[_use_view(read, use) for use in found], next=last)


def _give(tx: Transaction, proof: passwords.Proof, body: GiveCard) -> FamilyCardView:
    card = family_cards.give(
        tx,
        proof,
        holder_id=people.id_of(body.person_id),
        relation=body.relation,
        limits=_limits(body),
        request_id=body.request_id,
    )
    return _view(tx, card, proof.person_id)


def _change(tx: Transaction, proof: passwords.Proof, card_id: int, body: ChangeCard) -> FamilyCardView:
    return _view(tx, family_cards.change(tx, proof, card_id, _limits(body)), proof.person_id)


def _limits(body: GiveCard | ChangeCard) -> family_cards.Limits:
    return family_cards.Limits(
        per_payment_fen=body.per_payment_fen,
        per_month_fen=body.per_month_fen,
        categories_blocked=body.categories_blocked,
    )


def _view(read: Reader, card: FamilyCard, viewer_id: int) -> FamilyCardView:
    cards: Cards = cards_of(read, (card.giver_id, card.holder_id))
    used_fen = family_allowance.used_fen(read, card)
    return FamilyCardView(
        id=str(card.id),
        giver=cards[card.giver_id],
        holder=cards[card.holder_id],
        is_giver=viewer_id == card.giver_id,
        relation=card.relation,
        state=card.state,
        per_payment_fen=card.per_payment_fen,
        per_month_fen=card.per_month_fen,
        categories_blocked=card.categories_blocked,
        month=family_allowance.month_of(read.now),
        spent_this_month_fen=used_fen,
        left_fen=max(card.per_month_fen - used_fen, 0),
        conversation_id=str(card.conversation_id),
        created_at=chat.time_view(card.offered_at),
        expires_at=chat.time_view(card.accept_by) if card.state == OFFERED else None,
        accepted_at=time_or_none(card.accepted_at),
        ended_at=time_or_none(card.ended_at),
        can=_can(card, viewer_id),
    )


def _use_view(read: Reader, use: FamilyUse) -> FamilyUseView:
    merchant = registry.get(read, use.mchid)
    return FamilyUseView(
        id=use.number,
        amount_fen=use.amount_fen,
        refunded_fen=use.refunded_fen,
        state=_state_of(use),
        merchant=merchant.name if merchant else use.mchid,
        category=use.category,
        at=chat.time_view(use.at),
    )


def _state_of(use: FamilyUse) -> str:
    if use.refunded_fen == 0:
        return "paid"
    return "refunded" if use.refunded_fen == use.amount_fen else "partly_refunded"


def _can(card: FamilyCard, viewer_id: int) -> list[str]:
    if card.state not in family_cards.ALIVE:
        return []
    if viewer_id == card.holder_id:
        return ["accept", "end"] if card.state == OFFERED else ["end"]
    turns = {"active": ["pause"], "paused": ["resume"]}
    return [*turns.get(card.state, []), "change", "end"]


def _id(path: dict[str, str]) -> int:
    return id_in(path["id"], errors.FamilyCardNotFound)
