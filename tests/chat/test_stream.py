"""The stream: two browsers in step, and what happens to those who are slow or signed out."""

from __future__ import annotations

import asyncio

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from hutong.chat import public as chat
from hutong.kernel.db import Transaction
from hutong.people import public as people
from tests.chat.houses import House, heard
from tests.chat.worlds import APP


async def test_two_browsers_of_one_person_are_in_step(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    async with house.stream(li) as here, house.stream(li) as there, house.stream(han) as other:
        for stream in (here, there, other):
            assert await heard(stream) == {"type": "hello", "personal_seq": 0}
        conversation = await house.chat_of(li, han)
        for stream in (here, there):
            opened = await heard(stream)
            assert (opened["type"], opened["conversation"]["id"]) == ("conversation", conversation)
        entry = await house.say(li, conversation, "hi")
        for stream in (here, there):
            assert await heard(stream) == {"type": "entry", "entry": entry}
        shown, pushed = await heard(other), await heard(other)
        assert (shown["conversation"]["unread"], pushed) == (1, {"type": "entry", "entry": entry})
        await house.post(han, f"/conversations/{conversation}/read", {"seq": 1})
        assert (await heard(other))["conversation"]["unread"] == 0
        await house.ask(li, "PUT", f"/conversations/{conversation}/settings", {"draft": "and", "muted": True})
        for stream in (here, there):
            changed = (await heard(stream))["conversation"]
            assert (changed["draft"], changed["muted"]) == ("and", True)


async def test_a_device_is_told_what_leaves_its_sight(house: House) -> None:
    [li] = await house.people("Li Lei")
    thread = await house.lane.db.run(chat.app_thread, APP, li)
    await house.lane.db.run(chat.post, thread.id, chat.Sender.app(APP), chat.bodies.Text(text="welcome"))
    async with house.stream(li) as stream:
        await heard(stream)
        await house.lane.db.run(chat.show_typing, thread.id, li, on=True)
        assert await heard(stream) == {"type": "typing", "conversation_id": str(thread.id), "on": True}
        await house.lane.db.run(delete, li, thread.id, 1)
        removed = {"seq": 2, "kind": "removed", "conversation_id": str(thread.id), "value": {"seq": 1}}
        assert await heard(stream) == {"type": "personal", "change": removed}
        await house.lane.db.run(chat.set_hidden, li, thread.id, hidden=True)
        hidden = {"seq": 3, "kind": "conversation", "conversation_id": str(thread.id), "value": {"hidden": True}}
        assert await heard(stream) == {"type": "personal", "change": hidden}


async def test_a_new_name_is_seen_by_those_who_talk_with_its_bearer(house: House) -> None:
    li, han, lucy = await house.people("Li Lei", "Han Meimei", "Lucy")
    conversation = await house.chat_of(li, han)
    await house.say(li, conversation, "hi")
    await house.chat_of(li, lucy)
    before = await house.post(han, "/sync", {})
    async with house.stream(han) as stream:
        await heard(stream)
        await house.lane.db.run(people.rename, li, "Li Lei 李雷")
        await house.lane.jobs.settle()
        assert (await heard(stream))["conversation"]["peer"]["person"]["name"] == "Li Lei 李雷"
    there = {"personal_seq": before["personal_seq"], "positions": {conversation: 1}}
    after = await house.post(han, "/sync", there)
    assert [found["peer"]["person"]["name"] for found in after["conversations"]] == ["Li Lei 李雷"]
    assert [(change["kind"], change["value"]["name"]) for change in after["personal"]] == [("profile", "Li Lei 李雷")]
    # Lucy never had a word from Li.
    assert (await house.post(lucy, "/sync", {}))["personal_seq"] == 0


async def test_what_others_push_goes_out_as_it_is(house: House) -> None:
    [li] = await house.people("Li Lei")
    async with house.stream(li) as stream:
        await heard(stream)
        await house.lane.db.run(push, f"person:{li}", {"type": "menu", "app_id": APP})
        assert await heard(stream) == {"type": "menu", "app_id": APP}


async def test_a_ping_is_answered_and_noise_is_not(house: House) -> None:
    [li] = await house.people("Li Lei")
    async with house.stream(li) as stream:
        await heard(stream)
        for noise in ("", "[]", "{", '{"type":"dance"}'):
            await stream.send(noise)
        await stream.send('{"type":"ping"}')
        assert await heard(stream) == {"type": "pong"}


async def test_a_binary_message_ends_the_stream_quietly(house: House) -> None:
    [li] = await house.people("Li Lei")
    async with house.stream(li) as stream:
        await heard(stream)
        await stream.send(b"\x00")
        with pytest.raises(ConnectionClosed):
            await heard(stream)
    assert await left_listening(house, li) == 0


async def test_nobody_listens_without_a_session(house: House) -> None:
    async with connect(house.url.replace("http", "ws", 1) + "/api/client/stream", proxy=None) as stream:
        with pytest.raises(ConnectionClosed) as closed:
            await heard(stream)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4401, "sign_in_needed")


async def test_signing_out_ends_this_session_or_all(house: House) -> None:
    [li] = await house.people("Li Lei")
    async with house.stream(li) as stream:
        await heard(stream)
        await house.lane.db.run(push, f"person:{li}", {"type": "signed_out", "session_id": "another"})
        await house.lane.db.run(push, f"person:{li}", {"type": "signed_out"})
        assert await heard(stream) == {"type": "signed_out"}
        with pytest.raises(ConnectionClosed) as closed:
            await heard(stream)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4401


async def test_a_slow_device_is_closed_and_catches_up_by_syncing(house: House) -> None:
    li, han = await house.people("Li Lei", "Han Meimei")
    conversation = await house.chat_of(li, han)
    async with house.stream(han, max_queue=1, max_size=None, ping_interval=None) as stream:
        await heard(stream)
        entry = await house.say(li, conversation, "you will miss this")
        # More than sockets and their buffers hold, while the device reads nothing.
        for _ in range(400):
            house.lane.bus.tell(f"person:{han}", "x" * 100_000)
        with pytest.raises(ConnectionClosed) as closed:
            await drained(stream)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4429
    synced = await house.post(han, "/sync", {})
    assert [found["entries"] for found in synced["conversations"]] == [[entry]]
    assert await left_listening(house, han) == 0


async def test_a_device_that_goes_leaves_nothing_behind(house: House) -> None:
    [li] = await house.people("Li Lei")
    async with house.stream(li) as stream:
        await heard(stream)
        assert await left_listening(house, li, at_least=1) == 1
    assert await left_listening(house, li) == 0


async def drained(stream: ClientConnection) -> None:
    """Read whatever is on its way."""
    while True:
        await asyncio.wait_for(stream.recv(), 5)


def push(tx: Transaction, topic: str, payload: object) -> None:
    tx.wake(topic, payload)


def delete(tx: Transaction, person: int, conversation: int, seq: int) -> None:
    chat.delete_for_me(tx, person, chat.get_conversation(tx, conversation), [seq])


async def left_listening(house: House, person: int, at_least: int = 0) -> int:
    """How many devices the lane pushes to, once those that went are gone."""
    listeners = house.lane.bus._listeners
    for _ in range(100):
        if len(listeners.get(f"person:{person}", ())) <= at_least:
            break
        await asyncio.sleep(0.02)
    return len(listeners.get(f"person:{person}", ()))
