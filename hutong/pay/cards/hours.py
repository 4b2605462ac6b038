"""The hours of merchants' own coupons: days of the week with times of the day, and single windows."""

from datetime import datetime
from typing import Any

from hutong.pay import times

_DAY_SECONDS = 86_400


def is_open(rule: dict[str, Any], now: datetime) -> bool:
    """Whether a coupon may be redeemed at this time, by its `coupon_available_time`; without hours it always may."""
    week, windows = rule.get("available_week"), rule.get("irregulary_avaliable_time")
    if not week and not windows:
        return True
    return bool(week and _is_of_week(week, now)) or any(_is_in(window, now) for window in windows or ())


def _is_of_week(week: dict[str, Any], now: datetime) -> bool:
    local = times.beijing(now)
    # Sunday is 0 on the wire.
    if week.get("week_day") and local.isoweekday() % 7 not in week["week_day"]:
        return False
    second = local.hour * 3600 + local.minute * 60 + local.second
    hours = week.get("available_day_time") or [{}]
    return any(span.get("begin_time", 0) <= second <= span.get("end_time", _DAY_SECONDS) for span in hours)


def _is_in(window: dict[str, str], now: datetime) -> bool:
    begins, ends = window.get("begin_time"), window.get("end_time")
    is_begun = begins is None or times.from_rfc3339(begins) <= now
    return is_begun and (ends is None or now <= times.from_rfc3339(ends))
