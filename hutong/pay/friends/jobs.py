"""What happens between people when its time has come."""

from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.pay.friends import packets, transfers
from hutong.pay.friends.sending import Due


@job("pay.transfer_expiry")
async def expire_transfer(lane: Lane, payload: Due, attempt: int) -> None:
    """A day went by: what nobody took goes home."""
    await lane.db.run(transfers.expire, payload.id)


@job("pay.transfer_arrival")
async def let_transfer_arrive(lane: Lane, payload: Due, attempt: int) -> None:
    """The sender's delay is over."""
    await lane.db.run(transfers.arrive, payload.id)


@job("pay.packet_expiry")
async def expire_packet(lane: Lane, payload: Due, attempt: int) -> None:
    """A day went by: what nobody opened goes home."""
    await lane.db.run(packets.expire, payload.id)
