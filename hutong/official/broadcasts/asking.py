"""From what a host was told to a broadcast: people are looked up and media made ready before the rule begins."""

import asyncio

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.official.broadcasts import audiences, contents, desks, sending
from hutong.official.broadcasts.audiences import Chosen, Reach
from hutong.official.broadcasts.contents import Prepared, Wanted
from hutong.official.broadcasts.rule_sets import share_of
from hutong.official.broadcasts.sending import Order
from hutong.official.errors.broadcasts import AudienceEmpty
from hutong.official.models.broadcasts import Audience, Broadcast


async def send(
    lane: Lane,
    app: apps.AppView,
    audience: Audience,
    wanted: Wanted,
    *,
    by: str,
    sent_by: str = "",
    person_ids: list[int] | None = None,
    client_id: str | None = None,
    refuse_nobody: bool = False,
) -> Broadcast:
    """Broadcast to an audience, or to a list of people. With `refuse_nobody`, there has to be somebody.

    Raises: AudienceEmpty, and what `contents.prepare` and `sending.accept` raise
    """
    content = await contents.prepare(lane, app.app_id, wanted)
    chosen = await _looked_up(lane, app, audience, person_ids)
    if refuse_nobody and (chosen.reach if chosen else await count(lane, app, audience, person_ids)).reached == 0:
        raise AudienceEmpty()
    order = Order(
        app=app,
        by=by,
        sent_by=sent_by,
        audience=audience,
        content=content,
        client_id=client_id,
        people=None if chosen is None else await asyncio.to_thread(chat.pack_people, chosen.people),
        reach=None if chosen is None else chosen.reach,
        asks_again=by == "console",
    )
    return await lane.db.run(sending.accept, order)


async def count(lane: Lane, app: apps.AppView, audience: Audience, person_ids: list[int] | None) -> Reach:
    """How many a broadcast would be for. Raises: TagMissing · AudienceMixed"""
    chosen = await _looked_up(lane, app, audience, person_ids)
    return chosen.reach if chosen else await lane.db.read_long(audiences.reach, app.app_id, audience)


async def preview(lane: Lane, app_id: str, person_id: int, wanted: Wanted) -> int:
    """Show one follower beforehand, in their own thread; answers a number for it.

    Raises: NotFollowing · ReceiverBlocked, and what `contents.prepare` raises
    """
    content = await contents.prepare(lane, app_id, wanted)
    return await lane.db.run(_show, app_id, person_id, content)


def _show(tx: Transaction, app_id: str, person_id: int, content: Prepared) -> int:
    for body in contents.previewed(tx, app_id, content):
        dialog.tell(tx, app_id, person_id, body)
    return desks.take(tx, app_id).last_number


async def _looked_up(lane: Lane, app: apps.AppView, audience: Audience, person_ids: list[int] | None) -> Chosen | None:
    """Whom it is for, one by one, where the log does not know by itself."""
    await lane.db.read(audiences.check, app.app_id, audience)
    if person_ids is not None:
        return await lane.db.read_long(_named, app, person_ids)
    if audience.is_everybody or audience.is_tag:
        return None
    return await audiences.matching(lane, app.app_id, audience)


def _named(read: Reader, app: apps.AppView, person_ids: list[int]) -> Chosen:
    share = share_of(app.kind, desks.rule_set_of(read, app.app_id), read.now)
    limit = share.limit if app.kind == "service" else None
    return audiences.named(read, app.app_id, person_ids, share=limit, period=share.period)
