"""The tables of wallets: what a person allows, the bank cards they bound, and what waits for the operator's desk."""

from datetime import datetime
from typing import Literal

import msgspec

from hutong.kernel.db import Row, table

BORN = "born"
"""Stands for the payment password that simulated people are born with; nobody else has it."""

DEBIT, CREDIT = "debit", "credit"
TOP_UP, WITHDRAWAL = "topup", "withdrawal"
WAITING, APPROVED, DONE, REFUSED = "waiting", "approved", "done", "refused"


class Means(msgspec.Struct, frozen=True):
    """What a person pays with: their balance, a bank card, or a family card; `id` names the card."""

    kind: Literal["balance", "card", "family"]
    id: str | None = None


class Wallet(Row, frozen=True):
    """A person's wallet. The money itself lies in the ledger."""

    person_id: int
    password_hash: str | None
    wrong_tries: int
    locked_until: datetime | None
    is_frozen: bool
    """By the person themselves, who may thaw it."""
    is_verified: bool
    """Whether the person showed who they are: it raises what they may spend."""
    card_order: list[str]
    """What is tried first: "balance" and ids of cards; what is not named comes behind, as it was bound."""
    per_payment_fen: int | None
    """The person's own limits."""
    per_day_fen: int | None
    no_password_fen: int
    """Up to here a payment code pays without the password."""
    day: str
    """The day of Beijing that the next three count."""
    day_spent_fen: int
    day_without_password: int
    day_withdrawn_fen: int
    year: str
    year_spent_fen: int
    """Out of the balance, in the calendar year."""
    ever_spent_fen: int
    """Out of the balance."""
    free_withdrawn_fen: int
    """How much of what may be withdrawn without a fee is used up."""
    opened_at: datetime
    stopped_for: str | None = None
    """Why an operator stopped it; only an operator lets it go again."""

    @property
    def is_shut(self) -> bool:
        """Whether nothing may leave it."""
        return self.is_frozen or self.stopped_for is not None


class BankCard(Row, frozen=True):
    """A play bank card. What lies behind it is an account of the ledger."""

    person_id: int
    id: str
    bank: str
    """A key of `wallet.banks.BANKS`."""
    tail: str
    kind: str
    """debit · credit"""
    limit_fen: int | None
    """How much a credit card may owe."""
    bound_at: datetime
    unbound_at: datetime | None


class FamilyCharge(Row, frozen=True):
    """A payment by a family card: refunds must find the card."""

    number: str
    card_id: str
    holder_id: int


class DeskRequest(Row, frozen=True):
    """Real money that comes or goes by the operator's desk: one operator approves, another confirms."""

    person_id: int
    id: int
    kind: str
    """topup · withdrawal"""
    amount_fen: int
    fee_fen: int
    free_fen: int
    """How much of what is free of fees it uses up."""
    note: str
    """How the person paid in, or where the money should go."""
    request_id: str
    state: str
    """waiting · approved · done · refused"""
    approved_by: str | None
    ended_by: str | None
    reason: str
    created_at: datetime
    approved_at: datetime | None
    ended_at: datetime | None


wallets = table(
    "pay_wallets",
    Wallet,
    key=("person_id",),
    checks=["wrong_tries >= 0", "day_spent_fen >= 0", "year_spent_fen >= 0", "ever_spent_fen >= 0"],
)
bank_cards = table(
    "pay_bank_cards",
    BankCard,
    key=("person_id", "id"),
    checks=["kind IN ('debit', 'credit')", "(kind = 'credit') = (limit_fen IS NOT NULL)"],
)
family_charges = table("pay_family_charges", FamilyCharge, key=("number",))
desk_requests = table(
    "pay_desk_requests",
    DeskRequest,
    key=("person_id", "id"),
    unique=[("person_id", "request_id"), ("id",)],
    indexes=[("state", "created_at", "id")],
    checks=["amount_fen > 0", "fee_fen >= 0", "state IN ('waiting', 'approved', 'done', 'refused')"],
)
