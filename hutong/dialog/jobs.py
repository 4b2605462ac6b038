"""Work of threads that waits for its time."""

import msgspec

from hutong.dialog import sending
from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane


class TypingEnds(msgspec.Struct, frozen=True):
    """Whose typing was shown to whom."""

    app_id: str
    person_id: int


@job("dialog.typing_ends")
async def typing_ends(lane: Lane, typing: TypingEnds, attempt: int) -> None:
    """Nobody types for ever."""
    await lane.db.run(sending.let_typing_end, typing.app_id, typing.person_id)
