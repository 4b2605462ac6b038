"""/api/client/mini/{app_id}/shipments: what becomes of a person's orders, and saying that they came."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.mini.models.shipping import Shipment
from hutong.mini.shipping import orders, receiving
from hutong.pay import public as pay
from hutong.wire.product import Call, client

STATES = {1: "to_ship", 2: "shipped", 3: "received", 4: "done", 5: "refunded", 6: "settling"}


class ParcelCard(msgspec.Struct, frozen=True):
    """What was sent together."""

    item_desc: str
    tracking_no: str
    express_company: str


class ShipmentCard(msgspec.Struct, frozen=True, kw_only=True):
    """An order of a person's in a program, and how far it is."""

    app_id: str
    app_name: str
    transaction_id: str
    merchant_id: str
    merchant_trade_no: str
    description: str
    paid_fen: int
    paid_at: datetime
    state: str
    """to_ship, shipped, received, done, refunded or settling."""
    logistics_type: int
    """1 a courier, 2 within the city, 3 nothing to carry, 4 fetched; 0 not told yet."""
    parcels: list[ParcelCard]
    shipped_at: datetime | None
    received_at: datetime | None
    received_by: str
    """auto or manual, "" while it is on its way."""
    jump_path: str
    """A page of the program that shows the order, "" for none."""


class Numbered(msgspec.Struct, frozen=True):
    """An order as a program names it: by our number, or by the merchant's."""

    transaction_id: str = ""
    merchant_id: str = ""
    merchant_trade_no: str = ""


@client.get("/mini/{app_id}/shipments", query=Numbered)
def numbered(read: Reader, call: Call[None]) -> ShipmentCard:
    """An order of one's own, by the numbers a program knows.

    Request:  ?transaction_id=42000… or ?merchant_id=1900…&merchant_trade_no=tea-7
    Response: ShipmentCard
    Errors:   OrderNotFound
    """
    asked, app_id = call.query, call.path["app_id"][:64]
    if asked.transaction_id:
        return _card(read, receiving.of_person(read, app_id, asked.transaction_id, call.person_id))
    order = orders.by_number(read, app_id, asked.merchant_id, asked.merchant_trade_no)
    return _card(read, receiving.of_person(read, app_id, order.transaction_id, call.person_id))


@client.get("/mini/{app_id}/shipments/{transaction_id}")
def show(read: Reader, call: Call[None]) -> ShipmentCard:
    """An order of one's own.

    Response: ShipmentCard
    Errors:   OrderNotFound
    """
    return _card(read, receiving.of_person(read, call.path["app_id"][:64], call.path["transaction_id"], call.person_id))


@client.post("/mini/{app_id}/shipments/{transaction_id}/receive")
def receive(tx: Transaction, call: Call[None]) -> ShipmentCard:
    """Say that it came.

    Response: ShipmentCard
    Errors:   OrderNotFound · NothingToReceive
    """
    app_id, transaction_id = call.path["app_id"][:64], call.path["transaction_id"]
    shipment = receiving.of_person(tx, app_id, transaction_id, call.person_id)
    return _card(tx, receiving.receive(tx, shipment, "manual"))


def _card(read: Reader, shipment: Shipment) -> ShipmentCard:
    order = pay.paid_order(read, shipment.transaction_id)
    assert order is not None, "what was paid stays paid"
    return ShipmentCard(
        app_id=shipment.app_id,
        app_name=orders.name_of(read, shipment.app_id),
        transaction_id=shipment.transaction_id,
        merchant_id=shipment.mchid,
        merchant_trade_no=shipment.out_trade_no,
        description=order.description,
        paid_fen=order.paid_fen,
        paid_at=shipment.paid_at,
        state=STATES[shipment.state],
        logistics_type=shipment.logistics_type,
        parcels=[
            ParcelCard(parcel.item_desc, parcel.tracking_no, parcel.express_company) for parcel in shipment.parcels
        ],
        shipped_at=shipment.shipped_at,
        received_at=shipment.received_at,
        received_by=shipment.received_by,
        jump_path=orders.jump_path(read, shipment.app_id),
    )
