"""What a family card may pay: its rules, and what of the month's allowance is left."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from hutong.kernel.db import Reader, Row, param, query
from hutong.pay import times
from hutong.pay.errors import family_cards as errors
from hutong.pay.models.family_cards import ACTIVE, PAUSED, FamilyCard, FamilyUse, family_uses


class Total(Row, frozen=True):
    total_fen: int


_used = query(
    sa.select(sa.cast(sa.func.coalesce(sa.func.sum(family_uses.c.amount_fen), 0), sa.BigInteger()).label("total_fen"))
    .select_from(family_uses.sa)
    .where(family_uses.c.card_id == param("card_id"), family_uses.c.month == param("month")),
    Total,
)
_uses = query(
    family_uses.select()
    .where(family_uses.c.card_id == param("card_id"), family_uses.c.at < param("before", family_uses.c.at.type))
    .order_by(family_uses.c.at.desc(), family_uses.c.number.desc())
    .limit(param("limit", sa.Integer())),
    FamilyUse,
)


def month_of(at: datetime) -> str:
    """The calendar month in Shanghai."""
    return times.beijing(at).strftime("%Y-%m")


def used_fen(read: Reader, card: FamilyCard) -> int:
    """What the card has paid this month; refunds give nothing back."""
    found = read.one(_used, card_id=card.id, month=month_of(read.now))
    return found.total_fen if found else 0


def left_fen(read: Reader, card: FamilyCard) -> int:
    """What is left of this month's allowance."""
    return max(card.per_month_fen - used_fen(read, card), 0)


def check(read: Reader, card: FamilyCard, *, amount_fen: int, mchid: str | None, category: str | None) -> None:
    """Refuse a payment that breaks a rule of the card, by the reason.

    Raises: FamilyCardStateWrong · FamilyCardPaused · FamilyMerchantsOnly · FamilyOverPayment · FamilyOverMonth ·
        FamilyCategoryBlocked
    """
    if card.state == PAUSED:
        raise errors.FamilyCardPaused()
    if card.state != ACTIVE:
        raise errors.FamilyCardStateWrong(state=card.state)
    if mchid is None:
        raise errors.FamilyMerchantsOnly()
    if category in card.categories_blocked:
        raise errors.FamilyCategoryBlocked(category=category)
    if card.per_payment_fen is not None and amount_fen > card.per_payment_fen:
        raise errors.FamilyOverPayment(limit_fen=card.per_payment_fen)
    left = left_fen(read, card)
    if amount_fen > left:
        raise errors.FamilyOverMonth(left_fen=left)


def uses_of(read: Reader, card: FamilyCard, *, before: datetime | None = None, limit: int = 50) -> list[FamilyUse]:
    """What the card paid, the newest first."""
    before = before or read.now + timedelta(milliseconds=1)
    return read.many(_uses, card_id=card.id, before=before, limit=limit)
