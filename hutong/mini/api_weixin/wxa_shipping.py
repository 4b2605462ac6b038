"""/wxa/sec/order/upload_*: how the paid orders of a program were sent."""

from datetime import datetime

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.mini.errors import shipping as errors
from hutong.mini.models.shipping import Parcel
from hutong.mini.shipping import orders, uploading
from hutong.mini.shipping.uploading import Upload
from hutong.pay import public as pay
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

BY_NUMBER, BY_TRANSACTION = 1, 2
MOST_SUB_ORDERS = 50


class OrderKey(msgspec.Struct):
    """An order: by the merchant's number (1), or by ours (2)."""

    order_number_type: int = 0
    transaction_id: Text = Text("")
    mchid: Text = Text("")
    out_trade_no: Text = Text("")


class Contact(msgspec.Struct):
    """Masked phone numbers."""

    consignor_contact: Text = Text("")
    receiver_contact: Text = Text("")


class Shipped(msgspec.Struct):
    """One parcel."""

    item_desc: Text = Text("")
    tracking_no: Text = Text("")
    express_company: Text = Text("")
    contact: Contact | None = None


class Payer(msgspec.Struct):
    openid: Text = Text("")


class SubOrder(msgspec.Struct):
    """How one order was sent."""

    order_key: OrderKey
    logistics_type: int = 0
    delivery_mode: Text = Text("")
    is_all_delivered: bool | None = None
    shipping_list: list[Shipped] = []


class ShippingInfo(SubOrder, kw_only=True):
    """The same with who paid, and when it was told."""

    upload_time: Text = Text("")
    payer: Payer


class CombinedInfo(msgspec.Struct):
    """How the parts of a combined order were sent."""

    order_key: OrderKey
    payer: Payer
    sub_orders: list[SubOrder] = []
    upload_time: Text = Text("")


@api.post("/wxa/sec/order/upload_shipping_info", kinds={MINI}, needs="shipping", body=ShippingInfo)
def upload_shipping_info(tx: Transaction, call: Call[ShippingInfo]) -> Ok:
    """Tell how a paid order was sent; the person gets a card, and ten days (two without a courier) to say it came.

    Request:  {"order_key": {"order_number_type": 2, "transaction_id": "42000…"}, "logistics_type": 1,
               "delivery_mode": 1, "shipping_list": [{"tracking_no": "323244567777", "express_company": "DHL",
               "item_desc": "one cushion", "contact": {"receiver_contact": "189****1234"}}],
               "upload_time": "2022-12-15T13:29:35.120+08:00", "payer": {"openid": "oA1…"}}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · KeyKindWrong · TransactionMissing · NumberMissing · OrderNotFound · PayerWrong ·
              UploadTimeWrong · ModeWrong · LogisticsWrong · SplitNeedsCourier · IsAllMissing · ArgumentsWrong ·
              OneParcelExpected · TooManyParcels · ItemMissing · ItemTooLong · TrackingMissing · CourierMissing ·
              TrackingTooLong · CourierTooLong · ContactWrong · ContactMissing · NotShippable · ShippedAlready ·
              NothingChanged · ReshipUsed
    Source:   "Order shipping", upload. Parcels of several uploads add up until all are told; which of the listed codes
              a wrong contact or description gives is not documented
    """
    said = call.body
    order = order_of(tx, call.app.app_id, said.order_key)
    _check_payer(call.lane, call.app.app_id, order, said.payer)
    uploading.upload(tx, call.app.app_id, order, _upload(said, _time(said.upload_time)))
    return Ok()


@api.post("/wxa/sec/order/upload_combined_shipping_info", kinds={MINI}, needs="shipping", body=CombinedInfo)
def upload_combined_shipping_info(tx: Transaction, call: Call[CombinedInfo]) -> Ok:
    """The same for orders that were paid together: all of the named ones, or none.

    Request:  {"order_key": {"order_number_type": 1, "mchid": "1900…", "out_trade_no": "combined-7"},
               "sub_orders": [{"order_key": {…}, "logistics_type": 3, "delivery_mode": 1, "shipping_list": [{…}]}],
               "upload_time": "…", "payer": {"openid": "oA1…"}}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   as above; ArgumentsWrong for no or more than 50 orders, OrderNotFound for one that was not paid with them
    Source:   "Order shipping", combined upload. By our number any of the orders names all that were paid with it
    """
    said, app_id = call.body, call.app.app_id
    if not 1 <= len(said.sub_orders) <= MOST_SUB_ORDERS:
        raise errors.ArgumentsWrong()
    at = _time(said.upload_time)
    together = _together(tx, app_id, said.order_key)
    for sub in said.sub_orders:
        order = order_of(tx, app_id, sub.order_key)
        if order.transaction_id not in together:
            raise errors.OrderNotFound()
        _check_payer(call.lane, app_id, order, said.payer)
        uploading.upload(tx, app_id, order, _upload(sub, at))
    return Ok()


def order_of(read: Reader, app_id: str, key: OrderKey) -> pay.PaidOrder:
    """The order that a key names. Raises: KeyKindWrong · TransactionMissing · NumberMissing · OrderNotFound"""
    if key.order_number_type == BY_TRANSACTION:
        if not key.transaction_id:
            raise errors.TransactionMissing()
        return orders.by_transaction(read, app_id, str(key.transaction_id))
    if key.order_number_type != BY_NUMBER:
        raise errors.KeyKindWrong()
    if not key.mchid or not key.out_trade_no:
        raise errors.NumberMissing()
    return orders.by_number(read, app_id, str(key.mchid), str(key.out_trade_no))


def _together(read: Reader, app_id: str, key: OrderKey) -> set[str]:
    """Our numbers of the orders that were paid with the one named. Raises: as above"""
    if key.order_number_type == BY_NUMBER and key.mchid and key.out_trade_no:
        parts = pay.combined_parts(read, str(key.mchid), str(key.out_trade_no))
        if parts:
            return {part.transaction_id for part in parts}
    order = order_of(read, app_id, key)
    return {part.transaction_id for part in pay.paid_together(read, order.transaction_id)}


def _check_payer(lane: Lane, app_id: str, order: pay.PaidOrder, payer: Payer) -> None:
    if apps.person_of(lane.keys, app_id, str(payer.openid)) != order.person_id:
        raise errors.PayerWrong()


def _time(text: str) -> datetime:
    """Raises: UploadTimeWrong"""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise errors.UploadTimeWrong() from None
    if at.tzinfo is None or "T" not in text or not 2000 <= at.year < 9000:
        raise errors.UploadTimeWrong()
    return at


def _upload(said: SubOrder, at: datetime) -> Upload:
    modes = {"UNIFIED_DELIVERY": 1, "SPLIT_DELIVERY": 2, "1": 1, "2": 2}
    return Upload(
        logistics_type=said.logistics_type,
        delivery_mode=modes.get(str(said.delivery_mode), 0),
        is_all_delivered=said.is_all_delivered,
        parcels=[_parcel(shipped, at) for shipped in said.shipping_list],
        uploaded_at=at,
    )


def _parcel(shipped: Shipped, at: datetime) -> Parcel:
    contact = shipped.contact or Contact()
    return Parcel(
        item_desc=str(shipped.item_desc),
        uploaded_at=at,
        tracking_no=str(shipped.tracking_no),
        express_company=str(shipped.express_company),
        consignor_contact=str(contact.consignor_contact),
        receiver_contact=str(contact.receiver_contact),
    )
