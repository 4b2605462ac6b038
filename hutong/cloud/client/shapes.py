"""Who a call is made by: a person, through a program they have open."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.cloud import environments
from hutong.cloud.models.environments import Environment
from hutong.mini import public as mini
from hutong.wire.product import Call


class Caller(msgspec.Struct, frozen=True):
    """A person as one program knows them, and the environment they call."""

    environment: Environment
    person_id: int
    openid: str
    version: str
    """Which of the program's versions calls: release, trial or develop."""

    @property
    def app_id(self) -> str:
        return self.environment.app_id


async def caller_of(call: Call[Any], env_id: str | None) -> Caller:
    """Who calls, as the launch tells: never as the body says.

    Raises: LaunchMissing · ProgramNotFound · ProgramClosed · NotATester · CloudClosed · EnvironmentUnknown
    """
    lane = call.lane
    token = call.headers.get("x-hutong-launch") or call.request.query_params.get("launch", "")
    at = lane.clock.wire().timestamp()
    launch = mini.require_launch(lane.keys, token, call.person_id, call.path["app_id"], at=at)
    await lane.db.read(mini.recheck_launch, launch)
    environment = await environments.at_hand(lane, launch.app_id, env_id)
    openid = apps.openid(lane.keys, launch.app_id, launch.person_id)
    return Caller(environment, launch.person_id, openid, launch.kind)
