"""Bad input, end to end: the exact code or notice, and nothing else changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from hutong.apps import callbacks
from hutong.apps.console import proving
from hutong.dialog.api_weixin import push as pushing
from tests.dialog.bots import AES_KEY, TOKEN, Answer, Bot, a_bot, hanging, replying, replying_sealed, saying
from tests.kernel.servers import Handler, a_free_port, a_server, answering
from tests.wire.towns import Account, Town, a_town

GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01"
    + (b"\x00\x01\x00\x00\x02\x02D\x01\x00;")
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY l0 "ha">{LAUGHS}]><xml><MsgType>&l9;</MsgType></xml>'.encode()
OUTSIDE = (
    b'<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><openid>&e;</openid><Content>&e;</Content></xml>'
)
REMOTE = b'<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/x.dtd"><xml><openid>o</openid></xml>'
PARAMETER = b'<!DOCTYPE xml [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><xml><openid>o</openid></xml>'
DEEP = b"<xml>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</xml>"
WIDE = b"<xml>" + b"<a/>" * 20_000 + b"</xml>"
HUGE = b"<xml><a>" + b"x" * (2 << 20) + b"</a></xml>"
INCLUDED = (
    b'<xml xmlns:xi="http://www.w3.org/2001/XInclude"><openid><xi:include href="file:///etc/passwd" parse="text"/>'
    b"</openid></xml>"
)
BAD_XML = {
    "bomb": BOMB,
    "outside": OUTSIDE,
    "remote": REMOTE,
    "parameter": PARAMETER,
    "deep": DEEP,
    "wide": WIDE,
    "huge": HUGE,
    "included": INCLUDED,
    "bare-entity": b"<xml><openid>&e;</openid></xml>",
    "unfinished": b"<xml><openid>o</openid>",
    "utf16": "<xml><openid>o</openid></xml>".encode("utf-16"),
}
KEYED = {"type": "click", "name": "Hours", "key": "V1"}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A lab on SQLite."""
    async with a_town(tmp_path / "lab") as opened:
        yield opened


@pytest.fixture
async def account(town: Town) -> Account:
    """A verified service account with a menu."""
    made = await town.account()
    query = {"access_token": made.token}
    assert (await town.api("POST", "/cgi-bin/menu/create", query=query, body={"button": [KEYED]})).errcode == 0
    return made


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    """The account's server."""
    async with a_bot() as made:
        yield made


async def serve(town: Town, account: Account, bot: Bot, mode: str = "plain") -> None:
    """Let the bot be the account's server; it answers pushes only, so that nobody checks its address here."""
    bot.app_id = account.app_id
    kept = {"url": bot.url, "token": TOKEN, "aes_key": AES_KEY, "mode": mode}
    await town.lane.db.run(lambda tx: callbacks.keep(tx, account.app_id, **kept))


async def refused(town: Town, account: Account, path: str, body: Any, code: int, **query: str) -> None:
    """A call is refused with this code, twice, and leaves every row as it was."""
    before = await town.rows()
    for _ in range(2):
        said = await town.api("POST", path, query={"access_token": account.token, **query}, body=body)
        assert said.errcode == code, said.body
        assert said.json()["errmsg"]
    assert await town.rows() == before


@pytest.mark.parametrize("name", BAD_XML)
async def test_xml_that_reaches_out_or_swells_is_47001(town: Town, account: Account, name: str) -> None:
    await refused(town, account, "/cgi-bin/user/info/updateremark", BAD_XML[name], 47001)


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/cgi-bin/menu/create", b'{"button": [', 47001),
        ("/cgi-bin/menu/create", b"", 44002),
        ("/cgi-bin/menu/create", {"button": [KEYED] * 4}, 40016),
        ("/cgi-bin/menu/create", {"button": [{"name": "More", "sub_button": [{**KEYED, "name": "n" * 61}]}]}, 40025),
        ("/cgi-bin/menu/create", {"button": [{**KEYED, "name": "水" * 6}]}, 40018),
        ("/cgi-bin/menu/create", {"button": [{**KEYED, "key": "k" * 129}]}, 40019),
        ("/cgi-bin/menu/create", {"button": [{"type": "view", "name": "x", "url": "file:///etc/passwd"}]}, 40055),
        ("/cgi-bin/message/custom/send", {"touser": "o" * 28, "msgtype": "text", "text": {"content": "x"}}, 40003),
        ("/cgi-bin/message/custom/send", {"touser": "", "msgtype": "text", "text": {"content": "x"}}, 40003),
        ("/cgi-bin/message/custom/typing", {"touser": "nobody", "command": "Typing"}, 40003),
        ("/cgi-bin/user/info/updateremark", {"openid": "nobody", "remark": "x"}, 40003),
        ("/cgi-bin/user/info/batchget", {"user_list": [{"openid": "nobody"}]}, 40003),
        ("/cgi-bin/user/info/batchget", {"user_list": [{"openid": "o"}] * 101}, 40032),
        ("/cgi-bin/qrcode/create", {"action_name": "QR_SCENE", "action_info": {"scene": {"scene_id": 2**70}}}, 40053),
        ("/cgi-bin/clear_quota", {"appid": "wx0000000000000000"}, 40013),
    ],
)
async def test_a_wrong_call_has_its_own_code(town: Town, account: Account, path: str, body: Any, code: int) -> None:
    await refused(town, account, path, body, code)


async def test_an_openid_of_another_account_means_nobody(town: Town, account: Account) -> None:
    other = await town.account()
    _, openid = await town.follower(other)
    body = {"touser": openid, "msgtype": "text", "text": {"content": "x"}}
    await refused(town, account, "/cgi-bin/message/custom/send", body, 40003)


async def test_who_left_or_was_silent_too_long_is_not_written_to(town: Town, account: Account) -> None:
    person, openid = await town.follower(account)
    body = {"touser": openid, "msgtype": "text", "text": {"content": "x"}}
    assert (await town.ours("POST", "/api/lab/clock/advance", {"seconds": 61})).status == 200
    await refused(town, account, "/cgi-bin/message/custom/send", body, 45015)
    left = await town.ours("DELETE", f"/api/lab/as/{person}/accounts/{account.app_id}/follow")
    assert left.status == 200
    await refused(town, account, "/cgi-bin/message/custom/send", body, 43004)


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("image", b"", 44001),
        ("image", b"<svg onload=alert(1)>", 40005),
        ("image", b"%PDF-1.7", 40005),
        ("image", GIF + bytes(10 << 20), 40009),
        ("voice", GIF, 40005),
        ("video", GIF, 40005),
        ("thumb", GIF, 40005),
        ("sticker", GIF, 40004),
    ],
)
async def test_oversize_or_mistyped_media_are_not_kept(
    town: Town, account: Account, kind: str, data: bytes, code: int
) -> None:
    head = b'--edge\r\nContent-Disposition: form-data; name="media"; filename="\xe7\x8c\xab.gif"\r\n\r\n'
    before = await town.rows()
    said = await town.api(
        "POST",
        "/cgi-bin/media/upload",
        query={"access_token": account.token, "type": kind},
        body=head + data + b"\r\n--edge--\r\n",
        headers={"content-type": "multipart/form-data; boundary=edge"},
    )
    assert said.errcode == code
    assert await town.rows() == before
    assert not [path for path in (town.lane.config.home / "media").rglob("*") if path.is_file()]


async def test_a_good_file_under_a_chinese_name_is_kept(town: Town, account: Account) -> None:
    head = '--edge\r\nContent-Disposition: form-data; name="media"; filename="猫.gif"\r\n\r\n'.encode()
    said = await town.api(
        "POST",
        "/cgi-bin/media/upload",
        query={"access_token": account.token, "type": "image"},
        body=head + GIF + b"\r\n--edge--\r\n",
        headers={"content-type": "multipart/form-data; boundary=edge"},
    )
    assert said.errcode == 0
    assert len(said.json()["media_id"]) == 64


async def silent(_request: bytes, _writer: asyncio.StreamWriter) -> None:
    """A server that takes a request and says nothing."""
    await asyncio.sleep(5)


def sealed_by_another(kind: str, inner: str) -> Answer:
    """A reply sealed for another appid."""
    return replying_sealed(kind, inner, "wx0000000000000000")


@pytest.mark.parametrize(
    ("mode", "answer", "code"),
    [
        ("plain", saying(BOMB), "reply.malformed_xml"),
        ("plain", saying(OUTSIDE), "reply.malformed_xml"),
        ("plain", saying(REMOTE), "reply.malformed_xml"),
        ("plain", saying(DEEP), "reply.malformed_xml"),
        ("plain", saying(b"<xml><MsgType>text</MsgType>"), "reply.malformed_xml"),
        ("plain", saying(b"\x00\x01\x02\xff"), "reply.not_utf8"),
        ("plain", saying(b"busy", 500), "callback.status"),
        ("plain", saying(b"", 301, Location="http://127.0.0.1:1/"), "callback.redirect"),
        ("plain", saying(b"x" * (10 << 20)), "callback.too_large"),
        ("plain", hanging(), "callback.timeout"),
        ("safe", sealed_by_another("text", "<Content>x</Content>"), None),
        ("safe", replying("text", "<Content>x</Content>"), "reply.plain_in_safe"),
        ("safe", saying(b"<xml><Encrypt>AAAA</Encrypt><MsgSignature>0</MsgSignature></xml>"), None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_server_that_answers_badly_is_a_notice_and_nothing_more(
    town: Town,
    account: Account,
    bot: Bot,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    answer: Answer,
    code: str | None,
) -> None:
    monkeypatch.setattr(pushing, "BUDGET_SECONDS", 0.3)
    person, _ = await town.follower(account)
    await town.lane.jobs.settle(30)
    await serve(town, account, bot, mode)
    bot.answer = answer
    known = (await town.ours("POST", f"/api/lab/as/{person}/sync", {})).json()["conversations"][0]
    path = f"/api/lab/as/{person}/conversations/{known['id']}/entries"
    said = {"client_id": "1", "body": {"kind": "text", "text": "ping"}}
    assert (await town.ours("POST", path, said)).status == 200
    await town.lane.jobs.settle(30)
    shown = (await town.ours("GET", path)).json()["entries"]
    assert [entry["body"].get("code") or entry["body"]["kind"] for entry in shown] == [
        "followed",
        "text",
        "account_unavailable",
    ]
    newest = (await town.recorded(direction="out"))[0]
    assert newest.state == "failed"
    assert newest.code is not None
    assert newest.code == code or (code is None and newest.code.startswith(("reply.", "signature.")))
    assert b"root:" not in newest.response
    # The account serves its other callers as before.
    assert (await town.api("GET", "/cgi-bin/menu/get", query={"access_token": account.token})).errcode == 0


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (answering(b""), "empty"),
        (answering(b"\x00\xff"), "mismatch"),
        (answering(b"busy", "500 Oops"), "status"),
        (answering(b"", "302 Found", "Location: http://127.0.0.1:1/"), "redirect"),
        (answering(b"x" * (10 << 20)), "too_large"),
        (answering(BOMB), "mismatch"),
        (silent, "timeout"),
        (None, "refused"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_an_address_that_answers_badly_is_not_saved(
    town: Town, account: Account, monkeypatch: pytest.MonkeyPatch, handler: Handler | None, reason: str
) -> None:
    monkeypatch.setattr(proving, "TIMEOUT_SECONDS", 0.3)
    before = await town.rows()
    async with a_server(handler or silent) as base:
        url = base if handler else f"http://127.0.0.1:{a_free_port()}/"
        said = await town.ours("PUT", f"/api/console/apps/{account.app_id}/callback", {"url": url, "token": TOKEN})
    assert said.refusal == (422, "callback_check_failed")
    assert said.json()["params"]["reason"] == reason
    assert await town.rows() == before


async def test_a_forged_token_reads_and_writes_nothing(town: Town, account: Account) -> None:
    other = await town.account()
    before = await town.rows()
    head, _, tail = account.token.partition("_")
    # Of another app, from another instance, cut, extended, in another spelling.
    for forged in (
        head + "_" + other.token.partition("_")[2][:20] + tail[20:],
        account.token[:-1],
        account.token + "A",
        account.token + "=",
        head + "_" + "A" * len(tail),
        account.token.swapcase(),
        " " + account.token,
    ):
        said = await town.api("GET", "/cgi-bin/menu/delete", query={"access_token": forged})
        assert said.errcode == 40014, forged
    assert await town.rows() == before


async def test_a_token_that_was_replaced_twice_is_40001_and_an_old_one_42001(town: Town, account: Account) -> None:
    query = {"grant_type": "client_credential", "appid": account.app_id, "secret": account.secret}
    for _ in range(2):
        newest = (await town.api("GET", "/cgi-bin/token", query=query)).json()["access_token"]
    before = await town.rows()
    said = await town.api("GET", "/cgi-bin/menu/delete", query={"access_token": account.token})
    assert said.errcode == 40001
    assert (await town.ours("POST", "/api/lab/clock/advance", {"seconds": 7200})).status == 200
    said = await town.api("GET", "/cgi-bin/menu/delete", query={"access_token": newest})
    assert said.errcode == 42001
    assert await town.rows() == before


async def test_a_page_of_another_origin_drives_nothing(town: Town, account: Account) -> None:
    person = await town.person()
    before = await town.rows()
    for method, path, body in (
        ("POST", "/api/lab/reset", {}),
        ("POST", "/api/lab/people", {"count": 9}),
        ("PUT", "/api/lab/rules", {"permissions": "off"}),
        ("POST", f"/api/lab/as/{person}/accounts/{account.app_id}/follow", {}),
        ("POST", f"/api/console/apps/{account.app_id}/secret", {}),
        ("PUT", f"/api/console/apps/{account.app_id}/menu", {"buttons": [KEYED]}),
    ):
        for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
            said = await town.ours(method, path, body, headers=headers)
            assert said.refusal == (403, "foreign_origin")
        # As a form or a script without leave would send it.
        said = await town.ask(method, path, body=json.dumps(body).encode(), headers={"content-type": "text/plain"})
        assert said.refusal == (415, "json_needed")
    assert await town.rows() == before
