"""Notifications: allowed one by one, sent once each, refused for good."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.chat.public import bodies
from hutong.official.templates import keeping
from tests.dialog.bots import Bot
from tests.dialog.towns import Town, refusal

OK = {"errcode": 0, "errmsg": "ok"}
SEND, ADD = "/cgi-bin/message/subscribe/bizsend", "/wxaapi/newtmpl/addtemplate"


async def test_a_template_is_put_together_from_the_library(any_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    account = await any_town.account()
    categories = (await account.get("/wxaapi/newtmpl/getcategory"))["data"]
    assert categories[0] == {"id": 101, "name": "购物"}
    titles = "/wxaapi/newtmpl/getpubtemplatetitles"
    found = await account.get(titles, ids="101,104", start=1, limit=2)
    assert (found["errcode"], found["count"], [one["tid"] for one in found["data"]]) == (0, 6, [1003, 1006])
    for wrong, errcode in (
        ({"ids": ""}, 200018),
        ({"ids": "101,x"}, 200018),
        ({"ids": "101", "start": -1}, 200016),
        ({"ids": "101", "limit": 0}, 200017),
        ({"ids": "101", "limit": 31}, 200017),
    ):
        assert (await account.get(titles, **wrong))["errcode"] == errcode, wrong
    words = await account.get("/wxaapi/newtmpl/getpubtemplatekeywords", tid="1001")
    assert (words["count"], words["data"][0]["name"], words["data"][0]["rule"]) == (5, "订单编号", "character_string")
    assert (await account.get("/wxaapi/newtmpl/getpubtemplatekeywords", tid="1"))["errcode"] == 200014
    for body, errcode in (
        ({"tid": "7", "kidList": [1]}, 200014),
        ({"tid": "1001"}, 200020),
        ({"tid": "1001", "kidList": [9]}, 200020),
        ({"tid": "1001", "kidList": [1, 1]}, 200020),
        ({"tid": "1001", "kidList": [1], "sceneDesc": "x" * 16}, 200021),
        ({"tid": "1001", "kidList": "one"}, 47001),
        (b"", 44002),
    ):
        assert (await account.post(ADD, body))["errcode"] == errcode, body
    first = await account.post(ADD, {"tid": 1001, "kidList": [2, 3], "sceneDesc": "x" * 15})
    form = await account.post(ADD, b"tid=1012&kidList=1&kidList=3&sceneDesc=%E5%81%9C%E6%B0%B4")
    listed = (await account.get("/wxaapi/newtmpl/gettemplate"))["data"]
    assert [(one["priTmplId"], one["title"], one["type"]) for one in listed] == [
        (first["priTmplId"], "订单支付成功", 2),
        (form["priTmplId"], "停水停电通知", 3),
    ]
    assert listed[0]["content"] == "商品：{{thing2.DATA}}\n金额：{{amount3.DATA}}"
    monkeypatch.setattr(keeping, "MOST_OF_A_KIND", 2)
    assert (await account.post(ADD, {"tid": "1001", "kidList": [1]}))["errcode"] == 200012
    gone = {"priTmplId": first["priTmplId"]}
    assert await account.post("/wxaapi/newtmpl/deltemplate", gone) == OK
    assert (await account.post("/wxaapi/newtmpl/deltemplate", gone))["errcode"] == 200015


async def test_one_permission_is_one_send(any_town: Town, bot: Bot) -> None:
    account = await any_town.account()
    await account.serve(bot)
    person, stranger = await any_town.follower(account), await any_town.person("Han Meimei")
    once = (await account.post(ADD, {"tid": "1001", "kidList": [2]}))["priTmplId"]
    always = (await account.post(ADD, {"tid": "1012", "kidList": [2]}))["priTmplId"]
    path = f"/accounts/{account.app_id}/notifications"
    sheet = (await person.phone.get(path, params={"ids": once})).json()["items"]
    assert [(one["title"], one["example"], one["left"], one["wanted"]) for one in sheet] == [
        ("订单支付成功", "商品：龙井茶 250 克", 0, True)
    ]
    message = {"touser": person.openid(account), "template_id": once, "page": "https://e.com/7"}
    message |= {"data": {"thing2": {"value": "Tea"}}}
    assert await account.post(SEND, message) == {"errcode": 43101, "errmsg": "user refuse to accept the msg"}
    bot.pushed.clear()
    answers = {"answers": {once: "accept", always: "reject"}, "scene": "article"}
    assert (await person.phone.post(path, json=answers)).json()["items"][0]["left"] == 1
    assert await account.post(SEND, message) == OK
    assert (await account.post(SEND, message))["errcode"] == 43101
    await any_town.settle()
    line = bodies.SlipLine(name="商品", value="Tea")
    assert await person.heard(account) == [bodies.Slip(title="订单支付成功", lines=[line], url="https://e.com/7")]
    popup, sent = (pushed.fields for pushed in bot.pushed)
    assert (popup["Event"], popup["SubscribeMsgPopupEvent"]) == (
        "subscribe_msg_popup_event",
        {
            "List": [
                {"TemplateId": once, "SubscribeStatusString": "accept", "PopupScene": "2"},
                {"TemplateId": always, "SubscribeStatusString": "reject", "PopupScene": "2"},
            ]
        },
    )
    outcome = sent["SubscribeMsgSentEvent"]["List"]
    assert (sent["Event"], outcome["TemplateId"], outcome["ErrorCode"], outcome["ErrorStatus"]) == (
        "subscribe_msg_sent_event",
        once,
        "0",
        "success",
    )
    await person.phone.post(path, json={"answers": {always: "accept"}})
    lasting = message | {"template_id": always}
    assert [await account.post(SEND, lasting) for _ in range(2)] == [OK, OK]
    wrong: list[tuple[dict[str, Any], int]] = [
        ({"touser": "nobody"}, 40003),
        ({"touser": stranger.openid(account)}, 43004),
        ({"template_id": "x"}, 40037),
        ({"page": "x" * 1025}, 41030),
        ({"miniprogram": {"appid": "wx1"}}, 40166),
        ({"data": {"thing2": {"value": "x" * 21}}}, 47003),
    ]
    for changed, errcode in wrong:
        assert (await account.post(SEND, lasting | changed))["errcode"] == errcode, changed
    await any_town.settle()
    bot.pushed.clear()
    settings = (await person.phone.put(f"{path}/{always}", json={"wanted": False})).json()["items"]
    assert [(one["template_id"], one["wanted"]) for one in settings] == [(once, True), (always, False)]
    assert (await account.post(SEND, lasting))["errcode"] == 43101
    await any_town.settle()
    told = bot.pushed[0].fields
    assert (told["Event"], told["SubscribeMsgChangeEvent"]) == (
        "subscribe_msg_change_event",
        {"List": {"TemplateId": always, "SubscribeStatusString": "reject"}},
    )
    await person.phone.put(f"{path}/{always}", json={"wanted": True})
    assert (await account.post(SEND, lasting))["errcode"] == 43101
    for refused in ({}, {once: "accept", "x": "accept"}, dict.fromkeys("abcd", "accept")):
        assert (await person.phone.post(path, json={"answers": refused})).status_code in (404, 422)
    assert refusal(await stranger.phone.post(path, json={"answers": {once: "accept"}})) == (409, "not_following")
