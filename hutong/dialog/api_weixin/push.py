"""Posting messages and events to an app's server, and reading what it answers.

A push is tried three times, each with five seconds: the same body, a new timestamp, nonce and signature. It runs at
least once; the server tells a repeat by the MsgId, we tell a repeated reply by the push's id.
"""

import asyncio
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.dialog import answering, push_tallies, pushes
from hutong.dialog.api_weixin import replies, tries
from hutong.dialog.api_weixin.tries import Judged, Target, Try
from hutong.dialog.public import FaultPort
from hutong.dialog.pushes import Push
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.jobs import Schedule, job
from hutong.kernel.lane import Lane
from hutong.kernel.network_policy import NetworkPolicy
from hutong.kernel.outbound import OutboundError
from hutong.wire import callbacks
from hutong.wire.addresses import Addresses
from hutong.wire.api_weixin import MINI
from hutong.wire.callbacks import Acknowledged, BadReply, CallbackSettings, PushRequest, TransferReply

_NOT_SHOWN = "What the server of a mini program replies is shown to nobody; it may hand over to customer service."
_WRITE_INSTEAD = "Answer success, and write to the person with message/custom/send."

TRIES = 3
BUDGET_SECONDS = 5.0
SLOW_SECONDS = 2.0


@job(pushes.JOB, retry=Schedule((0, 0)), timeout_seconds=60)
async def push(lane: Lane, payload: Push, attempt: int) -> None:
    """Bring one message or event to the app's server, and its reply to the person."""
    target = await lane.db.read(_target, payload.app_id)
    if target is None:
        return
    policy = await apps.network_policy(lane)
    for number in range(1, TRIES + 1):
        judged = await _try(lane, target, payload, number, policy)
        if not judged.try_again:
            break
    await lane.db.run(_conclude, payload, judged, is_program=target.is_program)


def _target(read: Reader, app_id: str) -> Target | None:
    app, kept = apps.get(read, app_id), apps.callback_of(read, app_id)
    if app is None or kept is None:
        return None
    settings = CallbackSettings(
        url=kept.url,
        token=kept.token,
        trailing_id=app_id,
        aes_key=kept.aes_key,
        previous_aes_key=kept.previous_aes_key,
        mode=msgspec.convert(kept.mode, callbacks.Mode),
        data_format=msgspec.convert(kept.data_format, callbacks.DataFormat),
    )
    return Target(settings=settings, original_id=app.original_id, is_program=app.kind == MINI)


async def _try(lane: Lane, target: Target, payload: Push, number: int, policy: NetworkPolicy) -> Judged:
    fault = await lane.port(FaultPort).next_fault(payload.app_id)
    openid = apps.openid(lane.keys, payload.app_id, payload.person_id)
    timestamp = str(int(lane.clock.wire().timestamp()))
    nonce = str(int.from_bytes(lane.ids.token("dialog.nonce", 4)))
    request = callbacks.push_request(
        target.settings, fields_of(lane, target, payload, openid), timestamp=timestamp, nonce=nonce, openid=openid
    )
    made = Try(
        push=payload,
        target=target,
        request=request,
        signed={"timestamp": timestamp, "nonce": nonce},
        number=number,
        of=TRIES,
        openid=openid,
        fault=fault,
    )
    if fault == "lost":
        judged = tries.lost()
    else:
        judged = await _judge(lane, made, await _post(lane, made, policy))
    tries.record(lane, made, judged)
    if fault == "duplicate" and not judged.failed:
        await _post(lane, made, policy)
    return judged


def fields_of(lane: Lane, target: Target, payload: Push, openid: str) -> list[tuple[str, Any]]:
    """The whole push in the order of the wire."""
    fields: list[tuple[str, Any]] = [
        ("ToUserName", target.original_id),
        ("FromUserName", openid),
        ("CreateTime", payload.created_at),
        ("MsgType", payload.kind),
    ]
    if payload.event is not None:
        fields.append(("Event", payload.event))
    for name, value in payload.fields.items():
        fields.append((name, _base(lane) + value if name == "PicUrl" and value.startswith("/") else value))
    if payload.is_message:
        fields.append(("MsgId", payload.id))
    return fields


def _base(lane: Lane) -> str:
    return (lane.config.public_url or lane.port(Addresses).url).rstrip("/")


async def _post(lane: Lane, made: Try, policy: NetworkPolicy) -> tries.Outcome:
    """Post it, as far as a fault of the lab lets us."""
    began = lane.clock.monotonic()
    if made.fault == "refuse":
        return tries.refused_by_fault()
    if made.fault == "slow":
        await asyncio.sleep(SLOW_SECONDS)
    left = BUDGET_SECONDS - (lane.clock.monotonic() - began)
    outcome = await _send(lane, made.request, policy, left)
    return tries.with_fault(outcome, made.fault, seconds=lane.clock.monotonic() - began)


async def _send(lane: Lane, request: PushRequest, policy: NetworkPolicy, seconds: float) -> tries.Outcome:
    try:
        answer = await lane.outbound.send(
            "POST", request.url, headers=request.headers, body=request.body, timeout_seconds=seconds, policy=policy
        )
    except OutboundError as error:
        return tries.Outcome(answer=error.answer, trouble=error.kind, detail=error.detail)
    return tries.Outcome(answer=answer)


async def _judge(lane: Lane, made: Try, outcome: tries.Outcome) -> Judged:
    """What to make of the outcome of one try."""
    if outcome.trouble is not None or outcome.answer is None or outcome.answer.status != 200:
        return tries.unanswered(made, outcome)
    if not made.push.wants_reply:
        return tries.answered(outcome, Acknowledged())
    answer = outcome.answer
    try:
        reply = callbacks.read_reply(
            made.target.settings,
            answer.body,
            answer.header("content-type"),
            account_id=made.target.original_id,
            openid=made.openid,
            pushed=made.signed,
        )
        if isinstance(reply, Acknowledged | TransferReply):
            return tries.answered(outcome, reply)
        if made.target.is_program:
            raise BadReply("not_for_programs", _NOT_SHOWN, _WRITE_INSTEAD)
        return tries.answered(outcome, reply, await replies.body_of(lane, made.push, reply))
    except BadReply as error:
        return tries.misunderstood(outcome, error)


def _conclude(tx: Transaction, payload: Push, judged: Judged, *, is_program: bool) -> None:
    apps.report_callback(tx, payload.app_id, failed=judged.failed)
    push_tallies.count(tx, payload.app_id, failed=judged.failed, elapsed_ms=judged.elapsed_ms)
    if judged.body is not None:
        answering.show_reply(tx, payload, judged.body)
    elif isinstance(judged.reply, TransferReply):
        answering.hand_to_desk(tx, payload, judged.reply.agent)
    elif judged.is_told and not is_program:
        answering.show_failure(tx, payload)
