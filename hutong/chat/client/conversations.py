"""/api/client/conversations: opened, marked as read, set up."""

from typing import Annotated

import msgspec

from hutong.chat import conversations, errors, groups, marks, memberships
from hutong.chat.client.groups import people_of
from hutong.chat.client.paths import Seq, conversation_id_of, id_of
from hutong.chat.peers import PeerPort
from hutong.chat.views import ConversationView, conversation_view
from hutong.kernel.db import Reader, Transaction
from hutong.people import public as people
from hutong.wire.product import Call, client


class OpenConversation(msgspec.Struct, frozen=True):
    """Whom to talk with: a person by id or by the code of their link, or several as a new group."""

    person_id: str | None = None
    link_code: str | None = None
    person_ids: Annotated[list[str], msgspec.Meta(max_length=groups.MOST_PEOPLE)] | None = None
    title: str | None = None


class MarkRead(msgspec.Struct, frozen=True):
    """The entry read last."""

    seq: Seq


class ReadMark(msgspec.Struct, frozen=True):
    """Where the read mark stands."""

    read_seq: int
    read_ordinal: int


class Settings(msgspec.Struct, frozen=True):
    """What to change; what is left out stays."""

    muted: bool | None = None
    pinned: bool | None = None
    marked: bool | None = None
    draft: str | None = None


class ClearHistory(msgspec.Struct, frozen=True):
    """The newest entry to go; without it, everything goes."""

    seq: Seq | None = None


class DeleteForMe(msgspec.Struct, frozen=True):
    """The entries to go."""

    seqs: Annotated[list[Seq], msgspec.Meta(min_length=1, max_length=100)]


class Done(msgspec.Struct, frozen=True):
    """It is done, and there is nothing more to say."""


@client.post("/conversations", body=OpenConversation)
def open_conversation(tx: Transaction, call: Call[OpenConversation]) -> ConversationView:
    """Open the direct chat with a person, which is made when they never talked, or start a group of several.

    Request:  {"person_id": "7312…"} or {"link_code": "k7m…"} or
              {"person_ids": ["7312…", "7313…"], "title": "Dumplings"}
    Response: Conversation
    Errors:   PersonNotFound · OnlyWithOthers · GroupTooSmall · GroupFull · TitleTooLong
    """
    wanted = call.body
    if wanted.person_ids is not None:
        group = groups.start(tx, call.person_id, people_of(wanted.person_ids), wanted.title)
        return _view(tx, call, group.id)
    other_id = _person_of(tx, wanted)
    conversation = conversations.direct(tx, call.person_id, other_id)
    return _view(tx, call, conversation.id)


@client.get("/conversations/{conversation_id}")
def show(read: Reader, call: Call[None]) -> ConversationView:
    """One conversation.

    Response: Conversation
    Errors:   ConversationNotFound
    """
    return _view(read, call, conversation_id_of(call))


@client.post("/conversations/{conversation_id}/read", body=MarkRead)
def mark_read(tx: Transaction, call: Call[MarkRead]) -> ReadMark:
    """Say up to where the conversation was read; the mark never moves back.

    Request:  {"seq": 41}
    Response: {"read_seq": 41, "read_ordinal": 38}
    Errors:   ConversationNotFound
    """
    conversation = conversations.get(tx, conversation_id_of(call))
    marked = memberships.mark_read(tx, call.person_id, conversation, call.body.seq)
    return ReadMark(marked.read_seq, marked.read_ordinal)


@client.put("/conversations/{conversation_id}/settings", body=Settings)
def set_up(tx: Transaction, call: Call[Settings]) -> ConversationView:
    """Mute or pin a conversation, mark it as unread, or keep what is being written; every device of the person follows.

    Request:  {"muted": true, "pinned": false, "marked": true, "draft": "see you at"}, any of them
    Response: Conversation
    Errors:   ConversationNotFound · MessageTooLong
    """
    wanted = call.body
    conversation_id = conversation_id_of(call)
    memberships.set_up(
        tx, call.person_id, conversation_id, muted=wanted.muted, pinned=wanted.pinned, draft=wanted.draft
    )
    if wanted.marked is not None:
        marks.mark(tx, call.person_id, conversation_id, on=wanted.marked)
    return _view(tx, call, conversation_id)


@client.post("/conversations/{conversation_id}/clear", body=ClearHistory)
def clear_history(tx: Transaction, call: Call[ClearHistory]) -> Done:
    """Delete the history up to an entry for the caller alone; the other side keeps theirs, own devices follow.

    Request:  {"seq": 41}, or {} for everything
    Response: {}
    Errors:   ConversationNotFound
    """
    conversation = conversations.get(tx, conversation_id_of(call))
    memberships.clear_history(tx, call.person_id, conversation, through=call.body.seq)
    return Done()


@client.post("/conversations/{conversation_id}/delete", body=DeleteForMe)
def delete_for_me(tx: Transaction, call: Call[DeleteForMe]) -> Done:
    """Delete entries for the caller alone; the other side keeps theirs, own devices follow.

    Request:  {"seqs": [12, 13]}, at most 100
    Response: {}
    Errors:   ConversationNotFound
    """
    conversation = conversations.get(tx, conversation_id_of(call))
    memberships.delete_for_me(tx, call.person_id, conversation, call.body.seqs)
    return Done()


def _person_of(read: Reader, wanted: OpenConversation) -> int:
    if wanted.link_code is not None:
        found = people.by_link_code(read, wanted.link_code)
    else:
        person_id = id_of(wanted.person_id or "")
        found = None if person_id is None else people.get(read, person_id)
    if found is None:
        raise errors.PersonNotFound()
    return found.id


def _view(
    read: Reader, call: Call[OpenConversation] | Call[Settings] | Call[None], conversation_id: int
) -> ConversationView:
    view = conversation_view(read, call.lane.port(PeerPort), call.person_id, conversation_id)
    if view is None:
        raise errors.ConversationNotFound(conversation_id=str(conversation_id))
    return view
