"""How programs do, as the messengers of those who use them report it. Nobody is named in it but who opened what."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Literal

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.mini import using
from hutong.mini.errors.launches import MeasuresWrong
from hutong.mini.models.measures import (
    ApiTally,
    DayVisit,
    PageDay,
    ScriptError,
    Timing,
    api_tallies,
    day_visits,
    page_days,
    script_errors,
    timings,
)
from hutong.mini.using import Stay

MOST_AT_ONCE, MOST_TIMES = 100, 1_000
MOST_ERRORS = 500
SLOTS = 16
LONGEST_MS = 600_000
_LONGEST: dict[str, int] = {"page": 200, "api": 80, "kind": 40, "message": 1_000, "stack": 4_000, "version": 64}
_MOST_COUNT = 1_000_000


class ScriptFault(msgspec.Struct, frozen=True):
    """An error in a script, and how often it was thrown."""

    message: str
    stack: str = ""
    page: str = ""
    count: int = 1


class Took(msgspec.Struct, frozen=True):
    """How long something took on a page."""

    page: str
    kind: str
    ms: float


class Report(msgspec.Struct, frozen=True):
    """What a program's messenger saw since it last said."""

    missing: dict[str, int] = {}
    failures: dict[str, int] = {}
    errors: list[ScriptFault] = []
    timings: list[Took] = []
    visits: dict[str, int] = {}
    stays: dict[str, Stay] = {}
    version: str = ""


_errors = query(
    script_errors.select()
    .where(script_errors.c.app_id == param("app_id"))
    .order_by(script_errors.c.last_at.desc(), script_errors.c.digest)
    .limit(param("limit", sa.Integer())),
    ScriptError,
)
_forget_error = statement(
    sa.delete(script_errors.sa).where(
        script_errors.c.app_id == param("of_app"), script_errors.c.digest == param("which")
    )
)
_apis = query(
    api_tallies.select()
    .where(api_tallies.c.app_id == param("app_id"))
    .order_by(api_tallies.c.count.desc(), api_tallies.c.kind, api_tallies.c.api)
    .limit(param("limit", sa.Integer())),
    ApiTally,
)
_timings = query(
    timings.select()
    .where(timings.c.app_id == param("app_id"), timings.c.day >= param("first"), timings.c.day <= param("last"))
    .order_by(timings.c.day, timings.c.page, timings.c.kind)
    .limit(param("limit", sa.Integer())),
    Timing,
)
_pages = query(
    page_days.select()
    .where(page_days.c.app_id == param("app_id"), page_days.c.day >= param("first"), page_days.c.day <= param("last"))
    .order_by(page_days.c.day, page_days.c.page)
    .limit(param("limit", sa.Integer())),
    PageDay,
)
_visits = query(
    day_visits.select()
    .where(
        day_visits.c.app_id == param("app_id"), day_visits.c.day >= param("first"), day_visits.c.day <= param("last")
    )
    .order_by(day_visits.c.day, day_visits.c.person_id)
    .limit(param("limit", sa.Integer())),
    DayVisit,
)
_MOST_ROWS = 5_000


def opened(tx: Transaction, app_id: str, person_id: int, *, is_first: bool, scene: int) -> None:
    """A person opened a program today, from there."""
    using.came_from(tx, app_id, scene)
    fresh = DayVisit(app_id=app_id, day=apps.day_of(tx.now), person_id=person_id, opens=0, is_first=is_first)
    visit, _ = tx.get_or_add(fresh)
    tx.update(visit, opens=visit.opens + 1)


def take(tx: Transaction, app_id: str, person_id: int, report: Report) -> None:
    """Add a report to what is known of a program. Raises: MeasuresWrong"""
    times: dict[tuple[str, str], list[int]] = {}
    for took in report.timings[: MOST_TIMES + 1]:
        times.setdefault((_cut("page", took.page), _cut("kind", took.kind)), []).append(_milliseconds(took.ms))
    sizes = [len(part) for part in (report.missing, report.failures, report.errors, report.visits, report.stays, times)]
    if max(sizes) > MOST_AT_ONCE or len(report.timings) > MOST_TIMES:
        raise MeasuresWrong(most=MOST_AT_ONCE)
    _take_apis(tx, app_id, "missing", report.missing)
    _take_apis(tx, app_id, "failed", report.failures)
    for page, count in report.visits.items():
        _take_page(tx, app_id, page, count)
    for page in {**report.visits, **report.stays}:
        shown, stay = report.visits.get(page, 0), report.stays.get(page, Stay())
        using.used(tx, app_id, person_id, _cut("page", page), shown=shown, stay=stay)
    for (page, kind), found in times.items():
        _take_times(tx, app_id, page, kind, found)
    for fault in report.errors:
        _take_error(tx, app_id, fault, report.version)


def errors_of(read: Reader, app_id: str, *, limit: int = 100) -> list[ScriptError]:
    """The errors in a program's scripts, the latest first."""
    return read.many(_errors, app_id=app_id, limit=limit)


def apis_of(read: Reader, app_id: str, *, limit: int = 200) -> list[ApiTally]:
    """What a program called in vain, the most often first."""
    return read.many(_apis, app_id=app_id, limit=limit)


def timings_of(read: Reader, app_id: str, first: int, last: int) -> list[Timing]:
    """How fast a program's pages were on some days."""
    return read.many(_timings, app_id=app_id, first=first, last=last, limit=_MOST_ROWS)


def pages_of(read: Reader, app_id: str, first: int, last: int) -> list[PageDay]:
    """Which pages were shown on some days."""
    return read.many(_pages, app_id=app_id, first=first, last=last, limit=_MOST_ROWS)


def visits_of(read: Reader, app_id: str, first: int, last: int) -> list[DayVisit]:
    """Who opened a program on some days."""
    return read.many(_visits, app_id=app_id, first=first, last=last, limit=_MOST_ROWS)


def middle_ms(slots: Sequence[int]) -> int:
    """About the middle of what was measured: the end of the slot it lies in."""
    half, seen = sum(slots) / 2, 0
    for place, count in enumerate(slots):
        seen += count
        if seen >= half and seen:
            return int(2**place)
    return 0


def _take_apis(tx: Transaction, app_id: str, kind: Literal["missing", "failed"], told: Mapping[str, int]) -> None:
    known = {(row.kind, row.api) for row in apis_of(tx, app_id, limit=2 * MOST_ERRORS)}
    for api, count in told.items():
        named = _cut("api", api)
        # A program may make names up; what it makes up is counted together.
        if (kind, named) not in known and len(known) >= MOST_ERRORS:
            named = "*"
        fresh = ApiTally(app_id=app_id, kind=kind, api=named, count=0, last_at=tx.now)
        row, _ = tx.get_or_add(fresh)
        tx.update(row, count=row.count + _bounded(count), last_at=tx.now)


def _take_page(tx: Transaction, app_id: str, page: str, count: int) -> None:
    fresh = PageDay(app_id=app_id, day=apps.day_of(tx.now), page=_cut("page", page), shown=0)
    row, _ = tx.get_or_add(fresh)
    tx.update(row, shown=row.shown + _bounded(count))


def _take_times(tx: Transaction, app_id: str, page: str, kind: str, found: list[int]) -> None:
    fresh = Timing(
        app_id=app_id,
        day=apps.day_of(tx.now),
        page=page,
        kind=kind,
        count=0,
        total_ms=0,
        longest_ms=0,
        slots=[0] * SLOTS,
    )
    row, _ = tx.get_or_add(fresh)
    slots = list(row.slots)
    for ms in found:
        slots[min(max(ms - 1, 0).bit_length(), SLOTS - 1)] += 1
    tx.update(
        row,
        count=row.count + len(found),
        total_ms=row.total_ms + sum(found),
        longest_ms=max(row.longest_ms, *found),
        slots=slots,
    )


def _take_error(tx: Transaction, app_id: str, fault: ScriptFault, version: str) -> None:
    message, stack = _cut("message", fault.message), _cut("stack", fault.stack)
    digest = sha256(f"{message}\0{stack}\0{version}".encode()).digest()[:16]
    fresh = ScriptError(
        app_id=app_id,
        digest=digest,
        message=message,
        stack=stack,
        page=_cut("page", fault.page),
        version=_cut("version", version),
        count=0,
        first_at=tx.now,
        last_at=tx.now,
    )
    row, is_new = tx.get_or_add(fresh)
    tx.update(row, count=row.count + _bounded(fault.count), last_at=tx.now)
    if is_new:
        for old in errors_of(tx, app_id, limit=MOST_ERRORS + MOST_AT_ONCE)[MOST_ERRORS:]:
            tx.run(_forget_error, of_app=app_id, which=old.digest)


def _cut(what: str, text: str) -> str:
    return text[: _LONGEST[what]].replace("\0", "\ufffd")


def _milliseconds(ms: float) -> int:
    return round(min(max(ms, 0), LONGEST_MS))


def _bounded(count: int) -> int:
    return min(max(count, 0), _MOST_COUNT)
