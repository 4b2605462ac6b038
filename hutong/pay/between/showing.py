"""Cards in chats: posted when a story begins, once more as a reminder, and turned whenever the story turns."""

from hutong.chat import public as chat
from hutong.kernel.db import Transaction

Words = dict[str, str | int]


def show(
    tx: Transaction, conversation_id: int, person_id: int, *, type: str, subject: int, words: Words, state: str
) -> int:
    """Post a card in a person's name; where it stands in the chat.

    Raises: ConversationNotFound · WritingNotAllowed
    """
    card = chat.bodies.Card(type=type, subject=str(subject), words=words, state=state)
    return chat.post(tx, conversation_id, chat.Sender.person(person_id), card).seq


def turn(tx: Transaction, conversation_id: int | None, seqs: list[int], *, words: Words, state: str) -> None:
    """Let every device see how the story stands now."""
    if conversation_id is None:
        return
    for seq in seqs:
        changed = chat.bodies.CardChanged(concerns=seq, words=words, state=state)
        chat.post(tx, conversation_id, chat.SYSTEM, changed)
