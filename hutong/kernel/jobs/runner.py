"""Runs due jobs in this process."""

import asyncio
import contextlib
import functools
import secrets
from collections.abc import Callable
from datetime import timedelta
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

_LEASE = timedelta(seconds=60)
# A job mostly waits for somebody else; one server that hangs must not hold up the others.
_AT_ONCE = 512
_TAKEN_AT_ONCE = 64
# Another process may leave work without a word; look for it this often.
_LOOK_SECONDS = 5.0


class Runner:
    """Claims what is due and runs it, up to 512 jobs at once.

    `settle` waits until nothing is due. While `advance` drives the clock, jobs run as lane time reaches them.
    """

    def __init__(self, lane: "Lane") -> None:
        self._lane = lane
        self._me = secrets.token_hex(4)
        self._running: dict[asyncio.Task[None], table.Job] = {}
        self._nudge = asyncio.Event()
        self._changed = asyncio.Event()
        self._main: asyncio.Task[None] | None = None
        self._all = {**kinds, **_reaction_kinds()}

    async def start(self, *, alone: bool) -> None:
        """Begin. `alone`: no other process can be at work on this database, so old leases mean nothing."""
        if alone:
            await self._lane.db.run(table.let_go_of_everything)
        self._main = asyncio.create_task(self._live())

    async def stop(self) -> None:
        """Stop claiming; what runs is cancelled, and its leases let another run take it up."""
        for task in (self._main, *self._running):
            if task is not None:
                task.cancel()
        await asyncio.gather(*(task for task in (self._main, *self._running) if task), return_exceptions=True)

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
        while self._running or (await self._lane.db.read(table.count_due)) > 0:
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
                await self._claim_and_run()
                pause = await self._pause()
            except Exception:
                log.exception("job_runner")
                pause = 1.0
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._nudge.wait()

    async def _claim_and_run(self) -> None:
        while (room := _AT_ONCE - len(self._running)) > 0:
            due = await self._lane.db.read(table.next_unclaimed)
            if (due is None or due > self._lane.clock.lane()) and not await self._someone_died():
                return
            taken = await self._lane.db.run(
                table.claim,
                me=self._me,
                wire_now=self._lane.clock.wire(),
                lease=_LEASE,
                count=min(room, _TAKEN_AT_ONCE),
            )
            if not taken:
                return
            for job in taken:
                task = asyncio.create_task(self._run(job))
                self._running[task] = job
                task.add_done_callback(self._done)

    async def _someone_died(self) -> bool:
        """Whether a due job may hang on the lease of a process that is gone."""
        return await self._lane.db.read(table.count_due) > len(self._running)

    async def _pause(self) -> float:
        if self._lane.clock.setting.held_at is not None:
            return _LOOK_SECONDS
        due = await self._lane.db.read(table.next_unclaimed)
        if due is None or len(self._running) >= _AT_ONCE:
            return _LOOK_SECONDS
        left = (due - self._lane.clock.lane()).total_seconds()
        # Held back behind an earlier one of its serial key: its turn comes with a nudge.
        return min(max(left, 0.0) or 0.25, _LOOK_SECONDS)

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        self.nudge()

    async def _run(self, job: table.Job) -> None:
        kind = self._all.get(job.kind)
        outcome = await self._attempt(kind, job) if kind else _parked(job, f"no such kind of job: {job.kind}")
        await self._lane.db.run(outcome)
        self._changed.set()

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
