"""The record of every call, both ways: what came, what went, what we made of it, and why.

Recording costs the caller an append; rows are written in batches a moment later, and the newest are kept. Losing the last
moments in a crash loses diagnosis, never data.
"""

import asyncio
import re
import time
from collections import Counter
from datetime import datetime
from typing import Any, Literal
from weakref import WeakKeyDictionary

import msgspec
import sqlalchemy as sa
import structlog

from hutong.kernel.db import Reader, Row, Transaction, param, query, statement, table
from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.wire.diagnosis import Why
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.ports import CallingApp, RuleWarning

log = structlog.get_logger()

State = Literal["ok", "warn", "refused", "failed", "not_emulated"]
Direction = Literal["in", "out"]
Headers = list[tuple[str, str]]

_PAUSE_SECONDS = 0.2
_MOST_WAITING = 5000
_SECRET_VALUES = re.compile(r"\b(secret|access_token)=[^&]*")
_SECRET_HEADERS = frozenset({b"cookie", b"authorization", b"x-hutong-token"})


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a call, in a word, with the host's own code."""

    state: State
    code: int | str | None = None
    title: str = ""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A request or a response as it was on the wire. Bodies longer than the limit are cut, and say so."""

    query: str = ""
    headers: Headers = []
    body: bytes = b""
    decrypted: bytes | None = None
    size_bytes: int = 0


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """All there is to see of a call."""

    request: Message
    response: Message
    why: Why | None = None
    warnings: list[RuleWarning] = []


class RecordedCall(Row, frozen=True):
    """One call, in either direction. Times are wire time."""

    id: int
    at: datetime
    lane_at: datetime
    direction: str
    host: str
    method: str
    path: str
    status: int
    app_id: str | None
    state: str
    code: str | None
    title: str
    milliseconds: float
    attempt: int
    attempts: int
    cause_id: str | None
    cause: str | None
    person_id: int | None
    detail: bytes


class Summary(msgspec.Struct, frozen=True):
    """A call in a list."""

    id: int
    at: datetime
    direction: str
    host: str
    method: str
    path: str
    status: int
    app_id: str | None
    state: str
    code: str | None
    title: str
    milliseconds: float
    attempt: int
    attempts: int
    cause_id: str | None
    cause: str | None
    person_id: int | None


calls = table("wire_calls", RecordedCall, key=("id",), indexes=[("app_id", "id"), ("state", "id"), ("path", "id")])

_SUMMARY = [calls.c[field.name] for field in msgspec.structs.fields(Summary)]


def _optional(column: Any, name: str) -> Any:
    given = param(name, column.type)
    return sa.or_(sa.cast(given, column.type).is_(None), column == given)


_list = query(
    sa.select(*_SUMMARY)
    .where(
        calls.c.id < param("before", sa.BigInteger()),
        calls.c.id > param("after", sa.BigInteger()),
        _optional(calls.c.direction, "direction"),
        _optional(calls.c.host, "host"),
        _optional(calls.c.path, "path"),
        _optional(calls.c.app_id, "app_id"),
        sa.or_(param("problems", sa.Integer()) == 0, calls.c.state != "ok"),
    )
    .order_by(calls.c.id.desc())
    .limit(param("limit", sa.Integer())),
    Summary,
)


class Missing(msgspec.Struct, frozen=True):
    """An endpoint somebody called that is not there."""

    host: str
    path: str
    method: str
    count: int
    last_at: datetime


_missing = query(
    sa.select(
        calls.c.host,
        calls.c.path,
        calls.c.method,
        sa.func.count().label("count"),
        sa.func.max(calls.c.at).label("last_at"),
    )
    .where(calls.c.state == "not_emulated")
    .group_by(calls.c.host, calls.c.path, calls.c.method)
    .order_by(sa.func.count().desc(), calls.c.path)
    .limit(200),
    Missing,
)
_forget_older = statement(sa.delete(calls.sa).where(calls.c.id <= param("oldest", sa.BigInteger())))


class Oldest(msgspec.Struct, frozen=True):
    id: int


_oldest_kept = query(
    sa.select(calls.c.id).order_by(calls.c.id.desc()).offset(param("kept", sa.Integer())).limit(1), Oldest
)


def of(lane: Lane) -> "Recorder":
    """The recorder of this lane."""
    found = _recorders.get(lane)
    if found is None:
        found = _recorders[lane] = Recorder(lane)
    return found


class Recorder:
    """Takes calls as they end and writes them in batches."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._waiting: list[tuple[Any, ...]] = []
        self._writing: asyncio.Task[None] | None = None
        self._limit = lane.config.recorded_body_bytes
        self._since_cut = 0
        self.not_emulated: Counter[str] = Counter()

    def record_incoming(
        self,
        request: Incoming,
        answer: Outgoing,
        app: CallingApp | None,
        refusal: HutongError | None,
        warnings: list[RuleWarning],
        seconds: float,
    ) -> None:
        """A call an app's server made to us. Costs an append; the rest happens when it is written."""
        if refusal is not None and answer.status == 404:
            self.not_emulated[f"{request.host}{request.path}"] += 1
        self._take((time.time_ns(), self._lane.clock.lane(), request, answer, app and app.app_id, refusal, warnings, seconds))

    def record_outgoing(
        self,
        *,
        method: str,
        url_host: str,
        path: str,
        status: int,
        app_id: str,
        verdict: Verdict,
        request: Message,
        response: Message,
        seconds: float,
        attempt: int = 1,
        attempts: int = 1,
        cause_id: str | None = None,
        cause: str | None = None,
        person_id: int | None = None,
        why: Why | None = None,
        warnings: list[RuleWarning] | None = None,
    ) -> None:
        """A call we made to an app's server."""
        detail = Detail(request=self._cut(request), response=self._cut(response), why=why, warnings=warnings or [])
        self._take(
            RecordedCall(
                id=self._lane.ids.new(),
                at=self._lane.clock.wire(),
                lane_at=self._lane.clock.lane(),
                direction="out",
                host=url_host,
                method=method,
                path=path,
                status=status,
                app_id=app_id,
                state=verdict.state,
                code=None if verdict.code is None else str(verdict.code),
                title=verdict.title,
                milliseconds=round(seconds * 1000, 2),
                attempt=attempt,
                attempts=attempts,
                cause_id=cause_id,
                cause=cause,
                person_id=person_id,
                detail=msgspec.json.encode(detail),
            )
        )

    async def flush(self) -> None:
        """Write what waits now."""
        while self._waiting:
            taken, self._waiting = self._waiting, []
            rows = [row if isinstance(row, RecordedCall) else self._row_of(row) for row in taken]
            await self._lane.db.run(_write, rows)
            for row in rows:
                self._lane.bus.tell("calls", row)
            self._since_cut += len(rows)
            if self._since_cut >= 1000:
                self._since_cut = 0
                await self._lane.db.run(_keep_newest, self._lane.config.recorded_calls)

    def forget(self) -> None:
        """Drop what is not written yet, as `reset` of a lab does."""
        self._waiting.clear()
        self.not_emulated.clear()

    def _take(self, call: Any) -> None:
        if len(self._waiting) >= _MOST_WAITING:
            return
        self._waiting.append(call)
        if self._writing is None or self._writing.done():
            self._writing = self._lane.start(self._write_soon())

    async def _write_soon(self) -> None:
        await asyncio.sleep(_PAUSE_SECONDS)
        try:
            await self.flush()
        except Exception:
            log.exception("calls_not_recorded")

    def _row_of(self, taken: tuple[Any, ...]) -> RecordedCall:
        at_ns, lane_at, request, answer, app_id, refusal, warnings, seconds = taken
        verdict = _verdict_on(answer, refusal, warnings)
        detail = Detail(
            request=self._cut(
                Message(query=_masked(request.query_string), headers=_spelled(request.headers), body=request.body)
            ),
            response=self._cut(Message(headers=_spelled(answer.headers), body=answer.body)),
            why=None if refusal is None else _why(refusal, verdict),
            warnings=warnings + getattr(refusal, "warnings", []),
        )
        return RecordedCall(
            id=self._lane.ids.new(),
            at=datetime.fromtimestamp(at_ns // 1_000_000 / 1000, lane_at.tzinfo),
            lane_at=lane_at,
            direction="in",
            host=request.host,
            method=request.method,
            path=request.path,
            status=answer.status,
            app_id=app_id,
            state=verdict.state,
            code=None if verdict.code is None else str(verdict.code),
            title=verdict.title,
            milliseconds=round(seconds * 1000, 2),
            attempt=1,
            attempts=1,
            cause_id=None,
            cause=None,
            person_id=None,
            detail=msgspec.json.encode(detail),
        )

    def _cut(self, message: Message) -> Message:
        size = len(message.body)
        if size <= self._limit:
            return msgspec.structs.replace(message, size_bytes=size)
        return msgspec.structs.replace(message, body=message.body[: self._limit], size_bytes=size)


_recorders: WeakKeyDictionary[Lane, Recorder] = WeakKeyDictionary()


def listed(
    read: Reader,
    *,
    after: int = 0,
    before: int = 2**63 - 1,
    direction: str | None = None,
    host: str | None = None,
    path: str | None = None,
    app_id: str | None = None,
    problems: bool = False,
    limit: int = 100,
) -> list[Summary]:
    """Recorded calls, newest first."""
    return read.many(
        _list,
        after=after,
        before=before,
        direction=direction,
        host=host,
        path=path,
        app_id=app_id,
        problems=int(problems),
        limit=limit,
    )


def found(read: Reader, call_id: int) -> RecordedCall | None:
    """One recorded call, whole."""
    return read.one(calls.by_key, id=call_id)


def detail_of(call: RecordedCall) -> Detail:
    """What is kept of a call beside its summary."""
    return msgspec.json.decode(call.detail, type=Detail)


def missing(read: Reader) -> list[Missing]:
    """Endpoints that were called and are not there, most wanted first."""
    return read.many(_missing)


def _write(tx: Transaction, rows: list[RecordedCall]) -> None:
    for row in rows:
        tx.insert(row)


def _keep_newest(tx: Transaction, kept: int) -> None:
    oldest = tx.one(_oldest_kept, kept=kept)
    if oldest is not None:
        tx.run(_forget_older, oldest=oldest.id)


def _verdict_on(answer: Outgoing, refusal: HutongError | None, warnings: list[RuleWarning]) -> Verdict:
    if refusal is None:
        return Verdict(state="warn", title=warnings[0].sentence) if warnings else Verdict(state="ok")
    if answer.status == 404:
        return Verdict(state="not_emulated", code=404, title="not emulated")
    said = msgspec.json.decode(answer.body)
    state: State = "failed" if said["errcode"] == -1 else "refused"
    return Verdict(state=state, code=said["errcode"], title=said["errmsg"].partition(" rid: ")[0])


def _why(refusal: HutongError, verdict: Verdict) -> Why:
    story = " ".join((type(refusal).__doc__ or verdict.title).split())
    facts = ", ".join(f"{name}: {value}" for name, value in refusal.facts.items())
    return Why(code=_snake(type(refusal).__name__), params={k: str(v) for k, v in refusal.facts.items()}, sentence=story, hint=facts or None)


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _masked(query_string: bytes) -> str:
    """The query without what would let a reader act as the app."""
    return _SECRET_VALUES.sub(r"\1=(hidden)", query_string.decode("latin-1"))


def _spelled(headers: list[tuple[bytes, bytes]]) -> Headers:
    return [
        (name.decode("latin-1"), "(hidden)" if name in _SECRET_HEADERS else value.decode("latin-1"))
        for name, value in headers
    ]
