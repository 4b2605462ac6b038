"""/api/console/mini/{app_id}/cloud/collections: making collections, and saying who may do what with them."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.cloud import environments
from hutong.cloud.console.environments import managed
from hutong.cloud.documents import collections
from hutong.cloud.models.collections import Collection, Permission
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, Nothing, console

_BASE = "/mini/{app_id}/cloud/collections"


class CollectionShape(msgspec.Struct, frozen=True, kw_only=True):
    """A collection: how much is in it, and who may do what; `rules` are those of CUSTOM."""

    name: str
    documents: int
    size_bytes: int
    permission: Permission
    rules: dict[str, Any]
    created_at: datetime


class CollectionList(msgspec.Struct, frozen=True):
    """Collections by name, and how many there may be."""

    items: list[CollectionShape]
    most: int


class CollectionWanted(msgspec.Struct, frozen=True):
    name: str
    permission: Permission = "PRIVATE"


class PermissionWanted(msgspec.Struct, frozen=True):
    """Who may do what; with CUSTOM, conditions by what is done: read, write, create, update, delete."""

    permission: Permission
    rules: dict[str, Any] | None = None


@console.get(_BASE)
async def listed(call: Call[None]) -> CollectionList:
    """The program's collections. Errors: NotYours · ProgramNotFound"""
    return await call.lane.db.read_long(_listed, call)


@console.post(_BASE, body=CollectionWanted)
async def make(call: Call[CollectionWanted]) -> CollectionShape:
    """Make a collection. In a lab, this switches on a cloud that nobody switched off.

    Request: {"name": "todos", "permission": "PRIVATE"}
    Errors:  NotYours · ProgramNotFound · CloudClosed · ParameterWrong · CollectionThere · TooManyCollections
    """
    app = await call.lane.db.read(managed, call, "content")
    await environments.at_hand(call.lane, app.app_id)
    return await call.lane.db.run(_make, call)


@console.put(f"{_BASE}/{{name}}", body=PermissionWanted)
def permit(tx: Transaction, call: Call[PermissionWanted]) -> CollectionShape:
    """Say who may do what.

    Request: {"permission": "CUSTOM", "rules": {"read": true, "write": "doc._openid == auth.openid"}}
    Errors:  NotYours · ProgramNotFound · CollectionMissing · RuleWrong
    """
    app, wanted = managed(tx, call, "content"), call.body
    made = collections.permit(tx, app.app_id, call.path["name"], wanted.permission, wanted.rules)
    audit(tx, actor=call.actor.name, action="cloud.collection_permitted", subject=f"app:{app.app_id}",
          detail={"collection": made.name, "permission": made.permission})  # fmt: skip
    return _shape(made, collections.tally(tx, app.app_id, made.name))


@console.delete(f"{_BASE}/{{name}}")
def drop(tx: Transaction, call: Call[None]) -> Nothing:
    """Drop a collection with all in it. Errors: NotYours · ProgramNotFound · CollectionMissing"""
    app, name = managed(tx, call, "content"), call.path["name"]
    collections.drop(tx, app.app_id, name)
    audit(tx, actor=call.actor.name, action="cloud.collection_dropped", subject=f"app:{app.app_id}",
          detail={"collection": name})  # fmt: skip
    return Nothing()


def _listed(read: Reader, call: Call[None]) -> CollectionList:
    app = managed(read, call)
    tallies = collections.tallies(read, app.app_id)
    shapes = [_shape(one, tallies.get(one.name)) for one in collections.listed(read, app.app_id)]
    return CollectionList(shapes, collections.MOST)


def _make(tx: Transaction, call: Call[CollectionWanted]) -> CollectionShape:
    app = managed(tx, call, "content")
    made = collections.make(tx, app.app_id, call.body.name, call.body.permission)
    audit(tx, actor=call.actor.name, action="cloud.collection_made", subject=f"app:{app.app_id}",
          detail={"collection": made.name})  # fmt: skip
    return _shape(made, None)


def _shape(collection: Collection, tally: collections.Tally | None) -> CollectionShape:
    return CollectionShape(
        name=collection.name,
        documents=tally.count if tally else 0,
        size_bytes=tally.size_bytes if tally else 0,
        permission=collection.permission,  # type: ignore[arg-type]  # only permissions are written
        rules=collection.rules,
        created_at=collection.created_at,
    )
