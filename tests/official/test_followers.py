"""Followers: coming, leaving, being blocked, and what an account may know of them."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.apps import registry
from hutong.chat.public import bodies
from hutong.official import followers
from hutong.official.errors.followers import FollowRefused
from hutong.people import persons
from tests.dialog.bots import Bot, replying
from tests.dialog.test_passive_replies import cdata
from tests.dialog.towns import OURS, Account, Person, Town, refusal


async def test_a_follow_greets_and_tells_the_server(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    bot.answer = replying("text", cdata(Content="Welcome!"))
    person = await town.person()
    followed = await person.phone.post(f"/accounts/{account.app_id}/follow", json={})
    assert followed.status_code == 200
    assert followed.json()["conversation"]["peer"]["account"]["following"] is True
    await town.settle()
    (pushed,) = bot.pushed
    assert list(pushed.fields) == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event", "EventKey"]
    told = {name: pushed.fields[name] for name in ("MsgType", "Event", "EventKey", "FromUserName")}
    assert told == {"MsgType": "event", "Event": "subscribe", "EventKey": "", "FromUserName": person.openid(account)}
    assert await person.heard(account) == [bodies.Text(text="Welcome!")]


async def test_following_twice_changes_nothing(any_town: Town, bot: Bot) -> None:
    account = await any_town.account()
    await account.serve(bot)
    person = await any_town.follower(account)
    before = await any_town.lane.db.read(followers.get, account.app_id, person.id)
    await person.follow(account)
    await any_town.settle()
    assert await any_town.lane.db.read(followers.get, account.app_id, person.id) == before
    assert len(bot.pushed) == 1
    assert await any_town.lane.db.read(followers.count, account.app_id) == 1


async def test_a_follower_who_leaves_and_returns_keeps_their_remark(any_town: Town, bot: Bot) -> None:
    account = await any_town.account()
    await account.serve(bot)
    person = await any_town.follower(account)
    remark = {"openid": person.openid(account), "remark": "Next door"}
    assert await account.post("/cgi-bin/user/info/updateremark", remark) == {"errcode": 0, "errmsg": "ok"}
    left = await person.phone.delete(f"/accounts/{account.app_id}/follow", headers={"x-hutong": "1"})
    assert (left.status_code, left.json()) == (200, {})
    await person.unfollow(account)
    await any_town.settle()
    assert [pushed.fields["Event"] for pushed in bot.pushed] == ["subscribe", "unsubscribe"]
    assert await account.get("/cgi-bin/user/info", openid=person.openid(account)) == {
        "openid": person.openid(account),
        "subscribe": 0,
    }
    await person.follow(account)
    info = await account.get("/cgi-bin/user/info", openid=person.openid(account))
    assert (info["subscribe"], info["remark"]) == (1, "Next door")


async def test_who_left_neither_sees_the_thread_nor_writes_in_it(town: Town, account: Account) -> None:
    person = await town.follower(account)
    synced = await person.phone.post("/sync", json={"personal_seq": 0, "positions": {}})
    (conversation,) = synced.json()["conversations"]
    await person.unfollow(account)
    message = {"client_id": "a", "body": {"kind": "text", "text": "hello?"}}
    written = await person.phone.post(f"/conversations/{conversation['id']}/entries", json=message)
    assert refusal(written) == (403, "writing_not_allowed")
    synced = await person.phone.post("/sync", json={"personal_seq": 0, "positions": {}})
    assert synced.json()["conversations"] == []


async def test_a_message_from_the_phone_reaches_the_server(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    synced = await person.phone.post("/sync", json={"personal_seq": 0, "positions": {}})
    (conversation,) = synced.json()["conversations"]
    message = {"client_id": "a", "body": {"kind": "text", "text": "1\n2"}}
    for _ in range(2):
        written = await person.phone.post(f"/conversations/{conversation['id']}/entries", json=message)
        assert written.status_code == 200
    await town.settle()
    assert [pushed.fields.get("Content") for pushed in bot.pushed] == [None, "1\n2"]


async def test_a_blocked_follower_may_only_read(any_town: Town, bot: Bot) -> None:
    account = await any_town.account()
    person = await any_town.follower(account)
    await person.say(account, "hello")
    console = account.console()
    path = f"/followers/{person.openid(account)}"
    blocked = await console.put(path, json={"blocked": True})
    assert (blocked.status_code, blocked.json()["blocked"]) == (200, True)
    answer = await account.send(person, content="x")
    assert answer == {"errcode": 43019, "errmsg": "require remove blacklist"}
    synced = await person.phone.post("/sync", json={"personal_seq": 0, "positions": {}})
    (conversation,) = synced.json()["conversations"]
    assert conversation["can_write"] is False
    await person.unfollow(account)
    refused = await person.phone.post(f"/accounts/{account.app_id}/follow", json={})
    assert refusal(refused) == (403, "blocked_by_account")
    assert (await console.put(path, json={"blocked": False})).json()["blocked"] is False
    await person.follow(account)
    await person.say(account, "back")
    assert (await account.send(person, content="welcome"))["errcode"] == 0


async def test_a_follower_is_told_of_in_full(town: Town, account: Account) -> None:
    person = await town.person()
    await person.follow(account, how="search")
    follower = await town.lane.db.read(followers.get, account.app_id, person.id)
    assert await account.get("/cgi-bin/user/info", openid=person.openid(account), lang="zh_CN") == {
        "subscribe": 1,
        "openid": person.openid(account),
        "nickname": "",
        "sex": 0,
        "language": "zh_CN",
        "city": "",
        "province": "",
        "country": "",
        "headimgurl": "",
        "subscribe_time": int(follower.followed_at.timestamp()),
        "remark": "",
        "groupid": 0,
        "tagid_list": [],
        "subscribe_scene": "ADD_SCENE_SEARCH",
        "qr_scene": 0,
        "qr_scene_str": "",
    }


@pytest.mark.parametrize("openid", ["", "nonesuch", "o" * 28])
async def test_an_unknown_openid_is_refused(account: Account, openid: str) -> None:
    invalid = {"errcode": 40003, "errmsg": "invalid openid"}
    assert await account.get("/cgi-bin/user/info", openid=openid) == invalid
    assert await account.post("/cgi-bin/user/info/batchget", {"user_list": [{"openid": openid}]}) == invalid
    assert await account.post("/cgi-bin/user/info/updateremark", {"openid": openid, "remark": "x"}) == invalid


async def test_several_are_told_of_in_the_order_asked(town: Town, account: Account) -> None:
    li, han = await town.follower(account, "Li Lei"), await town.person("Han Meimei")
    wanted = [{"openid": who.openid(account), "lang": "zh_CN"} for who in (han, li)]
    answer = await account.post("/cgi-bin/user/info/batchget", {"user_list": wanted})
    first, second = answer["user_info_list"]
    assert first == {"openid": han.openid(account), "subscribe": 0}
    assert (second["openid"], second["subscribe"], second["language"]) == (li.openid(account), 1, "zh_CN")


@pytest.mark.parametrize("count", [0, 101])
async def test_at_most_a_hundred_are_told_of(town: Town, account: Account, count: int) -> None:
    person = await town.follower(account)
    wanted = [{"openid": person.openid(account)}] * count
    answer = await account.post("/cgi-bin/user/info/batchget", {"user_list": wanted})
    assert answer == {"errcode": 40032, "errmsg": "invalid openid list size"}


async def test_the_list_is_paged_oldest_first(any_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town, account = any_town, await any_town.account()
    empty = {"total": 0, "count": 0, "next_openid": ""}
    assert await account.get("/cgi-bin/user/get") == empty
    town.hold()
    openids = []
    for name in ("A", "B", "C"):
        openids.append((await town.follower(account, name)).openid(account))
        town.hold(seconds=1)
    monkeypatch.setattr(followers.page, "__kwdefaults__", {"limit": 2})
    assert await account.get("/cgi-bin/user/get") == {
        "total": 3,
        "count": 2,
        "data": {"openid": openids[:2]},
        "next_openid": openids[1],
    }
    assert await account.get("/cgi-bin/user/get", next_openid=openids[1]) == {
        "total": 3,
        "count": 1,
        "data": {"openid": openids[2:]},
        "next_openid": openids[2],
    }
    assert await account.get("/cgi-bin/user/get", next_openid=openids[2]) == {**empty, "total": 3}
    assert (await account.get("/cgi-bin/user/get", next_openid="nonesuch"))["errcode"] == 40003


async def test_a_remark_has_fewer_than_thirty_characters(town: Town, account: Account) -> None:
    person = await town.follower(account)
    path, openid = "/cgi-bin/user/info/updateremark", person.openid(account)
    assert (await account.post(path, {"openid": openid, "remark": "水" * 29}))["errcode"] == 0
    refused = await account.post(path, {"openid": openid, "remark": "x" * 30})
    assert refused == {"errcode": 40092, "errmsg": "invalid remark name"}
    assert (await account.get("/cgi-bin/user/info", openid=openid))["remark"] == "水" * 29
    assert (await account.post(path, {"openid": openid, "remark": ""}))["errcode"] == 0
    assert (await account.get("/cgi-bin/user/info", openid=openid))["remark"] == ""


async def test_an_account_knows_the_language_its_follower_chose_later(town: Town, account: Account) -> None:
    person = await town.follower(account)
    await town.lane.db.run(persons.change_profile, person.id, language="en")
    await town.settle()
    assert (await account.get("/cgi-bin/user/info", openid=person.openid(account)))["language"] == "en"


async def test_followers_on_line_see_a_rename_and_the_link_stays(town: Town, account: Account) -> None:
    person = await town.follower(account)
    card = (await town.lane.db.read(registry.found, account.app_id)).link_code
    heard: list[Any] = []
    town.lane.bus.listen(f"person:{person.id}", heard.append)
    await town.lane.db.run(registry.describe, account.app_id, name="New Waterworks")
    await town.settle()
    (news,) = heard
    assert (news["type"], news["account"].name, news["account"].following) == ("account", "New Waterworks", True)
    page = (await person.phone.get(f"/accounts/{card}")).json()
    assert (page["name"], page["link_url"]) == ("New Waterworks", f"{OURS}/a/{card}")
    svg = await person.phone.get(f"{OURS}{page['qr_svg_url']}")
    png = await person.phone.get(f"{OURS}{page['qr_png_url']}")
    assert (svg.headers["content-type"], png.headers["content-type"]) == ("image/svg+xml", "image/png")


async def test_a_visitor_sees_the_account_before_signing_in(town: Town, account: Account) -> None:
    link_code = (await town.lane.db.read(registry.found, account.app_id)).link_code
    page = (await town.browser(f"{OURS}/api/client").get(f"/accounts/{link_code}")).json()
    assert (page["app_id"], page["following"], page["conversation_id"]) == (account.app_id, False, None)


async def test_entering_tells_where_only_when_it_is_shared(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    person = await town.follower(account)
    bot.pushed.clear()
    path = f"/accounts/{account.app_id}/entered"
    assert (await person.phone.post(path, json={})).json() == {"shares_place": False}
    where = {"latitude": 23.137466, "longitude": 113.352425, "precision": 119.38504}
    assert (await person.phone.post(path, json=where)).json() == {"shares_place": True}
    await town.settle()
    (pushed,) = bot.pushed
    told = {name: pushed.fields[name] for name in ("Event", "Latitude", "Longitude", "Precision")}
    assert told == {"Event": "LOCATION", "Latitude": "23.137466", "Longitude": "113.352425", "Precision": "119.385040"}


async def test_the_console_lists_and_finds_followers(any_town: Town) -> None:
    town, account = any_town, await any_town.account()
    people: list[Person] = [await town.follower(account, name) for name in ("Li Lei", "Han Meimei", "Wang")]
    console = account.console()
    await console.put(f"/followers/{people[2].openid(account)}", json={"remark": "the baker"})
    first = (await console.get("/followers", params={"limit": 2})).json()
    assert [item["person"]["name"] for item in first["items"]] == ["Li Lei", "Han Meimei"]
    assert (first["total"], first["next"]) == (3, people[1].openid(account))
    second = (await console.get("/followers", params={"limit": 2, "after": first["next"]})).json()
    assert [(item["person"]["name"], item["remark"]) for item in second["items"]] == [("Wang", "the baker")]
    assert second["next"] is None
    for wanted, name in (("han", "Han Meimei"), ("baker", "Wang")):
        found = (await console.get("/followers", params={"q": wanted})).json()
        assert [item["person"]["name"] for item in found["items"]] == [name]


async def test_a_refused_follow_tells_nobody(town: Town, account: Account) -> None:
    person = await town.follower(account)
    await town.lane.db.run(followers.block, account.app_id, person.id)
    await person.unfollow(account)
    with pytest.raises(FollowRefused):
        await person.follow(account)
    assert await town.lane.db.read(followers.count, account.app_id) == 0


async def test_the_directory_finds_accounts_and_in_a_lab_people(town: Town, account: Account) -> None:
    person, other = await town.person("Li Lei"), await town.person("Li Yang")
    await town.lane.db.run(registry.describe, account.app_id, name="Li Waterworks")
    found = (await person.phone.get("/directory", params={"q": "li"})).json()
    assert [card["name"] for card in found["accounts"]] == ["Li Waterworks"]
    assert [card["id"] for card in found["people"]] == [str(other.id)]
