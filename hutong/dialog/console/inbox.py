"""/api/console/apps/{app_id}/inbox: what waits to be read, and messages worth finding again."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.dialog import errors, inbox, threads
from hutong.dialog.console.shapes import MessageShape, person_of, shapes
from hutong.dialog.inbox import Counters
from hutong.dialog.models import Star, Thread
from hutong.kernel.db import Reader, Transaction
from hutong.wire.paths import number_in
from hutong.wire.product import Call, console

_AT_ONCE = 50


class ReadTo(msgspec.Struct, frozen=True):
    """The newest message that was seen."""

    seq: int


class Starring(msgspec.Struct, frozen=True):
    """Whether to keep it."""

    starred: bool


class StarredQuery(msgspec.Struct, frozen=True):
    """`before` is the `next` of the page before."""

    before: str = ""


class StarredList(msgspec.Struct, frozen=True):
    """Starred messages, the last starred first."""

    items: list[MessageShape]
    next: str | None


@console.get("/apps/{app_id}/inbox")
def counters(read: Reader, call: Call[None]) -> Counters:
    """How much waits in the account's inbox.

    Response: {"unread_messages": 3, "unread_threads": 2, "starred": 1}
    Errors:   NotYours
    """
    app = apps.require_member(read, call.actor, call.path["app_id"], "inbox")
    return inbox.counters(read, app.app_id)


@console.post("/apps/{app_id}/threads/{openid}/read", body=ReadTo)
def read_to(tx: Transaction, call: Call[ReadTo]) -> Counters:
    """Say that a thread was read up to a message; a mark never goes back.

    Request:  {"seq": 12}
    Response: the counters of the inbox
    Errors:   NotYours · OpenidUnknown
    """
    app = apps.require_member(tx, call.actor, call.path["app_id"], "inbox")
    inbox.read_to(tx, app.app_id, person_of(call, app.app_id, call.path["openid"]), call.body.seq)
    return inbox.counters(tx, app.app_id)


@console.put("/apps/{app_id}/messages/{openid}/{seq}/star", body=Starring)
def star(tx: Transaction, call: Call[Starring]) -> MessageShape:
    """Keep a message to be found again, or keep it no longer.

    Request:  {"starred": true}
    Errors:   NotYours · OpenidUnknown · EntryNotFound
    """
    app = apps.require_member(tx, call.actor, call.path["app_id"], "inbox")
    thread = _thread(tx, call, app.app_id)
    seq = number_in(call.path["seq"]) or 0
    if call.body.starred:
        inbox.star(tx, thread, seq, by=call.actor.name)
    else:
        inbox.unstar(tx, thread, seq)
    return shapes(tx, call, app.app_id, {thread.person_id: [chat.entry_of(tx, thread.conversation_id, seq)]})[0]


@console.get("/apps/{app_id}/stars", query=StarredQuery)
def starred(read: Reader, call: Call[None]) -> StarredList:
    """The messages that were starred, the last starred first.

    Errors: NotYours
    """
    app = apps.require_member(read, call.actor, call.path["app_id"], "inbox")
    found = inbox.starred(read, app.app_id, after=_star_at(read, app.app_id, call.query.before), limit=_AT_ONCE)
    items = [
        shape
        for one in found
        for shape in shapes(
            read, call, app.app_id, {one.person_id: [chat.entry_of(read, one.conversation_id, one.seq)]}
        )
    ]
    last = found[-1] if len(found) == _AT_ONCE else None
    return StarredList(items, f"{last.conversation_id}.{last.seq}" if last else None)


def _thread(read: Reader, call: Call[Any], app_id: str) -> Thread:
    thread = threads.find(read, app_id, person_of(call, app_id, call.path["openid"]))
    if thread is None:
        raise errors.OpenidUnknown()
    return thread


def _star_at(read: Reader, app_id: str, place: str) -> Star | None:
    conversation_id, seq = (number_in(part) for part in place.partition(".")[::2])
    if conversation_id is None or seq is None:
        return None
    return inbox.find_star(read, app_id, conversation_id, seq)
