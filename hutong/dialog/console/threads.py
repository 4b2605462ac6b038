"""/api/console/apps/{app_id}/threads: the conversations of an account, and which of them wait for an answer."""

from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.dialog import threads, windows
from hutong.dialog.console.messages import MessageShape, message_shape
from hutong.dialog.models import Thread
from hutong.kernel.db import Reader
from hutong.people import public as people
from hutong.wire.paths import number_in
from hutong.wire.product import Call, console

_AT_ONCE = 40
# Beyond these a number says no more than "many".
_LOOKED_AT = 30


class ThreadsQuery(msgspec.Struct, frozen=True):
    """`before` is the `next` of the page before; `waiting` leaves only those that wait for an answer."""

    before: str = ""
    waiting: bool = False


class ThreadShape(msgspec.Struct, frozen=True, kw_only=True):
    """A person's conversation: the last thing said, and how much of theirs has had no answer yet."""

    person: people.PersonCard
    openid: str
    last: MessageShape | None
    last_at: datetime | None
    unanswered: int
    conversation_window_until: datetime | None


class ThreadList(msgspec.Struct, frozen=True):
    items: list[ThreadShape]
    next: str | None


@console.get("/apps/{app_id}/threads", query=ThreadsQuery)
def listed(read: Reader, call: Call[None]) -> ThreadList:
    """Conversations, the latest first.

    Response: {"items": [{"person", "openid", "last": message, "last_at", "unanswered": 2,
               "conversation_window_until"}], "next": "…" | null}
    Errors:   NotYours
    """
    app = apps.require_owner(read, call.actor, call.path["app_id"])
    wanted: ThreadsQuery = call.query
    behind = number_in(wanted.before) if wanted.before else None
    before = chat.get_conversations(read, [behind]).get(behind) if behind is not None else None
    latest = chat.threads_of_app(read, app.app_id, before=before, limit=_AT_ONCE)
    known = threads.lying_in(read, [one.id for one in latest])
    persons = people.get_many(read, [thread.person_id for thread in known.values()])
    items = [
        _shape(read, call, one, known[one.id], persons[known[one.id].person_id]) for one in latest if one.id in known
    ]
    if wanted.waiting:
        items = [one for one in items if one.unanswered and one.conversation_window_until is not None]
    return ThreadList(items, str(latest[-1].id) if len(latest) == _AT_ONCE else None)


def _shape(
    read: Reader, call: Call[None], conversation: chat.Conversation, thread: Thread, person: people.PersonView
) -> ThreadShape:
    said = chat.entries_of(read, conversation.id, limit=_LOOKED_AT)
    openid = apps.openid(call.lane.keys, thread.app_id, person.id)
    return ThreadShape(
        person=people.card(person),
        openid=openid,
        last=message_shape(said[-1], thread.app_id, openid, person.name) if said else None,
        last_at=conversation.last_entry_at,
        unanswered=unanswered(said),
        conversation_window_until=(
            windows.closes_at(thread.windows, read.now) if thread.state == threads.OPEN else None
        ),
    )


def unanswered(said: list[chat.Entry]) -> int:
    """How many of these, oldest first, a person said after the app last spoke; notices answer nobody."""
    count = 0
    for entry in reversed(said):
        if entry.sender_kind == "app":
            break
        count += entry.sender_kind == "person"
    return count
