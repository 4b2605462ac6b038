"""Whom a broadcast reaches: everybody, a tag, a list; those who come, leave, are blocked and return."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import msgspec

from hutong.chat import glances
from hutong.chat.client.stream import Device
from hutong.official import safety
from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Person, Town
from tests.official.broadcasts.studio import (
    logs_of,
    read_by,
    status,
    tagged,
    to_all,
    to_list,
    to_tag,
    traces,
    unread_by,
)


async def test_followers_read_what_is_broadcast_while_they_follow(any_town: Town) -> None:
    town = any_town
    account = await town.account()
    li, han = await town.follower(account), await town.follower(account, "Han Meimei")
    assert await logs_of(town, li) == []
    sent = await to_all(account, "one")
    assert (sent["errcode"], sent["errmsg"]) == (0, "send job submission success")
    late = await town.follower(account, "Late")
    await han.unfollow(account)
    await to_all(account, "two")
    await town.settle()
    assert (await read_by(town, li), await read_by(town, han), await read_by(town, late)) == (
        ["one", "two"],
        [],
        ["two"],
    )
    assert (await unread_by(town, li), await unread_by(town, late)) == (2, 1)
    # Who returns finds what they could read, not what they missed.
    await han.follow(account)
    assert (await read_by(town, han), await unread_by(town, han)) == (["one"], 0)
    await to_all(account, "three")
    assert (await read_by(town, han), await unread_by(town, han)) == (["one", "three"], 1)
    assert await status(account, str(sent["msg_id"])) == {"msg_id": sent["msg_id"], "msg_status": "SEND_SUCCESS"}


async def test_a_tag_an_openid_list_and_the_blacklist(any_town: Town) -> None:
    town = any_town
    account = await town.account()
    li, han, lucy = [await town.follower(account, name) for name in ("Li Lei", "Han Meimei", "Lucy")]
    north = await tagged(account, "North", li, han)
    await to_tag(account, north, "north")
    await account.post("/cgi-bin/tags/members/batchuntagging", {"tagid": north, "openid_list": [han.openid(account)]})
    # SDKs of old call a tag a group, and spell it as text.
    body = {"filter": {"is_to_all": False, "group_id": str(north)}, "msgtype": "text", "text": {"content": "Li alone"}}
    assert (await account.post("/cgi-bin/message/mass/sendall", body))["errcode"] == 0
    assert (await to_list(account, han, lucy, text="two of you"))["errcode"] == 0
    assert await read_by(town, li) == ["north", "Li alone"]
    assert await read_by(town, han) == ["north", "two of you"]
    assert await read_by(town, lucy) == ["two of you"]
    assert [await unread_by(town, one) for one in (li, han, lucy)] == [2, 2, 1]
    blocked = {"openid_list": [li.openid(account)]}
    await account.post("/cgi-bin/tags/members/batchblacklist", blocked)
    await to_all(account, "for the others")
    await account.post("/cgi-bin/tags/members/batchunblacklist", blocked)
    await to_tag(account, north, "and now")
    assert await read_by(town, li) == ["north", "Li alone", "and now"]
    assert await read_by(town, lucy) == ["two of you", "for the others"]


async def test_the_server_is_told_how_many_it_reached(any_town: Town, bot: Bot) -> None:
    town = any_town
    account = await town.account()
    await account.serve(bot)
    li, han, lucy, tom = [await town.follower(account, name) for name in ("Li Lei", "Han Meimei", "Lucy", "Tom")]
    north, south = await tagged(account, "North", li, han), await tagged(account, "South")
    await account.post("/cgi-bin/tags/members/batchblacklist", {"openid_list": [han.openid(account)]})
    await tom.unfollow(account)
    await town.settle()
    bot.pushed.clear()
    sent = [
        (await to_all(account, "all"))["msg_id"],
        (await to_tag(account, north, "north"))["msg_id"],
        (await to_list(account, li, han, lucy, tom, text="four"))["msg_id"],
        (await to_tag(account, south, "nobody"))["msg_id"],
    ]
    await town.settle()
    told = {
        int(pushed.fields["MsgID"]): tuple(
            pushed.fields[name] for name in ("Status", "TotalCount", "FilterCount", "SentCount", "ErrorCount")
        )
        for pushed in bot.pushed
    }
    assert [pushed.fields["Event"] for pushed in bot.pushed] == ["MASSSENDJOBFINISH"] * 4
    assert [told[number] for number in sent] == [
        ("send success", "3", "2", "2", "0"),
        ("send success", "2", "1", "1", "0"),
        ("send success", "4", "2", "2", "0"),
        ("send fail", "0", "0", "0", "0"),
    ]
    assert [(await status(account, number))["msg_status"] for number in sent[2:]] == ["SEND_SUCCESS", "SEND_FAIL"]


async def test_devices_on_line_hear_what_is_for_them_while_they_follow(any_town: Town) -> None:
    town = any_town
    account = await town.account()
    li, han = await town.follower(account), await town.follower(account, "Han Meimei")
    late = await town.person("Late")
    north = await tagged(account, "North", li)
    async with asyncio.TaskGroup() as tasks:
        phones = [await on_line(town, person, tasks) for person in (li, han, late)]
        await to_all(account, "all")
        await to_tag(account, north, "north")
        await to_list(account, li, han, text="two of you")
        await late.follow(account)
        await han.unfollow(account)
        await to_list(account, li, late, text="two others")
        for phone in phones:
            await phone.settle()
        assert [phone.heard for phone in phones] == [
            ["all", "north", "two of you", "two others"],
            ["all", "two of you"],
            ["two others"],
        ]
        for phone in phones:
            phone.device.logs.close()
    assert not [topic for topic in town.lane.bus._listeners if topic.startswith("log:")]


class OnLine:
    """A device on line: the words of the broadcasts that it is pushed."""

    def __init__(self, town: Town, person: Person, tasks: asyncio.TaskGroup) -> None:
        call: Any = SimpleNamespace(person_id=person.id, session=None, lane=town.lane)
        socket: Any = self
        self.heard: list[str] = []
        self.device = Device(call, socket, tasks)
        town.lane.bus.listen(f"person:{person.id}", self.device.push)

    async def send_text(self, text: str) -> None:
        """What the server's socket calls."""
        told = msgspec.json.decode(text)
        if told["type"] == "entry" and told["entry"]["body"]["kind"] == "text":
            self.heard.append(told["entry"]["body"]["text"])

    async def settle(self) -> None:
        while (sending := self.device._sending) is not None:
            await asyncio.wait([sending])


async def on_line(town: Town, person: Person, tasks: asyncio.TaskGroup) -> OnLine:
    """A device of the person that has just connected."""
    phone = OnLine(town, person, tasks)
    phone.device.logs.begin(await town.lane.db.read(glances.logs_of, person.id))
    return phone


async def test_a_paused_account_broadcasts_nothing(town: Town, account: Account) -> None:
    li = await town.follower(account)
    await town.lane.db.run(safety.pause, account.app_id, days=1, note="Too much", by="operator")
    before = await traces(town, account)
    assert (await to_all(account))["errcode"] == 50002
    assert (await traces(town, account), await read_by(town, li)) == (before, [])
