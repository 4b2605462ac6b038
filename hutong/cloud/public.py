"""The door of the cloud: what the domains above may call."""

from hutong.cloud import environments
from hutong.cloud.functions.runners import Runners
from hutong.cloud.models.environments import Environment
from hutong.cloud.ports import FilePlacePort, OpenApiPort
from hutong.cloud.watching.watches import Watches
from hutong.kernel.lane import Lane

__all__ = [
    "Environment",
    "FilePlacePort",
    "OpenApiPort",
    "close",
    "environment_at_hand",
    "find_environment",
    "open_on",
    "switch_environment",
]

environment_at_hand = environments.at_hand
find_environment = environments.find
switch_environment = environments.switch


def open_on(lane: Lane) -> None:
    """Make a lane ready: called once, when its ports are filled."""
    lane.provide(Runners, Runners(lane))
    lane.provide(Watches, Watches(lane))


async def close(lane: Lane) -> None:
    """End the functions that run; called before the lane closes."""
    await lane.port(Runners).close()
