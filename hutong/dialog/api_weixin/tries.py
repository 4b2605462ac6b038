"""One try of a push: what came of it, what we make of that, and how the inspector tells it."""

from typing import Any
from urllib.parse import urlsplit

import msgspec

from hutong.chat.public import bodies
from hutong.dialog.public import Fault
from hutong.dialog.pushes import Push
from hutong.kernel.lane import Lane
from hutong.kernel.outbound import Answer
from hutong.wire import callbacks, inspector
from hutong.wire.callbacks import BadReply, CallbackSettings, PushRequest
from hutong.wire.calls import Message, Verdict
from hutong.wire.diagnosis import Why
from hutong.wire.troubles import TOLD, params_of


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Where an app's pushes go, and what the app is called in them."""

    settings: CallbackSettings
    original_id: str
    is_program: bool
    """Whether it is a mini program: no reply of its server is shown, and none of its failures."""


class Try(msgspec.Struct, frozen=True, kw_only=True):
    """One of the tries of a push."""

    push: Push
    target: Target
    request: PushRequest
    signed: dict[str, str]
    """The push's own timestamp and nonce."""
    number: int
    of: int
    openid: str
    fault: Fault | None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of posting: an answer, or trouble, or an answer cut short by trouble."""

    answer: Answer | None = None
    trouble: str | None = None
    detail: str = ""
    seconds: float = 0


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What we make of an outcome. `body` is what the person is shown; `is_told`: of the failure."""

    outcome: Outcome
    verdict: Verdict
    reply: Any = None
    body: bodies.AnyBody | None = None
    why: Why | None = None
    failed: bool = False
    try_again: bool = False
    is_told: bool = False

    @property
    def elapsed_ms(self) -> float:
        """How long the server took, or how long it was waited for."""
        return self.outcome.seconds * 1000


def answered(outcome: Outcome, reply: Any, body: bodies.AnyBody | None = None) -> Judged:
    """The server understood: it acknowledged, or said something."""
    title = str(type(reply).__struct_config__.tag)
    return Judged(outcome=outcome, verdict=Verdict(state="ok", title=title), reply=reply, body=body)


def misunderstood(outcome: Outcome, error: BadReply) -> Judged:
    """The server answered something that is no reply: it is not asked again."""
    verdict = Verdict(state="failed", code=error.why.code, title=error.why.sentence)
    return Judged(outcome=outcome, verdict=verdict, why=error.why, failed=True, is_told=True)


def unanswered(made: Try, outcome: Outcome) -> Judged:
    """No answer in time, none at all, or another status than 200: tried again while tries are left."""
    why = _why_unanswered(outcome)
    # More than we read is an answer all the same, and asking again would only bring it again.
    is_final = outcome.trouble == "too_large" or made.number == made.of
    return Judged(
        outcome=outcome,
        verdict=Verdict(state="failed", code=why.code, title=why.sentence),
        why=why,
        failed=True,
        try_again=not is_final,
        # An event that reaches nobody fails in silence; an answer nobody can read does not.
        is_told=made.push.is_message or (outcome.trouble == "too_large" and made.push.wants_reply),
    )


def lost() -> Judged:
    """A fault of the lab: it went astray, and nobody noticed."""
    why = Why(code="fault.lost", sentence="A fault of the lab: the push went astray and was not sent again.")
    return Judged(outcome=Outcome(), verdict=Verdict(state="failed", code=why.code, title=why.sentence), why=why)


def refused_by_fault() -> Outcome:
    """A fault of the lab: as if nobody listened at the address."""
    return Outcome(trouble="refused", detail=TOLD.say("fault_refused"))


def with_fault(outcome: Outcome, fault: Fault | None, *, seconds: float) -> Outcome:
    """The outcome as a fault of the lab changes it: the server did get the push, its answer is what suffers."""
    match fault:
        case "timeout":
            changed = Outcome(trouble="timeout", detail=TOLD.say("fault_late"))
        case "status_500":
            changed = Outcome(answer=_made_up(500, b"a fault of the lab"))
        case "garbage":
            changed = Outcome(answer=_made_up(200, b"\x00\xffa fault of the lab"))
        case _:
            changed = outcome
    return msgspec.structs.replace(changed, seconds=seconds)


def record(lane: Lane, made: Try, judged: Judged) -> None:
    """Show the try in the inspector."""
    address = urlsplit(made.request.url)
    answer = judged.outcome.answer
    inspector.of(lane).record_outgoing(
        method="POST",
        url_host=address.netloc,
        scheme=address.scheme,
        path=address.path or "/",
        status=answer.status if answer else 0,
        app_id=made.push.app_id,
        verdict=judged.verdict,
        request=Message(
            query=address.query,
            headers=list(made.request.headers.items()),
            body=made.request.body,
            decrypted=None if made.target.settings.mode == "plain" else made.request.plain_body,
        ),
        response=_response(made, answer),
        seconds=judged.outcome.seconds,
        attempt=made.number,
        attempts=made.of,
        cause_id=str(made.push.id),
        cause=made.push.title,
        person_id=made.push.person_id,
        why=judged.why,
    )


def _response(made: Try, answer: Answer | None) -> Message:
    if answer is None:
        return Message()
    decrypted = None
    if made.target.settings.mode != "plain":
        try:
            decrypted = callbacks.open_reply(made.target.settings, answer.body)
        except BadReply:
            # Why it cannot be opened stands in the verdict.
            decrypted = None
    return Message(headers=answer.headers, body=answer.body, decrypted=None if decrypted == answer.body else decrypted)


def _made_up(status: int, body: bytes) -> Answer:
    return Answer(status=status, headers=[], body=body, elapsed_ms=0, url="")


def _why_unanswered(outcome: Outcome) -> Why:
    if outcome.trouble is not None:
        return Why(
            code=f"callback.{outcome.trouble}",
            sentence=_SENTENCES[outcome.trouble] + (f" ({outcome.detail})" if outcome.detail else ""),
            params=params_of(outcome.detail),
            hint=_HINTS.get(outcome.trouble),
        )
    status = str(outcome.answer.status) if outcome.answer else "?"
    return Why(
        code="callback.status",
        sentence=f"The server answered with HTTP status {status}; only 200 counts.",
        params={"status": status},
        got=status,
        expected="200",
        hint="Answer 200 with success or an empty body first, and do the work afterwards.",
    )


_SENTENCES = {
    "timeout": "No whole answer came within five seconds.",
    "refused": "The connection was refused or broken off.",
    "dns": "The name of the server has no address.",
    "private_network": "The address lies in a private network, which this instance does not call.",
    "too_large": "The answer is larger than any reply may be.",
    "tls": "The TLS connection failed.",
    "redirect": "The server redirected; a push follows no redirect.",
}
_HINTS = {
    "timeout": "Answer success at once and send the reply later by message/custom/send.",
    "refused": "See whether the server runs, and at this address and port.",
    "redirect": "Set the final address as the callback's URL; mind http and https, and the slash at the end.",
    "too_large": "Answer success, an empty body, or one small XML reply.",
}
