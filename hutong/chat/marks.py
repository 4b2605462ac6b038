"""Marks: conversations that a person wants to come back to, kept in their own log alone."""

from hutong.chat import memberships, personal
from hutong.chat.models.tables import personal_notes
from hutong.kernel.db import Reader, Transaction

_KIND = "marked"


def mark(tx: Transaction, person_id: int, conversation_id: int, *, on: bool) -> None:
    """Mark a conversation as unread, or take the mark away; every device of the person follows.

    Raises: ConversationNotFound
    """
    memberships.get(tx, person_id, conversation_id)
    if is_marked(tx, person_id, conversation_id) != on:
        personal.note(tx, person_id, _KIND, conversation_id, {"marked": on})


def is_marked(read: Reader, person_id: int, conversation_id: int) -> bool:
    """Whether a person marked a conversation as unread."""
    slot = personal.slot_of(_KIND, conversation_id)
    note = read.one(personal_notes.by_key, person_id=person_id, slot=slot)
    return note is not None and note.value.get("marked") is True
