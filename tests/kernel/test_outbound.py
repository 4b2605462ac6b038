"""Requests to strangers: bounded in time, size and reach."""

import asyncio
import gzip
import time
from collections.abc import AsyncIterator

import pytest

from hutong.kernel.network_policy import LAB
from hutong.kernel.outbound import Outbound, OutboundError, OutboundFailure
from tests.kernel.servers import a_free_port, a_server, answering


@pytest.fixture
async def outbound() -> AsyncIterator[Outbound]:
    outbound = Outbound(LAB)
    yield outbound
    await outbound.close()


async def refusal(outbound: Outbound, url: str, **how: object) -> OutboundError:
    with pytest.raises(OutboundError) as refused:
        await outbound.send("POST", url, body=b"<xml/>", **{"timeout_seconds": 2, **how})  # type: ignore[arg-type]
    return refused.value


async def test_a_request_goes_out_as_it_was_written(outbound: Outbound) -> None:
    seen: list[bytes] = []

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        seen.append(request)
        await answering(b"success", "200 OK", "X-Two: a", "X-Two: b")(request, writer)

    async with a_server(handler) as url:
        answer = await outbound.send(
            "POST",
            f"{url}/a%2fb?x=%e6%b0%b4+1",
            headers={"Content-Type": "text/xml"},
            body=b"<xml/>",
            timeout_seconds=2,
        )
    assert seen[0].startswith(b"POST /a%2fb?x=%e6%b0%b4+1 HTTP/1.1\r\n")
    assert seen[0].endswith(b"\r\n\r\n<xml/>")
    assert b"Content-Type: text/xml\r\n" in seen[0]
    assert b"Accept-Encoding" not in seen[0]
    assert (answer.status, answer.body) == (200, b"success")
    assert answer.headers[1:] == [("X-Two", "a"), ("X-Two", "b")]
    assert answer.header("content-length") == "7"
    assert answer.header("missing") is None


async def test_a_failure_status_is_an_answer(outbound: Outbound) -> None:
    async with a_server(answering(b"oops", "500 Oops")) as url:
        answer = await outbound.send("GET", url, timeout_seconds=2)
    assert (answer.status, answer.body) == (500, b"oops")


async def test_connections_are_kept(outbound: Outbound) -> None:
    peers = set()

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        peers.add(writer.get_extra_info("peername"))
        await answering()(request, writer)

    async with a_server(handler) as url:
        for _ in range(3):
            await outbound.send("GET", url, timeout_seconds=2)
    assert len(peers) == 1


async def test_a_peer_that_closed_an_idle_connection_is_asked_again(outbound: Outbound) -> None:
    requests = 0

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal requests
        requests += 1
        if requests == 2:
            writer.transport.abort()
        else:
            await answering()(request, writer)

    async with a_server(handler) as url:
        for _ in range(2):
            answer = await outbound.send("POST", url, body=b"x", timeout_seconds=2)
    assert answer.body == b"success"
    assert requests == 3


@pytest.mark.parametrize("beginning", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"])
async def test_a_server_that_hangs_is_left_on_time(outbound: Outbound, beginning: bytes) -> None:
    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        await writer.drain()
        await asyncio.sleep(5)

    async with a_server(handler) as url:
        began_at = time.monotonic()
        refused = await refusal(outbound, url, timeout_seconds=0.2)
    assert refused.kind == "timeout"
    assert refused.detail == f"waited 0.2 s for {'a whole answer' if b'ab' in beginning else 'an answer'}"
    assert 0.2 <= time.monotonic() - began_at < 0.6
    assert 200 <= refused.elapsed_ms < 600


async def test_a_server_that_drips_is_left_on_time(outbound: Outbound) -> None:
    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with a_server(handler) as url:
        assert (await refusal(outbound, url, timeout_seconds=0.2)).kind == "timeout"


@pytest.mark.parametrize(
    "garbage",
    [b"hello\r\n\r\n", b"\x00\xff" * 50 + b"\r\n\r\n", b"HTTP/1.1 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n: \x00\r\n\r\n"],
)
async def test_garbage_is_refused(outbound: Outbound, garbage: bytes) -> None:
    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(garbage)
        writer.close()

    async with a_server(handler) as url:
        refused = await refusal(outbound, url)
    assert (refused.kind, refused.detail) == ("refused", "what came back is not HTTP")


@pytest.mark.parametrize(
    "beginning, detail",
    [
        (b"", "the connection was closed before an answer came"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", "the answer broke off or is garbled"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab",
            "the answer broke off or is garbled",
        ),
    ],
)
async def test_a_server_that_hangs_up_is_refused(outbound: Outbound, beginning: bytes, detail: str) -> None:
    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        writer.close()

    async with a_server(handler) as url:
        refused = await refusal(outbound, url)
    assert (refused.kind, refused.detail) == ("refused", detail)


async def test_ten_megabytes_are_not_read(outbound: Outbound) -> None:
    sent = 0

    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while sent < 10 << 20:
            writer.write(b"10000\r\n" + bytes(1 << 16) + b"\r\n")
            await writer.drain()
            sent += 1 << 16

    async with a_server(handler) as url:
        refused = await refusal(outbound, url, limit_bytes=1000)
    assert (refused.kind, refused.detail) == ("too_large", "more than 1000 bytes")
    assert refused.answer is not None
    assert refused.answer.body == bytes(1000)
    assert sent < 10 << 20


async def test_a_small_answer_that_unpacks_to_a_large_one_is_refused(outbound: Outbound) -> None:
    body = gzip.compress(bytes(10 << 20))
    async with a_server(answering(body, "200 OK", "Content-Encoding: gzip")) as url:
        assert (await refusal(outbound, url, limit_bytes=1 << 20)).kind == "too_large"


async def test_the_limit_itself_is_allowed(outbound: Outbound) -> None:
    async with a_server(answering(b"x" * 1000)) as url:
        assert len((await outbound.send("GET", url, timeout_seconds=2, limit_bytes=1000)).body) == 1000


async def test_a_redirect_is_reported(outbound: Outbound) -> None:
    async with a_server(answering(b"moved", "302 Found", "Location: http://127.0.0.1:1/")) as url:
        refused = await refusal(outbound, url)
    assert (refused.kind, refused.detail) == ("redirect", "http://127.0.0.1:1/")
    assert refused.answer is not None
    assert (refused.answer.status, refused.answer.body) == (302, b"moved")


async def test_a_redirect_is_followed_when_asked(outbound: Outbound) -> None:
    seen: list[bytes] = []

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        seen.append(request)
        if request.startswith(b"POST /a "):
            return await answering(b"", "303 See Other", "Location: b?c=1")(request, writer)
        await answering(b"here")(request, writer)

    async with a_server(handler) as url:
        answer = await outbound.send(
            "POST",
            f"{url}/a",
            headers={"Content-Type": "text/xml", "Authorization": "secret"},
            body=b"x",
            timeout_seconds=2,
            follow_redirects=True,
        )
        assert (answer.body, answer.url) == (b"here", f"{url}/b?c=1")
    assert seen[1].startswith(b"GET /b?c=1 ")
    assert b"Content-Type" not in seen[1]
    assert b"Authorization: secret" in seen[1]


async def test_credentials_stay_at_home(outbound: Outbound) -> None:
    seen: list[bytes] = []

    async def there(request: bytes, writer: asyncio.StreamWriter) -> None:
        seen.append(request)
        await answering()(request, writer)

    async with a_server(there) as other, a_server(answering(b"", "307 Go", f"Location: {other}/")) as url:
        await outbound.send(
            "POST", url, headers={"Authorization": "secret"}, body=b"x", timeout_seconds=2, follow_redirects=True
        )
    assert seen[0].startswith(b"POST / ")
    assert seen[0].endswith(b"\r\n\r\nx")
    assert b"secret" not in seen[0]


@pytest.mark.parametrize("location", ["Location: /again", "X-None: 1", "Location: ftp://127.0.0.1/"])
async def test_a_redirect_that_leads_nowhere_is_refused(outbound: Outbound, location: str) -> None:
    async with a_server(answering(b"", "302 Found", location)) as url:
        refused = await refusal(outbound, url, follow_redirects=True)
    assert refused.kind == ("refused" if "ftp" in location else "redirect")


async def test_nobody_there_is_refused(outbound: Outbound) -> None:
    port = a_free_port()
    refused = await refusal(outbound, f"http://127.0.0.1:{port}/")
    assert (refused.kind, refused.detail) == ("refused", f"nobody listens at 127.0.0.1:{port}")


async def test_an_unknown_name_is_told(outbound: Outbound) -> None:
    assert (await refusal(outbound, "http://nobody.invalid/")).kind == "dns"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nothing",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://",
        "http:///x",
        "http://[::1",
        "http://a:99999999/",
    ],
)
async def test_what_is_no_address_is_refused(outbound: Outbound, url: str) -> None:
    assert (await refusal(outbound, url)).kind == "refused"


async def test_an_address_cannot_smuggle_a_header(outbound: Outbound) -> None:
    seen: list[bytes] = []

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        seen.append(request)
        await answering()(request, writer)

    async with a_server(handler) as url:
        await outbound.send("GET", f"{url}/a HTTP/1.1\r\nX-Evil: 1\r\n\r\n", timeout_seconds=2)
    assert len(seen) == 1
    assert b"X-Evil: 1\r\n" not in seen[0]


@pytest.mark.parametrize("kind", ["refused", "timeout", "dns", "private_network", "too_large", "tls", "redirect"])
def test_an_error_carries_its_facts(kind: OutboundFailure) -> None:
    assert OutboundError(kind, "why").facts == {"kind": kind, "detail": "why"}
