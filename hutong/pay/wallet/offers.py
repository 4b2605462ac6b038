"""What a person could pay with, and what keeps each means from it."""

from collections.abc import Collection
from typing import Literal

import msgspec

from hutong.kernel.db import Reader
from hutong.kernel.errors import HutongError
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import balances, names
from hutong.pay.models.family_cards import FamilyCard
from hutong.pay.models.wallet import CREDIT, BankCard, Wallet
from hutong.pay.wallet import bank_cards, banks, family_allowance, family_cards, wallets
from hutong.pay.wallet.banks import BANKS
from hutong.people import public as people

Scene = Literal["merchant", "person", "topup"]

# What a merchant may exclude in `limit_pay`.
NO_BALANCE, NO_CREDIT, NO_DEBIT, BALANCE_ONLY = "no_balance", "no_credit", "no_debit", "balance_only"


class MeansView(msgspec.Struct, frozen=True, kw_only=True):
    """A means as its owner sees it at a payment; `why_not` is a word the messenger has a sentence for."""

    kind: str
    id: str | None
    label: str
    name_tail: str
    available_fen: int | None
    usable: bool
    why_not: str | None
    bank_type: str


def offered(
    read: Reader,
    person_id: int,
    *,
    amount_fen: int,
    scene: Scene,
    limit_pay: Collection[str] = (),
    mchid: str | None = None,
    category: str | None = None,
) -> list[MeansView]:
    """Everything the person could pay with, in their own order, and what keeps each from it."""
    wallet = wallets.find(read, person_id)
    views = own(read, person_id, wallet, amount_fen=amount_fen, scene=scene, limit_pay=limit_pay)
    if scene == "merchant":
        language = language_of(read, person_id)
        views += [
            _family_view(read, card, wallet, language, amount_fen=amount_fen, mchid=mchid, category=category)
            for card in family_cards.held_by(read, person_id)
        ]
    return views


def own(
    read: Reader,
    person_id: int,
    wallet: Wallet | None,
    *,
    amount_fen: int,
    scene: Scene,
    limit_pay: Collection[str] = (),
) -> list[MeansView]:
    """The balance and the bank cards, in the person's order."""
    language = language_of(read, person_id)
    views = [] if scene == "topup" else [_balance_view(read, person_id, wallet, language, amount_fen, limit_pay)]
    for card in bank_cards.of_person(read, person_id):
        views.append(_card_view(read, card, wallet, language, amount_fen, scene, limit_pay))
    place = {word: number for number, word in enumerate(wallet.card_order if wallet else ())}
    return sorted(views, key=lambda view: place.get(view.id or "balance", len(place)))


def why_not_balance(limit_pay: Collection[str]) -> str | None:
    """What keeps the balance from paying, whoever has it."""
    return "merchant_takes_no_balance" if NO_BALANCE in limit_pay else None


def why_not_card(card: BankCard, scene: Scene, limit_pay: Collection[str]) -> str | None:
    """What keeps such a card from paying, whatever lies behind it."""
    is_credit = card.kind == CREDIT
    if is_credit and scene != "merchant":
        return "credit_card_merchants_only"
    if BALANCE_ONLY in limit_pay:
        return "merchant_takes_only_balance"
    if (NO_CREDIT if is_credit else NO_DEBIT) in limit_pay:
        return "merchant_takes_no_credit" if is_credit else "merchant_takes_no_debit"
    return None


def language_of(read: Reader, person_id: int) -> str:
    """What the person reads."""
    person = people.get(read, person_id)
    return person.language if person else "en"


def _balance_view(
    read: Reader, person_id: int, wallet: Wallet | None, language: str, amount_fen: int, limit_pay: Collection[str]
) -> MeansView:
    available_fen = balances.balance(read, names.person(person_id)).available_fen
    why_not = why_not_balance(limit_pay) or _why_not(read, wallet, amount_fen, available_fen, is_balance=True)
    return MeansView(
        kind="balance",
        id=None,
        label=banks.balance_in(language),
        name_tail="",
        available_fen=available_fen,
        usable=why_not is None,
        why_not=why_not,
        bank_type=banks.BALANCE_TYPE,
    )


def _card_view(
    read: Reader,
    card: BankCard,
    wallet: Wallet | None,
    language: str,
    amount_fen: int,
    scene: Scene,
    limit_pay: Collection[str],
) -> MeansView:
    available_fen = bank_cards.available(read, card)
    why_not = why_not_card(card, scene, limit_pay) or _why_not(
        read, wallet, amount_fen, available_fen, is_balance=False
    )
    return MeansView(
        kind="card",
        id=card.id,
        label=BANKS[card.bank].name_in(language),
        name_tail=card.tail,
        available_fen=available_fen,
        usable=why_not is None,
        why_not=why_not,
        bank_type=banks.type_of(card.bank, card.kind),
    )


def _family_view(
    read: Reader,
    card: FamilyCard,
    wallet: Wallet | None,
    language: str,
    *,
    amount_fen: int,
    mchid: str | None,
    category: str | None,
) -> MeansView:
    why_not = _shut_word(wallet)
    try:
        family_allowance.check(read, card, amount_fen=amount_fen, mchid=mchid, category=category)
    except HutongError as refusal:
        why_not = why_not or _word_of(refusal)
    giver = people.get(read, card.giver_id)
    # Of the giver's purse the holder learns nothing but what they may still spend of it.
    return MeansView(
        kind="family",
        id=str(card.id),
        label="亲属卡" if language.startswith("zh") else "Family card",
        name_tail=giver.name if giver else "",
        available_fen=family_allowance.left_fen(read, card),
        usable=why_not is None,
        why_not=why_not,
        bank_type=banks.BALANCE_TYPE,
    )


def _shut_word(wallet: Wallet | None) -> str | None:
    try:
        if wallet is not None:
            wallets.require_open(wallet)
    except HutongError as refusal:
        return _word_of(refusal)
    return None


def _why_not(
    read: Reader, wallet: Wallet | None, amount_fen: int, available_fen: int, *, is_balance: bool
) -> str | None:
    if (word := _shut_word(wallet)) is not None:
        return word
    if wallet is not None:
        try:
            wallets.check_spending(wallets.today(read, wallet), amount_fen, is_balance=is_balance)
        except errors.LimitExceeded as refusal:
            return _word_of(refusal)
    return "money_short" if available_fen < amount_fen else None


def _word_of(refusal: HutongError) -> str:
    face = getattr(refusal, "product", None)
    assert face is not None, "what keeps a card from paying is told to its holder"
    return str(face.code)
