"""Whom a broadcast is for: how many they are, and who, where that has to be known beforehand.

Everybody, and those who hold a tag, are known to the log itself. Any other part is looked up and packed into a list.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta

import msgspec
import sqlalchemy as sa

from hutong.chat import public as chat
from hutong.dialog import public as dialog
from hutong.kernel.db import Count, Reader, Row, in_list, param, query
from hutong.kernel.lane import Lane
from hutong.official import followers, places, tag_holders, tags
from hutong.official.errors.broadcasts import AudienceMixed
from hutong.official.errors.tags import TagMissing
from hutong.official.models.broadcasts import Area, Audience, Broadcast, broadcasts
from hutong.official.models.followers import followers as rows
from hutong.official.models.tags import taggings

MOST_DAYS = 365
LANGUAGES = ("zh-CN", "en")
SCENE_LETTERS = 64
_AT_ONCE = 20_000
_END = 1 << 31
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180


class Reach(msgspec.Struct, frozen=True):
    """How many are meant, and how many of them may be written to."""

    total: int
    reached: int


class Chosen(msgspec.Struct, frozen=True):
    """People who were looked up: how many were meant, and those who may be written to."""

    total: int
    people: list[int]

    @property
    def reach(self) -> Reach:
        return Reach(self.total, len(self.people))


class Standing(Row, frozen=True):
    """A follower, and whether the account wants no messages from them."""

    person_id: int
    is_blocked: bool


_following = rows.c.app_id == param("app_id"), rows.c.is_following == 1
_blocked = query(
    sa.select(sa.func.count().label("total")).select_from(rows.sa).where(*_following, rows.c.is_blocked == 1), Count
)
_holding = rows.sa.join(
    taggings.sa, sa.and_(taggings.c.app_id == rows.c.app_id, taggings.c.person_id == rows.c.person_id)
)
_anybody = query(
    sa.select(rows.c.person_id, rows.c.is_blocked).where(*_following, rows.c.is_blocked == 0).limit(1), Standing
)
_any_holder = query(
    sa.select(rows.c.person_id, rows.c.is_blocked)
    .select_from(_holding)
    .where(*_following, rows.c.is_blocked == 0, taggings.c.tag_id == param("tag_id"))
    .limit(1),
    Standing,
)
_holders = query(
    sa.select(sa.func.count().label("total"))
    .select_from(taggings.sa)
    .where(taggings.c.app_id == param("app_id"), taggings.c.tag_id == param("tag_id")),
    Count,
)
_blocked_holders = query(
    sa.select(sa.func.count().label("total"))
    .select_from(_holding)
    .where(*_following, rows.c.is_blocked == 1, taggings.c.tag_id == param("tag_id")),
    Count,
)
_some = query(
    sa.select(rows.c.person_id, rows.c.is_blocked)
    .where(
        *_following,
        rows.c.person_id > param("after", sa.BigInteger()),
        sa.or_(param("any_language", sa.Integer()) == 1, rows.c.language == param("language", sa.Text())),
        sa.or_(
            param("any_scene", sa.Integer()) == 1,
            rows.c.scene == param("scene", sa.Text()),
            sa.and_(rows.c.scene == "", rows.c.how == param("scene", sa.Text())),
        ),
    )
    .order_by(rows.c.person_id)
    .limit(param("limit", sa.Integer())),
    Standing,
)
_named = query(
    sa.select(rows.c.person_id, rows.c.is_blocked).where(*_following, in_list(rows.c.person_id, "person_ids")),
    Standing,
)
_of_period = query(
    broadcasts.select().where(
        broadcasts.c.app_id == param("app_id"),
        broadcasts.c.period == param("period"),
        broadcasts.c.state != "failed",
    ),
    Broadcast,
)


def check(read: Reader, app_id: str, audience: Audience) -> None:
    """Raises: TagMissing · AudienceMixed"""
    if audience.is_list and audience != Audience(is_list=True):
        raise AudienceMixed(field="openids")
    if audience.language is not None and audience.language not in LANGUAGES:
        raise AudienceMixed(field="language")
    if audience.scene is not None and not 1 <= len(audience.scene) <= SCENE_LETTERS:
        raise AudienceMixed(field="scene")
    if audience.active_within_days is not None and not 1 <= audience.active_within_days <= MOST_DAYS:
        raise AudienceMixed(field="active_within_days")
    if audience.area is not None and not _is_on_earth(audience.area):
        raise AudienceMixed(field="area")
    if audience.tag_id is not None:
        if not 0 <= audience.tag_id < _END:
            raise TagMissing(tag_id=audience.tag_id)
        tags.require(read, app_id, audience.tag_id)


def reach(read: Reader, app_id: str, audience: Audience) -> Reach:
    """How many everybody are, or those who hold a tag; counted, not read."""
    if audience.tag_id is None:
        total, blocked = followers.count(read, app_id), read.one(_blocked, app_id=app_id)
    else:
        held = read.one(_holders, app_id=app_id, tag_id=audience.tag_id)
        total = held.total if held else 0
        blocked = read.one(_blocked_holders, app_id=app_id, tag_id=audience.tag_id)
    return Reach(total, total - (blocked.total if blocked else 0))


def is_anybody_there(read: Reader, app_id: str, audience: Audience) -> bool:
    """Whether a broadcast to everybody or to a tag reaches anybody at all."""
    if audience.tag_id is None:
        return read.one(_anybody, app_id=app_id) is not None
    return read.one(_any_holder, app_id=app_id, tag_id=audience.tag_id) is not None


async def matching(lane: Lane, app_id: str, audience: Audience) -> Chosen:
    """The followers who are all of what is named, read a part at a time beside everything else."""
    wanted = await _also(lane, app_id, audience)
    people: list[int] = []
    total, after = 0, 0
    while True:
        page = await lane.db.read_long(_page, app_id, audience, after=after, limit=_AT_ONCE)
        found = [one for one in page if wanted is None or one.person_id in wanted]
        total += len(found)
        people += [one.person_id for one in found if not one.is_blocked]
        if len(page) < _AT_ONCE:
            return Chosen(total, people)
        after = page[-1].person_id


def named(read: Reader, app_id: str, person_ids: list[int], *, share: int | None, period: int) -> Chosen:
    """Those of a list who follow, may be written to, and have not yet had their `share` of this period."""
    standing = read.many(_named, app_id=app_id, person_ids=person_ids)
    people = [one.person_id for one in standing if not one.is_blocked]
    if share is not None:
        had = _had(read, app_id, period, people)
        people = [person_id for person_id in people if had[person_id] < share]
    return Chosen(len(person_ids), people)


def _had(read: Reader, app_id: str, period: int, person_ids: list[int]) -> Counter[int]:
    """How many broadcasts of this period each of them got."""
    counted: Counter[int] = Counter()
    wanted = set(person_ids)
    for broadcast in read.many(_of_period, app_id=app_id, period=period):
        counted.update(_got(read, broadcast, person_ids, wanted))
    return counted


def _got(read: Reader, broadcast: Broadcast, person_ids: list[int], wanted: set[int]) -> Iterable[int]:
    audience = broadcast.audience
    if audience.is_everybody:
        return person_ids
    if audience.is_tag and audience.tag_id is not None:
        return tag_holders.among(read, broadcast.app_id, audience.tag_id, person_ids)
    log = chat.find_broadcast_log(read, broadcast.app_id)
    return () if log is None else wanted.intersection(chat.listed_for(read, log.id, broadcast.seqs[0]))


def _page(read: Reader, app_id: str, audience: Audience, *, after: int, limit: int) -> list[Standing]:
    return read.many(
        _some,
        app_id=app_id,
        after=after,
        any_language=int(audience.language is None),
        language=audience.language or "",
        any_scene=int(audience.scene is None),
        scene=audience.scene or "",
        limit=limit,
    )


async def _also(lane: Lane, app_id: str, audience: Audience) -> set[int] | None:
    """Who holds the tag, wrote lately and shares a place in the area, where that is asked for."""
    asked: list[Callable[[Reader, int], list[int]]] = []
    tag_id, days = audience.tag_id, audience.active_within_days
    if tag_id is not None:
        asked.append(lambda read, after: tag_holders.page(read, app_id, tag_id, after_id=after, limit=_AT_ONCE))
    if days is not None:
        since = lane.clock.lane() - timedelta(days=days)
        asked.append(lambda read, after: dialog.wrote_since(read, app_id, since, after=after, limit=_AT_ONCE))
    found = [await _all(lane, page_of) for page_of in asked]
    if audience.area is not None:
        found.append(await _within(lane, app_id, audience.area))
    return set.intersection(*found) if found else None


async def _within(lane: Lane, app_id: str, area: Area) -> set[int]:
    inside: set[int] = set()
    after: int | None = 0
    while after is not None:
        some, after = await lane.db.read_long(places.page_within, app_id, area, after=after, limit=_AT_ONCE)
        inside.update(some)
    return inside


def _is_on_earth(area: Area) -> bool:
    is_there = abs(area.latitude) <= _MOST_LATITUDE and abs(area.longitude) <= _MOST_LONGITUDE
    return is_there and places.NEAREST_METRES <= area.radius_m <= places.FARTHEST_METRES


async def _all(lane: Lane, page_of: Callable[[Reader, int], list[int]]) -> set[int]:
    found: set[int] = set()
    after = 0
    while True:
        page = await lane.db.read_long(page_of, after)
        found.update(page)
        if len(page) < _AT_ONCE:
            return found
        after = page[-1]
