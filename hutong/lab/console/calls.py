"""/api/lab/calls: the inspector."""

import base64
from collections.abc import Mapping
from datetime import datetime

import msgspec

from hutong.kernel.db import Reader
from hutong.lab import errors
from hutong.people import public as people
from hutong.wire import calls, inspector
from hutong.wire.diagnosis import Why
from hutong.wire.paths import number_in
from hutong.wire.ports import RuleWarning
from hutong.wire.product import Call, lab


class VerdictView(msgspec.Struct, frozen=True):
    state: str
    code: str | None
    title: str


class CallSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A call in the list. `direction` "in" came to us, "out" is a callback of ours."""

    id: str
    at: datetime
    lane_at: datetime
    direction: str
    scheme: str
    host: str
    method: str
    path: str
    status: int
    app_id: str | None
    verdict: VerdictView
    ms: float
    attempt: int
    attempts: int
    cause_id: str | None
    cause: str | None
    person_id: str | None
    person_name: str | None = None


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """A request or response. `body` is text; binary bodies come as `body_base64`."""

    query: str
    headers: list[tuple[str, str]]
    body: str | None
    body_base64: str | None
    decrypted: str | None
    size_bytes: int


class CallDetail(CallSummary, frozen=True, kw_only=True):
    """A call whole."""

    request: MessageView
    response: MessageView
    why: Why | None
    warnings: list[RuleWarning]


class CallList(msgspec.Struct, frozen=True):
    items: list[CallSummary]
    next: str | None


class Wanted(calls.Filter, frozen=True, kw_only=True):
    """Filters, and how many."""

    limit: int = 100


class MissingView(msgspec.Struct, frozen=True):
    items: list[calls.Missing]


@lab.get("/calls", query=Wanted)
async def listed(call: Call[None]) -> CallList:
    """Recorded calls, newest first, those of this very moment included."""
    await inspector.of(call.lane).flush()
    wanted: Wanted = call.query
    limit = min(max(wanted.limit, 1), 500)
    found = await call.lane.db.read_long(calls.listed, wanted, limit)
    names = await call.lane.db.read(_names, found)
    items = [summary_of(item, names) for item in found]
    return CallList(items, str(found[-1].id) if len(found) == limit else None)


@lab.get("/calls/missing")
async def missing(call: Call[None]) -> MissingView:
    """Endpoints that were called and are not there, most wanted first, those of this very moment included."""
    await inspector.of(call.lane).flush()
    return MissingView(await call.lane.db.read(calls.missing))


@lab.get("/calls/{id}")
async def shown(call: Call[None]) -> CallDetail:
    """One call whole: both bodies, what was encrypted, and why it ended so. Errors: call_not_found"""
    await inspector.of(call.lane).flush()
    found = await call.lane.db.read(_found, call.path["id"])
    names = await call.lane.db.read(_names, [found])
    return CallDetail(
        **msgspec.structs.asdict(summary_of(found, names)),
        request=_message(calls.request_of(found)),
        response=_message(calls.response_of(found)),
        why=found.why,
        warnings=found.warnings,
    )


def summary_of(call: calls.RecordedCall, names: Mapping[int, str] | None = None) -> CallSummary:
    """A recorded call as the list shows it, with the name of the person it is about where `names` has it."""
    return CallSummary(
        id=str(call.id),
        at=call.at,
        lane_at=call.lane_at,
        direction=call.direction,
        scheme=call.scheme,
        host=call.host,
        method=call.method,
        path=call.path,
        status=call.status,
        app_id=call.app_id,
        verdict=VerdictView(call.state, call.code, call.title),
        ms=call.milliseconds,
        attempt=call.attempt,
        attempts=call.attempts,
        cause_id=call.cause_id,
        cause=call.cause,
        person_id=None if call.person_id is None else str(call.person_id),
        person_name=None if call.person_id is None else (names or {}).get(call.person_id),
    )


def _names(read: Reader, found: list[calls.RecordedCall]) -> dict[int, str]:
    wanted = {call.person_id for call in found if call.person_id is not None}
    return {person_id: person.name for person_id, person in people.get_many(read, list(wanted)).items()}


def _found(read: Reader, spelled: str) -> calls.RecordedCall:
    call_id = number_in(spelled)
    found = None if call_id is None else calls.found(read, call_id)
    if found is None:
        raise errors.CallNotFound(id=spelled[:64])
    return found


def _message(message: calls.Message) -> MessageView:
    text = _text(message.body)
    return MessageView(
        query=message.query,
        headers=message.headers,
        body=text,
        body_base64=None if text is not None else base64.b64encode(message.body).decode(),
        decrypted=None if message.decrypted is None else _text(message.decrypted),
        size_bytes=message.size_bytes,
    )


def _text(body: bytes) -> str | None:
    if b"\0" in body:
        return None
    # A cut in the middle of a character is no reason to show bytes.
    return body.decode("utf-8", "replace") if body.isascii() or _is_mostly_text(body) else None


def _is_mostly_text(body: bytes) -> bool:
    decoded = body.decode("utf-8", "replace")
    return decoded.count("�") * 20 < len(decoded)
