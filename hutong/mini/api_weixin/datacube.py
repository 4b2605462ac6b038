"""/datacube/getweanalysisappid*: how a program was used, computed from what really happened, for days that are over.

How long a single visit took and how deep it went is not written down: those two distributions are empty.
"""

from typing import Any

import msgspec

from hutong.kernel.db import Reader
from hutong.mini import figures, using
from hutong.mini.figures import Span
from hutong.mini.models.measures import PageDay
from hutong.mini.using import UsedPage
from hutong.wire.api_weixin import MINI, Call, Text, api

RETENTION_DAYS = (0, 1, 2, 3, 4, 5, 6, 7, 14, 30)
_UNKNOWN = "未知"

Told = dict[str, Any]


class Range(msgspec.Struct):
    """The first and the last day, as YYYYMMDD."""

    begin_date: Text = Text("")
    end_date: Text = Text("")


@api.post("/datacube/getweanalysisappiddailysummarytrend", kinds={MINI}, body=Range)
def getweanalysisappiddailysummarytrend(read: Reader, call: Call[Range]) -> Told:
    """How many people had ever opened the program by the end of a day.

    Request:  {"begin_date": "20261120", "end_date": "20261120"}
    Response: {"list": [{"ref_date": "20261120", "visit_total": 391, "share_pv": 3, "share_uv": 2}]}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Daily summary"
    """
    span = figures.one_day(*_asked(call), read.now)
    total = figures.ever(read, call.app.app_id, span.last)
    used = using.in_all(read, call.app.app_id, span.first, span.last)
    shares = {"share_pv": used.shared, "share_uv": used.sharers}
    return {"list": [{"ref_date": figures.spelled(span.last), "visit_total": total, **shares}]}


@api.post("/datacube/getweanalysisappiddailyvisittrend", kinds={MINI}, body=Range)
def getweanalysisappiddailyvisittrend(read: Reader, call: Call[Range]) -> Told:
    """How a day went.

    Request:  {"begin_date": "20261120", "end_date": "20261120"}
    Response: {"list": [{"ref_date": "20261120", "session_cnt": 142, "visit_pv": 472, "visit_uv": 55,
               "visit_uv_new": 5, "stay_time_uv": 61.2, "stay_time_session": 23.7, "visit_depth": 3.3239}]}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Daily visits"
    """
    span = figures.one_day(*_asked(call), read.now)
    return _trend(read, call, span, figures.spelled(span.first))


@api.post("/datacube/getweanalysisappidweeklyvisittrend", kinds={MINI}, body=Range)
def getweanalysisappidweeklyvisittrend(read: Reader, call: Call[Range]) -> Told:
    """How a week went, Monday to Sunday.

    Request:  {"begin_date": "20261109", "end_date": "20261115"}
    Response: as for a day, with "ref_date": "20261109-20261115"
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Weekly visits"
    """
    span = figures.week(*_asked(call), read.now)
    return _trend(read, call, span, f"{figures.spelled(span.first)}-{figures.spelled(span.last)}")


@api.post("/datacube/getweanalysisappidmonthlyvisittrend", kinds={MINI}, body=Range)
def getweanalysisappidmonthlyvisittrend(read: Reader, call: Call[Range]) -> Told:
    """How a month went.

    Request:  {"begin_date": "20261001", "end_date": "20261031"}
    Response: as for a day, with "ref_date": "202610"
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Monthly visits"
    """
    span = figures.month(*_asked(call), read.now)
    return _trend(read, call, span, figures.spelled(span.first)[:6])


@api.post("/datacube/getweanalysisappidvisitdistribution", kinds={MINI}, body=Range)
def getweanalysisappidvisitdistribution(read: Reader, call: Call[Range]) -> Told:
    """Where the visits of a day came from, by the scenes that the program was opened with.

    Request:  {"begin_date": "20261120", "end_date": "20261120"}
    Response: {"ref_date": "20261120", "list": [{"index": "access_source_session_cnt",
               "item_list": [{"key": 4, "value": 5}]}, {"index": "access_staytime_info", "item_list": []},
               {"index": "access_depth_info", "item_list": []}]}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Distribution of visits"
    """
    span = figures.one_day(*_asked(call), read.now)
    opens = using.sources_of(read, call.app.app_id, span.first, span.last)
    sources = [{"key": source, "value": opens[source]} for source in sorted(opens)]
    items = {"access_source_session_cnt": sources, "access_staytime_info": [], "access_depth_info": []}
    listed = [{"index": name, "item_list": held} for name, held in items.items()]
    return {"ref_date": figures.spelled(span.first), "list": listed}


@api.post("/datacube/getweanalysisappiddailyretaininfo", kinds={MINI}, body=Range)
def getweanalysisappiddailyretaininfo(read: Reader, call: Call[Range]) -> Told:
    """Of those who came on a day, and of its newcomers, how many came again 1 to 7, 14 and 30 days later.

    Request:  {"begin_date": "20261001", "end_date": "20261001"}
    Response: {"ref_date": "20261001", "visit_uv_new": [{"key": 0, "value": 8}, {"key": 1, "value": 2}, …],
               "visit_uv": [{"key": 0, "value": 40}, …]}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Daily retention"
    """
    day = figures.one_day(*_asked(call), read.now).first
    found = {later: figures.came_back(read, call.app.app_id, day, later) for later in RETENTION_DAYS}
    return {
        "ref_date": figures.spelled(day),
        "visit_uv_new": [{"key": later, "value": came.newcomers} for later, came in found.items()],
        "visit_uv": [{"key": later, "value": came.total} for later, came in found.items()],
    }


@api.post("/datacube/getweanalysisappidvisitpage", kinds={MINI}, body=Range)
def getweanalysisappidvisitpage(read: Reader, call: Call[Range]) -> Told:
    """How often the pages of a program were shown on a day, at most 200 of them.

    Request:  {"begin_date": "20261120", "end_date": "20261120"}
    Response: {"ref_date": "20261120", "list": [{"page_path": "pages/index/index", "page_visit_pv": 213,
               "page_visit_uv": 55, "page_staytime_pv": 8.1, "entrypage_pv": 40, "exitpage_pv": 31,
               "page_share_pv": 3, "page_share_uv": 2}]}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Visits of pages"
    """
    day = figures.one_day(*_asked(call), read.now).first
    uses = using.pages_of(read, call.app.app_id, day, day)
    listed = [_page(page, uses.get(page.page)) for page in figures.pages(read, call.app.app_id, day)]
    return {"ref_date": figures.spelled(day), "list": listed}


@api.post("/datacube/getweanalysisappiduserportrait", kinds={MINI}, body=Range)
def getweanalysisappiduserportrait(read: Reader, call: Call[Range]) -> Told:
    """Who came in one, seven or thirty days, and how many for the first time. Nothing more is told of anybody here.

    Request:  {"begin_date": "20261114", "end_date": "20261120"}
    Response: {"ref_date": "20261114-20261120", "visit_uv_new": {"province": [], "city": [],
               "genders": [{"id": 0, "name": "未知", "value": 5}], "platforms": [], "devices": [],
               "ages": [{"id": 0, "name": "未知", "value": 5}]}, "visit_uv": {…}}
    Errors:   DateUnreadable · DateRangeWrong · FiguresNotReady
    Source:   "Portrait of users"
    """
    span = figures.some_days(*_asked(call), read.now)
    found, _ = figures.visited(read, call.app.app_id, span)
    first, last = figures.spelled(span.first), figures.spelled(span.last)
    return {
        "ref_date": first if first == last else f"{first}-{last}",
        "visit_uv_new": _portrait(found.newcomers),
        "visit_uv": _portrait(found.people),
    }


def _asked(call: Call[Range]) -> tuple[str, str]:
    return str(call.body.begin_date), str(call.body.end_date)


def _page(page: PageDay, use: UsedPage | None) -> Told:
    told = use or UsedPage(page.page, 0, 0, 0, 0, 0, 0)
    return {
        "page_path": page.page,
        "page_visit_pv": page.shown,
        "page_visit_uv": told.people,
        "page_staytime_pv": _seconds_each(told.stayed_ms, page.shown),
        "entrypage_pv": told.entered,
        "exitpage_pv": told.left,
        "page_share_pv": told.shared,
        "page_share_uv": told.sharers,
    }


def _seconds_each(ms: int, count: int) -> float:
    return round(ms / 1000 / count, 4) if count else 0.0


def _trend(read: Reader, call: Call[Range], span: Span, name: str) -> Told:
    found, shown = figures.visited(read, call.app.app_id, span)
    stayed_ms = using.in_all(read, call.app.app_id, span.first, span.last).stayed_ms
    told = {
        "ref_date": name,
        "session_cnt": found.opens,
        "visit_pv": shown,
        "visit_uv": found.people,
        "visit_uv_new": found.newcomers,
        "stay_time_uv": _seconds_each(stayed_ms, found.people),
        "stay_time_session": _seconds_each(stayed_ms, found.opens),
        "visit_depth": round(shown / found.opens, 4) if found.opens else 0.0,
    }
    return {"list": [told]}


def _portrait(people: int) -> Told:
    unknown = [{"id": 0, "name": _UNKNOWN, "value": people}] if people else []
    return {"province": [], "city": [], "genders": unknown, "platforms": [], "devices": [], "ages": unknown}
