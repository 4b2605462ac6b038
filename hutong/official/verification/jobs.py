"""The end of a verified year."""

from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.official.verification import requests


@job(requests.LAPSE_JOB)
async def end_year(lane: Lane, due: requests.Lapsing, attempt: int) -> None:
    """What verification opened closes again, unless it was renewed."""
    await lane.db.run(requests.lapse, due.app_id, due.id)
