"""What leaves a program: to whom, under which name, how much, and what is kept from it."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from hutong.apps import public as apps
from hutong.mini import domains
from hutong.mini.models.domains import DomainKind
from hutong.wire.addresses import Addresses
from tests.dialog.towns import OURS, Town, a_town
from tests.mini.backends import PNG, Backend, a_backend
from tests.mini.phones import Open, a_launch, a_released_program, frame_of
from tests.mini.workshop import a_copying_compiler, a_program, a_version


@pytest.fixture(autouse=True)
def compiler(tmp_path: Path) -> Any:
    with a_copying_compiler(tmp_path):
        yield


async def test_a_request_comes_under_the_programs_name_and_nobody_elses(opened: Open, backend: Backend) -> None:
    header = {
        "Content-Type": "application/json", "Authorization": "Bearer 1", "Cookie": "mine=1", "X-Own": "yes",
        "Referer": "https://evil.example", "User-Agent": "evil", "Host": "lane.localhost", "X-Forwarded-For": "1.2.3.4",
        "Origin": "https://evil.example", "X-Hutong-Token": "t", "X-WX-OPENID": "o", "Content-Length": "999",
        "Transfer-Encoding": "chunked", "Sec-Fetch-Site": "none", "Proxy-Authorization": "p", "bad name": "x",
        "X-Split": "a\r\nX-Other: b",
    }  # fmt: skip
    wish = {"url": f"{backend.url}/echo?a=%20b", "method": "POST", "header": header, "data": {"text": '{"a":1}'}}
    answer = await opened.post("request", wish)
    told = answer.json()
    assert told["statusCode"] == 200
    assert json.loads(told["data"]["text"]) == {"method": "POST", "body": '{"a":1}'}
    assert told["cookies"] == ["a=1; Path=/", "b=2; HttpOnly"]
    assert told["header"]["Set-Cookie"] == "a=1; Path=/,b=2; HttpOnly"
    sent = {name.lower(): value for name, value in backend.last.headers.items()}
    assert backend.last.path_qs == "/echo?a=%20b"
    number = sent["referer"].split("/")[4]
    assert sent["referer"] == f"https://servicewechat.com/{opened.program.app_id}/{number}/page-frame.html"
    assert sent["user-agent"].startswith("Mozilla/5.0")
    assert "MicroMessenger/" in sent["user-agent"]
    assert (sent["authorization"], sent["cookie"], sent["x-own"]) == ("Bearer 1", "mine=1", "yes")
    assert sent["host"] == backend.url.removeprefix("http://")
    assert sent["content-length"] == "7"
    absent = {"x-forwarded-for", "origin", "x-hutong-token", "x-wx-openid", "sec-fetch-site", "proxy-authorization",
              "bad name", "x-split", "x-other", "who"}  # fmt: skip
    assert not absent & sent.keys()


async def test_bytes_go_and_come_as_they_are(opened: Open, backend: Backend) -> None:
    data = {"base64": base64.b64encode(b"\x00\xff").decode()}
    told = (await opened.post("request", {"url": f"{backend.url}/bytes", "method": "put", "data": data})).json()
    assert (told["statusCode"], told["data"]) == (201, {"base64": base64.b64encode(b"\xff\xfe\x00").decode()})
    assert (backend.last.method, backend.bodies[-1]) == ("PUT", b"\x00\xff")
    answer = await opened.post("request", {"url": f"{backend.url}/echo", "data": {"base64": "%"}})
    assert answer.status_code == 400


async def test_a_host_that_was_not_named_is_refused_warned_of_or_let_pass(town: Town, opened: Open) -> None:
    async with a_backend() as backend:
        wish = {"url": f"{backend.url}/echo"}
        assert (await opened.post("request", wish)).status_code == 200
        assert [call.state for call in await town.calls_out() if call.host == "127.0.0.1"] == ["warn"]
        await town.lane.db.run(apps.set_rule, "domains", "off")
        assert (await opened.post("request", wish)).status_code == 200
        await town.lane.db.run(apps.set_rule, "domains", "enforce")
        asked = len(backend.asked)
        for kind in ("request", "download"):
            assert refused(await opened.post(kind, wish)) == (600002, "url not in domain list")
        form = {"ask": json.dumps({**wish, "name": "file"})}
        assert refused(await upload(opened, form)) == (600002, "url not in domain list")
        assert len(backend.asked) == asked
    settings = (await opened.person.phone.get(f"/mini/{opened.program.app_id}/settings")).json()
    told = [(domain["host"], domain["count"], domain["refused"]) for domain in settings["domains"]]
    assert told == [("127.0.0.1", 5, 3)]


async def test_lists_name_scheme_host_and_port_for_one_use(town: Town, opened: Open) -> None:
    await town.lane.db.run(apps.set_rule, "domains", "enforce")
    named: dict[DomainKind, list[str]] = {
        "request": ["https://api.example.com"],
        "socket": ["wss://chat.example.com"],
    }
    await town.lane.db.run(domains.change, opened.program.app_id, "set", named)
    for kind, url in (
        ("request", "http://api.example.com/"),
        ("request", "https://api.example.com:8443/"),
        ("request", "https://www.example.com/"),
        ("request", "https://api.example.com.evil.example/"),
        ("request", "https://evil.example/api.example.com"),
        ("request", "https://chat.example.com/"),
        ("download", "https://api.example.com/"),
    ):
        assert refused(await opened.post(kind, {"url": url})) == (600002, "url not in domain list"), url


async def test_a_developer_may_ask_before_naming(town: Town, backend: Backend) -> None:
    owner = await town.person("Owner")
    program = await a_program(town, owner="individual", person_id=owner.id)
    await a_version(town, program)
    await town.lane.db.run(apps.set_rule, "domains", "enforce")
    opened = await a_launch(program, owner, version="develop")
    assert (await opened.post("request", {"url": f"{backend.url}/echo"})).status_code == 200
    assert backend.last.headers["referer"].endswith(f"/{program.app_id}/devtools/page-frame.html")


@pytest.mark.parametrize("state", ["off", "enforce"])
async def test_nobody_reaches_this_instance_or_wechat_itself(town: Town, opened: Open, state: str) -> None:
    await town.lane.db.run(apps.set_rule, "domains", state)
    at = Addresses(url="http://lane.localhost:8080", hosts={}, home="", mode="lab", proxy=8081)
    town.lane.provide(Addresses, at)
    for url in (
        "http://lane.localhost:8080/api/lab/state",
        "http://LANE.localhost:8080/api/lab/state",
        "http://localhost:8080/api/lab/state",
        "http://127.0.0.1:8080/api/lab/state",
        "http://127.0.0.9:8080/api/lab/state",
        "http://[::1]:8080/",
        "http://[::ffff:127.0.0.1]:8081/",
        "http://0.0.0.0:8081/",
        f"http://{opened.program.app_id}.mini.lane.localhost/frame",
        "https://servicewechat.com/",
        "https://wx.qlogo.cn/a.png",
        "https://api.weixin.qq.com/cgi-bin/token",
        "https://pay.weixin.qq.com/",
    ):
        assert refused(await opened.post("request", {"url": url})) == (600002, "url not in domain list"), url
    for url in (
        "http://localhost.:8080/",
        "http://lane.localhost.:8080/",
        "http://user@127.0.0.1/",
        "http://a\\@127.0.0.1:8080/",
        "http:///etc/passwd",
        "file:///etc/passwd",
        "ftp://example.com/",
        "ws://example.com/",
        "//example.com",
        "",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://[::1",
        "http://exa mple.com/",
        "http://例子.中国/",
        "http://example.com/" + "a" * 17_000,
    ):
        assert refused(await opened.post("request", {"url": url}))[0] == 600009, url


async def test_an_emulated_host_is_asked_here(town: Town, opened: Open, backend: Backend) -> None:
    port = int(backend.url.rpartition(":")[2])
    at = Addresses(url=OURS, hosts={"api.weixin.qq.com": port}, home="", mode="lab")
    town.lane.provide(Addresses, at)
    told = (await opened.post("request", {"url": "https://api.weixin.qq.com/echo?x=1"})).json()
    assert told["statusCode"] == 200
    assert backend.last.path_qs == "/echo?x=1"
    moved = (await opened.post("request", {"url": f"https://api.weixin.qq.com/to?url={backend.url}/echo"})).json()
    assert moved["statusCode"] == 302


async def test_a_redirect_is_followed_where_it_might_be_asked(town: Town, opened: Open, backend: Backend) -> None:
    followed = (await opened.post("request", {"url": f"{backend.url}/to?url={backend.url}/echo"})).json()
    assert followed["statusCode"] == 200
    port = int(backend.url.rpartition(":")[2])
    at = Addresses(url="http://lane.localhost:8080", hosts={"api.weixin.qq.com": port}, home="", mode="lab")
    town.lane.provide(Addresses, at)
    async with a_backend() as other:
        for place in ("http://localhost:8080/api/lab/state", "https://api.weixin.qq.com/", "https://wx.qlogo.cn/"):
            answer = await opened.post("request", {"url": f"{other.url}/to?url={place}"})
            assert refused(answer) == (600002, "url not in domain list"), place
        asked = len(other.asked)
        answer = await opened.post("request", {"url": f"{other.url}/to?url={other.url}/to"})
        assert answer.status_code in (200, 422)
        assert len(other.asked) <= asked + 7


async def test_in_a_live_instance_private_networks_are_out_of_reach(tmp_path: Path, backend: Backend) -> None:
    async with a_town(tmp_path / "live", mode="live") as town:
        await town.lane.db.run(apps.set_rule, "domains", "off")
        opened = await a_launch(await a_released_program(town), await town.person())
        for url in (backend.url, "http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::1]:9/"):
            assert refused(await opened.post("request", {"url": url})) == (600002, "url not in domain list"), url
        # A name that leads to this machine is no way around.
        name = backend.url.replace("127.0.0.1", "localhost.localdomain")
        assert refused(await opened.post("request", {"url": name}))[0] in (600001, 600002)
        assert backend.asked == []


async def test_who_does_not_answer_is_waited_for_as_long_as_was_said(opened: Open, backend: Backend) -> None:
    answer = await opened.post("request", {"url": f"{backend.url}/slow", "timeoutMs": 200})
    assert refused(answer) == (5, "timeout")
    gone = await opened.post("request", {"url": "http://127.0.0.1:1/"})
    assert refused(gone) == (600001, "errcode:-102 error_msg:net::ERR_CONNECTION_REFUSED")
    unknown = await opened.post("request", {"url": "http://nobody.invalid/"})
    assert refused(unknown) == (600001, "errcode:-105 error_msg:net::ERR_NAME_NOT_RESOLVED")
    large = await opened.post("request", {"url": f"{backend.url}/large"})
    assert refused(large) == (600001, "exceed max size")
    for method in ("TRACE", "CONNECT", "BREW"):
        assert refused(await opened.post("request", {"url": backend.url, "method": method}))[0] == 600009


async def test_ten_at_once_are_under_way_and_the_rest_wait(opened: Open, backend: Backend) -> None:
    wish = {"url": f"{backend.url}/slow?s=0.2"}
    answers = await asyncio.gather(*(opened.post("request", wish) for _ in range(14)))
    assert {answer.status_code for answer in answers} == {200}
    assert backend.most_at_once == 10


async def test_a_file_goes_up_as_a_form(opened: Open, backend: Backend) -> None:
    ask = {
        "url": f"{backend.url}/echo", "name": 'pic"ture', "formData": {"user": "李雷"}, "fileName": "a.png",
        "header": {"Content-Type": "text/plain", "X-Own": "1"},
    }  # fmt: skip
    told = (await upload(opened, {"ask": json.dumps(ask)})).json()
    assert told["statusCode"] == 200
    assert backend.last.headers["content-type"].startswith("multipart/form-data; boundary=----hutong")
    assert backend.last.headers["x-own"] == "1"
    body = backend.bodies[-1]
    assert 'name="user"\r\n\r\n李雷\r\n'.encode() in body
    assert b'name="pic%22ture"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n' + PNG in body
    assert (await upload(opened, {"ask": "{}"})).status_code == 400
    headers = {"x-hutong-launch": opened.token, "x-hutong": "1"}
    path = f"/mini/{opened.program.app_id}/upload"
    bare = await opened.person.phone.post(path, content=b"", headers=headers)
    assert bare.status_code == 400


async def test_a_download_comes_as_bytes_that_mean_nothing_here(opened: Open, backend: Backend) -> None:
    answer = await opened.post("download", {"url": f"{backend.url}/page"})
    assert answer.content == b"<script>1</script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-hutong-status"] == "200"
    header = json.loads(base64.b64decode(answer.headers["x-hutong-header"]))
    assert header["Content-Type"] == "text/html; charset=utf-8"
    assert json.loads(base64.b64decode(answer.headers["x-hutong-cookies"])) == []


async def test_a_frame_sees_pictures_of_others_through_us(town: Town, opened: Open, backend: Backend) -> None:
    base = opened.told["proxy_base"]
    async with frame_of(town, opened) as browser:
        for path in ("/a.png", "/nameless"):
            shown = await browser.get(f"{base}image", params={"url": backend.url + path})
            assert (shown.status_code, shown.content, shown.headers["content-type"]) == (200, PNG, "image/png")
            assert shown.headers["access-control-allow-origin"] == "*"
        assert backend.last.headers["referer"].startswith(f"https://servicewechat.com/{opened.program.app_id}/")
        assert "cookie" not in backend.last.headers
        for kind, path, status in (
            ("image", "/page", 415), ("image", "/nothing", 404), ("media", "/a.png", 415), ("font", "/a.png", 415),
            ("page", "/page", 404),
        ):  # fmt: skip
            shown = await browser.get(f"{base}{kind}", params={"url": backend.url + path})
            assert (shown.status_code, shown.content) == (status, b""), (kind, path)
        forged = base.replace(opened.token, opened.token[:-2] + "AA")
        assert (await browser.get(f"{forged}image", params={"url": f"{backend.url}/a.png"})).status_code == 404
        await town.lane.db.run(apps.set_rule, "domains", "enforce")
        assert (await browser.get(f"{base}image", params={"url": f"{backend.url}/a.png"})).status_code == 403
        assert (await browser.get(f"{base}image", params={"url": "file:///etc/passwd"})).status_code == 400
    other = await a_launch(await a_released_program(town), opened.person)
    async with frame_of(town, other) as browser:
        path = f"/proxy/{opened.token}/image"
        assert (await browser.get(path, params={"url": f"{backend.url}/a.png"})).status_code == 404


async def test_a_page_of_others_is_shown_where_the_program_named_it(town: Town, opened: Open) -> None:
    warned = (await opened.post("web-view", {"url": "https://www.example.com/help"})).json()
    assert len(warned["warnings"]) == 1
    await town.lane.db.run(apps.set_rule, "domains", "enforce")
    answer = await opened.post("web-view", {"url": "https://www.example.com/help"})
    assert refused(answer) == (600002, "url not in domain list")


async def upload(opened: Open, form: dict[str, str]) -> httpx.Response:
    """wx.uploadFile as the messenger sends it."""
    phone = opened.person.phone
    request = httpx.Request(
        "POST",
        f"{OURS}/api/client/mini/{opened.program.app_id}/upload",
        data=form,
        files={"file": ("a.png", PNG, "image/png")},
        headers={"x-hutong-launch": opened.token, "x-hutong": "1", "cookie": f"who={opened.person.id}"},
    )
    return await phone.send(request)


def refused(answer: httpx.Response) -> tuple[int, str]:
    """What a program is told instead."""
    told = answer.json()
    assert (answer.status_code, told["error"]) == (422, "mini_request_refused"), told
    return told["params"]["errno"], told["params"]["reason"]
