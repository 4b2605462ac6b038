"""Splits: a bill shared among the people of a chat, each paying the one who started it."""

from collections.abc import Sequence

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.pay.between import checks, showing
from hutong.pay.errors import friends as errors
from hutong.pay.friends import dividing, limits, reminding
from hutong.pay.ledger import names
from hutong.pay.models.friends import (
    BY_HAND,
    CLOSED,
    DONE,
    EACH,
    OPEN,
    Split,
    SplitShare,
    split_shares,
    splits,
)
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import means as paying
from hutong.pay.wallet import wallets
from hutong.pay.wallet.passwords import Proof


class Part(msgspec.Struct, frozen=True):
    """Somebody who is to bear a part, and how much where it is said by hand."""

    person_id: int
    amount_fen: int | None = None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A split that somebody starts. Without parts, the whole chat is asked."""

    conversation_id: int
    mode: str
    title: str
    total_fen: int | None
    each_fen: int | None
    parts: Sequence[Part]


_by_request = query(
    splits.select().where(splits.c.starter_id == param("starter_id"), splits.c.request_id == param("request_id")),
    Split,
)
_shares = query(
    split_shares.select().where(split_shares.c.split_id == param("split_id")).order_by(split_shares.c.person_id),
    SplitShare,
)


def start(tx: Transaction, starter_id: int, wanted: Wanted, *, request_id: str) -> Split:
    """Ask the people of a chat to share a bill. The same request id is the same split.

    What does not divide is the starter's, and the starter's own part counts as paid.
    Raises: RequestIdRefused · RequestDiffers · WordsTooLong · ChatWrong · SplitModeUnknown · SplitPeopleWrong ·
        SplitSumWrong · AmountOutOfBounds · ReceiverUnavailable · ConversationNotFound · WritingNotAllowed
    """
    conversation = checks.conversation(tx, starter_id, wanted.conversation_id)
    title = checks.words(wanted.title, field="title", limit=limits.TITLE_LETTERS)
    wanted = msgspec.structs.replace(wanted, title=title)
    content = msgspec.json.encode(wanted).decode()
    there = tx.one(_by_request, starter_id=starter_id, request_id=checks.request_id(request_id))
    if there is not None:
        checks.same(there, content=content)
        return there
    if conversation.kind not in ("direct", "group"):
        raise errors.ChatWrong(kind=conversation.kind)
    checks.active(tx, starter_id)
    shares = _divided(wanted, starter_id, chat.people_of(tx, conversation))
    split = tx.insert(_made(tx, starter_id, wanted, shares, request_id=request_id, content=content))
    for person_id, amount_fen in sorted(shares.items()):
        is_own = person_id == starter_id
        tx.insert(SplitShare(split.id, person_id, amount_fen, None, tx.now if is_own else None))
    return tx.update(split, seqs=[_show(tx, split)])


def pay(tx: Transaction, proof: Proof, split_id: int, *, means: Means, request_id: str) -> tuple[Split, SplitShare]:
    """Pay one's share; the starter has it at once. The same request id is the same payment.

    Raises: RequestIdRefused · SplitNotFound · NotInSplit · SplitPaidAlready · SplitEnded · ReceiverUnavailable, and
        what the means refuse
    """
    split = require(tx, proof.person_id, split_id)
    share = tx.one(split_shares.by_key, split_id=split_id, person_id=proof.person_id)
    checks.request_id(request_id)
    if share is None or proof.person_id == split.starter_id:
        raise errors.NotInSplit()
    if share.paid_at is not None:
        if share.request_id != request_id:
            raise errors.SplitPaidAlready()
        return split, share
    _still_open(split)
    checks.active(tx, proof.person_id)
    checks.active(tx, split.starter_id)
    wallets.open_(tx, split.starter_id)
    paying.charge(
        tx,
        proof.person_id,
        means,
        amount_fen=share.amount_fen,
        credit=names.person(split.starter_id),
        number=f"split:{split.id}:{proof.person_id}",
        kind="split",
        subject=f"split:{split.id}",
        memo=split.title,
        scene="person",
    )
    share = tx.update(share, request_id=request_id, paid_at=tx.now)
    split = tx.update(split, paid=split.paid + 1, paid_fen=split.paid_fen + share.amount_fen)
    if split.paid == split.asked:
        split = tx.update(split, state=DONE, ended_at=tx.now)
    return _turned(tx, split), share


def remind(tx: Transaction, person_id: int, split_id: int) -> Split:
    """Show the card once more below what was said since. Raises: SplitNotFound · OnlyStarter · SplitEnded ·
    RemindedAlready · WritingNotAllowed
    """
    split = _started_by(tx, person_id, split_id)
    _still_open(split)
    reminding.check(tx.now, seqs=split.seqs, reminded_at=split.reminded_at)
    return tx.update(split, seqs=[*split.seqs, _show(tx, split)], reminded_at=tx.now)


def close(tx: Transaction, person_id: int, split_id: int) -> Split:
    """Ask nobody any more; what was paid stays paid. Closing twice changes nothing.

    Raises: SplitNotFound · OnlyStarter · SplitEnded
    """
    split = _started_by(tx, person_id, split_id)
    if split.state == CLOSED:
        return split
    _still_open(split)
    return _turned(tx, tx.update(split, state=CLOSED, ended_at=tx.now))


def require(read: Reader, person_id: int, split_id: int) -> Split:
    """A split whose card this person sees. Raises: SplitNotFound, for others as well"""
    split = read.one(splits.by_key, id=split_id)
    if split is None or not checks.may_see(read, person_id, split.conversation_id, split.seqs):
        raise errors.SplitNotFound()
    return split


def shares_of(read: Reader, split: Split) -> list[SplitShare]:
    """What each bears."""
    return read.many(_shares, split_id=split.id)


def _divided(wanted: Wanted, starter_id: int, members: list[int]) -> dict[int, int]:
    """What each bears, the starter's own part included where they have one."""
    people = [part.person_id for part in wanted.parts] or members
    if wanted.mode == EACH and not wanted.parts:
        people = [person_id for person_id in members if person_id != starter_id]
    _check_people(people, starter_id, members)
    match wanted.mode:
        case "equal":
            total_fen = _amount(wanted.total_fen, most_fen=len(people) * limits.SPLIT_EACH_MOST_FEN)
            shares = dividing.equally(total_fen, people, starter_id)
        case "each":
            shares = dict.fromkeys(people, _amount(_each_fen(wanted), most_fen=limits.SPLIT_EACH_MOST_FEN))
        case "by_hand":
            shares = {part.person_id: part.amount_fen or 0 for part in wanted.parts}
        case _:
            raise errors.SplitModeUnknown()
    _check_shares(shares, starter_id, wanted)
    return shares


def _each_fen(wanted: Wanted) -> int | None:
    return wanted.total_fen if wanted.each_fen is None else wanted.each_fen


def _amount(amount_fen: int | None, *, most_fen: int) -> int:
    return checks.amount(amount_fen or 0, least_fen=limits.LEAST_FEN, most_fen=most_fen)


def _check_people(people: list[int], starter_id: int, members: list[int]) -> None:
    others = set(people) - {starter_id}
    is_double = len(set(people)) != len(people)
    if is_double or not 1 <= len(others) <= limits.SPLIT_MOST_PEOPLE or not set(people) <= set(members):
        raise errors.SplitPeopleWrong(most=limits.SPLIT_MOST_PEOPLE)


def _check_shares(shares: dict[int, int], starter_id: int, wanted: Wanted) -> None:
    if not shares:
        raise errors.SplitPeopleWrong(most=limits.SPLIT_MOST_PEOPLE)
    for person_id, amount_fen in shares.items():
        is_own = person_id == starter_id
        # The starter may bear nothing of it, and bears the fen that do not divide.
        least_fen, more_fen = (0, limits.SPLIT_MOST_PEOPLE) if is_own else (limits.LEAST_FEN, 0)
        checks.amount(amount_fen, least_fen=least_fen, most_fen=limits.SPLIT_EACH_MOST_FEN + more_fen)
    if wanted.mode == BY_HAND and wanted.total_fen not in (None, sum(shares.values())):
        raise errors.SplitSumWrong(sum_fen=sum(shares.values()))


def _made(
    tx: Transaction, starter_id: int, wanted: Wanted, shares: dict[int, int], *, request_id: str, content: str
) -> Split:
    asked = {person_id: amount_fen for person_id, amount_fen in shares.items() if person_id != starter_id}
    return Split(
        id=tx.new_id("split"),
        starter_id=starter_id,
        conversation_id=wanted.conversation_id,
        seqs=[],
        mode=wanted.mode,
        title=wanted.title,
        total_fen=sum(shares.values()),
        asked_fen=sum(asked.values()),
        asked=len(asked),
        paid_fen=0,
        paid=0,
        request_id=request_id,
        content=content,
        state=OPEN,
        started_at=tx.now,
        ended_at=None,
        reminded_at=None,
    )


def _started_by(read: Reader, person_id: int, split_id: int) -> Split:
    split = require(read, person_id, split_id)
    if split.starter_id != person_id:
        raise errors.OnlyStarter()
    return split


def _still_open(split: Split) -> None:
    if split.state != OPEN:
        raise errors.SplitEnded(state=split.state)


def _show(tx: Transaction, split: Split) -> int:
    return showing.show(
        tx,
        split.conversation_id,
        split.starter_id,
        type="split",
        subject=split.id,
        words=_words(split),
        state=split.state,
    )


def _turned(tx: Transaction, split: Split) -> Split:
    showing.turn(tx, split.conversation_id, split.seqs, words=_words(split), state=split.state)
    return split


def _words(split: Split) -> showing.Words:
    return {
        "text": split.title,
        "mode": split.mode,
        "total_fen": split.total_fen,
        "asked": split.asked,
        "paid": split.paid,
        "paid_fen": split.paid_fen,
    }
