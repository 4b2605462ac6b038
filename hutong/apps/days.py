"""Days and months as quotas count them: by lane time in UTC+8."""

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
_DAY_SECONDS = 86_400
_OFFSET_SECONDS = 8 * 3600


def day_of(now: datetime) -> int:
    """The number of the day; it changes at 00:00 in UTC+8."""
    return int((now.timestamp() + _OFFSET_SECONDS) // _DAY_SECONDS)


def month_of(now: datetime) -> int:
    """The month as a number, such as 202611."""
    there = now.astimezone(BEIJING)
    return there.year * 100 + there.month
