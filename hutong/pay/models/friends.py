"""The tables of money between people: transfers, red packets, splits, codes that receive."""

from datetime import datetime

from hutong.kernel.db import Row, table

# Transfers
PENDING, ACCEPTED, RETURNED, EXPIRED = "pending", "accepted", "returned", "expired"
BY_CHAT, BY_CODE, BY_STATIC_CODE = "chat", "code", "static_code"
# Red packets; they expire too
OPEN, TAKEN = "open", "taken"
SINGLE, LUCKY, EQUAL, EXCLUSIVE = "single", "lucky", "equal", "exclusive"
# Splits, which begin open
DONE, CLOSED = "done", "closed"
EACH, BY_HAND = "each", "by_hand"


class FriendTransfer(Row, frozen=True):
    """Money one person sends another: accepted in a chat, or received by a code at once."""

    id: int
    from_id: int
    to_id: int
    way: str
    """chat · code · static_code"""
    conversation_id: int | None
    seqs: list[int]
    """Where its cards stand in the chat: the first, and one for each reminder."""
    amount_fen: int
    memo: str
    delay_hours: int
    means_kind: str
    means_id: str | None
    request_id: str
    state: str
    """pending · accepted · returned · expired"""
    sent_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    arrives_at: datetime | None
    """When the accepted money is the receiver's, with the delay its sender chose."""
    has_arrived: bool
    reminded_at: datetime | None


class Packet(Row, frozen=True):
    """A red packet: money for whoever opens it first, or for one person."""

    id: int
    from_id: int
    conversation_id: int
    seqs: list[int]
    kind: str
    """single · lucky · equal · exclusive"""
    total_fen: int
    count: int
    most_fen: int
    """What a share may be on the day it was sent."""
    to_id: int | None
    greeting: str
    cover: str
    means_kind: str
    means_id: str | None
    request_id: str
    state: str
    """open · taken · expired"""
    opened: int
    left_fen: int
    best_id: int | None
    """Who drew most, once the last share is drawn."""
    returned_fen: int
    sent_at: datetime
    expires_at: datetime
    ended_at: datetime | None


class PacketShare(Row, frozen=True):
    """What one person drew from a red packet."""

    packet_id: int
    person_id: int
    place: int
    """1 for who opened it first."""
    amount_fen: int
    at: datetime


class Split(Row, frozen=True):
    """A bill that somebody asks the people of a chat to share."""

    id: int
    starter_id: int
    conversation_id: int
    seqs: list[int]
    mode: str
    """equal · each · by_hand"""
    title: str
    total_fen: int
    asked_fen: int
    """What the others owe together."""
    asked: int
    paid_fen: int
    paid: int
    request_id: str
    content: str
    """What was asked for, to tell a double tap from something else."""
    state: str
    """open · done · closed"""
    started_at: datetime
    ended_at: datetime | None
    reminded_at: datetime | None


class SplitShare(Row, frozen=True):
    """What one person bears of a split; the starter's own part counts as paid."""

    split_id: int
    person_id: int
    amount_fen: int
    request_id: str | None
    paid_at: datetime | None


class ReceiveCode(Row, frozen=True):
    """A code that says whom to pay; with an amount, also how much. The static one has amount 0 and no words."""

    code: str
    person_id: int
    amount_fen: int
    memo: str
    made_at: datetime

    @property
    def is_static(self) -> bool:
        return self.amount_fen == 0


transfers = table(
    "pay_friend_transfers",
    FriendTransfer,
    key=("id",),
    unique=[("from_id", "request_id")],
    indexes=[("from_id", "sent_at"), ("to_id", "state")],
    checks=["amount_fen > 0", "state IN ('pending', 'accepted', 'returned', 'expired')"],
)
packets = table(
    "pay_packets",
    Packet,
    key=("id",),
    unique=[("from_id", "request_id")],
    indexes=[("from_id", "sent_at")],
    checks=["left_fen >= 0", "opened <= count", "total_fen >= count", "state IN ('open', 'taken', 'expired')"],
)
packet_shares = table(
    "pay_packet_shares",
    PacketShare,
    key=("packet_id", "person_id"),
    unique=[("packet_id", "place")],
    checks=["amount_fen > 0"],
)
splits = table(
    "pay_splits",
    Split,
    key=("id",),
    unique=[("starter_id", "request_id")],
    indexes=[("starter_id", "started_at")],
    checks=["paid <= asked", "paid_fen <= asked_fen", "state IN ('open', 'done', 'closed')"],
)
split_shares = table("pay_split_shares", SplitShare, key=("split_id", "person_id"), checks=["amount_fen >= 0"])
receive_codes = table(
    "pay_receive_codes",
    ReceiveCode,
    key=("code",),
    unique=[("person_id", "amount_fen", "memo")],
    checks=["amount_fen >= 0"],
)
