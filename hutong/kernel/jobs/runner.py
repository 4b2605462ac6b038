"""Runs due jobs in this process."""

import asyncio
import contextlib
import functools
import random
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import structlog

from hutong.kernel.db import Transaction
from hutong.kernel.events import reactions
from hutong.kernel.jobs import table
from hutong.kernel.jobs.kinds import DEFAULT_SCHEDULE, Kind, Retry, kinds

if TYPE_CHECKING:
    from hutong.kernel.lane import Lane

log = structlog.get_logger()

NEWS = "jobs"
"""Told when work was left behind."""

# A job mostly waits for somebody else; one server that hangs must not hold up the others.
_AT_ONCE = 512
_TAKEN_AT_ONCE = 64
# The word of work left behind may be lost, and a process that died left none; look for it this often.
_LOOK_SECONDS = 5.0
# Leases are extended when a third of them is over, so that one late extension does no harm.
_EXTENSIONS = 3


class Runner:
    """Claims what is due and runs it, up to 512 jobs at once.

    `settle` waits until nothing is due. While `advance` drives the clock, jobs run as lane time reaches them.
    """

    def __init__(self, lane: "Lane") -> None:
        self._lane = lane
        self._me = secrets.token_hex(8)
        self._lease = timedelta(seconds=lane.config.lease_seconds)
        self._extended_at = lane.clock.monotonic()
        self._running: dict[asyncio.Task[None], table.Job] = {}
        self._nudge = asyncio.Event()
        self._changed = asyncio.Event()
        self._main: asyncio.Task[None] | None = None
        self._all = {**kinds, **_reaction_kinds()}

    async def start(self, *, alone: bool) -> None:
        """Begin. `alone`: no other process can be at work on this database, so old leases mean nothing."""
        if alone:
            await self._lane.db.run(table.let_go_of_everything)
        self._lane.bus.listen(NEWS, lambda _: self.nudge())
        self._main = asyncio.create_task(self._live())

    async def stop(self) -> None:
        """Stop claiming; what runs is cancelled and let go of, for another process or the next start to take up."""
        tasks = [task for task in (self._main, *self._running) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._main is not None and await self._lane.db.run(table.let_go, me=self._me) > 0:
            self._lane.bus.spread(NEWS, None)

    async def abandon(self) -> None:
        """Give up what runs now; only for a lab that starts over."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def nudge(self) -> None:
        """Something may be due."""
        self._nudge.set()

    async def settle(self, timeout_seconds: float = 30) -> None:
        """Return when no job is due or running.

        Raises: Stuck with the kinds still at it.
        """
        deadline = self._lane.clock.monotonic() + timeout_seconds
        self.nudge()
        while self._running or await self._is_anything_due():
            left = deadline - self._lane.clock.monotonic()
            if left <= 0:
                busy = [job.kind for job in self._running.values()]
                due = [
                    job.kind for job in await self._lane.db.read(table.waiting) if job.due_at <= self._lane.clock.lane()
                ]
                raise table.Stuck(running=sorted(busy), due=sorted(due), seconds=timeout_seconds)
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, 0.05)):
                    await self._changed.wait()

    async def _live(self) -> None:
        while True:
            self._nudge.clear()
            try:
                await self._extend_leases()
                await self._claim_and_run()
                pause = await self._pause()
            except Exception:
                log.exception("job_runner")
                # Not in step with other processes, which may have had the same trouble.
                pause = random.uniform(0.1, 1.0)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._nudge.wait()

    async def _extend_leases(self) -> None:
        clock = self._lane.clock
        if self._running and clock.monotonic() - self._extended_at >= self._lease.total_seconds() / _EXTENSIONS:
            self._extended_at = clock.monotonic()
            ids = [job.id for job in self._running.values()]
            await self._lane.db.run(table.extend, ids=ids, me=self._me, until=clock.wire() + self._lease)

    async def _claim_and_run(self) -> None:
        clock = self._lane.clock
        while (room := _AT_ONCE - len(self._running)) > 0:
            due = await self._next_due()
            if due is None or due > clock.lane():
                return
            taken = await self._lane.db.run(
                table.claim,
                me=self._me,
                wire_now=clock.wire(),
                lease=self._lease,
                count=min(room, _TAKEN_AT_ONCE),
            )
            if not taken:
                return
            for job in taken:
                task = asyncio.create_task(self._run(job))
                self._running[task] = job
                task.add_done_callback(self._done)

    async def _is_anything_due(self) -> bool:
        return await self._lane.db.read(table.is_anything_due)

    async def _next_due(self) -> datetime | None:
        return await self._lane.db.read(table.next_unclaimed, wire_now=self._lane.clock.wire())

    async def _pause(self) -> float:
        longest = min(_LOOK_SECONDS, self._lease.total_seconds() / _EXTENSIONS)
        if self._lane.clock.setting.held_at is not None or len(self._running) >= _AT_ONCE:
            return longest
        due = await self._next_due()
        if due is None:
            return longest
        left = (due - self._lane.clock.lane()).total_seconds()
        # Held back behind an earlier one of its serial key: its turn comes with a nudge.
        return min(max(left, 0.0) or 0.25, longest)

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        self._changed.set()
        self.nudge()

    async def _run(self, job: table.Job) -> None:
        kind = self._all.get(job.kind)
        outcome = await self._attempt(kind, job) if kind else _parked(job, f"no such kind of job: {job.kind}")
        try:
            await self._lane.db.run(outcome)
        except Exception:
            # Its lease ends, and it runs again.
            log.exception("job_outcome_lost", kind=job.kind)

    async def _attempt(self, kind: Kind, job: table.Job) -> Callable[[Transaction], None]:
        try:
            payload = msgspec.json.decode(job.payload, type=kind.payload)
            async with asyncio.timeout(kind.timeout_seconds):
                await kind.handler(self._lane, payload, job.attempts)
        except Retry as asked:
            return _again(job, asked.after_seconds, None)
        except Exception as error:
            log.exception("job_failed", kind=job.kind, attempt=job.attempts)
            waits = kind.retry.seconds
            said = f"{type(error).__name__}: {error}"
            return _again(job, waits[job.attempts - 1], said) if job.attempts <= len(waits) else _parked(job, said)
        return functools.partial(table.finish, job=job)


def _again(job: table.Job, after_seconds: float, error: str | None) -> Callable[[Transaction], None]:
    return lambda tx: table.put_back(tx, job, due_at=tx.now + timedelta(seconds=after_seconds), error=error)


def _parked(job: table.Job, error: str) -> Callable[[Transaction], None]:
    return functools.partial(table.park, job=job, error=error)


def _reaction_kinds() -> dict[str, Kind]:
    found = {}
    for event, functions in reactions.items():
        for name, function in functions:
            handler = _without_attempt(function)
            found[f"reaction:{name}"] = Kind(f"reaction:{name}", handler, event, DEFAULT_SCHEDULE, 60)
    return found


def _without_attempt(function: Callable[..., Any]) -> Callable[..., Any]:
    async def handler(lane: "Lane", event: Any, attempt: int) -> None:
        await function(lane, event)

    return handler
