"""Play bank cards: bound, paid with, let go. What lies behind one is an account of the ledger."""

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import accounts, balances, names, transfers
from hutong.pay.ledger.names import Name
from hutong.pay.models.wallet import CREDIT, DEBIT, BankCard
from hutong.pay.models.wallet import bank_cards as card_table
from hutong.pay.wallet import limits, wallets
from hutong.pay.wallet.banks import BANKS

_of_person = query(
    card_table.select()
    .where(card_table.c.person_id == param("person_id"), card_table.c.unbound_at.is_(None))
    .order_by(card_table.c.bound_at, card_table.c.id)
    .limit(param("limit", sa.Integer())),
    BankCard,
)


def bind(tx: Transaction, person_id: int, kind: str, bank: str | None = None) -> BankCard:
    """Give a person a play card of a bank: a debit card with money on it, or a credit card with a limit.

    Raises: BankUnknown · TooManyCards
    """
    wallets.open_(tx, person_id)
    there = of_person(tx, person_id)
    if kind not in (DEBIT, CREDIT) or (bank is not None and bank not in BANKS):
        raise errors.BankUnknown()
    if len(there) >= limits.CARDS:
        raise errors.TooManyCards(most=limits.CARDS)
    # Without a wish, the bank the person has fewest cards of.
    held = [card.bank for card in there]
    card = tx.insert(
        BankCard(
            person_id=person_id,
            id=str(tx.new_id("pay.bank_card")),
            bank=bank or min(BANKS, key=held.count),
            tail=f"{int.from_bytes(tx.new_token('pay.card_tail', 4)) % 10_000:04d}",
            kind=kind,
            limit_fen=limits.CREDIT_LIMIT_FEN if kind == CREDIT else None,
            bound_at=tx.now,
            unbound_at=None,
        )
    )
    _fill(tx, card)
    wallets.tell(tx, person_id)
    return card


def unbind(tx: Transaction, person_id: int, card_id: str) -> None:
    """Let a card go; its account stays at the bank, and refunds still reach it. Raises: CardNotFound · CardOwes"""
    card = require(tx, person_id, card_id)
    if debt(tx, card) > 0:
        raise errors.CardOwes(debt_fen=debt(tx, card))
    tx.update(card, unbound_at=tx.now)
    wallets.tell(tx, person_id)


def of_person(read: Reader, person_id: int) -> list[BankCard]:
    """A person's cards, those bound first first."""
    return read.many(_of_person, person_id=person_id, limit=limits.CARDS)


def find(read: Reader, person_id: int, card_id: str) -> BankCard | None:
    """A card of this person, bound or let go."""
    return read.one(card_table.by_key, person_id=person_id, id=card_id)


def require(read: Reader, person_id: int, card_id: str) -> BankCard:
    """A card that this person has bound now. Raises: CardNotFound"""
    card = find(read, person_id, card_id)
    if card is None or card.unbound_at is not None:
        raise errors.CardNotFound()
    return card


def account_of(card: BankCard) -> Name:
    """Where its money lies."""
    return names.bank_card(card.id, card.person_id)


def debt(read: Reader, card: BankCard) -> int:
    """What is owed on a credit card."""
    return max(-balances.balance(read, account_of(card)).balance_fen, 0)


def available(read: Reader, card: BankCard) -> int:
    """What may be paid with it now."""
    return balances.balance(read, account_of(card)).available_fen


def _fill(tx: Transaction, card: BankCard) -> None:
    if card.limit_fen is not None:
        accounts.open_(tx, account_of(card), floor_fen=-card.limit_fen)
        return
    transfers.move(
        tx,
        f"card:{card.id}:birth",
        debit=names.bank(),
        credit=account_of(card),
        amount_fen=limits.CARD_BIRTH_FEN,
        kind="birth",
        subject=f"card:{card.id}",
    )
