"""State + events = fresh state: whatever pushes were lost, a device that syncs holds what a fresh one is given."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hutong.chat import memberships
from hutong.chat import public as chat
from hutong.chat.models.bodies import AnyBody, Card, CardChanged, Choice, Choices, Edit, Notice, Recall, Text
from hutong.kernel.db import Transaction
from hutong.kernel.errors import HutongError
from tests.chat.phones import Phone
from tests.chat.worlds import APP, World, a_world

T = TypeVar("T")

people = st.sampled_from(["li", "han", "lucy"])
places = st.sampled_from(["direct", "thread", "group", "log"])
numbers = st.integers(0, 12)
losses = st.lists(st.booleans(), max_size=6)
maybe = st.sampled_from([None, True, False])


class InStep(RuleBasedStateMachine):
    """Three people, two devices each, four kinds of conversation."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.opened: AbstractAsyncContextManager[World] = a_world(f"sqlite:///{Path(self.folder.name) / 'lane.db'}")
        self.world = self.do(self.opened.__aenter__())
        self.count = 0

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def begin(self) -> None:
        self.do(self._begin())

    async def _begin(self) -> None:
        world = self.world
        self.people = {name: await world.person(name) for name in ("li", "han", "lucy")}
        self.phones = [Phone(world, person) for person in self.people.values() for _ in range(2)]
        li, han = self.people["li"], self.people["han"]
        self.places = {
            "direct": await world.chat_of(li, han),
            "thread": await world.thread_of(li),
            "group": (await world.run(chat.group, [li, han])).id,
            "log": (await world.run(chat.broadcast_log, APP)).id,
        }
        await self.step(join, "log", "li")

    async def step(self, change: Any, place: str, who: str, *args: Any) -> None:
        """Something happens in a conversation; what is refused changes nothing."""
        try:
            await self.world.run(change, self.places[place], self.people[who], *args)
        except HutongError:
            return
        for phone in self.phones:
            await phone.settle()

    def happens(self, lost: list[bool], change: Any, place: str, who: str, *args: Any) -> None:
        for number, phone in enumerate(self.phones):
            # Neighbouring devices lose different pushes.
            phone.losses.extend(lost[number % 2 :])
        self.do(self.step(change, place, who, *args))
        for phone in self.phones:
            phone.losses.clear()

    @rule(lost=losses, place=places, who=people)
    def say(self, lost: list[bool], place: str, who: str) -> None:
        self.count += 1
        self.happens(lost, say, place, who, f"message {self.count}")

    @rule(lost=losses, place=places, kind=st.sampled_from(["text", "notice", "choices", "card"]))
    def app_says(self, lost: list[bool], place: str, kind: str) -> None:
        self.happens(lost, app_says, place, "li", kind)

    @rule(place=places)
    def talk_at_length(self, place: str) -> None:
        async def talk() -> None:
            for number in range(2):
                await asyncio.gather(*(self.step(app_says, place, "li", "text") for _ in range(30 * number)))

        self.do(talk())

    @rule(lost=losses, place=places, seq=numbers, how=st.sampled_from(["recall", "edit", "turn"]))
    def change_of_mind(self, lost: list[bool], place: str, seq: int, how: str) -> None:
        self.count += 1
        bodies: dict[str, Recall | Edit | CardChanged] = {
            "recall": Recall(concerns=seq),
            "edit": Edit(concerns=seq, text=f"edited {self.count}"),
            "turn": CardChanged(concerns=seq, words={"opened": self.count}, state=f"state {self.count}"),
        }
        self.happens(lost, concerning, place, "li", bodies[how])

    @rule(lost=losses, place=places, who=people, seq=numbers)
    def read(self, lost: list[bool], place: str, who: str, seq: int) -> None:
        self.happens(lost, mark, place, who, seq)

    @rule(lost=losses, place=places, who=people, muted=maybe, pinned=maybe, draft=st.sampled_from([None, "", "well"]))
    def set_up(self, lost: list[bool], place: str, who: str, **wanted: Any) -> None:
        self.happens(lost, set_up, place, who, wanted)

    @rule(lost=losses, place=places, who=people, hidden=st.booleans())
    def hide(self, lost: list[bool], place: str, who: str, hidden: bool) -> None:
        self.happens(lost, hide, place, who, hidden)

    @rule(lost=losses, place=places, who=people, may_write=st.booleans())
    def allow(self, lost: list[bool], place: str, who: str, may_write: bool) -> None:
        self.happens(lost, allow, place, who, may_write)

    @rule(lost=losses, place=st.sampled_from(["group", "log"]), who=people)
    def come(self, lost: list[bool], place: str, who: str) -> None:
        self.happens(lost, join, place, who)

    @rule(lost=losses, place=st.sampled_from(["group", "log"]), who=people)
    def go(self, lost: list[bool], place: str, who: str) -> None:
        self.happens(lost, leave, place, who)

    @rule(lost=losses, place=places, who=people)
    def clear(self, lost: list[bool], place: str, who: str) -> None:
        self.happens(lost, clear, place, who)

    @rule(lost=losses, place=places, who=people, seq=numbers)
    def delete(self, lost: list[bool], place: str, who: str, seq: int) -> None:
        self.happens(lost, delete, place, who, seq)

    @rule(lost=losses, who=people, put=st.booleans())
    def label(self, lost: list[bool], who: str, put: bool) -> None:
        self.happens(lost, label, "log", who, put)

    @rule(lost=losses, who=people, by=st.sampled_from(["labels", "list"]))
    def broadcast_to_some(self, lost: list[bool], who: str, by: str) -> None:
        self.happens(lost, broadcast_to_some, "log", who, by)

    @rule(number=st.integers(0, 5))
    def look(self, number: int) -> None:
        self.do(self.phones[number].sync())

    @invariant()
    def unread_is_never_negative(self) -> None:
        for phone in getattr(self, "phones", ()):
            for chat_ in phone.chats.values():
                view = chat_.view
                assert 0 <= view["unread"] <= view["head_ordinal"]
                assert view["read_seq"] <= view["head_seq"]

    def teardown(self) -> None:
        try:
            if hasattr(self, "phones"):
                self.do(self._compare())
        finally:
            self.do(self.opened.__aexit__(None, None, None))
            self.runner.close()
            self.folder.cleanup()

    async def _compare(self) -> None:
        for phone in self.phones:
            await phone.sync()
            fresh = Phone(self.world, phone.person)
            await fresh.sync(at_once=50)
            assert state_of(phone) == state_of(fresh)
            for conversation_id, held in phone.chats.items():
                everything = await self._everything(phone.person, int(conversation_id))
                first = held.entries[0]["seq"] if held.entries else held.position + 1
                assert [entry["id"] for entry in held.entries] == [str(e.id) for e in everything if e.seq >= first]

    async def _everything(self, person: int, conversation: int) -> list[chat.Entry]:
        return (await self.world.read(chat.page_for, person, conversation, limit=10_000)).entries


def state_of(phone: Phone) -> dict[str, Any]:
    """What a device shows, of each conversation's newest entries."""
    shown = {}
    for conversation_id, held in phone.chats.items():
        view = {name: value for name, value in held.view.items() if name != "last"}
        if view["kind"] == "group":
            del view["peer"]
        newest = [entry for entry in held.entries if "concerns" not in entry["body"] or is_folded_in_place(entry)]
        shown[conversation_id] = (view, newest[-1:], held.entries[-40:], held.position)
    return shown


def is_folded_in_place(entry: dict[str, Any]) -> bool:
    return bool(entry["body"]["concerns"] == entry["seq"])


def say(tx: Transaction, conversation: int, person: int, text: str) -> None:
    chat.post(tx, conversation, chat.Sender.person(person), Text(text=text))


def app_says(tx: Transaction, conversation: int, person: int, kind: str) -> None:
    bodies: dict[str, AnyBody] = {
        "text": Text(text="from the app"),
        "notice": Notice(code="chat_started", params={}),
        "choices": Choices(head="?", items=[Choice(id="1", text="yes")], tail=""),
        "card": Card(type="split", subject="7", words={"opened": 0}, state="open"),
    }
    chat.post(tx, conversation, chat.Sender.app(APP), bodies[kind])


def concerning(tx: Transaction, conversation: int, person: int, body: Recall | Edit | CardChanged) -> None:
    """Only entries that stand for themselves are recalled or changed."""
    target = chat.entry_of(tx, conversation, body.concerns)
    if target.concerns_seq is None:
        chat.post(tx, conversation, chat.SYSTEM, body)


def mark(tx: Transaction, conversation: int, person: int, seq: int) -> None:
    chat.mark_read(tx, person, chat.get_conversation(tx, conversation), seq)


def set_up(tx: Transaction, conversation: int, person: int, wanted: dict[str, Any]) -> None:
    memberships.set_up(tx, person, conversation, **wanted)


def hide(tx: Transaction, conversation: int, person: int, hidden: bool) -> None:
    chat.set_hidden(tx, person, conversation, hidden=hidden)


def allow(tx: Transaction, conversation: int, person: int, may_write: bool) -> None:
    chat.set_may_write(tx, person, conversation, may_write=may_write)


def join(tx: Transaction, conversation: int, person: int) -> None:
    chat.join(tx, chat.get_conversation(tx, conversation), person)


def leave(tx: Transaction, conversation: int, person: int) -> None:
    chat.leave(tx, chat.get_conversation(tx, conversation), person)


def clear(tx: Transaction, conversation: int, person: int) -> None:
    chat.clear_history(tx, person, chat.get_conversation(tx, conversation))


def delete(tx: Transaction, conversation: int, person: int, seq: int) -> None:
    chat.delete_for_me(tx, person, chat.get_conversation(tx, conversation), [seq])


def label(tx: Transaction, conversation: int, person: int, put: bool) -> None:
    (chat.put_label if put else chat.drop_label)(tx, conversation, "tag:1", person)


def broadcast_to_some(tx: Transaction, conversation: int, person: int, by: str) -> None:
    audience: dict[str, Any] = {"for_labels": ["tag:1"]} if by == "labels" else {"for_people": [person]}
    chat.post(tx, conversation, chat.Sender.app(APP), Text(text="to some"), **audience)


TestInStep = pytest.mark.slow(pytest.mark.database(InStep.TestCase))
TestInStep.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Explaining traces every line of the database driver, which takes longer than the reader of a failure would.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
