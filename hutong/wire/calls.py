"""Recorded calls: pages of them in the database, and what people ask of them.

Calls are kept by the page, as one moment's calls were written, because a row for each would cost more than most calls
themselves. A page is encoded whole; the newest pages are kept.
"""

import heapq
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Literal
from urllib.parse import unquote_plus

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, Row, Transaction, param, query, statement, table
from hutong.wire.diagnosis import Why
from hutong.wire.ports import RuleWarning

State = Literal["ok", "warn", "refused", "failed", "not_emulated"]
Headers = list[tuple[str, str]]

LAST = 2**63 - 1
_PAGES_AT_ONCE = 16
_MOST_BYTES = 256 << 20
_MOST_MISSING = 1_000
_HIDDEN_HEADERS = frozenset({"cookie", "set-cookie", "authorization", "x-hutong-token"})
_HIDDEN = "(hidden)"
_SECRETS = "(?:app)?secret|(?:access|refresh)_token|sandbox_signkey"
_SECRET_NAME = re.compile(_SECRETS)
_SECRET_TEXTS = tuple(
    re.compile(pattern.encode(), re.DOTALL)
    for pattern in (
        # As JSON spells it, cut or whole, and as XML does.
        rf'("(?:{_SECRETS})"\s*:\s*")(?:[^"\\]|\\.)*',
        rf"(<(?:{_SECRETS})>)[^<]*(?:<!\[CDATA\[.*?(?:\]\]>|\Z))?",
    )
)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a call, in a word, with the host's own code."""

    state: State
    code: int | str | None = None
    title: str = ""


class Message(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A request or a response as it was on the wire. A body over the limit is cut; `size_bytes` tells its length."""

    query: str = ""
    headers: Headers = []
    body: bytes = b""
    decrypted: bytes | None = None
    size_bytes: int = 0


class RawMessage(msgspec.Struct, frozen=True, array_like=True):
    """A message as a server hands it over, decoded only when somebody looks."""

    query: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes
    size_bytes: int


class RecordedCall(msgspec.Struct, frozen=True, array_like=True):
    """One call, in either direction. `at` is wire time."""

    id: int
    at: datetime
    lane_at: datetime
    direction: str
    host: str
    method: str
    path: str
    status: int
    app_id: str | None
    state: State
    code: str | None
    title: str
    milliseconds: float
    request: bytes
    """A `Message` or a `RawMessage`, encoded; see `request_of`."""
    response: bytes
    is_raw: bool = False
    attempt: int = 1
    attempts: int = 1
    cause_id: str | None = None
    cause: str | None = None
    person_id: int | None = None
    why: Why | None = None
    warnings: list[RuleWarning] = []
    scheme: str = "http"
    caller_ip: str = ""


class Page(Row, frozen=True):
    """Calls that were written together, oldest first."""

    last_id: int
    first_id: int
    count: int
    calls: bytes


class PageSize(Row, frozen=True):
    """How much a page holds, told without reading it."""

    last_id: int
    count: int
    size_bytes: int


class Missing(Row, frozen=True):
    """An endpoint somebody called that is not there."""

    host: str
    path: str
    method: str
    count: int
    last_at: datetime


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which calls are wanted; `after` and `before` are ids. `path` is how it begins."""

    after: int = 0
    before: int = LAST
    host: str | None = None
    path: str | None = None
    direction: str | None = None
    app_id: str | None = None
    problem: bool = False

    def wants(self, call: RecordedCall) -> bool:
        """Whether this call is among them."""
        return (
            self.after < call.id < self.before
            and self.host in (None, call.host)
            and (self.path is None or call.path.startswith(self.path))
            and self.direction in (None, call.direction)
            and self.app_id in (None, call.app_id)
            and not (self.problem and call.state == "ok")
        )


pages = table("wire_call_pages", Page, key=("last_id",))
missing_endpoints = table("wire_missing_endpoints", Missing, key=("host", "path", "method"))

_newest = query(
    pages.select()
    .where(pages.c.last_id > param("after"), pages.c.first_id < param("before"), pages.c.last_id < param("page_before"))
    .order_by(pages.c.last_id.desc())
    .limit(param("limit", sa.Integer())),
    Page,
)
_newest_sizes = query(
    sa.select(pages.c.last_id, pages.c.count, sa.func.length(pages.c.calls).label("size_bytes")).order_by(
        pages.c.last_id.desc()
    ),
    PageSize,
)
_most_missing = query(
    missing_endpoints.select()
    .order_by(missing_endpoints.c.count.desc(), missing_endpoints.c.host, missing_endpoints.c.path)
    .limit(200),
    Missing,
)
_forget_older = statement(sa.delete(pages.sa).where(pages.c.last_id < param("oldest")))
_newest_missing = query(
    missing_endpoints.select().order_by(missing_endpoints.c.last_at.desc()).offset(_MOST_MISSING).limit(1), Missing
)
_forget_missing = statement(
    sa.delete(missing_endpoints.sa).where(
        missing_endpoints.c.last_at <= param("oldest", missing_endpoints.c.last_at.type)
    )
)

_encode = msgspec.msgpack.Encoder().encode
_decode_page = msgspec.msgpack.Decoder(list[RecordedCall]).decode
_decode_message = msgspec.msgpack.Decoder(Message).decode
_decode_raw = msgspec.msgpack.Decoder(RawMessage).decode


def listed(read: Reader, wanted: Filter, limit: int = 100, *, among: int | None = None) -> list[RecordedCall]:
    """Recorded calls, newest first; `among` bounds how many are looked at."""
    found: list[RecordedCall] = []
    for call in islice(_backwards(read, wanted.after, wanted.before), among):
        if wanted.wants(call):
            found.append(call)
            if len(found) == limit:
                break
    return found


def found(read: Reader, call_id: int) -> RecordedCall | None:
    """One recorded call."""
    if not 0 < call_id < LAST:
        return None
    around = _backwards(read, call_id - 1, call_id + 1)
    return next((call for call in around if call.id == call_id), None)


def answered_with(read: Reader, text: bytes, *, host: str, among: int) -> RecordedCall | None:
    """The newest call that this host refused with an answer holding `text`, of the newest `among`."""
    for call in islice(_backwards(read, 0, LAST), among):
        if call.host == host and call.direction == "in" and call.code is not None and text in call.response:
            return call
    return None


def request_of(call: RecordedCall) -> Message:
    """What was asked, without what would let a reader act as the app."""
    return _hidden(_message(call.request, is_raw=call.is_raw), in_body=call.direction == "in")


def response_of(call: RecordedCall) -> Message:
    """What was answered, likewise."""
    return _hidden(_message(call.response, is_raw=call.is_raw), in_body=call.direction == "in")


def missing(read: Reader) -> list[Missing]:
    """Endpoints that were called and are not there, most wanted first."""
    return read.many(_most_missing)


def write(tx: Transaction, calls: list[RecordedCall]) -> None:
    """Keep these calls, oldest first."""
    tx.insert(Page(calls[-1].id, calls[0].id, len(calls), _encode(calls)))
    for call in calls:
        if call.state == "not_emulated":
            # A text of the database holds no NUL, and a path may.
            path = call.path.replace("\0", "\ufffd")
            known, _ = tx.get_or_add(Missing(call.host, path, call.method, 0, call.at))
            tx.update(known, count=known.count + 1, last_at=call.at)


def keep_newest(tx: Transaction, kept: int) -> None:
    """Forget the pages before the newest `kept` calls, or before more bytes than are worth keeping."""
    counted, size_bytes = 0, 0
    for page in tx.many(_newest_sizes):
        counted += page.count
        size_bytes += page.size_bytes
        if counted > kept or size_bytes > _MOST_BYTES:
            tx.run(_forget_older, oldest=page.last_id)
            break
    # Whoever calls what is not there may make up as many paths as they like.
    first_too_many = tx.one(_newest_missing)
    if first_too_many is not None:
        tx.run(_forget_missing, oldest=first_too_many.last_at)


def as_it_came(query: bytes, headers: list[tuple[bytes, bytes]], body: bytes, limit_bytes: int) -> bytes:
    """A message as a call holds it, without the secret of an app, which is kept nowhere."""
    kept = body[:limit_bytes]
    if b"secret" in query or b"secret" in kept or b"sandbox_signkey" in kept:
        query, kept = _without_secrets_in_query(query.decode("latin-1")).encode("latin-1"), without_secrets(kept)
    return _encode(RawMessage(query, headers, kept, len(body)))


def encoded(message: Message) -> bytes:
    """A message as a call holds it."""
    return _encode(message)


def _backwards(read: Reader, after: int, before: int) -> Iterator[RecordedCall]:
    """Calls newest first. Pages of several processes, or written at once, overlap: what is held waits its turn."""
    held: list[tuple[int, int, RecordedCall]] = []
    behind, after, before = LAST, _bounded(after), _bounded(before)
    while some := read.many(_newest, after=after, before=before, page_before=behind, limit=_PAGES_AT_ONCE):
        for page in some:
            while held and -held[0][0] > page.last_id:
                yield heapq.heappop(held)[-1]
            for call in _decode_page(page.calls):
                heapq.heappush(held, (-call.id, len(held), call))
        behind = some[-1].last_id
    while held:
        yield heapq.heappop(held)[-1]


def _bounded(call_id: int) -> int:
    return min(max(call_id, 0), LAST)


def _message(held: bytes, *, is_raw: bool) -> Message:
    if not is_raw:
        return _decode_message(held)
    raw = _decode_raw(held)
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in raw.headers]
    return Message(query=raw.query.decode("latin-1"), headers=headers, body=raw.body, size_bytes=raw.size_bytes)


def _hidden(message: Message, *, in_body: bool) -> Message:
    headers = [(name, _HIDDEN if name.lower() in _HIDDEN_HEADERS else value) for name, value in message.headers]
    return msgspec.structs.replace(
        message,
        headers=headers,
        query=_without_secrets_in_query(message.query),
        # What people and apps say to each other is theirs, whatever it looks like.
        body=without_secrets(message.body) if in_body else message.body,
    )


def without_secrets(body: bytes) -> bytes:
    """A body without the values that would let a reader act as the app."""
    for pattern in _SECRET_TEXTS:
        body = pattern.sub(rb"\1" + _HIDDEN.encode(), body)
    return body


def _without_secrets_in_query(query: str) -> str:
    return "&".join(_hidden_argument(part) for part in query.split("&"))


def _hidden_argument(part: str) -> str:
    name, equals, _ = part.partition("=")
    return f"{name}={_HIDDEN}" if equals and _SECRET_NAME.fullmatch(unquote_plus(name)) else part
