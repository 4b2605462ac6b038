"""What a person sees of money from a merchant: a payout of their own, and a card in their thread with its app."""

from typing import Any

import sqlalchemy as sa

from hutong.chat import public as chat
from hutong.chat.public import bodies
from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.kernel.errors import HutongError
from hutong.pay.errors.payouts import PayoutUnknown
from hutong.pay.models.payouts import Payout, payouts

TRANSFER, PACKET = "transfer", "packet"
CARD_TYPES = {TRANSFER: "merchant_transfer", PACKET: "merchant_packet"}

MOST = 50
_open = query(
    payouts.select()
    .where(payouts.c.person_id == param("person_id"), payouts.c.is_open == 1)
    .order_by(payouts.c.id.desc())
    .limit(MOST),
    Payout,
)
_page = query(
    payouts.select()
    .where(payouts.c.person_id == param("person_id"), payouts.c.id < param("before", sa.BigInteger()))
    .order_by(payouts.c.id.desc())
    .limit(MOST),
    Payout,
)

Words = dict[str, str | int]


def show(
    tx: Transaction,
    person_id: int,
    payout_id: int,
    *,
    kind: str,
    mchid: str,
    number: str,
    app_id: str,
    words: Words,
    state: str,
) -> Payout:
    """Let a person see a payout, in their thread with the app when they follow it."""
    entry = _card(tx, person_id, payout_id, kind=kind, app_id=app_id, words=words, state=state)
    made = tx.insert(
        Payout(
            person_id=person_id,
            id=payout_id,
            kind=kind,
            mchid=mchid,
            number=number,
            conversation_id=entry.conversation_id if entry else None,
            seq=entry.seq if entry else None,
            is_open=True,
            created_at=tx.now,
        )
    )
    _wake(tx, made, state)
    return made


def turn(
    tx: Transaction, person_id: int, payout_id: int, *, app_id: str, words: Words, state: str, is_open: bool
) -> None:
    """A payout now stands so; its card says so as well."""
    there = find(tx, person_id, payout_id)
    if there is None:
        return
    tx.update(there, is_open=is_open)
    if there.conversation_id is not None and there.seq is not None:
        changed = bodies.CardChanged(concerns=there.seq, words=words, state=state)
        chat.post(tx, there.conversation_id, chat.Sender.app(app_id), changed)
    _wake(tx, there, state)


def find(read: Reader, person_id: int, payout_id: int) -> Payout | None:
    """A person's payout, None when it is none of theirs."""
    return read.one(payouts.by_key, person_id=person_id, id=payout_id)


def require(read: Reader, person_id: int, payout_id: int) -> Payout:
    """A person's payout. Raises: PayoutUnknown"""
    there = find(read, person_id, payout_id)
    if there is None:
        raise PayoutUnknown()
    return there


def waiting(read: Reader, person_id: int) -> list[Payout]:
    """What is left for a person to do, newest first."""
    return read.many(_open, person_id=person_id)


def page(read: Reader, person_id: int, before: int | None = None) -> list[Payout]:
    """A person's payouts, newest first."""
    return read.many(_page, person_id=person_id, before=before or (1 << 63) - 1)


def subject(payout_id: int) -> str:
    """What a statement's line of a payout is about."""
    return f"payout:{payout_id}"


def paid_subject(mchid: str, number: str) -> str:
    """What a statement's line is about where a merchant paid without asking the person anything."""
    return f"paid_by:{mchid}:{number}"


def _card(tx: Transaction, person_id: int, payout_id: int, *, kind: str, app_id: str, words: Words, state: str) -> Any:
    card = bodies.Card(type=CARD_TYPES[kind], subject=str(payout_id), words=words, state=state)
    try:
        with tx.attempt():
            return dialog.tell(tx, app_id, person_id, card, client_id=f"payout:{payout_id}")
    except HutongError:
        # Who does not follow the app, or was blocked by it, still finds the money under their wallet.
        return None


def _wake(tx: Transaction, payout: Payout, state: str) -> None:
    news = {"type": "payout", "payout": {"id": str(payout.id), "kind": payout.kind, "state": state}}
    tx.wake(f"person:{payout.person_id}", news)
