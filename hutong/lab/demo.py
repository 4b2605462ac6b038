"""The demo."""

from hutong.kernel.lane import Lane


async def begin(lane: Lane) -> None:
    """Nothing yet."""
