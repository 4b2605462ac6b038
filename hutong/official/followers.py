"""Who follows an account, and on which terms."""

from datetime import datetime

import msgspec
import sqlalchemy as sa

from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction, in_list, param, query, statement
from hutong.official import events, logs, places, qrcodes, tag_holders
from hutong.official.errors.followers import FollowRefused, NotFollowing, OpenidUnknown, RemarkTooLong
from hutong.official.models.followers import Follower, followers
from hutong.official.models.qrcodes import Qrcode
from hutong.official.numbers import audience, funnel
from hutong.people import public as people

REMARK_LETTERS = 29
MOST_AT_ONCE = 10_000

# How somebody came to follow, in our own words.
WAYS = ("search", "link", "card", "qr_code", "other")


class Count(msgspec.Struct, frozen=True):
    total: int


class CountOf(msgspec.Struct, frozen=True):
    app_id: str
    total: int


class AppId(msgspec.Struct, frozen=True):
    app_id: str


_following = followers.c.app_id == param("app_id"), followers.c.is_following == 1
_oldest_first = followers.c.followed_at, followers.c.person_id
_page = query(
    followers.select()
    .where(
        *_following,
        sa.tuple_(*_oldest_first)
        > sa.tuple_(param("after_at", followers.c.followed_at.type), param("after_id", sa.BigInteger())),
    )
    .order_by(*_oldest_first)
    .limit(param("limit", sa.Integer())),
    Follower,
)
_count = query(sa.select(sa.func.count().label("total")).select_from(followers.sa).where(*_following), Count)
_counts = query(
    sa.select(followers.c.app_id, sa.func.count().label("total"))
    .where(in_list(followers.c.app_id, "app_ids"), followers.c.is_following == 1)
    .group_by(followers.c.app_id),
    CountOf,
)
_several = query(
    followers.select().where(followers.c.app_id == param("app_id"), in_list(followers.c.person_id, "person_ids")),
    Follower,
)
_matching = query(
    followers.select()
    .where(
        *_following,
        sa.or_(
            in_list(followers.c.person_id, "person_ids"),
            followers.c.remark.contains(param("text", sa.Text()), autoescape=False),
        ),
    )
    .order_by(*_oldest_first)
    .limit(param("limit", sa.Integer())),
    Follower,
)
_blocked = query(
    followers.select()
    .where(
        followers.c.app_id == param("app_id"),
        followers.c.is_blocked == 1,
        followers.c.person_id > param("after_id", sa.BigInteger()),
    )
    .order_by(followers.c.person_id)
    .limit(param("limit", sa.Integer())),
    Follower,
)
_count_blocked = query(
    sa.select(sa.func.count().label("total"))
    .select_from(followers.sa)
    .where(followers.c.app_id == param("app_id"), followers.c.is_blocked == 1),
    Count,
)
_followed_by = query(
    sa.select(followers.c.app_id)
    .where(followers.c.person_id == param("person_id"), followers.c.is_following == 1)
    .order_by(followers.c.app_id),
    AppId,
)
_set_language = statement(
    sa.update(followers.sa).where(followers.c.person_id == param("of_person")).values(language=param("new_language"))
)


def follow(tx: Transaction, app_id: str, person_id: int, *, how: str = "other", code: Qrcode | None = None) -> Follower:
    """Make a person a follower, by the scene of `code` if they scanned one; following twice changes nothing.

    Raises: FollowRefused
    Publishes: Followed, and sends the account's server `subscribe`.
    """
    before = find(tx, app_id, person_id)
    if before is not None and before.is_blocked:
        raise FollowRefused(app_id=app_id)
    if before is not None and before.is_following:
        return before
    follower = _come(tx, before, app_id, person_id, how="qr_code" if code else how, code=code)
    audience.came(tx, follower)
    if code is not None:
        funnel.followed(tx, code, person_id)
    logs.open_for(tx, app_id, person_id)
    thread = dialog.open_thread(tx, app_id, person_id)
    dialog.notify(tx, thread, "followed")
    dialog.push_event(tx, app_id, person_id, "subscribe", qrcodes.subscribe_fields(code), opens=dialog.FOLLOW)
    tx.publish(events.Followed(app_id=app_id, person_id=person_id))
    return follower


def unfollow(tx: Transaction, app_id: str, person_id: int) -> None:
    """Let a follower leave; what the account knew of them waits for their return. Leaving twice changes nothing.

    Publishes: Unfollowed, and sends the account's server `unsubscribe`.
    """
    follower = find(tx, app_id, person_id)
    if follower is None or not follower.is_following:
        return
    _go(tx, follower)
    dialog.push_event(tx, app_id, person_id, "unsubscribe", {"EventKey": ""})
    dialog.leave_thread(tx, app_id, person_id)
    tx.publish(events.Unfollowed(app_id=app_id, person_id=person_id))


def bring_over(tx: Transaction, follower: Follower, app_id: str) -> None:
    """A follower of one account becomes one of another, silently, with the remark; who is blocked there only leaves."""
    person_id = follower.person_id
    before = find(tx, app_id, person_id)
    if before is None or not (before.is_following or before.is_blocked):
        come = _come(tx, before, app_id, person_id, how="move", code=None)
        audience.came(tx, tx.update(come, remark=follower.remark))
        logs.open_for(tx, app_id, person_id)
        dialog.open_thread(tx, app_id, person_id)
    _go(tx, follower)
    dialog.leave_thread(tx, follower.app_id, person_id)


def _go(tx: Transaction, follower: Follower) -> None:
    app_id, person_id = follower.app_id, follower.person_id
    tx.update(follower, is_following=False)
    audience.left(tx, follower)
    tag_holders.let_go(tx, follower)
    places.forget(tx, app_id, person_id)
    logs.close_for(tx, app_id, person_id, hidden=True)


def block(tx: Transaction, app_id: str, person_id: int) -> Follower:
    """The account wants no messages from this follower. Raises: OpenidUnknown"""
    follower = get(tx, app_id, person_id)
    if follower.is_blocked:
        return follower
    dialog.block_thread(tx, app_id, person_id)
    logs.close_for(tx, app_id, person_id, hidden=not follower.is_following)
    return tx.update(follower, is_blocked=True)


def unblock(tx: Transaction, app_id: str, person_id: int) -> Follower:
    """The follower may write again. Raises: OpenidUnknown"""
    follower = get(tx, app_id, person_id)
    if not follower.is_blocked:
        return follower
    if follower.is_following:
        dialog.open_thread(tx, app_id, person_id)
        logs.open_for(tx, app_id, person_id)
    else:
        dialog.leave_thread(tx, app_id, person_id)
    return tx.update(follower, is_blocked=False)


def set_remark(tx: Transaction, app_id: str, person_id: int, remark: str) -> Follower:
    """Note a name of the account's own for a follower; an empty one takes it away.

    Raises: OpenidUnknown · RemarkTooLong
    """
    if len(remark) > REMARK_LETTERS:
        raise RemarkTooLong(limit=REMARK_LETTERS)
    return tx.update(get_following(tx, app_id, person_id), remark=remark)


def find(read: Reader, app_id: str, person_id: int) -> Follower | None:
    """A person's standing with the account, None when they never followed."""
    return read.one(followers.by_key, app_id=app_id, person_id=person_id)


def get(read: Reader, app_id: str, person_id: int) -> Follower:
    """A person's standing with the account. Raises: OpenidUnknown"""
    follower = find(read, app_id, person_id)
    if follower is None:
        raise OpenidUnknown()
    return follower


def get_following(read: Reader, app_id: str, person_id: int) -> Follower:
    """A follower who has not left. Raises: OpenidUnknown"""
    follower = get(read, app_id, person_id)
    if not follower.is_following:
        raise OpenidUnknown()
    return follower


def require_following(read: Reader, app_id: str, person_id: int) -> Follower:
    """The person's own standing, for what only followers may do. Raises: NotFollowing"""
    follower = find(read, app_id, person_id)
    if follower is None or not follower.is_following or follower.is_blocked:
        raise NotFollowing(app_id=app_id)
    return follower


def several(read: Reader, app_id: str, person_ids: list[int]) -> dict[int, Follower]:
    """The standings of some people, of those who have one."""
    return {follower.person_id: follower for follower in read.many(_several, app_id=app_id, person_ids=person_ids)}


def page(read: Reader, app_id: str, *, after: Follower | None, limit: int = MOST_AT_ONCE) -> list[Follower]:
    """Followers after `after`, those of longest standing first."""
    at, person_id = (after.followed_at, after.person_id) if after else (_BEGINNING, 0)
    return read.many(_page, app_id=app_id, after_at=at, after_id=person_id, limit=limit)


def matching(read: Reader, app_id: str, *, person_ids: list[int], text: str, limit: int) -> list[Follower]:
    """Followers among `person_ids`, or whose remark holds `text`."""
    return read.many(_matching, app_id=app_id, person_ids=person_ids, text=text, limit=limit)


def count(read: Reader, app_id: str) -> int:
    """How many follow the account now."""
    counted = read.one(_count, app_id=app_id)
    return counted.total if counted else 0


def blocked(read: Reader, app_id: str, *, after_id: int = 0, limit: int) -> list[Follower]:
    """Those whom the account wants no messages from, by person id."""
    return read.many(_blocked, app_id=app_id, after_id=after_id, limit=limit)


def count_blocked(read: Reader, app_id: str) -> int:
    """How many they are."""
    counted = read.one(_count_blocked, app_id=app_id)
    return counted.total if counted else 0


def counts(read: Reader, app_ids: list[str]) -> dict[str, int]:
    """How many follow each of these accounts; who has none is left out."""
    return {found.app_id: found.total for found in read.many(_counts, app_ids=app_ids)} if app_ids else {}


def followed_by(read: Reader, person_id: int) -> list[str]:
    """The accounts a person follows."""
    return [found.app_id for found in read.many(_followed_by, person_id=person_id)]


def set_language(tx: Transaction, person_id: int, language: str) -> None:
    """The person reads another language now; accounts see it in what they may know of a follower."""
    tx.run(_set_language, of_person=person_id, new_language=language)


_BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _come(
    tx: Transaction, before: Follower | None, app_id: str, person_id: int, *, how: str, code: Qrcode | None
) -> Follower:
    scene = code.scene if code else ""
    scene_is_number = code is not None and code.scene_is_number
    if before is not None:
        back = tx.update(
            before, is_following=True, followed_at=tx.now, how=how, scene=scene, scene_is_number=scene_is_number
        )
        return tag_holders.take_up(tx, back)
    person = people.get(tx, person_id)
    assert person is not None, "who follows is signed in"
    fresh = Follower(
        app_id=app_id,
        person_id=person_id,
        is_following=True,
        followed_at=tx.now,
        how=how,
        scene=scene,
        scene_is_number=scene_is_number,
        remark="",
        is_blocked=False,
        language=person.language,
    )
    return tx.get_or_add(fresh)[0]
