"""A program's server changes how it looks, and which addresses open it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hutong.apps import public as apps
from tests.apps.house import set_rule
from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Person, Town
from tests.mini.phones import a_released_program
from tests.mini.workshop import a_copying_compiler, a_picture, a_program, a_version

PREFIX = "https://tea.example.com/table/"


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def name_of(town: Town, program: Account) -> str:
    view = await town.lane.db.read(apps.get, program.app_id)
    assert view is not None
    return view.name


async def rename(program: Account, name: str, **papers: str) -> dict[str, Any]:
    return await program.post("/wxa/setnickname", {"nick_name": name, **papers})


async def test_a_name_without_papers_is_taken_at_once(any_town: Town) -> None:
    town = any_town
    program, other = await a_program(town), await a_program(town, name="Tea Garden")
    for wrong, errcode in (("abc", 53010), ("a" * 31, 53010), ("Tea Garden", 53013), ("gambling tea", 53012)):
        assert (await rename(program, wrong))["errcode"] == errcode, wrong
        told = await program.post("/cgi-bin/wxverify/checkwxverifynickname", {"nick_name": wrong})
        assert told["errcode"] == errcode
    assert await rename(program, "Tea House 9") == {"errcode": 0, "errmsg": "ok", "wording": ""}
    assert await name_of(town, program) == "Tea House 9"
    assert await rename(other, "Tea Garden") == {"errcode": 0, "errmsg": "ok", "wording": ""}


async def test_a_name_that_wants_papers_is_looked_at(any_town: Town, bot: Bot) -> None:
    town, program = any_town, await a_program(any_town)
    await program.serve(bot)
    check = await program.post("/cgi-bin/wxverify/checkwxverifynickname", {"nick_name": "Tea Bank"})
    assert (check["hit_condition"], bool(check["wording"])) == (True, True)
    assert (await rename(program, "Tea Bank"))["errcode"] == 91009
    asked = await rename(program, "Tea Bank", license="medium")
    query = {"audit_id": asked["audit_id"]}
    assert (await rename(program, "Tea Bank 2", license="medium"))["errcode"] in (0, 91003)
    await town.settle()
    told = await program.post("/wxa/api_wxa_querynickname", query)
    assert (told["nickname"], told["audit_stat"], told["fail_reason"]) == ("Tea Bank", 3, "")
    assert bot.pushed[0].fields.items() >= {"Event": "wxa_nickname_audit", "ret": "3", "nickname": "Tea Bank"}.items()
    for unknown in ("1", "x", "9" * 30):
        assert (await program.post("/wxa/api_wxa_querynickname", {"audit_id": unknown}))["errcode"] == 91011


async def test_picture_and_introduction_change_five_times_a_month(any_town: Town) -> None:
    town, program = any_town, await a_program(any_town)
    town.hold()
    picture = await program.upload("image", a_picture())

    async def change(verb: str, **body: Any) -> int:
        return int((await program.post(f"/cgi-bin/account/{verb}", body))["errcode"])

    assert await change("modifyheadimage", head_img_media_id="none") == 40007
    assert await change("modifyheadimage", head_img_media_id=picture, x1="0.5", x2="0.5") == 40097
    assert await change("modifyheadimage", head_img_media_id=picture, x1="0", y1="0", x2="1", y2="1.2") == 40097
    for wrong, errcode in (("tea", 53204), ("t" * 121, 53204), ("gambling and tea", 53201)):
        assert await change("modifysignature", signature=wrong) == errcode
    for number in range(5):
        assert await change("modifysignature", signature=f"Tea, number {number}") == 0
        assert await change("modifyheadimage", head_img_media_id=picture, x1="0", y1="0", x2="1", y2="1") == 0
    assert await change("modifysignature", signature="Tea once more") == 53200
    assert await change("modifyheadimage", head_img_media_id=picture, x1="0", y1="0", x2="1", y2="1") == 53202
    told = await program.get("/cgi-bin/account/getaccountbasicinfo")
    used = {"modify_used_count": 5, "modify_quota": 5}
    assert told["signature_info"] == {"signature": "Tea, number 4", **used}
    assert told["head_image_info"] == {"head_image_url": told["head_image_info"]["head_image_url"], **used}
    assert told["head_image_info"]["head_image_url"].startswith("http")
    assert (told["appid"], told["account_type"], told["principal_type"]) == (program.app_id, 3, 1)
    assert told["nickname_info"]["nickname"] == told["nickname"] == await name_of(town, program)


async def rule(program: Account, verb: str = "add", **said: Any) -> int:
    body = {"prefix": PREFIX, "permit_sub_rule": 1, "path": "pages/more/more", "open_version": 1, "is_edit": 0} | said
    return int((await program.post(f"/cgi-bin/wxopen/qrcodejump{verb}", body))["errcode"])


async def scan(person: Person, text: str) -> str | None:
    answer = await person.phone.post("/mini/links", json={"text": text})
    return str(answer.json()["path"]) if answer.status_code == 200 else None


async def test_a_scanned_address_opens_the_program_that_has_a_rule(any_town: Town) -> None:
    town = any_town
    program, person = await a_released_program(town), await town.person()
    table = f"{PREFIX}7"
    assert await scan(person, table) is None
    assert await rule(program, debug_url=["https://tea.example.com/other"]) == 85068
    assert await rule(program, debug_url=[table]) == 0
    tried = f"/mini/{program.app_id}?path=pages/more/more%3Fq%3Dhttps%253A%252F%252Ftea.example.com%252Ftable%252F7"
    assert await scan(person, table) == f"{tried}&scene=1011&version=develop"
    assert await scan(person, f"{PREFIX}8") is None
    assert await rule(program, "publish") == 0
    assert await scan(person, table) == f"{tried}&scene=1011"
    assert await scan(person, f"{PREFIX}8?x=1") is not None
    assert await scan(person, f"{PREFIX}8/9") is None
    assert await rule(program, permit_sub_rule=2, is_edit=1) == 0
    assert await scan(person, f"{PREFIX}8/9") is not None
    assert await scan(person, "https://tea.example.com/tables") is None
    assert await rule(program, "delete") == 0
    assert await scan(person, table) is None
    assert await rule(program, "delete") == 85066


async def test_rules_are_for_pages_of_ones_own(any_town: Town) -> None:
    town = any_town
    program, other, alone = await a_program(town), await a_program(town), await a_program(town, owner="individual")
    assert await rule(alone) == 85070
    for wrong in (
        "ftp://tea.example.com/",
        "https://tea.example.com",
        "tea.example.com/a",
        "https://a/#b",
        "https:// a/",
    ):
        assert await rule(program, prefix=wrong) == 85066, wrong
    for said in ({"path": ""}, {"open_version": 4}, {"permit_sub_rule": 0}, {"debug_url": [PREFIX] * 6}):
        assert await rule(program, **said) == 85067, said
    assert await rule(program, is_edit=1) == 85066
    assert await rule(program, permit_sub_rule=2) == 0
    assert await rule(program) == 85071
    assert await rule(other) == 85072
    assert await rule(other, prefix=f"{PREFIX}deep/") == 85072
    assert await rule(program, "publish") == 85074
    assert await rule(other, "publish") == 85066
    told = await program.post("/cgi-bin/wxopen/qrcodejumpget", {})
    assert told["rule_list"] == [
        {
            "prefix": PREFIX,
            "permit_sub_rule": 2,
            "path": "pages/more/more",
            "open_version": 1,
            "debug_url": [],
            "state": 1,
        }
    ]
    assert (told["total_count"], told["qrcodejump_pub_quota"]) == (1, 100)
    paged = {"get_type": 2, "page_num": 2, "page_size": 1}
    assert (await program.post("/cgi-bin/wxopen/qrcodejumpget", paged))["rule_list"] == []


async def test_whose_pages_they_are_is_looked_at_where_domains_are(town: Town) -> None:
    program = await a_program(town)
    file = await program.post("/cgi-bin/wxopen/qrcodejumpdownload", {})
    assert file["file_name"].endswith(".txt")
    same = await program.post("/wxa/get_webviewdomain_confirmfile", {})
    assert (same["file_name"], same["file_content"]) == (file["file_name"], file["file_content"])
    await set_rule(town.lane, "domains", "enforce")
    assert await rule(program, prefix="http://127.0.0.1:9/table/") == 85069


async def test_nothing_of_a_program_is_told_to_testers_of_another(town: Town) -> None:
    program, person = await a_program(town), await town.person()
    await a_version(town, program)
    owner = await town.person("Han Meimei")
    mine = await a_program(town, person_id=owner.id)
    assert await rule(mine, debug_url=[f"{PREFIX}7"]) == 0
    assert await scan(person, f"{PREFIX}7") is None
    assert await scan(owner, f"{PREFIX}7") is not None


async def test_there_are_no_plugins_and_no_call_says_there_were(town: Town) -> None:
    program = await a_program(town)

    async def ask(action: str) -> dict[str, Any]:
        return await program.post("/wxa/plugin", {"action": action, "plugin_appid": "wx0123456789abcdef"})

    assert await ask("list") == {"errcode": 0, "errmsg": "ok", "plugin_list": []}
    codes = [(await ask(action))["errcode"] for action in ("apply", "update", "unbind", "dance")]
    assert codes == [89244, 89239, 89239, 40097]
