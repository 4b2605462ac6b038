"""/api/client/transfers: money sent to a friend."""

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction
from hutong.pay.client.spelling import Fen, cards_of, conversation_in, id_in, time_or_none
from hutong.pay.errors import friends as errors
from hutong.pay.friends import transfers
from hutong.pay.models.friends import ACCEPTED, EXPIRED, PENDING, FriendTransfer
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import passwords
from hutong.people import public as people
from hutong.wire.product import Call, client


class SendTransfer(msgspec.Struct, frozen=True, kw_only=True):
    """Money for a friend, in the chat with them or named by who they are."""

    amount_fen: Fen
    means: Means
    password: str
    request_id: str
    conversation_id: str | None = None
    person_id: str | None = None
    memo: str = ""
    delay_hours: Fen = 0


class TransferView(msgspec.Struct, frozen=True, kw_only=True):
    """A transfer as one of the two sees it."""

    id: str
    state: str
    """pending · accepted · returned · expired"""
    amount_fen: int
    memo: str
    from_: people.PersonCard = msgspec.field(name="from")
    to: people.PersonCard
    by_code: bool
    conversation_id: str | None
    seq: int | None
    created_at: str
    expires_at: str
    settled_at: str | None
    delay_hours: int
    arrives_at: str | None
    """When accepted money is there."""
    has_arrived: bool
    can: list[str]
    """What the caller may do now: accept · return · remind."""


@client.post("/transfers", body=SendTransfer)
async def send(call: Call[SendTransfer]) -> TransferView:
    """Send money to a friend, who has a day to accept it. The same request_id is the same transfer.

    Request:  {"conversation_id": "7312…", "amount_fen": 5000, "memo": "lunch", "means": {"kind": "balance"},
               "password": "123456", "request_id": "f3b0…", "delay_hours": 0}; or "person_id" instead of the chat
    Response: FriendTransfer
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · RequestIdRefused · RequestDiffers ·
              AmountOutOfBounds · WordsTooLong · DelayUnknown · DayLimitReached · ReceiverUnavailable · NotToYourself ·
              ChatWrong · ConversationNotFound · WritingNotAllowed · MoneyShort, and what else the means refuse
    """
    proof = await passwords.prove(call.lane, call.person_id, call.body.password)
    return await call.lane.db.run(_send, proof, call.body)


@client.get("/transfers/{id}")
def show(read: Reader, call: Call[None]) -> TransferView:
    """One transfer, for its two persons.

    Response: FriendTransfer
    Errors:   TransferNotFound
    """
    return view(read, transfers.require(read, call.person_id, _id(call)), call.person_id)


@client.post("/transfers/{id}/accept")
def accept(tx: Transaction, call: Call[None]) -> TransferView:
    """Take the money.

    Response: FriendTransfer
    Errors:   TransferNotFound · OnlyReceiver · TransferEnded · ReceiverUnavailable
    """
    return view(tx, transfers.accept(tx, call.person_id, _id(call)), call.person_id)


@client.post("/transfers/{id}/return")
def give_back(tx: Transaction, call: Call[None]) -> TransferView:
    """Return the money, as long as it is not there.

    Response: FriendTransfer
    Errors:   TransferNotFound · OnlyReceiver · TransferEnded
    """
    return view(tx, transfers.give_back(tx, call.person_id, _id(call)), call.person_id)


@client.post("/transfers/{id}/remind")
def remind(tx: Transaction, call: Call[None]) -> TransferView:
    """Show the card once more in the chat: at most once an hour, and three times.

    Response: FriendTransfer
    Errors:   TransferNotFound · OnlySender · TransferEnded · RemindedAlready · WritingNotAllowed
    """
    return view(tx, transfers.remind(tx, call.person_id, _id(call)), call.person_id)


def view(read: Reader, transfer: FriendTransfer, viewer_id: int) -> TransferView:
    """A transfer as one of its two persons sees it."""
    cards = cards_of(read, (transfer.from_id, transfer.to_id))
    has_run_out = transfers.has_run_out(read.now, transfer)
    return TransferView(
        id=str(transfer.id),
        state=EXPIRED if has_run_out else transfer.state,
        amount_fen=transfer.amount_fen,
        memo=transfer.memo,
        from_=cards[transfer.from_id],
        to=cards[transfer.to_id],
        by_code=transfer.conversation_id is None,
        conversation_id=None if transfer.conversation_id is None else str(transfer.conversation_id),
        seq=transfer.seqs[0] if transfer.seqs else None,
        created_at=chat.time_view(transfer.sent_at),
        expires_at=chat.time_view(transfer.expires_at),
        settled_at=time_or_none(transfer.answered_at),
        delay_hours=transfer.delay_hours,
        arrives_at=time_or_none(transfer.arrives_at),
        has_arrived=transfer.has_arrived,
        can=[] if has_run_out else _can(transfer, viewer_id),
    )


def _send(tx: Transaction, proof: passwords.Proof, body: SendTransfer) -> TransferView:
    sent = transfers.send(
        tx,
        proof,
        conversation_id=None if body.conversation_id is None else conversation_in(body.conversation_id),
        to_id=None if body.person_id is None else people.id_of(body.person_id),
        amount_fen=body.amount_fen,
        memo=body.memo,
        delay_hours=body.delay_hours,
        means=body.means,
        request_id=body.request_id,
    )
    return view(tx, sent, proof.person_id)


def _can(transfer: FriendTransfer, viewer_id: int) -> list[str]:
    if viewer_id == transfer.from_id:
        return ["remind"] if transfer.state == PENDING else []
    if transfer.state == PENDING:
        return ["accept", "return"]
    return ["return"] if transfer.state == ACCEPTED and not transfer.has_arrived else []


def _id(call: Call[None]) -> int:
    return id_in(call.path["id"], errors.TransferNotFound)
