"""People as others see them in their conversations, when a name or a picture changes."""

from collections.abc import Sequence

import msgspec

from hutong.chat import conversations, glances, memberships, personal
from hutong.kernel.db import Reader, Transaction
from hutong.people import public as people


def chats_with(read: Reader, person_id: int) -> list[tuple[int, int]]:
    """The direct chats of a person: who is at the other end, and the conversation."""
    found = conversations.get_many(read, glances.spans_of(read, person_id))
    return [
        (other_id, conversation.id)
        for conversation in found.values()
        if conversation.kind == "direct"
        for other_id in memberships.people_of(read, conversation)
        if other_id != person_id
    ]


def tell(tx: Transaction, person_id: int, chats: Sequence[tuple[int, int]]) -> None:
    """Let those at the other ends, on line or not, see the person as they are now."""
    person = people.get(tx, person_id)
    if person is None:
        return
    card = msgspec.to_builtins(people.card(person))
    for other_id, conversation_id in chats:
        held = memberships.find(tx, other_id, conversation_id)
        if held is not None and not held.hidden:
            personal.note(tx, other_id, "profile", conversation_id, card)
