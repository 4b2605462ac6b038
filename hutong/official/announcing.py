"""Telling followers who are on line what changed about an account. May be lost: a device asks again when it opens."""

from collections.abc import Callable
from typing import Any

from hutong.kernel.lane import Lane
from hutong.official import followers
from hutong.official.models.followers import Follower

_AT_ONCE = 1_000


async def tell_followers(lane: Lane, app_id: str, news: Callable[[Follower], dict[str, Any]]) -> None:
    """Wake the devices of every follower, a thousand at a time."""
    after: Follower | None = None
    while True:
        page = await lane.db.read_long(followers.page, app_id, after=after, limit=_AT_ONCE)
        for follower in page:
            lane.bus.spread(f"person:{follower.person_id}", news(follower))
        if len(page) < _AT_ONCE:
            return
        after = page[-1]
