"""The front: what never passes, whom TLS is for, and what becomes of clients that misbehave."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hutong.redirect.authority import Authority
from hutong.redirect.front import serve_front
from hutong.redirect.tunnels import Limits
from tests.redirect.fronts import API, QUICK, Client, House, a_house, trusting

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


# What never passes


async def test_a_client_cannot_say_whose_certificate_it_has(house: House) -> None:
    client = await Client.inside(house)
    await client.get("/x", more="X-Hutong-Client-Serial: 7\r\nx-hutong-client-SERIAL: 8\r\n")
    assert house.lane.heard[0].first("x-hutong-client-serial") is None


@pytest.mark.parametrize(
    "smuggled",
    [
        b"POST /x HTTP/1.1\r\nhost: h\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /x HTTP/1.1\r\nhost: h\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nabcd",
        b"POST /x HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"GET /x HTTP/1.1\r\nhost: h\r\nx: 1\r\n folded: 2\r\n\r\n",
        b"GET /x HTTP/1.1\nhost: h\n\n",
        b"GET /x HTTP/1.1\r\nhost: h\r\nx : 1\r\n\r\n",
        b"\0\1\2 no http at all\r\n\r\n",
    ],
)
async def test_what_could_be_read_in_two_ways_is_refused(house: House, smuggled: bytes) -> None:
    client = await Client.inside(house)
    status, _ = await client.ask(smuggled.replace(b"host: h", b"host: " + API.encode()))
    assert status == 400
    assert await client.is_over()
    assert house.lane.heard == []


async def test_an_upgrade_to_http2_is_not_passed_and_its_body_stays_a_body(house: House) -> None:
    client = await Client.of(house)
    more = "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAA\r\n"
    body = b"GET /smuggled HTTP/1.1\r\n\r\n"
    head = f"POST http://{API}/x HTTP/1.1\r\nhost: {API}\r\n{more}content-length: {len(body)}\r\n\r\n"
    assert (await client.ask(head.encode() + body))[0] == 200
    assert (await client.get(f"http://{API}/y"))[0] == 200
    assert [(heard.line, heard.body) for heard in house.lane.heard] == [
        ("POST /x HTTP/1.1", body),
        ("GET /y HTTP/1.1", b""),
    ]
    assert house.lane.heard[0].first("upgrade") is None


async def test_a_connection_for_one_host_is_not_for_another(house: House) -> None:
    client = await Client.inside(house)
    assert (await client.get("/x", host="example.org"))[0] == 421
    assert house.lane.heard == []


async def test_when_the_lane_is_gone_nobody_answers_for_it(tmp_path: Path) -> None:
    with socket.socket() as gone:
        gone.bind(("127.0.0.1", 0))
        port = gone.getsockname()[1]
        authority = Authority.open(tmp_path, (API,))
        front = await serve_front(authority, lane_url=f"http://127.0.0.1:{port}", hosts={API: port}, record=print)
        client = Client(*await asyncio.open_connection("127.0.0.1", front.port))
        status, told = await client.get(f"http://{API}/x")
        assert (status, told["errcode"]) == (502, -1)
        assert "the lane does not answer" in told["errmsg"]
        await front.close()


# Certificates


async def shake_hands(house: House, *, server_name: str | None, connect: str | None = None) -> ssl.SSLObject:
    """A TLS handshake with the front, by a client that believes anything."""
    context = ssl.create_default_context(cadata=house.authority.root_pem.decode())
    context.check_hostname = False
    client = await Client.of(house)
    if connect:
        await client.ask(f"CONNECT {connect}:443 HTTP/1.1\r\n\r\n".encode(), has_body=False)
    came, going = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(came, going, server_hostname=server_name)
    while True:
        try:
            tls.do_handshake()
        except ssl.SSLWantReadError:
            client.writer.write(going.read())
            data = await client.reader.read(65536)
            assert data, "the front hung up without a word"
            came.write(data)
            continue
        client.close()
        return tls


@pytest.mark.parametrize("name", [API, "API.weixin.qq.com", "localhost", "lane.localhost"])
async def test_tls_without_a_proxy_is_for_the_host_in_its_hello(house: House, name: str) -> None:
    tls = await shake_hands(house, server_name=name)
    assert (tls.getpeercert() or {})["subjectAltName"] == (("DNS", name.lower()),)


@pytest.mark.parametrize("name", [None, "example.org", "pay.weixin.qq.com"])
async def test_tls_for_nobody_we_are_gets_an_alert(house: House, name: str | None) -> None:
    with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
        await shake_hands(house, server_name=name)
    assert [missed.host for missed in house.missed] == (["pay.weixin.qq.com"] if name and "weixin" in name else [])


async def test_in_a_tunnel_the_host_is_known_already(house: House) -> None:
    tls = await shake_hands(house, server_name=None, connect=API)
    assert (tls.getpeercert() or {})["subjectAltName"] == (("DNS", API),)
    with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
        await shake_hands(house, server_name="example.org", connect=API)


async def test_http2_is_not_offered(house: House) -> None:
    context = trusting(house)
    context.set_alpn_protocols(["h2", "http/1.1"])
    client = await Client.inside(house, context=context)
    assert client.writer.get_extra_info("ssl_object").selected_alpn_protocol() == "http/1.1"


async def test_websockets_pass_to_our_own_pages_only(house: House) -> None:
    upgrade = "connection: Upgrade\r\nupgrade: websocket\r\nx-forwarded-for: 1.2.3.4\r\nx-hutong-front: guessed\r\n"
    client = Client(*await asyncio.open_connection("127.0.0.1", house.front.port))
    await client.writer.start_tls(trusting(house), server_hostname="localhost")
    status, _ = await client.ask(f"GET /s HTTP/1.1\r\nhost: localhost\r\n{upgrade}\r\n".encode(), has_body=False)
    assert status == 101
    assert await client.reader.readexactly(5) == b"hello"
    assert house.lane.heard[0].first("upgrade") == "websocket"
    assert house.lane.heard[0].first("x-forwarded-for") == "127.0.0.1"
    assert house.lane.heard[0].first("x-forwarded-proto") == "https"
    assert house.lane.heard[0].first("x-hutong-front") == house.front.word.decode()


# Clients that misbehave


async def test_a_head_that_is_too_large_is_refused(house: House) -> None:
    client = await Client.inside(house)
    status, _ = await client.ask(b"GET /x HTTP/1.1\r\n" + b"a: " + b"b" * 40_000 + b"\r\n\r\n")
    assert status == 431
    endless = await Client.of(house)
    assert (await endless.ask(b"CONNECT " + b"a" * 40_000))[0] == 431


async def test_a_head_that_does_not_come_is_not_waited_for(impatient: House) -> None:
    client = await Client.of(impatient)
    assert (await client.ask(b"GET / HTTP/1.1\r\nhost: "))[0] == 408
    assert await client.is_over()


async def test_a_hello_that_does_not_come_is_not_waited_for(impatient: House) -> None:
    client = await Client.of(impatient)
    client.writer.write(b"\x16\x03\x01\x02\x00")
    assert await client.is_over()


async def test_a_hello_that_is_none_gets_an_alert(house: House) -> None:
    client = await Client.of(house)
    client.writer.write(b"\x16\x03\x01\x00\x05hello")
    assert (await client.reader.read(1)) == b"\x15"


async def test_clients_that_say_nothing_are_sent_away(impatient: House) -> None:
    silent = await Client.of(impatient)
    tunnelled = await Client.inside(impatient)
    assert await silent.is_over()
    assert await tunnelled.is_over()


async def test_a_silent_tunnel_ends(impatient: House) -> None:
    client = await Client.of(impatient)
    await client.ask(f"CONNECT 127.0.0.1:{impatient.other.port} HTTP/1.1\r\n\r\n".encode(), has_body=False)
    assert await client.is_over()


async def test_a_tunnel_of_which_one_side_has_ended_ends(impatient: House) -> None:
    hanging = asyncio.Event()

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hanging.wait()
        writer.close()

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    client = await Client.of(impatient)
    port = server.sockets[0].getsockname()[1]
    await client.ask(f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n".encode(), has_body=False)
    client.writer.write_eof()
    assert await client.is_over()
    hanging.set()
    server.close()


async def test_a_client_that_ends_first_still_hears_its_answer(house: House) -> None:
    client = await Client.of(house)
    client.writer.write(f"GET http://{API}/slow HTTP/1.1\r\nhost: {API}\r\n\r\n".encode())
    client.writer.write_eof()
    assert (await client.answer())[0] == 200
    assert await client.is_over()


async def test_a_client_that_vanishes_leaves_nothing_behind(house: House) -> None:
    client = await Client.inside(house)
    client.writer.write(f"GET /slow HTTP/1.1\r\nhost: {API}\r\n\r\n".encode())
    await asyncio.sleep(0)
    sock = client.writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.writer.transport.abort()
    assert (await (await Client.inside(house)).get("/x"))[0] == 200


async def test_there_is_a_limit_to_how_many_may_come(tmp_path: Path) -> None:
    async with a_house(tmp_path, limits=Limits(connections=3)) as house:
        held = [await Client.inside(house) for _ in range(3)]
        assert await (await Client.of(house)).is_over()
        held.pop().close()
        async with asyncio.timeout(10):
            while True:
                late = await Client.of(house)
                late.writer.write(f"GET http://{API}/ HTTP/1.1\r\nhost: {API}\r\n\r\n".encode())
                if await late.reader.read(8) == b"HTTP/1.1":
                    break


async def test_five_hundred_idle_clients_keep_nobody_waiting(house: House) -> None:
    idle = await asyncio.gather(*(Client.of(house) for _ in range(500)))
    began = time.monotonic()
    assert (await (await Client.inside(house)).get("/x"))[0] == 200
    assert time.monotonic() - began < 5
    for client in idle:
        client.close()


async def test_closing_hangs_up_on_everybody(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        idle, busy = await Client.of(house), await Client.inside(house)
        await busy.get("/x")
    assert await idle.is_over()
    assert await busy.is_over()
    with pytest.raises(OSError, match="Connect"):
        await asyncio.open_connection("127.0.0.1", house.front.port)
