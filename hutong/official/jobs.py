"""Work of official accounts that may take its time."""

import msgspec

from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.official import announcing, menus, moves
from hutong.official.replies import answering


class MenuChanged(msgspec.Struct, frozen=True):
    """Whose menu is another one."""

    app_id: str


@job(menus.SHOW_JOB)
async def show_menu(lane: Lane, changed: MenuChanged, attempt: int) -> None:
    """Let followers on line see the new menu at once."""
    news = {"type": "menu", "app_id": changed.app_id}
    await announcing.tell_followers(lane, changed.app_id, lambda follower: news)


@job(moves.JOB)
async def move(lane: Lane, moving: moves.Moving, attempt: int) -> None:
    """Move the next followers."""
    await lane.db.run(moves.go_on, moving)


@job(answering.JOB)
async def reply(lane: Lane, said: answering.Said, attempt: int) -> None:
    """Bring what an account answers of itself to a person."""
    await answering.say(lane, said)
