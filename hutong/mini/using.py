"""How people use a program: where they come from, how long they stay, where they leave, what they send on."""

from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Row, Transaction, param, query
from hutong.mini.models.measures import DaySource, PageUse, day_sources, page_uses

DAY_MS = 24 * 3600 * 1000
"""No page is looked at longer than that between two reports."""
LEAST_SCENE, MOST_SCENE = 1000, 9999
_MOST_COUNT = 10_000


class Stay(msgspec.Struct, frozen=True):
    """What became of a page since the last report."""

    ms: int = 0
    entered: int = 0
    left: int = 0
    shared: int = 0


class Used(msgspec.Struct, frozen=True):
    """All pages together."""

    stayed_ms: int
    shared: int
    sharers: int


class UsedPage(Row, frozen=True):
    """A page on a day."""

    page: str
    people: int
    stayed_ms: int
    entered: int
    left: int
    shared: int
    sharers: int


def _sum(column: Any) -> sa.ColumnElement[int]:
    # PostgreSQL's sums are numerics.
    return sa.cast(sa.func.coalesce(sa.func.sum(column), 0), sa.BigInteger())


_sharer = sa.case((page_uses.c.shared > 0, page_uses.c.person_id))
_used = query(
    sa.select(
        _sum(page_uses.c.stayed_ms).label("stayed_ms"),
        _sum(page_uses.c.shared).label("shared"),
        sa.func.count(sa.distinct(_sharer)).label("sharers"),
    ).where(page_uses.c.app_id == param("app_id"), page_uses.c.day >= param("first"), page_uses.c.day <= param("last")),
    Used,
)
_pages = query(
    sa.select(
        page_uses.c.page.label("page"),
        sa.func.count().label("people"),
        _sum(page_uses.c.stayed_ms).label("stayed_ms"),
        _sum(page_uses.c.entered).label("entered"),
        _sum(page_uses.c.left).label("left"),
        _sum(page_uses.c.shared).label("shared"),
        sa.func.count(_sharer).label("sharers"),
    )
    .where(page_uses.c.app_id == param("app_id"), page_uses.c.day == param("day"))
    .group_by(page_uses.c.page),
    UsedPage,
)
_sources = query(
    day_sources.select().where(day_sources.c.app_id == param("app_id"), day_sources.c.day == param("day")), DaySource
)


def came_from(tx: Transaction, app_id: str, scene: int) -> None:
    """Somebody opened the program from there."""
    known = scene if LEAST_SCENE <= scene <= MOST_SCENE else LEAST_SCENE
    fresh = DaySource(app_id=app_id, day=apps.day_of(tx.now), scene=known, opens=0)
    row, _ = tx.get_or_add(fresh)
    tx.update(row, opens=row.opens + 1)


def used(tx: Transaction, app_id: str, person_id: int, page: str, *, shown: int, stay: Stay) -> None:
    """A person used a page."""
    fresh = PageUse(
        app_id=app_id,
        day=apps.day_of(tx.now),
        page=page,
        person_id=person_id,
        shown=0,
        stayed_ms=0,
        entered=0,
        left=0,
        shared=0,
    )
    row, _ = tx.get_or_add(fresh)
    tx.update(
        row,
        shown=row.shown + _within(shown),
        stayed_ms=row.stayed_ms + min(max(stay.ms, 0), DAY_MS),
        entered=row.entered + _within(stay.entered),
        left=row.left + _within(stay.left),
        shared=row.shared + _within(stay.shared),
    )


def in_all(read: Reader, app_id: str, first: int, last: int) -> Used:
    """How a program was used in some days."""
    found = read.one(_used, app_id=app_id, first=first, last=last)
    assert found is not None, "a sum is always there"
    return found


def pages_of(read: Reader, app_id: str, day: int) -> dict[str, UsedPage]:
    """How the pages of a program were used on a day."""
    return {page.page: page for page in read.many(_pages, app_id=app_id, day=day)}


def sources_of(read: Reader, app_id: str, day: int) -> dict[int, int]:
    """How often a program was opened from each scene on a day."""
    return {row.scene: row.opens for row in read.many(_sources, app_id=app_id, day=day)}


def _within(count: int) -> int:
    return min(max(count, 0), _MOST_COUNT)
