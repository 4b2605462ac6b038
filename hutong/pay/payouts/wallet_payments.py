"""Payments straight into a wallet: the person is told, and not asked."""

from datetime import timedelta
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.pay.errors.payouts import (
    OpenidForeign,
    PaymentDiffers,
    PaymentNameWrong,
    PaymentUnknown,
    ReceiverBarred,
    ReceiverUnverified,
)
from hutong.pay.ledger import names
from hutong.pay.merchants import registry
from hutong.pay.models.payouts import WalletPayment, wallet_payments
from hutong.pay.payouts import funds, sameness, showing
from hutong.people import public as people

LEAST_FEN, MOST_FEN = 30, 2_000_000
SHOWN_FOR = timedelta(days=30)


class WalletPaymentWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A payment as a merchant asks for it; a name is given where it is to be checked."""

    mchid: str
    trade_no: str
    app_id: str
    openid: str
    real_name: str | None
    amount_fen: int
    description: str


def pay(tx: Transaction, lane: Lane, wanted: WalletPaymentWanted) -> WalletPayment:
    """Pay a person from what the merchant has available; the same number pays once.

    Raises: AppNotBound · OpenidForeign · PaymentNameWrong · ReceiverUnverified · ReceiverBarred ·
        PaymentDiffers · MerchantShort
    """
    told: dict[str, Any] = msgspec.to_builtins(wanted)
    fingerprint = {**told, "real_name": sameness.secret_print(lane, wanted.real_name)}
    there = tx.one(wallet_payments.by_key, mchid=wanted.mchid, trade_no=wanted.trade_no)
    if there is not None:
        field = sameness.difference(there.fingerprint, fingerprint)
        if field is not None:
            raise PaymentDiffers(field=field)
        return there
    registry.require_bound(tx, wanted.mchid, wanted.app_id)
    person_id = _receiver(tx, lane, wanted)
    number = f"1010{tx.new_id('pay.wallet_payment'):020d}"
    credit, story = names.person(person_id), f"wallet_payment:{wanted.mchid}:{number}"
    subject, memo = showing.paid_subject(wanted.mchid, number), wanted.description
    funds.take(tx, wanted.mchid, story, wanted.amount_fen, credit=credit, subject=subject, memo=memo)
    return tx.insert(
        WalletPayment(
            mchid=wanted.mchid,
            trade_no=wanted.trade_no,
            payment_no=number,
            app_id=wanted.app_id,
            openid=wanted.openid,
            person_id=person_id,
            real_name=sameness.seal(lane, wanted.real_name),
            amount_fen=wanted.amount_fen,
            description=wanted.description,
            fingerprint=fingerprint,
            paid_at=tx.now,
        )
    )


def shown(read: Reader, mchid: str, trade_no: str) -> WalletPayment:
    """A payment of the last thirty days. Raises: PaymentUnknown"""
    found = read.one(wallet_payments.by_key, mchid=mchid, trade_no=trade_no)
    if found is None or found.paid_at < read.now - SHOWN_FOR:
        raise PaymentUnknown()
    return found


def _receiver(tx: Transaction, lane: Lane, wanted: WalletPaymentWanted) -> int:
    person_id = apps.person_of(lane.keys, wanted.app_id, wanted.openid)
    person = None if person_id is None else people.get(tx, person_id)
    if person_id is None or person is None:
        raise OpenidForeign()
    if wanted.real_name is not None and not sameness.is_real_name(person.name, wanted.real_name):
        raise PaymentNameWrong()
    if not funds.is_verified(tx, person_id):
        raise ReceiverUnverified()
    if not funds.takes_money_in(tx, person_id):
        raise ReceiverBarred()
    return person_id
