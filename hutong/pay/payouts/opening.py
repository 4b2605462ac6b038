"""Opening merchants' red packets, and passing group packets on."""

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.pay.errors.payouts import (
    PacketEmpty,
    PacketNotForYou,
    PacketNotShared,
    PayoutOver,
    PayoutUnknown,
    ReceiverBarred,
)
from hutong.pay.models.payouts import MerchantPacket, MerchantPacketShare, PacketDoor, Payout, packet_doors
from hutong.pay.payouts import funds, showing
from hutong.pay.payouts.packets import RECEIVED, SENT, get, share_of, story, turn, words


def open_(
    tx: Transaction, lane: Lane, person_id: int, payout_id: int, conversation_id: int | None = None
) -> MerchantPacketShare:
    """Take what is in a packet for this person; opening twice finds the same share.

    Raises: PayoutUnknown · PacketNotForYou · PayoutOver · PacketEmpty · ReceiverBarred
    """
    packet = packet_for(tx, person_id, payout_id, conversation_id)
    there = share_of(tx, packet, person_id)
    if there is not None:
        return there
    if packet.status != SENT or tx.now >= packet.expires_at:
        raise PacketEmpty() if packet.status == RECEIVED else PayoutOver(state=packet.status)
    if not funds.takes_money_in(tx, person_id):
        raise ReceiverBarred()
    share = _take(tx, lane, packet, person_id)
    subject, memo = showing.subject(payout_id), packet.wishing
    funds.hand_over(tx, story(packet), person_id, share.amount_fen, part=str(person_id), subject=subject, memo=memo)
    return share


def pass_on(tx: Transaction, person_id: int, payout_id: int, conversation_id: int) -> None:
    """Put a group packet into a conversation, whose members may open it as well.

    Raises: PayoutUnknown · PacketNotShared · what posting raises
    """
    payout = showing.require(tx, person_id, payout_id)
    packet = get(tx, payout.mchid, payout.number) if payout.kind == showing.PACKET else None
    if packet is None or not packet.is_group or packet.status != SENT or share_of(tx, packet, person_id) is None:
        raise PacketNotShared()
    door = PacketDoor(conversation_id=conversation_id, payout_id=payout_id, mchid=packet.mchid, billno=packet.billno)
    card = bodies.Card(
        type=showing.CARD_TYPES[showing.PACKET], subject=str(payout_id), words=words(packet), state="waiting"
    )
    chat.post(tx, conversation_id, chat.Sender.person(person_id), card, client_id=f"payout:{payout_id}")
    tx.get_or_add(door)


def packet_for(read: Reader, person_id: int, payout_id: int, conversation_id: int | None) -> MerchantPacket:
    """The packet, if it was sent to this person or lies in a conversation of theirs.

    Raises: PayoutUnknown · PacketNotForYou
    """
    own = showing.find(read, person_id, payout_id)
    if own is not None:
        if own.kind != showing.PACKET:
            raise PayoutUnknown()
        return get(read, own.mchid, own.number)
    if conversation_id is None:
        raise PayoutUnknown()
    door = read.one(packet_doors.by_key, conversation_id=conversation_id, payout_id=payout_id)
    membership = chat.find_membership(read, person_id, conversation_id)
    if door is None or membership is None or membership.to_seq is not None:
        raise PacketNotForYou()
    return get(read, door.mchid, door.billno)


def _take(tx: Transaction, lane: Lane, packet: MerchantPacket, person_id: int) -> MerchantPacketShare:
    amount_fen = _drawn(tx, packet)
    share = tx.insert(
        MerchantPacketShare(
            mchid=packet.mchid,
            billno=packet.billno,
            person_id=person_id,
            openid=apps.openid(lane.keys, packet.app_id, person_id),
            amount_fen=amount_fen,
            received_at=tx.now,
        )
    )
    left_number = packet.left_number - 1
    status = SENT if left_number else RECEIVED
    left = tx.update(packet, left_fen=packet.left_fen - amount_fen, left_number=left_number, status=status)
    if person_id == packet.person_id:
        turn(tx, left, "received")
    else:
        _remember(tx, left, person_id)
    return share


def _drawn(tx: Transaction, packet: MerchantPacket) -> int:
    """The last takes what is left; before, up to twice the average, and a fen stays for everybody."""
    if packet.left_number == 1:
        return packet.left_fen
    most = min(2 * packet.left_fen // packet.left_number, packet.left_fen - (packet.left_number - 1))
    return 1 + int.from_bytes(tx.new_token("pay.packet_share", 8)) % most


def _remember(tx: Transaction, packet: MerchantPacket, person_id: int) -> None:
    tx.get_or_add(
        Payout(
            person_id=person_id,
            id=packet.payout_id,
            kind=showing.PACKET,
            mchid=packet.mchid,
            number=packet.billno,
            conversation_id=None,
            seq=None,
            is_open=False,
            created_at=tx.now,
        )
    )
