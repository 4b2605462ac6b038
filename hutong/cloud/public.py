"""The door of the cloud: what the domains above may call."""

from pathlib import Path

from hutong.cloud import environments
from hutong.cloud.documents.transactions import Transactions
from hutong.cloud.functions import deploying, parcels
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
    "deploy_functions",
    "environment_at_hand",
    "find_environment",
    "open_on",
    "pack_functions",
    "switch_environment",
]

environment_at_hand = environments.at_hand
pack_functions = parcels.pack_below
find_environment = environments.find
switch_environment = environments.switch


def open_on(lane: Lane) -> None:
    """Make a lane ready: called once, when its ports are filled."""
    lane.provide(Runners, Runners(lane))
    lane.provide(Watches, Watches(lane))
    lane.provide(Transactions, Transactions(lane))


async def deploy_functions(lane: Lane, app_id: str, folder: Path) -> list[str]:
    """Deploy the functions that lie in a folder of this machine; their names.

    Raises: CloudClosed · NoFunctionInside · what deploying one raises
    """
    await environments.at_hand(lane, app_id)
    return await deploying.deploy_below(lane, app_id, folder)


async def close(lane: Lane) -> None:
    """End the functions that run; called before the lane closes."""
    await lane.port(Runners).close()
