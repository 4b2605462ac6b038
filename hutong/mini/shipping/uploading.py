"""A program's server tells how an order was sent: all at once, or parcel by parcel, and once more at most."""

import re
from datetime import datetime

import msgspec

from hutong.kernel.db import Transaction
from hutong.mini.errors import shipping as errors
from hutong.mini.models.shipping import (
    COURIER,
    PICK_UP,
    SHIPPED,
    SPLIT,
    TO_SHIP,
    UNIFIED,
    Parcel,
    Shipment,
)
from hutong.mini.shipping import orders, receiving, telling
from hutong.pay import public as pay

MOST_PARCELS = 15
ITEM_LETTERS, CODE_LETTERS, CONTACT_LETTERS = 120, 128, 1024
NEEDS_CONTACT = "SF"
"""The courier that asks for a phone number."""

_CONTACT = re.compile(r"[0-9*+-]*[0-9]-?[0-9]-?[0-9]-?[0-9]")


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of one order."""

    logistics_type: int
    delivery_mode: int
    is_all_delivered: bool | None
    parcels: list[Parcel]
    uploaded_at: datetime

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is to come."""
        return self.delivery_mode == UNIFIED or bool(self.is_all_delivered)


def check(upload: Upload) -> None:
    """Refuse what says too little or too much, whatever order it is about.

    Raises: ModeWrong · LogisticsWrong · SplitNeedsCourier · IsAllMissing · ArgumentsWrong · OneParcelExpected ·
            TooManyParcels, and what a parcel is refused for
    """
    if upload.delivery_mode not in (UNIFIED, SPLIT):
        raise errors.ModeWrong()
    if not COURIER <= upload.logistics_type <= PICK_UP:
        raise errors.LogisticsWrong()
    if upload.delivery_mode == SPLIT:
        if upload.logistics_type != COURIER:
            raise errors.SplitNeedsCourier()
        if upload.is_all_delivered is None:
            raise errors.IsAllMissing()
        if not upload.parcels:
            raise errors.ArgumentsWrong()
    elif len(upload.parcels) != 1:
        raise errors.OneParcelExpected()
    if len(upload.parcels) > MOST_PARCELS:
        raise errors.TooManyParcels()
    for parcel in upload.parcels:
        _check_parcel(parcel, upload.logistics_type)


def upload(tx: Transaction, app_id: str, order: pay.PaidOrder, told: Upload) -> Shipment:
    """Take down how an order was sent, and let the person know.

    Raises: what `check` raises · NotShippable · ShippedAlready · UploadTimeWrong · NothingChanged · ReshipUsed
    """
    check(told)
    shipment, _ = orders.keep(tx, app_id, order)
    if order.is_refunded:
        raise errors.NotShippable()
    if shipment.state not in (TO_SHIP, SHIPPED):
        raise errors.ShippedAlready()
    if shipment.uploaded_at is not None and told.uploaded_at <= shipment.uploaded_at:
        raise errors.UploadTimeWrong()
    is_anew = _is_anew(shipment, told)
    if shipment.is_finished and not is_anew:
        raise errors.NothingChanged()
    if is_anew and shipment.is_told_anew:
        raise errors.ReshipUsed()
    parcels = told.parcels if is_anew else _together(shipment.parcels, told.parcels)
    if len(parcels) > MOST_PARCELS:
        raise errors.TooManyParcels()
    was_shown = bool(shipment.cards)
    shipment = tx.update(
        shipment,
        state=SHIPPED if told.is_finished else TO_SHIP,
        delivery_mode=told.delivery_mode,
        logistics_type=told.logistics_type,
        parcels=parcels,
        is_finished=told.is_finished,
        times_finished=shipment.times_finished + told.is_finished,
        uploaded_at=told.uploaded_at,
        shipped_at=tx.now if told.is_finished else shipment.shipped_at,
        is_told_anew=shipment.is_told_anew or is_anew,
    )
    state = "shipped" if told.is_finished else "partly"
    if was_shown:
        telling.turn(tx, shipment, state)
    else:
        shipment = telling.show(tx, shipment, state)
    receiving.wait(tx, shipment)
    return shipment


def _is_anew(shipment: Shipment, told: Upload) -> bool:
    """Whether an upload tells another story than the one before: after its end, or with another mode or way."""
    if not shipment.delivery_mode:
        return False
    if (shipment.delivery_mode, shipment.logistics_type) != (told.delivery_mode, told.logistics_type):
        return True
    return shipment.is_finished and _said(shipment.parcels) != _said(told.parcels)


def _said(parcels: list[Parcel]) -> list[tuple[str, ...]]:
    """What parcels say, without when it was said."""
    return [
        (one.tracking_no, one.express_company, one.item_desc, one.consignor_contact, one.receiver_contact)
        for one in parcels
    ]


def _together(there: list[Parcel], more: list[Parcel]) -> list[Parcel]:
    """The parcels of several uploads; one that is named again says what it said last."""
    held = {parcel.tracking_no: parcel for parcel in there}
    return list((held | {parcel.tracking_no: parcel for parcel in more}).values())


def _check_parcel(parcel: Parcel, logistics_type: int) -> None:
    """Raises: ItemMissing · ItemTooLong · TrackingMissing · CourierMissing · ContactMissing and the like"""
    if not parcel.item_desc.strip():
        raise errors.ItemMissing()
    if len(parcel.item_desc) > ITEM_LETTERS:
        raise errors.ItemTooLong()
    if logistics_type == COURIER and not parcel.tracking_no:
        raise errors.TrackingMissing()
    if logistics_type == COURIER and not parcel.express_company:
        raise errors.CourierMissing()
    if len(parcel.tracking_no) > CODE_LETTERS:
        raise errors.TrackingTooLong()
    if len(parcel.express_company) > CODE_LETTERS:
        raise errors.CourierTooLong()
    contacts = [contact for contact in (parcel.consignor_contact, parcel.receiver_contact) if contact]
    if any(len(contact) > CONTACT_LETTERS or not _CONTACT.fullmatch(contact) for contact in contacts):
        raise errors.ContactWrong()
    if logistics_type == COURIER and parcel.express_company == NEEDS_CONTACT and not contacts:
        raise errors.ContactMissing()
