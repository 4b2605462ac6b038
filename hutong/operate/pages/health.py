"""/healthz and /metrics."""

from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from hutong import __version__
from hutong.kernel.db import Reader
from hutong.kernel.jobs.table import count_due
from hutong.wire import errors, guard
from hutong.wire.api_weixin import Bytes
from hutong.wire.product import Call, Reply, pages

_due_jobs = Gauge("hutong_jobs_due", "Jobs that are due and not yet done")


@pages.get("/healthz")
async def healthz(call: Call[None]) -> Reply:
    """Whether this instance can read and write.

    Response: {"status": "ok", "mode": "lab", "version": "0.1.0"}
    """
    await call.lane.db.run(_touch)
    return Reply(body={"status": "ok", "mode": call.lane.mode, "version": __version__})


@pages.get("/metrics")
async def metrics(call: Call[None]) -> Bytes:
    """Counters for Prometheus, for callers on this machine."""
    if not guard.is_from_here(call.request):
        raise errors.NotAllowed()
    _due_jobs.set(await call.lane.db.read(count_due))
    return Bytes(generate_latest(), CONTENT_TYPE_LATEST)


def _touch(tx: Reader) -> Any:
    return tx.now
