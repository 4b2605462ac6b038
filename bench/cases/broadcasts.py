"""Broadcasts, whoever follows: from a thousand to a million followers, for a person with 300 conversations, on line.

What is measured is the rule that accepts a broadcast and what it writes, what a device that lacks nothing costs the
database, and how long until the last of a thousand devices on line has it.
"""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bench.measure import Figure, compared, limited, median_of
from hutong import app
from hutong.apps import owners
from hutong.apps import public as apps
from hutong.chat import conversations, glances
from hutong.chat import public as chat
from hutong.chat.client.stream import Device
from hutong.kernel.config import Config
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.official import logs, tags
from hutong.official.broadcasts import desks, sending
from hutong.official.broadcasts.contents import Prepared
from hutong.official.broadcasts.sending import Order
from hutong.official.models.broadcasts import Audience, Said
from hutong.people import public as people

_SIZES = (1_000, 10_000, 100_000, 1_000_000)
_ROUNDS = 15
_CONVERSATIONS = 300
_ON_LINE = 1_000
_ACCEPT_LIMIT_MS = 50
_NEWS_LIMIT_MS = 1
_ARRIVAL_LIMIT_SECONDS = 1


def figures() -> Iterator[Figure]:
    """Accepting, among few and many; rows written; what is new; devices on line."""
    quickest: dict[tuple[int, bool], float] = {}
    for size in _SIZES:
        for to_tag in (False, True):
            times, rows = asyncio.run(_accepting(size, to_tag=to_tag))
            quickest[size, to_tag] = min(times)
            whom = "a tag" if to_tag else "all"
            yield median_of(f"a broadcast to {whom} of {size:,} followers", times, limit=_ACCEPT_LIMIT_MS, unit="ms")
            yield median_of(f"rows a broadcast to {whom} of {size:,} writes", rows, limit=10, unit="rows")
    yield limited(
        f"what is new for a person with {_CONVERSATIONS} conversations, SQLite",
        lambda: asyncio.run(_news()),
        limit=_NEWS_LIMIT_MS,
        unit="ms",
    )
    for to_tag in (False, True):
        yield limited(
            f"a broadcast to {'a tag' if to_tag else 'all'} reaches the last of {_ON_LINE:,} devices",
            lambda to_tag=to_tag: asyncio.run(_arrival(to_tag=to_tag)),  # type: ignore[misc]
            limit=_ARRIVAL_LIMIT_SECONDS,
            unit="s",
        )
    for to_tag in (False, True):
        yield compared(
            f"a broadcast to {'a tag' if to_tag else 'all'} among {_SIZES[-1]:,} followers, at its quickest",
            lambda to_tag=to_tag: quickest[_SIZES[-1], to_tag],  # type: ignore[misc]
            lambda to_tag=to_tag: quickest[_SIZES[0], to_tag],  # type: ignore[misc]
            baseline_name=f"among {_SIZES[0]:,}",
            bar=2,
            unit="ms",
            rounds=1,
        )


async def _accepting(size: int, *, to_tag: bool) -> tuple[list[float], list[float]]:
    """Milliseconds of each broadcast, and rows it wrote."""
    async with _town() as lane:
        account, tag_id = await _account(lane)
        _fill(lane, account.app_id, tag_id, size)
        audience = Audience(tag_id=tag_id) if to_tag else Audience()
        times, rows = [], []
        for number in range(_ROUNDS):
            before = await lane.db.read(_rows)
            began = time.perf_counter()
            await lane.db.run(sending.accept, _order(account, audience, f"number {number}"))
            times.append((time.perf_counter() - began) * 1_000)
            rows.append(float(await lane.db.read(_rows) - before))
            # The report counts them all; it is not what is measured here.
            await lane.jobs.settle(60)
            await lane.db.run(_renew, account.app_id)
        return times, rows


async def _news() -> float:
    """Milliseconds of processor time in the statements of a sync that finds nothing new."""
    async with _town() as lane:
        person = (await lane.db.run(people.register_simulated, "Li Lei", language="en")).id
        for number in range(_CONVERSATIONS // 2):
            await lane.db.run(_both_conversations, f"wx{number:016x}", person)
        return float(statistics.median([await lane.db.read(_look, person) for _ in range(20)]))


async def _arrival(*, to_tag: bool) -> float:
    """Seconds from the call until the last device has the entry."""
    async with _town() as lane:
        account, tag_id = await _account(lane)
        _fill(lane, account.app_id, tag_id, _ON_LINE)
        left = _ON_LINE
        done = asyncio.Event()

        async def take(text: str) -> None:
            nonlocal left
            left -= '"type":"entry"' in text
            if left == 0:
                done.set()

        async with asyncio.TaskGroup() as tasks:
            for person_id in range(1, _ON_LINE + 1):
                call: Any = SimpleNamespace(person_id=person_id, session=None, lane=lane)
                socket: Any = SimpleNamespace(send_text=take)
                device = Device(call, socket, tasks)
                device.logs.begin(await lane.db.read(glances.logs_of, person_id))
            audience = Audience(tag_id=tag_id) if to_tag else Audience()
            began = time.perf_counter()
            await lane.db.run(sending.accept, _order(account, audience, "Water is back"))
            async with asyncio.timeout(60):
                await done.wait()
            return time.perf_counter() - began


@asynccontextmanager
async def _town() -> Any:
    with tempfile.TemporaryDirectory(prefix="hutong-bench-") as folder:
        lane = await app.open_lane(Config(home=Path(folder), mode="lab"))
        try:
            yield lane
        finally:
            await app.close(lane)


async def _account(lane: Lane) -> tuple[apps.AppView, int]:
    owner = await lane.db.run(owners.invent, kind="company")
    made, _ = await lane.db.run(apps.create, kind="service", owner=owner, verified=True)
    found = await lane.db.read(apps.get, made.app_id)
    assert found is not None, "it was made a moment ago"
    tag = await lane.db.run(tags.create, found.app_id, "North")
    await lane.db.run(chat.broadcast_log, found.app_id)
    return found, tag.id


def _order(account: apps.AppView, audience: Audience, words: str) -> Order:
    content = Prepared(said=Said(kind="text", text=words), parts=(chat.bodies.Text(text=words),))
    return Order(app=account, by="api", audience=audience, content=content)


def _fill(lane: Lane, app_id: str, tag_id: int, size: int) -> None:
    """Followers who all hold the tag, as following and tagging leave them, written past the product."""
    raw = sqlite3.connect(lane.config.database_url.removeprefix("sqlite:///"), timeout=60)
    raw.execute("PRAGMA synchronous=OFF")
    log = raw.execute("SELECT id FROM chat_conversations WHERE key = ?", (f"broadcast:{app_id}",)).fetchone()[0]
    everybody = range(1, size + 1)
    raw.executemany(
        "INSERT INTO official_followers (app_id, person_id, is_following, followed_at, how, scene, scene_is_number,"
        " remark, is_blocked, language, tag_ids) VALUES (?, ?, 1, ?, 'other', '', 0, '', 0, 'en', ?)",
        ((app_id, person, person, f"[{tag_id}]") for person in everybody),
    )
    raw.executemany("INSERT INTO official_taggings VALUES (?, ?, ?)", ((app_id, tag_id, one) for one in everybody))
    raw.executemany(
        "INSERT INTO chat_memberships VALUES (?, ?, 0, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, '')",
        ((person, log) for person in everybody),
    )
    label = logs.label_of(tag_id)
    raw.executemany("INSERT INTO chat_labels VALUES (?, ?, ?, 0, NULL)", ((log, label, one) for one in everybody))
    raw.execute("ANALYZE")
    raw.commit()
    raw.close()


def _rows(read: Reader) -> int:
    """How many rows there are of all that a broadcast could write."""
    total = 0
    for name in ("official_broadcasts", "official_broadcast_desks", "chat_entries", "chat_audience_lists"):
        total += read._execute(f"SELECT COUNT(*) FROM {name}", {}).fetchone()[0]
    # What grows with people is counted by its newest row alone: a million would take longer than the broadcast.
    for name in ("chat_memberships", "chat_personal_notes", "chat_labels", "official_followers"):
        total += read._execute(f"SELECT COALESCE(MAX(rowid), 0) FROM {name}", {}).fetchone()[0]
    return total


def _renew(tx: Transaction, app_id: str) -> None:
    desk = desks.take(tx, app_id)
    tx.update(desk, period_used=0, minute_used=0)


def _both_conversations(tx: Transaction, app_id: str, person_id: int) -> None:
    thread, log = chat.app_thread(tx, app_id, person_id), chat.broadcast_log(tx, app_id)
    chat.join(tx, log, person_id)
    for conversation in (thread, log):
        chat.post(tx, conversation.id, chat.Sender.app(app_id), chat.bodies.Text(text="Water is back"))


def _look(read: Reader, person_id: int) -> float:
    began = time.thread_time()
    found = conversations.heads(read, glances.spans_of(read, person_id))
    spent = (time.thread_time() - began) * 1_000
    assert len(found) == _CONVERSATIONS
    return spent
