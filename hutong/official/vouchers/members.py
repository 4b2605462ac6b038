"""Activated member cards: their number, points and balance."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.official.errors.vouchers import CardFieldWrong, CardTimeWrong, CardTypeWrong, CardUnusable
from hutong.official.models.vouchers import Membership, Voucher, memberships
from hutong.official.vouchers import describing, holding, kinds

NUMBER_BYTES = 32
MOST = 2**53
VALUE_BYTES = 128
VALUES = ("custom_field_value1", "custom_field_value2", "custom_field_value3", "background_pic_url")


class Change(msgspec.Struct, frozen=True):
    """What becomes of points or balance: set to a number, or moved by one."""

    to: int | None = None
    by: int | None = None


def activate(
    tx: Transaction,
    voucher: Voucher,
    number: str,
    *,
    bonus: int,
    balance: int,
    values: Mapping[str, str],
    begins_at: datetime | None,
    ends_at: datetime | None,
) -> Membership:
    """Make a member card good, or say all of it anew. Raises: CardTypeWrong · CardUnusable · CardFieldWrong"""
    _require(tx, voucher)
    if not 1 <= len(number.encode()) <= NUMBER_BYTES:
        raise CardFieldWrong(field="membership_number")
    if begins_at is not None and ends_at is not None and ends_at <= begins_at:
        raise CardTimeWrong()
    fresh = Membership(
        app_id=voucher.app_id,
        card_id=voucher.card_id,
        code=voucher.code,
        number=number,
        bonus=_amount(bonus, "init_bonus"),
        balance=_amount(balance, "init_balance"),
        values=_values(values),
        begins_at=begins_at,
        ends_at=ends_at,
        activated_at=tx.now,
    )
    there, is_new = tx.get_or_add(fresh)
    if is_new:
        return fresh
    return tx.update(
        there,
        number=fresh.number,
        bonus=fresh.bonus,
        balance=fresh.balance,
        values=fresh.values,
        begins_at=begins_at,
        ends_at=ends_at,
    )


def update(
    tx: Transaction, voucher: Voucher, *, bonus: Change, balance: Change, values: Mapping[str, str]
) -> Membership:
    """Change what an activated card shows. A number to set goes before one to move by.

    Raises: CardTypeWrong · CardUnusable · CardFieldWrong
    """
    _require(tx, voucher)
    membership = find(tx, voucher)
    if membership is None:
        raise CardUnusable()
    return tx.update(
        membership,
        bonus=_moved(membership.bonus, bonus, "bonus"),
        balance=_moved(membership.balance, balance, "balance"),
        values={**membership.values, **_values(values)},
    )


def find(read: Reader, voucher: Voucher) -> Membership | None:
    """What was said of a card when it was activated, None before."""
    return read.one(memberships.by_key, app_id=voucher.app_id, card_id=voucher.card_id, code=voucher.code)


def require_member_card(read: Reader, voucher: Voucher) -> None:
    """Raises: CardTypeWrong"""
    if kinds.get(read, voucher.app_id, voucher.card_id).type != describing.MEMBER:
        raise CardTypeWrong()


def _require(read: Reader, voucher: Voucher) -> None:
    require_member_card(read, voucher)
    kind = kinds.get(read, voucher.app_id, voucher.card_id)
    if holding.state_of(kind, voucher, read.now) != holding.NORMAL:
        raise CardUnusable()


def _moved(now: int, change: Change, field: str) -> int:
    if change.to is not None:
        return _amount(change.to, field)
    return _amount(now + (change.by or 0), field)


def _amount(number: int, field: str) -> int:
    if not 0 <= number <= MOST:
        raise CardFieldWrong(field=field)
    return number


def _values(values: Mapping[str, str]) -> dict[str, str]:
    for name, value in values.items():
        if len(value.encode()) > VALUE_BYTES:
            raise CardFieldWrong(field=name)
    return dict(values)
