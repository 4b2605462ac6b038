"""Payments to bank cards outside. A number that cannot be right comes back from the bank, with the fee.

`PROCESSING -> SUCCESS | BANK_FAIL`
"""

import hashlib
from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.pay.errors.payouts import BankPaymentDiffers, BankPaymentUnknown, BankUnknown
from hutong.pay.ledger import names, transfers
from hutong.pay.models.payouts import BankPayment, bank_payments
from hutong.pay.payouts import funds, sameness

PROCESSING, SUCCESS, BANK_FAIL = "PROCESSING", "SUCCESS", "BANK_FAIL"
LEAST_FEN, MOST_FEN = 1, 2_000_000
FEE_LEAST_FEN, FEE_MOST_FEN, FEE_PER_MILLE = 100, 2_500, 1

SETTLE_JOB = "pay.bank_payment"

# The numbers by which the wire names banks that take payments.
_BANK_CODES = """
1001 1002 1003 1004 1005 1006 1009 1010 1020 1021 1022 1024 1025 1026 1027 1054 1056 1066 1099 4036 4051 4052
4053 4073 4074 4082 4084 4108 4109 4115 4150 4153 4155 4157 4158 4160 4166 4197 4201 4202 4203 4205 4207 4208
4210 4216 4217 4264 4265 4266 4267 4270 4512 4724 4731 4732 4733 4734 4735 4736 4737 4738 4739 4740 4741 4742
4743 4752 4753 4756 4761 4762 4764 4766 4772 4775 4806 4828 4836 4902
"""
BANKS = frozenset(_BANK_CODES.split())


class BankPaymentWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A payment as a merchant asks for it, decrypted."""

    mchid: str
    trade_no: str
    bank_number: str
    real_name: str
    bank_code: str
    amount_fen: int
    description: str


def pay(tx: Transaction, lane: Lane, wanted: BankPaymentWanted) -> BankPayment:
    """Send money to a bank, fee on top; the same number sends once.

    Raises: BankUnknown · BankPaymentDiffers · MerchantShort
    """
    fingerprint = _fingerprint(lane, wanted)
    there = tx.one(bank_payments.by_key, mchid=wanted.mchid, trade_no=wanted.trade_no)
    if there is not None:
        field = sameness.difference(there.fingerprint, fingerprint)
        if field is not None:
            raise BankPaymentDiffers(field=field)
        return there
    if wanted.bank_code not in BANKS:
        raise BankUnknown(bank_code=wanted.bank_code)
    bank_number, real_name = sameness.seal(lane, wanted.bank_number), sameness.seal(lane, wanted.real_name)
    assert bank_number is not None, "a number was given"
    assert real_name is not None, "a name was given"
    made = tx.insert(
        BankPayment(
            mchid=wanted.mchid,
            trade_no=wanted.trade_no,
            payment_no=f"1020{tx.new_id('pay.bank_payment'):020d}",
            bank_number=bank_number,
            real_name=real_name,
            bank_code=wanted.bank_code,
            amount_fen=wanted.amount_fen,
            fee_fen=fee_of(wanted.amount_fen),
            description=wanted.description,
            status=PROCESSING,
            reason="",
            fingerprint=fingerprint,
            created_at=tx.now,
            settled_at=None,
        )
    )
    funds.set_aside(tx, made.mchid, _story(made), made.amount_fen + made.fee_fen)
    tx.job(SETTLE_JOB, {"mchid": made.mchid, "trade_no": made.trade_no})
    return made


def settle(tx: Transaction, lane: Lane, mchid: str, trade_no: str) -> None:
    """The bank takes the money, or sends it back."""
    payment = get(tx, mchid, trade_no)
    if payment.status != PROCESSING:
        return
    story = _story(payment)
    if not is_card_number(sameness.unseal(lane, payment.bank_number) or ""):
        whole_fen = payment.amount_fen + payment.fee_fen
        funds.give_back(tx, story, mchid, whole_fen, part="back")
        tx.update(payment, status=BANK_FAIL, reason="收款卡号有误，银行退回", settled_at=tx.now)
        return
    for part, credit, fen in (("bank", names.bank(), payment.amount_fen), ("fee", names.fees(), payment.fee_fen)):
        transfers.move(
            tx,
            f"{story}:{part}",
            debit=names.escrow(story),
            credit=credit,
            amount_fen=fen,
            kind=funds.KIND if part == "bank" else "payout_fee",
            subject=story,
        )
    tx.update(payment, status=SUCCESS, settled_at=tx.now)


def get(read: Reader, mchid: str, trade_no: str) -> BankPayment:
    """A payment by the merchant's number. Raises: BankPaymentUnknown"""
    found = read.one(bank_payments.by_key, mchid=mchid, trade_no=trade_no)
    if found is None:
        raise BankPaymentUnknown()
    return found


def digests(lane: Lane, payment: BankPayment) -> tuple[str, str]:
    """The MD5 of the card's number and of its holder's name, by which the wire names them."""
    number, name = (sameness.unseal(lane, sealed) or "" for sealed in (payment.bank_number, payment.real_name))
    return _md5(number), _md5(name)


def fee_of(amount_fen: int) -> int:
    """One per mille, a yuan at least and 25 at most."""
    return min(max((amount_fen * FEE_PER_MILLE + 999) // 1000, FEE_LEAST_FEN), FEE_MOST_FEN)


def is_card_number(number: str) -> bool:
    """Whether a number passes the check digit that card numbers end with."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _fingerprint(lane: Lane, wanted: BankPaymentWanted) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(wanted)
    secrets = {name: sameness.secret_print(lane, told[name]) for name in ("bank_number", "real_name")}
    return {**told, **secrets}


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _story(payment: BankPayment) -> str:
    return f"bank_payment:{payment.mchid}:{payment.payment_no}"
