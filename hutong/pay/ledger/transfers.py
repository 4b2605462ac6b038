"""Transfers: money moves from one account to another, once for each number, and is never edited."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.errors import ledger as errors
from hutong.pay.ledger import accounts, folding, months
from hutong.pay.ledger.names import BALANCE, Name
from hutong.pay.models.ledger import Posting, Transfer, transfers

# What a retry is compared by, in the order it is told.
_CONTENT = ("debit_owner", "debit_purpose", "credit_owner", "credit_purpose", "amount_fen", "kind", "subject", "memo")


class Fee(msgspec.Struct, frozen=True, kw_only=True):
    """What the credited account gives up of a transfer in the same breath, as a transfer of its own."""

    number: str
    credit: Name
    amount_fen: int
    kind: str = "fee"
    subject: str = ""
    memo: str = ""


def move(
    tx: Transaction,
    number: str,
    *,
    debit: Name,
    credit: Name,
    amount_fen: int,
    kind: str,
    subject: str = "",
    memo: str = "",
    fee: Fee | None = None,
) -> Transfer:
    """Move money, once for each `number`: asking again with the same content answers the first transfer.

    A `fee` leaves the credited account at once, so that a merchant's payments need not be folded for it.
    Raises: AmountInvalid · MoneyShort · AccountFrozen · TransferDiffers
    """
    accounts.check_amount(amount_fen)
    assert debit != credit, "money moves between two accounts"
    wanted = Transfer(
        number=number,
        debit_owner=debit.owner,
        debit_purpose=debit.purpose,
        credit_owner=credit.owner,
        credit_purpose=credit.purpose,
        amount_fen=amount_fen,
        kind=kind,
        subject=subject,
        memo=memo,
        at=tx.now,
    )
    transfer, is_new = record(tx, wanted)
    if is_new:
        left_fen = None if debit.is_endless else _take(tx, debit, amount_fen)
        write(tx, transfer, debit, credit, left_fen, fee)
    return transfer


def record(tx: Transaction, wanted: Transfer) -> tuple[Transfer, bool]:
    """Keep a transfer, or find the one made before under its number. Raises: TransferDiffers"""
    transfer, is_new = tx.get_or_add(wanted)
    if not is_new:
        for field in _CONTENT:
            if getattr(transfer, field) != getattr(wanted, field):
                raise errors.TransferDiffers(field=field, reason=f"exists_with_different_{field}")
    return transfer, is_new


def write(
    tx: Transaction, transfer: Transfer, debit: Name, credit: Name, left_fen: int | None, fee: Fee | None = None
) -> None:
    """Write both sides of a fresh transfer whose debit was taken; `left_fen` is what that left."""
    fee_fen = fee.amount_fen if fee else 0
    assert 0 <= fee_fen <= transfer.amount_fen, "a fee is part of what comes"
    # What came and what it cost are folded as one: between the two, the account never owes.
    _post(tx, transfer, debit, credit, left_fen=left_fen, keeps_fen=transfer.amount_fen - fee_fen)
    if fee is not None:
        _move_fee(tx, transfer, credit, fee)
    months.count(tx, debit, credit, transfer.amount_fen)
    for name in (debit, credit):
        if name.is_of_person:
            tx.wake(name.owner, {"type": "wallet"})


def find(read: Reader, number: str) -> Transfer | None:
    """The transfer with this number."""
    return read.one(transfers.by_key, number=number)


def require(read: Reader, number: str) -> Transfer:
    """The transfer that is known to have this number."""
    transfer = find(read, number)
    assert transfer is not None, f"{number} has moved"
    return transfer


def _take(tx: Transaction, debit: Name, amount_fen: int) -> int:
    take = folding.take if debit.is_busy else accounts.take
    return take(tx, debit, amount_fen).balance_fen


def _move_fee(tx: Transaction, of: Transfer, debit: Name, fee: Fee) -> None:
    accounts.check_amount(fee.amount_fen)
    assert fee.credit.is_endless, "fees go to an account of the lane"
    taken = Transfer(
        number=fee.number,
        debit_owner=debit.owner,
        debit_purpose=debit.purpose,
        credit_owner=fee.credit.owner,
        credit_purpose=fee.credit.purpose,
        amount_fen=fee.amount_fen,
        kind=fee.kind,
        subject=fee.subject or of.subject,
        memo=fee.memo,
        at=tx.now,
    )
    _, is_new = record(tx, taken)
    if not is_new:
        raise errors.TransferDiffers(field="number", reason="exists_with_different_number")
    left_fen = None if debit.is_busy else accounts.take(tx, debit, fee.amount_fen).balance_fen
    _post(tx, taken, debit, fee.credit, left_fen=left_fen, keeps_fen=fee.amount_fen)


def _post(
    tx: Transaction, transfer: Transfer, debit: Name, credit: Name, *, left_fen: int | None, keeps_fen: int
) -> None:
    """Give the money to the credited account and write both sides; `keeps_fen` is what a busy one keeps of it.

    Ids are drawn after the balances were changed: on one account, they grow as balances follow.
    """
    amount_fen = transfer.amount_fen
    has_fen = None if credit.is_busy else accounts.give(tx, credit, amount_fen).balance_fen
    gone = _side(tx, transfer, debit, credit, -amount_fen, left_fen)
    come = _side(tx, transfer, credit, debit, amount_fen, has_fen)
    tx.insert_both(gone, come)
    if debit.is_endless:
        folding.add(tx, debit, gone.id, -amount_fen)
    if credit.is_busy and keeps_fen > 0:
        folding.add(tx, credit, come.id, keeps_fen)


def _side(
    tx: Transaction, transfer: Transfer, name: Name, other: Name, amount_fen: int, balance_fen: int | None
) -> Posting:
    return Posting(
        owner=name.owner,
        purpose=name.purpose,
        id=tx.new_id("posting"),
        number=transfer.number,
        amount_fen=amount_fen,
        balance_fen=balance_fen,
        other_owner=other.owner,
        other_purpose=other.purpose,
        kind=transfer.kind,
        subject=transfer.subject,
        memo=transfer.memo,
        is_quiet=_is_quiet(name, other, amount_fen),
        at=transfer.at,
    )


def _is_quiet(name: Name, other: Name, amount_fen: int) -> bool:
    """Whether the owner's statement leaves this side out.

    Of a move between their own accounts it tells one side, that of the balance, or the one money left; and what a
    bank does with a card is between the two.
    """
    if name.card_id is not None and other.is_endless:
        return True
    if name.owner != other.owner:
        return False
    return other.purpose == BALANCE if BALANCE in (name.purpose, other.purpose) else amount_fen > 0
