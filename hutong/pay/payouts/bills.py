"""Transfers that their receiver confirms.

`ACCEPTED -> PROCESSING -> WAIT_USER_CONFIRM -> SUCCESS | FAIL`, and from waiting `CANCELING -> CANCELLED`. The wire's
TRANSFERING lasts no time here: a confirmation moves the money in the same breath. The money is set aside before the
person is asked; while the merchant is short of it, the transfer stays in PROCESSING and is tried again under the same
number.
"""

from datetime import timedelta
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Query, Reader, Transaction, param, query
from hutong.kernel.lane import Lane
from hutong.pay.errors.payouts import (
    BillDiffers,
    BillPastCancelling,
    BillUnknown,
    MerchantShort,
    NameForbidden,
    NameMissing,
    OpenidForeign,
    PayoutOver,
    ReceiverBarred,
    TransferOverLimit,
)
from hutong.pay.merchants import registry
from hutong.pay.models.payouts import Bill, ReportInfo, bills
from hutong.pay.notices import sending
from hutong.pay.payouts import funds, sameness, scenes, showing
from hutong.pay.times import rfc3339
from hutong.people import public as people

ACCEPTED, PROCESSING, WAITING = "ACCEPTED", "PROCESSING", "WAIT_USER_CONFIRM"
SUCCESS, FAIL, CANCELING, CANCELLED = "SUCCESS", "FAIL", "CANCELING", "CANCELLED"

NAME_FROM_FEN = 200_000
NO_NAME_BELOW_FEN = 30
MOST_FEN = 2_000_000
CONFIRM_WITHIN = timedelta(hours=24)
SHOWN_FOR = timedelta(days=30)

OVER_JOB, CANCEL_JOB = "pay.bill_over", "pay.bill_cancel"
_PACKAGE = "pay.bill_package"

_by_bill_no: Query[Bill] = query(
    bills.select().where(bills.c.mchid == param("mchid"), bills.c.bill_no == param("bill_no")), Bill
)


class BillWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A transfer as a merchant asks for it; the name is in clear."""

    mchid: str
    out_bill_no: str
    app_id: str
    openid: str
    real_name: str | None
    amount_fen: int
    remark: str
    notify_url: str
    perception: str
    scene_id: str
    report_infos: list[ReportInfo]
    style: str


class Ordered(msgspec.Struct, frozen=True):
    """A transfer as it stands after it was asked for."""

    bill: Bill
    is_short: bool
    """The merchant has to find more money first."""


def order(tx: Transaction, lane: Lane, wanted: BillWanted) -> Ordered:
    """Take a transfer on, or look at it again, and set its money aside; the person is asked then.

    Raises: AppNotBound · OpenidForeign · SceneUnknown · SceneReportWrong · NameMissing · NameForbidden ·
        TransferOverLimit · BillDiffers
    """
    fingerprint = _fingerprint(lane, wanted)
    there = tx.one(bills.by_key, mchid=wanted.mchid, out_bill_no=wanted.out_bill_no)
    if there is None:
        there = _accept(tx, lane, wanted, fingerprint)
    else:
        field = sameness.difference(there.fingerprint, fingerprint)
        if field is not None:
            raise BillDiffers(field=field)
    return _secure(tx, lane, there) if there.state in (ACCEPTED, PROCESSING) else Ordered(there, False)


def confirm(tx: Transaction, lane: Lane, person_id: int, payout_id: int) -> Bill:
    """The person takes the money; a second tap changes nothing. Raises: PayoutUnknown · PayoutOver · ReceiverBarred"""
    bill = of_payout(tx, person_id, payout_id)
    if bill.state == SUCCESS:
        return bill
    if bill.state != WAITING or _is_over(tx, bill):
        raise PayoutOver(state=bill.state)
    if not funds.takes_money_in(tx, person_id):
        raise ReceiverBarred()
    subject = showing.subject(payout_id)
    funds.hand_over(tx, _story(bill), person_id, bill.amount_fen, part="taken", subject=subject, memo=bill.remark)
    tx.cancel_job(_job_name(bill))
    return _end(tx, lane, bill, SUCCESS)


def cancel(tx: Transaction, mchid: str, out_bill_no: str) -> Bill:
    """Call a transfer off before the person took it; the money is free again a moment later.

    Raises: BillUnknown · BillPastCancelling
    """
    bill = get(tx, mchid, out_bill_no)
    if bill.state in (CANCELING, CANCELLED):
        return bill
    if bill.state not in (ACCEPTED, PROCESSING, WAITING) or _is_over(tx, bill):
        raise BillPastCancelling(state=bill.state)
    tx.cancel_job(_job_name(bill))
    tx.job(CANCEL_JOB, {"mchid": mchid, "out_bill_no": out_bill_no})
    return tx.update(bill, state=CANCELING, updated_at=tx.now)


def finish_cancelling(tx: Transaction, lane: Lane, mchid: str, out_bill_no: str) -> None:
    """What `cancel` began."""
    bill = get(tx, mchid, out_bill_no)
    if bill.state != CANCELING:
        return
    _return_money(tx, bill)
    _end(tx, lane, bill, CANCELLED)


def let_pass(tx: Transaction, lane: Lane, mchid: str, out_bill_no: str) -> None:
    """Nobody confirmed in time: the money goes back."""
    bill = get(tx, mchid, out_bill_no)
    if bill.state == WAITING and _is_over(tx, bill):
        _return_money(tx, bill)
        _end(tx, lane, bill, FAIL, "OVERDUE_CLOSE")


def get(read: Reader, mchid: str, out_bill_no: str) -> Bill:
    """A transfer by the merchant's number. Raises: BillUnknown"""
    found = read.one(bills.by_key, mchid=mchid, out_bill_no=out_bill_no)
    if found is None:
        raise BillUnknown()
    return found


def shown(read: Reader, mchid: str, *, out_bill_no: str = "", bill_no: str = "") -> Bill:
    """A transfer of the last thirty days, by either number. Raises: BillUnknown"""
    found = (
        read.one(_by_bill_no, mchid=mchid, bill_no=bill_no)
        if bill_no
        else read.one(bills.by_key, mchid=mchid, out_bill_no=out_bill_no)
    )
    if found is None or found.created_at < read.now - SHOWN_FOR:
        raise BillUnknown()
    return found


def of_payout(read: Reader, person_id: int, payout_id: int) -> Bill:
    """The transfer a person is shown. Raises: PayoutUnknown"""
    payout = showing.require(read, person_id, payout_id)
    if payout.kind != showing.TRANSFER:
        raise PayoutOver(state="packet")
    return get(read, payout.mchid, payout.number)


def package(lane: Lane, bill: Bill) -> str | None:
    """What the merchant's page hands to the messenger, while the person is asked."""
    return lane.keys.sign(_PACKAGE, f"{bill.mchid}/{bill.out_bill_no}".encode()) if bill.state == WAITING else None


def by_package(read: Reader, lane: Lane, package: str) -> Bill | None:
    """The transfer that a package stands for."""
    named = lane.keys.verify(_PACKAGE, package)
    if named is None:
        return None
    mchid, _, out_bill_no = named.decode().partition("/")
    return read.one(bills.by_key, mchid=mchid, out_bill_no=out_bill_no)


def _accept(tx: Transaction, lane: Lane, wanted: BillWanted, fingerprint: dict[str, Any]) -> Bill:
    registry.require_bound(tx, wanted.mchid, wanted.app_id)
    person_id = apps.person_of(lane.keys, wanted.app_id, wanted.openid)
    if person_id is None or people.get(tx, person_id) is None:
        raise OpenidForeign()
    check_name(wanted.amount_fen, wanted.real_name)
    if wanted.amount_fen > MOST_FEN:
        raise TransferOverLimit(limit_fen=MOST_FEN)
    scenes.check(wanted.scene_id, wanted.report_infos)
    return tx.insert(
        Bill(
            mchid=wanted.mchid,
            out_bill_no=wanted.out_bill_no,
            bill_no=f"1330{tx.new_id('pay.bill'):020d}",
            app_id=wanted.app_id,
            openid=wanted.openid,
            person_id=person_id,
            payout_id=tx.new_id("pay.payout"),
            real_name=sameness.seal(lane, wanted.real_name),
            amount_fen=wanted.amount_fen,
            remark=wanted.remark,
            notify_url=wanted.notify_url,
            perception=wanted.perception,
            scene_id=wanted.scene_id,
            report_infos=wanted.report_infos,
            style=wanted.style,
            state=ACCEPTED,
            fail_reason="",
            fingerprint=fingerprint,
            created_at=tx.now,
            updated_at=tx.now,
            expires_at=None,
        )
    )


def check_name(amount_fen: int, real_name: str | None) -> None:
    """Whether the receiver's name must or may be given. Raises: NameMissing · NameForbidden"""
    if amount_fen >= NAME_FROM_FEN and not real_name:
        raise NameMissing()
    if amount_fen < NO_NAME_BELOW_FEN and real_name:
        raise NameForbidden()


def trouble(tx: Transaction, lane: Lane, person_id: int, sealed_name: bytes | None) -> str | None:
    """Why a person cannot be paid, in the wire's word; None when they can."""
    person = people.get(tx, person_id)
    if person is None:
        return "ACCOUNT_NOT_EXIST"
    name = sameness.unseal(lane, sealed_name)
    if name is not None and not sameness.is_real_name(person.name, name):
        return "NAME_NOT_CORRECT"
    if not funds.is_verified(tx, person_id):
        return "REAL_NAME_CHECK_FAIL"
    return None if funds.takes_money_in(tx, person_id) else "ACCOUNT_FROZEN"


def _secure(tx: Transaction, lane: Lane, bill: Bill) -> Ordered:
    reason = trouble(tx, lane, bill.person_id, bill.real_name)
    if reason is not None:
        return Ordered(_end(tx, lane, bill, FAIL, reason), False)
    try:
        funds.set_aside(tx, bill.mchid, _story(bill), bill.amount_fen)
    except MerchantShort:
        return Ordered(tx.update(bill, state=PROCESSING, updated_at=tx.now), True)
    until = tx.now + CONFIRM_WITHIN
    waiting = tx.update(bill, state=WAITING, updated_at=tx.now, expires_at=until)
    named = {"mchid": bill.mchid, "out_bill_no": bill.out_bill_no}
    tx.job(OVER_JOB, named, due_at=until, name=_job_name(bill))
    showing.show(
        tx,
        bill.person_id,
        bill.payout_id,
        kind=showing.TRANSFER,
        mchid=bill.mchid,
        number=bill.out_bill_no,
        app_id=bill.app_id,
        words=_words(tx, bill),
        state="waiting",
    )
    return Ordered(waiting, False)


def _return_money(tx: Transaction, bill: Bill) -> None:
    if bill.expires_at is not None:
        funds.give_back(tx, _story(bill), bill.mchid, bill.amount_fen, part="back")


_SEEN_AS = {SUCCESS: "received", FAIL: "over", CANCELLED: "called_off"}


def _end(tx: Transaction, lane: Lane, bill: Bill, state: str, reason: str = "") -> Bill:
    ended = tx.update(bill, state=state, fail_reason=reason, updated_at=tx.now)
    showing.turn(
        tx,
        bill.person_id,
        bill.payout_id,
        app_id=bill.app_id,
        words=_words(tx, bill),
        state=_SEEN_AS[state],
        is_open=False,
    )
    if bill.notify_url:
        sending.send(
            tx,
            mchid=bill.mchid,
            url=bill.notify_url,
            event_type="MCHTRANSFER.BILL.FINISHED",
            original_type="mch_payment",
            summary="商家转账单据终态通知",
            resource=_resource(ended),
            associated_data="mch_payment",
            subject=f"bill:{bill.out_bill_no}",
        )
    return ended


def _resource(bill: Bill) -> dict[str, Any]:
    told = {
        "mch_id": bill.mchid,
        "out_bill_no": bill.out_bill_no,
        "transfer_bill_no": bill.bill_no,
        "transfer_amount": bill.amount_fen,
        "state": bill.state,
        "openid": bill.openid,
        "create_time": rfc3339(bill.created_at),
        "update_time": rfc3339(bill.updated_at),
    }
    return {**told, "fail_reason": bill.fail_reason} if bill.fail_reason else told


def _words(tx: Transaction, bill: Bill) -> showing.Words:
    merchant = registry.require(tx, bill.mchid)
    return {"merchant": merchant.short_name, "amount_fen": bill.amount_fen, "remark": bill.remark}


def _fingerprint(lane: Lane, wanted: BillWanted) -> dict[str, Any]:
    told = msgspec.to_builtins(wanted)
    return {**told, "real_name": sameness.secret_print(lane, wanted.real_name)}


def _is_over(read: Reader, bill: Bill) -> bool:
    return bill.expires_at is not None and read.now >= bill.expires_at


def _story(bill: Bill) -> str:
    return f"bill:{bill.mchid}:{bill.bill_no}"


def _job_name(bill: Bill) -> str:
    return f"pay.bill:{bill.mchid}:{bill.out_bill_no}"
