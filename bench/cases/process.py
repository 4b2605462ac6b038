"""What an instance costs while nothing happens, and how long people wait for it to begin."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp

from bench import programs
from bench.measure import Figure, compared, limited, resident_mib

_SOCKETS = 300


def figures() -> Iterator[Figure]:
    """Seconds, MiB and KiB against limits and against the barest server."""
    home = Path(tempfile.mkdtemp(prefix="hutong-bench-"))
    with programs.lane(home):
        pass
    yield limited("hutong up to its ready line, existing home", lambda: _ready_seconds(home), limit=2, unit="s")
    yield limited("hutong up to its ready line, empty home", _ready_in_an_empty_home, limit=4, unit="s")
    shutil.rmtree(home)
    with programs.lane() as lane:
        yield limited("idle process, resident memory", lambda: resident_mib(lane.pid), limit=120, unit="MiB", rounds=3)
        yield limited("reset of a lab with 200 people", lambda: _reset_seconds(lane), limit=0.2, unit="s", rounds=7)
    yield compared(
        "an idle WebSocket, memory in the server",
        _socket_of_ours,
        _socket_of_the_barest,
        baseline_name="bare uvicorn",
        bar=2,
        unit="KiB",
        rounds=3,
    )


def _ready_seconds(home: Path) -> float:
    with programs.lane(home) as lane:
        return lane.ready_seconds


def _ready_in_an_empty_home() -> float:
    with programs.lane() as lane:
        return lane.ready_seconds


def _reset_seconds(lane: programs.Lane) -> float:
    lane.post("/api/lab/people", {"count": 200})
    lane.post("/api/console/apps", {"kind": "service", "owner": {"kind": "company"}})
    started = time.perf_counter()
    lane.post("/api/lab/reset")
    return time.perf_counter() - started


def _socket_of_ours() -> float:
    with programs.lane() as lane:
        people = lane.post("/api/lab/people", {"count": 10})["items"]
        paths = [f"/api/lab/as/{people[number % 10]['id']}/stream" for number in range(_SOCKETS)]
        return asyncio.run(_socket_kib(lane.pid, int(lane.url.rpartition(":")[2]), paths))


def _socket_of_the_barest() -> float:
    port = programs.free_port()
    with programs.program(*programs.uvicorn("bench.servers.bare:app", port), port=port) as bare:
        return asyncio.run(_socket_kib(bare.pid, port, ["/"] * _SOCKETS))


async def _socket_kib(pid: int, port: int, paths: list[str]) -> float:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        # The first few carry what a server loads once.
        warm = [await session.ws_connect(f"ws://127.0.0.1:{port}{path}") for path in paths[:20]]
        await asyncio.sleep(1)
        before = resident_mib(pid)
        opened = [await session.ws_connect(f"ws://127.0.0.1:{port}{path}") for path in paths]
        await asyncio.sleep(1)
        grown = resident_mib(pid) - before
        for socket in (*warm, *opened):
            await socket.close()
    return grown * 1024 / len(paths)
