"""Transfers ordered together: the money of all is set aside at once, and each is paid or given back on its own.

`ACCEPTED -> PROCESSING -> FINISHED`; a detail is `INIT` until its turn comes, then `SUCCESS` or `FAIL`.
"""

import hashlib
from datetime import timedelta
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Query, Reader, Transaction, param, query
from hutong.kernel.lane import Lane
from hutong.pay.errors.payouts import (
    BatchDiffers,
    BatchSumWrong,
    BatchUnknown,
    DetailTwice,
    DetailUnknown,
    TransferOverLimit,
)
from hutong.pay.merchants import registry
from hutong.pay.models.payouts import Batch, Detail, Planned, batches, details
from hutong.pay.notices import sending
from hutong.pay.payouts import bills, funds, sameness, showing
from hutong.pay.times import rfc3339

ACCEPTED, PROCESSING, FINISHED = "ACCEPTED", "PROCESSING", "FINISHED"
INIT, SUCCESS, FAIL = "INIT", "SUCCESS", "FAIL"

SHOWN_FOR = timedelta(days=30)
AT_ONCE = 8
"""How many details one step pays, so that a large batch stands in nobody's way."""

STEP_JOB = "pay.batch_step"

_by_id: Query[Batch] = query(
    batches.select().where(batches.c.mchid == param("mchid"), batches.c.batch_id == param("batch_id")), Batch
)
_details: Query[Detail] = query(
    details.select()
    .where(details.c.mchid == param("mchid"), details.c.batch_id == param("batch_id"))
    .order_by(details.c.place),
    Detail,
)


class DetailWanted(msgspec.Struct, frozen=True, kw_only=True):
    """One transfer of a batch as a merchant asks for it; the name is in clear."""

    out_detail_no: str
    amount_fen: int
    remark: str
    openid: str
    real_name: str | None


class BatchWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A batch as a merchant asks for it."""

    mchid: str
    out_batch_no: str
    app_id: str
    name: str
    remark: str
    scene_id: str
    notify_url: str
    total_fen: int
    total_number: int
    details: list[DetailWanted]


def order(tx: Transaction, lane: Lane, wanted: BatchWanted) -> Batch:
    """Take a batch on and set its money aside; what is in it is paid step by step.

    Raises: AppNotBound · BatchSumWrong · DetailTwice · NameMissing · NameForbidden · TransferOverLimit ·
        BatchDiffers · MerchantShort
    """
    fingerprint = _fingerprint(lane, wanted)
    there = tx.one(batches.by_key, mchid=wanted.mchid, out_batch_no=wanted.out_batch_no)
    if there is not None:
        if sameness.difference(there.fingerprint, fingerprint) is not None:
            raise BatchDiffers()
        return there
    registry.require_bound(tx, wanted.mchid, wanted.app_id)
    _check(wanted)
    batch = tx.insert(_new(tx, lane, wanted, fingerprint))
    funds.set_aside(tx, batch.mchid, _story(batch), batch.total_fen)
    _step_on(tx, batch)
    return batch


def step(tx: Transaction, lane: Lane, mchid: str, out_batch_no: str) -> None:
    """Pay the next few of a batch; the last step finishes it and tells the merchant."""
    batch = get(tx, mchid, out_batch_no)
    done = _done(batch)
    for place in range(done, min(done + AT_ONCE, batch.total_number)):
        batch = _pay(tx, lane, batch, place)
    if _done(batch) < batch.total_number:
        tx.update(batch, status=PROCESSING, updated_at=tx.now)
        _step_on(tx, batch)
    elif batch.status != FINISHED:
        _tell(tx, tx.update(batch, status=FINISHED, updated_at=tx.now))


def get(read: Reader, mchid: str, out_batch_no: str) -> Batch:
    """A batch by the merchant's number. Raises: BatchUnknown"""
    found = read.one(batches.by_key, mchid=mchid, out_batch_no=out_batch_no)
    if found is None:
        raise BatchUnknown()
    return found


def shown(read: Reader, mchid: str, *, out_batch_no: str = "", batch_id: str = "") -> Batch:
    """A batch of the last thirty days, by either number. Raises: BatchUnknown"""
    found = (
        read.one(_by_id, mchid=mchid, batch_id=batch_id)
        if batch_id
        else read.one(batches.by_key, mchid=mchid, out_batch_no=out_batch_no)
    )
    if found is None or found.created_at < read.now - SHOWN_FOR:
        raise BatchUnknown()
    return found


def details_of(read: Reader, batch: Batch) -> list[Detail]:
    """All transfers of a batch in their order, those whose turn has not come included."""
    paid = read.many(_details, mchid=batch.mchid, batch_id=batch.batch_id)
    return paid + [_waiting(batch, place) for place in range(len(paid), batch.total_number)]


def detail(read: Reader, batch: Batch, *, out_detail_no: str = "", detail_id: str = "") -> Detail:
    """One transfer of a batch, by either number. Raises: DetailUnknown"""
    for found in details_of(read, batch):
        if found.detail_id == detail_id or found.out_detail_no == out_detail_no:
            return found
    raise DetailUnknown()


def _check(wanted: BatchWanted) -> None:
    if len(wanted.details) != wanted.total_number:
        raise BatchSumWrong(what="笔数")
    if sum(one.amount_fen for one in wanted.details) != wanted.total_fen:
        raise BatchSumWrong(what="金额")
    seen: set[str] = set()
    for one in wanted.details:
        if one.out_detail_no in seen:
            raise DetailTwice(out_detail_no=one.out_detail_no)
        seen.add(one.out_detail_no)
        bills.check_name(one.amount_fen, one.real_name)
        if one.amount_fen > bills.MOST_FEN:
            raise TransferOverLimit(limit_fen=bills.MOST_FEN)


def _new(tx: Transaction, lane: Lane, wanted: BatchWanted, fingerprint: dict[str, Any]) -> Batch:
    planned = [
        Planned(
            out_detail_no=one.out_detail_no,
            openid=one.openid,
            real_name=sameness.seal(lane, one.real_name),
            amount_fen=one.amount_fen,
            remark=one.remark,
        )
        for one in wanted.details
    ]
    return Batch(
        mchid=wanted.mchid,
        out_batch_no=wanted.out_batch_no,
        batch_id=f"1030{tx.new_id('pay.batch'):020d}",
        app_id=wanted.app_id,
        name=wanted.name,
        remark=wanted.remark,
        scene_id=wanted.scene_id,
        notify_url=wanted.notify_url,
        planned=planned,
        status=ACCEPTED,
        total_fen=wanted.total_fen,
        total_number=wanted.total_number,
        success_fen=0,
        success_number=0,
        fail_fen=0,
        fail_number=0,
        fingerprint=fingerprint,
        created_at=tx.now,
        updated_at=tx.now,
    )


def _pay(tx: Transaction, lane: Lane, batch: Batch, place: int) -> Batch:
    waiting = _waiting(batch, place)
    person_id = apps.person_of(lane.keys, batch.app_id, waiting.openid)
    reason = "OPENID_INVALID" if person_id is None else bills.trouble(tx, lane, person_id, waiting.real_name)
    ended = msgspec.structs.replace(
        waiting,
        person_id=person_id,
        status=FAIL if reason else SUCCESS,
        fail_reason=reason or "",
        updated_at=tx.now,
    )
    tx.insert(ended)
    if reason is not None or person_id is None:
        funds.give_back(tx, _story(batch), batch.mchid, waiting.amount_fen, part=f"{place}")
        fail_fen = batch.fail_fen + waiting.amount_fen
        return tx.update(batch, fail_fen=fail_fen, fail_number=batch.fail_number + 1)
    memo = waiting.remark
    subject = showing.paid_subject(batch.mchid, ended.detail_id)
    funds.hand_over(tx, _story(batch), person_id, waiting.amount_fen, part=f"{place}", subject=subject, memo=memo)
    success_fen = batch.success_fen + waiting.amount_fen
    return tx.update(batch, success_fen=success_fen, success_number=batch.success_number + 1)


def _waiting(batch: Batch, place: int) -> Detail:
    planned = batch.planned[place]
    return Detail(
        mchid=batch.mchid,
        batch_id=batch.batch_id,
        out_detail_no=planned.out_detail_no,
        detail_id=f"1040{batch.batch_id[4:]}{place:04d}",
        place=place,
        openid=planned.openid,
        person_id=None,
        real_name=planned.real_name,
        amount_fen=planned.amount_fen,
        remark=planned.remark,
        status=INIT,
        fail_reason="",
        created_at=batch.created_at,
        updated_at=batch.created_at,
    )


def _step_on(tx: Transaction, batch: Batch) -> None:
    tx.job(STEP_JOB, {"mchid": batch.mchid, "out_batch_no": batch.out_batch_no}, serial_key=_story(batch))


def _tell(tx: Transaction, batch: Batch) -> None:
    if not batch.notify_url:
        return
    sending.send(
        tx,
        mchid=batch.mchid,
        url=batch.notify_url,
        event_type="MCHTRANSFER.BATCH.FINISHED",
        original_type="mch_payment",
        summary="商家转账批次完成通知",
        resource={
            "out_batch_no": batch.out_batch_no,
            "batch_id": batch.batch_id,
            "batch_status": batch.status,
            "total_num": batch.total_number,
            "total_amount": batch.total_fen,
            "success_amount": batch.success_fen,
            "success_num": batch.success_number,
            "fail_amount": batch.fail_fen,
            "fail_num": batch.fail_number,
            "update_time": rfc3339(batch.updated_at),
            "mchid": batch.mchid,
        },
        associated_data="mch_payment",
        subject=f"batch:{batch.out_batch_no}",
    )


def _fingerprint(lane: Lane, wanted: BatchWanted) -> dict[str, Any]:
    told = msgspec.to_builtins(wanted)
    for one in told["details"]:
        one["real_name"] = sameness.secret_print(lane, one["real_name"])
    digest = hashlib.sha256(msgspec.json.encode(told["details"], order="sorted")).hexdigest()
    return {**told, "details": digest}


def _done(batch: Batch) -> int:
    return batch.success_number + batch.fail_number


def _story(batch: Batch) -> str:
    return f"batch:{batch.mchid}:{batch.batch_id}"
