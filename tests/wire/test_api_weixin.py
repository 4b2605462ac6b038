"""api.weixin.qq.com by literal requests: what is taken, what is refused, with which code, and what is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from hutong import app
from hutong.kernel.errors import HutongError
from hutong.wire import api_weixin
from hutong.wire.api_weixin import Ok
from hutong.wire.registry import Endpoint
from tests.wire.towns import API, Account, Town, handlers

REMARK = "/cgi-bin/user/info/updateremark"
QRCODE = "/cgi-bin/qrcode/create"
SCENE = {"action_name": "QR_SCENE", "expire_seconds": 60, "action_info": {"scene": {"scene_id": 7}}}
BOM = b"\xef\xbb\xbf"


def calling(account: Account, **more: str) -> dict[str, str]:
    return {"access_token": account.token, **more}


async def remark_of(town: Town, account: Account, openid: str) -> str:
    told = await town.api("GET", "/cgi-bin/user/info", query=calling(account, openid=openid))
    return str(told.json()["remark"])


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "application/json",
        "application/json;charset=utf-8",
        "text/plain",
        "text/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "garbage",
        "",
    ],
)
async def test_a_body_is_read_whatever_it_is_called(town: Town, account: Account, content_type: str | None) -> None:
    _, openid = await town.follower(account)
    headers = {} if content_type is None else {"content-type": content_type}
    body = {"openid": openid, "remark": "邻居"}
    said = await town.api("POST", REMARK, query=calling(account), body=body, headers=headers)
    assert said.json() == {"errcode": 0, "errmsg": "ok"}
    assert said.headers["content-type"] == "application/json; encoding=utf-8"
    assert await remark_of(town, account, openid) == "邻居"


@pytest.mark.parametrize(
    "write",
    [
        lambda openid: json.dumps({"openid": openid, "remark": "水"}).encode(),
        lambda openid: json.dumps({"openid": openid, "remark": "水"}, ensure_ascii=False).encode(),
        lambda openid: BOM + json.dumps({"openid": openid, "remark": "水"}).encode(),
        lambda openid: b"\r\n\t " + json.dumps({"remark": "水", "openid": openid, "unknown": [1]}).encode() + b"\n",
        lambda openid: f"<xml><openid><![CDATA[{openid}]]></openid><remark>水</remark></xml>".encode(),
        lambda openid: BOM + f"<xml><openid>{openid}</openid><remark>&#27700;</remark></xml>".encode(),
    ],
    ids=["escaped", "utf8", "bom", "spaces", "xml", "xml-bom"],
)
async def test_a_body_may_be_spelt_in_many_ways(town: Town, account: Account, write: Any) -> None:
    _, openid = await town.follower(account)
    assert (await town.api("POST", REMARK, query=calling(account), body=write(openid))).errcode == 0
    assert await remark_of(town, account, openid) == "水"


async def test_numbers_come_as_texts_and_texts_as_numbers(town: Town, account: Account) -> None:
    _, openid = await town.follower(account)
    as_texts = {**SCENE, "expire_seconds": "60", "action_info": {"scene": {"scene_id": "7"}}}
    made = await town.api("POST", QRCODE, query=calling(account), body=as_texts)
    assert made.json()["expire_seconds"] == 60
    assert (await town.api("POST", REMARK, query=calling(account), body={"openid": openid, "remark": 42})).errcode == 0
    assert await remark_of(town, account, openid) == "42"


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"nonsense",
        b'{"openid": }',
        b"\xff\xfe{}",
        b'{"openid": "\xff"}',
        b'{"openid": ["o"]}',
        b'{"openid": {"a": 1}}',
        b'{"openid": true}',
        b'{"openid": "o", "remark": "a\\u0000b"}',
        b'{"openid": "\\ud800"}',
        b'{"openid": "o"} trailing',
        b"openid=o&remark=x",
        b"[" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b"<xml>",
        b"<html><body>hello</body></html>",
        b"<xml><openid>a</openid>loose</xml>",
        b"<xml>" + b"<a>" * 200 + b"</a>" * 200 + b"</xml>",
        b'<!DOCTYPE x [<!ENTITY e "v">]><xml><openid>&e;</openid></xml>',
        b"<",
    ],
    ids=lambda body: repr(body[:24]),
)
async def test_what_cannot_be_read_is_47001(town: Town, account: Account, body: bytes) -> None:
    said = await town.api("POST", REMARK, query=calling(account), body=body)
    assert said.errcode == 47001
    assert said.json()["errmsg"].startswith("data format error rid: ")
    newest = (await town.recorded())[0]
    assert (newest.state, newest.code, newest.app_id) == ("refused", "47001", account.app_id)
    assert newest.why is not None
    assert newest.why.params["detail"]


async def test_a_backslash_before_u0000_is_a_text_like_any_other(town: Town, account: Account) -> None:
    _, openid = await town.follower(account)
    body = b'{"openid": "%s", "remark": "a\\\\u0000b"}' % openid.encode()
    assert (await town.api("POST", REMARK, query=calling(account), body=body)).errcode == 0
    assert await remark_of(town, account, openid) == "a\\u0000b"


@pytest.mark.parametrize("body", [b"", b" \r\n", BOM])
async def test_an_empty_body_is_44002(town: Town, account: Account, body: bytes) -> None:
    assert (await town.api("POST", REMARK, query=calling(account), body=body)).errcode == 44002


async def test_the_wrong_verb_is_43001_or_43002(town: Town, account: Account) -> None:
    query = calling(account)
    for verb in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"):
        assert (await town.api(verb, REMARK, query=query, body=b"{}")).errcode == 43002
    for verb in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert (await town.api(verb, "/cgi-bin/user/info", query=query)).errcode == 43001


@pytest.mark.parametrize("verb", ["GET", "POST", "HEAD"])
async def test_reads_take_both_verbs_and_head(town: Town, account: Account, verb: str) -> None:
    _, openid = await town.follower(account)
    said = await town.api(verb, "/cgi-bin/user/info", query=calling(account, openid=openid))
    assert said.json()["openid"] == openid


async def test_paths_may_be_joined_by_hand(town: Town, account: Account) -> None:
    for path in (
        "/cgi-bin/getcallbackip",
        "//cgi-bin/getcallbackip",
        "/cgi-bin//getcallbackip",
        "/cgi-bin///getcallbackip/",
        "/cgi-bin/getcallbackip//",
    ):
        assert "ip_list" in (await town.api("GET", path, query=calling(account))).json(), path
    for path in ("/CGI-BIN/getcallbackip", "/cgi-bin/getcallbackip/x", "/cgi-bin/../cgi-bin/getcallbackip"):
        assert (await town.api("GET", path, query=calling(account))).status == 404


async def test_the_last_of_two_arguments_counts_and_raw_letters_are_utf8(town: Town, account: Account) -> None:
    _, openid = await town.follower(account)
    query = f"access_token=x&&=&flag&access_token={account.token}&openid={openid}"
    assert (await town.api("GET", "/cgi-bin/user/info", query=query)).json()["subscribe"] == 1
    assert api_weixin.arguments("名=李&b=%E6%9D%8E+x&c=%00".encode()) == {"名": "李", "b": "李 x", "c": "\ufffd"}


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, 41001),
        ("", 41001),
        ("nonsense", 40014),
        ("10_AAAA", 40014),
        ("x" * 5000, 40014),
        ("10_" + "\ufffd", 40014),
        ("%00", 40014),
    ],
)
async def test_token_trouble_has_codes_of_its_own(town: Town, token: str | None, code: int) -> None:
    query = "" if token is None else f"access_token={token}"
    said = await town.ask("GET", "/cgi-bin/getcallbackip", query=query.encode().decode("latin-1"), host=API)
    assert said.errcode == code


async def test_a_forged_token_is_40014_whichever_letter_was_changed(town: Town, account: Account) -> None:
    for place in (0, 3, 20, 60, len(account.token) - 1):
        letter = "A" if account.token[place] != "A" else "B"
        forged = account.token[:place] + letter + account.token[place + 1 :]
        assert (await town.api("GET", "/cgi-bin/getcallbackip", query={"access_token": forged})).errcode == 40014


async def test_an_expired_token_is_42001_and_changes_nothing(town: Town, account: Account) -> None:
    _, openid = await town.follower(account)
    assert (await town.ours("POST", "/api/lab/clock/advance", {"seconds": 7201})).status == 200
    body = {"openid": openid, "remark": "too late"}
    assert (await town.api("POST", REMARK, query=calling(account), body=body)).errcode == 42001
    query = {"grant_type": "client_credential", "appid": account.app_id, "secret": account.secret}
    fresh = (await town.api("GET", "/cgi-bin/token", query=query)).json()["access_token"]
    told = await town.api("GET", "/cgi-bin/user/info", query={"access_token": fresh, "openid": openid})
    assert told.json()["remark"] == ""


def test_no_other_trouble_has_the_codes_that_make_sdks_fetch_a_token() -> None:
    """Clients that meet 40001, 40014 or 42001 fetch a token and call again: anything else under these codes loops."""
    app.load()
    faces = {error.__name__: error.api_weixin for error in every(HutongError) if hasattr(error, "api_weixin")}
    assert len(faces) > 80
    fetching = {name for name, face in faces.items() if face.code in (40001, 40014, 41001, 42001)}
    assert {name for name in fetching if not name.startswith(("AccessToken", "WebToken"))} == set()
    assert {name for name in faces if name.startswith("AccessToken")} <= fetching


def every(kind: type[Any]) -> Iterator[type[Any]]:
    """A class's subclasses, and theirs."""
    for each in kind.__subclasses__():
        yield each
        yield from every(each)


async def test_a_lacking_permission_is_48001_and_the_inspector_names_what_mends_it(town: Town) -> None:
    account = await town.account("subscription", verified=False)
    said = await town.api("GET", "/cgi-bin/menu/get", query=calling(account))
    assert said.errcode == 48001
    newest = (await town.recorded())[0]
    assert (newest.state, newest.code, newest.title) == ("refused", "48001", "api unauthorized")
    assert [warning.permission for warning in newest.warnings] == ["menu"]
    detail = (await town.ours("GET", f"/api/lab/calls/{newest.id}")).json()
    assert detail["warnings"][0]["permission"] == "menu"
    path = f"/api/console/apps/{account.app_id}/permissions/{detail['warnings'][0]['permission']}"
    assert (await town.ours("PUT", path, {"granted": True})).status == 200
    assert (await town.api("GET", "/cgi-bin/menu/get", query=calling(account))).errcode == 46003


async def test_a_used_up_quota_is_45009_and_a_rule_that_warns_says_so(town: Town, account: Account) -> None:
    path = "/cgi-bin/clear_quota"
    endpoint = next(each for each in api_weixin.api.endpoints if each.path == "/cgi-bin/user/get")
    assert endpoint.daily == "user.list"
    await town.rule(quotas="enforce")
    for _ in range(500):
        assert (await town.api("GET", "/cgi-bin/user/get", query=calling(account))).errcode == 0
    assert (await town.api("GET", "/cgi-bin/user/get", query=calling(account))).errcode == 45009
    assert (await town.recorded())[0].code == "45009"
    await town.rule(quotas="warn")
    assert (await town.api("GET", "/cgi-bin/user/get", query=calling(account))).errcode == 0
    newest = (await town.recorded())[0]
    assert (newest.state, [warning.rule for warning in newest.warnings]) == ("warn", ["quotas"])
    assert (await town.api("POST", path, query=calling(account), body={"appid": account.app_id})).errcode == 0


async def test_what_is_not_there_says_so_by_name_and_is_counted(any_town: Town) -> None:
    town = any_town
    for path in ("/cgi-bin/nothing", "/cgi-bin/nothing", "/cgi-bin/nul\0"):
        said = await town.api("POST", path, query={"access_token": "x"}, body=b"{}")
        assert said.status == 404
        assert said.json()["errcode"] == -404
        assert said.json()["errmsg"].startswith(f"hutong: api.weixin.qq.com{path} is not emulated rid: ")
    assert [call.state for call in await town.recorded()][:3] == ["not_emulated"] * 3
    items = (await town.ours("GET", "/api/lab/calls/missing")).json()["items"]
    told = [(item["host"], item["path"], item["method"], item["count"]) for item in items]
    assert told == [(API, "/cgi-bin/nothing", "POST", 2), (API, "/cgi-bin/nul\ufffd", "POST", 1)]


async def test_a_failure_of_ours_is_minus_one_without_a_trace(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(tx: Any, call: Any) -> Ok:
        raise ZeroDivisionError("a secret of the house")

    broken_endpoint = Endpoint(host=API, method="GET", path="/broken", function=broken, style="rule", auth="none")
    routes = getattr(handlers(town.front)[API], "__self__")._routes  # noqa: B009 - the host behind the handler
    monkeypatch.setitem(routes, "/broken", [broken_endpoint])
    said = await town.api("GET", "/broken")
    assert said.status == 200
    assert said.json().keys() == {"errcode", "errmsg"}
    assert said.json()["errmsg"].startswith("system error rid: ")
    assert b"ZeroDivision" not in said.body
    assert b"secret" not in said.body
    newest = (await town.recorded())[0]
    assert (newest.state, newest.code) == ("failed", "-1")


async def test_what_a_person_sees_of_an_error_has_an_id_of_three_groups(town: Town) -> None:
    said = await town.api("GET", "/cgi-bin/getcallbackip")
    _, rid = said.json()["errmsg"].split(" rid: ")
    assert [len(part) for part in rid.split("-")] == [8, 8, 8]


async def test_a_large_body_is_read_and_a_huge_one_is_refused(town: Town, account: Account) -> None:
    padded = json.dumps({**SCENE, "padding": "x" * (8 << 20)}).encode()
    parts = [padded[start : start + 65536] for start in range(0, len(padded), 65536)]
    made = await town.ask("POST", QRCODE, query=calling(account), body=parts, host=API)
    assert made.errcode == 0
    assert (await town.recorded())[0].title == ""
    for body in (b"x" * ((32 << 20) + 1), [b"x" * (1 << 20)] * 33):
        said = await town.ask("POST", QRCODE, query=calling(account), body=body, host=API)
        assert (said.status, said.json()["errcode"]) == (413, 45001)
        assert said.headers["content-type"] == "application/json; encoding=utf-8"
    newest = (await town.recorded())[0]
    assert (newest.state, newest.code, newest.status) == ("refused", "45001", 413)


async def test_half_a_body_does_nothing(town: Town, account: Account) -> None:
    """A caller that hangs up in the middle may have said something else than it meant."""
    _, openid = await town.follower(account)
    whole = json.dumps({"openid": openid, "remark": "whole"}).encode()
    incoming = [{"type": "http.request", "body": whole, "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> Any:
        return incoming.pop(0)

    async def send(message: Any) -> None:
        raise AssertionError(f"nobody is there to hear {message}")

    scope = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "path": REMARK,
        "query_string": f"access_token={account.token}".encode(),
        "headers": [(b"host", API.encode())],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 8080),
    }
    await town.front(scope, receive, send)
    assert await remark_of(town, account, openid) == ""
