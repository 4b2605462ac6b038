"""/api/console/apps/{app_id}/followers/{openid}: everything an account knows of one follower, on one card."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.dialog import public as dialog
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official import followers, tags
from hutong.official.errors.followers import OpenidUnknown
from hutong.official.errors.tags import FollowerHasTooManyTags
from hutong.official.models.followers import Follower
from hutong.official.numbers import audience, funnel
from hutong.official.tags import MOST_PER_FOLLOWER, Counted
from hutong.people import public as people
from hutong.wire.product import Call, console

_ORDER = ("scanned", "followed", "wrote", "paid", "left")


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """Something between the follower and the account: followed, left, scanned, wrote or paid.

    `scene` is the code's, where there was one; `how` the way by which they came.
    """

    at: datetime
    kind: str
    how: str = ""
    scene: str = ""


class FollowerCard(msgspec.Struct, frozen=True, kw_only=True):
    """A follower; `written` and `answered` count what was said in their thread."""

    person: people.PersonCard
    openid: str
    following: bool
    followed_at: datetime
    how: str
    scene: str
    remark: str
    blocked: bool
    language: str
    tags: list[Counted]
    conversation_window_until: datetime | None
    written: int
    answered: int
    last_written_at: datetime | None
    history: list[Happening]


class TagsWanted(msgspec.Struct, frozen=True):
    """The tags they are to hold, and no others."""

    tag_ids: list[int]


@console.get("/apps/{app_id}/followers/{openid}")
def show(read: Reader, call: Call[None]) -> FollowerCard:
    """One follower's card, also of who has left.

    Response: {"person", "openid", "following": true, "followed_at", "how": "qr_code", "scene": "front door",
               "remark", "blocked", "language", "tags": [{"id", "name", "count"}], "conversation_window_until",
               "written": 3, "answered": 2, "last_written_at", "history": [{"at", "kind": "followed", "how", "scene"}]}
    Errors:   NotYours · OpenidUnknown
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "audience")
    return _card(read, call, followers.get(read, app.app_id, _person_of(call, app.app_id)))


@console.put("/apps/{app_id}/followers/{openid}/tags", body=TagsWanted)
def set_tags(tx: Transaction, call: Call[TagsWanted]) -> FollowerCard:
    """Have a follower hold these tags and no others.

    Request:  {"tag_ids": [100, 2]}
    Errors:   NotYours · OpenidUnknown · TagMissing · FollowerHasTooManyTags
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "audience")
    person_id = _person_of(call, app.app_id)
    wanted = set(call.body.tag_ids)
    if len(wanted) > MOST_PER_FOLLOWER:
        raise FollowerHasTooManyTags(limit=MOST_PER_FOLLOWER)
    held = followers.get_following(tx, app.app_id, person_id).tag_ids
    # What goes, goes first: there is room for twenty.
    for tag_id in held:
        if tag_id not in wanted:
            tags.untag(tx, app.app_id, tag_id, [person_id])
    for tag_id in call.body.tag_ids:
        tags.tag(tx, app.app_id, tag_id, [person_id])
    audit(
        tx,
        actor=call.actor.name,
        action="official.follower_tagged",
        subject=f"app:{app.app_id}",
        detail={"openid": call.path["openid"], "tag_ids": sorted(wanted)},
    )
    return _card(tx, call, followers.get(tx, app.app_id, person_id))


def _card(read: Reader, call: Call[Any], follower: Follower) -> FollowerCard:
    app_id, person_id = follower.app_id, follower.person_id
    named = {tag.id: tag for tag in tags.listed(read, app_id)}
    thread = chat.find_app_thread(read, app_id, person_id)
    said = chat.said_in(read, thread.id) if thread is not None else chat.SaidIn(0, 0, None)
    return FollowerCard(
        person=people.card(people.require(read, person_id)),
        openid=apps.openid(call.lane.keys, app_id, person_id),
        following=follower.is_following,
        followed_at=follower.followed_at,
        how=follower.how,
        scene=follower.scene,
        remark=follower.remark,
        blocked=follower.is_blocked,
        language=follower.language,
        tags=[named[tag_id] for tag_id in follower.tag_ids if tag_id in named],
        conversation_window_until=dialog.window_until(read, app_id, person_id),
        written=said.written,
        answered=said.answered,
        last_written_at=said.last_written_at,
        history=_history(read, app_id, person_id),
    )


def _history(read: Reader, app_id: str, person_id: int) -> list[Happening]:
    told = [
        Happening(at=coming.at, kind=coming.kind, how=coming.how, scene=coming.scene)
        for coming in audience.of_person(read, app_id, person_id)
    ]
    for visit in funnel.of_person(read, app_id, person_id):
        steps = {"scanned": visit.scanned_at, "wrote": visit.wrote_at, "paid": visit.paid_at}
        told += [
            Happening(at=at, kind=kind, scene=funnel.shown(visit.scene)) for kind, at in steps.items() if at is not None
        ]
    # What happened at the same moment is told in the order in which it can only have happened.
    return sorted(told, key=lambda one: (one.at, _ORDER.index(one.kind)), reverse=True)


def _person_of(call: Call[Any], app_id: str) -> int:
    person_id = apps.person_of(call.lane.keys, app_id, call.path["openid"])
    if person_id is None:
        raise OpenidUnknown()
    return person_id
