"""/api/console/apps/{app_id}/activity: an account's last days in numbers."""

import statistics
from datetime import datetime, timedelta, timezone

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.kernel.db import Reader
from hutong.official import arrivals, followers
from hutong.wire import calls
from hutong.wire.product import Call, console

_MOST_DAYS = 90
_FURTHEST_OFFSET_MINUTES = 14 * 60
_LAST_CALLS = 200
_LOOKED_AT = 2_000


class ActivityQuery(msgspec.Struct, frozen=True):
    """How many days, the present one included; days begin at midnight `offset_minutes` east of Greenwich."""

    days: int = 14
    offset_minutes: int = 0


class DayShape(msgspec.Struct, frozen=True):
    """A day: what people wrote, what the account said, and how many came to follow and still do."""

    on: str
    written: int
    answered: int
    came: int


class CallbackTally(msgspec.Struct, frozen=True):
    """The newest posts to the account's server: how many, how many were answered rightly, and in what time."""

    sent: int
    answered: int
    median_ms: float | None


class ActivityShape(msgspec.Struct, frozen=True):
    days: list[DayShape]
    followers: int
    callbacks: CallbackTally


@console.get("/apps/{app_id}/activity", query=ActivityQuery)
async def show(call: Call[None]) -> ActivityShape:
    """The last days of an account.

    Response: {"days": [{"on": "2026-11-21", "written": 3, "answered": 2, "came": 1}], "followers": 12,
               "callbacks": {"sent": 40, "answered": 40, "median_ms": 38.2}}
    Errors:   NotYours
    """
    return await call.lane.db.read_long(_shape, call)


def _shape(read: Reader, call: Call[None]) -> ActivityShape:
    app = apps.require_account(read, call.actor, call.path["app_id"])
    wanted: ActivityQuery = call.query
    days = min(max(wanted.days, 1), _MOST_DAYS)
    first = _midnight(read.now, wanted.offset_minutes) - timedelta(days=days - 1)
    said = chat.said_with_app(read, app.app_id, since=first, days=days)
    came = arrivals.per_day(read, app.app_id, since=first, days=days)
    return ActivityShape(
        days=[
            DayShape((first + timedelta(days=one.day)).date().isoformat(), one.written, one.answered, came[one.day])
            for one in said
        ],
        followers=followers.count(read, app.app_id),
        callbacks=_callbacks(read, app.app_id),
    )


def _midnight(now: datetime, offset_minutes: int) -> datetime:
    bounded = min(max(offset_minutes, -_FURTHEST_OFFSET_MINUTES), _FURTHEST_OFFSET_MINUTES)
    there = now.astimezone(timezone(timedelta(minutes=bounded)))
    return there.replace(hour=0, minute=0, second=0, microsecond=0)


def _callbacks(read: Reader, app_id: str) -> CallbackTally:
    sent = calls.listed(read, calls.Filter(app_id=app_id, direction="out"), _LAST_CALLS, among=_LOOKED_AT)
    answered = [call.milliseconds for call in sent if call.state in ("ok", "warn")]
    return CallbackTally(len(sent), len(answered), round(statistics.median(answered), 1) if answered else None)
