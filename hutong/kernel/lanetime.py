"""Moving lane time (labs): the setting lives in the database and reaches every process before a move returns."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hutong.kernel.clock import Setting
from hutong.kernel.db import Reader, Row, Transaction, query, table
from hutong.kernel.jobs.table import next_due

if TYPE_CHECKING:
    from hutong.kernel.lane import Lane


class ClockRow(Row, frozen=True):
    """The one row that says how lane time stands."""

    id: int
    offset_ms: int
    held_at: datetime | None


clock_rows = table("kernel_clock", ClockRow, key=("id",))
_the_row = query(clock_rows.select(), ClockRow)

MOVED = "clock"
"""Told when the setting changed."""


def stored(read: Reader) -> Setting:
    """The setting every process goes by."""
    row = read.one(_the_row)
    return Setting(timedelta(milliseconds=row.offset_ms), row.held_at) if row else Setting()


def row_of(setting: Setting) -> ClockRow:
    """A setting as it is kept."""
    return ClockRow(id=1, offset_ms=round(setting.offset / timedelta(milliseconds=1)), held_at=setting.held_at)


def _store(tx: Transaction, setting: Setting) -> None:
    wanted = row_of(setting)
    row, _ = tx.get_or_add(wanted)
    tx.update(row, offset_ms=wanted.offset_ms, held_at=wanted.held_at)
    tx.wake(MOVED, None)


async def set_time(lane: "Lane", setting: Setting) -> None:
    """Make this the setting, here and in every other process that is alive."""
    await lane.db.run(_store, setting)
    if lane.pulse is None:
        lane.clock.setting = setting
    else:
        await lane.pulse.agree()


async def hold(lane: "Lane") -> None:
    """Stop lane time where it is."""
    await set_time(lane, Setting(lane.clock.setting.offset, lane.clock.lane()))


async def let_run(lane: "Lane") -> None:
    """Let lane time go on from where it is held."""
    await set_time(lane, Setting(lane.clock.lane() - lane.clock.wire(), None))
    lane.jobs.nudge()


async def advance(lane: "Lane", by: timedelta, *, timeout_seconds: float = 30) -> None:
    """Move lane time on, visiting each due job in order; returns when nothing is due at the target.

    Raises: Stuck when a job on the way does not end; lane time then stands where it is.
    """
    was_held = lane.clock.setting.held_at is not None
    target = lane.clock.lane() + by
    await set_time(lane, Setting(lane.clock.setting.offset, lane.clock.lane()))
    try:
        await lane.jobs.settle(timeout_seconds)
        while (due := await lane.db.read(next_due)) is not None and due <= target:
            await set_time(lane, Setting(lane.clock.setting.offset, max(due, lane.clock.lane())))
            await lane.jobs.settle(timeout_seconds)
        await set_time(lane, Setting(lane.clock.setting.offset, target))
        await lane.jobs.settle(timeout_seconds)
    finally:
        if not was_held:
            await let_run(lane)


async def advance_to_next(lane: "Lane", *, timeout_seconds: float = 30) -> None:
    """Move lane time to the next due job and run it; nothing happens when none waits."""
    due = await lane.db.read(next_due)
    if due is not None:
        await advance(lane, max(due - lane.clock.lane(), timedelta(0)), timeout_seconds=timeout_seconds)
