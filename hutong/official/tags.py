"""Tags: names an account has for some of its followers."""

import msgspec

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.official import followers, menus, tag_holders
from hutong.official.errors.tags import (
    FollowerHasTooManyTags,
    TagHeldByTooMany,
    TagIsOurs,
    TagMissing,
    TagNameTaken,
    TagNameTooLong,
    TooManyTags,
)
from hutong.official.models.tags import Tag, tags
from hutong.official.tag_holders import STAR

MOST_TAGS = 100
MOST_LETTERS = 30
MOST_PER_FOLLOWER = 20
MOST_TO_DELETE = 100_000
_PAGE = 1_000

FIRST_OWN = 100


class Counted(msgspec.Struct, frozen=True):
    """A tag, and how many followers hold it."""

    id: int
    name: str
    count: int


_all = query(tags.select().where(tags.c.app_id == param("app_id")).order_by(tags.c.id), Tag)


def create(tx: Transaction, app_id: str, name: str) -> Tag:
    """A new tag. Raises: TagNameTaken · TagNameTooLong · TooManyTags"""
    ever = tx.many(_all, app_id=app_id)
    there = _living(ever)
    _check_name(there, name)
    if len(there) >= MOST_TAGS:
        raise TooManyTags(limit=MOST_TAGS)
    number = ever[-1].id + 1 if ever else FIRST_OWN
    return tx.insert(Tag(app_id=app_id, id=number, name=name, created_at=tx.now))


def rename(tx: Transaction, app_id: str, tag_id: int, name: str) -> Tag:
    """Give a tag another name. Raises: TagIsOurs · TagMissing · TagNameTaken · TagNameTooLong"""
    tag = _changeable(tx, app_id, tag_id)
    if name == tag.name:
        return tag
    _check_name(_own(tx, app_id), name)
    return tx.update(tag, name=name)


def delete(tx: Transaction, app_id: str, tag_id: int) -> None:
    """Take a tag away, from all who hold it too. Raises: TagIsOurs · TagMissing · TagHeldByTooMany"""
    doomed = _changeable(tx, app_id, tag_id)
    held = tag_holders.counts(tx, app_id).get(tag_id, 0)
    if held > MOST_TO_DELETE:
        raise TagHeldByTooMany(held=held)
    while page := tag_holders.page(tx, app_id, tag_id, limit=_PAGE):
        untag(tx, app_id, tag_id, page)
    tx.update(doomed, deleted_at=tx.now)


def tag(tx: Transaction, app_id: str, tag_id: int, person_ids: list[int]) -> None:
    """Have followers hold a tag; who holds it already goes on. All of them, or none.

    Raises: TagMissing · OpenidUnknown · FollowerHasTooManyTags
    """
    require(tx, app_id, tag_id)
    for person_id in person_ids:
        follower = followers.get_following(tx, app_id, person_id)
        if tag_id in follower.tag_ids:
            continue
        if len(follower.tag_ids) >= MOST_PER_FOLLOWER:
            raise FollowerHasTooManyTags(limit=MOST_PER_FOLLOWER)
        tag_holders.add(tx, follower, tag_id)
        menus.show_to(tx, app_id, person_id)


def untag(tx: Transaction, app_id: str, tag_id: int, person_ids: list[int]) -> None:
    """Have followers hold a tag no longer. Raises: TagMissing · OpenidUnknown"""
    require(tx, app_id, tag_id)
    for person_id in person_ids:
        follower = followers.get(tx, app_id, person_id)
        if tag_id in follower.tag_ids:
            tag_holders.drop(tx, follower, tag_id)
            menus.show_to(tx, app_id, person_id)


def listed(read: Reader, app_id: str) -> list[Counted]:
    """Every tag of an account, the house's own first."""
    held = tag_holders.counts(read, app_id)
    star = Counted(STAR, "星标组", held.get(STAR, 0))
    return [star, *(Counted(one.id, one.name, held.get(one.id, 0)) for one in _own(read, app_id))]


def require(read: Reader, app_id: str, tag_id: int) -> None:
    """Raises: TagMissing"""
    if tag_id != STAR:
        _find(read, app_id, tag_id)


def _own(read: Reader, app_id: str) -> list[Tag]:
    return _living(read.many(_all, app_id=app_id))


def _living(ever: list[Tag]) -> list[Tag]:
    return [tag for tag in ever if tag.deleted_at is None]


def _changeable(read: Reader, app_id: str, tag_id: int) -> Tag:
    if 0 <= tag_id <= STAR:
        raise TagIsOurs(tag_id=tag_id)
    return _find(read, app_id, tag_id)


def _find(read: Reader, app_id: str, tag_id: int) -> Tag:
    found = read.one(tags.by_key, app_id=app_id, id=tag_id)
    if found is None or found.deleted_at is not None:
        raise TagMissing(tag_id=tag_id)
    return found


def _check_name(there: list[Tag], name: str) -> None:
    if len(name) > MOST_LETTERS:
        raise TagNameTooLong(limit=MOST_LETTERS)
    if not name.strip() or any(tag.name == name for tag in there):
        raise TagNameTaken(name=name)
