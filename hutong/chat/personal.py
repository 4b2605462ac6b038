"""A person's own log: what they set for themselves, for their other devices to follow.

Each subject (`slot`) keeps its newest change alone, so the log stays as short as what it speaks of, and replaying
"newer than seq" from any point, even from zero, ends in the same state.
"""

from typing import Any

import sqlalchemy as sa

from hutong.chat.models.tables import PersonalNote, PersonHead, person_heads, personal_notes
from hutong.kernel.db import Reader, Transaction, param, query

_advance = query(
    sa.update(person_heads.sa)
    .where(person_heads.c.person_id == param("whose"))
    .values(seq=person_heads.c.seq + 1)
    .returning(person_heads.sa),
    PersonHead,
)
_newer = query(
    personal_notes.select()
    .where(personal_notes.c.person_id == param("person_id"), personal_notes.c.seq > param("after"))
    .order_by(personal_notes.c.seq)
    .limit(param("limit", sa.Integer())),
    PersonalNote,
)


def note(
    tx: Transaction, person_id: int, kind: str, conversation_id: int, value: dict[str, Any], subject: str = ""
) -> int:
    """Write a change into the person's log, in place of the last one of its subject. Answers its seq."""
    seq = _next_seq(tx, person_id)
    slot = slot_of(kind, conversation_id, subject)
    fresh = PersonalNote(person_id, slot, seq, kind, conversation_id, value)
    there, is_new = tx.get_or_add(fresh)
    if not is_new:
        tx.update(there, seq=seq, value=value)
    tx.wake(f"person:{person_id}", {"type": "personal", "change": change_of(fresh)})
    return seq


def slot_of(kind: str, conversation_id: int, subject: str = "") -> str:
    """Where the newest change of a subject stands."""
    return f"{kind}:{conversation_id}:{subject}" if subject else f"{kind}:{conversation_id}"


def change_of(note: PersonalNote) -> dict[str, Any]:
    """A change as devices get it."""
    conversation_id = None if note.conversation_id is None else str(note.conversation_id)
    return {"seq": note.seq, "kind": note.kind, "conversation_id": conversation_id, "value": note.value}


def head_of(read: Reader, person_id: int) -> int:
    """How far the person's log has come."""
    head = read.one(person_heads.by_key, person_id=person_id)
    return head.seq if head else 0


def newer(read: Reader, person_id: int, after: int, *, limit: int) -> list[PersonalNote]:
    """What changed after the seq `after`, oldest first."""
    return read.many(_newer, person_id=person_id, after=after, limit=limit)


def _next_seq(tx: Transaction, person_id: int) -> int:
    head = tx.one(_advance, whose=person_id)
    if head is None:
        tx.get_or_add(PersonHead(person_id, 0))
        head = tx.one(_advance, whose=person_id)
    assert head is not None, "the head was added above"
    return head.seq
