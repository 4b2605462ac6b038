"""Kinds of cards: made, reviewed, changed, stocked, let go."""

import base64
from typing import Any

import msgspec
import sqlalchemy as sa

from hutong.dialog import public as dialog
from hutong.kernel.db import Count, Reader, Transaction, in_list, param, query
from hutong.official.errors.vouchers import CardStateWrong, CardStockFull, CardStockWrong, CardTypeWrong, CardUnknown
from hutong.official.models.vouchers import VoucherKind, kinds
from hutong.official.vouchers import describing

REVIEWED, WAITING, DELETED = "CARD_STATUS_VERIFY_OK", "CARD_STATUS_NOT_VERIFY", "CARD_STATUS_DELETE"
STATES = (WAITING, "CARD_STATUS_VERIFY_FAIL", REVIEWED, DELETED, "CARD_STATUS_DISPATCH")
REVIEW_JOB = "official.card_review"
MOST_A_PAGE = 50


class Review(msgspec.Struct, frozen=True):
    """A card to look at."""

    app_id: str
    card_id: str


_page = query(
    kinds.select()
    .where(kinds.c.app_id == param("app_id"), in_list(kinds.c.state, "states"))
    .order_by(kinds.c.number.desc())
    .limit(param("limit", sa.Integer()))
    .offset(param("offset", sa.Integer())),
    VoucherKind,
)
_counted = query(
    sa.select(sa.func.count().label("total"))
    .select_from(kinds.sa)
    .where(kinds.c.app_id == param("app_id"), in_list(kinds.c.state, "states")),
    Count,
)
_several = query(kinds.select().where(kinds.c.app_id == param("app_id"), in_list(kinds.c.id, "ids")), VoucherKind)


def create(tx: Transaction, app_id: str, card: Any) -> VoucherKind:
    """A new kind of card, which is reviewed first.

    Raises: CardTypeWrong · CardFieldWrong · CardStockWrong · CardTimeWrong · CardPlaceUnknown
    """
    kind, content, stock = describing.checked(card, tx.now)
    made = tx.insert(
        VoucherKind(
            app_id=app_id,
            id="p" + base64.urlsafe_b64encode(tx.new_token("official.card", 21)).decode()[:27],
            number=tx.new_id("official.card"),
            type=kind,
            state=WAITING,
            content=content,
            quantity=stock,
            total=stock,
            created_at=tx.now,
            updated_at=tx.now,
        )
    )
    tx.job(REVIEW_JOB, Review(app_id, made.id))
    return made


def pass_review(tx: Transaction, app_id: str, card_id: str) -> None:
    """The house finds nothing wrong with a card, and tells the account's server; again, nothing happens."""
    kind = find(tx, app_id, card_id)
    if kind is not None and kind.state == WAITING:
        tx.update(kind, state=REVIEWED)
        dialog.push_account_event(tx, app_id, "card_pass_check", {"CardId": card_id})


def find(read: Reader, app_id: str, card_id: str) -> VoucherKind | None:
    """A kind of card, also a deleted one."""
    return read.one(kinds.by_key, app_id=app_id, id=card_id)


def get(read: Reader, app_id: str, card_id: str) -> VoucherKind:
    """A kind of card, also a deleted one. Raises: CardUnknown"""
    kind = find(read, app_id, card_id)
    if kind is None:
        raise CardUnknown()
    return kind


def living(read: Reader, app_id: str, card_id: str) -> VoucherKind:
    """A kind of card that was not deleted. Raises: CardUnknown · CardStateWrong"""
    kind = get(read, app_id, card_id)
    if kind.state == DELETED:
        raise CardStateWrong()
    return kind


def several(read: Reader, app_id: str, card_ids: list[str]) -> dict[str, VoucherKind]:
    """Kinds of cards by id, of those there are."""
    return {kind.id: kind for kind in read.many(_several, app_id=app_id, ids=card_ids)}


def listed(read: Reader, app_id: str, states: list[str], *, offset: int, count: int) -> tuple[list[VoucherKind], int]:
    """A page of the account's cards in these states, the newest first, and how many there are in all."""
    wanted = states or list(STATES)
    counted = read.one(_counted, app_id=app_id, states=wanted)
    page = read.many(_page, app_id=app_id, states=wanted, offset=offset, limit=count)
    return page, counted.total if counted else 0


def update(tx: Transaction, app_id: str, card_id: str, changes: dict[str, Any]) -> bool:
    """Say something else of a card, under the name of its type. Answers whether it is reviewed anew.

    Raises: CardUnknown · CardStateWrong · CardTypeWrong · CardFieldWrong · CardTimeWrong · CardTimeFixed ·
    CardPlaceUnknown
    """
    kind = living(tx, app_id, card_id)
    if kind.type.lower() not in changes:
        raise CardTypeWrong(type=kind.type)
    content, is_reviewed = describing.changed(kind.type, kind.content, changes[kind.type.lower()], tx.now)
    tx.update(kind, content=content, state=WAITING if is_reviewed else kind.state, updated_at=tx.now)
    if is_reviewed:
        tx.job(REVIEW_JOB, Review(app_id, card_id))
    return is_reviewed


def delete(tx: Transaction, app_id: str, card_id: str) -> None:
    """Give no more cards of a kind out; those that people have stay good. Raises: CardUnknown · CardStateWrong"""
    tx.update(living(tx, app_id, card_id), state=DELETED, updated_at=tx.now)


def modify_stock(tx: Transaction, app_id: str, card_id: str, *, increase: int, reduce: int) -> None:
    """Have more or fewer cards to give. Raises: CardUnknown · CardStateWrong · CardStockWrong · CardStockFull"""
    kind = living(tx, app_id, card_id)
    if increase < 0 or reduce < 0 or kind.quantity + increase < reduce:
        raise CardStockWrong(quantity=kind.quantity)
    if kind.total + increase - reduce > describing.MOST_STOCK:
        raise CardStockFull(limit=describing.MOST_STOCK)
    change = increase - reduce
    tx.update(kind, quantity=kind.quantity + change, total=kind.total + change, updated_at=tx.now)
