"""Counting calls a minute, in memory: a process knows its own, and a minute begins with the first call in it."""

from hutong.apps import errors
from hutong.kernel.lane import Lane

PER_MINUTE: dict[str, int] = {
    "login.reset": 60_000,
    "code.unlimited": 5_000,
    "security.text": 4_000,
    "security.media": 2_000,
    "security.image": 2_000,
}
"""What an app may call a minute. Source: the pages of these calls."""

_SECONDS = 60.0


class MinuteBook:
    """The counts of one lane in this process."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._counts: dict[tuple[str, str], tuple[float, int]] = {}

    def spend(self, app_id: str, path: str, limit: int, *, enforce: bool) -> bool:
        """Count a call. Answers whether it is within the limit; one that is refused is not counted.

        Raises: CalledTooOften when `enforce`
        """
        now = self._lane.clock.monotonic()
        began, used = self._counts.get((app_id, path), (now, 0))
        if now - began >= _SECONDS:
            began, used = now, 0
        if used >= limit and enforce:
            raise errors.CalledTooOften(path=path, limit=limit)
        self._counts[app_id, path] = began, used + 1
        return used < limit


def limit_of(minutely: str | int) -> int:
    """The calls a minute behind an endpoint's `minutely`."""
    return PER_MINUTE[minutely] if isinstance(minutely, str) else minutely
