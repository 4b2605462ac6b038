"""Labels: names for audiences inside a conversation. What they mean is the business of who writes them."""

from collections.abc import Iterable

import sqlalchemy as sa

from hutong.chat import conversations
from hutong.chat.memberships import PersonId
from hutong.chat.models.tables import Label, labels
from hutong.kernel.db import Reader, Transaction, param, query

_of_person = query(
    labels.select().where(
        labels.c.conversation_id == param("conversation_id"), labels.c.person_id == param("person_id")
    ),
    Label,
)
_held = query(
    labels.select()
    .where(
        labels.c.conversation_id == param("conversation_id"),
        labels.c.label == param("label"),
        labels.c.person_id == param("person_id"),
    )
    .order_by(labels.c.from_seq.desc())
    .limit(1),
    Label,
)
_people = query(
    sa.select(labels.c.person_id)
    .where(
        labels.c.conversation_id == param("conversation_id"),
        labels.c.label == param("label"),
        labels.c.to_seq.is_(None),
        labels.c.person_id > param("after"),
    )
    .order_by(labels.c.person_id)
    .limit(param("limit", sa.Integer())),
    PersonId,
)


def put_label(tx: Transaction, conversation_id: int, label: str, person_id: int) -> bool:
    """Give a person a label for what is posted from now on; whether they did not have it.

    Raises: ConversationNotFound
    """
    head_seq = conversations.get(tx, conversation_id).head_seq
    last = tx.one(_held, conversation_id=conversation_id, label=label, person_id=person_id)
    if last is not None and last.to_seq is None:
        return False
    if last is not None and last.to_seq == head_seq:
        tx.update(last, to_seq=None)
    else:
        tx.insert(Label(conversation_id, label, person_id, head_seq, None))
    return True


def drop_label(tx: Transaction, conversation_id: int, label: str, person_id: int) -> bool:
    """Take a label from a person for what is posted from now on; whether they had it.

    Raises: ConversationNotFound
    """
    head_seq = conversations.get(tx, conversation_id).head_seq
    last = tx.one(_held, conversation_id=conversation_id, label=label, person_id=person_id)
    if last is None or last.to_seq is not None:
        return False
    tx.update(last, to_seq=head_seq)
    return True


def people_with_label(
    read: Reader, conversation_id: int, label: str, *, after: int = 0, limit: int = 10_000
) -> list[int]:
    """Who holds the label now, by person id, from behind `after` on."""
    found = read.many(_people, conversation_id=conversation_id, label=label, after=after, limit=limit)
    return [row.person_id for row in found]


def labels_of(read: Reader, conversation_id: int, person_id: int) -> list[str]:
    """The labels a person holds now."""
    held = read.many(_of_person, conversation_id=conversation_id, person_id=person_id)
    return sorted({row.label for row in held if row.to_seq is None})


def held_at(read: Reader, conversation_id: int, person_id: int) -> "LabelHistory":
    """Which labels a person held when."""
    return LabelHistory(read.many(_of_person, conversation_id=conversation_id, person_id=person_id))


class LabelHistory:
    """A person's labels in one conversation, with their times."""

    def __init__(self, rows: Iterable[Label]) -> None:
        self._rows = list(rows)

    def held_any(self, wanted: Iterable[str], seq: int) -> bool:
        """Whether they held one of the labels at the entry `seq`."""
        names = set(wanted)
        return any(
            row.label in names and row.from_seq < seq and (row.to_seq is None or seq <= row.to_seq)
            for row in self._rows
        )
