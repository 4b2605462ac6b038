"""/api/client/payouts: money that merchants give to the person, to be confirmed or opened."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.errors.payouts import PackageUnknown, PayoutUnknown
from hutong.pay.merchants import registry
from hutong.pay.models.payouts import Bill, MerchantPacket, Payout
from hutong.pay.payouts import bills, opening, packets, showing
from hutong.people import public as people
from hutong.wire.product import Call, Nothing, client

_SEEN_AS = {
    bills.WAITING: "waiting",
    bills.SUCCESS: "received",
    bills.FAIL: "over",
    bills.CANCELING: "called_off",
    bills.CANCELLED: "called_off",
}


class MerchantCard(msgspec.Struct, frozen=True):
    """Who gives the money."""

    mchid: str
    name: str


class ShareView(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody found in a group packet."""

    person: people.PersonCard
    share_fen: int
    at: datetime


class PayoutView(msgspec.Struct, frozen=True, kw_only=True):
    """A transfer to confirm, or a packet to open. `state`: waiting, received, over, called_off or empty."""

    id: str
    kind: str
    state: str
    merchant: MerchantCard
    amount_fen: int | None
    """What the person gets; None for a packet that they have not opened."""
    title: str
    memo: str
    style: str
    is_group: bool
    can_share: bool
    shares: list[ShareView]
    created_at: datetime
    expires_at: datetime | None


class PayoutsQuery(msgspec.Struct, frozen=True):
    """`waiting` leaves only what is to be done; `before` is the last id of the page before."""

    waiting: bool = False
    before: str = ""


class PayoutList(msgspec.Struct, frozen=True):
    items: list[PayoutView]
    next: str | None


class ShowQuery(msgspec.Struct, frozen=True):
    """The conversation in which a group packet was found."""

    conversation_id: str | None = None


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """What a merchant's page hands over with requestMerchantTransfer."""

    mch_id: str
    app_id: str
    package: str


class Opening(msgspec.Struct, frozen=True):
    """The conversation in which a group packet was found."""

    conversation_id: str | None = None


class Passing(msgspec.Struct, frozen=True):
    """Where a group packet is passed on to."""

    conversation_id: str


@client.get("/payouts", query=PayoutsQuery)
def listed(read: Reader, call: Call[None]) -> PayoutList:
    """What merchants gave the person, newest first.

    Response: {"items": [Payout], "next": "..."}
    """
    asked: PayoutsQuery = call.query
    if asked.waiting:
        found = showing.waiting(read, call.person_id)
        return PayoutList([_own(read, one) for one in found], None)
    found = showing.page(read, call.person_id, people.number_of(asked.before) if asked.before else None)
    return PayoutList([_own(read, one) for one in found], str(found[-1].id) if len(found) == showing.MOST else None)


@client.post("/payouts/packages", body=Package)
def by_package(read: Reader, call: Call[Package]) -> PayoutView:
    """The transfer that a merchant's page asks the person to confirm.

    Request:  {"mch_id": "1900001109", "app_id": "wx...", "package": "..."}
    Errors:   PackageUnknown
    """
    bill = bills.by_package(read, call.lane, call.body.package)
    if bill is None or (bill.mchid, bill.app_id) != (call.body.mch_id, call.body.app_id):
        raise PackageUnknown()
    if bill.person_id != call.person_id:
        raise PackageUnknown()
    return _transfer(read, bill)


@client.get("/payouts/{id}", query=ShowQuery)
def show(read: Reader, call: Call[None]) -> PayoutView:
    """One payout: the person's own, or a group packet passed on to a conversation of theirs.

    Errors: PayoutUnknown · PacketNotForYou
    """
    asked: ShowQuery = call.query
    payout_id = _id(call.path["id"])
    own = showing.find(read, call.person_id, payout_id)
    if own is not None and own.kind == showing.TRANSFER:
        return _own(read, own)
    packet = opening.packet_for(read, call.person_id, payout_id, _optional_id(asked.conversation_id))
    return _packet(read, packet, call.person_id)


@client.post("/payouts/{id}/confirm")
def confirm(tx: Transaction, call: Call[None]) -> PayoutView:
    """Take the money of a transfer; taking it twice changes nothing.

    Errors: PayoutUnknown · PayoutOver · ReceiverBarred
    """
    return _transfer(tx, bills.confirm(tx, call.lane, call.person_id, _id(call.path["id"])))


@client.post("/payouts/{id}/open", body=Opening)
def open_(tx: Transaction, call: Call[Opening]) -> PayoutView:
    """Open a packet; opening it twice finds the same share.

    Request: {} or {"conversation_id": "..."} where a group packet was passed on
    Errors:  PayoutUnknown · PacketNotForYou · PayoutOver · PacketEmpty · ReceiverBarred
    """
    payout_id, conversation_id = _id(call.path["id"]), _optional_id(call.body.conversation_id)
    opening.open_(tx, call.lane, call.person_id, payout_id, conversation_id)
    packet = opening.packet_for(tx, call.person_id, payout_id, conversation_id)
    return _packet(tx, packet, call.person_id)


@client.post("/payouts/{id}/share", body=Passing)
def share(tx: Transaction, call: Call[Passing]) -> Nothing:
    """Pass a group packet on to a conversation, whose members may open it too.

    Request: {"conversation_id": "..."}
    Errors:  PayoutUnknown · PacketNotShared · ConversationNotFound · WritingNotAllowed
    """
    opening.pass_on(tx, call.person_id, _id(call.path["id"]), _id(call.body.conversation_id))
    return Nothing()


def _own(read: Reader, payout: Payout) -> PayoutView:
    if payout.kind == showing.TRANSFER:
        return _transfer(read, bills.get(read, payout.mchid, payout.number))
    return _packet(read, packets.get(read, payout.mchid, payout.number), payout.person_id)


def _transfer(read: Reader, bill: Bill) -> PayoutView:
    merchant = registry.require(read, bill.mchid)
    return PayoutView(
        id=str(bill.payout_id),
        kind=showing.TRANSFER,
        state=_SEEN_AS.get(bill.state, "over"),
        merchant=MerchantCard(bill.mchid, merchant.short_name),
        amount_fen=bill.amount_fen,
        title=bill.perception or bill.remark,
        memo=bill.remark,
        style=bill.style.lower(),
        is_group=False,
        can_share=False,
        shares=[],
        created_at=bill.created_at,
        expires_at=bill.expires_at,
    )


def _packet(read: Reader, packet: MerchantPacket, person_id: int) -> PayoutView:
    share = packets.share_of(read, packet, person_id)
    return PayoutView(
        id=str(packet.payout_id),
        kind=showing.PACKET,
        state=_packet_state(packet, is_opened=share is not None, now=read.now),
        merchant=MerchantCard(packet.mchid, packet.sender_name),
        amount_fen=share.amount_fen if share else None,
        title=packet.wishing,
        memo=packet.activity,
        style="red_packet",
        is_group=packet.is_group,
        can_share=packet.is_group and share is not None and packet.status == packets.SENT,
        # Who has opened it sees what others found.
        shares=_shares(read, packet) if packet.is_group and share is not None else [],
        created_at=packet.sent_at,
        expires_at=packet.expires_at,
    )


def _packet_state(packet: MerchantPacket, *, is_opened: bool, now: datetime) -> str:
    if is_opened:
        return "received"
    if packet.status == packets.SENT:
        return "waiting" if now < packet.expires_at else "over"
    return "empty" if packet.status == packets.RECEIVED else "over"


def _shares(read: Reader, packet: MerchantPacket) -> list[ShareView]:
    found = packets.shares_of(read, packet)
    persons = people.get_many(read, [one.person_id for one in found])
    return [
        ShareView(person=people.card(persons[one.person_id]), share_fen=one.amount_fen, at=one.received_at)
        for one in found
    ]


def _id(text: Any) -> int:
    number = people.number_of(text)
    if number is None:
        raise PayoutUnknown()
    return number


def _optional_id(text: str | None) -> int | None:
    return None if text is None else _id(text)
