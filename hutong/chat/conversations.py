"""Conversations: found by what they are between, made when first asked for."""

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from hutong.chat import errors, memberships, personal
from hutong.chat.models.tables import Conversation, ConversationKind, conversations
from hutong.kernel.db import Reader, Transaction, in_list, param, query

_BEYOND_ALL = (1 << 63) - 1


class Head(msgspec.Struct, frozen=True):
    """How far a conversation has come, and when it last did."""

    id: int
    kind: str
    head_seq: int
    moved_ms: int


_by_key = query(conversations.select().where(conversations.c.key == param("key")), Conversation)
_heads = query(
    sa.select(
        conversations.c.id,
        conversations.c.kind,
        conversations.c.head_seq,
        sa.type_coerce(
            sa.func.coalesce(conversations.c.last_entry_at, conversations.c.created_at), sa.BigInteger()
        ).label("moved_ms"),
    ).where(in_list(conversations.c.id, "ids")),
    Head,
)
_by_ids = query(conversations.select().where(in_list(conversations.c.id, "ids")), Conversation)
_of_app = query(
    conversations.select()
    .where(
        conversations.c.app_id == param("app_id"),
        conversations.c.kind == "app",
        sa.tuple_(conversations.c.last_entry_at, conversations.c.id)
        < sa.tuple_(param("until", conversations.c.last_entry_at.type), param("before_id", sa.BigInteger())),
    )
    .order_by(conversations.c.last_entry_at.desc(), conversations.c.id.desc())
    .limit(param("limit", sa.Integer())),
    Conversation,
)


def direct(tx: Transaction, person_id: int, other_id: int) -> Conversation:
    """The chat of two people; the first call makes it, and shows it to `person_id`.

    Raises: OnlyWithOthers
    """
    if person_id == other_id:
        raise errors.OnlyWithOthers(person_id=str(person_id))
    conversation, is_new = _get_or_open(tx, "direct", _direct_key(person_id, other_id))
    if is_new:
        # Out of sight for both; the other one sees it when there is something to read.
        memberships.begin(tx, conversation, person_id, hidden=True)
        memberships.begin(tx, conversation, other_id, hidden=True)
    memberships.set_hidden(tx, person_id, conversation.id, hidden=False)
    return conversation


def app_thread(tx: Transaction, app_id: str, person_id: int) -> Conversation:
    """The private thread of a person with an app; the first call makes it."""
    conversation, is_new = _get_or_open(tx, "app", f"app:{app_id}:{person_id}", app_id)
    if is_new:
        memberships.begin(tx, conversation, person_id)
        personal.note(tx, person_id, "conversation", conversation.id, {"hidden": False})
    return conversation


def broadcast_log(tx: Transaction, app_id: str) -> Conversation:
    """The one log of an app's broadcasts, which its followers read by `memberships.join`."""
    return _get_or_open(tx, "broadcast", f"broadcast:{app_id}", app_id)[0]


def group(tx: Transaction, person_ids: Iterable[int]) -> Conversation:
    """A new group of these people."""
    key = f"group:{tx.new_id('group')}"
    conversation, _ = _get_or_open(tx, "group", key)
    for person_id in person_ids:
        memberships.join(tx, conversation, person_id)
    return conversation


def find_direct(read: Reader, person_id: int, other_id: int) -> Conversation | None:
    """The chat of two people, if they have one."""
    return read.one(_by_key, key=_direct_key(person_id, other_id))


def find_app_thread(read: Reader, app_id: str, person_id: int) -> Conversation | None:
    """A person's thread with an app, if they have one."""
    return read.one(_by_key, key=f"app:{app_id}:{person_id}")


def find_broadcast_log(read: Reader, app_id: str) -> Conversation | None:
    """An app's log of broadcasts, if anybody ever read one."""
    return read.one(_by_key, key=f"broadcast:{app_id}")


def get(read: Reader, conversation_id: int) -> Conversation:
    """A conversation by its id. Raises: ConversationNotFound"""
    found = read.one(conversations.by_key, id=conversation_id)
    if found is None:
        raise errors.ConversationNotFound(conversation_id=str(conversation_id))
    return found


def get_many(read: Reader, ids: Iterable[int]) -> dict[int, Conversation]:
    """Conversations by id."""
    return {found.id: found for found in read.many(_by_ids, ids=list(ids))}


def heads(read: Reader, ids: Iterable[int]) -> list[Head]:
    """How far these conversations have come."""
    return read.many(_heads, ids=list(ids))


def threads_of_app(
    read: Reader, app_id: str, *, before: Conversation | None = None, limit: int = 50
) -> list[Conversation]:
    """The threads in which something was written, the latest first; `before` is the last of the page before."""
    until = read.now if before is None else before.last_entry_at
    return read.many(
        _of_app, app_id=app_id, until=until, before_id=_BEYOND_ALL if before is None else before.id, limit=limit
    )


def _direct_key(person_id: int, other_id: int) -> str:
    low, high = sorted((person_id, other_id))
    return f"direct:{low}:{high}"


def _get_or_open(
    tx: Transaction, kind: ConversationKind, key: str, app_id: str | None = None
) -> tuple[Conversation, bool]:
    there = tx.one(_by_key, key=key)
    if there is not None:
        return there, False
    fresh = Conversation(
        id=tx.new_id("conversation"),
        kind=kind,
        key=key,
        app_id=app_id,
        head_seq=0,
        head_ordinal=0,
        created_at=tx.now,
        last_entry_at=None,
    )
    return tx.get_or_add(fresh, by=("key",))
