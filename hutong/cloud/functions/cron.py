"""Seven fields of cron: second, minute, hour, day, month, day of the week, year; by the clock of Beijing.

A day is one that either of day and day of the week names, where both are given.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

BEIJING = timezone(timedelta(hours=8))
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_PART = re.compile(r"(\*|\w+(?:-\w+)?)(?:/(\d{1,4}))?")
_MOST_LETTERS = 200
_DAYS_AHEAD = 366 * 9


class Cron(NamedTuple):
    """What each field names; None where it names all."""

    seconds: frozenset[int]
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int] | None
    months: frozenset[int]
    weekdays: frozenset[int] | None
    years: frozenset[int]


def parse(text: str) -> Cron:
    """Raises: ValueError with what is wrong"""
    fields = text.split()
    if len(fields) != 7 or len(text) > _MOST_LETTERS:
        raise ValueError("wants seven fields")
    second, minute, hour, day, month, weekday, year = fields
    return Cron(
        seconds=_field(second, 0, 59),
        minutes=_field(minute, 0, 59),
        hours=_field(hour, 0, 23),
        days=None if day == "*" else _field(day, 1, 31),
        months=_field(month, 1, 12, names=_MONTHS, first=1),
        weekdays=None if weekday == "*" else frozenset(one % 7 for one in _field(weekday, 0, 7, names=_WEEKDAYS)),
        years=_field(year, 1970, 2099),
    )


def following(cron: Cron, after: datetime) -> datetime | None:
    """The first moment after this one that is named; None when none comes."""
    moment = (after.astimezone(BEIJING) + timedelta(seconds=1)).replace(microsecond=0)
    for ahead in range(_DAYS_AHEAD):
        day = moment.date() + timedelta(days=ahead)
        if day.year > 2099:
            return None
        if (
            day.year not in cron.years
            or day.month not in cron.months
            or not _is_day(cron, day.day, day.isoweekday() % 7)
        ):
            continue
        begin = (moment.hour, moment.minute, moment.second) if ahead == 0 else (0, 0, 0)
        found = _time(cron, begin)
        if found is not None:
            return datetime(day.year, day.month, day.day, *found, tzinfo=BEIJING).astimezone(UTC)
    return None


def _is_day(cron: Cron, day: int, weekday: int) -> bool:
    if cron.days is None or cron.weekdays is None:
        return (cron.days is None or day in cron.days) and (cron.weekdays is None or weekday in cron.weekdays)
    return day in cron.days or weekday in cron.weekdays


def _time(cron: Cron, begin: tuple[int, int, int]) -> tuple[int, int, int] | None:
    for hour in sorted(one for one in cron.hours if one >= begin[0]):
        least_minute = begin[1] if hour == begin[0] else 0
        for minute in sorted(one for one in cron.minutes if one >= least_minute):
            least_second = begin[2] if (hour, minute) == begin[:2] else 0
            second = min((one for one in cron.seconds if one >= least_second), default=None)
            if second is not None:
                return hour, minute, second
    return None


def _field(text: str, least: int, most: int, *, names: tuple[str, ...] = (), first: int = 0) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        spelled = _PART.fullmatch(part)
        if spelled is None:
            raise ValueError(f"cannot be read: {part[:20]}")
        span, step = spelled[1], int(spelled[2] or 1)
        begin, _, end = (str(least), "-", str(most)) if span == "*" else span.partition("-")
        low = _number(begin, names, first)
        # A beginning with a step goes on to the end of the field.
        high = _number(end, names, first) if end else (most if spelled[2] else low)
        if step == 0 or not least <= low <= high <= most:
            raise ValueError(f"out of range: {part[:20]}")
        found.update(range(low, high + 1, step))
    return frozenset(found)


def _number(text: str, names: tuple[str, ...], first: int) -> int:
    if text.upper() in names:
        return names.index(text.upper()) + first
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise ValueError(f"cannot be read: {text[:20]}")
    return int(text)
