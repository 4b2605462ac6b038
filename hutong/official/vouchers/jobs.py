"""The review of cards."""

from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.official.vouchers import kinds


@job(kinds.REVIEW_JOB)
async def review(lane: Lane, asked: kinds.Review, attempt: int) -> None:
    """Let people have the card."""
    await lane.db.run(kinds.pass_review, asked.app_id, asked.card_id)
