"""Shipping: what became of the paid orders of a program, from payment to settlement."""

from datetime import datetime
from typing import Literal

import msgspec

from hutong.kernel.db import Row, table

# The wire's own numbers.
TO_SHIP, SHIPPED, RECEIVED, DONE, REFUNDED, SETTLING = 1, 2, 3, 4, 5, 6
COURIER, SAME_CITY, VIRTUAL, PICK_UP = 1, 2, 3, 4
UNIFIED, SPLIT = 1, 2
PRESALE, TEST = 1, 2


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What was sent together, and by whom it is carried."""

    item_desc: str
    uploaded_at: datetime
    tracking_no: str = ""
    express_company: str = ""
    consignor_contact: str = ""
    receiver_contact: str = ""


class Shipment(Row, frozen=True):
    """A paid order of a program. `state` is 1 to ship, 2 shipped, 3 received, 4 done, 5 refunded, 6 settling."""

    app_id: str
    transaction_id: str
    mchid: str
    sub_mchid: str
    out_trade_no: str
    person_id: int
    paid_at: datetime
    state: int
    delivery_mode: int
    """1 all at once, 2 in several parcels; 0 while nothing is told."""
    logistics_type: int
    """1 a courier, 2 within the city, 3 nothing to carry, 4 fetched by the person."""
    parcels: list[Parcel]
    times_finished: int
    """How often everything was told to be on its way: 2 after the one time it may be told anew."""
    is_finished: bool
    uploaded_at: datetime | None
    """The time that the program's server gave with the last upload; the next has a later one."""
    shipped_at: datetime | None
    received_at: datetime | None
    received_by: Literal["", "auto", "manual"]
    settled_at: datetime | None
    is_told_anew: bool
    """The one chance to tell it anew is used."""
    is_reminded: bool
    """The person was asked once to say that it came."""
    special: int
    """1 sold in advance, 2 a test, 0 neither."""
    ships_by: datetime
    """When its server is reminded that nothing was sent."""
    cards: list[int]
    """Where its cards stand in the thread."""


class ShippingSetting(Row, frozen=True):
    """Where a program's shipping cards lead, with the order's numbers added; "" for the messenger's own page."""

    app_id: str
    jump_path: str


shipments = table(
    "mini_shipments",
    Shipment,
    key=("app_id", "transaction_id"),
    indexes=[("app_id", "paid_at"), ("person_id", "paid_at")],
)
shipping_settings = table("mini_shipping_settings", ShippingSetting, key=("app_id",))
