"""The inbox of those who work on an app: what they have not read, what they starred, who of them answered."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from hutong.chat import public as chat
from hutong.dialog import messages, threads
from hutong.dialog.models import HandAnswer, InboxMark, Star, Thread, hand_answers, inbox_marks, stars
from hutong.kernel.db import Count, Reader, Transaction, in_list, param, query, statement

_BEYOND_ALL = (1 << 63) - 1
# Beyond these a number says no more than "many".
_COUNTED = 100


class Counters(msgspec.Struct, frozen=True):
    """What waits to be read, and what was starred."""

    unread_messages: int
    unread_threads: int
    starred: int


class Sums(msgspec.Struct, frozen=True):
    messages: int
    threads: int


_waits = inbox_marks.c.app_id == param("app_id"), inbox_marks.c.unread > 0
_sums = query(
    sa.select(
        sa.func.coalesce(sa.func.sum(inbox_marks.c.unread), 0).label("messages"), sa.func.count().label("threads")
    )
    .select_from(inbox_marks.sa)
    .where(*_waits),
    Sums,
)
_unread = query(
    inbox_marks.select()
    .where(
        *_waits,
        sa.tuple_(inbox_marks.c.written_at, inbox_marks.c.person_id)
        < sa.tuple_(param("until", inbox_marks.c.written_at.type), param("before_id", sa.BigInteger())),
    )
    .order_by(inbox_marks.c.written_at.desc(), inbox_marks.c.person_id.desc())
    .limit(param("limit", sa.Integer())),
    InboxMark,
)
_marks = query(
    inbox_marks.select().where(inbox_marks.c.app_id == param("app_id"), in_list(inbox_marks.c.person_id, "person_ids")),
    InboxMark,
)
_starred = query(
    stars.select()
    .where(
        stars.c.app_id == param("app_id"),
        sa.tuple_(stars.c.starred_at, stars.c.conversation_id, stars.c.seq)
        < sa.tuple_(param("until", stars.c.starred_at.type), param("before_id", sa.BigInteger()), param("before_seq")),
    )
    .order_by(stars.c.starred_at.desc(), stars.c.conversation_id.desc(), stars.c.seq.desc())
    .limit(param("limit", sa.Integer())),
    Star,
)
_count_starred = query(
    sa.select(sa.func.count().label("total")).select_from(stars.sa).where(stars.c.app_id == param("app_id")), Count
)
_stars_in = query(
    stars.select().where(stars.c.app_id == param("app_id"), in_list(stars.c.conversation_id, "conversation_ids")), Star
)
_answers_in = query(
    hand_answers.select().where(
        hand_answers.c.app_id == param("app_id"),
        in_list(hand_answers.c.conversation_id, "conversation_ids"),
        in_list(hand_answers.c.seq, "seqs"),
    ),
    HandAnswer,
)
_drop_star = statement(
    sa.delete(stars.sa).where(
        stars.c.app_id == param("of_app"),
        stars.c.conversation_id == param("of_conversation"),
        stars.c.seq == param("of_seq"),
    )
)


def arrived(tx: Transaction, thread: Thread, seqs: Sequence[int]) -> None:
    """A person wrote: what lies behind the read mark is unread."""
    mark = _mark(tx, thread)
    new = sum(seq > mark.read_seq for seq in seqs)
    if new:
        tx.update(mark, unread=mark.unread + new, written_at=tx.now)
        _tell(tx, thread)


def read_to(tx: Transaction, app_id: str, person_id: int, seq: int) -> None:
    """Those who work on the app have seen a thread up to `seq`; a mark never goes back."""
    thread = threads.find(tx, app_id, person_id)
    if thread is None:
        return
    mark = _mark(tx, thread)
    head = chat.get_conversation(tx, thread.conversation_id).head_seq
    seen = min(seq, head)
    if seen <= mark.read_seq:
        return
    left = 0 if seen == head else min(mark.unread, _written_after(tx, thread, seen))
    tx.update(mark, read_seq=seen, unread=left)
    if left != mark.unread:
        _tell(tx, thread)


def answered(tx: Transaction, app_id: str, person_id: int, entry: chat.Entry, agent: str) -> None:
    """Somebody answered by hand: remembered with the answer, which ends what was unread."""
    tx.get_or_add(HandAnswer(app_id=app_id, conversation_id=entry.conversation_id, seq=entry.seq, agent=agent))
    read_to(tx, app_id, person_id, entry.seq)


def star(tx: Transaction, thread: Thread, seq: int, *, by: str) -> None:
    """Keep a message to be found again; starring twice changes nothing. Raises: EntryNotFound"""
    chat.entry_of(tx, thread.conversation_id, seq)
    tx.get_or_add(
        Star(
            app_id=thread.app_id,
            conversation_id=thread.conversation_id,
            seq=seq,
            person_id=thread.person_id,
            starred_at=tx.now,
            starred_by=by,
        )
    )


def unstar(tx: Transaction, thread: Thread, seq: int) -> None:
    """Keep it no longer."""
    tx.run(_drop_star, of_app=thread.app_id, of_conversation=thread.conversation_id, of_seq=seq)


def counters(read: Reader, app_id: str) -> Counters:
    """What waits in the inbox of an app."""
    sums, starred = read.one(_sums, app_id=app_id), read.one(_count_starred, app_id=app_id)
    assert sums is not None, "a sum answers a row"
    assert starred is not None, "a count answers a row"
    return Counters(unread_messages=int(sums.messages), unread_threads=sums.threads, starred=starred.total)


def unread_threads(read: Reader, app_id: str, *, after: InboxMark | None = None, limit: int) -> list[InboxMark]:
    """Threads with something unread, the latest written to first."""
    until = read.now if after is None else after.written_at
    before_id = _BEYOND_ALL if after is None else after.person_id
    return read.many(_unread, app_id=app_id, until=until, before_id=before_id, limit=limit)


def marks(read: Reader, app_id: str, person_ids: list[int]) -> dict[int, InboxMark]:
    """The read marks of some threads, by person; threads nobody wrote in have none."""
    return {mark.person_id: mark for mark in read.many(_marks, app_id=app_id, person_ids=person_ids)}


def starred(read: Reader, app_id: str, *, after: Star | None = None, limit: int) -> list[Star]:
    """The starred messages, the last starred first."""
    if after is None:
        return read.many(
            _starred, app_id=app_id, until=read.now, before_id=_BEYOND_ALL, before_seq=_BEYOND_ALL, limit=limit
        )
    return read.many(
        _starred,
        app_id=app_id,
        until=after.starred_at,
        before_id=after.conversation_id,
        before_seq=after.seq,
        limit=limit,
    )


def find_star(read: Reader, app_id: str, conversation_id: int, seq: int) -> Star | None:
    """The star of a message, None when it has none."""
    return read.one(stars.by_key, app_id=app_id, conversation_id=conversation_id, seq=seq)


def starred_in(read: Reader, app_id: str, conversation_ids: list[int]) -> set[tuple[int, int]]:
    """Which messages of these conversations have a star: conversation and seq."""
    found = read.many(_stars_in, app_id=app_id, conversation_ids=conversation_ids)
    return {(one.conversation_id, one.seq) for one in found}


def agents_of(read: Reader, app_id: str, entries: Sequence[chat.Entry]) -> dict[tuple[int, int], str]:
    """Who wrote these by hand, by conversation and seq; what a server said is left out."""
    mine = [entry for entry in entries if entry.sender_kind == "app"]
    if not mine:
        return {}
    conversation_ids = sorted({entry.conversation_id for entry in mine})
    seqs = sorted({entry.seq for entry in mine})
    found = read.many(_answers_in, app_id=app_id, conversation_ids=conversation_ids, seqs=seqs)
    return {(one.conversation_id, one.seq): one.agent for one in found}


def _mark(tx: Transaction, thread: Thread) -> InboxMark:
    fresh = InboxMark(
        app_id=thread.app_id,
        person_id=thread.person_id,
        conversation_id=thread.conversation_id,
        read_seq=0,
        unread=0,
        written_at=tx.now,
    )
    return tx.get_or_add(fresh)[0]


def _written_after(tx: Transaction, thread: Thread, seq: int) -> int:
    newest = chat.entries_of(tx, thread.conversation_id, limit=_COUNTED)
    return sum(
        entry.seq > seq and entry.sender_kind == "person" and messages.is_message(entry.body) for entry in newest
    )


def _tell(tx: Transaction, thread: Thread) -> None:
    tx.wake("apps", {"app_id": thread.app_id, "person_id": thread.person_id})
