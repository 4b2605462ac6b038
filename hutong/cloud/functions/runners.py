"""Where functions run in this process of ours: how many at once, which processes are kept for a while, and their end.

A process serves one function of one program, as it was deployed and set last; after a run it rests, stopped, for some
seconds, and is ended when it did not end its run by itself, when it has run long enough, or when room is wanted.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import msgspec

from hutong.cloud.errors.functions import TooManyAtOnce
from hutong.cloud.functions import parcels
from hutong.cloud.functions.process import Ended, FunctionProcess, Said
from hutong.cloud.models.functions import Function
from hutong.cloud.models.invocations import BROKE, DONE, FAILED, TIMED_OUT, Line
from hutong.kernel.lane import Lane

MOST_PROCESSES = 12
MOST_OF_A_PROGRAM = 6
MOST_WAITING = 100
WAITING_SECONDS = 20
KEPT_SECONDS = 10
LARGE = "large"
_MOST_RUNS = 200
_MOST_AGE_SECONDS = 300
# With one more run, however long, it stays within what its processor time is limited to.
_MOST_BUSY_SECONDS = 90
_MOST_CALLS_AT_ONCE = 16
_MOST_CALLS_WAITING = 64
_MOST_LINES = 500
_MOST_LOG_LETTERS = 64_000
_SIGNALS = {-6: "out of memory", -5: "out of memory", -4: "out of memory", -9: "killed", -24: "out of processor time"}

Answer = Callable[[str, bytes], Awaitable[Any]]
"""Answers what a run asks: what, and the arguments as JSON."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run to be made."""

    request_id: str
    function: Function
    event: msgspec.Raw
    who: dict[str, str]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a run."""

    state: str
    result: bytes = b"null"
    error: str = ""
    stack: str = ""
    lines: list[Line] = []
    took_ms: int = 0
    is_cold: bool = False
    ends: bool = False
    """Whether the process said that it ends with this."""


class Runners:
    """The processes of functions in this process of ours."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._kept: list[FunctionProcess] = []
        self._busy: set[FunctionProcess] = set()
        self._rooms = asyncio.Semaphore(MOST_PROCESSES)
        self._of_program: dict[str, asyncio.Semaphore] = {}
        self._coming: Counter[str] = Counter()
        lane.bus.listen("reset", lambda _: self._forget())

    async def run(self, wanted: Run, answer: Answer) -> Outcome:
        """Run a function to its end, or to the end of its time.

        Raises: TooManyAtOnce · FunctionsCannotRun
        """
        clock = self._lane.clock
        async with self._room(wanted.function.app_id):
            try:
                process, is_cold = await self._process(wanted.function)
            except Ended as ended:
                return Outcome(state=BROKE, error=_why(ended), is_cold=True)
            self._busy.add(process)
            began_at = clock.monotonic()
            log = _Log(lambda: clock.monotonic() - began_at)
            try:
                outcome = await self._follow(process, wanted, answer, log)
            except BaseException:
                await process.end()
                raise
            finally:
                self._busy.discard(process)
            took_seconds = clock.monotonic() - began_at
            process.busy_seconds += took_seconds
            # What did not answer as agreed may not be what it was.
            if outcome.state in (DONE, FAILED, LARGE) and process.is_alive and not outcome.ends:
                self._keep(process)
            else:
                await process.end()
            return msgspec.structs.replace(
                outcome, lines=log.lines, took_ms=round(1000 * took_seconds), is_cold=is_cold
            )

    async def close(self) -> None:
        """End everything."""
        for process in [*self._kept, *self._busy]:
            await process.end()
        self._kept.clear()

    async def _follow(self, process: FunctionProcess, wanted: Run, answer: Answer, log: "_Log") -> Outcome:
        calls = _Calls(self._lane, process, answer)
        try:
            async with asyncio.timeout(wanted.function.timeout_seconds):
                process.go_on()
                await process.tell(self._told(wanted))
                while True:
                    said = await process.hear()
                    if said.run == wanted.request_id:
                        if (outcome := _outcome(said)) is not None:
                            return outcome
                        if said.t == "log":
                            log.add(said)
                        elif said.t == "call":
                            await calls.begin(said)
        except TimeoutError:
            return Outcome(state=TIMED_OUT)
        except Ended as ended:
            return Outcome(state=BROKE, error=_why(ended))
        finally:
            await calls.end()

    def _told(self, wanted: Run) -> dict[str, Any]:
        function, setting = wanted.function, self._lane.clock.setting
        held: datetime | None = setting.held_at
        return {
            "t": "run",
            "run": wanted.request_id,
            "event": wanted.event,
            "who": wanted.who,
            "seconds": function.timeout_seconds,
            "memory": function.memory_megabytes,
            "name": function.name,
            "at": {
                "later_ms": round(1000 * setting.offset.total_seconds()),
                "held_ms": None if held is None else round(1000 * held.timestamp()),
            }
            if self._lane.clock.is_moved
            else None,
        }

    @asynccontextmanager
    async def _room(self, app_id: str) -> AsyncIterator[None]:
        """Raises: TooManyAtOnce"""
        if self._coming[app_id] >= MOST_WAITING:
            raise TooManyAtOnce(limit=MOST_WAITING)
        self._coming[app_id] += 1
        of_program = self._of_program.setdefault(app_id, asyncio.Semaphore(MOST_OF_A_PROGRAM))
        try:
            try:
                async with asyncio.timeout(WAITING_SECONDS):
                    await of_program.acquire()
                    try:
                        await self._rooms.acquire()
                    except BaseException:
                        of_program.release()
                        raise
            except TimeoutError:
                raise TooManyAtOnce(limit=MOST_OF_A_PROGRAM) from None
            try:
                yield
            finally:
                self._rooms.release()
                of_program.release()
        finally:
            self._coming[app_id] -= 1
            if self._coming[app_id] == 0:
                del self._coming[app_id], self._of_program[app_id]

    async def _process(self, function: Function) -> tuple[FunctionProcess, bool]:
        """One that rests, or a new one. Raises: FunctionsCannotRun · Ended"""
        for process in reversed(self._kept):
            if process.function == function and process.is_alive:
                self._kept.remove(process)
                return process, False
        # Others of ours count as well: what rests makes room for what runs.
        while self._kept and len(self._kept) + len(self._busy) >= MOST_PROCESSES:
            await self._kept.pop(0).end()
        code = await parcels.laid_out(self._lane, function.source)
        return await FunctionProcess.begin(self._lane, function, code), True

    def _keep(self, process: FunctionProcess) -> None:
        now = self._lane.clock.monotonic()
        is_used_up = process.runs >= _MOST_RUNS or process.busy_seconds > _MOST_BUSY_SECONDS
        if is_used_up or now - process.began_at > _MOST_AGE_SECONDS:
            self._lane.start(process.end())
            return
        process.rest(now)
        self._kept.append(process)
        self._lane.start(self._let_go(process, now))

    async def _let_go(self, process: FunctionProcess, rested_at: float) -> None:
        await asyncio.sleep(KEPT_SECONDS)
        if process in self._kept and process.rested_at == rested_at:
            self._kept.remove(process)
            await process.end()

    def _forget(self) -> None:
        kept, self._kept = self._kept, []
        for process in kept:
            self._lane.start(process.end())


class _Calls:
    """What one run asks of us while it lasts."""

    def __init__(self, lane: Lane, process: FunctionProcess, answer: Answer) -> None:
        self._lane = lane
        self._process = process
        self._answer = answer
        self._free = asyncio.Semaphore(_MOST_CALLS_AT_ONCE)
        self._under_way: set[asyncio.Task[None]] = set()

    async def begin(self, said: Said) -> None:
        """Answer beside the run; who asks for more than can wait is not heard until there is room."""
        while len(self._under_way) >= _MOST_CALLS_WAITING:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        task = self._lane.start(self._serve(said))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def end(self) -> None:
        """Whoever asked has gone."""
        under_way = list(self._under_way)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _serve(self, said: Said) -> None:
        async with self._free:
            answered = await self._answer(said.what, bytes(said.asked))
            try:
                await self._process.tell({"t": "answer", "call": said.call, **answered})
            except Ended:
                # Who follows the run hears of it there.
                return


class _Log:
    """What a run prints, bounded."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self.lines: list[Line] = []
        self._seconds = seconds
        self._letters = 0

    def add(self, said: Said) -> None:
        text = said.text.replace("\0", "\ufffd")
        self._letters += len(text)
        if len(self.lines) < _MOST_LINES and self._letters <= _MOST_LOG_LETTERS:
            self.lines.append(Line(round(1000 * self._seconds()), said.level[:10], text))


def _outcome(said: Said) -> Outcome | None:
    if said.t == "done":
        return Outcome(state=DONE, result=bytes(said.result))
    if said.t == "failed":
        return Outcome(state=FAILED, error=said.message[:2000], stack=said.stack[:4000], ends=said.ends)
    return Outcome(state=LARGE) if said.t == LARGE else None


def _why(ended: Ended) -> str:
    if "heap" in ended.said or "memory" in ended.said:
        return "The function ran out of memory."
    reason = _SIGNALS.get(ended.code or 0)
    return f"The function's process ended: {reason}." if reason else "The function's process ended before it answered."
