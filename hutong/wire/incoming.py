"""A request as it came, and an answer as it goes, before any host gives them meaning."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from hutong.kernel.ids import nonce

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class BodyOverLimitError(Exception):
    """More came than the host takes."""


class CallerGoneError(Exception):
    """The caller hung up before all of it had come."""


class Incoming:
    """One HTTP request, read whole."""

    __slots__ = (
        "_prefix",
        "_raw_path",
        "_request_id",
        "body",
        "caller_ip",
        "client_serial",
        "headers",
        "host",
        "method",
        "path",
        "query_string",
        "scheme",
    )

    def __init__(self, scope: Scope, host: str, path: str, body: bytes) -> None:
        self.method: str = scope["method"]
        self.scheme: str = scope["scheme"]
        self.host = host
        self.path = path
        self.query_string: bytes = scope["query_string"]
        self.headers: list[tuple[bytes, bytes]] = scope["headers"]
        self.caller_ip: str = scope["client"][0] if scope["client"] else "127.0.0.1"
        self.client_serial: str = scope.get("hutong.client_serial", "")
        """Of the certificate that the caller showed our front, which verified it; or ""."""
        self.body = body
        self._raw_path: bytes = scope.get("raw_path") or path.encode()
        self._prefix = len(scope["path"]) - len(path)
        self._request_id: str | None = None

    @property
    def request_id(self) -> str:
        """What the log and an error's rid call this request; drawn when first asked for."""
        if self._request_id is None:
            self._request_id = nonce()
        return self._request_id

    @property
    def is_by_first_segment(self) -> bool:
        """Whether the host was named by the first segment of the path, on an origin that is ours."""
        return self._prefix > 0

    @property
    def target(self) -> bytes:
        """The path and the query as they came, percent signs and all; not the host, where the path begins with it."""
        path = self._raw_path
        if self._prefix:
            path = b"/" + path[1:].partition(b"/")[2]
        return path + b"?" + self.query_string if self.query_string else path

    def header(self, name: bytes) -> str:
        """The first header of this lower-case name, or ""."""
        for key, value in self.headers:
            if key == name:
                return value.decode("latin-1")
        return ""


class Outgoing:
    """One HTTP answer."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
        self.status = status
        self.body = body
        self.headers = headers


async def read_body(receive: Receive, limit_bytes: int) -> bytes:
    """The whole body. Raises: BodyOverLimitError · CallerGoneError"""
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body") and message["type"] == "http.request" and len(body) <= limit_bytes:
        return body
    parts, size = [body], len(body)
    while message.get("more_body"):
        if size > limit_bytes:
            raise BodyOverLimitError
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        parts.append(part)
    # Half a body must not pass for a whole one.
    if message["type"] == "http.disconnect":
        raise CallerGoneError
    if size > limit_bytes:
        raise BodyOverLimitError
    return b"".join(parts)


async def send_whole(send: Send, answer: Outgoing) -> None:
    """Answer in one go."""
    headers = [*answer.headers, (b"content-length", str(len(answer.body)).encode())]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
