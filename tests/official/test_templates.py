"""Templates: taken, filled in, shown, refused."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.chat.public import bodies
from hutong.official import consents
from hutong.official.templates import keeping, library, values
from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Town, refusal

OK = {"errcode": 0, "errmsg": "ok"}
ADD, SEND = "/cgi-bin/template/api_add_template", "/cgi-bin/message/template/send"
KEYWORDS = ["订单编号", "金额", "商品"]
VALUES = {"character_string1": "20260801001", "amount3": "¥86.40", "thing2": "Dragon Well"}


def data(**given: Any) -> dict[str, Any]:
    return {place: {"value": value, "color": "#173177"} for place, value in given.items()}


async def a_template(account: Account, **other: Any) -> str:
    taken = await account.post(ADD, {"template_id_short": "1001", "keyword_name_list": KEYWORDS, **other})
    assert (taken["errcode"], len(taken["template_id"])) == (0, 43)
    return str(taken["template_id"])


async def test_a_template_is_taken_listed_and_given_up(any_town: Town) -> None:
    account = await any_town.account()
    first = await a_template(account)
    older = (await account.post(ADD, {"template_id_short": "TM01006"}))["template_id"]
    listed = (await account.get("/cgi-bin/template/get_all_private_template"))["template_list"]
    assert [one["template_id"] for one in listed] == [first, older]
    assert listed[0] == {
        "template_id": first,
        "title": "订单支付成功",
        "primary_industry": "IT科技",
        "deputy_industry": "互联网|电子商务",
        "content": "订单编号：{{character_string1.DATA}}\n金额：{{amount3.DATA}}\n商品：{{thing2.DATA}}",
        "example": "订单编号：20260801001\n金额：¥86.40\n商品：龙井茶 250 克",
    }
    assert listed[1]["content"].startswith("{{first.DATA}}\n户号：{{keyword1.DATA}}\n")
    refusals: list[tuple[dict[str, Any], int]] = [
        ({}, 40037),
        ({"template_id_short": "TM00015"}, 40037),
        ({"template_id_short": "01001", "keyword_name_list": KEYWORDS}, 40037),
        ({"template_id_short": "1" * 400}, 40037),
        ({"template_id_short": "1001"}, 40246),
        ({"template_id_short": 1001, "keyword_name_list": []}, 40246),
        ({"template_id_short": "1001", "keyword_name_list": ["天气"]}, 40246),
        ({"template_id_short": "1001", "keyword_name_list": ["金额", "金额"]}, 40246),
        ({"template_id_short": "1001", "keyword_name_list": "金额"}, 47001),
    ]
    for body, errcode in refusals:
        assert (await account.post(ADD, body))["errcode"] == errcode, body
    gone = "/cgi-bin/template/del_private_template"
    other = await any_town.account()
    assert (await other.post(gone, {"template_id": first}))["errcode"] == 40037
    assert await account.post(gone, {"template_id": first}) == OK
    assert (await account.post(gone, {"template_id": first}))["errcode"] == 40037
    listed = (await account.get("/cgi-bin/template/get_all_private_template"))["template_list"]
    assert [one["template_id"] for one in listed] == [older]


async def test_an_account_has_twenty_five_templates_of_its_industries(
    any_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await any_town.account()
    any_town.hold()
    get, choose = "/cgi-bin/template/get_industry", "/cgi-bin/template/api_set_industry"
    assert (await account.get(get))["errcode"] == 40102
    for wrong in ({}, {"industry_id1": "0", "industry_id2": "1"}, {"industry_id1": "1", "industry_id2": "42"}):
        assert (await account.post(choose, wrong))["errcode"] == 40102
    assert await account.post(choose, {"industry_id1": "1", "industry_id2": 4}) == OK
    assert await account.get(get) == {
        "primary_industry": {"first_class": "IT科技", "second_class": "互联网|电子商务"},
        "secondary_industry": {"first_class": "IT科技", "second_class": "电子技术"},
    }
    assert (await account.post(choose, {"industry_id1": "1", "industry_id2": "21"}))["errcode"] == 43100
    assert (await account.post(ADD, {"template_id_short": "TM01006"}))["errcode"] == 45027
    any_town.hold(days=30)
    await account.fetch_token()
    assert await account.post(choose, {"industry_id1": "1", "industry_id2": "21"}) == OK
    monkeypatch.setattr(keeping, "MOST_OF_A_KIND", 1)
    assert (await account.post(ADD, {"template_id_short": "TM01006"}))["errcode"] == 0
    assert (await account.post(ADD, {"template_id_short": "TM01001"}))["errcode"] == 45026


async def test_a_follower_sees_what_was_filled_in_and_the_server_hears_of_it(any_town: Town, bot: Bot) -> None:
    account = await any_town.account()
    await account.serve(bot)
    any_town.hold()
    person, template_id = await any_town.follower(account), await a_template(account)
    bot.pushed.clear()
    message = {"touser": person.openid(account), "template_id": template_id, "url": "https://e.com/7"}
    sent = await account.post(SEND, message | {"data": data(**VALUES), "client_msg_id": "order-7"})
    assert (sent["errcode"], sent["errmsg"], 0 < sent["msgid"] < 2**53) == (0, "ok", True)
    await any_town.settle()
    lines = [("订单编号", "20260801001"), ("金额", "¥86.40"), ("商品", "Dragon Well")]
    slip = bodies.Slip(
        title="订单支付成功",
        lines=[bodies.SlipLine(name=name, value=value) for name, value in lines],
        url="https://e.com/7",
    )
    assert await person.heard(account) == [slip]
    told = bot.pushed[-1].fields
    assert (told["Event"], told["MsgID"], told["Status"]) == ("TEMPLATESENDJOBFINISH", str(sent["msgid"]), "success")
    refused = message | {"data": data(**VALUES), "client_msg_id": "order-7"}
    assert (await account.post(SEND, refused))["errcode"] == 43108
    any_town.hold(minutes=10)
    assert (await account.post(SEND, refused))["errcode"] == 0
    stranger, other = await any_town.person("Han Meimei"), await any_town.account()
    foreign = await a_template(other)
    sides: list[tuple[dict[str, Any], int]] = [
        ({"touser": "nobody"}, 40003),
        ({"touser": person.openid(other)}, 49003),
        ({"touser": stranger.openid(account)}, 43004),
        ({"template_id": ""}, 40036),
        ({"template_id": "x" * 65}, 40036),
        ({"template_id": foreign}, 40037),
        ({"url": "https://e.com/" + "x" * 1011}, 40039),
        ({"miniprogram": {"appid": "wx1", "pagepath": "p"}}, 40166),
        ({"client_msg_id": "x" * 33}, 40097),
        ({"data": None}, 47003),
        ({"data": "words"}, 47001),
        ({"data": data(**VALUES | {"thing2": "x" * 21})}, 47003),
        ({"data": data(**VALUES | {"amount3": "a lot"})}, 47003),
        ({"data": data(character_string1="1", amount3="1")}, 47003),
    ]
    seen = await person.heard(account)
    for changed, errcode in sides:
        answer = await account.post(SEND, message | {"data": data(**VALUES)} | changed)
        assert answer["errcode"] == errcode, changed
    assert "data.thing2.value is empty" in answer["errmsg"]
    assert await person.heard(account) == seen
    await any_town.lane.db.run(consents.refuse, account.app_id, person.id, template_id)
    assert (await account.post(SEND, message | {"data": data(**VALUES)}))["errcode"] == 0
    await any_town.settle()
    assert await person.heard(account) == seen
    assert bot.pushed[-1].fields["Status"] == "failed:user block"


async def test_an_industry_template_takes_anything(town: Town, account: Account) -> None:
    person = await town.follower(account)
    template_id = (await account.post(ADD, {"template_id_short": "TM01005"}))["template_id"]
    filled = data(first="Hello", keyword1="x" * 60, keyword2="", remark="See you") | {"keyword3": "bare"}
    sent = await account.post(
        SEND, {"touser": person.openid(account), "template_id": template_id, "data": filled, "topcolor": "#F00"}
    )
    assert sent["errcode"] == 0
    (slip,) = await person.heard(account)
    assert [(line.name, line.value) for line in slip.lines] == [
        ("", "Hello"),
        ("预约项目", "x" * 60),
        ("地点", "bare"),
        ("", "See you"),
    ]
    unverified = await town.account(verified=False)
    assert (await unverified.post(ADD, {"template_id_short": "TM01005"}))["errcode"] == 48001


@pytest.mark.parametrize(
    "place, good, bad",
    [
        ("thing1", ["a", "茶" * 20], ["茶" * 21]),
        ("number2", ["0", "3.14", "9" * 32], ["9" * 33, "-1", "1,000", "٣"]),
        ("letter3", ["abc"], ["a1", "x" * 33]),
        ("symbol4", ["¥", "+-*/!"], ["a", "+-*/!?"]),
        ("character_string5", ["A-1_b #2"], ["茶", "x" * 33]),
        ("time6", ["09:30", "2026年8月1日 09:30", "2026-08-01 09:30~2026-08-01 10:00"], ["noon", "2026-08-01"]),
        ("date7", ["2026-08-01", "2026年8月1日 09:30", "2026-08-01~2026-08-02"], ["1 August"]),
        ("amount8", ["¥86.40", "86.4元", "0"], ["86.401", "12345678901", "¥¥1"]),
        ("phone_number9", ["+86-10-12345678"], ["x", "1" * 18]),
        ("car_number10", ["京A12345"], ["京A12345678"]),
        ("name11", ["李雷", "Li Lei"], ["李" * 11, "x" * 21, "李L"]),
        ("phrase12", ["处理中"], ["done", "处理完成了吗"]),
    ],
)
def test_a_place_takes_what_its_kind_allows(place: str, good: list[str], bad: list[str]) -> None:
    assert [values.trouble_with(place, value) for value in good] == [None] * len(good)
    assert [values.trouble_with(place, value) for value in ["", *bad]] == ["is empty"] + ["invalid"] * len(bad)


def test_every_example_of_the_library_could_be_sent() -> None:
    for title in library.TITLES.values():
        assert title.category in library.CATEGORIES
        for keyword in title.keywords:
            assert values.trouble_with(keyword.place, keyword.example) is None, keyword


async def test_an_owner_takes_and_writes_templates(town: Town, account: Account) -> None:
    console = account.console()
    shown = (await console.get("/templates", params={"language": "en"})).json()
    assert (shown["items"], shown["may_send"]) == ([], True)
    assert (shown["library"][0]["title"], shown["library"][0]["keywords"][1]["name"]) == ("Order paid", "Goods")
    taken = {"kind": "subscription", "tid": 1001, "keywords": [3, 1]}
    (first,) = (await console.post("/templates?language=en", json=taken)).json()["items"]
    assert (first["title"], first["content"]) == (
        "Order paid",
        "Amount: {{amount3.DATA}}\nOrder: {{character_string1.DATA}}",
    )
    own = {"title": "Water cut", "content": "Hello {{who.DATA}}, no water\r\nWhere: {{place.DATA}}"}
    (written, _) = (await console.post("/templates", json=own)).json()["items"]
    person = await town.follower(account)
    message = {"touser": person.openid(account), "template_id": written["id"]}
    assert (await account.post(SEND, message | {"data": data(who="Li", place="7")}))["errcode"] == 0
    (slip,) = await person.heard(account)
    assert [(line.name, line.value) for line in slip.lines] == [("", "Hello Li, no water"), ("Where", "7")]
    wrong: list[tuple[dict[str, Any], str]] = [
        (own | {"title": " "}, "template_text_wrong"),
        (own | {"content": "no places"}, "template_text_wrong"),
        (own | {"content": "{{a.DATA}}" + "x" * 1000}, "template_text_wrong"),
        (taken | {"tid": 7}, "template_not_found"),
        (taken | {"keywords": []}, "template_keywords_wrong"),
        (taken | {"keywords": [1, 1]}, "template_keywords_wrong"),
        (taken | {"keywords": [9], "kind": "message"}, "template_keywords_wrong"),
    ]
    for body, code in wrong:
        assert refusal(await console.post("/templates", json=body))[1] == code, body
    other = await town.account()
    assert refusal(await other.console().delete(f"/templates/{first['id']}")) == (404, "template_not_found")
    assert len((await console.delete(f"/templates/{first['id']}")).json()["items"]) == 1
