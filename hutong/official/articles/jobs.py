"""Publishing, which takes its time."""

from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.official.articles import issues


@job(issues.JOB)
async def publish(lane: Lane, publishing: issues.Publishing, attempt: int) -> None:
    """Open the pages of what was submitted."""
    await lane.db.run(issues.finish, publishing.app_id, publishing.number)
