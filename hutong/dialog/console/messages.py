"""/api/console/apps/{app_id}/messages: what people wrote to an account, and answering them by hand."""

from typing import Annotated

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import inbox, sending, threads
from hutong.dialog.console.shapes import MessageShape, person_of, shapes
from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, console

_AT_ONCE = 50


class MessagesQuery(msgspec.Struct, frozen=True):
    """One person's thread, the entries before `before`; without a person the last entry of every thread."""

    openid: str = ""
    before: int | None = None


class SearchQuery(msgspec.Struct, frozen=True):
    """The words to find."""

    q: Annotated[str, msgspec.Meta(max_length=100)]


class MessageList(msgspec.Struct, frozen=True):
    items: list[MessageShape]
    next: int | None


class Found(msgspec.Struct, frozen=True):
    """Messages that hold the words, newest first."""

    items: list[MessageShape]


class Answer(msgspec.Struct, frozen=True):
    openid: str
    text: str


@console.get("/apps/{app_id}/messages", query=MessagesQuery)
def listed(read: Reader, call: Call[None]) -> MessageList:
    """What was said, newest first.

    Errors: NotYours · OpenidUnknown
    """
    app = apps.require_member(read, call.actor, call.path["app_id"], "inbox")
    wanted: MessagesQuery = call.query
    if not wanted.openid:
        return MessageList(_newest_of_all(read, call, app.app_id), None)
    person_id = person_of(call, app.app_id, wanted.openid)
    thread = chat.find_app_thread(read, app.app_id, person_id)
    if thread is None:
        return MessageList([], None)
    entries = chat.entries_of(read, thread.id, before=wanted.before, limit=_AT_ONCE)
    items = shapes(read, call, app.app_id, {person_id: entries[::-1]})
    return MessageList(items, entries[0].seq if len(entries) == _AT_ONCE else None)


@console.get("/apps/{app_id}/messages/search", query=SearchQuery)
async def search(call: Call[None]) -> Found:
    """Find texts in the account's conversations, by words they hold.

    Request:  ?q=yellow%20water
    Response: {"items": [message, …]}, at most 50
    Errors:   NotYours
    """
    return await call.lane.db.read_long(_found, call)


@console.post("/apps/{app_id}/messages", body=Answer)
def answer(tx: Transaction, call: Call[Answer]) -> MessageShape:
    """Write to a person as the account, inside the window they opened.

    Request:  {"openid": "oA1...", "text": "We are open until six."}
    Errors:   NotYours · OpenidUnknown · ContentMissing · ContentTooLong · NotFollowing · ReceiverBlocked
              MessageWindowClosed · SendsUsedUp
    """
    app = apps.require_member(tx, call.actor, call.path["app_id"], "inbox")
    person_id = person_of(call, app.app_id, call.body.openid)
    sending.check_text(call.body.text)
    entry = sending.send(tx, app.app_id, person_id, bodies.Text(text=call.body.text))
    inbox.answered(tx, app.app_id, person_id, entry, call.actor.name)
    audit(
        tx,
        actor=call.actor.name,
        action="dialog.answered",
        subject=f"app:{app.app_id}",
        detail={"openid": call.body.openid, "seq": entry.seq},
    )
    return shapes(tx, call, app.app_id, {person_id: [entry]})[0]


def _found(read: Reader, call: Call[None]) -> Found:
    app = apps.require_member(read, call.actor, call.path["app_id"], "inbox")
    if not call.query.q.strip():
        return Found([])
    said = chat.search_app(read, app.app_id, call.query.q, limit=_AT_ONCE)
    known = threads.lying_in(read, sorted({entry.conversation_id for entry in said}))
    items = [
        shape
        for entry in said
        if entry.conversation_id in known
        for shape in shapes(read, call, app.app_id, {known[entry.conversation_id].person_id: [entry]})
    ]
    return Found(items)


def _newest_of_all(read: Reader, call: Call[None], app_id: str) -> list[MessageShape]:
    latest = [conversation.id for conversation in chat.threads_of_app(read, app_id, limit=_AT_ONCE)]
    known = threads.lying_in(read, latest)
    entries = {known[one].person_id: chat.entries_of(read, one, limit=1) for one in latest if one in known}
    return shapes(read, call, app_id, entries)
