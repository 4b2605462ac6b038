"""Messages as the owner of an account sees them."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.dialog import errors, inbox
from hutong.dialog.console.media import for_owner
from hutong.kernel.db import Reader
from hutong.people import public as people
from hutong.wire.paths import number_in
from hutong.wire.product import Call


class Agent(msgspec.Struct, frozen=True):
    """Who wrote an answer by hand. `name` is null where nobody was signed in, as in a lab."""

    kind: str
    name: str | None


class MessageShape(chat.EntryView, frozen=True, kw_only=True):
    """An entry, which way it went, whether it was starred, and who wrote it if it was written by hand."""

    openid: str
    person_name: str
    direction: str
    starred: bool
    agent: Agent | None


def shapes(read: Reader, call: Call[Any], app_id: str, entries: dict[int, list[chat.Entry]]) -> list[MessageShape]:
    """Entries of some people's threads, by person."""
    persons = people.get_many(read, list(entries))
    every = [entry for said in entries.values() for entry in said]
    starred = inbox.starred_in(read, app_id, sorted({entry.conversation_id for entry in every}))
    agents = _agents(read, inbox.agents_of(read, app_id, every))
    return [
        _shape(
            entry,
            app_id,
            apps.openid(call.lane.keys, app_id, person_id),
            persons[person_id].name,
            starred=(entry.conversation_id, entry.seq) in starred,
            agent=agents.get((entry.conversation_id, entry.seq)),
        )
        for person_id, said in entries.items()
        for entry in said
    ]


def person_of(call: Call[Any], app_id: str, openid: str) -> int:
    """The person an openid of the account means. Raises: OpenidUnknown"""
    person_id = apps.person_of(call.lane.keys, app_id, openid)
    if person_id is None:
        raise errors.OpenidUnknown()
    return person_id


def _shape(
    entry: chat.Entry, app_id: str, openid: str, person_name: str, *, starred: bool, agent: Agent | None
) -> MessageShape:
    view = for_owner(chat.entry_view(entry), app_id, openid)
    return MessageShape(
        **{field: getattr(view, field) for field in chat.EntryView.__struct_fields__},
        openid=openid,
        person_name=person_name,
        direction="in" if entry.sender_kind == "person" else "out",
        starred=starred,
        agent=agent,
    )


def _agents(read: Reader, spelled: dict[tuple[int, int], str]) -> dict[tuple[int, int], Agent]:
    # The audit spells an actor "person:7"; a lab nobody signed in to is "lab".
    numbered = {text: number_in(text.partition(":")[2]) for text in set(spelled.values())}
    persons = people.get_many(read, [number for number in numbered.values() if number is not None])

    def agent(text: str) -> Agent:
        number = numbered[text]
        person = None if number is None else persons.get(number)
        return Agent(text.partition(":")[0], person.name if person else None)

    return {place: agent(text) for place, text in spelled.items()}
