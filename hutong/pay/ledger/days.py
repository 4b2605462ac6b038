"""Months as money counts them: by the calendar of Beijing."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from hutong.pay import times


def month_of(at: datetime) -> str:
    """The month of `at`, such as "2026-11"."""
    return _month_of_hour(at.year, at.month, at.day, at.hour)


@lru_cache(maxsize=64)
def _month_of_hour(year: int, month: int, day: int, hour: int) -> str:
    # Every transfer asks; Beijing's months begin with an hour of ours.
    return times.beijing(datetime(year, month, day, hour, tzinfo=UTC)).strftime("%Y-%m")


def bounds_of_month(month: str) -> tuple[datetime, datetime]:
    """When a month such as "2026-11" begins, and when the next one does. Raises: ValueError"""
    begins = datetime.strptime(month, "%Y-%m").replace(tzinfo=times.BEIJING)
    ends = (begins + timedelta(days=32)).replace(day=1)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def midnight_before(at: datetime) -> datetime:
    """When the day of `at` began."""
    return times.start_of(times.day_of(at))


def midnight_after(at: datetime) -> datetime:
    """When the day after that of `at` begins."""
    return midnight_before(at) + timedelta(days=1)
