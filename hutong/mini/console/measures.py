"""/api/console/mini/{app_id}/measures: how a program does."""

from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.mini import figures, measuring, using
from hutong.mini.console.programs import managed
from hutong.mini.models.measures import Timing
from hutong.wire.product import Call, console

MOST_DAYS = 30


class DaysQuery(msgspec.Struct, frozen=True):
    """How many days, today included."""

    days: int = 7


class VisitDay(msgspec.Struct, frozen=True):
    """A day in UTC+8, such as 2026-11-22: how often the program was opened, by how many, and how many were new."""

    day: str
    opens: int
    people: int
    newcomers: int


class PageMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """A page: how often it was shown, how it was used, and what took how long on it.

    `entered` and `left`: how often a visit began and ended with it.
    """

    page: str
    shown: int
    people: int
    stayed_ms: int
    entered: int
    left: int
    shared: int
    sharers: int
    timings: dict[str, "TimingShape"]


class TimingShape(msgspec.Struct, frozen=True):
    """`middle_ms` is about the middle, rounded up to a power of two."""

    count: int
    middle_ms: int
    mean_ms: int
    longest_ms: int


class ErrorShape(msgspec.Struct, frozen=True, kw_only=True):
    message: str
    stack: str
    page: str
    version: str
    count: int
    first_at: datetime
    last_at: datetime


class ApiShape(msgspec.Struct, frozen=True):
    """What a program calls in vain: "missing" is not there at all, "failed" failed."""

    kind: str
    api: str
    count: int
    last_at: datetime


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """The days together; nobody is counted twice."""

    opens: int
    people: int
    newcomers: int
    shown: int
    stayed_ms: int
    shared: int
    sharers: int


class SourceShape(msgspec.Struct, frozen=True):
    """Where visits came from, by the platform's numbers of sources: 2 is searching, 4 a code, 10 elsewhere."""

    source: int
    opens: int


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    totals: Totals
    sources: list[SourceShape]
    days: list[VisitDay]
    pages: list[PageMeasure]
    errors: list[ErrorShape]
    apis: list[ApiShape]


@console.get("/mini/{app_id}/measures", query=DaysQuery)
def measures(read: Reader, call: Call[None]) -> Measures:
    """How a program did in the last days.

    Request:  ?days=7
    Response: {"totals": {"opens", "people", "newcomers", "shown", "stayed_ms", "shared", "sharers"},
               "sources": [{"source", "opens"}], "days": [{"day", "opens", "people", "newcomers"}],
               "pages": [{"page", "shown", "people", "stayed_ms", "entered", "left", "shared", "sharers",
               "timings": {"setData": {"count", "middle_ms", "mean_ms", "longest_ms"}}}], "errors", "apis"}
    Errors:   NotYours · ProgramNotFound
    """
    app_id = managed(read, call).app_id
    last = apps.day_of(read.now)
    first = last - min(max(call.query.days, 1), MOST_DAYS) + 1
    return Measures(
        totals=_totals(read, app_id, first, last),
        sources=_sources(read, app_id, first, last),
        days=_days(read, app_id, first, last),
        pages=_pages(read, app_id, first, last),
        errors=[
            ErrorShape(
                message=one.message,
                stack=one.stack,
                page=one.page,
                version=one.version,
                count=one.count,
                first_at=one.first_at,
                last_at=one.last_at,
            )
            for one in measuring.errors_of(read, app_id)
        ],
        apis=[ApiShape(one.kind, one.api, one.count, one.last_at) for one in measuring.apis_of(read, app_id)],
    )


def _totals(read: Reader, app_id: str, first: int, last: int) -> Totals:
    visited, shown = figures.visited(read, app_id, figures.Span(first, last))
    used = using.in_all(read, app_id, first, last)
    return Totals(
        opens=visited.opens,
        people=visited.people,
        newcomers=visited.newcomers,
        shown=shown,
        stayed_ms=used.stayed_ms,
        shared=used.shared,
        sharers=used.sharers,
    )


def _sources(read: Reader, app_id: str, first: int, last: int) -> list[SourceShape]:
    """The most frequent first."""
    opens = using.sources_of(read, app_id, first, last)
    return [SourceShape(source, opens[source]) for source in sorted(opens, key=lambda one: (-opens[one], one))]


def _days(read: Reader, app_id: str, first: int, last: int) -> list[VisitDay]:
    visits = measuring.visits_of(read, app_id, first, last)
    found = []
    for day in range(first, last + 1):
        of_day = [visit for visit in visits if visit.day == day]
        opens, newcomers = sum(visit.opens for visit in of_day), sum(visit.is_first for visit in of_day)
        found.append(VisitDay(_spelled(day), opens, len(of_day), newcomers))
    return found


def _pages(read: Reader, app_id: str, first: int, last: int) -> list[PageMeasure]:
    shown: dict[str, int] = {}
    for row in measuring.pages_of(read, app_id, first, last):
        shown[row.page] = shown.get(row.page, 0) + row.shown
    sums: dict[str, dict[str, list[Timing]]] = {}
    for timing in measuring.timings_of(read, app_id, first, last):
        sums.setdefault(timing.page, {}).setdefault(timing.kind, []).append(timing)
    uses = using.pages_of(read, app_id, first, last)
    pages = sorted(shown.keys() | sums.keys() | uses.keys(), key=lambda page: (-shown.get(page, 0), page))
    unused = using.UsedPage("", 0, 0, 0, 0, 0, 0)
    return [
        PageMeasure(
            page=page,
            shown=shown.get(page, 0),
            people=(use := uses.get(page, unused)).people,
            stayed_ms=use.stayed_ms,
            entered=use.entered,
            left=use.left,
            shared=use.shared,
            sharers=use.sharers,
            timings={kind: _sum(rows) for kind, rows in sorted(sums.get(page, {}).items())},
        )
        for page in pages
    ]


def _sum(rows: list[Timing]) -> TimingShape:
    count = sum(row.count for row in rows)
    slots = [sum(places) for places in zip(*(row.slots for row in rows), strict=True)]
    mean = round(sum(row.total_ms for row in rows) / count) if count else 0
    return TimingShape(count, measuring.middle_ms(slots), mean, max(row.longest_ms for row in rows))


def _spelled(day: int) -> str:
    return datetime.fromtimestamp(day * 86_400, apps.BEIJING).strftime("%Y-%m-%d")
