"""Starting over: everything made since the lane's first start is gone, in a moment."""

import sqlalchemy as sa

from hutong.kernel import lanetime
from hutong.kernel.clock import Setting
from hutong.kernel.db import Transaction, metadata, statement
from hutong.kernel.lane import Lane
from hutong.lab import faults
from hutong.wire import inspector

# What makes the instance this instance, who is at work on it, and keys that take long to draw and say nothing.
_KEPT = frozenset({"kernel_instances", "kernel_processes", "pay_platform_keys"})

RESET_TOPIC = "reset"
"""Told in every process after a reset: whoever keeps a copy of data forgets it."""

_wipes = [statement(sa.delete(table)) for table in reversed(metadata.sorted_tables) if table.name not in _KEPT]


async def reset(lane: Lane) -> None:
    """Forget every person, app, message, job, call and fault; the clock is the system's again."""
    await lane.jobs.abandon()
    inspector.of(lane).forget()
    await lane.db.run(_wipe)
    lane.ids.forget()
    faults.of(lane).clear()
    lane.clock.setting = Setting()
    await lanetime.set_time(lane, Setting())
    lane.bus.spread(RESET_TOPIC, None)


def _wipe(tx: Transaction) -> None:
    for wipe in _wipes:
        tx.run(wipe)
