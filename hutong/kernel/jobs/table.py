"""The job table and the rules over it."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Count, Query, Reader, Row, Transaction, in_list, param, query, statement, table
from hutong.kernel.errors import HutongError
from hutong.kernel.events import Event, reactions


class Job(Row, frozen=True):
    """One piece of work. `lease_until` and `leased_by` name the process that is at it, in wire time."""

    id: int
    kind: str
    payload: str
    due_at: datetime
    serial_key: str | None
    name: str | None
    state: str
    attempts: int
    lease_until: datetime | None
    leased_by: str | None
    error: str | None


jobs = table(
    "kernel_jobs",
    Job,
    key=("id",),
    unique=[("name",)],
    indexes=[("state", "due_at", "id"), ("serial_key", "due_at", "id")],
)


class DueJob(msgspec.Struct, frozen=True):
    """What waits, for people to look at."""

    id: int
    kind: str
    due_at: datetime
    attempts: int
    payload: str


class Due(msgspec.Struct, frozen=True):
    due_at: datetime | None


class Stuck(HutongError):
    """Work that is due does not end."""


_is_free = sa.or_(jobs.c.lease_until.is_(None), jobs.c.lease_until < param("wire_now", jobs.c.due_at.type))


def _claimable(dialect: str) -> sa.Select[Any]:
    earlier = jobs.sa.alias("earlier")
    # One after another: a job waits while an earlier one with its serial key is due or being done.
    held_back = sa.exists().where(
        earlier.c.serial_key == jobs.c.serial_key,
        earlier.c.state == "waiting",
        earlier.c.due_at <= param("now", jobs.c.due_at.type),
        sa.tuple_(earlier.c.due_at, earlier.c.id) < sa.tuple_(jobs.c.due_at, jobs.c.id),
    )
    chosen = (
        sa.select(jobs.c.id)
        .where(
            jobs.c.state == "waiting",
            jobs.c.due_at <= param("now", jobs.c.due_at.type),
            _is_free,
            sa.or_(jobs.c.serial_key.is_(None), ~held_back),
        )
        .order_by(jobs.c.due_at, jobs.c.id)
        .limit(param("count", sa.Integer()))
    )
    return chosen.with_for_update(skip_locked=True) if dialect == "postgresql" else chosen


def _claim_statement(dialect: str) -> Any:
    values = {
        "lease_until": param("until", jobs.c.lease_until.type),
        "leased_by": param("me"),
        "attempts": jobs.c.attempts + 1,
    }
    chosen = _claimable(dialect).scalar_subquery()
    return sa.update(jobs.sa).where(jobs.c.id.in_(chosen)).values(values).returning(jobs.sa)


_claim = Query(_claim_statement, Job, list(jobs.c))
_of_event_key = ("name",)
# Whoever lost its lease, and perhaps its turn, has no more say in what becomes of the job.
_still_mine = sa.and_(
    jobs.c.id == param("of_id"), jobs.c.leased_by == param("me"), jobs.c.attempts == param("attempt", sa.Integer())
)
_finish = statement(sa.delete(jobs.sa).where(_still_mine))
_put_down = statement(
    sa.update(jobs.sa)
    .where(_still_mine)
    .values(
        state=param("new_state"),
        due_at=param("new_due", jobs.c.due_at.type),
        error=param("new_error"),
        lease_until=None,
        leased_by=None,
    )
)
_forget_named = statement(sa.delete(jobs.sa).where(jobs.c.name == param("name")))
_let_go = statement(sa.update(jobs.sa).where(jobs.c.lease_until.is_not(None)).values(lease_until=None, leased_by=None))
_let_go_of_mine = statement(
    sa.update(jobs.sa).where(jobs.c.leased_by == param("me")).values(lease_until=None, leased_by=None)
)
_extend = statement(
    sa.update(jobs.sa)
    .where(in_list(jobs.c.id, "ids"), jobs.c.leased_by == param("me"))
    .values(lease_until=param("until", jobs.c.lease_until.type))
)
_next_due = query(sa.select(sa.func.min(jobs.c.due_at).label("due_at")).where(jobs.c.state == "waiting"), Due)
_next_free_due = query(
    sa.select(sa.func.min(jobs.c.due_at).label("due_at")).where(jobs.c.state == "waiting", _is_free),
    Due,
)
_due_count = query(
    sa.select(sa.func.count().label("total")).where(
        jobs.c.state == "waiting", jobs.c.due_at <= param("now", jobs.c.due_at.type)
    ),
    Count,
)
_waiting = query(
    sa.select(jobs.c.id, jobs.c.kind, jobs.c.due_at, jobs.c.attempts, jobs.c.payload)
    .where(jobs.c.state == "waiting")
    .order_by(jobs.c.due_at, jobs.c.id)
    .limit(param("limit", sa.Integer())),
    DueJob,
)


class JobQueue:
    """How rules leave work behind: rows of their own transaction."""

    def publish(self, tx: Transaction, event: msgspec.Struct) -> None:
        """Write one job for each reaction to `event`; no reaction, no row."""
        assert isinstance(event, Event), f"{event!r} is not an event"
        for name, _ in reactions.get(type(event), ()):
            self.add(tx, f"reaction:{name}", event)

    def add(
        self,
        tx: Transaction,
        kind: str,
        payload: Any,
        *,
        due_at: datetime | None = None,
        serial_key: str | None = None,
        name: str | None = None,
    ) -> None:
        """Write a job. With a `name` that is taken, the one there stays."""
        due_at = due_at or tx.now
        job = Job(
            id=tx.new_id("job"),
            kind=kind,
            payload=msgspec.json.encode(payload).decode(),
            due_at=due_at,
            serial_key=serial_key,
            name=name,
            state="waiting",
            attempts=0,
            lease_until=None,
            leased_by=None,
            error=None,
        )
        if name is None:
            tx.insert(job)
        else:
            tx.get_or_add(job, by=_of_event_key)
        if tx.earliest_job is None or due_at < tx.earliest_job:
            tx.earliest_job = due_at

    def cancel(self, tx: Transaction, name: str) -> None:
        """Forget the job of this name."""
        tx.run(_forget_named, name=name)


def claim(tx: Transaction, *, me: str, wire_now: datetime, lease: timedelta, count: int) -> list[Job]:
    """Take up to `count` due jobs for the process `me`, in the order they are due."""
    taken = tx.many(_claim, now=tx.now, wire_now=wire_now, until=wire_now + lease, me=me, count=count)
    return sorted(taken, key=lambda job: (job.due_at, job.id))


def finish(tx: Transaction, job: Job) -> None:
    """The work is done."""
    tx.run(_finish, of_id=job.id, me=job.leased_by, attempt=job.attempts)


def put_back(tx: Transaction, job: Job, *, due_at: datetime, error: str | None) -> None:
    """Run it again at lane time `due_at`."""
    _put(tx, job, state="waiting", due_at=due_at, error=error)
    tx.earliest_job = due_at


def park(tx: Transaction, job: Job, *, error: str) -> None:
    """Give up; an operator sees it."""
    _put(tx, job, state="failed", due_at=job.due_at, error=error)


def _put(tx: Transaction, job: Job, *, state: str, due_at: datetime, error: str | None) -> None:
    mine = {"of_id": job.id, "me": job.leased_by, "attempt": job.attempts}
    tx.run(_put_down, **mine, new_state=state, new_due=due_at, new_error=error)


def extend(tx: Transaction, *, ids: list[int], me: str, until: datetime) -> None:
    """Keep the leases of work that takes its time."""
    tx.run(_extend, ids=ids, me=me, until=until)


def let_go(tx: Transaction, *, me: str) -> int:
    """Drop the leases of a process that stops. Answers how many it had."""
    return tx.run(_let_go_of_mine, me=me)


def let_go_of_everything(tx: Transaction) -> None:
    """Drop all leases: only when no other process can hold one."""
    tx.run(_let_go)


def next_due(read: Reader) -> datetime | None:
    """When the earliest waiting job is due."""
    earliest = read.one(_next_due)
    return earliest.due_at if earliest else None


def next_unclaimed(read: Reader, *, wire_now: datetime) -> datetime | None:
    """When the earliest job that nobody is at, or nobody alive, is due."""
    earliest = read.one(_next_free_due, wire_now=wire_now)
    return earliest.due_at if earliest else None


def is_anything_due(read: Reader) -> bool:
    """Whether a waiting job is due, those being done included.

    The rows are looked at before the clock is: a job that ended a moment ago may have left another, due at that moment,
    and a time from before it would call that one early.
    """
    earliest = next_due(read)
    return earliest is not None and earliest <= read.now


def count_due(read: Reader) -> int:
    """How many waiting jobs are due now, those being done included."""
    counted = read.one(_due_count, now=read.now)
    return counted.total if counted else 0


def waiting(read: Reader, *, limit: int = 100) -> list[DueJob]:
    """What waits, earliest first."""
    return read.many(_waiting, limit=limit)
