"""Red packets: sent in a chat, opened by whoever is quick, gone home after a day."""

import msgspec
import sqlalchemy as sa

from hutong.chat import public as chat
from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.pay.between import checks, showing
from hutong.pay.errors import friends as errors
from hutong.pay.friends import drawing, limits
from hutong.pay.friends.sending import Due
from hutong.pay.ledger import names
from hutong.pay.ledger import transfers as ledger
from hutong.pay.models.friends import (
    EQUAL,
    EXCLUSIVE,
    EXPIRED,
    LUCKY,
    OPEN,
    SINGLE,
    TAKEN,
    Packet,
    PacketShare,
    packet_shares,
    packets,
)
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import means as paying
from hutong.pay.wallet import wallets
from hutong.pay.wallet.passwords import Proof

FOR_ONE = (SINGLE, EXCLUSIVE)
KINDS = (SINGLE, LUCKY, EQUAL, EXCLUSIVE)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A red packet that somebody wants to send."""

    conversation_id: int
    kind: str
    total_fen: int
    count: int
    to_id: int | None
    greeting: str
    cover: str


_by_request = query(
    packets.select().where(packets.c.from_id == param("from_id"), packets.c.request_id == param("request_id")), Packet
)
_sent_since = query(
    sa.select(sa.func.count().label("total"))
    .select_from(packets.sa)
    .where(packets.c.from_id == param("from_id"), packets.c.sent_at >= param("since", packets.c.sent_at.type)),
    Count,
)
_shares = query(
    packet_shares.select().where(packet_shares.c.packet_id == param("packet_id")).order_by(packet_shares.c.place),
    PacketShare,
)


def send(tx: Transaction, proof: Proof, wanted: Wanted, *, means: Means, request_id: str) -> Packet:
    """Put money into a red packet and show it in the chat. The same request id is the same packet.

    Raises: RequestIdRefused · RequestDiffers · WordsTooLong · PacketKindUnknown · ChatWrong · PacketCountWrong ·
        PacketUneven · PacketReceiverWrong · AmountOutOfBounds · DayLimitReached · ReceiverUnavailable ·
        ConversationNotFound · WritingNotAllowed, and what the means refuse
    """
    from_id = proof.person_id
    conversation = checks.conversation(tx, from_id, wanted.conversation_id)
    wanted = msgspec.structs.replace(
        wanted,
        greeting=checks.words(wanted.greeting, field="greeting", limit=limits.GREETING_LETTERS),
        cover=checks.words(wanted.cover, field="cover", limit=limits.COVER_LETTERS),
    )
    there = tx.one(_by_request, from_id=from_id, request_id=checks.request_id(request_id))
    if there is not None:
        checks.same(there, **msgspec.structs.asdict(wanted), means_kind=means.kind, means_id=means.id)
        return there
    most_fen = _check(tx, from_id, conversation, wanted)
    packet = tx.insert(_made(tx, from_id, wanted, most_fen=most_fen, means=means, request_id=request_id))
    paying.charge(
        tx,
        from_id,
        means,
        amount_fen=packet.total_fen,
        credit=_escrow(packet),
        number=f"packet:{packet.id}",
        kind="packet",
        subject=f"packet:{packet.id}",
        memo=packet.greeting,
        scene="person",
    )
    seq = showing.show(
        tx, conversation.id, from_id, type="red_packet", subject=packet.id, words=words_of(packet), state=OPEN
    )
    tx.job("pay.packet_expiry", Due(packet.id), due_at=packet.expires_at, name=f"packet:{packet.id}:expiry")
    return tx.update(packet, seqs=[seq])


def open_(tx: Transaction, person_id: int, packet_id: int) -> tuple[Packet, PacketShare]:
    """Open a red packet and take a share; opening again shows the same share.

    Raises: PacketNotFound · PacketNotForYou · PacketTaken · PacketExpired · ReceiverUnavailable
    """
    packet = require(tx, person_id, packet_id)
    there = tx.one(packet_shares.by_key, packet_id=packet_id, person_id=person_id)
    if there is not None:
        return packet, there
    _check_opener(tx, packet, person_id)
    share = tx.insert(
        PacketShare(
            packet_id=packet.id,
            person_id=person_id,
            place=packet.opened + 1,
            amount_fen=_next_share(tx, packet),
            at=tx.now,
        )
    )
    wallets.open_(tx, person_id)
    ledger.move(
        tx,
        f"packet:{packet.id}:{person_id}",
        debit=_escrow(packet),
        credit=names.person(person_id),
        amount_fen=share.amount_fen,
        kind="packet",
        subject=f"packet:{packet.id}",
        memo=packet.greeting,
    )
    packet = tx.update(packet, opened=packet.opened + 1, left_fen=packet.left_fen - share.amount_fen)
    if packet.opened == packet.count:
        packet = _finish(tx, packet)
    _turn(tx, packet)
    return packet, share


def expire(tx: Transaction, packet_id: int) -> None:
    """The day is over: what nobody opened goes home to where it came from."""
    packet = tx.one(packets.by_key, id=packet_id)
    if packet is None or packet.state != OPEN:
        return
    paying.give_back(
        tx,
        f"packet:{packet.id}",
        debit=_escrow(packet),
        amount_fen=packet.left_fen,
        number=f"packet:{packet.id}:return",
        kind="packet_return",
        subject=f"packet:{packet.id}",
        memo=packet.greeting,
    )
    _turn(tx, tx.update(packet, state=EXPIRED, returned_fen=packet.left_fen, left_fen=0, ended_at=tx.now))


def require(read: Reader, person_id: int, packet_id: int) -> Packet:
    """A red packet whose card this person sees. Raises: PacketNotFound, for others as well"""
    packet = read.one(packets.by_key, id=packet_id)
    if packet is None or not checks.may_see(read, person_id, packet.conversation_id, packet.seqs):
        raise errors.PacketNotFound()
    return packet


def shares_of(read: Reader, packet: Packet) -> list[PacketShare]:
    """Who opened it, in their order."""
    return read.many(_shares, packet_id=packet.id)


def refusal(read: Reader, packet: Packet, person_id: int) -> str | None:
    """Why this person cannot open it now, in the code of the error; None when they can."""
    try:
        _check_opener(read, packet, person_id)
    except (errors.PacketNotForYou, errors.PacketExpired, errors.PacketTaken, errors.ReceiverUnavailable) as error:
        return error.product.code
    return None


def words_of(packet: Packet) -> showing.Words:
    """What everybody in the chat may know."""
    words: showing.Words = {
        "text": packet.greeting,
        "kind": packet.kind,
        "count": packet.count,
        "opened": packet.opened,
    }
    if packet.cover:
        words["cover"] = packet.cover
    if packet.to_id is not None:
        words["to"] = str(packet.to_id)
    return words


def _check(read: Reader, from_id: int, conversation: chat.Conversation, wanted: Wanted) -> int:
    """Refuse what cannot be sent. Answers the most that one share may be."""
    if wanted.kind not in KINDS:
        raise errors.PacketKindUnknown()
    if conversation.kind != ("direct" if wanted.kind == SINGLE else "group"):
        raise errors.ChatWrong(kind=conversation.kind)
    members = chat.people_of(read, conversation)
    most_shares = 1 if wanted.kind in FOR_ONE else min(limits.PACKET_MOST_SHARES, len(members))
    if not 1 <= wanted.count <= most_shares:
        raise errors.PacketCountWrong(most=most_shares)
    _check_receiver(read, from_id, members, wanted)
    most_fen = limits.most_for_one(read.now) if wanted.kind in FOR_ONE else limits.SHARE_MOST_FEN
    checks.amount(wanted.total_fen, least_fen=wanted.count, most_fen=wanted.count * most_fen)
    if wanted.kind == EQUAL and wanted.total_fen % wanted.count:
        raise errors.PacketUneven(count=wanted.count)
    checks.active(read, from_id)
    sent = read.one(_sent_since, from_id=from_id, since=limits.start_of_day(read.now))
    if sent is not None and sent.total >= limits.PACKETS_A_DAY:
        raise errors.DayLimitReached(left=0)
    return most_fen


def _check_receiver(read: Reader, from_id: int, members: list[int], wanted: Wanted) -> None:
    if wanted.kind == EXCLUSIVE:
        if wanted.to_id is None or wanted.to_id == from_id or wanted.to_id not in members:
            raise errors.PacketReceiverWrong()
        checks.active(read, wanted.to_id)
    elif wanted.to_id is not None:
        raise errors.PacketReceiverWrong()
    elif wanted.kind == SINGLE:
        checks.active(read, next(other for other in members if other != from_id))


def _made(tx: Transaction, from_id: int, wanted: Wanted, *, most_fen: int, means: Means, request_id: str) -> Packet:
    return Packet(
        id=tx.new_id("packet"),
        from_id=from_id,
        seqs=[],
        most_fen=most_fen,
        means_kind=means.kind,
        means_id=means.id,
        request_id=request_id,
        state=OPEN,
        opened=0,
        left_fen=wanted.total_fen,
        best_id=None,
        returned_fen=0,
        sent_at=tx.now,
        expires_at=tx.now + limits.OPEN_WITHIN,
        ended_at=None,
        **msgspec.structs.asdict(wanted),
    )


def _check_opener(read: Reader, packet: Packet, person_id: int) -> None:
    is_for_another = packet.kind == EXCLUSIVE and person_id != packet.to_id
    is_own = packet.kind == SINGLE and person_id == packet.from_id
    if is_for_another or is_own or not checks.is_member(read, person_id, packet.conversation_id):
        raise errors.PacketNotForYou()
    if packet.state == TAKEN:
        raise errors.PacketTaken()
    # The job that sends the rest home may come a moment after the day is over.
    if packet.state == EXPIRED or read.now >= packet.expires_at:
        raise errors.PacketExpired()
    checks.active(read, person_id)


def _next_share(tx: Transaction, packet: Packet) -> int:
    left = packet.count - packet.opened
    if packet.kind != LUCKY:
        return packet.left_fen // left
    luck = tx.new_token("packet_share")
    return drawing.draw(left_fen=packet.left_fen, left=left, most_fen=packet.most_fen, luck=luck)


def _finish(tx: Transaction, packet: Packet) -> Packet:
    tx.cancel_job(f"packet:{packet.id}:expiry")
    best_id = None
    if packet.kind == LUCKY and packet.count > 1:
        # Of equals, the first.
        best_id = max(shares_of(tx, packet), key=lambda share: (share.amount_fen, -share.place)).person_id
    return tx.update(packet, state=TAKEN, best_id=best_id, ended_at=tx.now)


def _turn(tx: Transaction, packet: Packet) -> None:
    showing.turn(tx, packet.conversation_id, packet.seqs, words=words_of(packet), state=packet.state)


def _escrow(packet: Packet) -> names.Name:
    return names.escrow(f"packet:{packet.id}")
