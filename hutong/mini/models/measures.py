"""How programs do: opened by whom on a day, how fast their pages are, what fails in them."""

from datetime import datetime

from hutong.kernel.db import Row, table


class DayVisit(Row, frozen=True):
    """How often a person opened a program on a day (counted in UTC+8)."""

    app_id: str
    day: int
    person_id: int
    opens: int
    is_first: bool
    """Whether they had never opened it before."""


class PageDay(Row, frozen=True):
    """How often a page was shown on a day."""

    app_id: str
    day: int
    page: str
    shown: int


class PageUse(Row, frozen=True):
    """What a person did with a page on a day: how often it was shown and for how long in all, how often their visit
    began or ended with it, and how often they sent it on."""

    app_id: str
    day: int
    page: str
    person_id: int
    shown: int
    stayed_ms: int
    entered: int
    left: int
    shared: int


class DaySource(Row, frozen=True):
    """How often a program was opened from somewhere on a day; `scene` says where from, by the platform's numbers."""

    app_id: str
    day: int
    scene: int
    opens: int


class Timing(Row, frozen=True):
    """How long something took on a page on a day, such as "start" or "setData". `slots` counts by powers of two."""

    app_id: str
    day: int
    page: str
    kind: str
    count: int
    total_ms: int
    longest_ms: int
    slots: list[int]


class ScriptError(Row, frozen=True):
    """An error in a program's scripts; `digest` is of its message, its stack and its version."""

    app_id: str
    digest: bytes
    message: str
    stack: str
    page: str
    version: str
    count: int
    first_at: datetime
    last_at: datetime


class ApiTally(Row, frozen=True):
    """How often a program called something that is not there ("missing"), or that failed ("failed")."""

    app_id: str
    kind: str
    api: str
    count: int
    last_at: datetime


day_visits = table("mini_day_visits", DayVisit, key=("app_id", "day", "person_id"))
page_days = table("mini_page_days", PageDay, key=("app_id", "day", "page"))
page_uses = table("mini_page_uses", PageUse, key=("app_id", "day", "page", "person_id"))
day_sources = table("mini_day_sources", DaySource, key=("app_id", "day", "scene"))
timings = table("mini_timings", Timing, key=("app_id", "day", "page", "kind"))
script_errors = table("mini_script_errors", ScriptError, key=("app_id", "digest"), indexes=[("app_id", "last_at")])
api_tallies = table("mini_api_tallies", ApiTally, key=("app_id", "kind", "api"))
