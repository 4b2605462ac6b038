"""Callback settings: saved only after the address proved itself, refused with the exact reason."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from hutong.apps import callbacks, public, registry
from hutong.apps.console import proving
from hutong.kernel.lane import Lane
from hutong.wire import calls, inspector
from tests.apps.house import Browser, NewApp, Server, an_app, refusal, set_rule
from tests.kernel.servers import Handler, a_certificate, a_free_port, a_server, answering

TOKEN = "waterworks7"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def query_of(request: bytes) -> dict[str, str]:
    """The query of a request's first line."""
    target = request.split(b" ")[1].decode()
    return {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}


def echoing(before: str = "", after: str = "", status: str = "200 OK", seen: list[bytes] | None = None) -> Handler:
    """A developer's server that answers the check, perhaps with something around the echostr."""

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        if seen is not None:
            seen.append(request)
        await answering((before + query_of(request)["echostr"] + after).encode(), status)(request, writer)

    return handler


def checking(token: str) -> Handler:
    """The twenty lines of a beginner's server: it compares the signature with its own token."""

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        query = query_of(request)
        signed = hashlib.sha1("".join(sorted([token, query["timestamp"], query["nonce"]])).encode()).hexdigest()
        body = query["echostr"] if signed == query["signature"] else ""
        await answering(body.encode())(request, writer)

    return handler


def settings(url: str, **more: Any) -> dict[str, Any]:
    return {"url": url, "token": TOKEN, "aes_key": AES_KEY, "mode": "plain", **more}


async def save(browser: Browser, app: NewApp, url: str, **more: Any) -> Any:
    return await browser.put(f"/apps/{app.app_id}/callback", settings(url, **more))


async def test_an_address_that_answers_is_saved(lab: Lane, browser: Browser, app: NewApp) -> None:
    seen: list[bytes] = []
    async with a_server(echoing(seen=seen)) as base:
        url = f"{base}/weixin?a=1"
        saved = (await save(browser, app, url, mode="safe")).json()
    assert saved["verified_at"] is not None
    assert {key: saved[key] for key in ("url", "token", "aes_key", "mode")} == settings(url, mode="safe")
    sent = query_of(seen[0])
    assert seen[0].startswith(b"GET /weixin?a=1&signature=")
    assert sent.keys() == {"a", "signature", "timestamp", "nonce", "echostr"}
    assert sent["echostr"].isdigit()
    assert (
        sent["signature"]
        == hashlib.sha1("".join(sorted([TOKEN, sent["timestamp"], sent["nonce"]])).encode()).hexdigest()
    )
    kept = await lab.db.read(public.callback_of, app.app_id)
    assert kept is not None
    assert (kept.url, kept.token, kept.aes_key, kept.mode) == (url, TOKEN, AES_KEY, "safe")
    assert (await browser.get(f"/apps/{app.app_id}")).json()["callback"] == {"state": "ok"}


async def test_the_check_is_seen_in_the_inspector(lab: Lane, browser: Browser, app: NewApp) -> None:
    async with a_server(answering(b"hello")) as base:
        await save(browser, app, f"{base}/weixin")
    await inspector.of(lab).flush()
    call = (await lab.db.read(calls.listed, calls.Filter(direction="out"), 1))[0]
    assert (call.app_id, call.method, call.path, call.status, call.state) == (
        app.app_id,
        "GET",
        "/weixin",
        200,
        "failed",
    )
    recorded = await lab.db.read(calls.found, call.id)
    assert recorded is not None
    why = recorded.why
    assert why is not None
    assert (why.code, why.got) == ("echo.mismatch", "hello")
    shown = (await browser.get(f"/apps/{app.app_id}/callback")).json()
    assert (shown["url"], shown["verified_at"]) == ("", None)
    assert (shown["last"]["status"], shown["last"]["state"]) == (200, "failed")


async def test_a_server_with_another_token_is_told_the_right_signature(browser: Browser, app: NewApp) -> None:
    async with a_server(checking("another7")) as base:
        refused = await save(browser, app, f"{base}/weixin")
        assert refusal(refused) == (422, "callback_check_failed")
        told = refused.json()["params"]
        assert (told["reason"], told["got"], told["status"]) == ("empty", "", 200)
        assert set(told["signature_params"]) == {"timestamp", "nonce"}
        assert told["expected_signature"] == hashlib.sha1(told["string_to_sign"].encode()).hexdigest()
        assert told["string_to_sign"] == "".join(sorted([TOKEN, *told["signature_params"].values()]))
        assert "token" in told["hint"]
        assert (await save(browser, app, f"{base}/weixin", token="another7")).status_code == 200


@pytest.mark.parametrize(
    "handler, reason, status",
    [
        (echoing('"', '"'), "quoted", 200),
        (echoing(after="\n"), "newline", 200),
        (echoing(before="\ufeff"), "bom", 200),
        (echoing("<html><body>", "</body></html>"), "html", 200),
        (echoing('{"echostr": "', '"}'), "json", 200),
        (answering(b"success"), "mismatch", 200),
        (answering(b""), "empty", 200),
        (echoing(status="404 Not Found"), "status", 404),
        (echoing(status="500 Oops"), "status", 500),
        (answering(b"", "302 Found", "Location: /elsewhere"), "redirect", 302),
        (answering(bytes(1 << 17)), "too_large", 200),
    ],
)
async def test_the_reason_of_a_refusal_is_exact(
    lab: Lane, browser: Browser, app: NewApp, handler: Handler, reason: str, status: int
) -> None:
    async with a_server(handler) as base:
        refused = await save(browser, app, f"{base}/weixin")
    assert refusal(refused) == (422, "callback_check_failed")
    told = refused.json()["params"]
    assert (told["reason"], told["status"]) == (reason, status)
    assert told["hint"]
    assert told["expected"].isdigit()
    assert await lab.db.read(public.callback_of, app.app_id) is None


async def test_a_server_that_is_not_there_is_named_so(browser: Browser, app: NewApp, tmp_path: Path) -> None:
    refused = await save(browser, app, f"http://127.0.0.1:{a_free_port()}/weixin")
    assert refused.json()["params"]["reason"] == "refused"
    refused = await save(browser, app, "http://nowhere.invalid/weixin")
    assert refused.json()["params"]["reason"] == "dns"
    async with a_server(echoing(), a_certificate(tmp_path)) as base:
        refused = await save(browser, app, f"{base}/weixin")
    assert refused.json()["params"]["reason"] == "tls"


async def test_a_server_that_hangs_is_waited_for_five_seconds(
    browser: Browser, app: NewApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert proving.TIMEOUT_SECONDS == 5
    monkeypatch.setattr(proving, "TIMEOUT_SECONDS", 0.2)

    async def hang(_request: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3)

    async with a_server(hang) as base:
        refused = await save(browser, app, f"{base}/weixin")
    told = refused.json()["params"]
    assert (told["reason"], told["status"]) == ("timeout", None)
    assert 150 < told["elapsed_ms"] < 2500


async def test_a_private_address_is_refused_where_the_rule_says_so(lab: Lane, browser: Browser, app: NewApp) -> None:
    await set_rule(lab, "private_network", "enforce")
    seen: list[bytes] = []
    async with a_server(echoing(seen=seen)) as base:
        refused = await save(browser, app, f"{base}/weixin")
    assert refused.json()["params"]["reason"] == "private_network"
    assert seen == []


async def test_a_refused_address_leaves_the_saved_one(lab: Lane, browser: Browser, app: NewApp) -> None:
    async with a_server(echoing()) as base:
        await save(browser, app, f"{base}/weixin")
        before = await lab.db.read(public.callback_of, app.app_id)
        async with a_server(answering(b"no")) as other:
            assert (await save(browser, app, f"{other}/weixin")).status_code == 422
    assert await lab.db.read(public.callback_of, app.app_id) == before


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"url": "ftp://example.com/x"}, "url"),
        ({"url": "example.com/x"}, "url"),
        ({"url": "http:///x"}, "url"),
        ({"url": "http://me:pw@example.com/x"}, "url"),
        ({"url": "http://example.com:99999/"}, "url"),
        ({"url": "http://example.com/a b"}, "url"),
        ({"url": "http://example.com/" + "a" * 1024}, "url"),
        ({"token": "ab"}, "token"),
        ({"token": "a" * 33}, "token"),
        ({"token": "under_score"}, "token"),
        ({"aes_key": "a" * 42}, "aes_key"),
        ({"aes_key": "-" * 43}, "aes_key"),
    ],
)
async def test_a_setting_out_of_bounds_is_named(
    lab: Lane, browser: Browser, app: NewApp, wrong: dict[str, str], field: str
) -> None:
    body = {**settings("http://127.0.0.1:1/x"), **wrong}
    refused = await browser.put(f"/apps/{app.app_id}/callback", body)
    assert refusal(refused) == (422, "callback_field_wrong")
    assert refused.json()["params"]["field"] == field
    assert await lab.db.read(public.callback_of, app.app_id) is None


async def test_a_port_that_wechat_refuses_is_warned_of(lab: Lane, browser: Browser, app: NewApp) -> None:
    async with a_server(echoing()) as base:
        saved = await save(browser, app, f"{base}/weixin")
        assert [warning["rule"] for warning in saved.json()["warnings"]] == ["callback_ports"]
        await set_rule(lab, "callback_ports", "enforce")
        refused = await save(browser, app, f"{base}/weixin")
        assert refusal(refused) == (422, "callback_port_refused")
        await set_rule(lab, "callback_ports", "off")
        assert (await save(browser, app, f"{base}/weixin")).json()["warnings"] == []


async def test_checking_saves_nothing(lab: Lane, browser: Browser, app: NewApp) -> None:
    async with a_server(echoing()) as base:
        checked = await browser.post(f"/apps/{app.app_id}/callback/check", settings(f"{base}/weixin"))
    assert (checked.status_code, checked.json()["verified_at"]) == (200, None)
    assert await lab.db.read(public.callback_of, app.app_id) is None


async def test_blank_keys_are_drawn_and_then_kept(lab: Lane, browser: Browser, app: NewApp) -> None:
    async with a_server(echoing()) as base:
        first = (await browser.put(f"/apps/{app.app_id}/callback", {"url": f"{base}/one"})).json()
        assert first["token"].isalnum()
        assert len(first["aes_key"]) == 43
        again = (await browser.put(f"/apps/{app.app_id}/callback", {"url": f"{base}/two", "mode": "safe"})).json()
    assert (again["token"], again["aes_key"]) == (first["token"], first["aes_key"])
    assert (again["url"], again["mode"]) == (f"{base}/two", "safe")


async def test_a_changed_key_leaves_the_one_before_as_a_second_try(lane: Lane) -> None:
    app = await an_app(lane)

    async def keep(aes_key: str) -> str | None:
        kept = await lane.db.run(
            callbacks.keep, app.app_id, url="http://a.example/", token=TOKEN, aes_key=aes_key, mode="safe"
        )
        return kept.previous_aes_key

    one, other = "a" * 43, "b" * 43
    assert [await keep(key) for key in (one, one, other, other, one)] == [None, None, one, one, other]


async def test_a_removed_callback_is_gone(lab: Lane, browser: Browser, app: NewApp) -> None:
    async with a_server(echoing()) as base:
        await save(browser, app, f"{base}/weixin")
    removed = await browser.delete(f"/apps/{app.app_id}/callback")
    assert (removed.status_code, removed.json()["url"]) == (200, "")
    assert await lab.db.read(public.callback_of, app.app_id) is None
    assert (await browser.delete(f"/apps/{app.app_id}/callback")).status_code == 200


async def test_a_callback_that_fails_is_shown_failing_until_it_works(lane: Lane) -> None:
    app = await an_app(lane)
    await lane.db.run(public.report_callback, app.app_id, failed=True)
    await lane.db.run(callbacks.keep, app.app_id, url="http://a.example/", token=TOKEN, aes_key=AES_KEY, mode="plain")

    async def state() -> str:
        return callbacks.state_of(await lane.db.read(public.callback_of, app.app_id))

    assert await state() == "ok"
    await lane.db.run(public.report_callback, app.app_id, failed=True)
    assert await state() == "failing"
    await lane.db.run(public.report_callback, app.app_id, failed=False)
    assert await state() == "ok"


async def test_the_network_check_needs_a_callback_and_known_words(lab: Lane, server: Server, app: NewApp) -> None:
    token = await server.token(app)

    async def check(**asked: str) -> dict[str, Any]:
        return await server.post("/cgi-bin/callback/check", asked, access_token=token)

    assert (await check(action="all", check_operator="DEFAULT"))["errcode"] == 40201
    assert (await check(action="fly", check_operator="DEFAULT"))["errcode"] == 40202
    assert (await check(action="all", check_operator="NOBODY"))["errcode"] == 40203
    async with a_server(answering(b"", "404 Not Found")) as base:
        await lab.db.run(callbacks.keep, app.app_id, url=f"{base}/x", token=TOKEN, aes_key=AES_KEY, mode="plain")
        answer = await check(action="all", check_operator="DEFAULT")
    assert answer["dns"] == [{"ip": "127.0.0.1", "real_operator": "DEFAULT"}]
    (ping,) = answer["ping"]
    assert (ping["ip"], ping["from_operator"], ping["package_loss"]) == ("127.0.0.1", "DEFAULT", "0%")
    assert ping["time"].endswith("ms")
    nowhere = f"http://127.0.0.1:{a_free_port()}/x"
    await lab.db.run(callbacks.keep, app.app_id, url=nowhere, token=TOKEN, aes_key=AES_KEY, mode="plain")
    gone = await check(action="ping", check_operator="CAP")
    assert gone.keys() == {"ping"}
    assert gone["ping"][0]["package_loss"] == "100%"
    assert (await check(action="dns", check_operator="CAP")).keys() == {"dns"}


async def test_the_platform_tells_its_addresses(server: Server, app: NewApp) -> None:
    token = await server.token(app)
    for path in ("/cgi-bin/getcallbackip", "/cgi-bin/get_api_domain_ip"):
        assert await server.get(path, access_token=token) == {"ip_list": ["127.0.0.1"]}


async def test_an_unverified_app_may_still_be_called_back(lab: Lane, browser: Browser) -> None:
    app = await an_app(lab, "subscription", verified=False)
    async with a_server(echoing()) as base:
        assert (await save(browser, app, f"{base}/weixin")).status_code == 200
    assert (await lab.db.read(registry.found, app.app_id)).verified is False
