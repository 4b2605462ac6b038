"""The processes of a lab, where there are several: which are alive, and that all go by one lane time.

Each writes down, every second and whenever the clock is said to have moved, that it is there and which setting it goes
by. Whoever moves the clock waits for those that are there. A process alone, or of a live instance, does none of this.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
import structlog

from hutong.kernel import lanetime
from hutong.kernel.clock import Setting
from hutong.kernel.db import Reader, Row, Transaction, param, query, statement, table

if TYPE_CHECKING:
    from hutong.kernel.lane import Lane

log = structlog.get_logger()

_BEAT_SECONDS = 1.0
# A process that has been silent for so long is dead.
_SILENCE = timedelta(seconds=5)
_LOOK_AGAIN_SECONDS = 0.01


class Process(Row, frozen=True):
    """A process, when it last said it was there (wire time), and the setting it went by."""

    id: str
    seen_at: datetime
    offset_ms: int
    held_at: datetime | None


processes = table("kernel_processes", Process, key=("id",))
_alive = query(processes.select().where(processes.c.seen_at > param("since", processes.c.seen_at.type)), Process)
_forget_dead = statement(sa.delete(processes.sa).where(processes.c.seen_at <= param("since", processes.c.seen_at.type)))
_forget = statement(sa.delete(processes.sa).where(processes.c.id == param("id")))


class Pulse:
    """This process among the others."""

    def __init__(self, lane: "Lane") -> None:
        self._lane = lane
        self._me = secrets.token_hex(8)
        self._one_at_a_time = asyncio.Lock()
        self._moved = asyncio.Event()
        self._stop: Callable[[], None] = lane.bus.listen(lanetime.MOVED, lambda _: self._moved.set())

    async def start(self) -> None:
        """Be there. Read through once more after the first word, for moves that did not wait for us."""
        await self._lane.db.run(_forget_the_dead, since=self._lane.clock.wire() - _SILENCE)
        await self.beat()
        await self.beat()
        self._lane.start(self._live())

    async def stop(self) -> None:
        """Be there no more."""
        self._stop()
        await self._lane.db.run(_leave, self._me)

    async def beat(self) -> None:
        """Go by the stored setting, then say so."""
        lane = self._lane
        async with self._one_at_a_time:
            setting = await lane.db.read(lanetime.stored)
            if setting != lane.clock.setting:
                lane.clock.setting = setting
                lane.jobs.nudge()
            row = lanetime.row_of(setting)
            await lane.db.run(_say, Process(self._me, lane.clock.wire(), row.offset_ms, row.held_at))

    async def agree(self) -> None:
        """Return when every process that is alive goes by the stored setting."""
        await self.beat()
        # Another process changes its row without a signal that would surely arrive.
        while await self._lane.db.read(_somebody_lags, since=self._lane.clock.wire() - _SILENCE):  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)

    async def _live(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_BEAT_SECONDS):
                    await self._moved.wait()
            self._moved.clear()
            try:
                await self.beat()
            except Exception:
                log.exception("pulse")


def _say(tx: Transaction, process: Process) -> None:
    _, is_new = tx.get_or_add(process)
    if not is_new:
        tx.update(process, seen_at=process.seen_at, offset_ms=process.offset_ms, held_at=process.held_at)


def _leave(tx: Transaction, me: str) -> None:
    tx.run(_forget, id=me)


def _forget_the_dead(tx: Transaction, *, since: datetime) -> None:
    tx.run(_forget_dead, since=since)


def _somebody_lags(read: Reader, *, since: datetime) -> bool:
    wanted = lanetime.stored(read)
    return any(_setting(process) != wanted for process in read.many(_alive, since=since))


def _setting(process: Process) -> Setting:
    return Setting(timedelta(milliseconds=process.offset_ms), process.held_at)
