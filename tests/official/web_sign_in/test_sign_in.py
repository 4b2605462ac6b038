"""Signing in to websites: who is asked, what a code is good for, and what its token tells."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

from tests.dialog.towns import Account, Person, Town, refusal

SITE = "https://shop.example/back?from=menu#top"
AUTHORIZE = "https://open.weixin.qq.com/connect/oauth2/authorize"


def address(account: Account, scope: str = "snsapi_base", **more: str) -> str:
    query = {"appid": account.app_id, "redirect_uri": SITE, "response_type": "code", "scope": scope, "state": "s/1"}
    return f"{AUTHORIZE}?{urlencode(query | more)}#wechat_redirect"


async def asked(person: Person, url: str, **more: Any) -> Any:
    return await person.phone.post("/web-sign-ins", json={"url": url, **more})


async def a_code(person: Person, account: Account, scope: str = "snsapi_base") -> str:
    answer = (await asked(person, address(account, scope), answer="allow")).json()
    assert answer["state"] == "go", answer
    return str(parse_qs(urlsplit(answer["redirect_url"]).query)["code"][0])


async def sns(town: Town, path: str, **query: str) -> dict[str, Any]:
    answer = await town.api.get(f"/sns/{path}", params=query)
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    return body


async def trade(town: Town, account: Account, brought: str, **more: str) -> dict[str, Any]:
    query = {"appid": account.app_id, "secret": account.secret, "code": brought, "grant_type": "authorization_code"}
    return await sns(town, "oauth2/access_token", **(query | more))


async def test_a_code_is_good_once_for_five_minutes_and_tells_the_openid(any_town: Town) -> None:
    town = any_town
    account, other = await town.account(), await town.account()
    li = await town.person()
    told = (await asked(li, address(account))).json()
    assert told["state"] == "go"
    assert told["warnings"] == ["The domain shop.example is not among those named for sign-in (10003)."]
    code = parse_qs(urlsplit(told["redirect_url"]).query)["code"][0]
    assert told["redirect_url"] == f"https://shop.example/back?from=menu&code={code}&state=s%2F1#top"
    assert (await trade(town, other, code))["errcode"] == 40029
    assert (await trade(town, account, code, secret="0" * 32))["errcode"] == 40125
    signed = await trade(town, account, code)
    assert signed == {
        "access_token": signed["access_token"],
        "expires_in": 7200,
        "refresh_token": signed["refresh_token"],
        "openid": li.openid(account),
        "scope": "snsapi_base",
    }
    assert (await trade(town, account, code))["errcode"] == 40163
    assert (await trade(town, account, "0" * 32))["errcode"] == 40029
    late = await a_code(li, account)
    town.hold(minutes=5)
    assert (await trade(town, account, late))["errcode"] == 42003
    for missing, errcode in [("appid", 41002), ("secret", 41004), ("code", 41008), ("grant_type", 40002)]:
        assert (await trade(town, account, code, **{missing: ""}))["errcode"] == errcode
    assert (await trade(town, account, code, appid="wx0000000000000000"))["errcode"] == 40013


async def test_who_is_asked_agrees_once_and_is_then_known_by_name(any_town: Town) -> None:
    town = any_town
    account, li = await town.account(), await town.person("Li Lei")
    wish = address(account, "snsapi_userinfo")
    question = (await asked(li, wish)).json()
    assert (question["state"], question["redirect_url"]) == ("ask", None)
    assert question["app"]["app_id"] == account.app_id
    assert question["host"] == "shop.example"
    code = await a_code(li, account, "snsapi_userinfo")
    signed = await trade(town, account, code)
    token, openid = signed["access_token"], signed["openid"]
    assert await sns(town, "userinfo", access_token=token, openid=openid, lang="zh_CN") == {
        "openid": openid, "nickname": "Li Lei", "headimgurl": "", "sex": 0, "language": "", "city": "",
        "province": "", "country": "", "privilege": [],
    }  # fmt: skip
    assert (await asked(li, wish)).json()["state"] == "go"
    assert (await asked(li, address(account, "snsapi_userinfo", forcePopup="true"))).json()["state"] == "ask"
    # Who comes from the account's own thread is not asked, if they follow it.
    han = await town.person("Han")
    assert (await asked(han, wish, from_app_id=account.app_id)).json()["state"] == "ask"
    await han.follow(account)
    assert (await asked(han, wish, from_app_id=account.app_id)).json()["state"] == "go"
    assert (await asked(han, wish)).json()["state"] == "ask"
    town.hold(days=30)
    assert (await asked(li, wish)).json()["state"] == "ask"


async def test_tokens_live_as_long_as_they_say(any_town: Town) -> None:
    town = any_town
    account, li, han = await town.account(), await town.person("Li Lei"), await town.person("Han")
    first = await trade(town, account, await a_code(li, account))
    token, openid = first["access_token"], first["openid"]
    check = {"access_token": token, "openid": openid}
    assert await sns(town, "auth", **check) == {"errcode": 0, "errmsg": "ok"}
    assert (await sns(town, "auth", **check | {"openid": han.openid(account)}))["errcode"] == 40003
    assert (await sns(town, "auth", **check | {"access_token": token + "x"}))["errcode"] == 40001
    assert (await sns(town, "auth", **check | {"access_token": first["refresh_token"]}))["errcode"] == 40001
    assert (await sns(town, "auth", **check | {"access_token": account.token}))["errcode"] == 40001
    assert (await sns(town, "auth", **check | {"access_token": ""}))["errcode"] == 41001
    assert (await sns(town, "auth", **check | {"openid": ""}))["errcode"] == 41009
    assert (await sns(town, "userinfo", **check))["errcode"] == 48001
    renew = {"appid": account.app_id, "grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    town.hold(hours=1)
    assert (await sns(town, "oauth2/refresh_token", **renew))["access_token"] == token
    town.hold(minutes=119)
    assert (await sns(town, "auth", **check))["errcode"] == 0
    town.hold(minutes=1)
    assert (await sns(town, "auth", **check))["errcode"] == 42001
    second = await sns(town, "oauth2/refresh_token", **renew)
    assert second["access_token"] != token
    assert (await sns(town, "auth", **check))["errcode"] == 40001
    assert (await sns(town, "auth", access_token=second["access_token"], openid=openid))["errcode"] == 0
    for given, errcode in [
        ({"refresh_token": token}, 40030),
        ({"refresh_token": ""}, 41003),
        ({"appid": (await town.account()).app_id}, 40030),
        ({"appid": ""}, 41002),
        ({"grant_type": "code"}, 40002),
    ]:
        assert (await sns(town, "oauth2/refresh_token", **renew | given))["errcode"] == errcode
    town.hold(days=30)
    assert (await sns(town, "oauth2/refresh_token", **renew))["errcode"] == 42002


async def test_a_site_that_asks_wrongly_learns_what_the_real_page_shows(any_town: Town) -> None:
    town = any_town
    account, li = await town.account(), await town.person()
    young = await town.account("subscription")

    async def code_of(url: str) -> int:
        answer = await asked(li, url)
        assert refusal(answer) == (422, "web_sign_in_refused")
        return int(answer.json()["params"]["code"])

    for changed, code in [
        ({"appid": ""}, 10012),
        ({"appid": "wx0000000000000000"}, 10016),
        ({"redirect_uri": ""}, 10011),
        ({"redirect_uri": "javascript:alert(1)"}, 10003),
        ({"redirect_uri": "//evil.example/"}, 10003),
        ({"redirect_uri": "https://[::1"}, 10003),
        ({"redirect_uri": "https://shop.example/" + "x" * 2048}, 10003),
        ({"scope": ""}, 10010),
        ({"scope": "snsapi_login"}, 10005),
        ({"state": "x" * 129}, 10013),
    ]:
        assert await code_of(address(account, **changed)) == code, changed
    assert await code_of(address(young)) == 10005
    owner = account.console()
    assert (await owner.put("/web-domains", json={"sign_in": ["shop.example", "127.0.0.1"]})).status_code == 200
    assert (await asked(li, address(account))).json()["warnings"] == []
    for wrong in ("https://shop.example", "shop.example/path", "shop.example:8080", "a b", "", "x" * 64 + ".example"):
        assert refusal(await owner.put("/web-domains", json={"sign_in": [wrong]})) == (422, "web_domain_wrong")
    assert refusal(await owner.put("/web-domains", json={"js": list("abcdef")})) == (422, "web_domain_wrong")
    assert (await owner.get("/web-domains")).json() == {"sign_in": ["shop.example", "127.0.0.1"], "js": []}
    lab = town.browser("http://lane.localhost/api/lab")
    await lab.put("/rules", json={"domains": "enforce"})
    assert (await asked(li, address(account))).json()["state"] == "go"
    for foreign in (
        "https://www.shop.example/",
        "https://shop.example.evil.example/",
        "https://shop.example@evil.example/",
    ):
        assert await code_of(address(account, redirect_uri=foreign)) == 10003
    # A subscription account's server hears which permission it lacks.
    heard = await trade(town, young, "0" * 32)
    assert heard["errcode"] == 48001
    nobody = town.browser("http://lane.localhost/api/client")
    assert refusal(await nobody.post("/web-sign-ins", json={"url": address(account)})) == (401, "sign_in_needed")


async def test_any_other_browser_is_led_into_the_messenger(town: Town) -> None:
    account = await town.account()
    page = await town.browser("https://open.weixin.qq.com").get(
        address(account).removeprefix("https://open.weixin.qq.com")
    )
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f"http://lane.localhost/open?url={quote('https://open.weixin.qq.com/connect', safe='')}" in page.text
    wrong = await town.browser("https://open.weixin.qq.com").get("/connect/oauth2/authorize?appid=%3Cscript%3E")
    assert "(10011)" in wrong.text
    assert "<script>" not in wrong.text


@pytest.mark.parametrize("count", [22])
async def test_whoever_signs_in_often_lets_the_oldest_tokens_go(town: Town, count: int) -> None:
    account, li = await town.account(), await town.person()
    signed = [await trade(town, account, await a_code(li, account)) for _ in range(count)]
    alive = [
        (await sns(town, "auth", access_token=one["access_token"], openid=one["openid"]))["errcode"] for one in signed
    ]
    assert alive == [40001, 40001, *[0] * 20]
