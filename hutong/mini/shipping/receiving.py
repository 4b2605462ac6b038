"""Orders arrive: the person says so, or after some days nobody has to; then they are settled."""

from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.mini.errors import shipping as errors
from hutong.mini.models.shipping import (
    COURIER,
    DONE,
    PRESALE,
    RECEIVED,
    REFUNDED,
    SETTLING,
    SHIPPED,
    TEST,
    TO_SHIP,
    Shipment,
)
from hutong.mini.shipping import orders, telling
from hutong.pay import public as pay

JOB_LATE, JOB_RECEIVED, JOB_SETTLED = "mini.shipment_late", "mini.shipment_received", "mini.shipment_settled"

RECEIVED_AFTER = timedelta(days=10)
"""When what a courier brings counts as received. Source: settlement days of shops that sell themselves, T+10."""
RECEIVED_SOON_AFTER = timedelta(days=2)
"""The same within the city, fetched, or with nothing to carry. Source: as above, T+2."""
LONGEST_DELAY = timedelta(days=330)
_ASKED_AGAIN_AFTER = timedelta(days=1)


class Due(msgspec.Struct, frozen=True):
    """An order that something falls due for."""

    app_id: str
    transaction_id: str


def begin(tx: Transaction, order: pay.PaidOrder) -> None:
    """An order was paid: each program it was placed in has two days to send it."""
    for app_id in orders.programs_of(tx, order):
        shipment, is_new = orders.keep(tx, app_id, order)
        if is_new:
            _remind_at(tx, shipment)
            if orders.is_first(tx, app_id):
                telling.must_connect(tx, app_id)


def fall_late(tx: Transaction, due: Due) -> None:
    """Its time is over: the program's server is reminded, once, if nothing was sent."""
    shipment = orders.find(tx, due.app_id, due.transaction_id)
    if shipment is None or shipment.state != TO_SHIP or shipment.special == TEST or tx.now < shipment.ships_by:
        return
    telling.is_late(tx, shipment)


def wait(tx: Transaction, shipment: Shipment) -> None:
    """Count the days from now, once everything is on its way."""
    name = f"{JOB_RECEIVED}:{shipment.app_id}:{shipment.transaction_id}"
    tx.cancel_job(name)
    if shipment.state == SHIPPED:
        due_at = tx.now + (RECEIVED_AFTER if shipment.logistics_type == COURIER else RECEIVED_SOON_AFTER)
        tx.job(JOB_RECEIVED, Due(shipment.app_id, shipment.transaction_id), due_at=due_at, name=name)
        telling.will_settle(tx, shipment, due_at)


def receive(tx: Transaction, shipment: Shipment, by: Literal["auto", "manual"]) -> Shipment:
    """It came. Raises: NothingToReceive"""
    if shipment.state != SHIPPED:
        raise errors.NothingToReceive()
    tx.cancel_job(f"{JOB_RECEIVED}:{shipment.app_id}:{shipment.transaction_id}")
    shipment = tx.update(shipment, state=RECEIVED, received_at=tx.now, received_by=by)
    telling.turn(tx, shipment, "received" if by == "manual" else "auto")
    tx.job(JOB_SETTLED, Due(shipment.app_id, shipment.transaction_id))
    return shipment


def fall_due(tx: Transaction, due: Due) -> None:
    """The days are over."""
    shipment = orders.find(tx, due.app_id, due.transaction_id)
    if shipment is not None and shipment.state == SHIPPED:
        receive(tx, shipment, "auto")


def settle(tx: Transaction, due: Due) -> None:
    """What was received is settled, unless the person complains of it: then that is waited for."""
    shipment = orders.find(tx, due.app_id, due.transaction_id)
    if shipment is None or shipment.state not in (RECEIVED, SETTLING):
        return
    if pay.is_complained_of(tx, shipment.transaction_id):
        tx.update(shipment, state=SETTLING)
        tx.job(JOB_SETTLED, due, due_at=tx.now + _ASKED_AGAIN_AFTER)
        return
    telling.settled(tx, tx.update(shipment, state=DONE, settled_at=tx.now))


def refunded(tx: Transaction, order: pay.PaidOrder) -> None:
    """Money went back: an order of which nothing is left needs no sending."""
    for app_id in orders.programs_of(tx, order) if order.is_refunded else []:
        shipment, _ = orders.keep(tx, app_id, order)
        if shipment.state != REFUNDED:
            tx.cancel_job(f"{JOB_RECEIVED}:{app_id}:{order.transaction_id}")
            telling.turn(tx, tx.update(shipment, state=REFUNDED), "refunded")


def remind(tx: Transaction, app_id: str, order: pay.PaidOrder, received_at: int) -> Shipment:
    """The courier says it came: ask the person, once, to say so too. Raises: ArgumentsWrong"""
    shipment, _ = orders.keep(tx, app_id, order)
    came = 0 <= received_at <= tx.now.timestamp()
    if shipment.state != SHIPPED or shipment.logistics_type != COURIER or shipment.is_reminded or not came:
        raise errors.ArgumentsWrong()
    return telling.show(tx, tx.update(shipment, is_reminded=True), "arrived")


def set_special(tx: Transaction, app_id: str, order: pay.PaidOrder, special: int, delay_to: int) -> None:
    """It is sold in advance, and sent by then; or it was a test, and nothing will be. Raises: ArgumentsWrong"""
    shipment, _ = orders.keep(tx, app_id, order)
    if shipment.state != TO_SHIP or special not in (PRESALE, TEST):
        raise errors.ArgumentsWrong()
    if special == TEST:
        tx.update(shipment, special=TEST)
        return
    if not tx.now.timestamp() < delay_to <= (shipment.paid_at + LONGEST_DELAY).timestamp():
        raise errors.ArgumentsWrong()
    ships_by = datetime.fromtimestamp(delay_to, UTC)
    _remind_at(tx, tx.update(shipment, special=PRESALE, ships_by=ships_by))


def of_person(read: Reader, app_id: str, transaction_id: str, person_id: int) -> Shipment:
    """What becomes of an order that this person paid. Raises: OrderNotFound"""
    shipment = orders.find(read, app_id, transaction_id)
    if shipment is None or shipment.person_id != person_id:
        raise errors.OrderNotFound()
    return shipment


def _remind_at(tx: Transaction, shipment: Shipment) -> None:
    tx.job(JOB_LATE, Due(shipment.app_id, shipment.transaction_id), due_at=shipment.ships_by)
