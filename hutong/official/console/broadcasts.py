"""/api/console/apps/{app_id}/broadcasts: whom it would reach, sending, what became of it, taking it back."""

import asyncio
from typing import Any

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.official.api_weixin.openids import people_of, person_of
from hutong.official.broadcasts import asking, desks, sending
from hutong.official.broadcasts.desks import Allowance
from hutong.official.console.broadcast_shapes import (
    MOST_NAMED,
    AudienceShape,
    BroadcastList,
    BroadcastShape,
    Counted,
    DeleteQuery,
    ListQuery,
    Meant,
    MediaQuery,
    MediaShape,
    NewBroadcast,
    Rules,
    ToOne,
    shape,
    wanted_of,
)
from hutong.official.errors.broadcasts import AudienceMixed, BroadcastUnknown
from hutong.official.models.broadcasts import Audience
from hutong.wire.paths import number_in
from hutong.wire.product import Call, Nothing, console, lab

_MOST_A_PAGE = 100
_BEYOND_ALL = (1 << 63) - 1
_MB = 1 << 20
_LIMITS = {"image": 10 * _MB, "voice": 2 * _MB, "video": 10 * _MB}


@console.post("/apps/{app_id}/broadcasts/media", raw=True, query=MediaQuery)
async def upload(call: Call[None]) -> MediaShape:
    """Bring a picture, a recording or a film to be broadcast within three days.

    Request:  ?kind=image&name=tap.jpg and the raw bytes
    Response: {"media_id": "…", "kind": "image", "size_bytes": 20480, "seconds": null, "expires_at": "…"}
    Errors:   NotYours · TooLarge · Empty · NotThatKind · VoiceTooLong
    """
    app, wanted, lane = await _app(call), call.query, call.lane
    if wanted.kind == "voice":
        # Browsers record sound into containers that look like films; what is in them decides.
        blob = await chat.keep_playable(lane, await lane.media.put(call.stream(), _LIMITS["voice"]))
    else:
        blob = await lane.media.put(call.stream(), _LIMITS[wanted.kind], wanted.kind)
    kept = await lane.db.run(apps.add_media, app.app_id, wanted.kind, blob, wanted.name)
    return MediaShape(
        media_id=kept.media_id,
        kind=kept.kind,
        size_bytes=kept.size_bytes,
        seconds=kept.duration_seconds,
        expires_at=kept.expires_at,
    )


@console.post("/apps/{app_id}/broadcasts/count", body=Meant)
async def count(call: Call[Meant]) -> Counted:
    """Whom a broadcast would reach, before it is sent.

    Request:  {"audience": {"tag_id": 100, "language": "en"}}
    Response: {"total": 31, "reached": 30, "filtered": 1, "allowance": {"per": "month", "limit": 4, "used": 1, …}}
    Errors:   NotYours · TagMissing · AudienceMixed · OpenidUnknown · OpenidOfAnother
    """
    app = await _app(call)
    audience, person_ids = await _meant(call, app, call.body.audience)
    reach = await asking.count(call.lane, app, audience, person_ids)
    allowance = await call.lane.db.read(desks.allowance, app)
    filtered = reach.total - reach.reached
    return Counted(total=reach.total, reached=reach.reached, filtered=filtered, allowance=allowance)


@console.get("/apps/{app_id}/broadcasts", query=ListQuery)
def listed(read: Reader, call: Call[None]) -> BroadcastList:
    """What was broadcast, the newest first, and what may still be.

    Errors: NotYours · BroadcastUnknown
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "content")
    limit = min(max(call.query.limit, 1), _MOST_A_PAGE)
    before = _number(call.query.before) if call.query.before else _BEYOND_ALL
    found = sending.page(read, app.app_id, before=before, limit=limit)
    next_id = str(found[-1].number) if len(found) == limit else None
    return BroadcastList([shape(one) for one in found], next_id, desks.allowance(read, app))


@console.get("/apps/{app_id}/broadcasts/{id}")
def show(read: Reader, call: Call[None]) -> BroadcastShape:
    """One broadcast and what became of it.

    Errors: NotYours · BroadcastUnknown
    """
    app = apps.require_account(read, call.actor, call.path["app_id"], "content")
    return shape(sending.get(read, app.app_id, _number(call.path["id"])))


@console.post("/apps/{app_id}/broadcasts", body=NewBroadcast)
async def send(call: Call[NewBroadcast]) -> BroadcastShape:
    """Broadcast. Sent again with the same client_id within a day, it answers the first.

    Request:  {"audience": {"tag_id": 100}, "content": {"kind": "text", "text": "Water is back"}, "client_id": "f3b0…"}
    Response: Broadcast, whose counts come when its state is no longer "sending"
    Errors:   NotYours · AccountPaused · AudienceEmpty · AudienceMixed · TagMissing · BroadcastsUsedUp
              BroadcastsTooOften · ClientIdTooLong · ContentMissing · ContentTooLong · MediaUnknown · MaterialUnknown
              DraftNotReady · PicturesWrong · FilmWordsTooLong
    """
    app = await _app(call)
    audience, person_ids = await _meant(call, app, call.body.audience)
    sent = await asking.send(
        call.lane,
        app,
        audience,
        wanted_of(call.body.content),
        by="console",
        sent_by=call.actor.name,
        person_ids=person_ids,
        client_id=call.body.client_id,
        refuse_nobody=True,
    )
    await call.lane.db.run(_note, call.actor.name, app.app_id, "official.broadcast_sent", sent.number)
    return shape(sent)


@console.post("/apps/{app_id}/broadcasts/preview", body=ToOne)
async def preview(call: Call[ToOne]) -> Nothing:
    """Show one follower what it will look like, in their own thread.

    Request:  {"openid": "oA1...", "content": {"kind": "articles", "media_id": "…"}}
    Response: {}
    Errors:   NotYours · OpenidUnknown · OpenidOfAnother · NotFollowing, and what sending says of content
    """
    app = await _app(call)
    person_id = person_of(call.lane, app.app_id, call.body.openid)
    await asking.preview(call.lane, app.app_id, person_id, wanted_of(call.body.content))
    return Nothing()


@console.delete("/apps/{app_id}/broadcasts/{id}", query=DeleteQuery)
def delete(tx: Transaction, call: Call[None]) -> BroadcastShape:
    """Take back articles, all or one, or a film.

    Request:  ?article=2, or nothing for all
    Response: Broadcast
    Errors:   NotYours · BroadcastUnknown · BroadcastStays
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    article = call.query.article
    gone = sending.delete(tx, app.app_id, _number(call.path["id"]), None if article is None else article - 1)
    _note(tx, call.actor.name, app.app_id, "official.broadcast_deleted", gone.number)
    return shape(gone)


@lab.put("/apps/{app_id}/broadcast-rules", body=Rules)
def choose_rules(tx: Transaction, call: Call[Rules]) -> Allowance:
    """Have an account broadcast by the rules of another time.

    Request:  {"rule_set": "2013"}  or "current"
    Response: {"per": "month", "limit": 1, "used": 0, "left": 1, "renews_at": "…", "rule_set": "2013"}
    Errors:   NotYours · RuleSetUnknown
    """
    app = apps.require_account(tx, call.actor, call.path["app_id"], "content")
    desks.choose_rules(tx, app.app_id, call.body.rule_set)
    return desks.allowance(tx, app)


async def _app(call: Call[Any]) -> apps.AppView:
    return await call.lane.db.read(apps.require_member, call.actor, call.path["app_id"], "content")


async def _meant(call: Call[Any], app: apps.AppView, told: AudienceShape) -> tuple[Audience, list[int] | None]:
    """The audience, and the people named one by one. Raises: AudienceMixed · OpenidUnknown · OpenidOfAnother"""
    audience = Audience(
        tag_id=told.tag_id,
        language=told.language,
        scene=told.scene,
        active_within_days=told.active_within_days,
        area=told.area,
        is_list=told.openids is not None,
    )
    if told.openids is None:
        return audience, None
    if not told.openids:
        raise AudienceMixed(field="openids")
    named = asyncio.to_thread(people_of, call.lane, app.app_id, told.openids, at_most=MOST_NAMED)
    return audience, await named


def _note(tx: Transaction, actor: str, app_id: str, action: str, number: int) -> None:
    audit(tx, actor=actor, action=action, subject=f"app:{app_id}", detail={"number": number})


def _number(spelled: str) -> int:
    found = number_in(spelled)
    if found is None:
        raise BroadcastUnknown(number=spelled[:32])
    return found
