"""/api/console/mini/{app_id}/cloud/functions: deploying functions, trying them, and what they said."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.cloud import environments
from hutong.cloud.functions import calling, deploying, logbook
from hutong.cloud.models.functions import Function, Trigger
from hutong.cloud.models.invocations import Invocation, Line
from hutong.kernel.db import Reader, Transaction
from hutong.mini import public as mini
from hutong.wire.paths import number_in
from hutong.wire.product import Call, File, Nothing, console

_MOST_SHOWN = 100
_BASE = "/mini/{app_id}/cloud"


class FunctionShape(msgspec.Struct, frozen=True, kw_only=True):
    """A function as it was deployed and set last."""

    name: str
    source_bytes: int
    files: int
    timeout_seconds: int
    memory_megabytes: int
    variables: dict[str, str]
    triggers: list[Trigger]
    openapi: list[str]
    deployed_by: str
    deployed_at: datetime
    changed_at: datetime


class FunctionDeployed(FunctionShape, frozen=True, kw_only=True):
    """The same, and the packages that its package.json wants and that did not come with it."""

    missing: list[str]


class FunctionList(msgspec.Struct, frozen=True):
    """Functions by name, and how many there may be."""

    items: list[FunctionShape]
    most: int


class FunctionChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What to change; what is left out stays."""

    timeout_seconds: int | None = None
    memory_megabytes: int | None = None
    variables: dict[str, str] | None = None
    triggers: list[Trigger] | None = None


class FunctionTrial(msgspec.Struct, frozen=True, kw_only=True):
    """What to call a function with, and in whose name, if in anybody's."""

    data: msgspec.Raw = msgspec.Raw(b"{}")
    openid: str | None = None


class InvocationShape(msgspec.Struct, frozen=True, kw_only=True):
    """One run. `state` is done, failed, timed_out or broke."""

    id: str
    function: str
    request_id: str
    source: str
    openid: str | None
    state: str
    error: str
    stack: str
    lines: list[Line]
    event_bytes: int
    result_bytes: int
    took_ms: int
    is_cold: bool
    began_at: datetime


class TrialAnswer(msgspec.Struct, frozen=True):
    """What a function answered, and its run."""

    result: msgspec.Raw
    invocation: InvocationShape


class InvocationQuery(msgspec.Struct, frozen=True):
    """Of which function, and older than which run."""

    function: str | None = None
    before: str | None = None
    limit: int = 50


class InvocationList(msgspec.Struct, frozen=True):
    """Runs, the last first."""

    items: list[InvocationShape]


@console.get(f"{_BASE}/functions")
def listed(read: Reader, call: Call[None]) -> FunctionList:
    """The functions of a program, by name. Errors: NotYours · ProgramNotFound"""
    app = managed(read, call, "content")
    return FunctionList([_shape(one) for one in deploying.listed(read, app.app_id)], deploying.MOST_FUNCTIONS)


@console.post(f"{_BASE}/functions/{{name}}", raw=True)
async def deploy(call: Call[None]) -> FunctionDeployed:
    """Deploy a function: the bytes of a zip with index.js in it. The next call runs it.

    Request:  the zip as body
    Response: a function with "missing", the packages in its package.json that did not come in node_modules
    Errors:   NotYours · ProgramNotFound · CloudClosed · FunctionNameWrong · NoFunctionInside · FunctionSettingsWrong ·
              TooManyFunctions · PackageTooLarge · PackageNotZip · PackageEncrypted · TooManyFiles ·
              PackageUnpacksTooLarge · PathEscapes · PathNotPlain · PathTwice · LinkInPackage
    """
    app = await call.lane.db.read(managed, call, "content")
    await environments.at_hand(call.lane, app.app_id)
    packed = await call.read(mini.MOST_PACKED_BYTES + 1)
    name, by = call.path["name"], call.actor.name
    deployed, missing = await deploying.deploy(call.lane, app.app_id, name, packed, by=by)
    return FunctionDeployed(**msgspec.structs.asdict(_shape(deployed)), missing=missing)


@console.get(f"{_BASE}/functions/{{name}}")
def show(read: Reader, call: Call[None]) -> FunctionShape:
    """One function. Errors: NotYours · ProgramNotFound · FunctionNotFound"""
    return _shape(deploying.found(read, managed(read, call, "content").app_id, call.path["name"]))


@console.get(f"{_BASE}/functions/{{name}}/source")
async def source(call: Call[None]) -> File:
    """The zip that was deployed. Errors: NotYours · ProgramNotFound · FunctionNotFound"""
    app = await call.lane.db.read(managed, call, "content")
    function = await call.lane.db.read(deploying.found, app.app_id, call.path["name"])
    return File(call.lane.media.path(function.source), "application/zip", f"{function.name}.zip", "no-store")


@console.patch(f"{_BASE}/functions/{{name}}", body=FunctionChanges)
def change(tx: Transaction, call: Call[FunctionChanges]) -> FunctionShape:
    """Change what a function is told of itself.

    Request:  {"timeout_seconds": 20, "memory_megabytes": 512, "variables": {"MODE": "x"},
               "triggers": [{"name": "daily", "config": "0 0 2 * * * *"}]}
    Errors:   NotYours · ProgramNotFound · FunctionNotFound · FunctionSettingsWrong
    """
    app = managed(tx, call, "settings")
    wanted = deploying.Settings(**msgspec.structs.asdict(call.body))
    return _shape(deploying.change(tx, app.app_id, call.path["name"], wanted, by=call.actor.name))


@console.delete(f"{_BASE}/functions/{{name}}")
def remove(tx: Transaction, call: Call[None]) -> Nothing:
    """Remove a function. Errors: NotYours · ProgramNotFound · FunctionNotFound"""
    app = managed(tx, call, "content")
    deploying.remove(tx, app.app_id, call.path["name"], by=call.actor.name)
    return Nothing()


@console.post(f"{_BASE}/functions/{{name}}/runs", body=FunctionTrial)
async def try_out(call: Call[FunctionTrial]) -> TrialAnswer:
    """Run a function to see what it does; what goes wrong in it is told with the run.

    Request:  {"data": {"a": 1}, "openid": null}
    Response: {"result": …, "invocation": {"state": "failed", "error", "stack", "lines", "took_ms", …}}
    Errors:   NotYours · ProgramNotFound · CloudClosed · FunctionNotFound · EventWrong · TooManyAtOnce ·
              FunctionsCannotRun
    """
    app = await call.lane.db.read(managed, call, "content")
    environment = await environments.at_hand(call.lane, app.app_id)
    who = calling.Who(source=calling.CONSOLE, openid=call.body.openid)
    answered, _ = await calling.attempt(call.lane, environment, call.path["name"], bytes(call.body.data), who)
    return TrialAnswer(answered.result, _run(answered.invocation))


@console.get(f"{_BASE}/invocations", query=InvocationQuery)
def invocations(read: Reader, call: Call[None]) -> InvocationList:
    """What became of runs, the last first.

    Request:  ?function=login&before=7312…&limit=50
    Errors:   NotYours · ProgramNotFound
    """
    app, asked = managed(read, call, "content"), call.query
    limit = max(1, min(asked.limit, _MOST_SHOWN))
    before = number_in(asked.before) if asked.before else None
    found = logbook.listed(read, app.app_id, function=asked.function or None, before=before, limit=limit)
    return InvocationList([_run(one) for one in found])


def managed(read: Reader, call: Call[Any], duty: apps.Duty | None = None) -> apps.AppView:
    """The program of the path, if the caller may do this in it. Raises: NotYours · ProgramNotFound"""
    app = apps.require_member(read, call.actor, call.path["app_id"], duty)
    return mini.app_of(read, app.app_id)


def _shape(function: Function) -> FunctionShape:
    told = msgspec.structs.asdict(function)
    return FunctionShape(**{name: told[name] for name in FunctionShape.__struct_fields__})


def _run(invocation: Invocation) -> InvocationShape:
    told = msgspec.structs.asdict(invocation)
    names = (name for name in InvocationShape.__struct_fields__ if name != "id")
    return InvocationShape(id=str(invocation.invocation_id), **{name: told[name] for name in names})
