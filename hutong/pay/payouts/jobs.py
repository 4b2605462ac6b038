"""Work on payouts that waits for its time."""

import msgspec

from hutong.kernel.jobs import job
from hutong.kernel.lane import Lane
from hutong.pay.payouts import bank_payments, batches, bills, packets


class OfBill(msgspec.Struct, frozen=True):
    """Which transfer."""

    mchid: str
    out_bill_no: str


class OfBatch(msgspec.Struct, frozen=True):
    """Which batch."""

    mchid: str
    out_batch_no: str


class OfPacket(msgspec.Struct, frozen=True):
    """Which packet."""

    mchid: str
    billno: str


class OfBankPayment(msgspec.Struct, frozen=True):
    """Which payment."""

    mchid: str
    trade_no: str


@job(bills.OVER_JOB)
async def let_bill_pass(lane: Lane, of: OfBill, attempt: int) -> None:
    """Nobody confirmed the transfer in time."""
    await lane.db.run(bills.let_pass, lane, of.mchid, of.out_bill_no)


@job(bills.CANCEL_JOB)
async def finish_cancelling(lane: Lane, of: OfBill, attempt: int) -> None:
    """The merchant called the transfer off."""
    await lane.db.run(bills.finish_cancelling, lane, of.mchid, of.out_bill_no)


@job(batches.STEP_JOB)
async def step_batch(lane: Lane, of: OfBatch, attempt: int) -> None:
    """The next few of a batch."""
    await lane.db.run(batches.step, lane, of.mchid, of.out_batch_no)


@job(packets.OVER_JOB)
async def let_packet_pass(lane: Lane, of: OfPacket, attempt: int) -> None:
    """The packet's day is over."""
    await lane.db.run(packets.let_pass, of.mchid, of.billno)


@job(packets.RETURN_JOB)
async def finish_returning(lane: Lane, of: OfPacket, attempt: int) -> None:
    """What is left in the packet goes back."""
    await lane.db.run(packets.finish_returning, of.mchid, of.billno)


@job(bank_payments.SETTLE_JOB)
async def settle_bank_payment(lane: Lane, of: OfBankPayment, attempt: int) -> None:
    """The bank answers."""
    await lane.db.run(bank_payments.settle, lane, of.mchid, of.trade_no)
