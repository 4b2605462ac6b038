"""/api/client/splits: bills shared among the people of a chat."""

from typing import Annotated

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction
from hutong.pay.client.spelling import Cards, Fen, cards_of, conversation_in, id_in, time_or_none
from hutong.pay.errors import friends as errors
from hutong.pay.friends import limits, splits
from hutong.pay.models.friends import OPEN, Split, SplitShare
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import passwords
from hutong.people import public as people
from hutong.wire.product import Call, client


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to ask; the amount counts where it is said by hand."""

    person_id: str
    amount_fen: Fen | None = None


class StartSplit(msgspec.Struct, frozen=True, kw_only=True):
    """A bill to share; without shares, the whole chat is asked."""

    conversation_id: str
    mode: str
    """equal · each · by_hand"""
    total_fen: Fen | None = None
    """For equal; checked against the sum for by_hand."""
    each_fen: Fen | None = None
    """For each; without it, the total is what each one pays."""
    shares: Annotated[list[Part], msgspec.Meta(max_length=limits.SPLIT_MOST_PEOPLE + 1)] = []
    title: str = ""
    request_id: str


class PaySplit(msgspec.Struct, frozen=True, kw_only=True):
    """One's share."""

    means: Means
    password: str
    request_id: str


class SplitShareView(msgspec.Struct, frozen=True, kw_only=True):
    """What one person bears."""

    person: people.PersonCard
    amount_fen: int
    state: str
    """own (the starter's part) · waiting · paid"""
    paid_at: str | None


class SplitView(msgspec.Struct, frozen=True, kw_only=True):
    """A split as one person sees it."""

    id: str
    conversation_id: str
    seq: int
    starter: people.PersonCard
    mode: str
    title: str
    state: str
    """open · done · closed"""
    total_fen: int
    asked: int
    asked_fen: int
    """What the others are asked for; the starter's own part is no part of it."""
    paid: int
    paid_fen: int
    created_at: str
    ended_at: str | None
    own_share: SplitShareView | None
    can_pay: bool
    shares: list[SplitShareView]
    """By name, for the starter and those who are asked."""


@client.post("/splits", body=StartSplit)
def start(tx: Transaction, call: Call[StartSplit]) -> SplitView:
    """Ask the people of a chat to share a bill. The same request_id is the same split.

    Request:  {"conversation_id": "7312…", "mode": "equal", "total_fen": 20000, "shares": [{"person_id": "…"}],
               "title": "hot pot", "request_id": "f3b0…"}
    Response: Split
    Errors:   RequestIdRefused · RequestDiffers · WordsTooLong · ChatWrong · SplitModeUnknown · SplitPeopleWrong ·
              SplitSumWrong · AmountOutOfBounds · ReceiverUnavailable · ConversationNotFound · WritingNotAllowed
    """
    body = call.body
    wanted = splits.Wanted(
        conversation_id=conversation_in(body.conversation_id),
        mode=body.mode,
        title=body.title,
        total_fen=body.total_fen,
        each_fen=body.each_fen,
        parts=[splits.Part(people.id_of(part.person_id), part.amount_fen) for part in body.shares],
    )
    return _view(tx, splits.start(tx, call.person_id, wanted, request_id=body.request_id), call.person_id)


@client.get("/splits/{id}")
def show(read: Reader, call: Call[None]) -> SplitView:
    """One split, for who sees its card; who paid is for those who take part.

    Response: Split
    Errors:   SplitNotFound
    """
    return _view(read, splits.require(read, call.person_id, _id(call.path)), call.person_id)


@client.post("/splits/{id}/pay", body=PaySplit)
async def pay(call: Call[PaySplit]) -> SplitView:
    """Pay one's share, which the starter has at once. The same request_id is the same payment.

    Request:  {"means": {"kind": "balance"}, "password": "123456", "request_id": "f3b0…"}
    Response: Split
    Errors:   PasswordWrong · WalletLocked · PasswordNotSet · WalletFrozen · RequestIdRefused · SplitNotFound ·
              NotInSplit · SplitPaidAlready · SplitEnded · ReceiverUnavailable · MoneyShort, and what else the means
              refuse
    """
    proof = await passwords.prove(call.lane, call.person_id, call.body.password)
    return await call.lane.db.run(_pay, proof, _id(call.path), call.body)


@client.post("/splits/{id}/remind")
def remind(tx: Transaction, call: Call[None]) -> SplitView:
    """Show the card once more in the chat: at most once an hour, and three times.

    Response: Split
    Errors:   SplitNotFound · OnlyStarter · SplitEnded · RemindedAlready · WritingNotAllowed
    """
    return _view(tx, splits.remind(tx, call.person_id, _id(call.path)), call.person_id)


@client.post("/splits/{id}/close")
def close(tx: Transaction, call: Call[None]) -> SplitView:
    """Ask nobody any more; what was paid stays paid.

    Response: Split
    Errors:   SplitNotFound · OnlyStarter · SplitEnded
    """
    return _view(tx, splits.close(tx, call.person_id, _id(call.path)), call.person_id)


def _pay(tx: Transaction, proof: passwords.Proof, split_id: int, body: PaySplit) -> SplitView:
    split, _ = splits.pay(tx, proof, split_id, means=body.means, request_id=body.request_id)
    return _view(tx, split, proof.person_id)


def _view(read: Reader, split: Split, viewer_id: int) -> SplitView:
    shares = splits.shares_of(read, split)
    cards = cards_of(read, {split.starter_id, *(share.person_id for share in shares)})
    own = next((share for share in shares if share.person_id == viewer_id), None)
    takes_part = own is not None or viewer_id == split.starter_id
    return SplitView(
        id=str(split.id),
        conversation_id=str(split.conversation_id),
        seq=split.seqs[0],
        starter=cards[split.starter_id],
        mode=split.mode,
        title=split.title,
        state=split.state,
        total_fen=split.total_fen,
        asked=split.asked,
        asked_fen=split.asked_fen,
        paid=split.paid,
        paid_fen=split.paid_fen,
        created_at=chat.time_view(split.started_at),
        ended_at=time_or_none(split.ended_at),
        own_share=None if own is None else _share_view(split, own, cards),
        can_pay=own is not None and own.paid_at is None and split.state == OPEN,
        shares=[_share_view(split, share, cards) for share in shares] if takes_part else [],
    )


def _share_view(split: Split, share: SplitShare, cards: Cards) -> SplitShareView:
    return SplitShareView(
        person=cards[share.person_id],
        amount_fen=share.amount_fen,
        state=_state_of(split, share),
        paid_at=time_or_none(share.paid_at),
    )


def _state_of(split: Split, share: SplitShare) -> str:
    if share.person_id == split.starter_id:
        return "own"
    return "waiting" if share.paid_at is None else "paid"


def _id(path: dict[str, str]) -> int:
    return id_in(path["id"], errors.SplitNotFound)
