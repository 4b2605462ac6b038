"""Memberships: intervals, marks, settings, and what people delete for themselves alone."""

from __future__ import annotations

import pytest

from hutong.chat import errors, memberships, personal, reading
from hutong.chat import public as chat
from hutong.chat.models.bodies import Edit, Text
from hutong.kernel.db import Transaction
from tests.chat.worlds import APP, World


async def test_the_read_mark_only_moves_forward_and_never_past_the_head(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    for number in range(5):
        await world.say(conversation, han, f"{number}")
    assert await marked(world, li, conversation, 3) == (3, 3, 2)
    assert await marked(world, li, conversation, 1) == (3, 3, 2)
    assert await marked(world, li, conversation, 9_999) == (5, 5, 0)
    assert await marked(world, li, conversation, -1) == (5, 5, 0)


async def test_settings_change_one_by_one_and_reach_other_devices(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    assert await world.chat_of(han, li) == conversation
    await world.run(memberships.set_up, li, conversation, muted=True)
    await world.run(memberships.set_up, li, conversation, draft="see you\r\nat\x00 eight")
    view = await world.view(li, conversation)
    assert (view.muted, view.pinned, view.draft) == (True, False, "see you\nat eight")
    notes = await world.read(personal.newer, li, 0, limit=10)
    assert [(note.seq, note.kind, note.value) for note in notes] == [
        (1, "conversation", {"hidden": False}),
        (2, "settings", {"muted": True, "pinned": False}),
        (3, "draft", {"draft": "see you\nat eight"}),
    ]
    other = await world.view(han, conversation)
    assert (other.muted, other.draft) == (False, "")


async def test_a_setting_that_is_so_already_is_no_news(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    await world.run(memberships.set_up, li, conversation, muted=False, draft="")
    assert await world.read(personal.head_of, li) == 1


async def test_a_personal_log_keeps_the_newest_of_each_subject(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    for number in range(20):
        await world.run(memberships.set_up, li, conversation, draft=f"draft {number}")
    notes = await world.read(personal.newer, li, 0, limit=100)
    assert [(note.seq, note.kind) for note in notes] == [(1, "conversation"), (21, "draft")]


async def test_an_empty_chat_is_seen_by_who_opened_it_only(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    assert [found.id for found in (await world.sync(li)).conversations] == [str(conversation)]
    assert (await world.sync(han)).conversations == []
    await world.say(conversation, li, "hi")
    assert [found.id for found in (await world.sync(han)).conversations] == [str(conversation)]


async def test_a_hidden_thread_is_out_of_sight_and_comes_back_whole(world: World) -> None:
    li = await world.person("Li Lei")
    thread = await world.thread_of(li)
    await world.say(thread, li, "balance")
    await world.run(chat.set_hidden, li, thread, hidden=True)
    assert (await world.sync(li)).conversations == []
    with pytest.raises(errors.ConversationNotFound):
        await world.texts(li, thread)
    await world.run(chat.set_hidden, li, thread, hidden=False)
    assert await world.texts(li, thread) == ["balance"]


async def test_who_joins_reads_what_comes_and_who_leaves_keeps_what_was(world: World) -> None:
    li, han, lucy = await world.people("Li Lei", "Han Meimei", "Lucy")
    group = await world.run(chat.group, [li, han])
    await world.say(group.id, li, "before Lucy")
    await joined(world, group.id, lucy)
    assert await world.texts(lucy, group.id) == []
    assert (await world.view(lucy, group.id)).unread == 0
    await world.say(group.id, li, "welcome")
    await left(world, group.id, lucy)
    await world.say(group.id, li, "without Lucy")
    view = await world.view(lucy, group.id)
    assert await world.texts(lucy, group.id) == ["welcome"]
    assert (view.head_seq, view.unread, view.can_write) == (2, 1, False)
    with pytest.raises(errors.WritingNotAllowed):
        await world.say(group.id, lucy, "wait")
    await joined(world, group.id, lucy)
    await world.say(group.id, li, "back again")
    assert await world.texts(lucy, group.id) == ["welcome", "back again"]
    assert (await world.view(lucy, group.id)).unread == 1


async def test_pushes_follow_the_members_of_a_group(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    group = await world.run(chat.group, [li, han])
    await left(world, group.id, han)
    world.wakes.clear()
    await world.say(group.id, li, "alone")
    assert world.pushed_to(han) == []
    assert [event["type"] for event in world.pushed_to(li)] == ["entry"]


async def test_leaving_and_coming_back_with_nothing_missed_is_one_interval(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    group = await world.run(chat.group, [li, han])
    await world.say(group.id, li, "one")
    await left(world, group.id, han)
    await joined(world, group.id, han)
    await world.say(group.id, li, "two")
    assert len(await world.read(memberships.intervals, han, group.id)) == 1
    assert await world.texts(han, group.id) == ["one", "two"]


async def test_coming_back_keeps_settings_and_what_was_cleared(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    group = await world.run(chat.group, [li, han])
    await world.say(group.id, li, "one")
    await world.run(memberships.set_up, han, group.id, muted=True)
    await cleared(world, han, group.id)
    await left(world, group.id, han)
    await world.say(group.id, li, "two")
    await joined(world, group.id, han)
    assert (await world.view(han, group.id)).muted is True
    assert await world.texts(han, group.id) == []


async def test_clearing_a_history_is_for_oneself_alone(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    await world.say(conversation, han, "one")
    await cleared(world, li, conversation)
    await world.say(conversation, han, "two")
    view = await world.view(li, conversation)
    assert await world.texts(li, conversation) == ["two"]
    assert (view.unread, view.read_seq) == (1, 1)
    assert await world.texts(han, conversation) == ["one", "two"]


async def test_deleting_a_message_is_for_oneself_alone(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    for text in ("one", "two", "three"):
        await world.say(conversation, han, text)
    found = await world.read(chat.get_conversation, conversation)
    await world.run(chat.delete_for_me, li, found, [2, 2, 77, -1])
    assert await world.texts(li, conversation) == ["one", "three"]
    assert await world.texts(han, conversation) == ["one", "two", "three"]
    assert [note.value for note in await world.read(personal.newer, li, 0, limit=10) if note.kind == "removed"] == [
        {"seq": 2}
    ]
    with pytest.raises(errors.EntryNotFound):
        await world.read(reading.entry_for, li, conversation, 2)


async def test_pages_go_back_to_the_beginning(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    conversation = await world.chat_of(li, han)
    for number in range(1, 8):
        await world.say(conversation, li, f"{number}")
    newest = await world.read(chat.page_for, han, conversation, limit=3)
    middle = await world.read(chat.page_for, han, conversation, before=5, limit=3)
    oldest = await world.read(chat.page_for, han, conversation, before=2, limit=3)
    assert [([entry.seq for entry in page.entries], page.has_earlier) for page in (newest, middle, oldest)] == [
        ([5, 6, 7], True),
        ([2, 3, 4], True),
        ([1], False),
    ]


async def test_a_broadcast_is_for_whom_it_names(world: World) -> None:
    li, han, lucy = await world.people("Li Lei", "Han Meimei", "Lucy")
    log = await world.run(chat.broadcast_log, APP)
    for person in (li, han, lucy):
        await joined(world, log.id, person)
    await world.run(chat.put_label, log.id, "tag:1", li)
    await world.post(log.id, Text(text="for all"))
    await world.post(log.id, Text(text="for the north"), for_labels=["tag:1", "tag:2"])
    await world.run(chat.drop_label, log.id, "tag:1", li)
    await world.post(log.id, Text(text="for nobody"), for_labels=["tag:1"])
    await world.post(log.id, Text(text="for Han"), for_people=[han])
    assert await world.texts(li, log.id) == ["for all", "for the north"]
    assert await world.texts(han, log.id) == ["for all", "for Han"]
    assert await world.texts(lucy, log.id) == ["for all"]
    unread = [(await world.view(person, log.id)).unread for person in (li, han, lucy)]
    assert unread == [2, 2, 1]
    await world.run(mark, lucy, log.id, 1)
    assert (await world.view(lucy, log.id)).unread == 0
    with pytest.raises(errors.WritingNotAllowed):
        await world.say(log.id, li, "hello, everybody")


async def test_labels_are_held_from_when_they_are_given(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    log = await world.run(chat.broadcast_log, APP)
    assert await world.run(chat.put_label, log.id, "tag:1", li) is True
    assert await world.run(chat.put_label, log.id, "tag:1", li) is False
    await world.run(chat.put_label, log.id, "tag:1", han)
    await world.run(chat.put_label, log.id, "tag:9", li)
    assert await world.read(chat.labels_of, log.id, li) == ["tag:1", "tag:9"]
    assert await world.read(chat.people_with_label, log.id, "tag:1") == sorted([li, han])
    assert await world.run(chat.drop_label, log.id, "tag:1", li) is True
    assert await world.run(chat.drop_label, log.id, "tag:1", li) is False
    assert await world.read(chat.people_with_label, log.id, "tag:1") == [han]
    assert await world.run(chat.put_label, log.id, "tag:1", li) is True
    assert await world.read(chat.labels_of, log.id, li) == ["tag:1", "tag:9"]


def mark(tx: Transaction, person: int, conversation: int, seq: int) -> None:
    memberships.mark_read(tx, person, chat.get_conversation(tx, conversation), seq)


async def marked(world: World, person: int, conversation: int, seq: int) -> tuple[int, int, int]:
    await world.run(mark, person, conversation, seq)
    view = await world.view(person, conversation)
    return view.read_seq, view.read_ordinal, view.unread


async def joined(world: World, conversation: int, person: int) -> None:
    await world.run(lambda tx: chat.join(tx, chat.get_conversation(tx, conversation), person))


async def left(world: World, conversation: int, person: int) -> None:
    await world.run(lambda tx: chat.leave(tx, chat.get_conversation(tx, conversation), person))


async def cleared(world: World, person: int, conversation: int) -> None:
    await world.run(lambda tx: chat.clear_history(tx, person, chat.get_conversation(tx, conversation)))


async def test_who_has_left_reads_things_as_they_were_then(world: World) -> None:
    li, han = await world.people("Li Lei", "Han Meimei")
    group = (await world.run(chat.group, [li, han])).id
    said = await world.say(group, han, "at six")
    await world.run(chat.leave, await world.read(chat.get_conversation, group), li)
    await world.run(chat.post, group, chat.Sender.person(han), Edit(concerns=said.seq, text="at seven, without Li"))

    async def text_for(person: int) -> str:
        entry = await world.read(reading.entry_for, person, group, said.seq)
        assert isinstance(entry.body, Text)
        return entry.body.text

    assert (await text_for(li), await text_for(han)) == ("at six", "at seven, without Li")
