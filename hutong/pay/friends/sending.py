"""Sending money to a person: asked for once, bounded, and taken from where the sender wants."""

import msgspec
import sqlalchemy as sa

from hutong.kernel.db import Query, Reader, Row, Transaction, param, query
from hutong.pay.between import checks
from hutong.pay.errors import friends as errors
from hutong.pay.friends import limits
from hutong.pay.ledger import names
from hutong.pay.models.friends import ACCEPTED, BY_CHAT, PENDING, FriendTransfer, transfers
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import means as paying
from hutong.pay.wallet import wallets


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A transfer that somebody asks for."""

    to_id: int
    conversation_id: int | None
    amount_fen: int
    memo: str
    delay_hours: int
    means: Means
    request_id: str
    way: str = BY_CHAT


class Due(msgspec.Struct, frozen=True):
    """The story whose time has come."""

    id: int


class Sent(Row, frozen=True):
    """What somebody sent since a moment."""

    count: int
    total_fen: int


_by_request: Query[FriendTransfer] = query(
    transfers.select().where(transfers.c.from_id == param("from_id"), transfers.c.request_id == param("request_id")),
    FriendTransfer,
)
_sent_since = query(
    sa.select(
        sa.func.count().label("count"),
        sa.cast(sa.func.coalesce(sa.func.sum(transfers.c.amount_fen), 0), sa.BigInteger()).label("total_fen"),
    )
    .select_from(transfers.sa)
    .where(transfers.c.from_id == param("from_id"), transfers.c.sent_at >= param("since", transfers.c.sent_at.type)),
    Sent,
)


def asked_before(read: Reader, from_id: int, wanted: Wanted) -> FriendTransfer | None:
    """The transfer already made under this request id. Raises: RequestDiffers"""
    there = read.one(_by_request, from_id=from_id, request_id=wanted.request_id)
    if there is not None:
        plain = {name: getattr(wanted, name) for name in wanted.__struct_fields__ if name != "means"}
        checks.same(there, **plain, means_kind=wanted.means.kind, means_id=wanted.means.id)
    return there


def check(read: Reader, from_id: int, wanted: Wanted) -> None:
    """Refuse what is too much, or between people who cannot.

    Raises: AmountOutOfBounds · DayLimitReached · ReceiverUnavailable
    """
    checks.amount(wanted.amount_fen, least_fen=limits.LEAST_FEN, most_fen=limits.TRANSFER_MOST_FEN)
    checks.active(read, from_id)
    checks.active(read, wanted.to_id)
    sent = read.one(_sent_since, from_id=from_id, since=limits.start_of_day(read.now))
    assert sent is not None, "a sum is always there"
    if sent.count >= limits.TRANSFERS_A_DAY:
        raise errors.DayLimitReached(left=0)
    if sent.total_fen + wanted.amount_fen > limits.TRANSFERS_A_DAY_FEN:
        raise errors.DayLimitReached(left_fen=limits.TRANSFERS_A_DAY_FEN - sent.total_fen)


def charge(tx: Transaction, transfer: FriendTransfer, *, credit: names.Name) -> None:
    """Take the money from where the sender wants. Raises what the means refuse"""
    paying.charge(
        tx,
        transfer.from_id,
        msgspec.convert({"kind": transfer.means_kind, "id": transfer.means_id}, Means),
        amount_fen=transfer.amount_fen,
        credit=credit,
        number=charge_number(transfer),
        kind="transfer",
        subject=f"transfer:{transfer.id}",
        memo=transfer.memo,
        scene="person",
    )


def charge_number(transfer: FriendTransfer) -> str:
    """The ledger's number of what the sender paid."""
    return f"friend:{transfer.id}"


def made(tx: Transaction, from_id: int, wanted: Wanted) -> FriendTransfer:
    return FriendTransfer(
        id=tx.new_id("friend_transfer"),
        from_id=from_id,
        to_id=wanted.to_id,
        way=wanted.way,
        conversation_id=wanted.conversation_id,
        seqs=[],
        amount_fen=wanted.amount_fen,
        memo=wanted.memo,
        delay_hours=wanted.delay_hours,
        means_kind=wanted.means.kind,
        means_id=wanted.means.id,
        request_id=wanted.request_id,
        state=PENDING,
        sent_at=tx.now,
        expires_at=tx.now + limits.ACCEPT_WITHIN,
        answered_at=None,
        arrives_at=None,
        has_arrived=False,
        reminded_at=None,
    )


def received_at_once(tx: Transaction, from_id: int, wanted: Wanted) -> FriendTransfer:
    """Pay somebody who need not accept it. Raises what the means refuse"""
    transfer = msgspec.structs.replace(
        made(tx, from_id, wanted), state=ACCEPTED, answered_at=tx.now, arrives_at=tx.now, has_arrived=True
    )
    wallets.open_(tx, transfer.to_id)
    charge(tx, tx.insert(transfer), credit=names.person(transfer.to_id))
    return transfer
