"""The record of every call, both ways: what came, what went, what we made of it, and why.

Recording costs the caller an append; pages of calls are written a moment later. Losing the last moments in a crash
loses diagnosis, never data.
"""

import asyncio
import functools
from collections import deque
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import msgspec
import structlog

from hutong.kernel.clock import Moment
from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane
from hutong.wire import calls, errors
from hutong.wire.calls import Message, RecordedCall, State, Verdict
from hutong.wire.diagnosis import Why
from hutong.wire.incoming import Incoming, Outgoing
from hutong.wire.ports import RuleWarning

log = structlog.get_logger()

_PAUSE_SECONDS = 0.2
_PAGE_CALLS = 256
_PAGE_BYTES = 1 << 20
_BITE = 8
_MOST_WAITING = 5000
_CUT_EVERY = 1000


class HasAppId(Protocol):
    """Who called, as the record names them."""

    @property
    def app_id(self) -> str: ...


class Named(msgspec.Struct, frozen=True):
    """A caller that is no app, such as a merchant."""

    app_id: str


def of(lane: Lane) -> "Recorder":
    """The recorder of this lane."""
    found = _recorders.get(lane)
    if found is None:
        found = _recorders[lane] = Recorder(lane)
    return found


class Recorder:
    """Takes calls as they end and writes them by the page."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._waiting: deque[Any] = deque()
        self._told: list[RecordedCall] = []
        self._told_bytes = 0
        self._writing: asyncio.Task[None] | None = None
        self._one_writer = asyncio.Lock()
        self._limit = lane.config.recorded_body_bytes
        self._since_cut = 0

    def record_incoming(
        self,
        request: Incoming,
        answer: Outgoing,
        app: HasAppId | None,
        refusal: HutongError | None,
        warnings: list[RuleWarning],
        seconds: float,
        told: tuple[str, str] | None = None,
    ) -> None:
        """A call an app's server made to us. Costs an append; the rest happens when it is written.

        `told` is the code and the words of a refusal, from a host that does not speak of errcode and errmsg.
        """
        self._take((self._lane.clock.moment(), request, answer, app, refusal, warnings, seconds, told))

    def record_outgoing(
        self,
        *,
        method: str,
        url_host: str,
        scheme: str = "http",
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
                request=calls.encoded(self._cut(request)),
                response=calls.encoded(self._cut(response)),
                attempt=attempt,
                attempts=attempts,
                cause_id=cause_id,
                cause=cause,
                person_id=person_id,
                why=why,
                warnings=warnings or [],
                scheme=scheme,
            )
        )

    def record_missed(self, host: str, method: str, path: str) -> None:
        """A redirected program called a host of WeChat's that is not emulated, and was refused."""
        nothing = calls.encoded(Message())
        why = _why(errors.NotEmulated(host=host, path=path), "not emulated")
        self._take(
            RecordedCall(
                self._lane.ids.new(),
                self._lane.clock.wire(),
                self._lane.clock.lane(),
                "in",
                host,
                method,
                path,
                403,
                None,
                "not_emulated",
                "404",
                "not emulated",
                0.0,
                nothing,
                nothing,
                why=why,
            )
        )

    async def flush(self) -> None:
        """Write what waits now; what another is writing is written too when this returns."""
        async with self._one_writer:
            while page := await self._next_page():
                await self._lane.db.run(calls.write, page)
                for call in page:
                    self._lane.bus.tell("calls", call)
                await self._forget_old(len(page))

    def forget(self) -> None:
        """Drop what is not written yet, as `reset` of a lab does."""
        self._waiting.clear()
        self._told, self._told_bytes = [], 0

    async def _next_page(self) -> list[RecordedCall]:
        # In bites: whoever calls meanwhile is answered between two of them.
        while self._waiting and len(self._told) < _PAGE_CALLS and self._told_bytes < _PAGE_BYTES:
            self._tell_a_bite()
            await asyncio.sleep(0)
        page, self._told, self._told_bytes = self._told, [], 0
        page.sort(key=lambda call: call.id)
        return page

    def _tell_a_bite(self) -> None:
        for _ in range(min(_BITE, len(self._waiting))):
            # What cannot be told must not stand in the way of what can.
            waiting = self._waiting.popleft()
            call = waiting if isinstance(waiting, RecordedCall) else self._call_of(*waiting)
            self._told.append(call)
            self._told_bytes += len(call.request) + len(call.response)

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

    async def _forget_old(self, written: int) -> None:
        self._since_cut += written
        if self._since_cut >= _CUT_EVERY:
            self._since_cut = 0
            await self._lane.db.run(calls.keep_newest, self._lane.config.recorded_calls)

    def _call_of(
        self,
        moment: Moment,
        request: Incoming,
        answer: Outgoing,
        app: HasAppId | None,
        refusal: HutongError | None,
        warnings: list[RuleWarning],
        seconds: float,
        told: tuple[str, str] | None,
    ) -> RecordedCall:
        at, lane_at = self._lane.clock.times_of(moment)
        state, code, title, why = _judged(answer, refusal, warnings, told)
        return RecordedCall(
            self._lane.ids.new(),
            at,
            lane_at,
            "in",
            request.host,
            request.method,
            request.path,
            answer.status,
            app.app_id if app is not None else None,
            state,
            code,
            title,
            round(seconds * 1000, 2),
            calls.as_it_came(request.query_string, request.headers, request.body, self._limit),
            calls.as_it_came(b"", answer.headers, answer.body, self._limit),
            is_raw=True,
            why=why,
            warnings=warnings,
            caller_ip=request.caller_ip,
        )

    def _cut(self, message: Message) -> Message:
        size = len(message.body)
        return msgspec.structs.replace(message, body=message.body[: self._limit], size_bytes=size)


_recorders: WeakKeyDictionary[Lane, Recorder] = WeakKeyDictionary()


def _judged(
    answer: Outgoing, refusal: HutongError | None, warnings: list[RuleWarning], told: tuple[str, str] | None
) -> tuple[State, str | None, str, Why | None]:
    if refusal is None:
        return ("warn", None, warnings[0].sentence, None) if warnings else ("ok", None, "", None)
    if isinstance(refusal, errors.NotEmulated):
        return "not_emulated", "404", "not emulated", _why(refusal, "not emulated")
    code, title = told or _said(answer)
    is_ours = isinstance(refusal, errors.SystemBusy)
    why = getattr(refusal, "why", None) or _why(refusal, title)
    return "failed" if is_ours or code == "-1" else "refused", code, title, why


def _said(answer: Outgoing) -> tuple[str, str]:
    said = msgspec.json.decode(answer.body)
    return str(said["errcode"]), said["errmsg"].partition(" rid: ")[0]


def _why(refusal: HutongError, title: str) -> Why:
    kind = type(refusal)
    code, story = _told_of(kind.__name__, kind.__doc__ or "")
    facts = ", ".join(f"{name}: {value}" for name, value in refusal.facts.items())
    params = {name: str(value) for name, value in refusal.facts.items()}
    return Why(code=code, params=params, sentence=story or title, hint=facts or None)


@functools.cache
def _told_of(name: str, doc: str) -> tuple[str, str]:
    return _snake(name), " ".join(doc.split())


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
