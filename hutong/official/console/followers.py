"""/api/console/apps/{app_id}/followers: who follows, and on which terms."""

from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.dialog import public as dialog
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official import followers
from hutong.official.errors.followers import OpenidUnknown
from hutong.official.models.followers import Follower
from hutong.people import public as people
from hutong.wire.product import Call, console

_MOST_AT_ONCE = 200


class FollowersQuery(msgspec.Struct, frozen=True):
    """`q` is how a name begins or what a remark holds; `after` is the last openid of the page before."""

    q: str = ""
    after: str = ""
    limit: int = 50


class FollowerShape(msgspec.Struct, frozen=True, kw_only=True):
    person: people.PersonCard
    openid: str
    followed_at: datetime
    remark: str
    scene: str
    blocked: bool
    conversation_window_until: datetime | None


class FollowerList(msgspec.Struct, frozen=True):
    items: list[FollowerShape]
    next: str | None
    total: int


class FollowerChanges(msgspec.Struct, frozen=True):
    """What to change; what is left out stays."""

    remark: str | None = None
    blocked: bool | None = None


@console.get("/apps/{app_id}/followers", query=FollowersQuery)
def listed(read: Reader, call: Call[None]) -> FollowerList:
    """Followers, those of longest standing first.

    Errors: NotYours · OpenidUnknown
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "audience")
    wanted: FollowersQuery = call.query
    limit = min(max(wanted.limit, 1), _MOST_AT_ONCE)
    if wanted.q:
        named = [person.id for person in people.search(read, prefix=wanted.q, limit=_MOST_AT_ONCE)]
        found = followers.matching(read, app.app_id, person_ids=named, text=wanted.q, limit=limit)
        return FollowerList(_shapes(read, call, app.app_id, found), None, followers.count(read, app.app_id))
    after = followers.get(read, app.app_id, _person_of(call, app.app_id, wanted.after)) if wanted.after else None
    found = followers.page(read, app.app_id, after=after, limit=limit)
    items = _shapes(read, call, app.app_id, found)
    return FollowerList(items, items[-1].openid if len(found) == limit else None, followers.count(read, app.app_id))


@console.put("/apps/{app_id}/followers/{openid}", body=FollowerChanges)
def change(tx: Transaction, call: Call[FollowerChanges]) -> FollowerShape:
    """Note a remark, block a follower, or let them write again.

    Request:  {"remark": "Next door"} · {"blocked": true}
    Errors:   NotYours · OpenidUnknown · RemarkTooLong
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "audience")
    person_id = _person_of(call, app.app_id, call.path["openid"])
    follower = followers.get(tx, app.app_id, person_id)
    if call.body.remark is not None:
        follower = followers.set_remark(tx, app.app_id, person_id, call.body.remark)
    if call.body.blocked is not None:
        follower = (followers.block if call.body.blocked else followers.unblock)(tx, app.app_id, person_id)
        done = "blocked" if call.body.blocked else "unblocked"
        audit(tx, actor=call.actor.name, action=f"official.follower_{done}", subject=f"app:{app.app_id}")
    return _shapes(tx, call, app.app_id, [follower])[0]


def _shapes(
    read: Reader, call: Call[FollowerChanges] | Call[None], app_id: str, found: list[Follower]
) -> list[FollowerShape]:
    person_ids = [follower.person_id for follower in found]
    persons = people.get_many(read, person_ids)
    windows = dialog.windows_until(read, app_id, person_ids)
    return [
        FollowerShape(
            person=people.card(persons[follower.person_id]),
            openid=apps.openid(call.lane.keys, app_id, follower.person_id),
            followed_at=follower.followed_at,
            remark=follower.remark,
            scene=follower.scene or follower.how,
            blocked=follower.is_blocked,
            conversation_window_until=windows.get(follower.person_id),
        )
        for follower in found
    ]


def _person_of(call: Call[FollowerChanges] | Call[None], app_id: str, openid: str) -> int:
    person_id = apps.person_of(call.lane.keys, app_id, openid)
    if person_id is None:
        raise OpenidUnknown()
    return person_id
