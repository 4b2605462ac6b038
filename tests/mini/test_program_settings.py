"""A program's server sets its domains, its testers and its categories."""

from __future__ import annotations

from typing import Any

from hutong.apps import public as apps
from hutong.people import public as people
from tests.dialog.towns import Account, Person, Town
from tests.mini.workshop import a_picture, a_program

MODIFY, WEB = "/wxa/modify_domain", "/wxa/setwebviewdomain"
API = "https://api.example.com"


async def test_domains_are_added_told_and_taken_away(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    await town.lane.db.run(apps.set_rule, "filings", "warn")
    told = await program.post(
        MODIFY,
        {"action": "add", "requestdomain": [API, "http://plain.example.com"], "wsrequestdomain": ["wss://example.com"]},
    )
    assert told == {
        "errcode": 0, "errmsg": "ok", "requestdomain": [API], "wsrequestdomain": ["wss://example.com"],
        "uploaddomain": [], "downloaddomain": [], "udpdomain": [], "tcpdomain": [],
        "invalid_requestdomain": ["http://plain.example.com"],
    }  # fmt: skip
    assert (await program.post(MODIFY, {"action": "get"}))["requestdomain"] == [API]
    told = await program.post(MODIFY, {"action": "set", "requestdomain": [f"{API}:8443"]})
    assert (told["requestdomain"], told["wsrequestdomain"]) == ([f"{API}:8443"], ["wss://example.com"])
    assert (await program.post(MODIFY, {"action": "set", "requestdomain": []}))["requestdomain"] == []
    told = await program.post(MODIFY, {"action": "delete", "wsrequestdomain": ["wss://example.com"]})
    assert told["wsrequestdomain"] == []
    for body, errcode in (
        ({}, 85015),
        ({"action": "clear"}, 85015),
        ({"action": "add"}, 85017),
        ({"action": "add", "requestdomain": ["https://api.weixin.qq.com"]}, 85301),
        ({"action": "add", "requestdomain": [f"https://a{number}.example.com" for number in range(201)]}, 85016),
        ({"action": "add", "requestdomain": "https://a.example.com"}, 47001),
    ):
        assert (await program.post(MODIFY, body))["errcode"] == errcode, body


async def test_names_that_are_not_filed_are_told_where_it_matters(town: Town) -> None:
    program = await a_program(town)
    await town.lane.db.run(apps.set_rule, "filings", "enforce")
    told = await program.post(MODIFY, {"action": "add", "requestdomain": [API]})
    assert told["errcode"] == 85301
    assert (await program.post(MODIFY, {"action": "get"}))["requestdomain"] == []


async def test_pages_of_the_web_are_for_companies(town: Town) -> None:
    program, person = await a_program(town), await town.person()
    await town.lane.db.run(apps.set_rule, "filings", "off")
    told = await program.post(WEB, {"action": "add", "webviewdomain": ["https://www.example.com"]})
    assert told == {"errcode": 0, "errmsg": "ok", "webviewdomain": ["https://www.example.com"]}
    assert (await program.post(WEB, {"action": "get"}))["webviewdomain"] == ["https://www.example.com"]
    assert (await program.post(WEB, {}))["errcode"] == 85015
    many = [f"https://a{number}.example.com" for number in range(101)]
    assert (await program.post(WEB, {"action": "set", "webviewdomain": many}))["errcode"] == 89029
    own = await a_program(town, owner="individual", person_id=person.id)
    assert (await own.post(WEB, {"action": "get"}))["errcode"] == 89231


async def test_testers_are_bound_by_their_id_and_unbound_by_either_name(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    li, han = await town.person(), await town.person("Han Meimei")
    bound = await program.post("/wxa/bind_tester", {"wechatid": await code_of(town, li)})
    assert bound == {"errcode": 0, "errmsg": "ok", "userstr": li.openid(program)}
    await program.post("/wxa/bind_tester", {"wechatid": await code_of(town, han)})
    assert (await program.post("/wxa/bind_tester", {"wechatid": await code_of(town, li)}))["errcode"] == 85004
    for nobody in ("nobody", ""):
        assert (await program.post("/wxa/bind_tester", {"wechatid": nobody}))["errcode"] == 85001
    listed = await program.post("/wxa/memberauth", {"action": "get_experiencer"})
    assert {member["userstr"] for member in listed["members"]} == {li.openid(program), han.openid(program)}
    assert (await program.post("/wxa/memberauth", {"action": "all"}))["errcode"] == 40097
    assert (await program.post("/wxa/unbind_tester", {"userstr": li.openid(program)}))["errcode"] == 0
    assert (await program.post("/wxa/unbind_tester", {"wechatid": await code_of(town, han)}))["errcode"] == 0
    assert (await program.post("/wxa/unbind_tester", {"userstr": li.openid(program)}))["errcode"] == 85001
    assert (await program.post("/wxa/memberauth", {"action": "get_experiencer"}))["members"] == []


async def test_categories_are_chosen_from_those_that_are_open(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    listed = (await program.get("/cgi-bin/wxopen/getallcategories"))["categories_list"]["categories"]
    food = next(one for one in listed if (one["id"], one["level"]) == (3, 1))
    meals = next(one for one in listed if one["id"] == 304)
    assert (food["children"], meals["father"], meals["sensitive_type"]) == ([301, 302, 303, 304], 3, 1)
    paper = await program.upload("image", a_picture())
    held = {"key": "licence", "value": paper}
    for wanted, errcode in (
        ([{"first": 3, "second": 304}], 53311),
        ([{"first": 3, "second": 304, "certicates": [{"key": "licence", "value": "none"}]}], 40007),
        ([{"first": 9, "second": 1}], 53303),
        ([{"first": 1, "second": 106}], 53304),
        ([], 53303),
        ([{"first": 1, "second": 101}, {"first": 1, "second": 106}], 53304),
    ):
        assert (await add(program, wanted))["errcode"] == errcode, wanted
    assert (await add(program, [{"first": 3, "second": 304, "certicates": [held]}]))["errcode"] == 0
    told = await program.get("/cgi-bin/wxopen/getcategory")
    assert [(one["second"], one["second_name"], one["audit_status"]) for one in told["categories"]] == [
        (106, "效率", 3),
        (304, "点餐与外卖", 1),
    ]
    assert (told["quota"], told["category_limit"]) == (3, 5)
    assert (await program.post("/cgi-bin/wxopen/deletecategory", {"first": 3, "second": 304}))["errcode"] == 0
    assert (await program.post("/cgi-bin/wxopen/deletecategory", {"first": 3, "second": 304}))["errcode"] == 53303
    own = await a_program(town, owner="individual", person_id=(await town.person()).id)
    assert (await add(own, [{"first": 3, "second": 303}]))["errcode"] == 53302


async def test_what_is_asked_of_people_is_declared(any_town: Town) -> None:
    program = await a_program(any_town)
    write, read = "/cgi-bin/component/setprivacysetting", "/cgi-bin/component/getprivacysetting"
    told = await program.post(read, {})
    assert (told["setting_list"], told["update_time"], told["code_exist"]) == ([], 0, 0)
    use = {"privacy_key": "PhoneNumber", "privacy_text": "to call about an order"}
    owner = {"contact_email": "tea@example.com", "notice_method": "a notice"}
    for body, errcode in (
        ({}, 47001),
        ({"owner_setting": {}, "setting_list": [use]}, 40097),
        ({"owner_setting": owner, "setting_list": [use, use]}, 40097),
        ({"owner_setting": owner, "setting_list": [use | {"privacy_key": "Mood"}]}, 40097),
        ({"owner_setting": owner, "setting_list": [use | {"privacy_text": ""}]}, 40097),
        ({"owner_setting": owner, "setting_list": [use]}, 0),
    ):
        assert (await program.post(write, body))["errcode"] == errcode, body
    found = await program.get("/wxa/security/get_code_privacy_info")
    assert (found["without_auth_list"], found["without_conf_list"]) == ([], [])
    told = await program.post(read, {"privacy_ver": 2})
    assert told["setting_list"] == [use | {"privacy_label": "PhoneNumber"}]
    assert (told["owner_setting"], told["privacy_list"]) == (owner, ["PhoneNumber"])


async def add(program: Account, wanted: list[dict[str, Any]]) -> dict[str, Any]:
    return await program.post("/cgi-bin/wxopen/addcategory", {"categories": wanted})


async def code_of(town: Town, person: Person) -> str:
    """What others know somebody's WeChat id as."""
    return (await town.lane.db.read(people.require, person.id)).link_code
