"""Paying: out of the balance, a bank card, or a family card; and back to where it came from."""

from collections.abc import Collection

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import accounts, names, transfers
from hutong.pay.ledger.names import Name
from hutong.pay.ledger.transfers import Fee
from hutong.pay.models.ledger import Transfer
from hutong.pay.models.wallet import FamilyCharge, Means, family_charges
from hutong.pay.wallet import bank_cards, banks, family_cards, offers, wallets
from hutong.pay.wallet.offers import MeansView, Scene, offered

__all__ = ["Charge", "Means", "MeansView", "Scene", "charge", "give_back", "offered"]


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """What was paid, and by whom: with a family card the payer is its giver."""

    number: str
    means: Means
    debited: Name
    bank_type: str
    payer_person_id: int
    transfer: Transfer


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

    Raises: WalletFrozen · MeansUnusable · CardNotFound · LimitExceeded, what `family_cards.resolve` raises, and what
            `transfers.move` raises
    """
    accounts.check_amount(amount_fen)
    before = transfers.find(tx, number)
    if before is not None and means.kind == "family":
        debited = Name(before.debit_owner, before.debit_purpose)
    elif before is not None:
        debited = _account_of(person_id, means)
    else:
        debited = _allowed(
            tx,
            person_id,
            means,
            amount_fen=amount_fen,
            number=number,
            scene=scene,
            mchid=mchid,
            category=category,
            limit_pay=limit_pay,
        )
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
    payer_id = names.person_of(debited.owner)
    assert payer_id is not None, "people are charged"
    return Charge(
        number=number,
        means=means,
        debited=debited,
        bank_type=bank_type_of(tx, debited),
        payer_person_id=payer_id,
        transfer=transfer,
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
    by_family = None if is_repeat else tx.one(family_charges.by_key, number=charge_number)
    if by_family is not None:
        family_cards.refunded(tx, by_family.card_id, charge_number, amount_fen)
    return back


def bank_type_of(read: Reader, debited: Name) -> str:
    """How a merchant is told what was paid with."""
    person_id = names.person_of(debited.owner)
    card = bank_cards.find(read, person_id, debited.card_id) if person_id is not None and debited.card_id else None
    return banks.type_of(card.bank, card.kind) if card else banks.BALANCE_TYPE


def _allowed(
    tx: Transaction,
    person_id: int,
    means: Means,
    *,
    amount_fen: int,
    number: str,
    scene: Scene,
    mchid: str | None,
    category: str | None,
    limit_pay: Collection[str],
) -> Name:
    """The account that pays, after every limit of its owner was asked."""
    wallet = wallets.today(tx, wallets.open_(tx, person_id))
    wallets.require_open(wallet)
    if means.kind == "family":
        return _of_giver(
            tx,
            person_id,
            means.id or "",
            amount_fen=amount_fen,
            number=number,
            scene=scene,
            mchid=mchid,
            category=category,
            limit_pay=limit_pay,
        )
    is_balance = means.kind == "balance"
    if is_balance:
        why_not = offers.why_not_balance(limit_pay)
    else:
        why_not = offers.why_not_card(bank_cards.require(tx, person_id, means.id or ""), scene, limit_pay)
    if why_not is not None:
        raise errors.MeansUnusable(why=why_not)
    wallets.check_spending(wallet, amount_fen, is_balance=is_balance)
    wallets.count_spending(tx, wallet, amount_fen, is_balance=is_balance)
    return _account_of(person_id, means)


def _of_giver(
    tx: Transaction,
    person_id: int,
    card_id: str,
    *,
    amount_fen: int,
    number: str,
    scene: Scene,
    mchid: str | None,
    category: str | None,
    limit_pay: Collection[str],
) -> Name:
    """A family card pays by the first of its giver's own means that can."""
    if scene != "merchant":
        raise errors.MeansUnusable(why="family_merchants_only")
    giver_id = family_cards.resolve(
        tx, person_id, card_id, amount_fen=amount_fen, number=number, mchid=mchid, category=category
    )
    giver = wallets.today(tx, wallets.open_(tx, giver_id))
    views = offers.own(tx, giver_id, giver, amount_fen=amount_fen, scene="merchant", limit_pay=limit_pay)
    chosen = next((view for view in views if view.usable), None)
    if chosen is None:
        raise errors.MeansUnusable(why="giver_cannot_pay")
    tx.insert(FamilyCharge(number=number, card_id=card_id, holder_id=person_id))
    wallets.count_spending(tx, giver, amount_fen, is_balance=chosen.id is None)
    return names.person(giver_id) if chosen.id is None else names.bank_card(chosen.id, giver_id)


def _account_of(person_id: int, means: Means) -> Name:
    return names.person(person_id) if means.kind == "balance" else names.bank_card(means.id or "", person_id)
