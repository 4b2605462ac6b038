"""Several processes on one PostgreSQL: one clock, no job lost, and news of each other."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hutong.kernel import lanetime, processes
from hutong.kernel.config import Config
from hutong.kernel.db import Transaction
from hutong.kernel.instance import NotOfThisInstance
from hutong.kernel.jobs.table import count_due
from hutong.kernel.lane import Lane
from hutong.kernel.occupancy import InUse, SeveralNeedPostgres
from tests.support.nats import NatsServer

ROOT = Path(__file__).parents[2]
SOON = 30.0


class Neighbour:
    """A process beside ours."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kernel.neighbour", json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            text=True,
        )
        assert "ready" in self.hear()

    @property
    def pid(self) -> int:
        return self._process.pid

    def hear(self) -> dict[str, Any]:
        """The next thing it says."""
        assert self._process.stdout is not None
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said

    def clock(self) -> dict[str, Any]:
        """The setting it goes by right now."""
        assert self._process.stdin is not None
        self._process.stdin.write("clock\n")
        self._process.stdin.flush()
        return self.hear()

    def kill(self) -> None:
        """End it as the power would."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Let it close its lane and go."""
        if self._process.poll() is None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait(SOON)


@contextmanager
def neighbours(count: int, **settings: Any) -> Iterator[list[Neighbour]]:
    """So many processes on one database."""
    with ExitStack() as stack:
        made = []
        for _ in range(count):
            made.append(Neighbour(settings))
            stack.callback(made[-1].end)
        yield made


@asynccontextmanager
async def us(database: str, home: Path, **settings: Any) -> AsyncIterator[Lane]:
    """Our own process: it serves, and leaves the jobs to its neighbours."""
    config = Config(home=home, database=database, **settings)
    lane = await Lane.open(config, ready=lambda lane: None, alone=False, with_jobs=False)
    try:
        yield lane
    finally:
        await lane.close()


async def leave(
    lane: Lane, file: Path, *lines: str, seconds: float = 0, serial: bool = False, due_at: datetime | None = None
) -> None:
    """Leave a job for each line; with `serial`, those of the same first word run one after another."""

    def rule(tx: Transaction) -> None:
        for text in lines:
            key = text.partition(" ")[0] if serial else None
            line = {"file": str(file), "text": text, "seconds": seconds}
            tx.job("neighbour.write", line, serial_key=key, due_at=due_at)

    await lane.db.run(rule)


async def all_done(lane: Lane) -> None:
    """Return when no due job is left."""
    async with asyncio.timeout(SOON):
        while await lane.db.read(count_due) > 0:
            await asyncio.sleep(0.01)


def lines_of(file: Path) -> list[list[str]]:
    """The words of each line written so far."""
    return [line.split() for line in file.read_text().splitlines()] if file.exists() else []


def shown(lane: Lane) -> dict[str, Any]:
    """Our own setting in a neighbour's words."""
    setting = lane.clock.setting
    held_at = None if setting.held_at is None else setting.held_at.isoformat()
    return {"offset": setting.offset.total_seconds(), "held_at": held_at}


async def test_a_wake_after_a_commit_reaches_a_listener_in_another_process(
    postgres_url: str, nats: NatsServer, tmp_path: Path
) -> None:
    settings = {"database": postgres_url, "nats": nats.url}
    with neighbours(1, home=str(tmp_path), **settings) as (other,):
        async with us(postgres_url, tmp_path, nats=nats.url) as lane:
            await lane.db.run(lambda tx: tx.wake("news", {"person_id": 2**62, "text": "你好"}))
            assert await asyncio.to_thread(other.hear) == {"heard": {"person_id": 2**62, "text": "你好"}}


@pytest.mark.parametrize("with_nats", [True, False])
async def test_a_clock_moved_in_one_process_is_moved_in_all_before_the_call_returns(
    postgres_url: str, with_nats: bool, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("nats").url if with_nats else None
    with neighbours(2, home=str(tmp_path), database=postgres_url, nats=url) as others:
        async with us(postgres_url, tmp_path, nats=url) as lane:
            for move in (
                lanetime.hold(lane),
                lanetime.advance(lane, timedelta(days=2, milliseconds=1)),
                lanetime.let_run(lane),
            ):
                await move
                assert [other.clock() for other in others] == [shown(lane)] * 2
        assert others[0].clock()["offset"] > 172_000


async def test_a_process_that_starts_later_goes_by_the_moved_clock(postgres_url: str, tmp_path: Path) -> None:
    async with us(postgres_url, tmp_path) as lane:
        await lanetime.advance(lane, timedelta(days=2))
        with neighbours(1, home=str(tmp_path), database=postgres_url) as (other,):
            assert other.clock() == shown(lane)


async def test_advancing_in_one_process_visits_jobs_that_run_in_another(
    postgres_url: str, nats: NatsServer, tmp_path: Path
) -> None:
    file = tmp_path / "lines"
    with neighbours(1, home=str(tmp_path), database=postgres_url, nats=nats.url) as (other,):
        async with us(postgres_url, tmp_path, nats=nats.url) as lane:
            await lanetime.hold(lane)
            for days, text in ((3, "three"), (1, "one"), (40, "later")):
                await leave(lane, file, text, due_at=lane.clock.lane() + timedelta(days=days))
            await lanetime.advance(lane, timedelta(days=30))
            assert lines_of(file) == [["one", str(other.pid)], ["three", str(other.pid)]]


async def test_a_dead_process_holds_the_clock_no_longer_than_its_silence(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_SILENCE", timedelta(seconds=2))
    with neighbours(1, home=str(tmp_path), database=postgres_url) as (other,):
        async with us(postgres_url, tmp_path) as lane:
            other.kill()
            async with asyncio.timeout(SOON):
                await lanetime.hold(lane)
            assert (await lane.db.read(lanetime.stored)).held_at == lane.clock.setting.held_at is not None


async def test_a_job_left_by_one_process_wakes_another_at_once(
    postgres_url: str, nats: NatsServer, tmp_path: Path
) -> None:
    file = tmp_path / "lines"
    with neighbours(1, home=str(tmp_path), database=postgres_url, nats=nats.url) as (other,):
        async with us(postgres_url, tmp_path, nats=nats.url) as lane:
            spent = []
            for number in range(5):
                began = time.monotonic()
                await leave(lane, file, str(number))
                await all_done(lane)
                spent.append(time.monotonic() - began)
    # Five looks of five seconds each would be far beyond this.
    assert sum(spent) < 5
    assert lines_of(file) == [[str(number), str(other.pid)] for number in range(5)]


async def test_without_a_bus_a_job_waits_for_the_next_look(postgres_url: str, tmp_path: Path) -> None:
    file = tmp_path / "lines"
    with neighbours(1, home=str(tmp_path), database=postgres_url):
        async with us(postgres_url, tmp_path) as lane:
            began = time.monotonic()
            await leave(lane, file, "found")
            await all_done(lane)
    assert time.monotonic() - began < 10


async def test_a_long_job_keeps_its_lease(postgres_url: str, tmp_path: Path) -> None:
    file = tmp_path / "lines"
    with neighbours(2, home=str(tmp_path), database=postgres_url, lease_seconds=1.0):
        async with us(postgres_url, tmp_path) as lane:
            await leave(lane, file, "long", seconds=3)
            await all_done(lane)
    assert [line[0] for line in lines_of(file)] == ["long"]


async def test_a_killed_process_loses_no_job_and_no_order(postgres_url: str, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print("seed", seed)
    chance, file = random.Random(seed), tmp_path / "lines"
    wanted = {key: list(range(25)) for key in "abcdefgh"}
    with neighbours(2, home=str(tmp_path), database=postgres_url, lease_seconds=1.0) as both:
        async with us(postgres_url, tmp_path) as lane:
            await leave(lane, file, *(f"{key} {n}" for n in range(25) for key in wanted), seconds=0.02, serial=True)
            doomed = await busiest(both, file, chance.randrange(1, 60))
            doomed.kill()
            await all_done(lane)
    lines = lines_of(file)
    for key, numbers in wanted.items():
        written = [int(number) for word, number, _ in lines if word == key]
        # At least once each; a repeated one comes before the next begins.
        assert written == sorted(written)
        assert sorted(set(written)) == numbers
    assert {line[-1] for line in lines} == {str(process.pid) for process in both}


async def busiest(both: list[Neighbour], file: Path, lines: int) -> Neighbour:
    """The first that wrote so many lines."""
    async with asyncio.timeout(SOON):
        while True:
            written = Counter(line[-1] for line in lines_of(file))
            for process in both:
                if written[str(process.pid)] >= lines:
                    return process
            await asyncio.sleep(0.001)


async def test_a_process_that_ends_well_hands_its_work_over_at_once(postgres_url: str, tmp_path: Path) -> None:
    file = tmp_path / "lines"
    settings = {"home": str(tmp_path), "database": postgres_url, "lease_seconds": 600.0}
    async with us(postgres_url, tmp_path) as lane:
        with neighbours(1, **settings) as (leaving,):
            await leave(lane, file, "long", seconds=600)
            async with asyncio.timeout(SOON):
                while not lines_of(file):
                    await asyncio.sleep(0.01)
            leaving.end()
        with neighbours(1, **settings) as (staying,):
            async with asyncio.timeout(SOON):
                while len(lines_of(file)) < 2:
                    await asyncio.sleep(0.01)
            assert lines_of(file) == [["long", str(leaving.pid)], ["long", str(staying.pid)]]


async def open_lane(home: Path, database: str | None, *, alone: bool, seed: str | None = None) -> Lane:
    return await Lane.open(Config(home=home, database=database, seed=seed), ready=lambda lane: None, alone=alone)


async def test_one_that_works_alone_lets_nobody_in_and_the_dead_keep_nobody_out(
    postgres_url: str, tmp_path: Path
) -> None:
    alone = await open_lane(tmp_path / "one", postgres_url, alone=True)
    for home, together in ((tmp_path / "one", False), (tmp_path / "one", True), (tmp_path / "two", False)):
        with pytest.raises(InUse):
            await open_lane(home, postgres_url, alone=together)
    await alone.close()
    with neighbours(1, home=str(tmp_path / "one"), database=postgres_url) as (other,):
        with pytest.raises(InUse):
            await open_lane(tmp_path / "two", postgres_url, alone=True)
        other.kill()
        await (await _eventually(tmp_path / "one", postgres_url)).close()


async def _eventually(home: Path, database: str) -> Lane:
    # The server notices a moment later that the killed one is gone.
    async with asyncio.timeout(SOON):
        while True:
            try:
                return await open_lane(home, database, alone=True)
            except InUse:
                await asyncio.sleep(0.01)


async def test_sqlite_serves_one_process(tmp_path: Path) -> None:
    with pytest.raises(SeveralNeedPostgres):
        await open_lane(tmp_path, None, alone=False)
    alone = await open_lane(tmp_path, None, alone=True)
    with pytest.raises(InUse) as refused:
        await open_lane(tmp_path, None, alone=True)
    assert refused.value.facts["home"] == str(tmp_path)
    await alone.close()
    await (await open_lane(tmp_path, None, alone=True)).close()


async def test_a_process_with_another_home_or_seed_is_not_let_in(postgres_url: str, tmp_path: Path) -> None:
    async with us(postgres_url, tmp_path / "one"):
        with pytest.raises(NotOfThisInstance):
            await open_lane(tmp_path / "two", postgres_url, alone=False)
        with pytest.raises(NotOfThisInstance):
            await open_lane(tmp_path / "one", postgres_url, alone=False, seed="1")


def test_processes_that_start_first_together_make_one_instance(postgres_url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.kernel.neighbour"]
    settings = json.dumps({"home": str(tmp_path), "database": postgres_url})
    begun = [
        subprocess.Popen([*command, settings], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in begun:
        said, _ = process.communicate(timeout=SOON)
        assert json.loads(said) == {"ready": process.pid}
