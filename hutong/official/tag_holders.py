"""Who holds which tag. A follower's row says what they hold; these rows find holders by tag, while they follow."""

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, in_list, param, query, statement
from hutong.official import logs
from hutong.official.models.followers import Follower
from hutong.official.models.tags import Tag, Tagging, taggings, tags

STAR = 2
"""The tag every account has for those it marks with a star."""


class CountOf(msgspec.Struct, frozen=True):
    tag_id: int
    total: int


_those = query(tags.select().where(tags.c.app_id == param("app_id"), in_list(tags.c.id, "tag_ids")), Tag)
_counts = query(
    sa.select(taggings.c.tag_id, sa.func.count().label("total"))
    .where(taggings.c.app_id == param("app_id"))
    .group_by(taggings.c.tag_id),
    CountOf,
)
_holders = query(
    taggings.select()
    .where(
        taggings.c.app_id == param("app_id"),
        taggings.c.tag_id == param("tag_id"),
        taggings.c.person_id > param("after_id", sa.BigInteger()),
    )
    .order_by(taggings.c.person_id)
    .limit(param("limit", sa.Integer())),
    Tagging,
)
_among = query(
    taggings.select().where(
        taggings.c.app_id == param("app_id"),
        taggings.c.tag_id == param("tag_id"),
        in_list(taggings.c.person_id, "person_ids"),
    ),
    Tagging,
)
_drop = statement(
    sa.delete(taggings.sa).where(
        taggings.c.app_id == param("of_app"),
        taggings.c.tag_id == param("of_tag"),
        taggings.c.person_id == param("whose"),
    )
)


def add(tx: Transaction, follower: Follower, tag_id: int) -> Follower:
    """A follower holds one tag more."""
    _put(tx, follower, tag_id)
    return tx.update(follower, tag_ids=(*follower.tag_ids, tag_id))


def drop(tx: Transaction, follower: Follower, tag_id: int) -> Follower:
    """A follower holds one tag less."""
    _take(tx, follower, tag_id)
    return tx.update(follower, tag_ids=tuple(held for held in follower.tag_ids if held != tag_id))


def let_go(tx: Transaction, follower: Follower) -> None:
    """A follower leaves: their tags count them no more, and wait for them."""
    for tag_id in follower.tag_ids:
        _take(tx, follower, tag_id)


def take_up(tx: Transaction, follower: Follower) -> Follower:
    """A follower is back, and holds again what is still there of their tags."""
    if not follower.tag_ids:
        return follower
    those = tx.many(_those, app_id=follower.app_id, tag_ids=list(follower.tag_ids))
    there = {tag.id for tag in those if tag.deleted_at is None} | {STAR}
    kept = tuple(tag_id for tag_id in follower.tag_ids if tag_id in there)
    for tag_id in kept:
        _put(tx, follower, tag_id)
    return follower if kept == follower.tag_ids else tx.update(follower, tag_ids=kept)


def counts(read: Reader, app_id: str) -> dict[int, int]:
    """How many followers hold each tag; a tag nobody holds is left out."""
    return {found.tag_id: found.total for found in read.many(_counts, app_id=app_id)}


def page(read: Reader, app_id: str, tag_id: int, *, after_id: int = 0, limit: int) -> list[int]:
    """Who holds a tag, by person id."""
    found = read.many(_holders, app_id=app_id, tag_id=tag_id, after_id=after_id, limit=limit)
    return [tagging.person_id for tagging in found]


def among(read: Reader, app_id: str, tag_id: int, person_ids: list[int]) -> list[int]:
    """Those of some people who hold a tag."""
    found = read.many(_among, app_id=app_id, tag_id=tag_id, person_ids=person_ids)
    return [tagging.person_id for tagging in found]


def _put(tx: Transaction, follower: Follower, tag_id: int) -> None:
    tx.get_or_add(Tagging(follower.app_id, tag_id, follower.person_id))
    logs.put_tag(tx, follower.app_id, tag_id, follower.person_id)


def _take(tx: Transaction, follower: Follower, tag_id: int) -> None:
    tx.run(_drop, of_app=follower.app_id, of_tag=tag_id, whose=follower.person_id)
    logs.drop_tag(tx, follower.app_id, tag_id, follower.person_id)
