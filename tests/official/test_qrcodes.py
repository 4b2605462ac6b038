"""Codes with scenes: made, shown, scanned, followed by."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image

from hutong.official import qrcodes
from tests.dialog.bots import Bot
from tests.dialog.towns import OURS, Account, Town, refusal

PATH = "/cgi-bin/qrcode/create"


def asked(kind: str, expire_seconds: Any = None, **scene: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"action_name": kind, "action_info": {"scene": scene}}
    return body if expire_seconds is None else body | {"expire_seconds": expire_seconds}


@pytest.mark.parametrize(
    "body, seconds",
    [
        (asked("QR_SCENE", 604800, scene_id=123), 604800),
        (asked("QR_SCENE", scene_id=2**32 - 1), 60),
        (asked("QR_SCENE", "30", scene_id="7"), 30),
        (asked("QR_STR_SCENE", 2592000, scene_str="x" * 64), 2592000),
        (asked("QR_LIMIT_SCENE", scene_id=100000), None),
        (asked("QR_LIMIT_STR_SCENE", scene_str="门口"), None),
    ],
)
async def test_each_kind_of_code_has_its_answer(account: Account, body: dict[str, Any], seconds: int | None) -> None:
    answer = await account.post(PATH, body)
    assert list(answer) == (["ticket", "url"] if seconds is None else ["ticket", "expire_seconds", "url"])
    assert answer.get("expire_seconds") == seconds
    assert answer["ticket"].startswith("gQ")
    assert answer["url"].startswith("http://weixin.qq.com/q/")


@pytest.mark.parametrize(
    "body, errcode",
    [
        (asked("QR_SCENE", scene_id=0), 40053),
        (asked("QR_SCENE", scene_id=2**32), 40053),
        (asked("QR_SCENE", scene_str="x"), 40053),
        (asked("QR_STR_SCENE", scene_str=""), 40053),
        (asked("QR_STR_SCENE", scene_str="x" * 65), 40053),
        (asked("QR_LIMIT_SCENE", scene_id=100001), 40053),
        (asked("QR_LIMIT_STR_SCENE", scene_id=1), 40053),
        ({"action_name": "QR_SCENE"}, 40053),
        (asked("QR_SCENE", 0, scene_id=1), 40097),
        (asked("QR_SCENE", 2592001, scene_id=1), 40097),
        (asked("QR_DANCE", scene_id=1), 40097),
        (asked("QR_SCENE", scene_id="one"), 47001),
    ],
)
async def test_a_wrong_code_is_refused(town: Town, account: Account, body: dict[str, Any], errcode: int) -> None:
    assert (await account.post(PATH, body))["errcode"] == errcode
    assert await town.lane.db.read(qrcodes.newest, account.app_id) == []


async def test_a_permanent_scene_has_one_code(any_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    account = await any_town.account()
    monkeypatch.setattr(qrcodes, "MOST_PERMANENT", 2)
    first = await account.post(PATH, asked("QR_LIMIT_SCENE", scene_id=7))
    assert await account.post(PATH, asked("QR_LIMIT_SCENE", scene_id=7)) == first
    other = await account.post(PATH, asked("QR_LIMIT_STR_SCENE", scene_str="7"))
    assert other["ticket"] != first["ticket"]
    full = {"errcode": 45029, "errmsg": "qrcode count out of limit"}
    assert await account.post(PATH, asked("QR_LIMIT_SCENE", scene_id=8)) == full
    assert await account.post(PATH, asked("QR_LIMIT_SCENE", scene_id=7)) == first
    assert (await account.post(PATH, asked("QR_SCENE", scene_id=8)))["expire_seconds"] == 60


async def test_the_picture_is_shown_until_its_time_is_over(town: Town, account: Account) -> None:
    ticket = (await account.post(PATH, asked("QR_SCENE", 60, scene_id=1)))["ticket"]
    shown = await town.mp.get(f"/cgi-bin/showqrcode?ticket={quote(ticket)}")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(shown.content)).format == "JPEG"
    # Unescaped, its plus signs arrive as spaces.
    assert (await town.mp.get(f"/cgi-bin/showqrcode?ticket={ticket}")).status_code == 200
    assert (await town.mp.get("/cgi-bin/showqrcode?ticket=gQnonesuch")).status_code == 404
    assert (await town.mp.get("/cgi-bin/showqrcode")).status_code == 404
    town.hold(seconds=61)
    assert (await town.mp.get(f"/cgi-bin/showqrcode?ticket={quote(ticket)}")).status_code == 404


async def test_a_newcomer_follows_by_the_scene_and_a_follower_scans_it(town: Town, account: Account, bot: Bot) -> None:
    await account.serve(bot)
    code = await account.post(PATH, asked("QR_SCENE", 600, scene_id=42))
    person = await town.person()
    scanned = (await person.phone.post("/scan", json={"text": code["url"]})).json()
    assert (scanned["kind"], scanned["ticket"]) == ("account", code["ticket"])
    page = (await person.phone.get(f"/accounts/{scanned['link_code']}")).json()
    scene = {"scene": {"ticket": scanned["ticket"]}}
    assert (await person.phone.post(f"/accounts/{page['app_id']}/follow", json=scene)).status_code == 200
    assert (await person.phone.post("/scan", json={"text": code["url"]})).json() == scanned
    await town.settle()
    subscribed, scan = (pushed.fields for pushed in bot.pushed)
    assert (subscribed["Event"], subscribed["EventKey"]) == ("subscribe", "qrscene_42")
    assert (scan["Event"], scan["EventKey"]) == ("SCAN", "42")
    assert subscribed["Ticket"] == scan["Ticket"] == code["ticket"]
    info = await account.get("/cgi-bin/user/info", openid=person.openid(account))
    assert (info["subscribe_scene"], info["qr_scene"], info["qr_scene_str"]) == ("ADD_SCENE_QR_CODE", 42, "")


async def test_a_scene_in_words_is_told_in_words(town: Town, account: Account) -> None:
    code = await account.post(PATH, asked("QR_LIMIT_STR_SCENE", scene_str="front door"))
    person = await town.person()
    await person.follow(account, ticket=code["ticket"])
    info = await account.get("/cgi-bin/user/info", openid=person.openid(account))
    assert (info["qr_scene"], info["qr_scene_str"]) == (0, "front door")


async def test_a_scan_opens_a_minute(town: Town, account: Account) -> None:
    code = await account.post(PATH, asked("QR_LIMIT_SCENE", scene_id=1))
    person = await town.follower(account)
    town.hold(minutes=2)
    assert (await account.send(person, content="hi"))["errcode"] == 45015
    await person.phone.post("/scan", json={"text": code["ticket"]})
    assert (await account.send(person, content="hi"))["errcode"] == 0


async def test_a_code_whose_time_is_over_leads_nowhere(town: Town, account: Account) -> None:
    code = await account.post(PATH, asked("QR_SCENE", 60, scene_id=1))
    person = await town.person()
    town.hold(seconds=61)
    scanned = await person.phone.post("/scan", json={"text": code["url"]})
    assert refusal(scanned) == (410, "qrcode_expired")
    other = await town.account()
    wrong = await person.phone.post(f"/accounts/{other.app_id}/follow", json={"scene": {"ticket": code["ticket"]}})
    assert refusal(wrong) == (404, "qrcode_not_found")


async def test_permanent_links_and_other_texts_are_told_apart(town: Town, account: Account) -> None:
    person, other = await town.person(), await town.person("Han Meimei")
    card = (await person.phone.get("/directory")).json()
    link_code = card["accounts"][0]["link_code"]
    personal = next(one["link_code"] for one in card["people"] if one["id"] == str(other.id))
    for text, expected in (
        (f"{OURS}/a/{link_code}", {"kind": "account", "link_code": link_code}),
        (f" {OURS}/p/{personal}\n", {"kind": "person", "link_code": personal}),
        (f"https://example.com/a/{link_code}", {"kind": "link", "url": f"https://example.com/a/{link_code}"}),
        ("http://weixin.qq.com/q/nonesuch", {"kind": "link", "url": "http://weixin.qq.com/q/nonesuch"}),
        ("690123456789", {"kind": "text"}),
        ("javascript:alert(1)", {"kind": "text"}),
    ):
        assert (await person.phone.post("/scan", json={"text": text})).json() == expected


async def test_an_owner_makes_codes_and_prints_the_permanent_one(account: Account) -> None:
    console = account.console()
    made = (await console.post("/qrcodes", json={"scene": "door"})).json()
    assert (made["kind"], made["scene"], made["expires_at"]) == ("permanent", "door", None)
    temporary = (await console.post("/qrcodes", json={"scene": "7", "is_number": True, "seconds": 60})).json()
    assert temporary["kind"] == "temporary"
    listed = (await console.get("/qrcodes")).json()
    assert [code["ticket"] for code in listed["items"]] == [temporary["ticket"], made["ticket"]]
    refused = await console.post("/qrcodes", json={"scene": "x" * 65})
    assert refusal(refused) == (422, "qrcode_scene")
    assert (await console.get("/qr.svg")).headers["content-type"] == "image/svg+xml"
    assert (await console.get("/qr.png")).content.startswith(b"\x89PNG")
