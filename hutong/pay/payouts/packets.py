"""Red packets from merchants: for one person, or for a person and those they pass it on to.

`SENDING -> SENT -> RECEIVED`, or after a day `RFUND_ING -> REFUND` with what is left in it.
"""

from datetime import timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Count, Query, Reader, Transaction, param, query
from hutong.kernel.lane import Lane
from hutong.pay.errors.payouts import (
    OpenidForeign,
    PacketAmountWrong,
    PacketAppForeign,
    PacketDiffers,
    PacketNumberWrong,
    PacketUnknown,
    TooManyPackets,
)
from hutong.pay.merchants import registry
from hutong.pay.models.payouts import (
    MerchantPacket,
    MerchantPacketShare,
    merchant_packet_shares,
    merchant_packets,
)
from hutong.pay.payouts import funds, sameness, showing
from hutong.pay.times import day_bounds, day_of
from hutong.people import public as people

SENT, RECEIVED, RETURNING, RETURNED = "SENT", "RECEIVED", "RFUND_ING", "REFUND"

LEAST_FEN, MOST_FEN = 100, 20_000
SCENE_LEAST_FEN, SCENE_MOST_FEN = 1, 499_900
SCENES = tuple(f"PRODUCT_{number}" for number in range(1, 9))
GROUP_LEAST, GROUP_MOST = 3, 20
A_DAY_EACH = 10
OPEN_WITHIN = timedelta(hours=24)
SHOWN_FOR = timedelta(days=30)

OVER_JOB, RETURN_JOB = "pay.merchant_packet_over", "pay.merchant_packet_return"


_sent_since: Query[Count] = query(
    sa.select(sa.func.count().label("total"))
    .select_from(merchant_packets.sa)
    .where(
        merchant_packets.c.mchid == param("mchid"),
        merchant_packets.c.person_id == param("person_id"),
        merchant_packets.c.sent_at >= param("since", merchant_packets.c.sent_at.type),
    ),
    Count,
)
_shares: Query[MerchantPacketShare] = query(
    merchant_packet_shares.select()
    .where(merchant_packet_shares.c.mchid == param("mchid"), merchant_packet_shares.c.billno == param("billno"))
    .order_by(merchant_packet_shares.c.received_at, merchant_packet_shares.c.person_id),
    MerchantPacketShare,
)


class PacketWanted(msgspec.Struct, frozen=True, kw_only=True):
    """A packet as a merchant asks for it."""

    mchid: str
    billno: str
    app_id: str
    is_group: bool
    sender_name: str
    openid: str
    total_fen: int
    total_number: int
    wishing: str
    activity: str
    remark: str
    scene_id: str


def send(tx: Transaction, lane: Lane, wanted: PacketWanted) -> MerchantPacket:
    """Send a packet, whose money leaves the merchant at once; the same number sends it once.

    Raises: PacketAppForeign · OpenidForeign · PacketNumberWrong · PacketAmountWrong · TooManyPackets · PacketDiffers ·
        MerchantShort
    """
    fingerprint: dict[str, Any] = msgspec.to_builtins(wanted)
    there = tx.one(merchant_packets.by_key, mchid=wanted.mchid, billno=wanted.billno)
    if there is not None:
        field = sameness.difference(there.fingerprint, fingerprint)
        if field is not None:
            raise PacketDiffers(field=field)
        return there
    person_id = _check(tx, lane, wanted)
    packet = tx.insert(_new(tx, wanted, person_id, fingerprint))
    funds.set_aside(tx, packet.mchid, story(packet), packet.total_fen)
    named = {"mchid": packet.mchid, "billno": packet.billno}
    tx.job(OVER_JOB, named, due_at=packet.expires_at, name=f"pay.merchant_packet:{packet.mchid}:{packet.billno}")
    showing.show(
        tx,
        person_id,
        packet.payout_id,
        kind=showing.PACKET,
        mchid=packet.mchid,
        number=packet.billno,
        app_id=packet.app_id,
        words=words(packet),
        state="waiting",
    )
    return packet


def let_pass(tx: Transaction, mchid: str, billno: str) -> None:
    """A day is over: what nobody took goes back, a moment later."""
    packet = get(tx, mchid, billno)
    if packet.status == SENT and tx.now >= packet.expires_at:
        tx.update(packet, status=RETURNING)
        tx.job(RETURN_JOB, {"mchid": mchid, "billno": billno})


def finish_returning(tx: Transaction, mchid: str, billno: str) -> None:
    """What `let_pass` began."""
    packet = get(tx, mchid, billno)
    if packet.status != RETURNING:
        return
    funds.give_back(tx, story(packet), mchid, packet.left_fen, part="back")
    back = tx.update(
        packet, status=RETURNED, returned_at=tx.now, returned_fen=packet.left_fen, left_fen=0, left_number=0
    )
    # Who has opened it keeps what they found, whatever becomes of the rest.
    if share_of(tx, back, back.person_id) is None:
        turn(tx, back, "over")


def get(read: Reader, mchid: str, billno: str) -> MerchantPacket:
    """A packet by the merchant's number. Raises: PacketUnknown"""
    found = read.one(merchant_packets.by_key, mchid=mchid, billno=billno)
    if found is None:
        raise PacketUnknown()
    return found


def shown(read: Reader, mchid: str, billno: str) -> MerchantPacket:
    """A packet of the last thirty days. Raises: PacketUnknown"""
    found = get(read, mchid, billno)
    if found.sent_at < read.now - SHOWN_FOR:
        raise PacketUnknown()
    return found


def share_of(read: Reader, packet: MerchantPacket, person_id: int) -> MerchantPacketShare | None:
    """What a person found in it."""
    return read.one(merchant_packet_shares.by_key, mchid=packet.mchid, billno=packet.billno, person_id=person_id)


def shares_of(read: Reader, packet: MerchantPacket) -> list[MerchantPacketShare]:
    """What was found in it, in the order it was opened."""
    return read.many(_shares, mchid=packet.mchid, billno=packet.billno)


def words(packet: MerchantPacket) -> showing.Words:
    """What everybody who sees the packet may know."""
    return {"merchant": packet.sender_name, "wishing": packet.wishing, "activity": packet.activity}


def _check(tx: Transaction, lane: Lane, wanted: PacketWanted) -> int:
    if not registry.is_bound(tx, wanted.mchid, wanted.app_id):
        raise PacketAppForeign()
    person_id = apps.person_of(lane.keys, wanted.app_id, wanted.openid)
    if person_id is None or people.get(tx, person_id) is None:
        raise OpenidForeign()
    least_number, most_number = (GROUP_LEAST, GROUP_MOST) if wanted.is_group else (1, 1)
    if not least_number <= wanted.total_number <= most_number:
        raise PacketNumberWrong(wanted="3~20" if wanted.is_group else "1")
    has_scene = wanted.scene_id in SCENES
    least, most = (SCENE_LEAST_FEN, SCENE_MOST_FEN) if has_scene else (LEAST_FEN, MOST_FEN)
    if not least * wanted.total_number <= wanted.total_fen <= most * wanted.total_number:
        raise PacketAmountWrong(least=f"{least / 100:.2f}", most=f"{most / 100:.2f}")
    since, _ = day_bounds(day_of(tx.now))
    sent = tx.one(_sent_since, mchid=wanted.mchid, person_id=person_id, since=since)
    if sent is not None and sent.total >= A_DAY_EACH:
        raise TooManyPackets()
    return person_id


def _new(tx: Transaction, wanted: PacketWanted, person_id: int, fingerprint: dict[str, Any]) -> MerchantPacket:
    return MerchantPacket(
        mchid=wanted.mchid,
        billno=wanted.billno,
        list_id=f"10000{tx.new_id('pay.merchant_packet'):020d}",
        app_id=wanted.app_id,
        is_group=wanted.is_group,
        sender_name=wanted.sender_name,
        openid=wanted.openid,
        person_id=person_id,
        payout_id=tx.new_id("pay.payout"),
        total_fen=wanted.total_fen,
        total_number=wanted.total_number,
        left_fen=wanted.total_fen,
        left_number=wanted.total_number,
        wishing=wanted.wishing,
        activity=wanted.activity,
        remark=wanted.remark,
        scene_id=wanted.scene_id,
        status=SENT,
        reason="",
        fingerprint=fingerprint,
        sent_at=tx.now,
        expires_at=tx.now + OPEN_WITHIN,
        returned_at=None,
        returned_fen=0,
    )


def turn(tx: Transaction, packet: MerchantPacket, state: str) -> None:
    """Let its receiver see that it now stands so."""
    showing.turn(
        tx,
        packet.person_id,
        packet.payout_id,
        app_id=packet.app_id,
        words=words(packet),
        state=state,
        is_open=False,
    )


def story(packet: MerchantPacket) -> str:
    """Whose escrow its money lies in."""
    return f"merchant_packet:{packet.mchid}:{packet.list_id}"
