"""How the instance is: /api/console/health."""

import platform
import shutil

import msgspec

from hutong import __version__
from hutong.apps import public as apps
from hutong.kernel.config import Config
from hutong.kernel.db import Reader
from hutong.kernel.jobs.table import count_due
from hutong.operate import operators, work
from hutong.operate.console.shapes import time_of
from hutong.people import public as people
from hutong.wire.product import Call, console


class Jobs(msgspec.Struct, frozen=True, kw_only=True):
    """Work that is due, that waits for its time (what is due included), and that was given up."""

    due: int
    waiting: int
    failed: int


class Disk(msgspec.Struct, frozen=True, kw_only=True):
    free_bytes: int
    total_bytes: int


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a person may send, as `hutong.toml` sets it."""

    upload_limit_bytes: int
    picture_limit_bytes: int
    unfinished_uploads: int


class HealthShape(msgspec.Struct, frozen=True, kw_only=True):
    status: str
    """"ok", or "late" when due work piles up, or "full" when the disk nearly is."""
    mode: str
    version: str
    python: str
    database: str
    lane_time: str | None
    jobs: Jobs
    disk: Disk
    limits: Limits
    people: int
    apps: int


_LATE_JOBS = 200
_LEAST_FREE_BYTES = 512 << 20


@console.get("/health", auth="operator")
async def show(call: Call[None]) -> HealthShape:
    """How the instance is, for those who look after it.

    Response: {"status": "ok", "mode": "live", "version", "python", "database": "sqlite", "lane_time",
               "jobs": {"due", "waiting", "failed"}, "disk": {"free_bytes", "total_bytes"},
               "limits": {"upload_limit_bytes", "picture_limit_bytes", "unfinished_uploads"}, "people", "apps"}
    """
    disk = shutil.disk_usage(call.lane.config.home)
    return await call.lane.db.read(_shape, call, Disk(free_bytes=disk.free, total_bytes=disk.total))


def _shape(read: Reader, call: Call[None], disk: Disk) -> HealthShape:
    operators.require(read, call.actor.kind, call.actor.person_id)
    due, lying = count_due(read), work.by_state(read)
    return HealthShape(
        status="full" if disk.free_bytes < _LEAST_FREE_BYTES else "late" if due > _LATE_JOBS else "ok",
        mode=call.lane.mode,
        version=__version__,
        python=platform.python_version(),
        database=call.lane.db.dialect,
        lane_time=time_of(read.now),
        jobs=Jobs(due=due, waiting=lying.get("waiting", 0), failed=lying.get("failed", 0)),
        disk=disk,
        limits=_limits(call.lane.config),
        people=people.count(read),
        apps=apps.count(read),
    )


def _limits(config: Config) -> Limits:
    return Limits(
        upload_limit_bytes=config.upload_limit_bytes,
        picture_limit_bytes=config.picture_limit_bytes,
        unfinished_uploads=config.unfinished_uploads,
    )
