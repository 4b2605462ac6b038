"""Codes that receive: printed or shown, with or without an amount, paid at once."""

import base64

import sqlalchemy as sa

from hutong.kernel.db import Reader, Row, Transaction, param, query, statement
from hutong.pay.between import checks
from hutong.pay.errors import friends as errors
from hutong.pay.friends import limits, sending
from hutong.pay.models.friends import (
    BY_CODE,
    BY_STATIC_CODE,
    FriendTransfer,
    ReceiveCode,
    receive_codes,
    transfers,
)
from hutong.pay.models.wallet import Means
from hutong.pay.wallet.passwords import Proof

PATH = "/pay/"
_BYTES = 15


class Total(Row, frozen=True):
    total_fen: int


_paid_by_print = query(
    sa.select(sa.cast(sa.func.coalesce(sa.func.sum(transfers.c.amount_fen), 0), sa.BigInteger()).label("total_fen"))
    .select_from(transfers.sa)
    .where(
        transfers.c.from_id == param("from_id"),
        transfers.c.sent_at >= param("since", transfers.c.sent_at.type),
        transfers.c.way == BY_STATIC_CODE,
        (transfers.c.means_kind == "balance") == param("is_balance", sa.Boolean()),
    ),
    Total,
)
_forget = statement(sa.delete(receive_codes.sa).where(receive_codes.c.person_id == param("person_id")))


def of_person(tx: Transaction, person_id: int, *, amount_fen: int | None = None, memo: str = "") -> ReceiveCode:
    """A person's code, to be printed; or one that asks for an amount. The same wish is the same code.

    Raises: AmountOutOfBounds · WordsTooLong · ReceiverUnavailable
    """
    checks.active(tx, person_id)
    if amount_fen is not None:
        checks.amount(amount_fen, least_fen=limits.LEAST_FEN, most_fen=limits.TRANSFER_MOST_FEN)
    memo = checks.words(memo, field="memo", limit=limits.MEMO_LETTERS)
    code = base64.b32encode(tx.new_token("receive_code", _BYTES)).decode().lower()
    fresh = ReceiveCode(code=code, person_id=person_id, amount_fen=amount_fen or 0, memo=memo, made_at=tx.now)
    return tx.get_or_add(fresh, by=("person_id", "amount_fen", "memo"))[0]


def reset(tx: Transaction, person_id: int) -> ReceiveCode:
    """Make all of a person's codes worthless, and a new one to print."""
    tx.run(_forget, person_id=person_id)
    return of_person(tx, person_id)


def find(read: Reader, code: str) -> ReceiveCode:
    """What a code asks for. Raises: ReceiveCodeNotFound"""
    found = read.one(receive_codes.by_key, code=code)
    if found is None:
        raise errors.ReceiveCodeNotFound()
    return found


def pay(
    tx: Transaction, proof: Proof, code: str, *, amount_fen: int, memo: str, means: Means, request_id: str
) -> FriendTransfer:
    """Pay whom a code belongs to: they have it at once. The same request id is the same payment.

    Raises: ReceiveCodeNotFound · ReceiveCodeDiffers · StaticCodeLimit · NotToYourself · RequestIdRefused ·
        RequestDiffers · AmountOutOfBounds · WordsTooLong · DayLimitReached · ReceiverUnavailable, and what the means
        refuse
    """
    shown = find(tx, code)
    memo = checks.words(memo, field="memo", limit=limits.MEMO_LETTERS)
    wanted = sending.Wanted(
        to_id=shown.person_id,
        conversation_id=None,
        amount_fen=amount_fen,
        memo=shown.memo or memo,
        delay_hours=0,
        means=means,
        request_id=checks.request_id(request_id),
        way=BY_STATIC_CODE if shown.is_static else BY_CODE,
    )
    there = sending.asked_before(tx, proof.person_id, wanted)
    if there is not None:
        return there
    if shown.person_id == proof.person_id:
        raise errors.NotToYourself()
    if not shown.is_static and amount_fen != shown.amount_fen:
        raise errors.ReceiveCodeDiffers(amount_fen=shown.amount_fen)
    sending.check(tx, proof.person_id, wanted)
    if shown.is_static:
        _check_static(tx, proof.person_id, wanted)
    return sending.received_at_once(tx, proof.person_id, wanted)


def _check_static(read: Reader, from_id: int, wanted: sending.Wanted) -> None:
    since = limits.start_of_day(read.now)
    paid = read.one(_paid_by_print, from_id=from_id, since=since, is_balance=wanted.means.kind == "balance")
    left_fen = limits.STATIC_CODE_A_DAY_FEN - (paid.total_fen if paid else 0)
    if wanted.amount_fen > left_fen:
        raise errors.StaticCodeLimit(left_fen=max(left_fen, 0))
