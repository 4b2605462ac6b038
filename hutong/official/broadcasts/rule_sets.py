"""How often an account may broadcast: rules as they are, and as they once were."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from hutong.apps import public as apps

CURRENT = "current"

Per = Literal["day", "month"]

RULE_SETS: dict[str, dict[str, int]] = {
    CURRENT: {"oa.subscription.mass_per_day": 1, "oa.service.mass_per_month": 4},
    # Of the year in which accounts were divided into the two kinds.
    "2013": {"oa.subscription.mass_per_day": 1, "oa.service.mass_per_month": 1},
}
_SETTINGS: dict[str, tuple[Per, str]] = {
    "subscription": ("day", "oa.subscription.mass_per_day"),
    "service": ("month", "oa.service.mass_per_month"),
}


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """So many broadcasts in a day or a month."""

    per: Per
    limit: int
    period: int
    """The day or month that counts now."""
    renews_at: datetime


def share_of(kind: str, rule_set: str, now: datetime) -> Share:
    """What an account of this kind may broadcast by these rules; both change at 00:00 in UTC+8."""
    per, setting = _SETTINGS[kind]
    here = now.astimezone(apps.BEIJING)
    today = here.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = today + timedelta(days=1)
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    is_daily = per == "day"
    return Share(
        per=per,
        limit=RULE_SETS[rule_set][setting],
        period=apps.day_of(now) if is_daily else apps.month_of(now),
        renews_at=(tomorrow if is_daily else next_month).astimezone(now.tzinfo),
    )
