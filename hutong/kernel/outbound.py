"""HTTP to addresses that others chose, with limits on time, size and reach.

Every request has one monotonic budget for all it does, reads no more than it was told to, verifies TLS, follows
no redirect unless asked, keeps no cookies, and opens connections only to addresses its policy allows. The check
sits in the resolver and again where the socket is made, so the address checked is the address connected to.
"""

import asyncio
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, Literal
from urllib.parse import urlsplit

import aiohttp
import msgspec
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.typedefs import LooseHeaders
from yarl import URL

from hutong.kernel.errors import HutongError
from hutong.kernel.network_policy import LAB, LIVE, NetworkPolicy
from hutong.kernel.outbound_details import DETAILS

__all__ = ["LAB", "LIVE", "Answer", "NetworkPolicy", "Outbound", "OutboundError", "OutboundFailure"]

OutboundFailure = Literal["refused", "timeout", "dns", "private_network", "too_large", "tls", "redirect"]

MAX_REDIRECTS = 5
_MAX_CONNECTIONS = 1_000
# Shorter than the five seconds after which common servers hang up on an idle connection.
_KEEP_ALIVE_SECONDS = 4
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PRINTABLE = re.compile(r"[!-~]+")
_BODY_HEADERS = frozenset(("content-type", "content-length", "content-encoding", "transfer-encoding"))
_CREDENTIALS = frozenset(("authorization", "cookie"))


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came back. `url` is where it came from, after redirects if they were followed."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    elapsed_ms: int
    url: str

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case of letters."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class OutboundError(HutongError):
    """No usable answer, and why; `answer` holds what had come until then, for people to look at.

    `refused` also covers a peer that hangs up or does not speak HTTP.
    """

    def __init__(self, kind: OutboundFailure, detail: str, elapsed_ms: int = 0, answer: Answer | None = None) -> None:
        super().__init__(kind=kind, detail=detail)
        self.kind: OutboundFailure = kind
        self.detail = detail
        self.elapsed_ms = elapsed_ms
        self.answer = answer


class Outbound:
    """The one client of the house. Connections are pooled per policy, which in practice means one pool."""

    def __init__(self, policy: NetworkPolicy, tls: ssl.SSLContext | None = None, user_agent: str = "hutong") -> None:
        self._policy = policy
        self._tls = tls
        self._user_agent = user_agent
        self._sessions: dict[NetworkPolicy, aiohttp.ClientSession] = {}

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        timeout_seconds: float,
        limit_bytes: int = 1 << 20,
        follow_redirects: bool = False,
        check_redirect: Callable[[str], None] | None = None,
        policy: NetworkPolicy | None = None,
    ) -> Answer:
        """Send one request and read the whole answer, whatever its status.

        A redirect that is not followed raises with `kind="redirect"` and the answer; `check_redirect` sees each
        address before it is followed, and raises to stop there. Raises: OutboundError.
        """
        exchange = _Exchange(limit_bytes=limit_bytes)
        session = self._session(policy or self._policy)
        try:
            async with asyncio.timeout(timeout_seconds):
                target = _address(url)
                for _ in range(MAX_REDIRECTS + 1):
                    answer = await _ask(session, exchange, method, target, headers or {}, body)
                    if not follow_redirects or answer.status not in _REDIRECTS:
                        break
                    method, target, headers, body = _redirected(answer, method, target, headers or {}, body)
                    if check_redirect is not None:
                        check_redirect(str(target))
        except OutboundError as error:
            error.elapsed_ms = exchange.elapsed_ms
            raise
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            kind, detail = _explained(error, exchange, timeout_seconds)
            raise OutboundError(kind, detail, exchange.elapsed_ms, exchange.answer) from error
        if answer.status in _REDIRECTS:
            raise OutboundError("redirect", answer.header("Location") or "", answer.elapsed_ms, answer)
        return answer

    async def converse(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        protocols: Sequence[str] = (),
        timeout_seconds: float,
        limit_bytes: int,
        policy: NetworkPolicy | None = None,
    ) -> aiohttp.ClientWebSocketResponse:
        """Open a WebSocket (`ws:` or `wss:`); no message may be larger than `limit_bytes`. Raises: OutboundError."""
        exchange = _Exchange(limit_bytes=limit_bytes)
        session = self._session(policy or self._policy)
        try:
            async with asyncio.timeout(timeout_seconds):
                return await session.ws_connect(
                    URL(url, encoded=_PRINTABLE.fullmatch(url) is not None),
                    headers=headers,
                    protocols=protocols,
                    max_msg_size=limit_bytes,
                )
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            kind, detail = _explained(error, exchange, timeout_seconds)
            raise OutboundError(kind, detail, exchange.elapsed_ms) from error

    async def close(self) -> None:
        """Close all connections."""
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    def _session(self, policy: NetworkPolicy) -> aiohttp.ClientSession:
        session = self._sessions.get(policy)
        if session is None:
            session = self._sessions[policy] = self._open(policy)
        return session

    def _open(self, policy: NetworkPolicy) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=_GuardedResolver(policy),
            socket_factory=lambda address: _guarded_socket(policy, address),
            limit=_MAX_CONNECTIONS,
            keepalive_timeout=_KEEP_ALIVE_SECONDS,
            ssl=self._tls or True,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent},
            skip_auto_headers=("Content-Type", "Accept-Encoding"),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            trace_configs=[_tracing()],
        )


class _Exchange:
    """What is known about a request so far."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self.began_at = time.perf_counter()
        self.answer: Answer | None = None
        self.is_connected = False
        self.is_reused = False

    @property
    def elapsed_ms(self) -> int:
        return round((time.perf_counter() - self.began_at) * 1_000)


class _PrivateNetwork(OSError):
    """An address that the policy does not allow."""


class _GuardedResolver(AbstractResolver):
    """Resolves a name once, and refuses it when any of its addresses is not allowed."""

    def __init__(self, policy: NetworkPolicy) -> None:
        self._policy = policy
        self._system = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._system.resolve(host, port, family)
        for address in found:
            if not self._policy.allows(address["host"]):
                raise _PrivateNetwork(DETAILS.say("name_is_private", host=host, address=address["host"]))
        return found

    async def close(self) -> None:
        await self._system.close()


def _guarded_socket(policy: NetworkPolicy, address: tuple[Any, ...]) -> socket.socket:
    """The last word: also addresses written as numbers, which no resolver sees."""
    family, kind, protocol, _, where = address
    if not policy.allows(where[0]):
        raise _PrivateNetwork(DETAILS.say("address_is_private", address=where[0]))
    return socket.socket(family=family, type=kind, proto=protocol)


async def _ask(
    session: aiohttp.ClientSession,
    exchange: _Exchange,
    method: str,
    target: URL,
    headers: Mapping[str, str],
    body: bytes | None,
) -> Answer:
    exchange.is_reused = False
    try:
        return await _ask_once(session, exchange, method, target, headers, body)
    except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
        # The peer hung up on an idle connection while our request was on its way, which says nothing about it.
        if not exchange.is_reused or exchange.answer is not None:
            raise
    return await _ask_once(session, exchange, method, target, headers, body)


async def _ask_once(
    session: aiohttp.ClientSession,
    exchange: _Exchange,
    method: str,
    target: URL,
    headers: LooseHeaders,
    body: bytes | None,
) -> Answer:
    exchange.answer = None
    exchange.is_connected = False
    async with session.request(
        method, target, headers=headers, data=body, allow_redirects=False, trace_request_ctx=exchange
    ) as response:
        received = bytearray()
        exchange.answer = _answer(response, b"", exchange)
        async for chunk in response.content.iter_any():
            received += chunk
            if len(received) > exchange.limit_bytes:
                answer = _answer(response, bytes(received[: exchange.limit_bytes]), exchange)
                response.close()
                raise OutboundError("too_large", DETAILS.say("answer_too_large", bytes=exchange.limit_bytes), 0, answer)
        exchange.answer = _answer(response, bytes(received), exchange)
        return exchange.answer


def _answer(response: aiohttp.ClientResponse, body: bytes, exchange: _Exchange) -> Answer:
    return Answer(
        status=response.status,
        headers=[
            (key.decode("utf-8", "replace"), value.decode("utf-8", "replace")) for key, value in response.raw_headers
        ],
        body=body,
        elapsed_ms=exchange.elapsed_ms,
        url=str(response.url),
    )


def _redirected(
    answer: Answer, method: str, target: URL, headers: Mapping[str, str], body: bytes | None
) -> tuple[str, URL, Mapping[str, str], bytes | None]:
    location = answer.header("Location")
    if not location:
        raise OutboundError("redirect", DETAILS.say("redirect_nowhere"), 0, answer)
    following = _address(str(target.join(URL(location))))
    dropped: frozenset[str] = frozenset()
    if following.origin() != target.origin():
        dropped |= _CREDENTIALS
    if answer.status == 303 or (answer.status in (301, 302) and method == "POST"):
        method, body = "HEAD" if method == "HEAD" else "GET", None
        dropped |= _BODY_HEADERS
    return method, following, {key: value for key, value in headers.items() if key.lower() not in dropped}, body


def _address(url: str) -> URL:
    """An address to be sent as it was written, since its query may be signed."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise OutboundError("refused", DETAILS.say("address_not_http", address=url[:200]))
    return URL(url, encoded=_PRINTABLE.fullmatch(url) is not None)


def _explained(error: Exception, exchange: _Exchange, timeout_seconds: float) -> tuple[OutboundFailure, str]:
    if isinstance(error, TimeoutError):
        waited_for = "whole_answer" if exchange.answer else "answer" if exchange.is_connected else "connection"
        return "timeout", DETAILS.say(f"waited_for_{waited_for}", seconds=f"{timeout_seconds:g}")
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, _PrivateNetwork):
        return "private_network", str(error.os_error)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns", DETAILS.say("name_unknown", host=error.host)
    if isinstance(error, (aiohttp.ClientSSLError, ssl.SSLError)):
        return "tls", str(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return "refused", DETAILS.say("nobody_listens", host=error.host, port=error.port)
    if isinstance(error, (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError, OSError)):
        return "refused", DETAILS.say("closed_early")
    if isinstance(error, aiohttp.ClientPayloadError):
        return "refused", DETAILS.say("broken_off")
    if isinstance(error, (aiohttp.InvalidURL, ValueError)):
        return "refused", DETAILS.say("address_unreadable", address=error)
    return "refused", DETAILS.say("not_http")


def _tracing() -> aiohttp.TraceConfig:
    async def connected(_session: Any, context: SimpleNamespace, _params: Any) -> None:
        if context.trace_request_ctx is not None:
            context.trace_request_ctx.is_connected = True

    async def reused(_session: Any, context: SimpleNamespace, _params: Any) -> None:
        if context.trace_request_ctx is not None:
            context.trace_request_ctx.is_connected = context.trace_request_ctx.is_reused = True

    tracing = aiohttp.TraceConfig()
    tracing.on_connection_create_end.append(connected)
    tracing.on_connection_reuseconn.append(reused)
    return tracing
