"""Posting: an entry is written once, whoever many will read it."""

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from hutong.chat import audiences, bounds, errors, events, memberships
from hutong.chat.audiences import PackedPeople
from hutong.chat.entry_views import entry_view
from hutong.chat.models.bodies import FOLDED, PRIVATE, QUIET, AnyBody, kind_of
from hutong.chat.models.senders import Sender
from hutong.chat.models.tables import (
    AudienceList,
    Conversation,
    Entry,
    ForLabels,
    ForList,
    Membership,
    conversations,
    entries,
)
from hutong.kernel.db import Transaction, param, query

_advance = query(
    sa.update(conversations.sa)
    .where(conversations.c.id == param("of_conversation"))
    .values(
        head_seq=conversations.c.head_seq + 1,
        head_ordinal=conversations.c.head_ordinal + param("counts", sa.BigInteger()),
        last_entry_at=param("posted_at", conversations.c.last_entry_at.type),
    )
    .returning(conversations.sa),
    Conversation,
)
_by_client_id = query(
    entries.select().where(
        entries.c.conversation_id == param("conversation_id"),
        entries.c.sender == param("sender"),
        entries.c.client_id == param("client_id"),
    ),
    Entry,
)


def post(
    tx: Transaction,
    conversation_id: int,
    sender: Sender,
    body: AnyBody,
    *,
    client_id: str | None = None,
    for_labels: Iterable[str] | None = None,
    for_people: Iterable[int] | PackedPeople | None = None,
) -> Entry:
    """Write an entry and push it to the devices of those it is for; with a `client_id`, once is once.

    What a person says is cleaned and bounded, and moves their own read mark. `for_labels` or `for_people` name the
    only ones it is for.

    Raises: ConversationNotFound · WritingNotAllowed · ClientIdRefused · MessageEmpty · MessageTooLong · NotAPlace ·
        NotALink · NotAProgram
    Publishes: MessagePosted, when a person writes to an app
    """
    membership = None
    if sender.kind == "person":
        membership = memberships.may_post(tx, int(sender.id), conversation_id)
        body = bounds.check_body(body)
    if client_id is not None:
        there = _posted_before(tx, conversation_id, sender, bounds.check_client_id(client_id))
        if there is not None:
            return there
    conversation = _advance_head(tx, conversation_id, counts=not isinstance(body, QUIET))
    people = None if for_people is None else audiences.packed(for_people)
    entry = tx.insert(
        Entry(
            conversation_id=conversation_id,
            seq=conversation.head_seq,
            id=tx.new_id("entry"),
            kind=kind_of(body),
            ordinal=conversation.head_ordinal,
            sender=sender.key,
            client_id=client_id,
            at=tx.now,
            body=body,
            concerns_seq=body.concerns if isinstance(body, FOLDED) else None,
            audience=_audience(for_labels, people),
        )
    )
    if people is not None:
        tx.insert(AudienceList(conversation_id, entry.seq, people.data))
    _tell(tx, conversation, entry, membership)
    return entry


def show_typing(tx: Transaction, conversation_id: int, person_id: int, *, on: bool) -> None:
    """Let a person's devices show that the other side is typing, or no longer is."""
    event = {"type": "typing", "conversation_id": str(conversation_id), "on": on}
    tx.wake(f"person:{person_id}", event)


def _posted_before(tx: Transaction, conversation_id: int, sender: Sender, client_id: str) -> Entry | None:
    return tx.one(_by_client_id, conversation_id=conversation_id, sender=sender.key, client_id=client_id)


def _advance_head(tx: Transaction, conversation_id: int, *, counts: bool) -> Conversation:
    """Take the next seq, and with it the lock of the conversation until the commit."""
    advanced = tx.one(_advance, of_conversation=conversation_id, counts=int(counts), posted_at=tx.now)
    if advanced is None:
        raise errors.ConversationNotFound(conversation_id=str(conversation_id))
    return advanced


def _audience(for_labels: Iterable[str] | None, people: PackedPeople | None) -> ForLabels | ForList | None:
    assert for_labels is None or people is None, "an entry is for labels or for a list"
    if for_labels is not None:
        return ForLabels(sorted(set(for_labels)))
    return None if people is None else ForList(people.count)


def _tell(tx: Transaction, conversation: Conversation, entry: Entry, membership: Membership | None) -> None:
    if membership is not None:
        memberships.sent(tx, membership, seq=entry.seq, ordinal=entry.ordinal)
        is_for_app = conversation.kind == "app" and not isinstance(entry.body, PRIVATE)
        if is_for_app and conversation.app_id is not None:
            tx.publish(
                events.MessagePosted(
                    conversation_id=conversation.id,
                    seq=entry.seq,
                    kind=entry.kind,
                    person_id=membership.person_id,
                    app_id=conversation.app_id,
                )
            )
    # Encoded once, however many devices it goes to.
    pushed = msgspec.json.encode({"type": "entry", "entry": entry_view(entry)}).decode()
    if conversation.kind == "broadcast":
        # However many follow: each device on line hears the log itself, and looks whether the entry is for its person.
        tx.wake(memberships.log_topic(conversation.id), pushed if entry.audience is None else {"seq": entry.seq})
    for person_id in memberships.people_of(tx, conversation):
        if entry.seq == 1 and conversation.kind == "direct":
            memberships.set_hidden(tx, person_id, conversation.id, hidden=False)
        tx.wake(f"person:{person_id}", pushed)
        if conversation.kind == "app":
            # The owner's console hears that something was said, not what.
            tx.wake("apps", {"app_id": conversation.app_id, "person_id": person_id})
