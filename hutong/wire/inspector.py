"""The record of every call, both ways: what came, what went, what we made of it, and why.

Recording costs the caller an append; rows are written in batches a moment later, and the newest are kept. Losing the
last moments in a crash loses diagnosis, never data.
"""

import asyncio
import re
from collections import Counter
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
import structlog

from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.wire.calls import Detail, Headers, Message, RecordedCall, State, Verdict, keep_newest, write
from hutong.wire.diagnosis import Why
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.ports import CallingApp, RuleWarning

log = structlog.get_logger()

_PAUSE_SECONDS = 0.2
_MOST_WAITING = 5000
_SECRET_VALUES = re.compile(r"\b(secret|access_token)=[^&]*")
_SECRET_HEADERS = frozenset({b"cookie", b"authorization", b"x-hutong-token"})


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
        app_id = app.app_id if app is not None else None
        self._take(
            (self._lane.clock.wire(), self._lane.clock.lane(), request, answer, app_id, refusal, warnings, seconds)
        )

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
            await self._lane.db.run(write, rows)
            for row in rows:
                self._lane.bus.tell("calls", row)
            self._since_cut += len(rows)
            if self._since_cut >= 1000:
                self._since_cut = 0
                await self._lane.db.run(keep_newest, self._lane.config.recorded_calls)

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
        at, lane_at, request, answer, app_id, refusal, warnings, seconds = taken
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
            at=at,
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
    params = {name: str(value) for name, value in refusal.facts.items()}
    return Why(code=_snake(type(refusal).__name__), params=params, sentence=story, hint=facts or None)


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
