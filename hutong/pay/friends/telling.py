"""What statements say of money between people: who is on the other side, and how the story stands."""

from hutong.chat import public as chat
from hutong.kernel.db import Reader
from hutong.pay.between import checks
from hutong.pay.models.friends import ACCEPTED, SINGLE, FriendTransfer, Packet, packets, splits, transfers
from hutong.pay.models.ledger import Posting
from hutong.pay.wallet.stories import Story, person, teller

ON_ITS_WAY = "on_its_way"


@teller("transfer")
def tell_transfer(read: Reader, subject_id: str, posting: Posting, person_id: int) -> Story | None:
    """A transfer, by its other person."""
    transfer = read.one(transfers.by_key, id=int(subject_id))
    if transfer is None:
        return None
    other_id = transfer.to_id if person_id == transfer.from_id else transfer.from_id
    return Story(title=transfer.memo, counterparty=person(read, other_id), state=_state_of(transfer))


@teller("packet")
def tell_packet(read: Reader, subject_id: str, posting: Posting, person_id: int) -> Story | None:
    """A red packet: by who sent it, or by whom it was for where that is one person."""
    packet = read.one(packets.by_key, id=int(subject_id))
    if packet is None:
        return None
    other_id = _receiver_of(read, packet) if person_id == packet.from_id else packet.from_id
    other = None if other_id is None else person(read, other_id)
    return Story(title=packet.greeting, counterparty=other, state=packet.state)


@teller("split")
def tell_split(read: Reader, subject_id: str, posting: Posting, person_id: int) -> Story | None:
    """A part of a bill; who paid whom the ledger knows."""
    split = read.one(splits.by_key, id=int(subject_id))
    return None if split is None else Story(title=split.title, state="paid")


def _state_of(transfer: FriendTransfer) -> str:
    is_on_its_way = transfer.arrives_at is not None and not transfer.has_arrived and transfer.state == ACCEPTED
    return ON_ITS_WAY if is_on_its_way else transfer.state


def _receiver_of(read: Reader, packet: Packet) -> int | None:
    if packet.kind == SINGLE:
        return checks.other_of(read, chat.get_conversation(read, packet.conversation_id), packet.from_id)
    return packet.to_id
