"""Work of chat that waits for its time."""

import asyncio

from hutong.chat import arrivals
from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane


@job("chat.sweep_upload")
async def sweep_upload(lane: Lane, stale: arrivals.Stale, attempt: int) -> None:
    """A file that did not come in time leaves nothing behind."""
    await lane.db.run(arrivals.forget, stale.person_id, stale.upload_id)
    await asyncio.to_thread(lane.partial.discard, stale.upload_id)
