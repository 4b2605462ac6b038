"""/api/console/apps/{app_id}/threads: the conversations of an account, and which of them wait for an answer."""

from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.dialog import inbox, threads, windows
from hutong.dialog.console.shapes import MessageShape, shapes
from hutong.dialog.models import Thread
from hutong.kernel.db import Reader
from hutong.people import public as people
from hutong.wire.paths import number_in
from hutong.wire.product import Call, console

_AT_ONCE = 40
# Beyond these a number says no more than "many".
_LOOKED_AT = 30


class ThreadsQuery(msgspec.Struct, frozen=True):
    """`before` is the `next` of the page before.

    `waiting` leaves only those that wait for an answer; `unread` only those with something nobody has read yet.
    """

    before: str = ""
    waiting: bool = False
    unread: bool = False


class ThreadShape(msgspec.Struct, frozen=True, kw_only=True):
    """A person's conversation: the last thing said, how much of theirs has had no answer yet, how much is unread."""

    person: people.PersonCard
    openid: str
    last: MessageShape | None
    last_at: datetime | None
    unanswered: int
    unread: int
    conversation_window_until: datetime | None


class ThreadList(msgspec.Struct, frozen=True):
    items: list[ThreadShape]
    next: str | None


@console.get("/apps/{app_id}/threads", query=ThreadsQuery)
def listed(read: Reader, call: Call[None]) -> ThreadList:
    """Conversations, the latest first.

    Response: {"items": [{"person", "openid", "last": message, "last_at", "unanswered": 2,
               "unread": 1, "conversation_window_until"}], "next": "…" | null}
    Errors:   NotYours
    """
    app = apps.require_member(read, call.actor, call.path["app_id"], "inbox")
    wanted: ThreadsQuery = call.query
    behind = number_in(wanted.before) if wanted.before else None
    if wanted.unread:
        return _unread(read, call, app.app_id, behind)
    before = chat.get_conversations(read, [behind]).get(behind) if behind is not None else None
    latest = chat.threads_of_app(read, app.app_id, before=before, limit=_AT_ONCE)
    items = _shapes(read, call, app.app_id, latest)
    if wanted.waiting:
        items = [one for one in items if one.unanswered and one.conversation_window_until is not None]
    return ThreadList(items, str(latest[-1].id) if len(latest) == _AT_ONCE else None)


def _unread(read: Reader, call: Call[None], app_id: str, behind: int | None) -> ThreadList:
    last = threads.lying_in(read, [behind]).get(behind) if behind is not None else None
    after = inbox.marks(read, app_id, [last.person_id]).get(last.person_id) if last is not None else None
    found = inbox.unread_threads(read, app_id, after=after, limit=_AT_ONCE)
    conversations = chat.get_conversations(read, [mark.conversation_id for mark in found])
    items = _shapes(read, call, app_id, [conversations[mark.conversation_id] for mark in found])
    return ThreadList(items, str(found[-1].conversation_id) if len(found) == _AT_ONCE else None)


def _shapes(read: Reader, call: Call[None], app_id: str, latest: list[chat.Conversation]) -> list[ThreadShape]:
    known = threads.lying_in(read, [one.id for one in latest])
    person_ids = [thread.person_id for thread in known.values()]
    persons, marks = people.get_many(read, person_ids), inbox.marks(read, app_id, person_ids)
    said = {one.id: chat.entries_of(read, one.id, limit=_LOOKED_AT) for one in latest if one.id in known}
    newest = {known[one].person_id: entries[-1:] for one, entries in said.items()}
    last = {shape.openid: shape for shape in shapes(read, call, app_id, newest)}
    items = []
    for conversation in latest:
        if (thread := known.get(conversation.id)) is None:
            continue
        openid, mark = apps.openid(call.lane.keys, app_id, thread.person_id), marks.get(thread.person_id)
        items.append(
            ThreadShape(
                person=people.card(persons[thread.person_id]),
                openid=openid,
                last=last.get(openid),
                last_at=conversation.last_entry_at,
                unanswered=unanswered(said[conversation.id]),
                unread=mark.unread if mark else 0,
                conversation_window_until=_open_until(read, thread),
            )
        )
    return items


def _open_until(read: Reader, thread: Thread) -> datetime | None:
    return windows.closes_at(thread.windows, read.now) if thread.state == threads.OPEN else None


def unanswered(said: list[chat.Entry]) -> int:
    """How many of these, oldest first, a person said after the app last spoke; notices answer nobody."""
    count = 0
    for entry in reversed(said):
        if entry.sender_kind == "app":
            break
        count += entry.sender_kind == "person"
    return count
