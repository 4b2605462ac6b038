"""Signing in to a program: its server learns who somebody is, once for each code, under the key that is good."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from hutong.apps import public as apps
from tests.dialog.towns import Account, Person, Town, refusal, said
from tests.mini.phones import Open, a_launch, a_released_program, session_of
from tests.mini.workshop import a_copying_compiler, a_program, a_version


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def test_a_code_is_traded_for_an_openid_and_a_session_key(any_town: Town) -> None:
    town = any_town
    program, person, opened = await somebody(town)
    answer = await town.api.get("/sns/jscode2session", params=session_of(program, await opened.login()))
    told = answer.json()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert set(told) == {"openid", "session_key"}
    assert told["openid"] == person.openid(program)
    assert len(base64.b64decode(told["session_key"], validate=True)) == 16


async def test_a_code_is_good_once_for_five_minutes_and_for_its_program(town: Town) -> None:
    program, _, opened = await somebody(town)
    other, _, _ = await somebody(town)
    town.hold()
    code = await opened.login()
    assert (await trade(town, other, code))["errcode"] == 40029
    assert "openid" in await trade(town, program, code)
    assert await trade(town, program, code) == {"errcode": 40163, "errmsg": "code been used"}
    late = await opened.login()
    town.hold(minutes=5)
    assert await trade(town, program, late) == {"errcode": 40029, "errmsg": "invalid code"}
    assert (await trade(town, program, "nonsense"))["errcode"] == 40029


async def test_a_trade_says_what_it_lacks(town: Town) -> None:
    program, _, opened = await somebody(town)
    query = session_of(program, await opened.login())
    official = await town.account()
    of_official = {"appid": official.app_id, "secret": official.secret}
    for changes, errcode in (
        ({"appid": ""}, 41002),
        ({"secret": ""}, 41004),
        ({"js_code": ""}, 41008),
        ({"grant_type": "client_credential"}, 40002),
        ({"appid": "wx0000000000000000"}, 40013),
        ({"secret": "0" * 32}, 40125),
        (of_official, 40013),
    ):
        answer = said(await town.api.get("/sns/jscode2session", params=query | changes))
        assert answer["errcode"] == errcode, changes
    assert "openid" in await trade(town, program, query["js_code"])


async def test_a_hundred_trades_a_minute_are_enough(town: Town) -> None:
    program, _, opened = await somebody(town)
    town.hold()
    for _ in range(100):
        assert "openid" in await trade(town, program, await opened.login())
    code = await opened.login()
    assert (await trade(town, program, code))["errcode"] == 45011
    town.hold(minutes=1)
    assert "openid" in await trade(town, program, code)


async def test_a_session_key_is_replaced_by_a_later_login_and_kept_by_use(any_town: Town) -> None:
    town = any_town
    program, _, opened = await somebody(town)
    town.hold()
    first = await session_key(town, program, opened)
    assert await session_key(town, program, opened) == first
    town.hold(minutes=31)
    second = await session_key(town, program, opened)
    assert second != first
    assert (await check(town, program, opened.person, first))["errcode"] == 87009
    assert await check(town, program, opened.person, second) == {"errcode": 0, "errmsg": "ok"}
    # Used now and then it lives on; left alone it ends after three days.
    for _ in range(4):
        town.hold(days=2)
        assert (await opened.post("user-info", {"withCredentials": True})).status_code == 200
    assert (await opened.post("session/check")).json() == {"valid": True}
    town.hold(days=3)
    assert (await opened.post("session/check")).json() == {"valid": False}
    await program.fetch_token()
    assert (await check(town, program, opened.person, second))["errcode"] == 87007
    assert refusal(await opened.post("user-info", {"withCredentials": True})) == (409, "mini_session_missing")


async def test_a_reset_kills_the_key_before(town: Town) -> None:
    program, person, opened = await somebody(town)
    first = await session_key(town, program, opened)
    signed = {"openid": person.openid(program), "signature": sign(first), "sig_method": "hmac_sha256"}
    renewed = await program.get("/wxa/resetusersessionkey", **signed)
    assert (renewed["errcode"], renewed["openid"]) == (0, person.openid(program))
    assert renewed["session_key"] != first
    assert (await program.get("/wxa/resetusersessionkey", **signed))["errcode"] == 87009
    assert (await check(town, program, person, first))["errcode"] == 87009
    assert (await check(town, program, person, renewed["session_key"]))["errcode"] == 0
    assert await session_key(town, program, opened) == renewed["session_key"]


async def test_checks_of_a_session_say_what_is_wrong(town: Town) -> None:
    program, person, opened = await somebody(town)
    stranger = await town.person()
    key = await session_key(town, program, opened)
    good = {"openid": person.openid(program), "signature": sign(key), "sig_method": "hmac_sha256"}
    for path in ("/wxa/checksession", "/wxa/resetusersessionkey"):
        for changes, errcode in (
            ({"openid": "o" * 28}, 40003),
            ({"openid": ""}, 40003),
            ({"openid": stranger.openid(program)}, 87007),
            ({"sig_method": "md5"}, 87008),
            ({"signature": ""}, 87009),
            ({"signature": "0" * 64}, 87009),
        ):
            assert (await program.get(path, **{**good, **changes}))["errcode"] == errcode, changes
    official = await town.account()
    assert (await official.get("/wxa/checksession", **good))["errcode"] == 48001


async def test_who_agreed_is_known_and_everybody_else_is_nobody(town: Town) -> None:
    program, person, opened = await somebody(town)
    key = await session_key(town, program, opened)
    shown = (await opened.post("user-info", {"withCredentials": True, "lang": "zh_CN"})).json()
    assert (shown["userInfo"]["nickName"], shown["userInfo"]["avatarUrl"]) == ("微信用户", "")
    known = (await opened.post("user-info", {"withCredentials": True, "consented": True, "lang": "zh_CN"})).json()
    assert known["userInfo"] == {
        "nickName": "Li Lei", "gender": 0, "language": "zh_CN", "city": "", "province": "", "country": "",
        "avatarUrl": "",
    }  # fmt: skip
    assert json.loads(known["rawData"]) == known["userInfo"]
    assert known["signature"] == hashlib.sha1((known["rawData"] + key).encode()).hexdigest()
    told = unsealed(key, known)
    assert (told["openId"], told["nickName"]) == (person.openid(program), "Li Lei")
    assert told["watermark"]["appid"] == program.app_id
    assert abs(told["watermark"]["timestamp"] - town.lane.clock.lane().timestamp()) < 60
    plain = (await opened.post("user-info", {"consented": True})).json()
    assert set(plain) == {"userInfo", "rawData"}


async def test_what_is_sealed_before_the_trade_opens_with_the_key_it_brings(town: Town) -> None:
    program, _, opened = await somebody(town)
    code = await opened.login()
    sealed = (await opened.post("user-info", {"withCredentials": True, "consented": True})).json()
    key = (await trade(town, program, code))["session_key"]
    assert unsealed(key, sealed)["nickName"] == "Li Lei"


async def test_a_phone_number_comes_by_code_and_sealed(any_town: Town) -> None:
    town = any_town
    program, _, opened = await somebody(town)
    key = await session_key(town, program, opened)
    answer = (await opened.post("phone")).json()
    shown = (await opened.get("phone")).json()["shown"]
    by_code = await program.post("/wxa/business/getuserphonenumber", {"code": answer["code"]})
    number = by_code["phone_info"]["phoneNumber"]
    assert (len(number), number[:3], number[:3] + " **** " + number[-4:]) == (11, "199", shown)
    assert by_code["phone_info"]["purePhoneNumber"] == number
    assert by_code["phone_info"]["countryCode"] == "86"
    assert by_code["phone_info"]["watermark"]["appid"] == program.app_id
    assert unsealed(key, answer)["phoneNumber"] == number
    hashed = hashlib.sha256(answer["encryptedData"].encode()).hexdigest()
    checked = await program.post("/wxa/business/checkencryptedmsg", {"encrypted_msg_hash": hashed})
    assert (checked["vaild"], checked["errcode"]) == (True, 0)
    unknown = await program.post("/wxa/business/checkencryptedmsg", {"encrypted_msg_hash": "0" * 64})
    assert unknown["vaild"] is False
    assert (await program.post("/wxa/business/checkencryptedmsg", {"encrypted_msg_hash": "x"}))["errcode"] == 40097
    other = await a_launch(program, await town.person("Han Meimei"))
    await other.login()
    assert (await other.get("phone")).json()["shown"] != shown


async def test_a_phone_code_is_none_of_login_and_good_once(town: Town) -> None:
    program, _, opened = await somebody(town)
    other, _, _ = await somebody(town)
    town.hold()
    login, path = await opened.login(), "/wxa/business/getuserphonenumber"
    assert (await program.post(path, {"code": login}))["errcode"] == 40029
    code = (await opened.post("phone")).json()["code"]
    assert (await trade(town, program, code))["errcode"] == 40029
    assert (await other.post(path, {"code": code}))["errcode"] == 40029
    stranger = await town.person()
    assert (await program.post(path, {"code": code, "openid": stranger.openid(program)}))["errcode"] == 40029
    assert (await program.post(path, {"code": code, "openid": opened.person.openid(program)}))["errcode"] == 0
    assert (await program.post(path, {"code": code}))["errcode"] == 40163
    late = (await opened.post("phone")).json()["code"]
    town.hold(minutes=5)
    assert (await program.post(path, {"code": late}))["errcode"] == 40029


async def test_individuals_learn_no_phone_numbers(town: Town) -> None:
    owner = await town.person("Owner")
    program = await a_program(town, owner="individual", person_id=owner.id)
    await a_version(town, program)
    opened = await a_launch(program, owner, version="develop")
    await opened.login()
    assert refusal(await opened.post("phone")) == (403, "mini_phone_not_permitted")
    assert refusal(await opened.get("phone")) == (403, "mini_phone_not_permitted")
    assert (await program.post("/wxa/business/getuserphonenumber", {"code": "0" * 64}))["errcode"] == 48001


async def test_without_a_session_a_phone_number_comes_by_code_alone(town: Town) -> None:
    program, _, opened = await somebody(town)
    answer = (await opened.post("phone")).json()
    assert (answer["encryptedData"], answer["iv"]) == ("", "")
    told = await program.post("/wxa/business/getuserphonenumber", {"code": answer["code"]})
    assert len(told["phone_info"]["phoneNumber"]) == 11


async def test_a_program_needs_no_list_of_addresses_but_keeps_to_one_it_made(town: Town) -> None:
    program, _, opened = await somebody(town)
    await town.lane.db.run(apps.set_rule, "ip_list", "enforce")
    asked = {"grant_type": "client_credential", "appid": program.app_id, "secret": program.secret}
    assert "access_token" in (await town.api.get("/cgi-bin/token", params=asked)).json()
    async with program.console() as console:
        await console.put("/ip-list", json={"ips": ["203.0.113.7"]})
    assert (await town.api.get("/cgi-bin/token", params=asked)).json()["errcode"] == 40164
    assert "openid" in await trade(town, program, await opened.login())


async def somebody(town: Town) -> tuple[Account, Person, Open]:
    """A person who has a program open."""
    program, person = await a_released_program(town), await town.person()
    return program, person, await a_launch(program, person)


async def trade(town: Town, program: Account, code: str) -> dict[str, Any]:
    """code2Session."""
    return said(await town.api.get("/sns/jscode2session", params=session_of(program, code)))


async def session_key(town: Town, program: Account, opened: Open) -> str:
    """The key that a login brings."""
    key: str = (await trade(town, program, await opened.login()))["session_key"]
    return key


def sign(key: str) -> str:
    """What proves that a server has the key."""
    return hmac.new(key.encode(), b"", hashlib.sha256).hexdigest()


async def check(town: Town, program: Account, person: Person, key: str) -> dict[str, Any]:
    """checksession."""
    openid = person.openid(program)
    return await program.get("/wxa/checksession", openid=openid, signature=sign(key), sig_method="hmac_sha256")


def unsealed(key: str, sealed: dict[str, str]) -> dict[str, Any]:
    """What a program's server reads of encryptedData."""
    decryptor = Cipher(AES(base64.b64decode(key)), CBC(base64.b64decode(sealed["iv"]))).decryptor()
    plain = decryptor.update(base64.b64decode(sealed["encryptedData"])) + decryptor.finalize()
    assert 1 <= plain[-1] <= 16
    told: dict[str, Any] = json.loads(plain[: -plain[-1]])
    return told
