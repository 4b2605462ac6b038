"""Memberships: which part of a log a person may read, and what they set for themselves."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from hutong.chat import bounds, errors, personal
from hutong.chat.models.tables import Conversation, Member, Membership, Removal, entries, members, memberships
from hutong.kernel.db import Reader, Row, Transaction, in_list, param, query, statement


class Ordinal(Row, frozen=True):
    """The ordinal reached at an entry."""

    ordinal: int


class PersonId(Row, frozen=True):
    """One person."""

    person_id: int


# What somebody who comes back finds as they left it.
_KEPT = ("cleared_to", "muted", "pinned", "draft")

_current = query(
    memberships.select()
    .where(memberships.c.person_id == param("person_id"), memberships.c.conversation_id == param("conversation_id"))
    .order_by(memberships.c.from_seq.desc())
    .limit(1),
    Membership,
)
_intervals = query(
    memberships.select()
    .where(memberships.c.person_id == param("person_id"), memberships.c.conversation_id == param("conversation_id"))
    .order_by(memberships.c.from_seq.desc()),
    Membership,
)
_in_several = query(
    memberships.select()
    .where(memberships.c.person_id == param("person_id"), in_list(memberships.c.conversation_id, "conversation_ids"))
    .order_by(memberships.c.from_seq.desc()),
    Membership,
)
_members_now = query(
    sa.select(members.c.person_id)
    .where(members.c.conversation_id == param("conversation_id"), members.c.to_seq.is_(None))
    .order_by(members.c.person_id),
    PersonId,
)
_end_member = statement(
    sa.update(members.sa)
    .where(
        members.c.conversation_id == param("of_conversation"),
        members.c.person_id == param("whose"),
        members.c.to_seq.is_(None),
    )
    .values(to_seq=param("until"))
)
_ordinal_at = query(
    sa.select(entries.c.ordinal).where(
        entries.c.conversation_id == param("conversation_id"), entries.c.seq == param("seq")
    ),
    Ordinal,
)


def begin(tx: Transaction, conversation: Conversation, person_id: int, **settings: Any) -> Membership:
    """An interval that opens at the head: what comes from now on is theirs to read, and nothing of it is read."""
    defaults: dict[str, Any] = {
        "cleared_to": 0,
        "may_write": conversation.kind != "broadcast",
        "hidden": False,
        "muted": False,
        "pinned": False,
        "draft": "",
    }
    fresh = Membership(
        person_id=person_id,
        conversation_id=conversation.id,
        from_seq=conversation.head_seq,
        to_seq=None,
        to_ordinal=None,
        read_seq=conversation.head_seq,
        read_ordinal=conversation.head_ordinal,
        **(defaults | settings),
    )
    return tx.get_or_add(fresh)[0]


def join(tx: Transaction, conversation: Conversation, person_id: int) -> Membership:
    """Make a person a member from the head on; joining twice changes nothing, coming back keeps their settings."""
    last = find(tx, person_id, conversation.id)
    if last is not None and last.to_seq is None:
        return last
    if last is not None and last.to_seq == conversation.head_seq:
        # Nothing was missed, so the interval goes on.
        now = tx.update(last, to_seq=None, to_ordinal=None)
    else:
        kept = {name: getattr(last, name) for name in _KEPT} if last else {}
        now = begin(tx, conversation, person_id, **kept)
    if conversation.kind == "broadcast":
        _hear(tx, conversation, person_id, on=True)
    else:
        _enlist(tx, conversation, person_id)
    personal.note(tx, person_id, "conversation", conversation.id, {"hidden": now.hidden})
    return now


def leave(tx: Transaction, conversation: Conversation, person_id: int) -> None:
    """End a membership at the head: what they could read stays theirs, nothing newer comes."""
    last = find(tx, person_id, conversation.id)
    if last is None or last.to_seq is not None:
        return
    tx.update(last, to_seq=conversation.head_seq, to_ordinal=conversation.head_ordinal)
    if conversation.kind == "broadcast":
        _hear(tx, conversation, person_id, on=False)
    else:
        tx.run(_end_member, of_conversation=conversation.id, whose=person_id, until=conversation.head_seq)
    personal.note(tx, person_id, "conversation", conversation.id, {"hidden": last.hidden})


def log_topic(conversation_id: int) -> str:
    """Where the news of a log of broadcasts is told, to whoever reads it."""
    return f"log:{conversation_id}"


def find(read: Reader, person_id: int, conversation_id: int) -> Membership | None:
    """The newest interval of a person in a conversation."""
    return read.one(_current, person_id=person_id, conversation_id=conversation_id)


def get(read: Reader, person_id: int, conversation_id: int) -> Membership:
    """The newest interval of a person in a conversation. Raises: ConversationNotFound for outsiders."""
    found = find(read, person_id, conversation_id)
    if found is None or found.hidden:
        raise errors.ConversationNotFound(conversation_id=str(conversation_id))
    return found


def intervals(read: Reader, person_id: int, conversation_id: int) -> list[Membership]:
    """All intervals of a person in a conversation, the newest first."""
    return read.many(_intervals, person_id=person_id, conversation_id=conversation_id)


def intervals_in(read: Reader, person_id: int, conversation_ids: list[int]) -> dict[int, list[Membership]]:
    """All intervals of a person in some conversations, the newest first."""
    found: dict[int, list[Membership]] = defaultdict(list)
    for membership in read.many(_in_several, person_id=person_id, conversation_ids=conversation_ids):
        found[membership.conversation_id].append(membership)
    return found


def people_of(read: Reader, conversation: Conversation) -> list[int]:
    """Who is to be told of what is posted. A broadcast is not told person by person."""
    match conversation.kind:
        case "direct" | "app":
            return _people_in_key(conversation)
        case "group":
            return [row.person_id for row in read.many(_members_now, conversation_id=conversation.id)]
    return []


def may_post(read: Reader, person_id: int, conversation_id: int) -> Membership:
    """The membership under which a person writes. Raises: ConversationNotFound · WritingNotAllowed"""
    membership = find(read, person_id, conversation_id)
    if membership is None:
        raise errors.ConversationNotFound(conversation_id=str(conversation_id))
    if not membership.may_write or membership.to_seq is not None:
        raise errors.WritingNotAllowed(conversation_id=str(conversation_id))
    return membership


def mark_read(tx: Transaction, person_id: int, conversation: Conversation, seq: int) -> Membership:
    """Move the read mark on to `seq`, never back and never past what they may read.

    Raises: ConversationNotFound
    """
    membership = get(tx, person_id, conversation.id)
    seq = min(seq, last_readable(conversation, membership))
    if seq <= membership.read_seq:
        return membership
    at = tx.one(_ordinal_at, conversation_id=conversation.id, seq=seq)
    assert at is not None, "a log has every seq up to its head"
    now = tx.update(membership, read_seq=seq, read_ordinal=at.ordinal)
    personal.note(tx, person_id, "read", conversation.id, {"read_seq": seq, "read_ordinal": at.ordinal})
    return now


def sent(tx: Transaction, membership: Membership, *, seq: int, ordinal: int) -> None:
    """Who writes has read what is above; their devices conclude it from the entry itself.

    What they were writing is written, and what they hid is back.
    """
    changes: dict[str, Any] = {"read_seq": seq, "read_ordinal": ordinal}
    if membership.hidden:
        changes["hidden"] = False
        personal.note(tx, membership.person_id, "conversation", membership.conversation_id, {"hidden": False})
    if membership.draft:
        changes["draft"] = ""
        personal.note(tx, membership.person_id, "draft", membership.conversation_id, {"draft": ""})
    tx.update(membership, **changes)


def set_up(
    tx: Transaction,
    person_id: int,
    conversation_id: int,
    *,
    muted: bool | None = None,
    pinned: bool | None = None,
    draft: str | None = None,
) -> Membership:
    """Change what a person set for themselves; None leaves a setting as it is.

    Raises: ConversationNotFound · MessageTooLong
    """
    membership = get(tx, person_id, conversation_id)
    wanted = {"muted": muted, "pinned": pinned, "draft": None if draft is None else bounds.clean_draft(draft)}
    changes = {name: value for name, value in wanted.items() if value not in (None, getattr(membership, name))}
    if not changes:
        return membership
    now = tx.update(membership, **changes)
    if "draft" in changes:
        personal.note(tx, person_id, "draft", conversation_id, {"draft": now.draft})
    if changes.keys() - {"draft"}:
        personal.note(tx, person_id, "settings", conversation_id, {"muted": now.muted, "pinned": now.pinned})
    return now


def set_hidden(tx: Transaction, person_id: int, conversation_id: int, *, hidden: bool) -> None:
    """Take a conversation out of a person's sight, or bring it back with everything in it."""
    _change(tx, person_id, conversation_id, hidden=hidden)


def set_may_write(tx: Transaction, person_id: int, conversation_id: int, *, may_write: bool) -> None:
    """Let a person write in a conversation, or only read."""
    _change(tx, person_id, conversation_id, may_write=may_write)


def clear_history(tx: Transaction, person_id: int, conversation: Conversation, *, through: int | None = None) -> None:
    """Delete everything up to now, or up to the seq `through`, for one person alone; others keep theirs.

    Raises: ConversationNotFound
    """
    membership = get(tx, person_id, conversation.id)
    newest = last_readable(conversation, membership)
    up_to = newest if through is None else min(through, newest)
    if up_to <= membership.cleared_to:
        return
    marked = mark_read(tx, person_id, conversation, up_to)
    tx.update(marked, cleared_to=up_to)
    personal.note(tx, person_id, "cleared", conversation.id, {"cleared_to": up_to})


def delete_for_me(tx: Transaction, person_id: int, conversation: Conversation, seqs: Iterable[int]) -> None:
    """Delete entries for one person alone; others keep theirs. What they cannot see is passed over.

    Raises: ConversationNotFound
    """
    membership = get(tx, person_id, conversation.id)
    for seq in sorted(set(seqs)):
        if not 0 < seq <= last_readable(conversation, membership):
            continue
        _, is_new = tx.get_or_add(Removal(person_id, conversation.id, seq))
        if is_new:
            personal.note(tx, person_id, "removed", conversation.id, {"seq": seq}, subject=str(seq))


def last_readable(conversation: Conversation, membership: Membership) -> int:
    """The seq up to which an interval reaches."""
    return conversation.head_seq if membership.to_seq is None else membership.to_seq


def _change(tx: Transaction, person_id: int, conversation_id: int, **changes: bool) -> None:
    membership = find(tx, person_id, conversation_id)
    if membership is None:
        raise errors.ConversationNotFound(conversation_id=str(conversation_id))
    if all(getattr(membership, name) == value for name, value in changes.items()):
        return
    now = tx.update(membership, **changes)
    personal.note(tx, person_id, "conversation", conversation_id, {"hidden": now.hidden})


def _people_in_key(conversation: Conversation) -> list[int]:
    # These two kinds never change their people, so the key itself is the list.
    parts = conversation.key.split(":")
    return [int(part) for part in (parts[1:] if conversation.kind == "direct" else parts[2:])]


def _hear(tx: Transaction, conversation: Conversation, person_id: int, *, on: bool) -> None:
    """Let the person's devices on line hear the log, or hear it no more."""
    event = {"type": "log", "conversation_id": str(conversation.id), "on": on}
    tx.wake(f"person:{person_id}", event)


def _enlist(tx: Transaction, conversation: Conversation, person_id: int) -> None:
    tx.run(_end_member, of_conversation=conversation.id, whose=person_id, until=conversation.head_seq)
    there, is_new = tx.get_or_add(Member(conversation.id, person_id, conversation.head_seq, None))
    if not is_new:
        tx.update(there, to_seq=None)
