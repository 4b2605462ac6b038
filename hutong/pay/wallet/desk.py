"""The operator's desk of a live instance: real money comes and goes by hand, and two operators see to it.

A person asks; one operator approves after looking at the bank, another confirms, and only then money moves in the
ledger. What shall be paid out is held from the moment it is asked for.
"""

import msgspec
import sqlalchemy as sa

from hutong.kernel.audit import audit
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.pay import places
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import holds, names, transfers
from hutong.pay.models.wallet import APPROVED, DONE, REFUSED, TOP_UP, WAITING, WITHDRAWAL, DeskRequest
from hutong.pay.models.wallet import desk_requests as request_table
from hutong.pay.places import Place
from hutong.pay.wallet import cash, limits, wallets
from hutong.pay.wallet.passwords import Proof

NOTE_LETTERS = 200

_at = request_table.c.created_at
_by_request = query(
    request_table.select().where(
        request_table.c.person_id == param("person_id"), request_table.c.request_id == param("request_id")
    ),
    DeskRequest,
)
_by_id = query(request_table.select().where(request_table.c.id == param("of_id", sa.BigInteger())), DeskRequest)
_in_state = query(
    request_table.select()
    .where(
        request_table.c.state == param("state"),
        sa.tuple_(_at, request_table.c.id)
        < sa.tuple_(param("before_at", _at.type), param("before_id", sa.BigInteger())),
    )
    .order_by(_at.desc(), request_table.c.id.desc())
    .limit(param("limit", sa.Integer())),
    DeskRequest,
)
_of_person = query(
    request_table.select()
    .where(request_table.c.person_id == param("person_id"))
    .order_by(request_table.c.id.desc())
    .limit(param("limit", sa.Integer())),
    DeskRequest,
)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a person asks the desk for."""

    kind: str
    amount_fen: int
    note: str
    request_id: str


def ask(tx: Transaction, proof: Proof, wanted: Wanted) -> DeskRequest:
    """Ask the desk to take money in or pay it out, once for each request; what is paid out is held from now on.

    Raises: AmountInvalid · AmountOutOfRange · RequestIdWrong · DeskNoteMissing · WalletFrozen · WalletNotVerified ·
            LimitExceeded · MoneyShort · TransferDiffers
    """
    person_id = proof.person_id
    number = cash.number_of(wanted.kind, person_id, wanted.request_id)
    check_note(wanted.note)
    there = tx.one(_by_request, person_id=person_id, request_id=wanted.request_id)
    if there is not None:
        _check_same(there, wanted)
        return there
    wallet = cash.require_open(tx, person_id)
    if wanted.kind == TOP_UP:
        cash.check_range(wanted.amount_fen, 1, limits.TOP_UP_MOST_FEN)
        return tx.insert(_fresh(tx, person_id, wanted))
    if not wallet.is_verified:
        raise errors.WalletNotVerified()
    cash.check_range(wanted.amount_fen, limits.WITHDRAWAL_LEAST_FEN, limits.WITHDRAWAL_MOST_FEN)
    fee_fen = cash.count_withdrawal(tx, wallet, wanted.amount_fen)
    free_fen = min(wanted.amount_fen, limits.WITHDRAWAL_FREE_FEN - wallet.free_withdrawn_fen)
    request = tx.insert(_fresh(tx, person_id, wanted, fee_fen=fee_fen, free_fen=free_fen))
    holds.hold(
        tx,
        number,
        account=names.person(person_id),
        amount_fen=wanted.amount_fen + fee_fen,
        kind="withdrawal",
        subject=f"desk:{request.id}",
    )
    return request


def approve(tx: Transaction, operator_id: int, request: DeskRequest) -> DeskRequest:
    """The first of two operators has seen to it. Raises: DeskRequestEnded · SecondOperatorNeeded"""
    if request.state != WAITING:
        raise errors.DeskRequestEnded(state=request.state)
    _not_their_own(operator_id, request)
    _remember(tx, operator_id, "approved", request)
    return tx.update(request, state=APPROVED, approved_by=str(operator_id), approved_at=tx.now)


def confirm(tx: Transaction, operator_id: int, request: DeskRequest) -> DeskRequest:
    """The second operator agrees, and the money moves.

    Raises: DeskRequestEnded · SecondOperatorNeeded
    """
    if request.state != APPROVED:
        raise errors.DeskRequestEnded(state=request.state)
    _not_their_own(operator_id, request)
    if request.approved_by == str(operator_id):
        raise errors.SecondOperatorNeeded()
    if request.kind == WITHDRAWAL:
        _pay_out(tx, request)
    else:
        _take_in(tx, request)
    _remember(tx, operator_id, "confirmed", request)
    return tx.update(request, state=DONE, ended_by=str(operator_id), ended_at=tx.now)


def refuse(tx: Transaction, operator_id: int, request: DeskRequest, reason: str) -> DeskRequest:
    """Either operator says no: what was held is free again. Raises: DeskRequestEnded · DeskNoteMissing"""
    check_note(reason)
    _remember(tx, operator_id, "refused", request)
    return _end(tx, request, by=str(operator_id), reason=reason)


def take_back(tx: Transaction, person_id: int, request: DeskRequest) -> DeskRequest:
    """The person does not want it any more. Raises: DeskRequestNotFound, for others · DeskRequestEnded"""
    if request.person_id != person_id:
        raise errors.DeskRequestNotFound()
    if request.state != WAITING:
        raise errors.DeskRequestEnded(state=request.state)
    return _end(tx, request, by=str(person_id), reason="")


def require(read: Reader, request_id: int) -> DeskRequest:
    """A request to the desk. Raises: DeskRequestNotFound"""
    request = read.one(_by_id, of_id=request_id)
    if request is None:
        raise errors.DeskRequestNotFound()
    return request


def in_state(read: Reader, state: str, *, before: Place = places.LATEST, limit: int = 50) -> list[DeskRequest]:
    """The desk's requests in this state, the latest first."""
    before_id = int(before.id) if before.id.isdigit() else 0
    return read.many(_in_state, state=state, before_at=before.at, before_id=before_id, limit=limit)


def of_person(read: Reader, person_id: int, *, limit: int = 50) -> list[DeskRequest]:
    """What a person asked the desk for, the latest first."""
    return read.many(_of_person, person_id=person_id, limit=limit)


def check_note(note: str) -> None:
    """Raises: DeskNoteMissing"""
    if not 1 <= len(note.strip()) <= NOTE_LETTERS:
        raise errors.DeskNoteMissing(most=NOTE_LETTERS)


def _fresh(tx: Transaction, person_id: int, wanted: Wanted, *, fee_fen: int = 0, free_fen: int = 0) -> DeskRequest:
    return DeskRequest(
        person_id=person_id,
        id=tx.new_id("pay.desk_request"),
        kind=wanted.kind,
        amount_fen=wanted.amount_fen,
        fee_fen=fee_fen,
        free_fen=free_fen,
        note=wanted.note.strip(),
        request_id=wanted.request_id,
        state=WAITING,
        approved_by=None,
        ended_by=None,
        reason="",
        created_at=tx.now,
        approved_at=None,
        ended_at=None,
    )


def _take_in(tx: Transaction, request: DeskRequest) -> None:
    transfers.move(
        tx,
        cash.number_of(TOP_UP, request.person_id, request.request_id),
        debit=names.bank(),
        credit=names.person(request.person_id),
        amount_fen=request.amount_fen,
        kind="top_up",
        subject=f"desk:{request.id}",
        memo=request.note,
    )


def _pay_out(tx: Transaction, request: DeskRequest) -> None:
    number = cash.number_of(WITHDRAWAL, request.person_id, request.request_id)
    holds.post(tx, number, credit=names.bank(), amount_fen=request.amount_fen, memo=request.note)
    cash.take_fee(tx, request.person_id, number, request.fee_fen)


def _end(tx: Transaction, request: DeskRequest, *, by: str, reason: str) -> DeskRequest:
    if request.state not in (WAITING, APPROVED):
        raise errors.DeskRequestEnded(state=request.state)
    if request.kind == WITHDRAWAL:
        holds.void(tx, cash.number_of(WITHDRAWAL, request.person_id, request.request_id))
        wallet = wallets.today(tx, wallets.open_(tx, request.person_id))
        wallets.keep_today(tx, wallet, free_withdrawn_fen=wallet.free_withdrawn_fen - request.free_fen)
    wallets.tell(tx, request.person_id)
    return tx.update(request, state=REFUSED, ended_by=by, reason=reason.strip(), ended_at=tx.now)


def _not_their_own(operator_id: int, request: DeskRequest) -> None:
    if operator_id == request.person_id:
        raise errors.SecondOperatorNeeded()


def _check_same(there: DeskRequest, wanted: Wanted) -> None:
    for field in ("kind", "amount_fen"):
        if getattr(there, field) != getattr(wanted, field):
            raise errors.RequestReused(field=field)


def _remember(tx: Transaction, operator_id: int, done: str, request: DeskRequest) -> None:
    audit(
        tx,
        actor=f"operator:{operator_id}",
        action=f"pay.desk_{done}",
        subject=f"person:{request.person_id}",
        detail={"request": str(request.id), "kind": request.kind, "amount_fen": request.amount_fen},
    )
