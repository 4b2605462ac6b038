"""Whom a conversation is with, as its reader sees them."""

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from hutong.chat.memberships import people_of
from hutong.chat.models.tables import Conversation
from hutong.chat.titles import titles_of
from hutong.kernel.db import Reader
from hutong.people import public as people


class PeerPort(Protocol):
    """The cards of apps as one person sees them (do they follow it?), by appid; `official` knows."""

    def cards(self, read: Reader, person_id: int, app_ids: Sequence[str]) -> dict[str, Any]: ...


class PersonPeer(msgspec.Struct, frozen=True, tag_field="kind", tag="person"):
    """Another person."""

    person: people.PersonCard


class AppPeer(msgspec.Struct, frozen=True, tag_field="kind", tag="app"):
    """An app, by its account card."""

    account: Any


class GroupPeer(msgspec.Struct, frozen=True, tag_field="kind", tag="group"):
    """A group: what it is called, and the others who are in it now."""

    people: list[people.PersonCard]
    title: str | None = None


PeerView = PersonPeer | AppPeer | GroupPeer


def peers_of(
    read: Reader, port: PeerPort, person_id: int, conversations: Sequence[Conversation]
) -> dict[int, PeerView]:
    """The peer of each conversation, in as many statements as there are kinds; who is gone is left out."""
    others = {
        conversation.id: [other for other in people_of(read, conversation) if other != person_id]
        for conversation in conversations
        if conversation.app_id is None
    }
    found = people.get_many(read, {other for group in others.values() for other in group})
    app_ids = sorted({conversation.app_id for conversation in conversations if conversation.app_id is not None})
    cards = port.cards(read, person_id, app_ids) if app_ids else {}
    titles = titles_of(read, [conversation.id for conversation in conversations if conversation.kind == "group"])
    peers: dict[int, PeerView] = {}
    for conversation in conversations:
        if conversation.app_id is not None:
            if conversation.app_id in cards:
                peers[conversation.id] = AppPeer(cards[conversation.app_id])
            continue
        those = [people.card(found[other]) for other in others[conversation.id] if other in found]
        if conversation.kind == "group":
            peers[conversation.id] = GroupPeer(those, titles.get(conversation.id))
        elif those:
            peers[conversation.id] = PersonPeer(those[0])
    return peers
