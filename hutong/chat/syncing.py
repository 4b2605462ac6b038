"""What is new for me: my memberships, then their heads, then the entries of those that moved."""

from typing import Any

import msgspec

from hutong.chat import conversations, memberships, personal, reading
from hutong.chat.entry_views import EntryView, entry_view
from hutong.chat.peers import PeerPort, PeerView, peers_of
from hutong.chat.views import ConversationView, Held, shown
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
    held = _held(read, person_id)
    first = [one for one in held if one.conversation.id in changed]
    moved = [one for one in held if one.conversation.id not in changed and _is_news(one, positions)]
    limit = at_once or CONVERSATIONS_AT_ONCE
    chosen = first + moved[: max(limit - len(first), 1)]
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
        more=len(notes) == _NOTES_AT_ONCE or len(first) + len(moved) > len(chosen),
    )


def _held(read: Reader, person_id: int) -> list[Held]:
    """Every conversation that a person sees, the one that moved last first."""
    spans = {key: found for key, found in memberships.all_of(read, person_id).items() if not found[0].hidden}
    found = conversations.get_many(read, spans)
    held = (Held(found[conversation_id], spans[conversation_id]) for conversation_id in spans)
    return sorted(
        (one for one in held if one.is_listed),
        key=lambda one: one.conversation.last_entry_at or one.conversation.created_at,
        reverse=True,
    )


def _is_news(one: Held, positions: dict[int, int]) -> bool:
    reach = memberships.last_readable(one.conversation, one.membership)
    return reach > positions.get(one.conversation.id, -1)


def _synced(read: Reader, one: Held, peer: PeerView, position: int) -> SyncedConversation:
    page = reading.page(read, one.spans, after=position)
    last = next((entry for entry in reversed(page.entries) if entry.concerns_seq is None), None)
    view = shown(read, one, peer, last)
    return SyncedConversation(
        **{field: getattr(view, field) for field in view.__struct_fields__},
        entries=[entry_view(entry) for entry in page.entries],
        has_gap=page.has_earlier,
    )
