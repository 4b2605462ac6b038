"""A person's thread with an app: opened when they come, closed when they leave, never thrown away."""

from datetime import datetime

import sqlalchemy as sa

from hutong.chat import public as chat
from hutong.dialog import errors, windows
from hutong.dialog.models import Thread, threads
from hutong.kernel.db import Reader, Row, Transaction, in_list, param, query


class Writer(Row, frozen=True):
    """Somebody who wrote."""

    person_id: int


_several = query(
    threads.select().where(threads.c.app_id == param("app_id"), in_list(threads.c.person_id, "person_ids")), Thread
)
_wrote_since = query(
    sa.select(threads.c.person_id)
    .where(
        threads.c.app_id == param("app_id"),
        threads.c.last_message_at >= param("since", threads.c.last_message_at.type),
        threads.c.person_id > param("after"),
    )
    .order_by(threads.c.person_id)
    .limit(param("limit", sa.Integer())),
    Writer,
)
_lying_in = query(threads.select().where(in_list(threads.c.conversation_id, "conversation_ids")), Thread)

OPEN, LEFT, BLOCKED = "open", "left", "blocked"


def find(read: Reader, app_id: str, person_id: int) -> Thread | None:
    """The thread, None when they never met."""
    return read.one(threads.by_key, app_id=app_id, person_id=person_id)


def several(read: Reader, app_id: str, person_ids: list[int]) -> list[Thread]:
    """The threads of some people, of those who have one."""
    return read.many(_several, app_id=app_id, person_ids=person_ids)


def wrote_since(read: Reader, app_id: str, since: datetime, *, after: int, limit: int) -> list[int]:
    """Who wrote to the app since then, by person id, from behind `after` on."""
    found = read.many(_wrote_since, app_id=app_id, since=since, after=after, limit=limit)
    return [row.person_id for row in found]


def lying_in(read: Reader, conversation_ids: list[int]) -> dict[int, Thread]:
    """The threads that lie in these conversations, by conversation."""
    return {found.conversation_id: found for found in read.many(_lying_in, conversation_ids=conversation_ids)}


def get_or_open(tx: Transaction, app_id: str, person_id: int) -> Thread:
    """The thread, begun if they never met."""
    thread = find(tx, app_id, person_id)
    if thread is not None:
        return thread
    conversation = chat.app_thread(tx, app_id, person_id)
    started = Thread(
        app_id=app_id,
        person_id=person_id,
        conversation_id=conversation.id,
        state=OPEN,
        handed_seq=0,
        last_message_at=None,
        typing_until=None,
        windows={},
    )
    return tx.get_or_add(started)[0]


def reopen(tx: Transaction, app_id: str, person_id: int) -> Thread:
    """Both may write again, and the person sees the thread."""
    thread = get_or_open(tx, app_id, person_id)
    chat.set_may_write(tx, person_id, thread.conversation_id, may_write=True)
    chat.set_hidden(tx, person_id, thread.conversation_id, hidden=False)
    return tx.update(thread, state=OPEN)


def close(tx: Transaction, app_id: str, person_id: int, *, state: str) -> Thread | None:
    """Neither may write any more; a person who left no longer sees the thread. Open windows are shut."""
    thread = find(tx, app_id, person_id)
    if thread is None:
        return None
    chat.set_may_write(tx, person_id, thread.conversation_id, may_write=False)
    chat.set_hidden(tx, person_id, thread.conversation_id, hidden=state == LEFT)
    return tx.update(thread, state=state, windows={}, typing_until=None)


def writable(read: Reader, app_id: str, person_id: int) -> Thread:
    """The thread, if the app may write in it at all.

    Raises: NotFollowing · ReceiverBlocked
    """
    thread = find(read, app_id, person_id)
    if thread is None or thread.state == LEFT:
        raise errors.NotFollowing()
    if thread.state == BLOCKED:
        raise errors.ReceiverBlocked()
    return thread


def open_window(tx: Transaction, thread: Thread, cause: str) -> Thread:
    """Let the app write for the time that `cause` allows."""
    return tx.update(thread, windows=windows.opened(thread.windows, cause, tx.now))
