"""What happened in a program, for days and spans of days: who came, who came back, what they looked at."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Count, Reader, param, query
from hutong.mini.errors.figures import DateRangeWrong, DateUnreadable, FiguresNotReady
from hutong.mini.models.measures import PageDay, day_visits, page_days

MOST_PAGES = 200
_SPELLING = re.compile(r"\d{8}")
_EPOCH = date(1970, 1, 1)
_READY_AT_HOUR = 8


class Visited(msgspec.Struct, frozen=True):
    """How a program was visited in some days."""

    opens: int
    people: int
    newcomers: int


class Came(msgspec.Struct, frozen=True):
    total: int
    newcomers: int


_span = [
    day_visits.c.app_id == param("app_id"),
    day_visits.c.day >= param("first"),
    day_visits.c.day <= param("last"),
]


def _sum(column: Any) -> sa.ColumnElement[int]:
    # PostgreSQL's sums are numerics.
    return sa.cast(sa.func.coalesce(sa.func.sum(column), 0), sa.BigInteger())


_first_time = sa.case((day_visits.c.is_first == sa.literal(True, day_visits.c.is_first.type), 1), else_=0)
_visited = query(
    sa.select(
        _sum(day_visits.c.opens).label("opens"),
        sa.func.count(sa.distinct(day_visits.c.person_id)).label("people"),
        _sum(_first_time).label("newcomers"),
    ).where(*_span),
    Visited,
)
_shown = query(
    sa.select(_sum(page_days.c.shown).label("total")).where(
        page_days.c.app_id == param("app_id"), page_days.c.day >= param("first"), page_days.c.day <= param("last")
    ),
    Count,
)
_ever = query(
    sa.select(sa.func.count(sa.distinct(day_visits.c.person_id)).label("total")).where(
        day_visits.c.app_id == param("app_id"), day_visits.c.day <= param("last")
    ),
    Count,
)
_then = day_visits.sa.alias("then")
_came_back = query(
    sa.select(
        sa.func.count().label("total"),
        _sum(sa.case((_then.c.is_first == sa.literal(True, _then.c.is_first.type), 1), else_=0)).label("newcomers"),
    )
    .select_from(
        _then.join(
            day_visits.sa, sa.and_(day_visits.c.app_id == _then.c.app_id, day_visits.c.person_id == _then.c.person_id)
        )
    )
    .where(_then.c.app_id == param("app_id"), _then.c.day == param("day"), day_visits.c.day == param("later")),
    Came,
)
_pages = query(
    page_days.select()
    .where(page_days.c.app_id == param("app_id"), page_days.c.day == param("day"))
    .order_by(page_days.c.shown.desc(), page_days.c.page)
    .limit(MOST_PAGES),
    PageDay,
)


class Span(msgspec.Struct, frozen=True):
    """Days in a row, both ends included."""

    first: int
    last: int


def one_day(begin: str, end: str, now: datetime) -> Span:
    """A day that is over. Raises: DateUnreadable · DateRangeWrong · FiguresNotReady"""
    return _over(begin, end, now, lambda first, last: first == last)


def week(begin: str, end: str, now: datetime) -> Span:
    """Monday to Sunday. Raises: as above"""
    return _over(begin, end, now, lambda first, last: first.weekday() == 0 and last - first == timedelta(days=6))


def month(begin: str, end: str, now: datetime) -> Span:
    """A month from its first to its last day. Raises: as above"""

    def is_month(first: date, last: date) -> bool:
        return first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1])

    return _over(begin, end, now, is_month)


def some_days(begin: str, end: str, now: datetime) -> Span:
    """One, seven or thirty days. Raises: as above"""
    return _over(begin, end, now, lambda first, last: (last - first).days in (0, 6, 29))


def spelled(day: int) -> str:
    """A date as the wire writes it."""
    return (_EPOCH + timedelta(days=day)).strftime("%Y%m%d")


def visited(read: Reader, app_id: str, span: Span) -> tuple[Visited, int]:
    """How a program was visited, and how many pages were shown."""
    found = read.one(_visited, app_id=app_id, first=span.first, last=span.last)
    shown = read.one(_shown, app_id=app_id, first=span.first, last=span.last)
    assert found is not None, "a sum is always there"
    assert shown is not None, "a sum is always there"
    # What was opened showed a page, whether or not its messenger said so.
    return found, max(shown.total, found.opens)


def ever(read: Reader, app_id: str, until: int) -> int:
    """How many people had opened it by the end of a day."""
    found = read.one(_ever, app_id=app_id, last=until)
    return found.total if found else 0


def came_back(read: Reader, app_id: str, day: int, days_later: int) -> Came:
    """Of those of a day, and of its newcomers, how many came again that much later."""
    return read.one(_came_back, app_id=app_id, day=day, later=day + days_later) or Came(0, 0)


def pages(read: Reader, app_id: str, day: int) -> list[PageDay]:
    """The pages of a day, the most often shown first."""
    return read.many(_pages, app_id=app_id, day=day)


def _over(begin: str, end: str, now: datetime, fits: Callable[[date, date], bool]) -> Span:
    first, last = _read(begin), _read(end)
    today = now.astimezone(apps.BEIJING)
    if first > last or last >= today.date() or not fits(first, last):
        raise DateRangeWrong(begin_date=begin, end_date=end)
    if last == today.date() - timedelta(days=1) and today.hour < _READY_AT_HOUR:
        raise FiguresNotReady(end_date=end)
    return Span((first - _EPOCH).days, (last - _EPOCH).days)


def _read(text: str) -> date:
    if not _SPELLING.fullmatch(text) or not text.isascii():
        raise DateUnreadable(date=text[:32])
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise DateUnreadable(date=text) from None
