"""/api/lab/clock: hold lane time, let it run, move it on."""

from datetime import datetime, timedelta

import msgspec

from hutong.apps import public as apps
from hutong.kernel import lanetime
from hutong.kernel.db import Reader
from hutong.kernel.jobs import DueJob, Stuck
from hutong.kernel.jobs.table import waiting
from hutong.kernel.lane import Lane
from hutong.lab import errors
from hutong.people import public as people
from hutong.wire.product import Call, Nothing, lab

_LONGEST = timedelta(days=3660)


class Due(msgspec.Struct, frozen=True):
    """Work that waits for its time; `account` and `person` name whom it is about, where it is about somebody."""

    at: datetime
    kind: str
    payload: str
    id: str
    account: str | None = None
    person: str | None = None


class _About(msgspec.Struct, frozen=True):
    app_id: str | None = None
    person_id: int | None = None


class ClockView(msgspec.Struct, frozen=True):
    """How lane time stands."""

    now: datetime
    wire_now: datetime
    moved_seconds: float
    frozen: bool
    due: list[Due]


class Advance(msgspec.Struct, frozen=True):
    """How far to move lane time."""

    seconds: float
    timeout_seconds: float = 60


@lab.get("/clock")
async def show(call: Call[None]) -> ClockView:
    """Lane time, how far it is from the system's, and what is due next.

    Response: {"now": "…", "wire_now": "…", "moved_seconds": 0, "frozen": false, "due": [{"at", "kind", …}]}
    """
    return await _view(call.lane)


@lab.post("/clock/advance", body=Advance)
async def advance(call: Call[Advance]) -> ClockView:
    """Move lane time on, running each due job on the way; answers when nothing is due at the target.

    Request:  {"seconds": 86400}
    Errors:   clock_goes_forward · lane_stuck (with what is at it)
    """
    by = call.body.seconds
    if not 0 <= by <= _LONGEST.total_seconds():
        raise errors.ClockGoesForward(seconds=by, most=_LONGEST.total_seconds())
    await _moving(lanetime.advance(call.lane, timedelta(seconds=by), timeout_seconds=call.body.timeout_seconds))
    return await _view(call.lane)


@lab.post("/clock/next", body=Nothing)
async def next_job(call: Call[Nothing]) -> ClockView:
    """Move lane time to the next due job and run it. Errors: lane_stuck"""
    await _moving(lanetime.advance_to_next(call.lane))
    return await _view(call.lane)


@lab.post("/clock/freeze", body=Nothing)
async def freeze(call: Call[Nothing]) -> ClockView:
    """Hold lane time where it is."""
    await lanetime.hold(call.lane)
    return await _view(call.lane)


@lab.post("/clock/run", body=Nothing)
async def run(call: Call[Nothing]) -> ClockView:
    """Let lane time go on."""
    await lanetime.let_run(call.lane)
    return await _view(call.lane)


async def _moving(move: object) -> None:
    try:
        await move  # type: ignore[misc]
    except Stuck as stuck:
        raise errors.NothingSettles(**stuck.facts) from None


async def _view(lane: Lane) -> ClockView:
    due = await lane.db.read(_due)
    now, wire_now = lane.clock.lane(), lane.clock.wire()
    return ClockView(
        now=now,
        wire_now=wire_now,
        moved_seconds=round((now - wire_now).total_seconds(), 3),
        frozen=lane.clock.setting.held_at is not None,
        due=due,
    )


def _due(read: Reader) -> list[Due]:
    return [_named(read, job) for job in waiting(read, limit=50)]


def _named(read: Reader, job: DueJob) -> Due:
    try:
        about = msgspec.json.decode(job.payload, type=_About)
    except msgspec.MsgspecError:
        about = _About()
    app = None if about.app_id is None else apps.get(read, about.app_id)
    person = None if about.person_id is None else people.get(read, about.person_id)
    return Due(
        at=job.due_at,
        kind=job.kind,
        payload=job.payload,
        id=str(job.id),
        account=app.name if app else None,
        person=person.name if person else None,
    )
