"""Which host a request is for: by name, by port, by the first part of the path."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.towns import API, HOME, Account, Town

PATH = "/cgi-bin/getcallbackip"


@pytest.mark.parametrize(
    "host",
    [
        "api.weixin.qq.com",
        "API.Weixin.QQ.com",
        "api.weixin.qq.com.",
        "api.weixin.qq.com:443",
        "api.weixin.qq.com.:8080",
        "api2.weixin.qq.com",
        "sh.api.weixin.qq.com",
        "sz.api.weixin.qq.com",
        "hk.api.weixin.qq.com",
        "file.api.weixin.qq.com",
    ],
)
async def test_a_host_is_known_by_its_name(town: Town, account: Account, host: str) -> None:
    said = await town.ask("GET", PATH, query={"access_token": account.token}, host=host)
    assert said.json() == {"ip_list": ["127.0.0.1"]}
    assert (await town.recorded())[0].host == API


async def test_a_host_is_known_by_its_own_port(town: Town, account: Account) -> None:
    query = {"access_token": account.token}
    for host in ("127.0.0.1:9001", "localhost:9001", "anything.example", None):
        assert (await town.ask("GET", PATH, query=query, host=host, port=9001)).json() == {"ip_list": ["127.0.0.1"]}
    # A name says more than a port.
    assert (await town.ask("GET", PATH, query=query, host=API, port=9002)).json() == {"ip_list": ["127.0.0.1"]}


async def test_a_host_is_known_by_the_first_part_of_the_path(town: Town, account: Account) -> None:
    query = {"access_token": account.token}
    for first in ("api.weixin.qq.com", "api2.weixin.qq.com"):
        said = await town.ask("GET", f"/{first}{PATH}", query=query)
        assert said.json() == {"ip_list": ["127.0.0.1"]}
    assert [call.path for call in await town.recorded()][:2] == [PATH, PATH]
    for path in ("/API.weixin.qq.com" + PATH, "/api.weixin.qq.com.evil.example" + PATH, "/x/api.weixin.qq.com" + PATH):
        assert (await town.ask("POST", path, query=query)).status == 404


@pytest.mark.parametrize(
    "host", ["mp.weixin.qq.com", "open.weixin.qq.com", "wx.tenpay.com", "qyapi.weixin.qq.com", "res.wx.qq.com"]
)
async def test_every_emulated_host_says_loudly_what_it_lacks(town: Town, host: str) -> None:
    said = await town.ask("GET", "/no/such/thing", host=host)
    assert said.status == 404
    assert said.json()["errmsg"].startswith(f"hutong: {host}/no/such/thing is not emulated rid: ")
    assert (await town.recorded())[0].state == "not_emulated"
    items = (await town.ours("GET", "/api/lab/calls/missing")).json()["items"]
    assert [(item["host"], item["path"], item["count"]) for item in items] == [(host, "/no/such/thing", 1)]


async def test_an_alias_is_counted_under_the_name_it_stands_for(town: Town) -> None:
    for host in ("api.mch.weixin.qq.com", "api2.mch.weixin.qq.com", "api2.wechatpay.cn"):
        assert (await town.ask("POST", "/v3/nothing", host=host)).status == 404
    items = (await town.ours("GET", "/api/lab/calls/missing")).json()["items"]
    assert [(item["host"], item["count"]) for item in items] == [("api.mch.weixin.qq.com", 3)]


async def test_names_that_only_look_like_a_host_are_strangers(town: Town) -> None:
    for host in ("api.weixin.qq.com.evil.example", "xapi.weixin.qq.com", "api.weixin.qq.com@evil.example", "weixin"):
        said = await town.ask("GET", PATH, host=host)
        assert said.refusal == (421, "unknown_host"), host


async def test_our_pages_are_not_on_an_emulated_host(town: Town) -> None:
    for path in ("/api/lab/state", "/api/console/apps", "/healthz", "/"):
        assert (await town.ask("GET", path, host=API)).json()["errcode"] == -404
        assert (await town.ask("GET", path, host=HOME.replace("8080", "9001"), port=9001)).status == 404


async def test_an_answer_to_us_names_its_request(town: Town) -> None:
    first, second = [(await town.ask("GET", "/healthz")).headers["x-request-id"] for _ in range(2)]
    assert len(first) == 24
    assert first != second


async def test_a_socket_at_an_emulated_host_is_closed(town: Town) -> None:
    talk = await town.converse("/api/lab/stream", host=API)
    await talk.next()
    assert talk.closed_with == 4421


async def test_starting_and_stopping_are_taken_note_of(town: Town) -> None:
    incoming = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent = []

    async def receive() -> Any:
        return incoming.pop(0)

    async def send(message: Any) -> None:
        sent.append(message["type"])

    await town.front({"type": "lifespan"}, receive, send)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
