"""What a person pays with: the balance, a bank card, or a family card; and back to where it came from."""

from collections.abc import Collection
from typing import Literal, Protocol

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import accounts, balances, names, transfers
from hutong.pay.ledger.names import Name
from hutong.pay.ledger.transfers import Fee
from hutong.pay.models.ledger import Transfer
from hutong.pay.models.wallet import CREDIT, BankCard, Means, Wallet
from hutong.pay.wallet import bank_cards, banks, wallets
from hutong.pay.wallet.banks import BANKS

__all__ = [
    "Charge",
    "FamilyPort",
    "Giver",
    "Means",
    "MeansView",
    "Scene",
    "charge",
    "give_back",
    "offered",
    "serve_family",
]

Scene = Literal["merchant", "person", "topup"]

NO_CREDIT = "no_credit"
"""In a merchant's `limit_pay`: credit cards stay out."""


class MeansView(msgspec.Struct, frozen=True, kw_only=True):
    """A means as its owner sees it at a payment; `why_not` is a word the messenger has a sentence for."""

    kind: str
    id: str | None
    label: str
    label_zh: str
    name_tail: str
    available_fen: int | None
    usable: bool
    why_not: str | None
    bank_type: str


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """What was paid, and by whom: with a family card the payer is its giver."""

    number: str
    means: Means
    debited: Name
    bank_type: str
    payer_person_id: int
    transfer: Transfer


class Giver(msgspec.Struct, frozen=True):
    """Who pays for the holder of a family card."""

    person_id: int


class FamilyPort(Protocol):
    """What family cards add; `hutong.pay.wallet.family_cards` fills it."""

    def offered(
        self, read: Reader, person_id: int, *, amount_fen: int, mchid: str | None, category: str | None
    ) -> list[MeansView]:
        """The family cards a person holds, as means of paying a merchant."""

    def resolve(
        self,
        tx: Transaction,
        person_id: int,
        card_id: str,
        *,
        amount_fen: int,
        number: str,
        mchid: str | None,
        category: str | None,
    ) -> Giver:
        """Who pays; the use is kept in mind under the charge's number. Raises when the card cannot pay this."""

    def refunded(self, tx: Transaction, charge_number: str, amount_fen: int) -> None:
        """Some of a charge went back; called for every charge, and a family card may have paid it."""


_family: list[FamilyPort] = []


def serve_family(port: FamilyPort) -> None:
    """Fill the port of family cards."""
    _family[:] = [port]


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
    cards = bank_cards.of_person(read, person_id)
    views = [] if scene == "topup" else [_balance_view(read, person_id, wallet, amount_fen)]
    views += [_card_view(read, card, wallet, amount_fen, scene, limit_pay) for card in cards]
    if wallet is not None and wallet.card_order:
        place = {word: number for number, word in enumerate(wallet.card_order)}
        views.sort(key=lambda view: place.get(view.id or "balance", len(place)))
    if scene == "merchant":
        for family in _family:
            views += family.offered(read, person_id, amount_fen=amount_fen, mchid=mchid, category=category)
    return views


def charge(
    tx: Transaction,
    person_id: int,
    means: Means,
    *,
    amount_fen: int,
    credit: Name,
    number: str,
    kind: str,
    subject: str,
    memo: str,
    scene: Scene,
    mchid: str | None = None,
    category: str | None = None,
    limit_pay: Collection[str] = (),
    fee: Fee | None = None,
) -> Charge:
    """Take money from a person's means, once for each `number`.

    Raises: WalletFrozen · MeansUnusable · CardNotFound · LimitExceeded, and what `transfers.move` raises
    """
    accounts.check_amount(amount_fen)
    wallet = wallets.today(tx, wallets.open_(tx, person_id))
    if wallet.is_frozen:
        raise errors.WalletFrozen()
    is_repeat = transfers.find(tx, number) is not None
    payer_id, debited, bank_type = person_id, names.person(person_id), banks.BALANCE_TYPE
    if means.kind == "family":
        payer_id, debited, bank_type = _by_family(
            tx, person_id, means, amount_fen=amount_fen, number=number, scene=scene, mchid=mchid, category=category
        )
    elif means.kind == "card":
        card = bank_cards.require(tx, person_id, means.id or "")
        _check_card(card, scene, limit_pay)
        debited, bank_type = bank_cards.account_of(card), banks.type_of(card.bank, card.kind)
    is_balance = means.kind == "balance"
    if not is_repeat and means.kind != "family":
        wallets.check_spending(wallet, amount_fen, is_balance=is_balance)
        wallets.count_spending(tx, wallet, amount_fen, is_balance=is_balance)
    transfer = transfers.move(
        tx,
        number,
        debit=debited,
        credit=credit,
        amount_fen=amount_fen,
        kind=kind,
        subject=subject,
        memo=memo,
        fee=fee,
    )
    return Charge(
        number=number, means=means, debited=debited, bank_type=bank_type, payer_person_id=payer_id, transfer=transfer
    )


def give_back(
    tx: Transaction,
    charge_number: str,
    *,
    debit: Name,
    amount_fen: int,
    number: str,
    kind: str,
    subject: str,
    memo: str,
) -> Transfer:
    """Return money of a charge to where it came from: with a family card, to its giver.

    Raises: what `transfers.move` raises
    """
    charged = transfers.require(tx, charge_number)
    is_repeat = transfers.find(tx, number) is not None
    back = transfers.move(
        tx,
        number,
        debit=debit,
        credit=Name(charged.debit_owner, charged.debit_purpose),
        amount_fen=amount_fen,
        kind=kind,
        subject=subject,
        memo=memo,
    )
    if not is_repeat:
        for family in _family:
            family.refunded(tx, charge_number, amount_fen)
    return back


def _by_family(
    tx: Transaction,
    person_id: int,
    means: Means,
    *,
    amount_fen: int,
    number: str,
    scene: Scene,
    mchid: str | None,
    category: str | None,
) -> tuple[int, Name, str]:
    """Who pays with a family card, and out of what: the first of the giver's means that can."""
    if scene != "merchant" or not _family:
        raise errors.MeansUnusable(why="merchants_only")
    before = transfers.find(tx, number)
    if before is not None:
        debited = Name(before.debit_owner, before.debit_purpose)
        return names.person_of(debited.owner) or person_id, debited, _type_of(tx, debited)
    giver = _family[0].resolve(
        tx, person_id, means.id or "", amount_fen=amount_fen, number=number, mchid=mchid, category=category
    )
    views = offered(tx, giver.person_id, amount_fen=amount_fen, scene="merchant")
    own = next((view for view in views if view.usable and view.kind != "family"), None)
    if own is None:
        raise errors.MeansUnusable(why="giver_cannot_pay")
    debited = names.person(giver.person_id) if own.id is None else names.bank_card(own.id, giver.person_id)
    return giver.person_id, debited, own.bank_type


def _type_of(read: Reader, debited: Name) -> str:
    person_id = names.person_of(debited.owner)
    card = bank_cards.find(read, person_id, debited.card_id) if person_id is not None and debited.card_id else None
    return banks.type_of(card.bank, card.kind) if card else banks.BALANCE_TYPE


def _check_card(card: BankCard, scene: Scene, limit_pay: Collection[str]) -> None:
    why = _why_not_card(card, scene, limit_pay)
    if why is not None:
        raise errors.MeansUnusable(why=why)


def _why_not_card(card: BankCard, scene: Scene, limit_pay: Collection[str]) -> str | None:
    if card.kind != CREDIT:
        return None
    if scene != "merchant":
        return "credit_card_merchants_only"
    return "merchant_takes_no_credit" if NO_CREDIT in limit_pay else None


def _balance_view(read: Reader, person_id: int, wallet: Wallet | None, amount_fen: int) -> MeansView:
    available_fen = balances.balance(read, names.person(person_id)).available_fen
    why_not = _why_not(read, wallet, amount_fen, available_fen, is_balance=True)
    return MeansView(
        kind="balance",
        id=None,
        label="Balance",
        label_zh="零钱",
        name_tail="",
        available_fen=available_fen,
        usable=why_not is None,
        why_not=why_not,
        bank_type=banks.BALANCE_TYPE,
    )


def _card_view(
    read: Reader, card: BankCard, wallet: Wallet | None, amount_fen: int, scene: Scene, limit_pay: Collection[str]
) -> MeansView:
    available_fen = bank_cards.available(read, card)
    why_not = _why_not_card(card, scene, limit_pay) or _why_not(
        read, wallet, amount_fen, available_fen, is_balance=False
    )
    bank = BANKS[card.bank]
    return MeansView(
        kind="card",
        id=card.id,
        label=bank.name,
        label_zh=bank.name_zh,
        name_tail=card.tail,
        available_fen=available_fen,
        usable=why_not is None,
        why_not=why_not,
        bank_type=banks.type_of(card.bank, card.kind),
    )


def _why_not(
    read: Reader, wallet: Wallet | None, amount_fen: int, available_fen: int, *, is_balance: bool
) -> str | None:
    if wallet is not None and wallet.is_frozen:
        return "wallet_frozen"
    if wallet is not None:
        try:
            wallets.check_spending(wallets.today(read, wallet), amount_fen, is_balance=is_balance)
        except errors.LimitExceeded:
            return "wallet_limit_exceeded"
    return "money_short" if available_fen < amount_fen else None
