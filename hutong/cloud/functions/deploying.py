"""Deploying functions: the newest zip is what runs; what it is told of itself may be changed apart from it."""

import asyncio
import re
from pathlib import Path
from typing import Any

import msgspec

from hutong.cloud.errors.functions import (
    FunctionNameWrong,
    FunctionNotFound,
    FunctionSettingsWrong,
    TooManyFunctions,
)
from hutong.cloud.functions import parcels, timers
from hutong.cloud.models.functions import Function, Trigger, functions
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.kernel.lane import Lane
from hutong.mini import public as mini

MOST_FUNCTIONS = 50
MOST_SECONDS, USUAL_SECONDS = 60, 3
MEGABYTES, USUAL_MEGABYTES = (128, 256, 512, 1024), 256
MOST_VARIABLES_BYTES = 4096
MOST_NAME_LETTERS = 60

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
# These mean something to Node itself.
_NOT_VARIABLES = ("NODE_", "npm_", "LD_", "UV_")

_of_app = query(functions.select().where(functions.c.app_id == param("app_id")).order_by(functions.c.name), Function)
_remove = statement(
    functions.sa.delete().where(functions.c.app_id == param("of_app"), functions.c.name == param("of_name"))
)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What may be changed of a function; None leaves it."""

    timeout_seconds: int | None = None
    memory_megabytes: int | None = None
    variables: dict[str, str] | None = None
    triggers: list[Trigger] | None = None
    openapi: list[str] | None = None


async def deploy(lane: Lane, app_id: str, name: str, packed: bytes, *, by: str) -> tuple[Function, list[str]]:
    """Take a function's zip in, in the place of what had its name. Answers it, and the packages it lacks.

    Raises: FunctionNameWrong · TooManyFunctions · what `parcels.look` raises
    """
    check_name(name)
    parcel = await asyncio.to_thread(parcels.look, packed)
    check_settings(Settings(timeout_seconds=parcel.timeout, memory_megabytes=parcel.memory))
    blob = await lane.media.put(packed, mini.MOST_PACKED_BYTES)
    await parcels.laid_out(lane, blob.digest)
    kept: Function = await lane.db.run(_keep, app_id, name, parcel, blob.digest, by=by)
    return kept, parcel.missing


async def deploy_below(lane: Lane, app_id: str, folder: Path, *, name: str | None = None) -> list[str]:
    """Deploy the functions that lie side by side in a folder of this machine, or the one it is; their names.

    Raises: NoFunctionInside · what deploying raises
    """
    there = await asyncio.to_thread(parcels.pack_below, folder, name)
    for called, packed in there:
        await deploy(lane, app_id, called, packed, by="lab")
    return [called for called, _ in there]


def found(read: Reader, app_id: str, name: str) -> Function:
    """Raises: FunctionNotFound"""
    there = read.one(functions.by_key, app_id=app_id, name=name[:MOST_NAME_LETTERS])
    if there is None:
        raise FunctionNotFound(function=name[:MOST_NAME_LETTERS])
    return there


def listed(read: Reader, app_id: str) -> list[Function]:
    """A program's functions, by name."""
    return read.many(_of_app, app_id=app_id)


def change(tx: Transaction, app_id: str, name: str, wanted: Settings, *, by: str) -> Function:
    """Change what a function is told of itself. Raises: FunctionNotFound · FunctionSettingsWrong"""
    there = found(tx, app_id, name)
    check_settings(wanted)
    changes = {field: value for field, value in msgspec.structs.asdict(wanted).items() if value is not None}
    if not changes:
        return there
    # Processes that were begun with other settings are not used again.
    changed = tx.update(there, **changes, generation=tx.new_id("cloud.function"), changed_at=tx.now)
    timers.arrange(tx, changed)
    audit(tx, actor=by, action="cloud.function_changed", subject=f"app:{app_id}", detail={"function": name})
    return changed


def remove(tx: Transaction, app_id: str, name: str, *, by: str) -> None:
    """Remove a function; what runs of it goes on to its end. Raises: FunctionNotFound"""
    found(tx, app_id, name)
    tx.run(_remove, of_app=app_id, of_name=name)
    audit(tx, actor=by, action="cloud.function_removed", subject=f"app:{app_id}", detail={"function": name})


def check_name(name: str) -> None:
    """Raises: FunctionNameWrong"""
    if not _NAME.fullmatch(name):
        raise FunctionNameWrong(max=MOST_NAME_LETTERS)


def check_settings(wanted: Settings) -> None:
    """Raises: FunctionSettingsWrong"""
    if wanted.timeout_seconds is not None and not 1 <= wanted.timeout_seconds <= MOST_SECONDS:
        raise FunctionSettingsWrong(field="timeout", detail=f"is 1 to {MOST_SECONDS} seconds")
    if wanted.memory_megabytes is not None and wanted.memory_megabytes not in MEGABYTES:
        raise FunctionSettingsWrong(field="memorySize", detail=f"is one of {', '.join(map(str, MEGABYTES))}")
    parcels.check_triggers(wanted.triggers or [])
    _check_variables(wanted.variables or {})
    if len(wanted.openapi or []) > 200 or any(len(one) > 80 for one in wanted.openapi or []):
        raise FunctionSettingsWrong(field="permissions", detail="are too many")


def _check_variables(variables: dict[str, str]) -> None:
    if any(not _VARIABLE.fullmatch(name) or name.startswith(_NOT_VARIABLES) for name in variables):
        raise FunctionSettingsWrong(field="variables", detail="have a name that cannot be one")
    size = sum(len(name.encode()) + len(value.encode()) for name, value in variables.items())
    if size > MOST_VARIABLES_BYTES or any("\0" in value for value in variables.values()):
        raise FunctionSettingsWrong(field="variables", detail=f"have at most {MOST_VARIABLES_BYTES} bytes")


def _keep(tx: Transaction, app_id: str, name: str, parcel: parcels.Parcel, source: str, *, by: str) -> Function:
    before = tx.one(functions.by_key, app_id=app_id, name=name)
    if before is None and len(listed(tx, app_id)) >= MOST_FUNCTIONS:
        raise TooManyFunctions(limit=MOST_FUNCTIONS)
    told: dict[str, Any] = {
        "generation": tx.new_id("cloud.function"),
        "source": source,
        "source_bytes": len(parcel.packed),
        "files": parcel.files,
        "timeout_seconds": parcel.timeout or (before.timeout_seconds if before else USUAL_SECONDS),
        "memory_megabytes": parcel.memory or (before.memory_megabytes if before else USUAL_MEGABYTES),
        "triggers": parcel.triggers,
        "openapi": parcel.openapi,
        "deployed_by": by,
        "deployed_at": tx.now,
        "changed_at": tx.now,
    }
    if before is None:
        kept = tx.insert(Function(app_id=app_id, name=name, variables={}, **told))
    else:
        kept = tx.update(before, **told)
    timers.arrange(tx, kept)
    detail = {"function": name, "bytes": len(parcel.packed), "files": parcel.files}
    audit(tx, actor=by, action="cloud.function_deployed", subject=f"app:{app_id}", detail=detail)
    return kept
