"""Threads and windows as rules, on both databases; and that nothing is lost when a process dies."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import errors, sending, threads, windows
from hutong.dialog import public as dialog
from hutong.dialog.models import Window
from tests.dialog.bots import Bot, hanging, replying
from tests.dialog.test_message_kinds import a_picture
from tests.dialog.test_passive_replies import cdata
from tests.dialog.towns import OURS, Town, a_town, refusal

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_the_window_that_closes_first_pays() -> None:
    opened = windows.opened(windows.opened({}, windows.MESSAGE, NOON), windows.CLICK, NOON)
    assert windows.spent(opened, NOON) == {
        "message": Window(NOON + timedelta(hours=48), 5),
        "click": Window(NOON + timedelta(minutes=1), 2),
    }


def test_a_window_is_shut_at_its_very_end() -> None:
    opened = windows.opened({}, windows.MESSAGE, NOON)
    assert windows.spent(opened, NOON + timedelta(hours=48) - timedelta(milliseconds=1))["message"].left == 4
    with pytest.raises(errors.MessageWindowClosed):
        windows.spent(opened, NOON + timedelta(hours=48))


async def test_a_thread_lives_through_leaving_and_blocking(any_town: Town) -> None:
    town = any_town
    account = await town.account()
    person = await town.follower(account)
    await person.say(account, "hello")
    run, read = town.lane.db.run, town.lane.db.read
    assert await read(dialog.window_until, account.app_id, person.id) is not None
    await run(dialog.leave_thread, account.app_id, person.id)
    assert await read(dialog.window_until, account.app_id, person.id) is None
    with pytest.raises(errors.NotFollowing):
        await run(sending.send, account.app_id, person.id, bodies.Text(text="x"))
    await run(dialog.block_thread, account.app_id, person.id)
    with pytest.raises(errors.ReceiverBlocked):
        await run(dialog.tell, account.app_id, person.id, bodies.Text(text="x"))
    thread = await run(dialog.open_thread, account.app_id, person.id)
    await run(dialog.tell, account.app_id, person.id, bodies.Text(text="back"), client_id="once")
    await run(dialog.tell, account.app_id, person.id, bodies.Text(text="back"), client_id="once")
    assert [body.text for body in await person.heard(account)] == ["back"]
    assert await read(threads.lying_in, [thread.conversation_id]) == {thread.conversation_id: thread}
    assert await read(dialog.windows_until, account.app_id, [person.id]) == {}


async def test_a_refused_send_spends_nothing(any_town: Town) -> None:
    account = await any_town.account()
    person = await any_town.follower(account)
    before = await any_town.lane.db.read(threads.find, account.app_id, person.id)
    assert (await account.send(person, "image", media_id="nonesuch"))["errcode"] == 40007
    assert await any_town.lane.db.read(threads.find, account.app_id, person.id) == before


async def test_what_was_under_way_when_the_process_died_arrives_with_the_same_id(tmp_path: Path, bot: Bot) -> None:
    async with a_town(tmp_path / "home") as town:
        account = await town.account()
        await account.serve(bot)
        person = await town.follower(account)
        bot.answer = hanging()
        thread = await town.lane.db.run(chat.app_thread, account.app_id, person.id)
        await town.lane.db.run(chat.post, thread.id, chat.Sender.person(person.id), bodies.Text(text="ping"))
        for _ in range(200):
            if len(bot.pushed) == 2:
                break
            await asyncio.sleep(0.02)
    bot.answer = replying("text", cdata(Content="pong"))
    async with a_town(tmp_path / "home") as town:
        await town.settle()
        person, account = type(person)(town, person.id), type(account)(town, account.app_id, "")
        assert [pushed.fields.get("MsgId") for pushed in bot.pushed[1:]] == [bot.pushed[1].fields["MsgId"]] * 2
        assert await person.heard(account) == [bodies.Text(text="pong")]


async def test_an_owner_reads_what_was_said_and_answers(town: Town) -> None:
    account = await town.account()
    li, han = await town.follower(account, "Li Lei"), await town.follower(account, "Han Meimei")
    await li.say(account, "hello")
    await han.say(account, "good day")
    console = account.console()
    answered = await console.post("/messages", json={"openid": li.openid(account), "text": "We are open."})
    assert (answered.status_code, answered.json()["direction"]) == (200, "out")
    assert await li.heard(account) == [bodies.Text(text="We are open.")]
    overview = (await console.get("/messages")).json()
    assert [(item["person_name"], item["direction"], item["body"].get("text")) for item in overview["items"]] == [
        ("Li Lei", "out", "We are open."),
        ("Han Meimei", "in", "good day"),
    ]
    whole = (await console.get("/messages", params={"openid": li.openid(account)})).json()
    assert [item["body"]["kind"] for item in whole["items"]] == ["text", "text", "notice"]
    assert whole["next"] is None
    stranger = await town.person("A stranger")
    refused = await console.post("/messages", json={"openid": stranger.openid(account), "text": "psst"})
    assert refusal(refused) == (409, "not_following")


async def test_an_owner_sees_the_pictures_people_sent(town: Town) -> None:
    account, other = await town.account(), await town.account()
    person = await town.follower(account)
    picture = chat.media_of(await town.lane.media.put(a_picture(), 1 << 20))
    await person.say(account, bodies.Image(media=picture))
    console = account.console()
    (item,) = (await console.get("/messages")).json()["items"]
    url = item["body"]["media"]["url"]
    seen = await town.browser(OURS).get(url)
    assert (seen.status_code, seen.content) == (200, a_picture())
    for wrong in (
        url.replace(account.app_id, other.app_id),
        url.replace("/body", "/thumb"),
        url.replace(f"/{item['seq']}/", "/99/"),
        url.replace(f"/{item['seq']}/", "/x/"),
    ):
        assert (await town.browser(OURS).get(wrong)).status_code == 404
