"""Sharing a payment: parts are set aside when asked for and brought by a job; the rest goes to the merchant."""

from datetime import timedelta
from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.pay.cards import requests
from hutong.pay.errors import sharing as errors
from hutong.pay.ledger import balances, holds, names, transfers
from hutong.pay.models.orders import Order
from hutong.pay.models.sharing import (
    FINISHED,
    MERCHANT,
    PENDING,
    PROCESSING,
    SUCCESS,
    Part,
    Receiver,
    SharedPayment,
    Sharing,
    parts,
    sharings,
)
from hutong.pay.orders import finding
from hutong.pay.sharing import parties, receivers, telling
from hutong.pay.sharing.parties import Party
from hutong.pay.wallet import wallets

SETTLE_JOB, THAW_JOB = "pay.sharing.settle", "pay.sharing.thaw"
SHARED_FOR = timedelta(days=30)
FROM = timedelta(minutes=1)
MOST_CALLS = 50
# What receivers may get of a payment at most, in ten thousandths.
MOST_BPS = 3_000
REST = "解冻给分账方"


class Share(msgspec.Struct, frozen=True):
    """What somebody is to get."""

    type: str
    account: str
    amount_fen: int
    description: str


class SharingWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A call for sharing. `ends`: what is left goes to the merchant."""

    transaction_id: str
    out_order_no: str
    shares: tuple[Share, ...]
    ends: bool
    description: str = ""


_by_order_id = query(sharings.select().where(sharings.c.order_id == param("order_id")), Sharing)
_parts = query(
    parts.select()
    .where(parts.c.mchid == param("mchid"), parts.c.out_order_no == param("out_order_no"))
    .order_by(parts.c.place),
    Part,
)


def request(tx: Transaction, party: Party, wanted: SharingWanted) -> Sharing:
    """Take a sharing on: its parts are set aside until the job brings them. The same number again is the same call.

    Raises: SharingSubForeign · SharingDiffers · SharedOrderUnknown · NotShared · SharedTooSoon · SharingOver ·
    SharingsTooMany · ReceiversMissing · ReceiverTwice · ReceiverUnrelated · RestShort · RatioExceeded
    """
    parties.require(tx, party)
    content: dict[str, Any] = requests.plain({"sub_mchid": party.sub_mchid, "wanted": wanted})
    before = tx.one(sharings.by_key, mchid=party.mchid, out_order_no=wanted.out_order_no)
    if before is not None:
        if before.content != content:
            raise errors.SharingDiffers(out_order_no=wanted.out_order_no)
        return before
    order, payment = _require_open(tx, party, wanted.transaction_id)
    found = _check_shares(tx, order, payment, wanted)
    sharing = tx.insert(
        Sharing(
            mchid=party.mchid,
            out_order_no=wanted.out_order_no,
            order_id=_number(tx, "sharing.order"),
            sub_mchid=party.sub_mchid,
            transaction_id=order.transaction_id,
            state=PROCESSING,
            ends=wanted.ends,
            description=wanted.description,
            content=content,
            created_at=tx.now,
            finished_at=None,
        )
    )
    for place, share in enumerate(wanted.shares):
        _set_aside(tx, sharing, place, share, found[place])
    asked_fen = sum(share.amount_fen for share in wanted.shares)
    tx.update(
        payment,
        calls=payment.calls + 1,
        shared_fen=payment.shared_fen + asked_fen,
        ended_at=tx.now if wanted.ends else None,
    )
    tx.job(SETTLE_JOB, {"mchid": sharing.mchid, "out_order_no": sharing.out_order_no})
    return sharing


def settle(tx: Transaction, mchid: str, out_order_no: str) -> None:
    """Bring the parts to their receivers, and the rest to the merchant when the call ends sharing.

    Tells: merchants who got a part.
    """
    sharing = tx.one(sharings.by_key, mchid=mchid, out_order_no=out_order_no)
    if sharing is None or sharing.state == FINISHED:
        return
    for part in parts_of(tx, sharing):
        _bring(tx, sharing, part)
    if sharing.ends:
        _give_rest(tx, sharing)
    tx.update(sharing, state=FINISHED, finished_at=tx.now)


def thaw(tx: Transaction, payee: str, transaction_id: str) -> None:
    """Thirty days are over: what was not shared goes to the merchant."""
    payment = _payment(tx, payee, transaction_id)
    if payment.ended_at is None:
        _move_rest(tx, payee, transaction_id, f"sharing.thaw:{transaction_id}")
        tx.update(payment, ended_at=tx.now)


def get(read: Reader, party: Party, out_order_no: str, transaction_id: str | None = None) -> Sharing:
    """A call for sharing. Raises: SharingUnknown"""
    found = read.one(sharings.by_key, mchid=party.mchid, out_order_no=out_order_no)
    is_other = found is not None and transaction_id not in (None, found.transaction_id)
    if found is None or is_other or found.sub_mchid != party.sub_mchid:
        raise errors.SharingUnknown()
    return found


def get_by_id(read: Reader, party: Party, order_id: str) -> Sharing:
    """A call for sharing by the number we gave it. Raises: SharingUnknown"""
    found = find_by_id(read, order_id)
    if found is None or (found.mchid, found.sub_mchid) != (party.mchid, party.sub_mchid):
        raise errors.SharingUnknown()
    return found


def find_by_id(read: Reader, order_id: str) -> Sharing | None:
    """The call for sharing of this number, whoever asks."""
    return read.one(_by_order_id, order_id=order_id)


def parts_of(read: Reader, sharing: Sharing) -> list[Part]:
    """What each receiver gets by a call, in the order they were named."""
    return read.many(_parts, mchid=sharing.mchid, out_order_no=sharing.out_order_no)


def rest_fen(read: Reader, mchid: str, transaction_id: str) -> int:
    """What is left of a payment to be shared. Raises: SharedOrderUnknown · NotShared"""
    order = finding.by_transaction(read, transaction_id)
    if order is None or not order.is_paid or mchid not in (order.mchid, order.payee):
        raise errors.SharedOrderUnknown()
    if not order.profit_sharing:
        raise errors.NotShared()
    return balances.balance(read, money(transaction_id)).available_fen


def money(transaction_id: str) -> names.Name:
    """Where a payment lies until it is shared."""
    return names.escrow(f"sharing:{transaction_id}")


def _require_open(tx: Transaction, party: Party, transaction_id: str) -> tuple[Order, SharedPayment]:
    order = finding.by_transaction(tx, transaction_id)
    if order is None or (order.mchid, order.sub_mchid) != (party.mchid, party.sub_mchid) or order.paid_at is None:
        raise errors.SharedOrderUnknown()
    if not order.profit_sharing:
        raise errors.NotShared()
    if tx.now < order.paid_at + FROM:
        raise errors.SharedTooSoon()
    payment = _payment(tx, party.payee, transaction_id)
    if payment.ended_at is not None or tx.now >= order.paid_at + SHARED_FOR:
        raise errors.SharingOver()
    if payment.calls >= MOST_CALLS:
        raise errors.SharingsTooMany()
    return order, payment


def _check_shares(tx: Transaction, order: Order, payment: SharedPayment, wanted: SharingWanted) -> list[Receiver]:
    if not wanted.shares and not wanted.ends:
        raise errors.ReceiversMissing()
    found: list[Receiver] = []
    for share in wanted.shares:
        receiver = receivers.find(tx, order.payee, share.type, share.account)
        if receiver is None:
            raise errors.ReceiverUnrelated(account=share.account)
        if receiver in found:
            raise errors.ReceiverTwice(account=share.account)
        found.append(receiver)
    asked_fen = sum(share.amount_fen for share in wanted.shares)
    left_fen = balances.balance(tx, money(order.transaction_id)).available_fen
    if asked_fen > left_fen:
        raise errors.RestShort(left_fen=left_fen)
    most_fen = order.total_fen * MOST_BPS // 10_000
    if payment.shared_fen + asked_fen > most_fen:
        raise errors.RatioExceeded(most_fen=most_fen - payment.shared_fen)
    return found


def _set_aside(tx: Transaction, sharing: Sharing, place: int, share: Share, receiver: Receiver) -> None:
    part = tx.insert(
        Part(
            mchid=sharing.mchid,
            out_order_no=sharing.out_order_no,
            place=place,
            detail_id=_number(tx, "sharing.part"),
            type=share.type,
            account=share.account,
            person_id=receiver.person_id,
            amount_fen=share.amount_fen,
            description=share.description,
            result=PENDING,
            fail_reason="",
            returned_fen=0,
            created_at=tx.now,
            finished_at=None,
        )
    )
    holds.hold(
        tx,
        f"sharing:{part.detail_id}",
        account=money(sharing.transaction_id),
        amount_fen=part.amount_fen,
        kind="sharing",
        subject=f"sharing:{sharing.order_id}",
    )


def _bring(tx: Transaction, sharing: Sharing, part: Part) -> None:
    if part.type == MERCHANT:
        credit = names.merchant_available(part.account)
    else:
        assert part.person_id is not None, "an openid means a person"
        wallets.open_(tx, part.person_id)
        credit = names.person(part.person_id)
        tx.wake(f"person:{part.person_id}", {"type": "wallet"})
    holds.post(tx, f"sharing:{part.detail_id}", credit=credit, memo=part.description)
    done = tx.update(part, result=SUCCESS, finished_at=tx.now)
    if part.type == MERCHANT:
        telling.shared(tx, sharing, done)


def _give_rest(tx: Transaction, sharing: Sharing) -> None:
    moved_fen = _move_rest(tx, sharing.payee, sharing.transaction_id, f"sharing.rest:{sharing.order_id}")
    if moved_fen <= 0:
        return
    place = len(parts_of(tx, sharing))
    tx.insert(
        Part(
            mchid=sharing.mchid,
            out_order_no=sharing.out_order_no,
            place=place,
            detail_id=_number(tx, "sharing.part"),
            type=MERCHANT,
            account=sharing.payee,
            person_id=None,
            amount_fen=moved_fen,
            description=REST,
            result=SUCCESS,
            fail_reason="",
            returned_fen=0,
            created_at=sharing.created_at,
            finished_at=tx.now,
        )
    )


def _move_rest(tx: Transaction, payee: str, transaction_id: str, number: str) -> int:
    left_fen = balances.balance(tx, money(transaction_id)).available_fen
    if left_fen > 0:
        transfers.move(
            tx,
            number,
            debit=money(transaction_id),
            credit=names.merchant_available(payee),
            amount_fen=left_fen,
            kind="sharing_rest",
            subject=f"order:{transaction_id}",
            memo=REST,
        )
    return left_fen


def _payment(tx: Transaction, payee: str, transaction_id: str) -> SharedPayment:
    fresh = SharedPayment(mchid=payee, transaction_id=transaction_id, calls=0, returns=0, shared_fen=0, ended_at=None)
    return tx.get_or_add(fresh)[0]


def _number(tx: Transaction, kind: str) -> str:
    return f"3008{tx.new_id(kind):019d}"
