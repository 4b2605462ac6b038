"""Menus: what is accepted, what is refused with which code, and what a press does."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.apps import owners
from hutong.apps import public as apps
from tests.dialog.bots import Bot
from tests.dialog.test_message_kinds import a_picture
from tests.dialog.towns import Account, Town, refusal

OK = {"errcode": 0, "errmsg": "ok"}

HOURS = {"type": "click", "name": "Hours", "key": "V1001"}
SITE = {"type": "view", "name": "Site", "url": "https://example.com/?a=1"}
MENU = {
    "button": [HOURS, {"name": "More", "sub_button": [SITE, {"type": "location_select", "name": "Here", "key": "L"}]}]
}


def key(name: str = "n", **other: Any) -> dict[str, Any]:
    return {"type": "click", "name": name, "key": "k", **other}


def below(*buttons: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": "More", "sub_button": list(buttons)}]


async def test_a_menu_comes_back_in_two_shapes(account: Account) -> None:
    assert await account.get("/cgi-bin/menu/get") == {"errcode": 46003, "errmsg": "menu no exist"}
    empty = {"is_menu_open": 0, "selfmenu_info": {"button": []}}
    assert await account.get("/cgi-bin/get_current_selfmenu_info") == empty
    assert await account.post("/cgi-bin/menu/create", MENU) == OK
    here = {"type": "location_select", "name": "Here", "key": "L"}
    assert await account.get("/cgi-bin/menu/get") == {
        "menu": {
            "button": [
                {**HOURS, "sub_button": []},
                {"name": "More", "sub_button": [{**SITE, "sub_button": []}, {**here, "sub_button": []}]},
            ]
        }
    }
    assert await account.get("/cgi-bin/get_current_selfmenu_info") == {
        "is_menu_open": 1,
        "selfmenu_info": {"button": [HOURS, {"name": "More", "sub_button": {"list": [SITE, here]}}]},
    }
    assert await account.get("/cgi-bin/menu/delete") == OK
    assert await account.get("/cgi-bin/menu/delete") == OK
    assert await account.get("/cgi-bin/menu/get") == {"errcode": 46003, "errmsg": "menu no exist"}


async def test_what_menu_get_answers_can_be_sent_back(account: Account) -> None:
    assert await account.post("/cgi-bin/menu/create", MENU) == OK
    got = await account.get("/cgi-bin/menu/get")
    assert await account.post("/cgi-bin/menu/create", got["menu"]) == OK
    assert await account.get("/cgi-bin/menu/get") == got


async def test_a_parent_drops_its_own_type_and_key(account: Account) -> None:
    assert await account.post("/cgi-bin/menu/create", {"button": [{**key("Top"), "sub_button": [HOURS]}]}) == OK
    got = await account.get("/cgi-bin/get_current_selfmenu_info")
    assert got["selfmenu_info"] == {"button": [{"name": "Top", "sub_button": {"list": [HOURS]}}]}


@pytest.mark.parametrize(
    "buttons, errcode, errmsg",
    [
        (None, 40016, "invalid button size"),
        ([], 40016, "invalid button size"),
        ([key()] * 4, 40016, "invalid button size"),
        ({"name": "n"}, 40015, "invalid menu type"),
        (["n"], 47001, "data format error"),
        ([key("")], 40018, "invalid button name size"),
        ([key("seventeen letters")], 40018, "invalid button name size"),
        ([key("水水水水水水")], 40018, "invalid button name size"),
        ([{"type": "click", "name": "n"}], 40019, "invalid button key size"),
        ([key(key="k" * 129)], 40019, "invalid button key size"),
        ([{"type": "view", "name": "n"}], 40020, "invalid button url size"),
        ([{"type": "view", "name": "n", "url": "https://e.com/" + "x" * 1011}], 40020, "invalid button url size"),
        ([{"type": "view", "name": "n", "url": "javascript:alert(1)"}], 40055, "invalid button url domain"),
        ([{"type": "dance", "name": "n"}], 40017, "invalid button type"),
        ([{"name": "n"}], 65308, "the button has no action"),
        (below(*[key()] * 6), 40023, "invalid sub button size"),
        (below(key("x" * 61)), 40025, "invalid sub button name size"),
        (below(key(key="")), 40026, "invalid sub button key size"),
        (below({"type": "view", "name": "n"}), 40027, "invalid sub button url size"),
        (below({"type": "view", "name": "n", "url": "ftp://e.com"}), 40054, "invalid sub button url domain"),
        (below({"type": "dance", "name": "n"}), 40024, "invalid sub button type"),
        (below({"name": "n", "sub_button": [key()]}), 40022, "invalid sub button level"),
        ([{"type": "media_id", "name": "n", "media_id": "m"}], 40007, "invalid media_id"),
        ([{"type": "article_id", "name": "n", "article_id": "a"}], 53600, "invalid article_id"),
        (
            [{"type": "miniprogram", "name": "n", "url": "http://e.com", "appid": "wx1", "pagepath": "p"}],
            45064,
            "no permission to use weapp in menu",
        ),
    ],
)  # fmt: skip
async def test_a_wrong_menu_has_its_own_code_and_changes_nothing(
    account: Account, buttons: Any, errcode: int, errmsg: str
) -> None:
    assert await account.post("/cgi-bin/menu/create", MENU) == OK
    before = await account.get("/cgi-bin/menu/get")
    assert await account.post("/cgi-bin/menu/create", {"button": buttons}) == {"errcode": errcode, "errmsg": errmsg}
    assert await account.get("/cgi-bin/menu/get") == before


@pytest.mark.parametrize(
    "buttons", [[key("sixteen letters.")], below(key("x" * 60)), [key("水水水水水")], [key(key=7)]]
)
async def test_the_bounds_themselves_are_accepted(account: Account, buttons: list[dict[str, Any]]) -> None:
    assert await account.post("/cgi-bin/menu/create", {"button": buttons}) == OK


async def test_an_empty_or_broken_body_is_told_apart(account: Account) -> None:
    assert await account.post("/cgi-bin/menu/create", b"") == {"errcode": 44002, "errmsg": "empty post data"}
    assert await account.post("/cgi-bin/menu/create", b"{") == {"errcode": 47001, "errmsg": "data format error"}


async def test_followers_on_line_hear_of_a_new_menu(town: Town, account: Account) -> None:
    person, other = await town.follower(account), await town.person("Han Meimei")
    heard: list[Any] = []
    for who in (person, other):
        town.lane.bus.listen(f"person:{who.id}", heard.append)
    assert await account.post("/cgi-bin/menu/create", MENU) == OK
    await town.settle()
    assert heard == [{"type": "menu", "app_id": account.app_id}]


async def test_a_person_sees_the_buttons_and_presses_them(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    await account.post("/cgi-bin/menu/create", MENU)
    person = await town.follower(account)
    bot.pushed.clear()
    path = f"/accounts/{account.app_id}/menu"
    seen = (await person.phone.get(path)).json()
    assert [(button["name"], button["index"]) for button in seen["buttons"]] == [("Hours", "0"), ("More", "1")]
    assert [(child["name"], child["index"]) for child in seen["buttons"][1]["children"]] == [
        ("Site", "1.0"),
        ("Here", "1.1"),
    ]
    place = {"latitude": 23.0, "longitude": 113.5, "scale": 15, "label": "Gate", "name": "Park"}
    pressed = [
        (await person.phone.post(f"{path}/press", json=press)).json()
        for press in ({"index": "0"}, {"index": "1.0"}, {"index": "1"}, {"index": "1.1", "location": place})
    ]
    assert [answer["open_url"] for answer in pressed] == [None, "https://example.com/?a=1", None, None]
    await town.settle()
    told = [{name: push.fields.get(name) for name in ("MsgType", "Event", "EventKey")} for push in bot.pushed]
    assert told == [
        {"MsgType": "event", "Event": "CLICK", "EventKey": "V1001"},
        {"MsgType": "event", "Event": "VIEW", "EventKey": "https://example.com/?a=1"},
        {"MsgType": "event", "Event": "location_select", "EventKey": "L"},
        {"MsgType": "location", "Event": None, "EventKey": None},
    ]
    assert bot.pushed[2].fields["SendLocationInfo"] == {
        "Location_X": "23.0",
        "Location_Y": "113.5",
        "Scale": "15",
        "Label": "Gate",
        "Poiname": "Park",
    }
    assert "MsgId" not in bot.pushed[0].fields


async def test_scans_and_pictures_travel_with_their_event(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    kinds = ("scancode_push", "scancode_waitmsg", "pic_sysphoto")
    buttons = [{"type": kind, "name": "n", "key": kind} for kind in kinds]
    await account.post("/cgi-bin/menu/create", {"button": buttons})
    person = await town.follower(account)
    bot.pushed.clear()
    path = f"/accounts/{account.app_id}/menu/press"
    scanned = await person.phone.post(path, json={"index": "0", "scan_result": "https://example.com"})
    assert scanned.json() == {"open_url": "https://example.com"}
    waited = await person.phone.post(path, json={"index": "1", "scan_result": "1,EAN_13,690"})
    assert waited.json() == {"open_url": None}
    await person.phone.post(path, json={"index": "2", "picture_md5s": ["a" * 32, "b" * 32]})
    await town.settle()
    assert [pushed.fields["Event"] for pushed in bot.pushed] == list(kinds)
    assert bot.pushed[0].fields["ScanCodeInfo"] == {"ScanType": "qrcode", "ScanResult": "https://example.com"}
    assert bot.pushed[2].fields["SendPicsInfo"] == {
        "Count": "2",
        "PicList": {"item": [{"PicMd5Sum": "a" * 32}, {"PicMd5Sum": "b" * 32}]},
    }
    assert refusal(await person.phone.post(path, json={"index": "0"})) == (422, "scan_result_missing")
    assert refusal(await person.phone.post(path, json={"index": "7"})) == (409, "menu_changed")


async def test_only_followers_press(town: Town, account: Account) -> None:
    await account.post("/cgi-bin/menu/create", MENU)
    stranger = await town.person()
    pressed = await stranger.phone.post(f"/accounts/{account.app_id}/menu/press", json={"index": "0"})
    assert refusal(pressed) == (409, "not_following")


async def test_a_tap_lets_the_account_answer_for_a_minute(town: Town, account: Account) -> None:
    await account.post("/cgi-bin/menu/create", MENU)
    person = await town.follower(account)
    town.hold(minutes=2)
    assert (await account.send(person, content="hi"))["errcode"] == 45015
    for index in ("1.0", "0"):
        await person.phone.post(f"/accounts/{account.app_id}/menu/press", json={"index": index})
        expected = 0 if index == "0" else 45015
        assert (await account.send(person, content="hi"))["errcode"] == expected


async def test_an_owner_edits_the_same_menu(account: Account) -> None:
    console = account.console()
    assert (await console.get("/menu")).json() == {"buttons": []}
    saved = await console.put("/menu", json={"buttons": MENU["button"]})
    assert saved.status_code == 200
    assert (await console.get("/menu")).json() == saved.json()
    assert (await account.get("/cgi-bin/menu/get"))["menu"]["button"] == saved.json()["buttons"]
    refused = await console.put("/menu", json={"buttons": [HOURS, key("x" * 17)]})
    assert refusal(refused) == (422, "menu_button_name")
    assert refused.json()["params"]["field"] == "button[1].name"
    assert (await console.delete("/menu")).json() == {"buttons": []}
    assert (await account.get("/cgi-bin/menu/get"))["errcode"] == 46003


async def test_some_see_a_menu_of_their_own(any_town: Town) -> None:
    account = await any_town.account()
    add, match = "/cgi-bin/menu/addconditional", "/cgi-bin/menu/trymatch"
    tag = (await account.post("/cgi-bin/tags/create", {"tag": {"name": "north"}}))["tag"]["id"]
    mine = {"button": [key("North")], "matchrule": {"tag_id": str(tag)}}
    assert (await account.post(add, mine))["errcode"] == 65303
    li, han = await any_town.follower(account), await any_town.follower(account, "Han Meimei")
    assert (await account.post(match, {"user_id": li.openid(account)}))["errcode"] == 65301
    assert await account.post("/cgi-bin/menu/create", MENU) == OK
    assert "menuid" not in (await account.get("/cgi-bin/menu/get"))["menu"]
    for wrong, errcode in (
        (mine | {"matchrule": {}}, 65304),
        (mine | {"matchrule": {"sex": "1", "country": "China"}}, 65304),
        (mine | {"button": []}, 65307),
        (mine | {"button": [key("x" * 17)]}, 40018),
        (mine | {"matchrule": {"tag_id": "99999"}}, 45159),
        (mine | {"matchrule": {"tag_id": "north"}}, 40097),
        (mine | {"matchrule": {"client_platform_type": "4"}}, 40097),
    ):
        assert (await account.post(add, wrong))["errcode"] == errcode, wrong
    made = await account.post(add, mine)
    robots = {"button": [key("Robot")], "matchrule": {"client_platform_type": 2}}
    assert (await account.post(add, robots))["menuid"] != made["menuid"]
    told = await account.get("/cgi-bin/menu/get")
    assert [one["matchrule"] for one in told["conditionalmenu"]] == [
        {"client_platform_type": "2"},
        {"tag_id": str(tag)},
    ]
    assert (str(told["conditionalmenu"][1]["menuid"]), told["menu"]["menuid"] > 0) == (made["menuid"], True)
    heard: list[Any] = []
    any_town.lane.bus.listen(f"person:{li.id}", heard.append)
    tagged = {"openid_list": [li.openid(account)], "tagid": tag}
    assert await account.post("/cgi-bin/tags/members/batchtagging", tagged) == OK
    await any_town.settle()
    assert {"type": "menu", "app_id": account.app_id} in heard

    async def names(person: Any, user_agent: str = "a desk") -> list[str]:
        path = f"/accounts/{account.app_id}/menu"
        seen = await person.phone.get(path, headers={"user-agent": user_agent})
        return [button["name"] for button in seen.json()["buttons"]]

    assert [await names(li), await names(han), await names(han, "Linux; Android 14")] == [
        ["North"],
        ["Hours", "More"],
        ["Robot"],
    ]
    matched = await account.post(match, {"user_id": li.openid(account)})
    assert [button["name"] for button in matched["button"]] == ["North"]
    for nobody in ("", "nobody", (await any_town.person()).openid(account)):
        assert (await account.post(match, {"user_id": nobody}))["errcode"] == 65302
    gone = "/cgi-bin/menu/delconditional"
    other = await any_town.account()
    for menu_id in ("", "x", "9" * 40):
        assert (await account.post(gone, {"menuid": menu_id}))["errcode"] == 65301
    assert (await other.post(gone, {"menuid": made["menuid"]}))["errcode"] == 65301
    assert await account.post(gone, {"menuid": made["menuid"]}) == OK
    assert await names(li) == ["Hours", "More"]
    assert await account.get("/cgi-bin/menu/delete") == OK
    assert await account.post("/cgi-bin/menu/create", MENU) == OK
    assert "conditionalmenu" not in await account.get("/cgi-bin/menu/get")


async def test_a_button_of_the_owner_sends_a_message(any_town: Town, bot: Bot) -> None:
    account = await any_town.account()
    console = account.console()
    raw = {"content-type": "application/octet-stream", "x-hutong": "1"}
    picture = (await console.post("/replies/media?kind=image", content=a_picture(), headers=raw)).json()["media_id"]
    buttons = [
        {"type": "text", "name": "Words", "value": "Open until six."},
        {"type": "img", "name": "Picture", "value": picture},
        {"type": "media_id", "name": "Same", "media_id": picture},
    ]
    wire = await account.post("/cgi-bin/menu/create", {"button": buttons[:1]})
    assert wire == {"errcode": 40017, "errmsg": "invalid button type"}
    for wrong, code in (
        ({"type": "text", "name": "n", "value": ""}, "reply_text_wrong"),
        ({"type": "img", "name": "n", "value": "none"}, "menu_button_media"),
        ({"type": "voice", "name": "n", "value": picture}, "menu_button_media"),
        ({"type": "news", "name": "n", "value": "none"}, "menu_button_article"),
    ):
        assert refusal(await console.put("/menu", json={"buttons": [wrong]})) == (422, code)
    assert (await console.put("/menu", json={"buttons": buttons})).status_code == 200
    shown = (await account.get("/cgi-bin/get_current_selfmenu_info"))["selfmenu_info"]["button"]
    assert shown == buttons
    await account.serve(bot)
    person = await any_town.follower(account)
    bot.pushed.clear()
    for index in ("0", "1", "2"):
        pressed = await person.phone.post(f"/accounts/{account.app_id}/menu/press", json={"index": index})
        assert pressed.json() == {"open_url": None}
    await any_town.settle()
    assert [type(body).__name__ for body in await person.heard(account)] == ["Text", "Image", "Image"]
    assert bot.pushed == []


async def test_a_button_opens_a_program_of_the_same_owner(town: Town, bot: Bot) -> None:
    owner = await town.lane.db.run(owners.invent, kind="company")
    made = []
    for kind in ("service", "mini"):
        app, secret = await town.lane.db.run(apps.create, kind=kind, owner=owner, name=f"The {kind}", verified=True)
        made.append(Account(town, app.app_id, secret))
    account, program = made
    await account.fetch_token()
    await account.serve(bot)
    button = {"type": "miniprogram", "name": "Shop", "url": "http://e.com", "pagepath": "pages/a?x=1"}
    menu = {"button": [{**button, "appid": program.app_id}]}
    assert (await account.post("/cgi-bin/menu/create", menu))["errcode"] == 0
    other = (await town.account()).app_id
    for wrong in (other, "wx0000000000000000"):
        refused = await account.post("/cgi-bin/menu/create", {"button": [{**button, "appid": wrong}]})
        assert refused["errcode"] == 45064

    person = await town.follower(account)
    await town.settle()
    bot.pushed.clear()
    pressed = await person.phone.post(f"/accounts/{account.app_id}/menu/press", json={"index": "0"})
    assert pressed.json()["open_url"] == f"/mini/{program.app_id}?scene=1035&path=pages%2Fa%3Fx%3D1"
    await town.settle()
    (told,) = bot.pushed
    assert (told.fields["Event"], told.fields["EventKey"]) == ("view_miniprogram", "pages/a?x=1")
