"""Cards of official accounts: what an account gives out, what people hold, and the codes that hand it over."""

from datetime import datetime
from typing import Any

from hutong.kernel.db import Row, table


class VoucherKind(Row, frozen=True):
    """A kind of card. `content` is what its maker said, `base_info` and the fields of its type, without the stock."""

    app_id: str
    id: str
    number: int
    type: str
    state: str
    content: dict[str, Any]
    quantity: int
    """How many are left to take."""
    total: int
    created_at: datetime
    updated_at: datetime


class Voucher(Row, frozen=True):
    """A card somebody took. It stays when the person deletes it, and when the account deletes its kind."""

    app_id: str
    card_id: str
    code: str
    person_id: int
    state: str
    is_custom: bool
    """The account chose the code, which is then its own only together with the kind."""
    outer_id: int
    outer_str: str
    taken_at: datetime
    used_at: datetime | None


class Membership(Row, frozen=True):
    """An activated member card. The balance is in fen."""

    app_id: str
    card_id: str
    code: str
    number: str
    bonus: int
    balance: int
    values: dict[str, Any]
    """What is shown beside them: custom_field_value1 to 3 and the picture behind."""
    begins_at: datetime | None
    ends_at: datetime | None
    activated_at: datetime


class VoucherOffer(Row, frozen=True):
    """A QR code that hands out cards. What people bring names no account, so its code is its key."""

    code: str
    app_id: str
    content: dict[str, Any]
    """{"cards": [{"card_id", "code", "person_id", "outer_id", "outer_str"}]}"""
    is_once: bool
    expires_at: datetime
    created_at: datetime
    taken_at: datetime | None


kinds = table(
    "official_voucher_kinds", VoucherKind, key=("app_id", "id"), indexes=[("app_id", "number"), ("app_id", "state")]
)
vouchers = table(
    "official_vouchers",
    Voucher,
    key=("app_id", "card_id", "code"),
    indexes=[("app_id", "code"), ("person_id", "taken_at"), ("app_id", "person_id", "card_id")],
)
memberships = table("official_memberships", Membership, key=("app_id", "card_id", "code"))
offers = table("official_voucher_offers", VoucherOffer, key=("code",))
