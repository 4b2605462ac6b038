"""Cards people have: taken, shown, used, deleted."""

import base64
import binascii
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.dialog import public as dialog
from hutong.kernel.crypto import Keys, SealBroken
from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.official import followers
from hutong.official.errors.vouchers import (
    CardCodeUnknown,
    CardLimitReached,
    CardNotOffered,
    CardsGone,
    CardUnusable,
    CardUsed,
    OfferTaken,
    SealedCodeWrong,
)
from hutong.official.models.vouchers import Voucher, VoucherKind, vouchers
from hutong.official.vouchers import describing, kinds

NORMAL, CONSUMED, EXPIRED, DELETED = "NORMAL", "CONSUMED", "EXPIRE", "DELETE"
_CODE_DIGITS = 12
_PURPOSE = "official.card_code."
_SHOWN = 200

_by_code = query(
    vouchers.select()
    .where(
        vouchers.c.app_id == param("app_id"),
        vouchers.c.code == param("code"),
        vouchers.c.is_custom == param("is_custom"),
    )
    .limit(1),
    Voucher,
)
_taken = query(
    sa.select(sa.func.count().label("total"))
    .select_from(vouchers.sa)
    .where(
        vouchers.c.app_id == param("app_id"),
        vouchers.c.person_id == param("person_id"),
        vouchers.c.card_id == param("card_id"),
    ),
    Count,
)
_used = query(
    sa.select(sa.func.count().label("total"))
    .select_from(vouchers.sa)
    .where(
        vouchers.c.app_id == param("app_id"),
        vouchers.c.person_id == param("person_id"),
        vouchers.c.card_id == param("card_id"),
        vouchers.c.state == sa.literal(CONSUMED),
    ),
    Count,
)
_of_person = query(
    vouchers.select()
    .where(vouchers.c.person_id == param("person_id"), vouchers.c.state != sa.literal(DELETED))
    .order_by(vouchers.c.taken_at.desc(), vouchers.c.card_id, vouchers.c.code)
    .limit(param("limit", sa.Integer())),
    Voucher,
)
_of_account = query(
    vouchers.select()
    .where(
        vouchers.c.app_id == param("app_id"),
        vouchers.c.person_id == param("person_id"),
        vouchers.c.state == sa.literal(NORMAL),
    )
    .order_by(vouchers.c.taken_at, vouchers.c.card_id, vouchers.c.code),
    Voucher,
)


def take(tx: Transaction, app_id: str, person_id: int, wanted: dict[str, Any]) -> Voucher:
    """Give a person a card as an offer describes it, and tell the account's server.

    Raises: CardNotOffered · CardsGone · CardLimitReached · OfferTaken
    """
    kind = kinds.find(tx, app_id, wanted["card_id"])
    if kind is None or kind.state != kinds.REVIEWED or _is_over(kind, tx.now):
        raise CardNotOffered()
    if kind.quantity <= 0:
        raise CardsGone()
    held = tx.one(_taken, app_id=app_id, person_id=person_id, card_id=kind.id)
    if held is not None and held.total >= kind.content["base_info"]["get_limit"]:
        raise CardLimitReached()
    custom = wanted["code"]
    voucher = Voucher(
        app_id=app_id,
        card_id=kind.id,
        code=custom or _new_code(tx, app_id),
        person_id=person_id,
        state=NORMAL,
        is_custom=bool(custom),
        outer_id=wanted["outer_id"],
        outer_str=wanted["outer_str"],
        taken_at=tx.now,
        used_at=None,
    )
    if not tx.get_or_add(voucher)[1]:
        raise OfferTaken()
    tx.update(kind, quantity=kind.quantity - 1)
    _tell(tx, voucher, "user_get_card", _taken_fields(voucher))
    return voucher


def of_code(read: Reader, app_id: str, code: str, card_id: str = "") -> Voucher:
    """The card with a code; one that the account chose is found with its kind only. Raises: CardCodeUnknown"""
    found = (
        read.one(vouchers.by_key, app_id=app_id, card_id=card_id, code=code)
        if card_id
        else read.one(_by_code, app_id=app_id, code=code, is_custom=False)
    )
    if found is None:
        raise CardCodeUnknown()
    return found


def check_usable(read: Reader, voucher: Voucher) -> None:
    """Raises: CardUsed · CardUnusable"""
    kind = kinds.get(read, voucher.app_id, voucher.card_id)
    if voucher.state == CONSUMED:
        raise CardUsed()
    begins_at, ends_at = span_of(kind, voucher)
    if voucher.state != NORMAL or read.now < begins_at or (ends_at is not None and ends_at <= read.now):
        raise CardUnusable()
    used = read.one(_used, app_id=voucher.app_id, person_id=voucher.person_id, card_id=voucher.card_id)
    if used is not None and used.total >= kind.content["base_info"]["use_limit"]:
        raise CardUnusable()


def is_usable(read: Reader, voucher: Voucher) -> bool:
    """Whether a card can be used up now."""
    try:
        check_usable(read, voucher)
    except (CardUsed, CardUnusable):
        return False
    return True


def consume(tx: Transaction, app_id: str, code: str, card_id: str = "") -> Voucher:
    """Use a card up, once. Raises: CardCodeUnknown · CardUsed · CardUnusable"""
    voucher = of_code(tx, app_id, code, card_id)
    check_usable(tx, voucher)
    used = tx.update(voucher, state=CONSUMED, used_at=tx.now)
    fields = {
        "CardId": used.card_id,
        "UserCardCode": used.code,
        "ConsumeSource": "FROM_API",
        "LocationName": "",
        "StaffOpenId": "",
        "VerifyCode": "",
        "RemarkAmount": "",
        "OuterStr": used.outer_str,
    }
    _tell(tx, used, "user_consume_card", fields)
    return used


def drop(tx: Transaction, person_id: int, app_id: str, card_id: str, code: str) -> None:
    """A person deletes a card of theirs; the account's server hears of it. Raises: CardCodeUnknown"""
    voucher = own(tx, person_id, app_id, card_id, code)
    tx.update(voucher, state=DELETED)
    _tell(tx, voucher, "user_del_card", {"CardId": card_id, "UserCardCode": code})


def own(read: Reader, person_id: int, app_id: str, card_id: str, code: str) -> Voucher:
    """A card that this person has. Raises: CardCodeUnknown"""
    voucher = read.one(vouchers.by_key, app_id=app_id, card_id=card_id, code=code)
    if voucher is None or voucher.person_id != person_id or voucher.state == DELETED:
        raise CardCodeUnknown()
    return voucher


def is_given(read: Reader, app_id: str, card_id: str, code: str) -> bool:
    """Whether somebody ever had the card with this code."""
    return read.one(vouchers.by_key, app_id=app_id, card_id=card_id, code=code) is not None


def usable_of(read: Reader, app_id: str, person_id: int, card_id: str = "") -> list[Voucher]:
    """What a person has of an account and can use, now or later, oldest first."""
    found = [one for one in read.many(_of_account, app_id=app_id, person_id=person_id) if card_id in ("", one.card_id)]
    known = kinds.several(read, app_id, sorted({one.card_id for one in found}))
    return [one for one in found if state_of(known[one.card_id], one, read.now) == NORMAL]


def of_person(read: Reader, person_id: int) -> list[Voucher]:
    """What a person has of all accounts, newest first."""
    return read.many(_of_person, person_id=person_id, limit=_SHOWN)


def state_of(kind: VoucherKind, voucher: Voucher, now: datetime) -> str:
    """The state as the wire calls it."""
    ends_at = span_of(kind, voucher)[1]
    is_over = voucher.state == NORMAL and ends_at is not None and ends_at <= now
    return EXPIRED if is_over else voucher.state


def span_of(kind: VoucherKind, voucher: Voucher) -> tuple[datetime, datetime | None]:
    """From when until when a card is good; without an end, for ever."""
    time = kind.content["base_info"]["date_info"]
    if time["type"] == describing.RANGE:
        begin, end = (datetime.fromtimestamp(time[name], apps.BEIJING) for name in ("begin_timestamp", "end_timestamp"))
        return begin, end
    if time["type"] == describing.TERM:
        later = time["fixed_begin_term"]
        begin = voucher.taken_at.astimezone(apps.BEIJING)
        if later:
            begin = begin.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=later)
        return begin, begin + timedelta(days=time["fixed_term"])
    return voucher.taken_at, None


def sealed_code(keys: Keys, voucher: Voucher) -> str:
    """The code as the account's pages are told it, in an address anybody may see."""
    return base64.b64encode(keys.seal(_PURPOSE + voucher.app_id, voucher.code.encode())).decode()


def opened_code(keys: Keys, app_id: str, sealed: str) -> str:
    """The code that was sealed for an account. Raises: SealedCodeWrong"""
    try:
        # Who forgets to encode it sends its plus signs as spaces.
        raw = base64.b64decode(sealed.replace(" ", "+"), validate=True)
        return keys.open(_PURPOSE + app_id, raw).decode()
    except (binascii.Error, SealBroken, ValueError):
        raise SealedCodeWrong() from None


def _is_over(kind: VoucherKind, now: datetime) -> bool:
    end = kind.content["base_info"]["date_info"].get("end_timestamp")
    return end is not None and end <= now.timestamp()


def _new_code(tx: Transaction, app_id: str) -> str:
    while True:
        drawn = int.from_bytes(tx.new_token("official.card_code", 8)) % 10**_CODE_DIGITS
        code = f"{drawn:0{_CODE_DIGITS}}"
        if tx.one(_by_code, app_id=app_id, code=code, is_custom=False) is None:
            return code


def _taken_fields(voucher: Voucher) -> dict[str, Any]:
    return {
        "CardId": voucher.card_id,
        "IsGiveByFriend": 0,
        "FriendUserName": "",
        "UserCardCode": voucher.code,
        "OldUserCardCode": "",
        "OuterId": voucher.outer_id,
        "OuterStr": voucher.outer_str,
        "IsRestoreMemberCard": 0,
        "IsRecommendByFriend": 0,
    }


def _tell(tx: Transaction, voucher: Voucher, event: str, fields: dict[str, Any]) -> None:
    dialog.push_event(tx, voucher.app_id, voucher.person_id, event, fields)
    follower = followers.find(tx, voucher.app_id, voucher.person_id)
    if follower is None or not (follower.is_following or follower.is_blocked):
        # Nobody follows an account by taking its card: the thread that an event needs stays shut.
        dialog.leave_thread(tx, voucher.app_id, voucher.person_id)
