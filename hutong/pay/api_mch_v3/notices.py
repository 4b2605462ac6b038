"""Bringing notices to merchants' servers: made anew for each try, recorded, and tried again on the schedule.

Every try has a fresh timestamp, nonce and signature, because receivers refuse old ones; the event's id stays. A try
that ran and was not written down, because we were cut off, is made once more: receivers tell it by that id.
"""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import msgspec

from hutong.apps import public as apps
from hutong.dialog.public import FaultPort
from hutong.kernel.jobs import Schedule, job
from hutong.kernel.lane import Lane
from hutong.kernel.outbound import Answer, OutboundError
from hutong.pay.api_mch_v3 import notice_bodies
from hutong.pay.api_mch_v3.notice_bodies import Composed
from hutong.pay.models.notices import WAITING, Notice
from hutong.pay.notices import finding, sending
from hutong.pay.notices.sending import Due
from hutong.wire import inspector, xml
from hutong.wire.calls import Message, Verdict
from hutong.wire.diagnosis import Why
from hutong.wire.troubles import TOLD, params_of

BUDGET_SECONDS = 5.0
SLOW_SECONDS = 2.0
LATE_SECONDS = 300.0
_READ_BYTES = 64 << 10


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a try."""

    answer: Answer | None = None
    trouble: str = ""
    detail: str = ""
    is_understood: bool = False
    gives_up: bool = False
    seconds: float = 0


@job(sending.JOB, retry=Schedule((1, 5, 30, 120)), timeout_seconds=30)
async def deliver(lane: Lane, due: Due, attempt: int) -> None:
    """Make one try, write down what came of it, and leave the next one to its time."""
    notice = await lane.db.read(finding.find, due.mchid, due.id)
    if notice is None or (notice.state != WAITING and not due.is_replay):
        return
    fault = None if due.is_late else await lane.port(FaultPort).next_fault(due.mchid)
    if fault == "late":
        await lane.db.run(sending.hold_up, due, seconds=LATE_SECONDS)
        return
    if fault == "probe":
        await _probe(lane, notice)
    composed = await notice_bodies.compose(lane, notice)
    outcome = await _try(lane, notice, composed, fault)
    _record(lane, notice, composed, outcome, notice.tries + 1)
    if fault == "duplicate" and outcome.is_understood:
        again = await notice_bodies.compose(lane, notice)
        _record(lane, notice, again, await _try(lane, notice, again, None), notice.tries + 1)
    await lane.db.run(
        sending.concluded,
        due,
        is_understood=outcome.is_understood,
        status=outcome.answer.status if outcome.answer else None,
        trouble=outcome.detail or outcome.trouble,
        gives_up=outcome.gives_up,
    )


async def _try(lane: Lane, notice: Notice, composed: Composed, fault: str | None) -> Outcome:
    """Post it, as far as a fault of the lab lets us."""
    began = lane.clock.monotonic()
    match fault:
        case "lost":
            return Outcome(trouble="lost", detail=TOLD.say("fault_lost"), gives_up=True)
        case "refuse":
            return Outcome(trouble="refused", detail=TOLD.say("fault_refused"))
        case "slow":
            await asyncio.sleep(SLOW_SECONDS)
    outcome = await _post(lane, notice, composed, BUDGET_SECONDS - (lane.clock.monotonic() - began))
    seconds = lane.clock.monotonic() - began
    match fault:
        case "timeout":
            return Outcome(trouble="timeout", detail=TOLD.say("fault_timeout"), seconds=seconds)
        case "status_500" | "garbage":
            return Outcome(trouble=fault, detail=TOLD.say("fault_answer"), seconds=seconds)
    return msgspec.structs.replace(outcome, seconds=seconds)


async def _post(lane: Lane, notice: Notice, composed: Composed, seconds: float) -> Outcome:
    try:
        answer = await lane.outbound.send(
            "POST",
            notice.url,
            headers=dict(composed.headers),
            body=composed.body,
            timeout_seconds=seconds,
            limit_bytes=_READ_BYTES,
            policy=await apps.network_policy(lane),
        )
    except OutboundError as error:
        return Outcome(answer=error.answer, trouble=error.kind, detail=error.detail)
    if notice.shape == sending.V3:
        if 200 <= answer.status < 300:
            return Outcome(answer=answer, is_understood=True)
        return Outcome(answer=answer, trouble="status", detail=TOLD.say("status_not_2xx", status=answer.status))
    if answer.status == 200 and _says_success(answer.body):
        return Outcome(answer=answer, is_understood=True)
    return Outcome(answer=answer, trouble="answer", detail=TOLD.say("answer_not_success"))


def _says_success(body: bytes) -> bool:
    try:
        return xml.parse(body).get("return_code") == "SUCCESS"
    except xml.BadXml:
        return False


async def _probe(lane: Lane, notice: Notice) -> None:
    """A message whose signature is wrong on purpose; a receiver who verifies refuses it."""
    composed = notice_bodies.spoilt(await notice_bodies.compose(lane, notice))
    outcome = await _try(lane, notice, composed, None)
    is_refused = outcome.answer is not None and outcome.answer.status >= 400
    told = msgspec.structs.replace(outcome, is_understood=is_refused)
    if not is_refused:
        told = msgspec.structs.replace(told, trouble="probe", detail=TOLD.say("signature_not_checked"))
    _record(lane, notice, composed, told, notice.tries + 1)


def _record(lane: Lane, notice: Notice, composed: Composed, outcome: Outcome, number: int) -> None:
    """Show the try in the inspector."""
    address, answer = urlsplit(notice.url), outcome.answer
    why, verdict = None, Verdict(state="ok", title="understood")
    if not outcome.is_understood:
        why = Why(
            code=f"notice.{outcome.trouble}",
            sentence=_SENTENCES.get(outcome.trouble, _BROKEN) + (f" ({outcome.detail})" if outcome.detail else ""),
            params=params_of(outcome.detail),
            hint=_HINTS.get(outcome.trouble),
        )
        verdict = Verdict(state="failed", code=why.code, title=why.sentence)
    inspector.of(lane).record_outgoing(
        method="POST",
        url_host=address.netloc,
        path=address.path or "/",
        status=answer.status if answer else 0,
        app_id=notice.mchid,
        verdict=verdict,
        request=Message(query=address.query, headers=composed.headers, body=composed.body, decrypted=composed.plain),
        response=Message(headers=answer.headers, body=answer.body) if answer else Message(),
        seconds=outcome.seconds,
        attempt=number,
        attempts=sending.TRIES,
        cause_id=notice.id,
        cause=f"notice {notice.event_type}",
        why=why,
    )


_BROKEN = "The connection was refused or broken off."
_SENTENCES = {
    "timeout": "No whole answer came within five seconds.",
    "dns": "The name of the server has no address.",
    "private_network": "The address lies in a private network, which this instance does not call.",
    "too_large": "The answer is larger than any answer need be.",
    "tls": "The TLS connection failed.",
    "redirect": "The server redirected; a notice follows no redirect.",
    "status": "The server did not understand the notice.",
    "answer": "The server did not understand the notice.",
    "lost": "The notice was lost, and nobody noticed.",
    "probe": "A message with a wrong signature was taken for genuine.",
}
_HINTS: dict[str, Any] = {
    "timeout": "Answer first and do the work afterwards.",
    "status": "Answer 200 or 204 when the notice was taken down; anything else has it sent again.",
    "answer": "Answer <xml><return_code><![CDATA[SUCCESS]]></return_code></xml>.",
    "probe": "Verify Wechatpay-Signature, and answer an error where it is wrong.",
    "refused": "See whether the server runs, and at this address and port.",
    "redirect": "Give the final address as notify_url.",
}
