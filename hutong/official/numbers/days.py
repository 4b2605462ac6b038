"""The days that figures are asked for. A day is the number that `apps.day_of` gives it."""

import re
from datetime import UTC, date, datetime, timedelta

import msgspec

from hutong.apps import public as apps
from hutong.official.errors.numbers import DateRangeWrong, DateUnreadable, FiguresNotReady

_SPELLING = re.compile(r"\d{4}-\d{2}-\d{2}")
_EPOCH = date(1970, 1, 1)
_FIRST = (date(2014, 12, 1) - _EPOCH).days
_READY_AT_HOUR = 8


class Days(msgspec.Struct, frozen=True):
    """Some days in a row, both ends included."""

    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    @property
    def since(self) -> datetime:
        """Where they begin."""
        return begin_of(self.first)

    @property
    def until(self) -> datetime:
        """Where they are over."""
        return begin_of(self.last + 1)

    def each(self) -> range:
        """Day by day."""
        return range(self.first, self.last + 1)


def asked(begin: str, end: str, *, at_most: int, now: datetime) -> Days:
    """The days between two dates. Raises: DateUnreadable · DateRangeWrong · FiguresNotReady"""
    days = Days(_read(begin), _read(end))
    today = apps.day_of(now)
    if not _FIRST <= days.first <= days.last < today or days.count > at_most:
        raise DateRangeWrong(begin_date=begin, end_date=end, most_days=at_most)
    if days.last == today - 1 and now.astimezone(apps.BEIJING).hour < _READY_AT_HOUR:
        raise FiguresNotReady(end_date=end)
    return days


def last(count: int, now: datetime) -> Days:
    """The last so many days, today included."""
    today = apps.day_of(now)
    return Days(today - count + 1, today)


def begin_of(day: int) -> datetime:
    """Midnight in China at which a day begins."""
    there = datetime(1970, 1, 1, tzinfo=apps.BEIJING) + timedelta(days=day)
    return there.astimezone(UTC)


def spelled(day: int) -> str:
    """The date as the wire writes it."""
    return (_EPOCH + timedelta(days=day)).isoformat()


def _read(text: str) -> int:
    if not _SPELLING.fullmatch(text):
        raise DateUnreadable(date=text[:32])
    try:
        return (date.fromisoformat(text) - _EPOCH).days
    except ValueError:
        raise DateUnreadable(date=text) from None
