"""How money comes into a wallet and leaves it: play bank cards in a lab, the operator's desk in a live instance."""

from typing import Protocol

from hutong.kernel.db import Transaction
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import balances, names
from hutong.pay.models.wallet import TOP_UP, WITHDRAWAL, BankCard, DeskRequest
from hutong.pay.wallet import bank_cards, cash, desk
from hutong.pay.wallet.cash import Moved
from hutong.pay.wallet.desk import Wanted
from hutong.pay.wallet.passwords import Proof


class Rails(Protocol):
    """What an instance offers; the composition root chooses by its mode."""

    name: str

    def bind_card(self, tx: Transaction, person_id: int, kind: str, bank: str | None) -> BankCard:
        """Bind a bank card."""

    def top_up(
        self, tx: Transaction, proof: Proof, *, card_id: str | None, note: str, amount_fen: int, request_id: str
    ) -> Moved:
        """Bring money in."""

    def withdraw(
        self, tx: Transaction, proof: Proof, *, card_id: str | None, note: str, amount_fen: int, request_id: str
    ) -> Moved:
        """Take money out."""


class PlayRails:
    """A lab's: cards of play banks, at once."""

    name = "play"

    def bind_card(self, tx: Transaction, person_id: int, kind: str, bank: str | None) -> BankCard:
        """Raises: BankUnknown · TooManyCards"""
        return bank_cards.bind(tx, person_id, kind, bank)

    def top_up(
        self, tx: Transaction, proof: Proof, *, card_id: str | None, note: str, amount_fen: int, request_id: str
    ) -> Moved:
        """Raises: what `cash.top_up` raises"""
        return cash.top_up(tx, proof, card_id=card_id or "", amount_fen=amount_fen, request_id=request_id)

    def withdraw(
        self, tx: Transaction, proof: Proof, *, card_id: str | None, note: str, amount_fen: int, request_id: str
    ) -> Moved:
        """Raises: what `cash.withdraw` raises"""
        return cash.withdraw(tx, proof, card_id=card_id or "", amount_fen=amount_fen, request_id=request_id)


class DeskRails:
    """A live instance's: requests to the operator's desk; there are no play cards."""

    name = "desk"

    def bind_card(self, tx: Transaction, person_id: int, kind: str, bank: str | None) -> BankCard:
        """Raises: PlayOnly"""
        raise errors.PlayOnly()

    def top_up(
        self, tx: Transaction, proof: Proof, *, card_id: str | None, note: str, amount_fen: int, request_id: str
    ) -> Moved:
        """Raises: what `desk.ask` raises"""
        return _asked(tx, proof, Wanted(kind=TOP_UP, amount_fen=amount_fen, note=note, request_id=request_id))

    def withdraw(
        self, tx: Transaction, proof: Proof, *, card_id: str | None, note: str, amount_fen: int, request_id: str
    ) -> Moved:
        """Raises: what `desk.ask` raises"""
        return _asked(tx, proof, Wanted(kind=WITHDRAWAL, amount_fen=amount_fen, note=note, request_id=request_id))


def of_mode(mode: str) -> Rails:
    """The rails of a lab, or of a live instance."""
    return PlayRails() if mode == "lab" else DeskRails()


def _asked(tx: Transaction, proof: Proof, wanted: Wanted) -> Moved:
    request: DeskRequest = desk.ask(tx, proof, wanted)
    left = balances.balance(tx, names.person(proof.person_id))
    return Moved(number=str(request.id), fee_fen=request.fee_fen, balance_fen=left.balance_fen, state=request.state)
