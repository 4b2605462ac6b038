"""Reminders: how often somebody may be asked again."""

from datetime import datetime

from hutong.pay.errors import friends as errors
from hutong.pay.friends import limits


def check(now: datetime, *, seqs: list[int], reminded_at: datetime | None) -> None:
    """Refuse to remind too soon or too often. Raises: RemindedAlready"""
    # The first card is no reminder.
    if len(seqs) > limits.REMINDERS:
        raise errors.RemindedAlready(again_at=None)
    if reminded_at is not None and now < reminded_at + limits.REMIND_EVERY:
        raise errors.RemindedAlready(again_at=(reminded_at + limits.REMIND_EVERY).isoformat())
