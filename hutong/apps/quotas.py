"""Counting calls a day. Counts live in memory and are written down together, at most a second later.

A process that is killed forgets the calls of its last second; nothing else depends on them.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
import structlog

from hutong.apps import errors
from hutong.apps.days import day_of, month_of
from hutong.apps.models import QuotaClears, QuotaCount, quota_clears, quota_counts
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.kernel.lane import Lane

log = structlog.get_logger()

CLEARED = "apps.quota_cleared"
"""Woken with {"app_id", "path"} when counts start again; without a path, all of the app's do."""

CLEARS_A_MONTH = 10
_FLUSH_SECONDS = 1.0

DAILY: dict[str, int] = {
    "token.get": 2_000,
    "token.stable": 500_000,
    "menu.create": 1_000,
    "menu.get": 10_000,
    "menu.delete": 1_000,
    "menu.add_conditional": 2_000,
    "menu.delete_conditional": 2_000,
    "menu.try_match": 20_000,
    "template.send": 100_000,
    "ticket.get": 1_000_000,
    "group.create": 1_000,
    "group.list": 1_000,
    "group.update": 1_000,
    "group.move_user": 100_000,
    "media.upload": 100_000,
    "media.get": 200_000,
    "message.custom_send": 500_000,
    "mass": 100,
    "mass.upload_news": 10,
    "mass.delete": 10,
    "qrcode.create": 100_000,
    "user.list": 500,
    "user.info": 5_000_000,
    "user.remark": 10_000,
    "draft.add": 1_000,
    "draft.get": 500,
    "draft.delete": 1_000,
    "draft.update": 1_000,
    "draft.count": 1_000,
    "draft.list": 1_000,
    "publish.submit": 100,
    "publish.status": 100,
    "publish.delete": 10,
    "publish.get_article": 100,
    "publish.list": 100,
    "security.text": 2_000_000,
    "security.media": 200_000,
    "security.image": 200_000,
}
"""What a new account may call a day."""

_of_app = query(
    sa.select(quota_counts.sa)
    .where(quota_counts.c.app_id == param("app_id"), quota_counts.c.day == param("day"))
    .order_by(quota_counts.c.path),
    QuotaCount,
)
_add = query(
    sa.update(quota_counts.sa)
    .where(
        quota_counts.c.app_id == param("of_app"),
        quota_counts.c.day == param("on_day"),
        quota_counts.c.path == param("of_path"),
    )
    .values(used=quota_counts.c.used + param("more"))
    .returning(quota_counts.sa),
    QuotaCount,
)
_clear = statement(
    sa.delete(quota_counts.sa).where(quota_counts.c.app_id == param("of_app"), quota_counts.c.day == param("on_day"))
)
_clear_path = statement(
    sa.delete(quota_counts.sa).where(
        quota_counts.c.app_id == param("of_app"),
        quota_counts.c.day == param("on_day"),
        quota_counts.c.path == param("of_path"),
    )
)
_forget_before = statement(sa.delete(quota_counts.sa).where(quota_counts.c.day < param("first_day")))


def limit_of(daily: str | int) -> int:
    """The calls a day behind an endpoint's `daily`."""
    return DAILY[daily] if isinstance(daily, str) else daily


def used_today(read: Reader, app_id: str) -> dict[str, int]:
    """The calls of today by path, as far as they are written down."""
    return {count.path: count.used for count in read.many(_of_app, app_id=app_id, day=day_of(read.now))}


def clears_left(read: Reader, app_id: str) -> int:
    """How often the counts may still be cleared this month."""
    row = read.one(quota_clears.by_key, app_id=app_id, month=month_of(read.now))
    return CLEARS_A_MONTH - (row.count if row else 0)


def clear(tx: Transaction, app_id: str, path: str | None = None) -> None:
    """Start an app's counts again, of one path or of all. Raises: QuotaClearsUsedUp"""
    month = month_of(tx.now)
    row, _ = tx.get_or_add(QuotaClears(app_id=app_id, month=month, count=0))
    if row.count >= CLEARS_A_MONTH:
        raise errors.QuotaClearsUsedUp(limit=CLEARS_A_MONTH)
    tx.update(row, count=row.count + 1)
    if path is None:
        tx.run(_clear, of_app=app_id, on_day=day_of(tx.now))
    else:
        tx.run(_clear_path, of_app=app_id, on_day=day_of(tx.now), of_path=path)
    tx.wake(CLEARED, {"app_id": app_id, "path": path})


class QuotaBook:
    """The counts of one lane in this process."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._day = 0
        self._used: dict[tuple[str, str], int] = {}
        self._read_apps: set[str] = set()
        self._pending: Counter[tuple[str, str]] = Counter()
        self._flushing: asyncio.Task[Any] | None = None
        self._one_writer = asyncio.Lock()
        # Grows whenever counts start again, so that a flush under way brings no old total back.
        self._beginnings = 0
        self._stops: list[Callable[[], None]] = [
            lane.bus.listen(CLEARED, self._cleared),
            lane.bus.listen("reset", self._reset),
        ]

    async def spend(self, app_id: str, path: str, limit: int, *, enforce: bool) -> bool:
        """Count a call. Answers whether it is within the limit; one that is refused is not counted.

        Raises: QuotaUsedUp when `enforce`
        """
        day = day_of(self._lane.clock.lane())
        if day != self._day:
            await self._begin(day)
        if app_id not in self._read_apps:
            await self._read(app_id)
        key = (app_id, path)
        used = self._used.get(key, 0)
        if used >= limit and enforce:
            raise errors.QuotaUsedUp(path=path, limit=limit)
        self._used[key] = used + 1
        self._pending[key] += 1
        if self._flushing is None or self._flushing.done():
            self._flushing = self._lane.start(self._flush_soon())
        return used < limit

    async def flush(self) -> None:
        """Write down what was counted; what another is writing is written too when this returns."""
        async with self._one_writer:
            if self._pending:
                await self._write_pending()

    async def close(self) -> None:
        """Write what is left and hear no more notices."""
        for stop in self._stops:
            stop()
        await self.flush()
        if self._flushing is not None:
            self._flushing.cancel()

    async def _write_pending(self) -> None:
        taken, self._pending = self._pending, Counter()
        beginnings = self._beginnings
        try:
            totals = await self._lane.db.run(_write, self._day, taken)
        except BaseException:
            if beginnings == self._beginnings:
                self._pending.update(taken)
            raise
        if beginnings == self._beginnings:
            # Other processes count too; theirs are in the total.
            for key, total in totals.items():
                self._used[key] = total + self._pending[key]

    async def _flush_soon(self) -> None:
        await asyncio.sleep(_FLUSH_SECONDS)
        try:
            await self.flush()
        except Exception:
            log.exception("quota_counts_not_written")

    async def _begin(self, day: int) -> None:
        await self.flush()
        if day != self._day:
            self._day = day
            self._reset(None)
            await self._lane.db.run(_forget_days, before=day)

    async def _read(self, app_id: str) -> None:
        beginnings = self._beginnings
        written = await self._lane.db.read(used_today, app_id)
        if beginnings == self._beginnings and app_id not in self._read_apps:
            self._read_apps.add(app_id)
            for path, used in written.items():
                self._used[app_id, path] = used

    def _reset(self, _: None) -> None:
        self._beginnings += 1
        self._used.clear()
        self._read_apps.clear()
        self._pending.clear()

    def _cleared(self, cleared: dict[str, str | None]) -> None:
        self._beginnings += 1
        for key in [key for key in self._used if key[0] == cleared["app_id"] and cleared["path"] in (None, key[1])]:
            del self._used[key]
            del self._pending[key]


def _forget_days(tx: Transaction, *, before: int) -> None:
    tx.run(_forget_before, first_day=before)


def _write(tx: Transaction, day: int, counted: Counter[tuple[str, str]]) -> dict[tuple[str, str], int]:
    totals = {}
    for (app_id, path), more in counted.items():
        _, is_new = tx.get_or_add(QuotaCount(app_id=app_id, day=day, path=path, used=more))
        if is_new:
            totals[app_id, path] = more
            continue
        row = tx.one(_add, of_app=app_id, on_day=day, of_path=path, more=more)
        assert row is not None, "the row was there above"
        totals[app_id, path] = row.used
    return totals
