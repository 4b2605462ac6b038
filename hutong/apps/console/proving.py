"""Proving that an address answers for its developer: one GET that must come back with its echostr."""

from urllib.parse import urlsplit

from hutong.apps import errors, public
from hutong.kernel.lane import Lane
from hutong.kernel.outbound import Answer, OutboundError
from hutong.wire import callbacks, diagnosis, inspector, troubles
from hutong.wire.callbacks import CallbackSettings
from hutong.wire.calls import Message, State, Verdict
from hutong.wire.diagnosis import Why
from hutong.wire.envelope import string_to_sign

TIMEOUT_SECONDS = 5.0
_LIMIT_BYTES = 64 << 10
_HEADERS = {"Accept": "*/*", "Pragma": "no-cache"}
_SHOWN_BYTES = 200

_HINTS = {
    "timeout": "The server took the connection or the request and did not answer within 5 seconds.",
    "refused": "Start the server, and compare the port in the address with the one it listens on.",
    "dns": "No server has this name; look for a typing mistake.",
    "private_network": "An address in a private network cannot be reached from here; use a public one.",
    "redirect": "Give the address it redirects to; a check follows no redirect.",
    "too_large": "The answer must be the echostr alone.",
    "tls": "The certificate is not one that clients accept; look at its names, its dates and its chain.",
}


async def prove(lane: Lane, settings: CallbackSettings) -> None:
    """Send a check to the address and record it. Raises: CallbackCheckFailed with what came instead"""
    timestamp = int(lane.clock.wire().timestamp())
    nonce = str(int.from_bytes(lane.ids.token("callback.nonce", 4)))
    echostr = str(int.from_bytes(lane.ids.token("callback.echostr", 8)))
    query = callbacks.verification_query(settings, timestamp, nonce, echostr)
    url = callbacks.verification_request(settings, timestamp, nonce, echostr)
    policy = await public.network_policy(lane)
    try:
        answer = await lane.outbound.send(
            "GET", url, headers=_HEADERS, timeout_seconds=TIMEOUT_SECONDS, limit_bytes=_LIMIT_BYTES, policy=policy
        )
    except OutboundError as failed:
        why = _no_answer(failed, settings, query)
        _record(lane, settings, url, failed.answer, failed.elapsed_ms, why)
        raise _refusal(failed.kind, why, query, failed.answer, failed.elapsed_ms) from None
    reason, why_not = _judged(answer, settings, query)
    _record(lane, settings, url, answer, answer.elapsed_ms, why_not)
    if why_not is not None:
        raise _refusal(reason, why_not, query, answer, answer.elapsed_ms)


def _judged(answer: Answer, settings: CallbackSettings, query: dict[str, str]) -> tuple[str, Why | None]:
    """What is wrong with an answer, in a word and in full; no `Why` when it is right."""
    if answer.status != 200:
        return "status", diagnosis.explain_status(answer.status, answer.body, query, settings.token)
    mismatch = callbacks.check_echo(answer.body, query["echostr"])
    if mismatch is None:
        return "", None
    return mismatch.reason, diagnosis.explain_echo(mismatch.reason, answer.body, query, settings.token)


def _no_answer(failed: OutboundError, settings: CallbackSettings, query: dict[str, str]) -> Why:
    return Why(
        code=f"echo.{failed.kind}",
        sentence=f"The check got no usable answer: {failed.detail}.",
        params=troubles.params_of(failed.detail),
        string_to_sign=string_to_sign(settings.token, query["timestamp"], query["nonce"]),
        expected=query["echostr"],
        got="" if failed.answer is None else _text(failed.answer.body),
        hint_code=f"echo.{failed.kind}",
        hint=_HINTS[failed.kind],
    )


def _refusal(
    reason: str, why: Why, query: dict[str, str], answer: Answer | None, elapsed_ms: int
) -> errors.CallbackCheckFailed:
    return errors.CallbackCheckFailed(
        reason=reason,
        sentence=why.sentence,
        expected=query["echostr"],
        got=why.got or "",
        expected_signature=query["signature"],
        signature_params={"timestamp": query["timestamp"], "nonce": query["nonce"]},
        string_to_sign=why.string_to_sign,
        status=None if answer is None else answer.status,
        elapsed_ms=elapsed_ms,
        hint_code=why.hint_code,
        hint=why.hint,
        hint_params=why.params,
    )


def _record(
    lane: Lane, settings: CallbackSettings, url: str, answer: Answer | None, elapsed_ms: int, why: Why | None
) -> None:
    parts = urlsplit(url)
    status = 0 if answer is None else answer.status
    state: State = "ok" if why is None else "failed"
    inspector.of(lane).record_outgoing(
        method="GET",
        url_host=parts.netloc,
        path=parts.path or "/",
        status=status,
        app_id=settings.trailing_id,
        verdict=Verdict(state=state, code=None if why is None else why.code, title="" if why is None else why.sentence),
        request=Message(headers=list(_HEADERS.items()), query=parts.query),
        response=Message() if answer is None else Message(headers=answer.headers, body=answer.body),
        seconds=elapsed_ms / 1000,
        # A check is a story of its own: nobody's message, and not the check before it.
        cause_id=str(lane.ids.new()),
        cause="callback_check",
        why=why,
    )


def _text(body: bytes) -> str:
    return body[:_SHOWN_BYTES].decode("utf-8", "replace")
