"""What happens to family cards when their time has come."""

from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.pay.wallet import family_cards


@job("pay.family_card_lapse")
async def lapse(lane: Lane, payload: family_cards.Lapse, attempt: int) -> None:
    """A day went by, and nobody accepted the card."""
    await lane.db.run(family_cards.lapse, payload.id)
