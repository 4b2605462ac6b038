"""The front: where requests go."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hutong.kernel.network_policy import NetworkPolicy
from hutong.redirect.authority import Authority
from hutong.redirect.front import serve_front
from hutong.redirect.telling import PATH, Missed
from tests.redirect.fronts import API, QUICK, Client, House, a_house, a_server, trusting

pytestmark = pytest.mark.timeout(30)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A front that may lead to loopback, where the tests' other server is."""
    async with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
async def impatient(tmp_path: Path) -> AsyncIterator[House]:
    """The same with little patience."""
    async with a_house(tmp_path, limits=QUICK) as opened:
        yield opened


@pytest.fixture
async def strict(tmp_path: Path) -> AsyncIterator[House]:
    """A front that leads to no private network, as by default."""
    async with a_house(tmp_path, policy=None) as opened:
        yield opened


# Where requests go


async def test_a_tunnel_to_an_emulated_host_ends_at_the_lane(house: House) -> None:
    client = await Client.inside(house)
    status, heard = await client.get("/cgi-bin/token?a=1")
    assert (status, heard["line"]) == (200, "GET /cgi-bin/token?a=1 HTTP/1.1")
    assert heard["headers"] == [["host", API]]


@pytest.mark.parametrize(
    ("request_line", "host"),
    [
        (f"GET http://{API}/x HTTP/1.1", API),
        (f"GET http://{API}:8080/x HTTP/1.1", f"{API}:8080"),
        ("GET http://API.Weixin.QQ.com./x HTTP/1.1", "example.org"),
        (f"GET http://user:secret@{API}/x HTTP/1.1", API),
        (f"GET https://{API}/x#part HTTP/1.1", API),
        ("GET /x HTTP/1.1", "API.weixin.qq.com."),
        ("GET /x HTTP/1.1", f"{API}:80"),
    ],
)
async def test_without_tls_the_lane_is_reached_by_url_and_by_host(house: House, request_line: str, host: str) -> None:
    client = await Client.of(house)
    status, _ = await client.ask(f"{request_line}\r\nhost: {host}\r\n\r\n".encode())
    assert status == 200
    assert [heard.line for heard in house.lane.heard] == ["GET /x HTTP/1.1"]
    assert house.lane.heard[0].first("host") == API
    assert house.other.connections == 0


async def test_a_name_in_capitals_with_a_dot_is_the_same_host(house: House) -> None:
    client = await Client.of(house)
    assert (await client.ask(b"CONNECT API.WEIXIN.QQ.COM.:443 HTTP/1.1\r\n\r\n", has_body=False))[0] == 200
    await client.writer.start_tls(trusting(house), server_hostname=API)
    assert (await client.get("/x"))[0] == 200


async def test_one_connection_serves_many_requests_in_order(house: House) -> None:
    client = await Client.inside(house)
    client.writer.write(b"".join(f"GET /{n} HTTP/1.1\r\nhost: {API}\r\n\r\n".encode() for n in range(20)))
    answered = [json.loads((await client.answer())[1])["line"] for _ in range(20)]
    assert answered == [f"GET /{n} HTTP/1.1" for n in range(20)]
    assert (await client.get("/chunked"))[1]["line"] == "GET /chunked HTTP/1.1"
    assert (await client.get("/last"))[0] == 200
    assert house.lane.connections == 1


async def test_bodies_pass_whole_by_length_and_by_chunks(house: House) -> None:
    client = await Client.inside(house)
    body = bytes(range(256)) * 4096
    sent = b"POST /x HTTP/1.1\r\nhost: %b\r\ncontent-length: %d\r\n\r\n%b" % (API.encode(), len(body), body)
    assert (await client.ask(sent))[0] == 200
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(body) // 4, body[n::4]) for n in range(4)) + b"0\r\nlate: trailer\r\n\r\n"
    head = f"POST /x HTTP/1.1\r\nhost: {API}\r\ntransfer-encoding: chunked\r\nexpect: 100-continue\r\n\r\n"
    assert (await client.ask(head.encode() + chunks))[0] == 100
    assert (await client.answer())[0] == 200
    assert [heard.body for heard in house.lane.heard] == [body, b"".join(body[n::4] for n in range(4))]


async def test_head_has_no_body_and_ends_the_connection(house: House) -> None:
    client = await Client.inside(house)
    assert (await client.ask(f"HEAD /x HTTP/1.1\r\nhost: {API}\r\n\r\n".encode(), has_body=False))[0] == 200
    assert await client.is_over()


async def test_requests_to_several_hosts_may_share_a_proxys_connection(house: House) -> None:
    client = await Client.of(house)
    for _ in range(2):
        await client.get(f"http://{API}/lane")
        await client.get(f"http://127.0.0.1:{house.other.port}/other", host="ignored")
    assert [heard.line for heard in house.lane.heard] == ["GET /lane HTTP/1.1"] * 2
    assert [heard.line for heard in house.other.heard] == ["GET /other HTTP/1.1"] * 2
    assert house.other.heard[0].first("host") == f"127.0.0.1:{house.other.port}"


async def test_a_lane_elsewhere_is_reached_by_its_one_door(tmp_path: Path) -> None:
    async with a_server() as lane:
        authority = Authority.open(tmp_path / "ca", (API,))
        front = await serve_front(authority, lane_url=f"http://127.0.0.1:{lane.port}", hosts={API: 0})
        client = Client(*await asyncio.open_connection("127.0.0.1", front.port))
        assert (await client.get(f"http://{API}/cgi-bin/token?a=1"))[0] == 200
        await front.close()
    assert lane.heard[0].line == f"GET /{API}/cgi-bin/token?a=1 HTTP/1.1"
    assert lane.heard[0].first("host") == f"127.0.0.1:{lane.port}"


async def test_an_upstream_that_was_idle_is_opened_anew(impatient: House) -> None:
    client = await Client.inside(impatient)
    await client.get("/1")
    await asyncio.sleep(QUICK.upstream_idle_seconds * 1.5)
    assert (await client.get("/2"))[0] == 200
    assert impatient.lane.connections == 2


async def test_a_slow_answer_outlives_an_idle_clients_patience(impatient: House) -> None:
    client = await Client.inside(impatient)
    assert (await client.get("/slow"))[0] == 200


# Other hosts


async def test_another_host_is_tunnelled_untouched(house: House) -> None:
    async def shout(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write((await reader.read())[::-1])
        writer.close()

    server = await asyncio.start_server(shout, "127.0.0.1", 0)
    client = await Client.of(house)
    port = server.sockets[0].getsockname()[1]
    # The first bytes come with the request, before we know that the tunnel stands.
    status, _ = await client.ask(f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n\x16\x03\0".encode(), has_body=False)
    assert status == 200
    noise = bytes(range(256)) * 8192
    client.writer.write(noise)
    client.writer.write_eof()
    assert await client.reader.read() == (b"\x16\x03\0" + noise)[::-1]
    server.close()


async def test_plain_http_of_another_host_passes_without_what_was_for_the_proxy(house: House) -> None:
    client = await Client.of(house)
    more = "proxy-authorization: Basic c2VjcmV0\r\nproxy-connection: keep-alive\r\ncookie: a=b\r\n"
    assert (await client.get(f"http://127.0.0.1:{house.other.port}/x", more=more))[0] == 200
    assert [name for name, _ in house.other.heard[0].headers] == ["host", "cookie"]


@pytest.mark.parametrize("name", ["pay.weixin.qq.com", "weixin.qq.com", "mch.tenpay.com", "WORK.WEIXIN.QQ.COM."])
async def test_a_host_of_weixin_that_is_not_emulated_is_refused_by_name(house: House, name: str) -> None:
    plain = name.lower().rstrip(".")
    client = await Client.of(house)
    status, body = await client.ask(f"CONNECT {name}:443 HTTP/1.1\r\n\r\n".encode())
    assert (status, json.loads(body)["errcode"]) == (403, -404)
    assert plain in body.decode()
    again = await Client.of(house)
    status, told = await again.get(f"http://{name}/some/page?secret=1")
    assert (status, told["errmsg"]) == (404, f"hutong: {plain}/some/page is not emulated")
    assert house.missed == [
        Missed(host=plain, method="CONNECT", path="/"),
        Missed(host=plain, method="GET", path="/some/page"),
    ]


async def test_a_front_outside_the_lane_tells_it_what_is_missing(tmp_path: Path) -> None:
    async with a_house(tmp_path, record=None) as house:
        client = await Client.of(house)
        assert (await client.ask(b"CONNECT pay.weixin.qq.com:443 HTTP/1.1\r\n\r\n"))[0] == 403
    assert house.lane.heard[0].line == f"POST {PATH} HTTP/1.1"
    assert json.loads(house.lane.heard[0].body) == {"host": "pay.weixin.qq.com", "method": "CONNECT", "path": "/"}


@pytest.mark.parametrize(
    "target",
    [
        "127.0.0.1:80",
        "localhost:80",
        "lane.localhost:80",
        "10.1.2.3:443",
        "192.168.0.1:443",
        "169.254.169.254:80",
        "[::1]:443",
        "[fd00::1]:443",
        "0.0.0.0:80",
        "2130706433:80",
        "0x7f.1:80",
    ],
)
async def test_nobody_is_led_to_this_machine_or_a_private_network(strict: House, target: str) -> None:
    client = await Client.of(strict)
    status, body = await client.ask(f"CONNECT {target} HTTP/1.1\r\n\r\n".encode())
    assert status == 403
    assert b"NO_PROXY" in body
    again = await Client.of(strict)
    assert (await again.get(f"http://{target}/"))[0] == 403


async def test_a_named_private_network_may_be_reached(tmp_path: Path) -> None:
    async with a_house(tmp_path, policy=NetworkPolicy(allow_private=False, allowed=("127.0.0.0/8",))) as house:
        client = await Client.of(house)
        asked = f"CONNECT 127.0.0.1:{house.other.port} HTTP/1.1\r\n\r\n".encode()
        assert (await client.ask(asked, has_body=False))[0] == 200


async def test_others_are_reached_through_the_proxy_of_this_machine(tmp_path: Path) -> None:
    async with a_house(tmp_path / "outer") as outer:
        through = f"http://li:pass%20word@127.0.0.1:{outer.front.port}"
        async with a_house(tmp_path / "inner", outer=through) as inner:
            client = await Client.of(inner)
            asked = f"CONNECT 127.0.0.1:{outer.other.port} HTTP/1.1\r\n\r\n".encode()
            assert (await client.ask(asked, has_body=False))[0] == 200
            assert (await client.get("/x"))[0] == 200
            # An emulated host does not go that way.
            assert (await (await Client.inside(inner)).get("/y"))[0] == 200
    assert [heard.line for heard in outer.other.heard] == ["GET /x HTTP/1.1"]
    assert [heard.line for heard in inner.lane.heard] == ["GET /y HTTP/1.1"]


async def test_no_proxy_of_this_machine_is_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with a_house(tmp_path, outer="127.0.0.1:9") as house:
        client = await Client.of(house)
        assert (await client.get(f"http://127.0.0.1:{house.other.port}/x"))[0] == 200


@pytest.mark.parametrize("outer", ["socks5://127.0.0.1:9", "http://127.0.0.1:port", "http://", "://"])
async def test_a_proxy_that_we_cannot_speak_with_is_not_asked(tmp_path: Path, outer: str) -> None:
    async with a_house(tmp_path, outer=outer) as house:
        client = await Client.of(house)
        assert (await client.get(f"http://127.0.0.1:{house.other.port}/x"))[0] == 200


async def test_a_proxy_that_is_its_own_proxy_says_so(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with a_house(tmp_path, port=port, outer=f"http://127.0.0.1:{port}") as house:
        client = await Client.of(house)
        status, body = await client.ask(b"CONNECT 127.0.0.1:9 HTTP/1.1\r\n\r\n")
    assert status == 502
    assert b"508" in body
