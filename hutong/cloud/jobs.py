"""Background work of the cloud: functions that run by themselves."""

import msgspec
import structlog

from hutong.cloud import environments
from hutong.cloud.functions import calling, timers
from hutong.cloud.models.environments import Environment
from hutong.kernel.db import Reader
from hutong.kernel.errors import HutongError
from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane

log = structlog.get_logger()

_MOST_SECONDS = 120


@job(timers.JOB, timeout_seconds=_MOST_SECONDS)
async def run_by_timer(lane: Lane, due: timers.Due, attempt: int) -> None:
    """A function's moment has come. What goes wrong in it is written down with the run, which is not repeated."""
    taken = await lane.db.run(timers.take, due)
    environment = await lane.db.read(_open, due.app_id)
    if taken is None or environment is None:
        return
    function, trigger = taken
    event = msgspec.json.encode(timers.event_of(trigger, due.at))
    try:
        await calling.attempt(lane, environment, function.name, event, calling.Who(source=calling.TIMER))
    except HutongError as refusal:
        log.warning("timer_missed", app_id=due.app_id, function=due.function, why=type(refusal).__name__)


def _open(read: Reader, app_id: str) -> Environment | None:
    found = environments.find(read, app_id)
    return found if found is not None and found.is_open else None
