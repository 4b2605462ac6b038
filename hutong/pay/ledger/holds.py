"""Holds: money set aside on an account until it is posted, voided, or its time is up."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay import events
from hutong.pay.errors import ledger as errors
from hutong.pay.ledger import accounts, folding, transfers
from hutong.pay.ledger.names import Name
from hutong.pay.models.ledger import Hold, Transfer, holds

EXPIRE_JOB = "pay.expire_hold"

# What a retry is compared by, in the order it is told.
_CONTENT = ("owner", "purpose", "amount_fen", "kind", "subject")


class HeldNumber(msgspec.Struct, frozen=True):
    """Which hold may have run out."""

    number: str


def hold(
    tx: Transaction,
    number: str,
    *,
    account: Name,
    amount_fen: int,
    kind: str,
    subject: str = "",
    expires_at: datetime | None = None,
) -> Hold:
    """Set money aside, once for each `number`: asking again with the same content answers the first hold.

    Raises: AmountInvalid · MoneyShort · AccountFrozen · TransferDiffers
    """
    accounts.check_amount(amount_fen)
    assert not account.is_endless, "the lane's own accounts have nothing to set aside"
    wanted = Hold(
        number=number,
        owner=account.owner,
        purpose=account.purpose,
        amount_fen=amount_fen,
        kind=kind,
        subject=subject,
        state="open",
        expires_at=expires_at,
        transfer_number=None,
        opened_at=tx.now,
    )
    there, is_new = tx.get_or_add(wanted)
    if not is_new:
        _check_same(there, wanted)
        return there
    set_aside = folding.set_aside if account.is_busy else accounts.set_aside
    set_aside(tx, account, amount_fen)
    if expires_at is not None:
        tx.job(EXPIRE_JOB, HeldNumber(number), due_at=expires_at, name=_job_name(number))
    _tell(tx, account)
    return there


def post(
    tx: Transaction,
    number: str,
    *,
    credit: Name,
    amount_fen: int | None = None,
    kind: str | None = None,
    transfer_number: str | None = None,
    memo: str = "",
) -> Transfer:
    """Spend what was held, or less: the rest is free again. Posting again the same way answers the first transfer.

    Raises: HoldMissing · HoldEnded · AmountInvalid · TransferDiffers
    """
    held = require(tx, number)
    amount_fen = held.amount_fen if amount_fen is None else amount_fen
    accounts.check_amount(amount_fen)
    if amount_fen > held.amount_fen:
        raise errors.AmountInvalid()
    wanted = Transfer(
        number=transfer_number or number,
        debit_owner=held.owner,
        debit_purpose=held.purpose,
        credit_owner=credit.owner,
        credit_purpose=credit.purpose,
        amount_fen=amount_fen,
        kind=kind or held.kind,
        subject=held.subject,
        memo=memo,
        at=tx.now,
    )
    if held.state != "open" and held.transfer_number != wanted.number:
        raise errors.HoldEnded(state=held.state)
    transfer, is_new = transfers.record(tx, wanted)
    if held.state == "open":
        if not is_new:
            raise errors.TransferDiffers(field="number", reason="exists_with_different_number")
        left = accounts.let_go(tx, account_of(held), held.amount_fen, spent_fen=amount_fen)
        _end(tx, held, "posted", transfer_number=transfer.number)
        transfers.write(tx, transfer, account_of(held), credit, left.balance_fen)
    return transfer


def void(tx: Transaction, number: str) -> Hold:
    """Free what was held; freeing twice changes nothing. Raises: HoldMissing · HoldEnded when it was spent"""
    held = require(tx, number)
    if held.state == "posted":
        raise errors.HoldEnded(state=held.state)
    return _free(tx, held, "voided")


def expire(tx: Transaction, number: str) -> None:
    """Free what was held once its time is up; whoever ended it before was first.

    Publishes: HoldExpired
    """
    held = find(tx, number)
    if held is None or held.state != "open" or held.expires_at is None or held.expires_at > tx.now:
        return
    _free(tx, held, "expired")
    tx.publish(events.HoldExpired(number=number, kind=held.kind, subject=held.subject))


def find(read: Reader, number: str) -> Hold | None:
    """The hold with this number, however it ended."""
    return read.one(holds.by_key, number=number)


def require(read: Reader, number: str) -> Hold:
    """The hold with this number, however it ended. Raises: HoldMissing"""
    held = find(read, number)
    if held is None:
        raise errors.HoldMissing()
    return held


def account_of(held: Hold) -> Name:
    """Where the money lies."""
    return Name(held.owner, held.purpose)


def _free(tx: Transaction, held: Hold, state: str) -> Hold:
    if held.state != "open":
        return held
    accounts.let_go(tx, account_of(held), held.amount_fen)
    _tell(tx, account_of(held))
    return _end(tx, held, state)


def _end(tx: Transaction, held: Hold, state: str, *, transfer_number: str | None = None) -> Hold:
    if held.expires_at is not None:
        tx.cancel_job(_job_name(held.number))
    return tx.update(held, state=state, transfer_number=transfer_number)


def _check_same(there: Hold, wanted: Hold) -> None:
    for field in _CONTENT:
        if getattr(there, field) != getattr(wanted, field):
            raise errors.TransferDiffers(field=field, reason=f"exists_with_different_{field}")


def _tell(tx: Transaction, account: Name) -> None:
    if account.is_of_person:
        tx.wake(account.owner, {"type": "wallet"})


def _job_name(number: str) -> str:
    return f"{EXPIRE_JOB}:{number}"
