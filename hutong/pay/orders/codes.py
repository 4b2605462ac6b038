"""Payment codes: eighteen digits a person shows, a shop scans, and one payment within a minute uses up."""

from datetime import timedelta

import msgspec

from hutong.kernel.db import Reader, Transaction, param, statement
from hutong.kernel.errors import HutongError
from hutong.pay.cards import applying
from hutong.pay.errors import orders as errors
from hutong.pay.errors.ledger import MoneyShort
from hutong.pay.merchants import registry
from hutong.pay.models.orders import (
    CODE,
    PAYERROR,
    USERPAYING,
    CodePayer,
    Order,
    PaymentCode,
    code_payers,
    payment_codes,
)
from hutong.pay.orders import finding, paying, placing, sheets
from hutong.pay.orders.placing import Placement
from hutong.pay.wallet import means as wallet
from hutong.pay.wallet import passwords, wallets
from hutong.pay.wallet.means import Means

LIFE = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=1)
FIRST_DIGITS = (10, 15)
DIGITS = 18


class Scanned(msgspec.Struct, frozen=True):
    """What scanning a code came to. `refusal` is what the shop hears when nothing was paid."""

    order: Order
    refusal: HutongError | None = None
    asks_payer: bool = False
    """The payer's password is wanted now."""


def activate(tx: Transaction, proof: passwords.Proof) -> CodePayer:
    """Switch payment codes on for a person who gave their password; twice changes nothing."""
    return tx.get_or_add(CodePayer(person_id=proof.person_id, activated_at=tx.now))[0]


def deactivate(tx: Transaction, person_id: int) -> None:
    """Switch them off; codes shown already are good for nothing."""
    tx.run(_switch_off, person_id=person_id)


def is_active(read: Reader, person_id: int) -> bool:
    """Whether a person shows payment codes."""
    return read.one(code_payers.by_key, person_id=person_id) is not None


def show(tx: Transaction, person_id: int) -> PaymentCode:
    """A fresh code. Raises: PaymentCodesOff"""
    if not is_active(tx, person_id):
        raise errors.PaymentCodesOff()
    tx.run(_forget_old, person_id=person_id, before=tx.now - FORGOTTEN_AFTER)
    drawn = int.from_bytes(tx.new_token("pay.payment_code", 8))
    first, last = FIRST_DIGITS
    code = f"{first + drawn % (last - first + 1)}{drawn // 8 % 10**16:016d}"
    fresh = PaymentCode(code=code, person_id=person_id, created_at=tx.now, expires_at=tx.now + LIFE, used_at=None)
    return tx.insert(fresh)


def scan(tx: Transaction, code: str, wanted: Placement) -> Scanned:
    """Charge whoever shows `code`; above what they allow without a password, ask them for it.

    Their best coupon goes along, as it would on the sheet: nobody is asked at a till.
    A payment that fails leaves its order PAYERROR and the code used up, so the refusal is answered, not raised.
    Raises: PaymentCodeInvalid · PaymentCodeExpired, and what `placing.place_order` raises
    """
    wanted = msgspec.structs.replace(wanted, trade_type=CODE)
    before = finding.find(tx, wanted.mchid, wanted.out_trade_no)
    if before is not None:
        return _again(tx, before, wanted)
    shown = _use(tx, code)
    order = placing.place_order(tx, msgspec.structs.replace(wanted, wanted_person_id=shown.person_id))
    wallets.open_(tx, shown.person_id)
    coupons = applying.applicable(tx, shown.person_id, order)[:1]
    payer_fen = order.total_fen - sum(coupon.discount_fen for coupon in coupons)
    means = first_usable(tx, order, shown.person_id, payer_fen)
    if means is None:
        is_frozen = wallets.is_frozen(tx, shown.person_id)
        return _failed(tx, order, errors.PayerCannotPay() if is_frozen else errors.PayerMoneyShort())
    try:
        with tx.attempt():
            proof = passwords.waive(tx, shown.person_id, payer_fen)
            if proof is not None:
                taken = tuple(coupon.id for coupon in coupons)
                return Scanned(paying.pay(tx, proof, order.mchid, order.out_trade_no, means, taken, request_id=code))
    except MoneyShort:
        return _failed(tx, order, errors.PayerMoneyShort())
    except HutongError:
        return _failed(tx, order, errors.PayerCannotPay())
    return _ask(tx, order, shown.person_id)


def require_good(read: Reader, code: str) -> PaymentCode:
    """A code that somebody may be charged by now. Raises: PaymentCodeInvalid · PaymentCodeExpired"""
    shown = read.one(payment_codes.by_key, code=code)
    if shown is None or shown.used_at is not None or not is_active(read, shown.person_id):
        raise errors.PaymentCodeInvalid()
    if shown.expires_at <= read.now:
        raise errors.PaymentCodeExpired()
    return shown


def refuse(tx: Transaction, order: Order, person_id: int) -> Order:
    """The payer does not want to pay. Raises: PaymentOfAnother"""
    if order.wanted_person_id != person_id:
        raise errors.PaymentOfAnother()
    return tx.update(order, state=PAYERROR) if order.state == USERPAYING else order


def first_usable(read: Reader, order: Order, person_id: int, amount_fen: int) -> Means | None:
    """What this person would pay so much with, in their own order."""
    offers = wallet.offered(
        read,
        person_id,
        amount_fen=amount_fen,
        scene=paying.SCENE,
        limit_pay=order.limit_pay,
        mchid=order.payee,
        category=registry.require(read, order.payee).category,
    )
    usable = next((offer for offer in offers if offer.usable), None)
    return None if usable is None else msgspec.convert({"kind": usable.kind, "id": usable.id}, Means)


def _use(tx: Transaction, code: str) -> PaymentCode:
    return tx.update(require_good(tx, code), used_at=tx.now)


def _again(tx: Transaction, before: Order, wanted: Placement) -> Scanned:
    """The shop asks again with the same number: what became of it, whatever code it scanned now."""
    order = placing.place_order(tx, msgspec.structs.replace(wanted, wanted_person_id=before.wanted_person_id))
    if order.state == PAYERROR:
        raise errors.TradeNumberUsed(out_trade_no=order.out_trade_no)
    return Scanned(order, asks_payer=True)


def _ask(tx: Transaction, order: Order, person_id: int) -> Scanned:
    asked = tx.update(order, state=USERPAYING)
    sheet = msgspec.to_builtins(sheets.code_sheet(tx, asked))
    tx.wake(f"person:{person_id}", {"type": "payment", "sheet": sheet})
    return Scanned(asked, asks_payer=True)


def _failed(tx: Transaction, order: Order, refusal: HutongError) -> Scanned:
    return Scanned(tx.update(order, state=PAYERROR), refusal)


_forget_old = statement(
    payment_codes.sa.delete().where(
        payment_codes.c.person_id == param("person_id"),
        payment_codes.c.created_at < param("before", payment_codes.c.created_at.type),
    )
)
_switch_off = statement(code_payers.sa.delete().where(code_payers.c.person_id == param("person_id")))
