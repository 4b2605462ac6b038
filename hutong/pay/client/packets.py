"""/api/client/packets: red packets."""

from typing import Any

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction
from hutong.pay.client.spelling import Cards, Fen, cards_of, conversation_in, id_in, time_or_none
from hutong.pay.errors import friends as errors
from hutong.pay.friends import packets
from hutong.pay.models.friends import EXCLUSIVE, EXPIRED, OPEN, SINGLE, Packet, PacketShare
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import passwords
from hutong.people import public as people
from hutong.wire.product import Call, client


class SendPacket(msgspec.Struct, frozen=True, kw_only=True):
    """A red packet for a chat."""

    conversation_id: str
    kind: str
    """single · lucky · equal · exclusive"""
    total_fen: Fen
    count: Fen = 1
    greeting: str = ""
    cover: str = ""
    to_person_id: str | None = None
    means: Means
    password: str
    request_id: str


class ShareView(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody drew."""

    person: people.PersonCard
    share_fen: int
    at: str
    is_best: bool


class PacketView(msgspec.Struct, frozen=True, kw_only=True):
    """A red packet as one person sees it."""

    id: str
    kind: str
    conversation_id: str
    seq: int
    from_: people.PersonCard = msgspec.field(name="from")
    to: people.PersonCard | None
    greeting: str
    cover: str
    count: int
    opened: int
    state: str
    """open · taken · expired"""
    created_at: str
    expires_at: str
    ended_at: str | None
    total_fen: int | None
    """For its sender, and for those who see who drew what."""
    opened_fen: int | None
    """What is drawn so far, for the same people."""
    returned_fen: int
    """For its sender: what went home after a day."""
    own_share_fen: int | None
    """What the caller drew."""
    can_open: bool
    why_not: str | None
    """The code of the error that opening it would answer."""
    shares: list[ShareView]
    """Who drew what, for those who may know."""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What came out of a red packet."""

    share_fen: int
    is_best: bool
    packet: PacketView


@client.post("/packets", body=SendPacket)
async def send(call: Call[SendPacket]) -> PacketView:
    """Put money into a red packet. The same request_id is the same packet.

    Request:  {"conversation_id": "7312…", "kind": "lucky", "total_fen": 2000, "count": 5, "greeting": "good luck",
               "means": {"kind": "balance"}, "password": "123456", "request_id": "f3b0…"}
    Response: Packet
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · RequestIdRefused · RequestDiffers ·
              WordsTooLong · PacketKindUnknown · ChatWrong · PacketCountWrong · PacketUneven · PacketReceiverWrong ·
              AmountOutOfBounds · DayLimitReached · ReceiverUnavailable · ConversationNotFound · WritingNotAllowed ·
              MoneyShort, and what else the means refuse
    """
    proof = await passwords.prove(call.lane, call.person_id, call.body.password)
    return await call.lane.db.run(_send, proof, call.body)


@client.get("/packets/{id}")
def show(read: Reader, call: Call[None]) -> PacketView:
    """One red packet, for who sees its card.

    Response: Packet
    Errors:   PacketNotFound
    """
    return _view(read, packets.require(read, call.person_id, _id(call)), call.person_id)


@client.post("/packets/{id}/open")
def open_(tx: Transaction, call: Call[None]) -> Opened:
    """Open a red packet; opening again answers the same share.

    Response: {"share_fen": 368, "is_best": false, "packet": Packet}
    Errors:   PacketNotFound · PacketNotForYou · PacketTaken · PacketExpired · ReceiverUnavailable
    """
    packet, share = packets.open_(tx, call.person_id, _id(call))
    is_best = packet.best_id == call.person_id
    return Opened(share_fen=share.amount_fen, is_best=is_best, packet=_view(tx, packet, call.person_id))


def _send(tx: Transaction, proof: passwords.Proof, body: SendPacket) -> PacketView:
    wanted = packets.Wanted(
        conversation_id=conversation_in(body.conversation_id),
        kind=body.kind,
        total_fen=body.total_fen,
        count=body.count,
        to_id=None if body.to_person_id is None else people.id_of(body.to_person_id),
        greeting=body.greeting,
        cover=body.cover,
    )
    packet = packets.send(tx, proof, wanted, means=body.means, request_id=body.request_id)
    return _view(tx, packet, proof.person_id)


def _view(read: Reader, packet: Packet, viewer_id: int) -> PacketView:
    shares = packets.shares_of(read, packet)
    cards = cards_of(read, {packet.from_id, viewer_id, packet.to_id or viewer_id, *(one.person_id for one in shares)})
    own = next((share for share in shares if share.person_id == viewer_id), None)
    is_over = packet.state != OPEN or read.now >= packet.expires_at
    is_sender = viewer_id == packet.from_id
    # Somebody who may still open it should not know which shares are gone.
    knows = is_sender or own is not None or (is_over and packet.kind not in (SINGLE, EXCLUSIVE))
    why_not = None if own is not None else packets.refusal(read, packet, viewer_id)
    return PacketView(
        id=str(packet.id),
        kind=packet.kind,
        conversation_id=str(packet.conversation_id),
        seq=packet.seqs[0],
        from_=cards[packet.from_id],
        to=None if packet.to_id is None else cards[packet.to_id],
        greeting=packet.greeting,
        cover=packet.cover,
        count=packet.count,
        opened=packet.opened,
        state=EXPIRED if is_over and packet.state == OPEN else packet.state,
        created_at=chat.time_view(packet.sent_at),
        expires_at=chat.time_view(packet.expires_at),
        ended_at=time_or_none(packet.ended_at),
        total_fen=packet.total_fen if knows else None,
        opened_fen=sum(share.amount_fen for share in shares) if knows else None,
        returned_fen=packet.returned_fen if is_sender else 0,
        own_share_fen=None if own is None else own.amount_fen,
        can_open=own is None and why_not is None,
        why_not=why_not,
        shares=[_share_view(packet, share, cards) for share in shares] if knows else [],
    )


def _share_view(packet: Packet, share: PacketShare, cards: Cards) -> ShareView:
    return ShareView(
        person=cards[share.person_id],
        share_fen=share.amount_fen,
        at=chat.time_view(share.at),
        is_best=share.person_id == packet.best_id,
    )


def _id(call: Call[Any]) -> int:
    return id_in(call.path["id"], errors.PacketNotFound)
