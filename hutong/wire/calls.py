"""Recorded calls: the rows, and what people ask of them."""

from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Reader, Row, Transaction, param, query, statement, table
from hutong.wire.diagnosis import Why
from hutong.wire.ports import RuleWarning

State = Literal["ok", "warn", "refused", "failed", "not_emulated"]
Headers = list[tuple[str, str]]


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


def write(tx: Transaction, rows: list[RecordedCall]) -> None:
    """Keep these calls."""
    for row in rows:
        tx.insert(row)


def keep_newest(tx: Transaction, kept: int) -> None:
    """Forget all but the newest `kept` calls."""
    oldest = tx.one(_oldest_kept, kept=kept)
    if oldest is not None:
        tx.run(_forget_older, oldest=oldest.id)
