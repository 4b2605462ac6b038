"""Entries: written once, in order, counted where they are worth it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hutong.chat import errors, events, memberships
from hutong.chat import public as chat
from hutong.chat.models.bodies import Card, CardChanged, Edit, Notice, Recall, Text
from hutong.kernel.events import reactions
from hutong.kernel.jobs.table import waiting
from hutong.kernel.lane import Lane
from tests.chat.worlds import APP, World


async def test_two_people_have_one_chat_whoever_opens_it(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    assert await world.chat_of(li, han) == await world.chat_of(han, li)


async def test_nobody_chats_with_themselves(world: World) -> None:
    li = await world.person("Li Lei")
    with pytest.raises(errors.OnlyWithOthers):
        await world.chat_of(li, li)


async def test_entries_have_an_order_without_holes_and_quiet_ones_do_not_count(world: World) -> None:
    li = await world.person("Li Lei")
    thread = await world.thread_of(li)
    await world.post(thread, Notice(code="followed", params={}))
    await world.post(thread, Text(text="welcome"))
    await world.say(thread, li, "balance")
    found = await world.read(chat.entries_of, thread)
    assert [(entry.seq, entry.ordinal, entry.kind) for entry in found] == [
        (1, 0, "notice"),
        (2, 1, "text"),
        (3, 2, "text"),
    ]


async def test_many_at_once_take_each_a_place_of_their_own(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    entries = await asyncio.gather(*(world.say(conversation, (li, han)[n % 2], f"{n}") for n in range(40)))
    assert sorted(entry.seq for entry in entries) == list(range(1, 41))


async def test_the_same_client_id_is_the_same_message(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    first, again = await asyncio.gather(*(world.say(conversation, li, "once", "a1") for _ in range(2)))
    other = await world.say(conversation, han, "mine", "a1")
    assert first == again
    assert other.seq == 2
    assert await world.texts(li, conversation) == ["once", "mine"]
    pushed = [event["entry"]["seq"] for event in world.pushed_to(han) if event["type"] == "entry"]
    assert pushed == [1, 2]


async def test_a_message_reaches_the_devices_of_both(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    world.wakes.clear()
    entry = await world.say(conversation, li, "hi\nthere")
    expected = {
        "conversation_id": str(conversation),
        "seq": 1,
        "ordinal": 1,
        "id": str(entry.id),
        "client_id": None,
        "sender": {"kind": "person", "id": str(li)},
        "at": entry.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "body": {"kind": "text", "text": "hi\nthere"},
    }
    shown = {"seq": 1, "kind": "conversation", "conversation_id": str(conversation), "value": {"hidden": False}}
    assert world.pushed_to(li) == [{"type": "entry", "entry": expected}]
    assert world.pushed_to(han) == [{"type": "personal", "change": shown}, {"type": "entry", "entry": expected}]


async def test_outsiders_find_no_conversation_to_write_in(world: World) -> None:
    li, han, lucy = await world.people("Li Lei", "Han Meimei", "Lucy")
    conversation = await world.chat_of(li, han)
    with pytest.raises(errors.ConversationNotFound):
        await world.say(conversation, lucy, "let me in")
    with pytest.raises(errors.ConversationNotFound):
        await world.say(404, li, "anybody?")
    assert await world.texts(li, conversation) == []


async def test_who_may_only_read_writes_nothing(world: World) -> None:
    li = await world.person("Li Lei")
    thread = await world.thread_of(li)
    await world.run(chat.set_may_write, li, thread, may_write=False)
    with pytest.raises(errors.WritingNotAllowed):
        await world.say(thread, li, "hello?")
    assert (await world.view(li, thread)).can_write is False
    assert (await world.read(chat.get_conversation, thread)).head_seq == 0


async def test_the_sender_has_read_what_is_above_and_their_draft_is_gone(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    await world.say(conversation, han, "are you there?")
    await world.run(memberships.set_up, li, conversation, draft="yes")
    assert (await world.view(li, conversation)).unread == 1
    await world.say(conversation, li, "yes")
    view = await world.view(li, conversation)
    assert (view.unread, view.read_seq, view.read_ordinal, view.draft) == (0, 2, 2, "")
    assert (await world.view(han, conversation)).unread == 1


async def test_a_recalled_message_is_read_by_nobody_any_more(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    said = await world.say(conversation, li, "secret")
    await world.run(chat.post, conversation, chat.Sender.person(li), Edit(concerns=said.seq, text="secret, really"))
    assert await world.texts(han, conversation) == ["secret, really", "secret, really"]
    await world.run(chat.post, conversation, chat.Sender.person(li), Recall(concerns=said.seq))
    page = await world.read(chat.page_for, han, conversation)
    assert [entry.body for entry in page.entries] == [Recall(concerns=said.seq)] * 3
    assert (await world.read(chat.entry_of, conversation, said.seq)).body == Recall(concerns=said.seq)
    last = (await world.view(han, conversation)).last
    assert last is not None
    assert (last.seq, last.body) == (said.seq, Recall(concerns=said.seq))


async def test_a_card_reads_as_it_stands_now_and_its_turns_mark_nothing_unread(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    card = Card(type="transfer", subject="7", words={"amount_fen": 500}, state="pending")
    posted = await world.run(chat.post, conversation, chat.Sender.person(li), card)
    turn = CardChanged(concerns=posted.seq, words={"amount_fen": 500, "text": "thanks"}, state="accepted")
    await world.run(chat.post, conversation, chat.SYSTEM, turn)
    now = Card(type="transfer", subject="7", words={"amount_fen": 500, "text": "thanks"}, state="accepted")
    page = await world.read(chat.page_for, han, conversation)
    assert [entry.body for entry in page.entries] == [now, turn]
    view = await world.view(han, conversation)
    assert (view.unread, view.last.body if view.last else None) == (1, now)
    assert world.pushed_to(han)[-1]["entry"]["body"] == {
        "kind": "card_changed",
        "concerns": 1,
        "words": {"amount_fen": 500, "text": "thanks"},
        "state": "accepted",
    }


async def test_apps_are_told_of_what_people_write_to_them_and_of_nothing_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_reactions: dict[Any, Any] = reactions

    async def hear(lane: Lane, event: events.MessagePosted) -> None:
        """Never run here; it is enough that its job is written."""

    monkeypatch.setitem(all_reactions, events.MessagePosted, [("tests.hear", hear)])
    li, han = await world.people("Li Lei", "Han Meimei")
    thread, conversation = await world.thread_of(li), await world.chat_of(li, han)
    await world.post(thread, Text(text="welcome"))
    await world.say(conversation, li, "between us")
    await world.say(thread, li, "balance")
    card = Card(type="transfer", subject="7", words={}, state="pending")
    await world.run(chat.post, thread, chat.Sender.person(li), card)
    jobs = [job for job in await world.read(waiting) if job.kind == "reaction:tests.hear"]
    assert [job.payload for job in jobs] == [
        f'{{"conversation_id":{thread},"seq":2,"kind":"text","person_id":{li},"app_id":"{APP}"}}'
    ]


async def test_threads_of_an_app_come_latest_first(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    first, second = await world.thread_of(li), await world.thread_of(han)
    assert await world.read(chat.threads_of_app, APP) == []
    await world.say(first, li, "one")
    await asyncio.sleep(0.005)
    await world.say(second, han, "two")
    assert [found.id for found in await world.read(chat.threads_of_app, APP)] == [second, first]
