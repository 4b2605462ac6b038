"""Conversations as one person's devices get them."""

from collections.abc import Sequence

import msgspec

from hutong.chat import conversations, glances, marks, memberships, reading
from hutong.chat.entry_views import EntryView, entry_view
from hutong.chat.models.tables import Conversation, Entry, Membership
from hutong.chat.peers import PeerPort, PeerView, peers_of
from hutong.kernel.db import Reader


class ConversationView(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation as one person has it."""

    id: str
    kind: str
    peer: PeerView
    head_seq: int
    head_ordinal: int
    read_seq: int
    read_ordinal: int
    unread: int
    last: EntryView | None
    muted: bool
    pinned: bool
    marked: bool
    draft: str
    can_write: bool


class Held(msgspec.Struct, frozen=True):
    """A conversation and a person's intervals in it, the newest first."""

    conversation: Conversation
    spans: Sequence[Membership]

    @property
    def membership(self) -> Membership:
        return self.spans[0]


def is_listed(head_seq: int, spans: Sequence[Membership | glances.Span]) -> bool:
    """Whether lists show a log of broadcasts: one in which nothing has come yet is none to show."""
    return any((head_seq if span.to_seq is None else span.to_seq) > span.from_seq for span in spans)


def conversation_view(read: Reader, port: PeerPort, person_id: int, conversation_id: int) -> ConversationView | None:
    """A conversation as this person has it; None when they do not, or do not see it."""
    spans = memberships.intervals(read, person_id, conversation_id)
    if not spans or spans[0].hidden:
        return None
    held = Held(conversations.get(read, conversation_id), spans)
    if held.conversation.kind == "broadcast" and not is_listed(held.conversation.head_seq, spans):
        return None
    peer = peers_of(read, port, person_id, [held.conversation]).get(conversation_id)
    return None if peer is None else shown(read, held, peer)


def shown(read: Reader, held: Held, peer: PeerView, last: Entry | None = None) -> ConversationView:
    """The view of one conversation; `last` spares looking for its last entry."""
    conversation, membership = held.conversation, held.membership
    is_current = membership.to_seq is None
    head_ordinal = conversation.head_ordinal if membership.to_ordinal is None else membership.to_ordinal
    last = last or reading.last_shown(read, held.spans)
    return ConversationView(
        id=str(conversation.id),
        kind=conversation.kind,
        peer=peer,
        head_seq=memberships.last_readable(conversation, membership),
        head_ordinal=head_ordinal,
        read_seq=membership.read_seq,
        read_ordinal=membership.read_ordinal,
        unread=reading.unread(read, conversation, membership),
        last=entry_view(last) if last else None,
        muted=membership.muted,
        pinned=membership.pinned,
        marked=marks.is_marked(read, membership.person_id, conversation.id),
        draft=membership.draft,
        can_write=membership.may_write and is_current,
    )
