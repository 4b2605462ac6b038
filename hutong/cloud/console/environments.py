"""/api/console/mini/{app_id}/cloud: a program's environment, on or off."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.cloud import environments
from hutong.cloud.models.environments import Environment
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.mini import public as mini
from hutong.wire.product import Call, console


class EnvironmentShape(msgspec.Struct, frozen=True, kw_only=True):
    """An environment by its name."""

    id: str
    is_on: bool
    created_at: datetime


class CloudShape(msgspec.Struct, frozen=True, kw_only=True):
    """A program's cloud. In a lab it is on from its first use; elsewhere somebody switches it on."""

    environment: EnvironmentShape | None
    mode: str


class CloudSwitch(msgspec.Struct, frozen=True):
    is_on: bool


@console.get("/mini/{app_id}/cloud")
def show(read: Reader, call: Call[None]) -> CloudShape:
    """The program's environment, null where there never was one. Errors: NotYours · ProgramNotFound"""
    return _shape(call, environments.find(read, managed(read, call).app_id))


@console.put("/mini/{app_id}/cloud", body=CloudSwitch)
def switch(tx: Transaction, call: Call[CloudSwitch]) -> CloudShape:
    """Switch the cloud on or off; what is in it stays.

    Request: {"is_on": true}
    Errors:  NotYours · ProgramNotFound
    """
    app, is_on = managed(tx, call, "settings"), call.body.is_on
    environment = environments.switch(tx, app.app_id, is_open=is_on)
    audit(tx, actor=call.actor.name, action=f"cloud.{'opened' if is_on else 'closed'}", subject=f"app:{app.app_id}")
    return _shape(call, environment)


def managed(read: Reader, call: Call[Any], duty: apps.Duty | None = None) -> apps.AppView:
    """The program of the path, if the caller may do this in it. Raises: NotYours · ProgramNotFound"""
    app = apps.require_member(read, call.actor, call.path["app_id"], duty)
    return mini.app_of(read, app.app_id)


def _shape(call: Call[Any], environment: Environment | None) -> CloudShape:
    if environment is None:
        return CloudShape(environment=None, mode=call.lane.mode)
    told = EnvironmentShape(id=environment.env_id, is_on=environment.is_open, created_at=environment.opened_at)
    return CloudShape(environment=told, mode=call.lane.mode)
