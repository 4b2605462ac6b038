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
_OTHER_SOURCE = 10
# From which scenes one comes, by the numbers of sources; what is not here is 10, elsewhere.
_SOURCES = {
    1: (1001, 1002, 1004),
    2: (1005, 1006, 1027, 1042, 1053, 1106, 1108, 1132),
    3: (1007, 1008, 1044, 1093, 1094, 1096),
    4: (1011, 1025, 1047, 1105, 1124, 1150),
    5: (1020,),
    6: (1022,),
    7: (1023, 1113, 1114, 1117),
    8: (1024, 1135),
    9: (1026, 1033, 1068),
    11: (1014, 1043, 1107, 1162),
    12: (1021,),
    13: (1035, 1102, 1130),
    14: (1036,),
    15: (1034, 1060, 1072, 1097, 1109, 1137, 1149),
    16: (1012, 1048, 1050, 1125),
    17: (1013, 1049, 1126),
    18: (1058, 1091),
    19: (1019, 1057, 1061, 1066, 1070, 1071),
    20: (1028, 1128, 1148),
    21: (1029, 1062),
    22: (1037,),
    23: (1038,),
}
_SOURCE_OF = {scene: source for source, scenes in _SOURCES.items() for scene in scenes}


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
    """A page in some days."""

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


class OpenedFrom(Row, frozen=True):
    """How often a program was opened from a scene."""

    scene: int
    opens: int


def _some_days(of: Any) -> list[sa.ColumnElement[bool]]:
    return [of.c.app_id == param("app_id"), of.c.day >= param("first"), of.c.day <= param("last")]


_sharer = sa.case((page_uses.c.shared > 0, page_uses.c.person_id))
_used = query(
    sa.select(
        _sum(page_uses.c.stayed_ms).label("stayed_ms"),
        _sum(page_uses.c.shared).label("shared"),
        sa.func.count(sa.distinct(_sharer)).label("sharers"),
    ).where(*_some_days(page_uses)),
    Used,
)
_pages = query(
    sa.select(
        page_uses.c.page.label("page"),
        sa.func.count(sa.distinct(page_uses.c.person_id)).label("people"),
        _sum(page_uses.c.stayed_ms).label("stayed_ms"),
        _sum(page_uses.c.entered).label("entered"),
        _sum(page_uses.c.left).label("left"),
        _sum(page_uses.c.shared).label("shared"),
        sa.func.count(sa.distinct(_sharer)).label("sharers"),
    )
    .where(*_some_days(page_uses))
    .group_by(page_uses.c.page),
    UsedPage,
)
_sources = query(
    sa.select(day_sources.c.scene.label("scene"), _sum(day_sources.c.opens).label("opens"))
    .where(*_some_days(day_sources))
    .group_by(day_sources.c.scene),
    OpenedFrom,
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


def pages_of(read: Reader, app_id: str, first: int, last: int) -> dict[str, UsedPage]:
    """How the pages of a program were used in some days."""
    return {page.page: page for page in read.many(_pages, app_id=app_id, first=first, last=last)}


def sources_of(read: Reader, app_id: str, first: int, last: int) -> dict[int, int]:
    """How often a program was opened from each source in some days, by the numbers of sources."""
    opens: dict[int, int] = {}
    for row in read.many(_sources, app_id=app_id, first=first, last=last):
        source = _SOURCE_OF.get(row.scene, _OTHER_SOURCE)
        opens[source] = opens.get(source, 0) + row.opens
    return opens


def _within(count: int) -> int:
    return min(max(count, 0), _MOST_COUNT)
