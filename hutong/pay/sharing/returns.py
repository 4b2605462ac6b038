"""Shares given back: by merchants only, out of what they have available."""

from datetime import timedelta
from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.cards import requests
from hutong.pay.errors import sharing as errors
from hutong.pay.errors.ledger import MoneyShort
from hutong.pay.ledger import names, transfers
from hutong.pay.models.sharing import (
    MERCHANT,
    SUCCESS,
    Part,
    Return,
    SharedPayment,
    Sharing,
    returns,
    shared_payments,
)
from hutong.pay.sharing import parties, sharings, telling
from hutong.pay.sharing.parties import Party

WITHIN = timedelta(days=180)
MOST = 50


class ReturnWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be given back; one of the sharing's two numbers names it."""

    out_return_no: str
    return_mchid: str
    amount_fen: int
    description: str
    order_id: str | None = None
    out_order_no: str | None = None


def request(tx: Transaction, party: Party, wanted: ReturnWanted) -> Return:
    """Take a share back from a merchant, at once. The same number again is the same return.

    What comes back is available to the merchant and is not shared again.
    Raises: SharingSubForeign · ReturnDiffers · SharingNumbersWrong · SharingUnknown · ReceiverUnrelated ·
    ReturnTooMuch · ReturnOver · ReturnerShort
    Tells: who gave back.
    """
    parties.require(tx, party)
    content: dict[str, Any] = requests.plain({"sub_mchid": party.sub_mchid, "wanted": wanted})
    before = tx.one(returns.by_key, mchid=party.mchid, out_return_no=wanted.out_return_no)
    if before is not None:
        if before.content != content:
            raise errors.ReturnDiffers(out_return_no=wanted.out_return_no)
        return before
    sharing = _sharing(tx, party, wanted)
    part, payment = _check(tx, sharing, wanted)
    return_id = f"3108{tx.new_id('sharing.return'):019d}"
    _move(tx, sharing, part, wanted, return_id)
    tx.update(part, returned_fen=part.returned_fen + wanted.amount_fen)
    tx.update(payment, returns=payment.returns + 1)
    done = tx.insert(
        Return(
            mchid=party.mchid,
            out_return_no=wanted.out_return_no,
            return_id=return_id,
            sub_mchid=party.sub_mchid,
            out_order_no=sharing.out_order_no,
            order_id=sharing.order_id,
            transaction_id=sharing.transaction_id,
            return_mchid=wanted.return_mchid,
            amount_fen=wanted.amount_fen,
            description=wanted.description,
            result=SUCCESS,
            content=content,
            created_at=tx.now,
            finished_at=tx.now,
        )
    )
    telling.returned(tx, done)
    return done


def get(read: Reader, party: Party, out_return_no: str, out_order_no: str | None = None) -> Return:
    """A return. Raises: ReturnUnknown"""
    found = read.one(returns.by_key, mchid=party.mchid, out_return_no=out_return_no)
    is_other = found is not None and out_order_no not in (None, found.out_order_no)
    if found is None or is_other or found.sub_mchid != party.sub_mchid:
        raise errors.ReturnUnknown()
    return found


def _sharing(tx: Transaction, party: Party, wanted: ReturnWanted) -> Sharing:
    if (wanted.order_id is None) == (wanted.out_order_no is None):
        raise errors.SharingNumbersWrong()
    if wanted.order_id is not None:
        return sharings.get_by_id(tx, party, wanted.order_id)
    assert wanted.out_order_no is not None, "one of the two was just seen"
    return sharings.get(tx, party, wanted.out_order_no)


def _check(tx: Transaction, sharing: Sharing, wanted: ReturnWanted) -> tuple[Part, SharedPayment]:
    got = [
        part
        for part in sharings.parts_of(tx, sharing)
        if (part.type, part.account, part.result) == (MERCHANT, wanted.return_mchid, SUCCESS)
        and part.account != sharing.payee
    ]
    if not got:
        raise errors.ReceiverUnrelated(account=wanted.return_mchid)
    part = got[0]
    left_fen = part.amount_fen - part.returned_fen
    if wanted.amount_fen > left_fen:
        raise errors.ReturnTooMuch(left_fen=left_fen)
    payment = tx.one(shared_payments.by_key, mchid=sharing.payee, transaction_id=sharing.transaction_id)
    assert payment is not None, "a sharing has its payment"
    if payment.returns >= MOST or tx.now > sharing.created_at + WITHIN:
        raise errors.ReturnOver()
    return part, payment


def _move(tx: Transaction, sharing: Sharing, part: Part, wanted: ReturnWanted, return_id: str) -> None:
    try:
        transfers.move(
            tx,
            f"sharing.return:{return_id}",
            debit=names.merchant_available(part.account),
            credit=names.merchant_available(sharing.payee),
            amount_fen=wanted.amount_fen,
            kind="sharing_return",
            subject=f"sharing:{sharing.order_id}",
            memo=wanted.description,
        )
    except MoneyShort:
        raise errors.ReturnerShort() from None
