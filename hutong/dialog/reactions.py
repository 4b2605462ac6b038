"""What happens when a person writes to an app."""

from hutong.chat.events import MessagePosted
from hutong.dialog import preparing, receiving
from hutong.dialog.messages import Prepared
from hutong.kernel.events import reaction
from hutong.kernel.lane import Lane


@reaction(MessagePosted)
async def hand_over(lane: Lane, event: MessagePosted) -> None:
    """Hand the message, and any before it that still waits, to the app's server."""
    prepared: dict[int, Prepared] = {}
    sends = lane.config.message_sends_per_window
    while True:
        for entry in await lane.db.read(receiving.waiting, event.app_id, event.person_id, event.seq):
            if entry.seq not in prepared and (made := await preparing.for_app(lane, entry.body)) is not None:
                prepared[entry.seq] = made
        if await lane.db.run(receiving.receive, event.app_id, event.person_id, event.seq, prepared, sends):
            return
