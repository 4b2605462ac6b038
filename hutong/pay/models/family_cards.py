"""The tables of family cards: who pays for whom, within which bounds, and what was paid."""

from datetime import datetime

from hutong.kernel.db import Row, table

OFFERED, ACTIVE, PAUSED, ENDED, LAPSED = "offered", "active", "paused", "ended", "lapsed"
RELATIONS = ("father", "mother", "child", "other")


class FamilyCard(Row, frozen=True):
    """A card whose holder pays merchants with the giver's money."""

    id: int
    giver_id: int
    holder_id: int
    relation: str
    """What the holder is to the giver: father · mother · child · other."""
    conversation_id: int
    seqs: list[int]
    per_payment_fen: int | None
    per_month_fen: int
    categories_blocked: list[str]
    request_id: str
    state: str
    """offered · active · paused · ended · lapsed"""
    offered_at: datetime
    accept_by: datetime
    accepted_at: datetime | None
    ended_at: datetime | None


class FamilyUse(Row, frozen=True):
    """One payment by a family card; a refund returns to the giver and gives no allowance back."""

    card_id: int
    number: str
    """Of the payment."""
    month: str
    """The calendar month in Shanghai, like "2026-11"."""
    amount_fen: int
    refunded_fen: int
    mchid: str
    category: str
    at: datetime


family_cards = table(
    "pay_family_cards",
    FamilyCard,
    key=("id",),
    unique=[("giver_id", "request_id")],
    indexes=[("giver_id", "state"), ("holder_id", "state")],
    checks=["per_month_fen > 0", "state IN ('offered', 'active', 'paused', 'ended', 'lapsed')"],
)
family_uses = table(
    "pay_family_uses",
    FamilyUse,
    key=("card_id", "number"),
    indexes=[("card_id", "month"), ("card_id", "at")],
    checks=["amount_fen > 0", "refunded_fen >= 0", "refunded_fen <= amount_fen"],
)
