"""Months as money counts them: by the calendar of Beijing."""

from datetime import UTC, datetime, timedelta

from hutong.pay import times


def month_of(at: datetime) -> str:
    """The month of `at`, such as "2026-11"."""
    return times.beijing(at).strftime("%Y-%m")


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
