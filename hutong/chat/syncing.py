"""What is new for me: my memberships, then their heads, then the entries of those that moved."""

from operator import attrgetter
from typing import Any

import msgspec

from hutong.chat import conversations, glances, memberships, personal, reading
from hutong.chat.entry_views import EntryView, entry_view
from hutong.chat.peers import PeerPort, PeerView, peers_of
from hutong.chat.views import ConversationView, Held, is_listed, shown
from hutong.kernel.db import Reader

# One answer stays small enough for a phone; `more` asks for the next.
CONVERSATIONS_AT_ONCE = 50
_NOTES_AT_ONCE = 50


class SyncedConversation(ConversationView, frozen=True, kw_only=True):
    """A conversation with the newest entries a device does not have; `has_gap`: there are more before them."""

    entries: list[EntryView]
    has_gap: bool


class SyncAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What is newer than a device's positions. `more`: ask again with the new positions."""

    personal_seq: int
    conversations: list[SyncedConversation]
    personal: list[dict[str, Any]]
    more: bool


class Seen(msgspec.Struct, frozen=True):
    """A conversation, how far a person may read it, and when it moved."""

    id: int
    reach: int
    moved_ms: int


_moved_ms = attrgetter("moved_ms")


def sync(
    read: Reader,
    port: PeerPort,
    person_id: int,
    personal_seq: int,
    positions: dict[int, int],
    *,
    at_once: int | None = None,
) -> SyncAnswer:
    """What a device lacks that has read its person's log to `personal_seq` and conversations to `positions`."""
    is_fresh = personal_seq == 0 and not positions
    # A fresh device gets whole conversations, in which every change so far is contained.
    notes = [] if is_fresh else personal.newer(read, person_id, personal_seq, limit=_NOTES_AT_ONCE)
    changed = {note.conversation_id for note in notes}
    seen = _seen(read, person_id)
    first = [one for one in seen if one.id in changed]
    moved = [one for one in seen if one.id not in changed and one.reach > positions.get(one.id, -1)]
    limit = at_once or CONVERSATIONS_AT_ONCE
    wanted = [one.id for one in first + moved[: max(limit - len(first), 1)]]
    chosen = _held(read, person_id, wanted) if wanted else []
    peers = peers_of(read, port, person_id, [one.conversation for one in chosen])
    reached = personal.head_of(read, person_id) if is_fresh else personal_seq
    return SyncAnswer(
        personal_seq=notes[-1].seq if notes else reached,
        conversations=[
            _synced(read, one, peers[one.conversation.id], positions.get(one.conversation.id, 0))
            for one in chosen
            if one.conversation.id in peers
        ],
        personal=[personal.change_of(note) for note in notes],
        more=len(notes) == _NOTES_AT_ONCE or len(first) + len(moved) > len(wanted),
    )


def _seen(read: Reader, person_id: int) -> list[Seen]:
    """Every conversation that a person sees, the one that moved last first."""
    spans = {key: found for key, found in glances.spans_of(read, person_id).items() if not found[0].hidden}
    seen = []
    for head in conversations.heads(read, spans):
        there = spans[head.id]
        to_seq = there[0].to_seq
        if head.kind != "broadcast" or is_listed(head.head_seq, there):
            seen.append(Seen(head.id, head.head_seq if to_seq is None else to_seq, head.moved_ms))
    return sorted(seen, key=_moved_ms, reverse=True)


def _held(read: Reader, person_id: int, conversation_ids: list[int]) -> list[Held]:
    found = conversations.get_many(read, conversation_ids)
    spans = memberships.intervals_in(read, person_id, conversation_ids)
    return [Held(found[conversation_id], spans[conversation_id]) for conversation_id in conversation_ids]


def _synced(read: Reader, one: Held, peer: PeerView, position: int) -> SyncedConversation:
    page = reading.page(read, one.spans, after=position)
    last = next((entry for entry in reversed(page.entries) if entry.concerns_seq is None), None)
    view = shown(read, one, peer, last)
    return SyncedConversation(
        **{field: getattr(view, field) for field in view.__struct_fields__},
        entries=[entry_view(entry) for entry in page.entries],
        has_gap=page.has_earlier,
    )
