"""Requests to strangers: bounded in time, size and reach."""

import asyncio
import contextlib
import gzip
import ipaddress
import socket
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hutong.kernel.network_policy import LAB, LIVE, NetworkPolicy
from hutong.kernel.outbound import Outbound, OutboundError, OutboundFailure

Handler = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


@contextlib.asynccontextmanager
async def a_server(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server that hands each request's head to `handler`; what it writes is the answer."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                body = await reader.readexactly(int(length[0].split(b":")[1])) if length else b""
                await handler(head + body, writer)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    scheme = "https" if tls else "http"
    try:
        yield f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def answering(body: bytes = b"success", status: str = "200 OK", *headers: str) -> Handler:
    head = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers))

    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(head.encode() + b"\r\n" + body)

    return handler


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


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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


async def test_a_certificate_of_unknown_origin_is_refused(outbound: Outbound, tmp_path: Path) -> None:
    async with a_server(answering(), tls=a_certificate(tmp_path)) as url:
        assert (await refusal(outbound, url)).kind == "tls"
    trusting = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
    async with a_server(answering(), tls=a_certificate(tmp_path, reuse=True)) as url:
        knowing = Outbound(LAB, tls=trusting)
        assert (await knowing.send("GET", url, timeout_seconds=2)).body == b"success"
        await knowing.close()


async def test_plain_speech_on_a_tls_port_is_refused(outbound: Outbound) -> None:
    async with a_server(answering()) as url:
        assert (await refusal(outbound, url.replace("http:", "https:"), timeout_seconds=0.5)).kind in ("tls", "timeout")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.0.0.1", "0.0.0.0"])
async def test_a_live_instance_does_not_look_inside(host: str) -> None:
    live = Outbound(LIVE)
    async with a_server(answering()) as url:
        refused = await refusal(live, url.replace("127.0.0.1", host))
    assert refused.kind == "private_network"
    await live.close()


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0177.0.0.1"])
async def test_odd_spellings_of_loopback_are_refused(host: str) -> None:
    live = Outbound(LIVE)
    refused = await refusal(live, f"http://{host}:{a_free_port()}/")
    assert refused.kind in ("private_network", "refused")
    await live.close()


async def test_an_allow_list_opens_the_door() -> None:
    named = Outbound(NetworkPolicy(allow_private=False, allowed=("127.0.0.0/8",)))
    async with a_server(answering()) as url:
        assert (await named.send("GET", url, timeout_seconds=2)).status == 200
    await named.close()


async def test_a_pool_made_under_one_policy_serves_no_other(outbound: Outbound) -> None:
    async with a_server(answering()) as url:
        await outbound.send("GET", url, timeout_seconds=2)
        assert (await refusal(outbound, url, policy=LIVE)).kind == "private_network"
        await outbound.send("GET", url, timeout_seconds=2)


async def test_a_live_instance_follows_no_redirect_inside() -> None:
    """The first hop is allowed by name; the second leads to an address nobody named."""
    policy = NetworkPolicy(allow_private=False, allowed=("127.0.0.1/32",))
    outbound = Outbound(policy)
    async with a_server(answering(b"", "302 Found", "Location: http://127.0.0.2:9/")) as url:
        assert (await refusal(outbound, url, follow_redirects=True)).kind == "private_network"
    await outbound.close()


async def test_a_name_is_looked_up_once_and_all_its_addresses_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers well first and badly later wins nothing."""
    answers = [["93.184.216.34", "127.0.0.1"], ["93.184.216.34"]]

    async def resolve(_self: object, host: str, port: int = 0, _family: object = None) -> list[dict[str, object]]:
        found = answers.pop(0)
        return [
            {"hostname": host, "host": ip, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
            for ip in found
        ]

    monkeypatch.setattr(aiohttp.ThreadedResolver, "resolve", resolve)
    live = Outbound(LIVE)
    refused = await refusal(live, "http://rebinding.example/")
    assert (refused.kind, refused.detail) == (
        "private_network",
        "rebinding.example is 127.0.0.1, in a private network",
    )
    assert len(answers) == 1
    await live.close()


@pytest.mark.parametrize("kind", ["refused", "timeout", "dns", "private_network", "too_large", "tls", "redirect"])
def test_an_error_carries_its_facts(kind: OutboundFailure) -> None:
    assert OutboundError(kind, "why").facts == {"kind": kind, "detail": "why"}


def a_certificate(folder: Path, reuse: bool = False) -> ssl.SSLContext:
    """A server's TLS with a certificate for 127.0.0.1 that nobody vouches for."""
    path = folder / "certificate.pem"
    if not reuse:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
        now = datetime.now(UTC)
        address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(x509.SubjectAlternativeName([address]), critical=False)
            .sign(key, hashes.SHA256())
        )
        path.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
