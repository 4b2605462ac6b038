"""Collections: making them, dropping them, and saying who may do what."""

import re
from typing import Any

import sqlalchemy as sa

from hutong.cloud.documents import rules, telling
from hutong.cloud.errors.database import CollectionMissing, CollectionThere, ParameterWrong, TooManyCollections
from hutong.cloud.events import CollectionDropped
from hutong.cloud.models.collections import PERMISSIONS, Collection, Permission, collections
from hutong.cloud.models.documents import documents
from hutong.kernel.db import Count, Reader, Row, Transaction, param, query, statement

MOST = 200
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")


class Tally(Row, frozen=True):
    """How many documents a collection has, and how large they are together."""

    collection: str
    count: int
    size_bytes: int


_of_app = query(
    collections.select().where(collections.c.app_id == param("app_id")).order_by(collections.c.name), Collection
)
_count = query(
    sa.select(sa.func.count().label("total"))
    .select_from(collections.sa)
    .where(collections.c.app_id == param("app_id")),
    Count,
)
_tallied = (
    sa.select(
        documents.c.collection,
        sa.func.count().label("count"),
        sa.cast(sa.func.sum(sa.func.length(documents.c.content)), sa.BigInteger).label("size_bytes"),
    )
    .where(documents.c.app_id == param("app_id"))
    .group_by(documents.c.collection)
)
_tallies = query(_tallied, Tally)
_tally = query(_tallied.where(documents.c.collection == param("name")), Tally)
_drop = statement(
    sa.delete(collections.sa).where(collections.c.app_id == param("of_app"), collections.c.name == param("of_name"))
)
_empty = statement(
    sa.delete(documents.sa).where(documents.c.app_id == param("of_app"), documents.c.collection == param("of_name"))
)


def found(read: Reader, app_id: str, name: str) -> Collection:
    """Raises: CollectionMissing"""
    kept = read.one(collections.by_key, app_id=app_id, name=name) if _NAME.fullmatch(name) else None
    if kept is None:
        raise CollectionMissing(name=name[:64])
    return kept


def listed(read: Reader, app_id: str) -> list[Collection]:
    """A program's collections, by name."""
    return read.many(_of_app, app_id=app_id)


def tallies(read: Reader, app_id: str) -> dict[str, Tally]:
    """What they hold, of those that hold anything."""
    return {tally.collection: tally for tally in read.many(_tallies, app_id=app_id)}


def tally(read: Reader, app_id: str, name: str) -> Tally | None:
    """What one holds, None when it holds nothing."""
    return read.one(_tally, app_id=app_id, name=name)


def make(tx: Transaction, app_id: str, name: str, permission: Permission = "PRIVATE") -> Collection:
    """Raises: ParameterWrong · CollectionThere · TooManyCollections"""
    if not _NAME.fullmatch(name):
        raise ParameterWrong(detail="a collection's name is letters, digits, _, - and ., at most 64, no digit first")
    held = tx.one(_count, app_id=app_id)
    if held is not None and held.total >= MOST:
        raise TooManyCollections(max=MOST)
    fresh = Collection(app_id=app_id, name=name, permission=permission, rules={}, created_at=tx.now)
    made, is_new = tx.get_or_add(fresh)
    if not is_new:
        raise CollectionThere(name=name)
    return made


def permit(
    tx: Transaction, app_id: str, name: str, permission: str, custom: dict[str, Any] | None = None
) -> Collection:
    """Say who may do what. Raises: CollectionMissing · ParameterWrong · RuleWrong"""
    if permission not in PERMISSIONS:
        raise ParameterWrong(detail=f"a permission is one of {', '.join(PERMISSIONS)}")
    given = (custom or {}) if permission == "CUSTOM" else {}
    rules.check(given)
    telling.tell_all(tx, app_id, name)
    return tx.update(found(tx, app_id, name), permission=permission, rules=given)


def drop(tx: Transaction, app_id: str, name: str) -> None:
    """Drop a collection and all in it. Raises: CollectionMissing. Publishes: CollectionDropped"""
    found(tx, app_id, name)
    tx.run(_empty, of_app=app_id, of_name=name)
    tx.run(_drop, of_app=app_id, of_name=name)
    telling.tell_all(tx, app_id, name)
    tx.publish(CollectionDropped(app_id=app_id, collection=name))
