"""Requests of a client as they pass: parsed so that nobody can smuggle one in another, and written anew."""

import httptools
import msgspec

HEAD_LIMIT_BYTES = 32 << 10
SERIAL_HEADER = b"x-hutong-client-serial"
WORD_HEADER = b"x-hutong-front"

# Between two programs only, or ours to say.
_NEVER_PASSED = frozenset(
    {b"proxy-connection", b"proxy-authorization", b"proxy-authenticate", b"keep-alive", b"te"}
    | {SERIAL_HEADER, WORD_HEADER}
)
_UPGRADES = frozenset({b"upgrade", b"http2-settings"})
_FORWARDED = frozenset({b"forwarded", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"x-real-ip"})


class Malformed(Exception):
    """The bytes of a client are no request."""


class HeadTooLarge(Malformed):
    """The first line and the headers of a request are over the limit."""


class Head(msgspec.Struct, frozen=True):
    """The first line and the headers of a request, names in lower case."""

    method: str
    target: str
    version: str
    headers: list[tuple[bytes, bytes]]
    is_upgrade: bool = False

    def first(self, name: bytes) -> str:
        """The first header of this name, or ""."""
        return next((value.decode("latin-1") for key, value in self.headers if key == name), "")

    @property
    def is_chunked(self) -> bool:
        return any(name == b"transfer-encoding" for name, _ in self.headers)

    @property
    def wants_websocket(self) -> bool:
        return self.is_upgrade and self.first(b"upgrade").lower() == "websocket"


class Body(msgspec.Struct, frozen=True):
    """A piece of a body, as it is written to the upstream."""

    data: bytes


class End(msgspec.Struct, frozen=True):
    """A request is complete."""

    data: bytes


class Raw(msgspec.Struct, frozen=True):
    """What follows is no HTTP any more: after CONNECT, or after an upgrade to WebSocket."""

    data: bytes


Part = Head | Body | End | Raw


class RequestParser:
    """Turns what a client sends into parts."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._is_too_large = False
        self._begin()

    @property
    def is_in_head(self) -> bool:
        """Whether the beginning of a request has come, but not all of its head."""
        return self._head_bytes > 0

    def feed(self, data: bytes) -> list[Part]:
        """The parts in these bytes. Raises: Malformed · HeadTooLarge"""
        while data:
            data = self._feed(data)
        parts, self._parts = self._parts, []
        return parts

    def _feed(self, data: bytes) -> bytes:
        """Take these bytes, but for those that another parser has to go on with."""
        if self._head is None:
            self._head_bytes += len(data)
        rest = b""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            rest = self._go_on(data[upgrade.args[0] :])
        except httptools.HttpParserError as error:
            raise Malformed(str(error)) from None
        if self._is_too_large or (self._head is None and self._head_bytes > HEAD_LIMIT_BYTES):
            raise HeadTooLarge
        return rest

    def _go_on(self, rest: bytes) -> bytes:
        """After a request that would upgrade. The parser stops there; where we do not upgrade, another one goes on."""
        head = next(part for part in reversed(self._parts) if isinstance(part, Head))
        if head.method == "CONNECT" or head.wants_websocket:
            self._parts.append(Raw(rest))
            return b""
        ended = self._parts.pop()
        assert isinstance(ended, End), "the parser said the request was complete"
        # The new one is told of the same body, and what it makes of that head is not needed.
        framing = [(name, value) for name, value in head.headers if name in (b"content-length", b"transfer-encoding")]
        already, self._parts = self._parts, []
        self._begin()
        self._parser.feed_data(_spelled(msgspec.structs.replace(head, method="POST"), "/", framing))
        self._parts = [*already, *self._parts[1:]]
        return rest

    def _begin(self) -> None:
        self._head: Head | None = None
        self._head_bytes = 0
        self._target = b""
        self._headers: list[tuple[bytes, bytes]] = []
        self._parser = httptools.HttpRequestParser(self)

    def on_message_begin(self) -> None:
        self._head, self._target, self._headers = None, b"", []

    def on_url(self, url: bytes) -> None:
        self._target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        parser = self._parser
        self._head_bytes = 0
        size = len(self._target) + sum(len(name) + len(value) + 4 for name, value in self._headers)
        # An exception would not come out of the parser as it went in.
        self._is_too_large = self._is_too_large or size > HEAD_LIMIT_BYTES
        self._head = Head(
            parser.get_method().decode("ascii"),
            self._target.decode("latin-1"),
            parser.get_http_version(),
            self._headers,
            parser.should_upgrade(),
        )
        self._parts.append(self._head)

    def on_body(self, data: bytes) -> None:
        assert self._head is not None, "a body follows a head"
        self._parts.append(Body(b"%x\r\n%b\r\n" % (len(data), data) if self._head.is_chunked else data))

    def on_message_complete(self) -> None:
        assert self._head is not None, "an end follows a head"
        self._parts.append(End(b"0\r\n\r\n" if self._head.is_chunked else b""))
        self._head = None


def written(
    head: Head,
    target: str,
    *,
    host: str,
    client_serial: str = "",
    forwarded_for: str | None = None,
    word: bytes = b"",
    close: bool = False,
) -> bytes:
    """A request's head as the upstream gets it.

    `forwarded_for`, where the upstream is our own pages, names the caller and lets WebSockets pass; `client_serial` is
    that of a certificate that was verified; `word` shows the lane that it is its front who says so.
    """
    own = forwarded_for is not None
    passes_upgrade = own and head.wants_websocket
    dropped = _NEVER_PASSED | {b"host"} | (frozenset() if passes_upgrade else _UPGRADES | {b"connection"})
    if own:
        dropped |= _FORWARDED
    kept = [(name, value) for name, value in head.headers if name not in dropped]
    if close or (not passes_upgrade and "close" in head.first(b"connection").lower()):
        kept.append((b"connection", b"close"))
    elif head.version == "1.0" and "keep-alive" in head.first(b"connection").lower():
        kept.append((b"connection", b"keep-alive"))
    if forwarded_for is not None:
        kept += [(b"x-forwarded-for", forwarded_for.encode()), (b"x-forwarded-proto", b"https"), (WORD_HEADER, word)]
    if client_serial:
        kept += [(SERIAL_HEADER, client_serial.encode()), (WORD_HEADER, word)]
    return _spelled(head, target, [(b"host", host.encode("latin-1")), *kept])


def _spelled(head: Head, target: str, headers: list[tuple[bytes, bytes]]) -> bytes:
    lines = [f"{head.method} {target} HTTP/{head.version}".encode("latin-1")]
    lines += [name + b": " + value for name, value in headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"
