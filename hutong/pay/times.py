"""Lane time as the wire of payments spells it: Beijing's, eight hours ahead of UTC."""

from datetime import UTC, date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
FIRST_YEAR, LAST_YEAR = 1970, 9990


def beijing(at: datetime) -> datetime:
    """The same moment on a clock in Beijing."""
    return at.astimezone(BEIJING)


def rfc3339(at: datetime) -> str:
    """Whole seconds with the zone, like `2018-06-08T10:34:56+08:00`."""
    return beijing(at).replace(microsecond=0).isoformat()


def from_rfc3339(text: str) -> datetime:
    """A moment that a caller spelt with its zone. Raises: ValueError"""
    at = datetime.fromisoformat(text)
    # Years at the ends of the calendar leave no room for a zone, or for a coupon's days.
    if at.tzinfo is None or len(text) < len("2018-06-08T10:34:56Z") or not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError(text)
    return at.astimezone(UTC)


def day_of(at: datetime) -> date:
    """The day it is in Beijing."""
    return beijing(at).date()


def start_of(day: date) -> datetime:
    """The moment a day begins in Beijing, in UTC."""
    return datetime.combine(day, time(), BEIJING).astimezone(UTC)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """A day's first moment and the next day's."""
    return start_of(day), start_of(day + timedelta(days=1))
