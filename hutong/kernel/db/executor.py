"""One thread that runs rules, many to a commit.

Waiting rules are grouped into one transaction. A rule that refuses before it has written leaves nothing to undo. One
that refuses afterwards sends its batch back to the start, where each rule gets a savepoint and such a one rolls back
alone; from then on it has its savepoint from the first. When the commit fails, or the database ends the whole
transaction, the batch is run again one by one, so that one bad rule costs its neighbours nothing but time.
"""

import asyncio
import queue
import random
import threading
import time
from collections.abc import Callable
from typing import Any

import structlog

from hutong.kernel.clock import Clock, thread_seconds
from hutong.kernel.db.collecting import collecting_seconds
from hutong.kernel.db.drivers import Connection
from hutong.kernel.db.transaction import Chance, Queue, Transaction

log = structlog.get_logger()

BATCH_LIMIT = 64
_TRIES = 10
_STEP_ASIDE_SECONDS = 0.0005
_SLOW_SECONDS = 0.020
_TOO_SLOW_SECONDS = 0.050

AfterCommit = Callable[[list[Transaction]], None]


class RuleTooSlow(AssertionError):
    """A rule held the writer for longer than any rule may (raised in tests only; elsewhere it is logged)."""


class BatchLostError(Exception):
    """The transaction that carried a batch ended without its commit."""


class TracesLeftError(Exception):
    """A rule refused after it had written, and had no savepoint to go back to."""


class Work:
    """One call of a rule, and where its outcome is awaited."""

    __slots__ = ("args", "error", "future", "kwargs", "result", "rule", "tx")

    def __init__(
        self, rule: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], future: asyncio.Future[Any]
    ):
        self.rule = rule
        self.args = args
        self.kwargs = kwargs
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None
        self.tx: Transaction | None = None

    def hand_out(self) -> None:
        """Give the outcome to whoever awaits it, and keep none of it."""
        if not self.future.cancelled():
            if self.error is None:
                self.future.set_result(self.result)
            else:
                self.future.set_exception(_without_our_frames(self.error))
        # An error holds the frames it passed, and those this work: a ring that only the collector would undo.
        self.result = self.error = None
        del self.future


class Writer:
    """Runs rules in order on a connection of its own."""

    def __init__(
        self,
        connect: Callable[[], Connection],
        clock: Clock,
        ids: Chance,
        jobs: Queue,
        after_commit: AfterCommit,
        *,
        strict: bool,
    ) -> None:
        self._connect = connect
        self._clock = clock
        self._ids = ids
        self._jobs = jobs
        self._after_commit = after_commit
        self._strict = strict
        self._waiting: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._leave_traces: set[Any] = set()
        self._begun = 0.0
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._live, name="hutong-writer", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            raise self._failure

    def submit(self, rule: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> asyncio.Future[Any]:
        """Queue a rule. The future carries its result or what it raised."""
        assert threading.current_thread() is not self._thread, "a rule never waits for another rule"
        future = self._loop.create_future()
        self._waiting.put(Work(rule, args, kwargs, future))
        return future

    def stop(self) -> None:
        """Finish what waits, then end the thread."""
        self._waiting.put(None)
        self._thread.join(timeout=30)

    def _live(self) -> None:
        try:
            self._connection = self._connect()
        except BaseException as error:
            self._failure = error
            return
        finally:
            self._ready.set()
        while batch := self._next_batch():
            self._run_batch(batch)
        self._connection.close()

    def _next_batch(self) -> list[Work]:
        first = self._waiting.get()
        batch = []
        while first is not None:
            batch.append(first)
            if len(batch) == BATCH_LIMIT:
                break
            try:
                first = self._waiting.get_nowait()
            except queue.Empty:
                break
        else:
            # The end was asked for: come back to it after what was taken before.
            if batch:
                self._waiting.put(None)
        return batch

    def _run_batch(self, batch: list[Work]) -> None:
        try:
            self._commit_as_well_as_possible(batch)
        except BatchLostError as lost:
            log.info("batch_lost", size=len(batch), reason=str(lost.__cause__))
            for work in batch:
                self._run_alone(work)
        self._deliver(batch)

    def _commit_as_well_as_possible(self, batch: list[Work]) -> None:
        try:
            self._commit_together(batch, in_savepoints=False)
        except TracesLeftError:
            # Who was alone is refused already, and everything they did is undone.
            if len(batch) > 1:
                self._commit_together(batch, in_savepoints=True)

    def _commit_together(self, batch: list[Work], *, in_savepoints: bool) -> None:
        connection = self._connection
        try:
            connection.begin()
            self._begun = _worked_seconds()
            for work in batch:
                if in_savepoints or _code(work.rule) in self._leave_traces:
                    self._run_in_savepoint(connection, work)
                else:
                    self._run_bare(connection, work)
            connection.commit()
        except (BatchLostError, TracesLeftError):
            self._abandon(connection)
            raise
        except Exception as error:
            self._abandon(connection)
            raise BatchLostError from error

    def _run_bare(self, connection: Connection, work: Work) -> None:
        before = connection.changes()
        try:
            self._call(connection, work)
        except Exception as error:
            self._begun = _worked_seconds()
            work.error = error
            if connection.is_lost() or connection.is_conflict(error):
                raise BatchLostError from error
            if connection.changes() != before or connection.is_driver_error(error):
                self._leave_traces.add(_code(work.rule))
                raise TracesLeftError from error

    def _run_in_savepoint(self, connection: Connection, work: Work) -> None:
        connection.savepoint("rule")
        try:
            self._call(connection, work)
            connection.release("rule")
        except Exception as error:
            if connection.is_lost() or connection.is_conflict(error):
                raise BatchLostError from error
            connection.rollback_to("rule")
            self._begun = _worked_seconds()
            work.error = error

    def _call(self, connection: Connection, work: Work) -> None:
        # Events, jobs, wakes and ids belong to this run of the rule; another run starts without them.
        work.error = None
        work.tx = Transaction(connection, self._clock.lane(), self._ids, self._jobs)
        work.result = work.rule(work.tx, *work.args, **work.kwargs)
        # Each rule begins where the one before it ended: asking twice would cost more than it tells.
        ended = _worked_seconds()
        spent, self._begun = ended - self._begun, ended
        if spent > _SLOW_SECONDS:
            log.warning("slow_rule", rule=_name(work.rule), milliseconds=round(spent * 1000, 1))
            if self._strict and spent > _TOO_SLOW_SECONDS:
                raise RuleTooSlow(f"{_name(work.rule)} took {spent * 1000:.0f} ms of the writer's time")

    def _run_alone(self, work: Work) -> None:
        for tries in range(_TRIES):
            if tries > 0:
                # Processes that meet over the same rows step aside for different times.
                time.sleep(random.uniform(0, _STEP_ASIDE_SECONDS * 2**tries))
            connection = self._connection
            try:
                connection.begin()
                self._begun = _worked_seconds()
                self._call(connection, work)
                connection.commit()
                return
            except Exception as error:
                work.error = error
                self._abandon(connection)
                if not connection.is_conflict(error):
                    return

    def _abandon(self, connection: Connection) -> None:
        try:
            connection.rollback()
        except Exception as error:
            if not connection.is_driver_error(error):
                raise
            log.warning("connection_replaced", reason=str(error))
            self._connection = self._connect()

    def _deliver(self, batch: list[Work]) -> None:
        try:
            self._loop.call_soon_threadsafe(self._hand_out, batch)
        except RuntimeError:
            log.info("outcomes_unclaimed", count=len(batch))

    def _hand_out(self, batch: list[Work]) -> None:
        self._after_commit([work.tx for work in batch if work.error is None and work.tx is not None])
        for work in batch:
            work.hand_out()


def _worked_seconds() -> float:
    return thread_seconds() - collecting_seconds()


def _without_our_frames(error: BaseException) -> BaseException:
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    return error.with_traceback(trace)


def _code(rule: Callable[..., Any]) -> Any:
    """What stays the same from one call of a rule to the next, though it be wrapped anew each time."""
    inner = getattr(rule, "func", rule)
    return getattr(inner, "__code__", type(inner))


def _name(rule: Callable[..., Any]) -> str:
    return f"{getattr(rule, '__module__', '?')}.{getattr(rule, '__qualname__', rule)}"
