"""/api/client/conversations/{id}/members and /title: who is in a group, and what it is called."""

from typing import Annotated

import msgspec

from hutong.chat import errors, groups
from hutong.chat.client.paths import conversation_id_of, id_of
from hutong.chat.peers import PeerPort
from hutong.chat.views import ConversationView, conversation_view
from hutong.kernel.db import Reader, Transaction
from hutong.wire.product import Call, client


class Bring(msgspec.Struct, frozen=True):
    """Who is to join."""

    person_ids: Annotated[list[str], msgspec.Meta(min_length=1, max_length=groups.MOST_PEOPLE)]


class Rename(msgspec.Struct, frozen=True):
    """The new title; "" takes it away."""

    title: str


@client.post("/conversations/{conversation_id}/members", body=Bring)
def bring(tx: Transaction, call: Call[Bring]) -> ConversationView:
    """Bring people into a group; they read what is said from now on.

    Request:  {"person_ids": ["7312…"]}
    Response: Conversation
    Errors:   ConversationNotFound · NotAGroup · WritingNotAllowed · PersonNotFound · GroupFull
    """
    conversation_id = conversation_id_of(call)
    groups.bring(tx, call.person_id, conversation_id, people_of(call.body.person_ids))
    return _view(tx, call, conversation_id)


@client.delete("/conversations/{conversation_id}/members")
def leave(tx: Transaction, call: Call[None]) -> ConversationView:
    """Leave a group; what one could read stays.

    Response: Conversation
    Errors:   ConversationNotFound · NotAGroup · WritingNotAllowed
    """
    conversation_id = conversation_id_of(call)
    groups.leave(tx, call.person_id, conversation_id)
    return _view(tx, call, conversation_id)


@client.put("/conversations/{conversation_id}/title", body=Rename)
def rename(tx: Transaction, call: Call[Rename]) -> ConversationView:
    """Give a group another title, for everybody in it.

    Request:  {"title": "Dumplings on Sunday"}
    Response: Conversation
    Errors:   ConversationNotFound · NotAGroup · WritingNotAllowed · TitleTooLong
    """
    conversation_id = conversation_id_of(call)
    groups.rename(tx, call.person_id, conversation_id, call.body.title)
    return _view(tx, call, conversation_id)


def people_of(told: list[str]) -> list[int]:
    """Persons' ids as clients spell them. Raises: PersonNotFound"""
    found = [number for text in told if (number := id_of(text)) is not None]
    if len(found) < len(told):
        raise errors.PersonNotFound()
    return found


def _view(read: Reader, call: Call[Bring] | Call[Rename] | Call[None], conversation_id: int) -> ConversationView:
    view = conversation_view(read, call.lane.port(PeerPort), call.person_id, conversation_id)
    if view is None:
        raise errors.ConversationNotFound(conversation_id=str(conversation_id))
    return view
