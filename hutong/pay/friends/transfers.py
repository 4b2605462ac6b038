"""Transfers to a friend: sent in a chat, taken or given back within a day, and there when the sender wanted."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from hutong.chat import public as chat
from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.pay.between import checks, showing
from hutong.pay.errors import friends as errors
from hutong.pay.friends import limits, reminding, sending
from hutong.pay.ledger import names
from hutong.pay.ledger import transfers as ledger
from hutong.pay.models.friends import (
    ACCEPTED,
    EXPIRED,
    PENDING,
    RETURNED,
    FriendTransfer,
    transfers,
)
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import means as paying
from hutong.pay.wallet import wallets
from hutong.pay.wallet.passwords import Proof

_waiting_for = query(
    sa.select(sa.func.count().label("total"))
    .select_from(transfers.sa)
    .where(transfers.c.to_id == param("to_id"), transfers.c.state == PENDING),
    Count,
)


def send(
    tx: Transaction,
    proof: Proof,
    *,
    conversation_id: int | None = None,
    to_id: int | None = None,
    amount_fen: int,
    memo: str,
    delay_hours: int,
    means: Means,
    request_id: str,
) -> FriendTransfer:
    """Send money in a direct chat, named by itself or by whom it is with. The same request id is the same transfer.

    The money waits in an account of its own until it is taken, given back, or a day is over.
    Raises: RequestIdRefused · RequestDiffers · AmountOutOfBounds · WordsTooLong · DelayUnknown · DayLimitReached ·
        ReceiverUnavailable · NotToYourself · ChatWrong · ConversationNotFound · WritingNotAllowed, and what the means
        refuse
    """
    conversation, receiver = _chat_with(tx, proof.person_id, conversation_id, to_id)
    wanted = sending.Wanted(
        to_id=receiver,
        conversation_id=conversation.id,
        amount_fen=amount_fen,
        memo=checks.words(memo, field="memo", limit=limits.MEMO_LETTERS),
        delay_hours=delay_hours,
        means=means,
        request_id=checks.request_id(request_id),
    )
    there = sending.asked_before(tx, proof.person_id, wanted)
    if there is not None:
        return there
    if delay_hours not in limits.TRANSFER_DELAYS_HOURS:
        raise errors.DelayUnknown(delays=list(limits.TRANSFER_DELAYS_HOURS))
    sending.check(tx, proof.person_id, wanted)
    transfer = tx.insert(sending.made(tx, proof.person_id, wanted))
    sending.charge(tx, transfer, credit=_escrow(transfer))
    seq = _show(tx, transfer)
    tx.job(
        "pay.transfer_expiry",
        sending.Due(transfer.id),
        due_at=transfer.expires_at,
        name=f"transfer:{transfer.id}:expiry",
    )
    return tx.update(transfer, seqs=[seq])


def accept(tx: Transaction, person_id: int, transfer_id: int) -> FriendTransfer:
    """Take the money; it is there at once, or when the sender's delay is over. Taking twice changes nothing.

    Raises: TransferNotFound · OnlyReceiver · TransferEnded · ReceiverUnavailable
    """
    transfer = require(tx, person_id, transfer_id)
    _only_receiver(transfer, person_id)
    if transfer.state == ACCEPTED:
        return transfer
    _still_pending(tx, transfer)
    checks.active(tx, person_id)
    arrives_at = max(tx.now, transfer.sent_at + timedelta(hours=transfer.delay_hours))
    now = tx.update(transfer, state=ACCEPTED, answered_at=tx.now, arrives_at=arrives_at)
    tx.cancel_job(f"transfer:{transfer.id}:expiry")
    if arrives_at > tx.now:
        tx.job(
            "pay.transfer_arrival", sending.Due(transfer.id), due_at=arrives_at, name=f"transfer:{transfer.id}:arrival"
        )
    else:
        now = _arrive(tx, now)
    return _turned(tx, now)


def give_back(tx: Transaction, person_id: int, transfer_id: int) -> FriendTransfer:
    """Return the money, as long as it is not there. Returning twice changes nothing.

    Raises: TransferNotFound · OnlyReceiver · TransferEnded
    """
    transfer = require(tx, person_id, transfer_id)
    _only_receiver(transfer, person_id)
    if transfer.state == RETURNED:
        return transfer
    if transfer.state == EXPIRED or transfer.has_arrived:
        raise errors.TransferEnded(state=transfer.state)
    tx.cancel_job(f"transfer:{transfer.id}:expiry")
    tx.cancel_job(f"transfer:{transfer.id}:arrival")
    return _send_home(tx, transfer, RETURNED)


def remind(tx: Transaction, person_id: int, transfer_id: int) -> FriendTransfer:
    """Show the card once more below what was said since. Raises: TransferNotFound · OnlySender · TransferEnded ·
    RemindedAlready · WritingNotAllowed
    """
    transfer = require(tx, person_id, transfer_id)
    if person_id != transfer.from_id:
        raise errors.OnlySender()
    _still_pending(tx, transfer)
    reminding.check(tx.now, seqs=transfer.seqs, reminded_at=transfer.reminded_at)
    return tx.update(transfer, seqs=[*transfer.seqs, _show(tx, transfer)], reminded_at=tx.now)


def expire(tx: Transaction, transfer_id: int) -> None:
    """The day is over: what nobody took goes home."""
    transfer = tx.one(transfers.by_key, id=transfer_id)
    if transfer is not None and transfer.state == PENDING:
        _send_home(tx, transfer, EXPIRED)


def arrive(tx: Transaction, transfer_id: int) -> None:
    """The sender's delay is over: the accepted money is the receiver's."""
    transfer = tx.one(transfers.by_key, id=transfer_id)
    if transfer is not None and transfer.state == ACCEPTED and not transfer.has_arrived:
        _turned(tx, _arrive(tx, transfer))


def require(read: Reader, person_id: int, transfer_id: int) -> FriendTransfer:
    """A transfer of one of the two. Raises: TransferNotFound, for others as well"""
    transfer = read.one(transfers.by_key, id=transfer_id)
    if transfer is None or person_id not in (transfer.from_id, transfer.to_id):
        raise errors.TransferNotFound()
    return transfer


def unclaimed(read: Reader, person_id: int) -> int:
    """How many transfers wait for this person."""
    found = read.one(_waiting_for, to_id=person_id)
    return found.total if found else 0


def _chat_with(
    tx: Transaction, person_id: int, conversation_id: int | None, to_id: int | None
) -> tuple[chat.Conversation, int]:
    if conversation_id is None:
        if to_id is None or to_id == person_id:
            raise errors.NotToYourself()
        checks.active(tx, to_id)
        conversation = chat.direct(tx, person_id, to_id)
    else:
        conversation = checks.conversation(tx, person_id, conversation_id)
    return conversation, checks.other_of(tx, conversation, person_id)


def _later(tx: Transaction, transfer: FriendTransfer, what: str, due_at: datetime) -> None:
    tx.job(f"pay.transfer_{what}", sending.Due(transfer.id), due_at=due_at, name=f"transfer:{transfer.id}:{what}")


def _escrow(transfer: FriendTransfer) -> names.Name:
    return names.escrow(f"transfer:{transfer.id}")


def _arrive(tx: Transaction, transfer: FriendTransfer) -> FriendTransfer:
    wallets.open_(tx, transfer.to_id)
    ledger.move(
        tx,
        f"friend:{transfer.id}:arrival",
        debit=_escrow(transfer),
        credit=names.person(transfer.to_id),
        amount_fen=transfer.amount_fen,
        kind="transfer",
        subject=f"transfer:{transfer.id}",
        memo=transfer.memo,
    )
    return tx.update(transfer, has_arrived=True)


def _send_home(tx: Transaction, transfer: FriendTransfer, state: str) -> FriendTransfer:
    paying.give_back(
        tx,
        sending.charge_number(transfer),
        debit=_escrow(transfer),
        amount_fen=transfer.amount_fen,
        number=f"friend:{transfer.id}:return",
        kind="transfer_return",
        subject=f"transfer:{transfer.id}",
        memo=transfer.memo,
    )
    return _turned(tx, tx.update(transfer, state=state, answered_at=tx.now))


def _only_receiver(transfer: FriendTransfer, person_id: int) -> None:
    if person_id != transfer.to_id:
        raise errors.OnlyReceiver()


def _still_pending(read: Reader, transfer: FriendTransfer) -> None:
    # The job that sends it home may come a moment after the day is over.
    if transfer.state != PENDING or has_run_out(read.now, transfer):
        raise errors.TransferEnded(state=transfer.state if transfer.state != PENDING else EXPIRED)


def has_run_out(now: datetime, transfer: FriendTransfer) -> bool:
    """Whether nobody can take it any more."""
    return transfer.state == PENDING and now >= transfer.expires_at


def _show(tx: Transaction, transfer: FriendTransfer) -> int:
    assert transfer.conversation_id is not None, "what is received by a code is shown in no chat"
    return showing.show(
        tx,
        transfer.conversation_id,
        transfer.from_id,
        type="transfer",
        subject=transfer.id,
        words=_words(transfer),
        state=transfer.state,
    )


def _turned(tx: Transaction, transfer: FriendTransfer) -> FriendTransfer:
    showing.turn(tx, transfer.conversation_id, transfer.seqs, words=_words(transfer), state=transfer.state)
    return transfer


def _words(transfer: FriendTransfer) -> showing.Words:
    return {
        "amount_fen": transfer.amount_fen,
        "text": transfer.memo,
        "to": str(transfer.to_id),
        "arrived": int(transfer.has_arrived),
    }
