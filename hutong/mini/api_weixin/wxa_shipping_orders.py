"""/wxa/sec/order/*: how the paid orders of a program stand, and what is settled for all of them."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.mini.errors import shipping as errors
from hutong.mini.models.shipping import Shipment
from hutong.mini.reaching import PATH_BYTES
from hutong.mini.shipping import orders, receiving
from hutong.pay import public as pay
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

MOST_A_PAGE = 100

Told = dict[str, Any]
_OK: Told = {"errcode": 0, "errmsg": "ok"}


class Named(msgspec.Struct):
    """An order, by our number or by the merchant's."""

    transaction_id: Text = Text("")
    merchant_id: Text = Text("")
    sub_merchant_id: Text = Text("")
    merchant_trade_no: Text = Text("")


class Came(Named):
    received_time: int = -1


class Span(msgspec.Struct):
    begin_time: int | None = None
    end_time: int | None = None


class Wanted(msgspec.Struct):
    pay_time_range: Span | None = None
    order_state: int | None = None
    openid: Text = Text("")
    last_index: Text = Text("")
    page_size: int = MOST_A_PAGE


class Path(msgspec.Struct):
    path: Text = Text("")


class App(msgspec.Struct):
    appid: Text = Text("")


class Special(msgspec.Struct):
    """An order by our number or, where a merchant has just one of this name, by theirs."""

    order_id: Text = Text("")
    type: int = 0
    delay_to: int = 0


@api.post("/wxa/sec/order/get_order", kinds={MINI}, needs="shipping", body=Named)
def get_order(read: Reader, call: Call[Named]) -> Told:
    """How a paid order stands: 1 to ship, 2 shipped, 3 received, 4 done, 5 refunded, 6 settling.

    Request:  {"transaction_id": "42000…"} or {"merchant_id": "1900…", "merchant_trade_no": "tea-7"}
    Response: {"errcode": 0, "errmsg": "ok", "order": {"transaction_id", "merchant_id", "sub_merchant_id",
               "merchant_trade_no", "description", "paid_amount", "openid", "trade_create_time", "pay_time",
               "order_state", "in_complaint", "shipping": {"delivery_mode", "logistics_type", "finish_shipping",
               "goods_desc", "finish_shipping_count", "shipping_list": [{"tracking_no", "express_company",
               "goods_desc", "upload_time", "contact": {"consignor_contact", "receiver_contact"}}]}}}
    Errors:   NotPermitted · NumberMissing · OrderNotFound
    Source:   "Order shipping", query
    """
    order = _order(read, call.app.app_id, call.body)
    shipment = orders.found(read, call.app.app_id, order)
    return {**_OK, "order": _told(read, call.lane, order, shipment)}


@api.post("/wxa/sec/order/get_order_list", kinds={MINI}, needs="shipping", body=Wanted)
def get_order_list(read: Reader, call: Call[Wanted]) -> Told:
    """The paid orders of the program, those paid last first.

    Request:  {"pay_time_range": {"begin_time": 1600000000, "end_time": 1600086400}, "order_state": 1, "openid": "oA1…",
               "last_index": "", "page_size": 100}
    Response: {"errcode": 0, "errmsg": "ok", "last_index": "…", "has_more": false, "order_list": [as for get_order]}
    Errors:   NotPermitted · ArgumentsWrong
    Source:   "Order shipping", list
    """
    said, app_id = call.body, call.app.app_id
    span = said.pay_time_range or Span()
    person_id = apps.person_of(call.lane.keys, app_id, str(said.openid)) if said.openid else None
    is_nobody = bool(said.openid) and person_id is None
    if not 1 <= said.page_size <= MOST_A_PAGE or is_nobody or said.order_state not in (None, 1, 2, 3, 4, 5, 6):
        raise errors.ArgumentsWrong()
    found = orders.page(
        read,
        app_id,
        since=_moment(span.begin_time, datetime(2000, 1, 1, tzinfo=UTC)),
        until=_moment(span.end_time, orders.LATEST),
        state=said.order_state,
        person_id=person_id,
        before=_place(str(said.last_index)) if said.last_index else None,
        limit=said.page_size + 1,
    )
    shown = found[: said.page_size]
    listed = []
    for shipment in shown:
        order = pay.paid_order(read, shipment.transaction_id)
        assert order is not None, "what was paid stays paid"
        listed.append(_told(read, call.lane, order, shipment))
    last = f"{shown[-1].paid_at.timestamp():.6f}_{shown[-1].transaction_id}" if shown else ""
    return {**_OK, "last_index": last, "has_more": len(found) > len(shown), "order_list": listed}


@api.post("/wxa/sec/order/notify_confirm_receive", kinds={MINI}, needs="shipping", body=Came)
def notify_confirm_receive(tx: Transaction, call: Call[Came]) -> Ok:
    """The courier says it came: ask the person to say so too. Once for an order, and only for a courier's.

    Request:  {"transaction_id": "42000…", "received_time": 1600000000}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · NumberMissing · OrderNotFound · ArgumentsWrong
    Source:   "Order shipping", remind. Which code a second call gives is not documented
    """
    said, app_id = call.body, call.app.app_id
    receiving.remind(tx, app_id, _order(tx, app_id, said), said.received_time)
    return Ok()


@api.post("/wxa/sec/order/set_msg_jump_path", kinds={MINI}, needs="shipping", body=Path)
def set_msg_jump_path(tx: Transaction, call: Call[Path]) -> Ok:
    """Let shipping cards open a page of the program, which gets transaction_id, merchant_id and merchant_trade_no.

    Request:  {"path": "pages/orders/one"}; "" for the messenger's own page
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · ArgumentsWrong
    Source:   "Order shipping", jump path
    """
    path = str(call.body.path).removeprefix("/")
    if len(path.encode()) > PATH_BYTES or "#" in path:
        raise errors.ArgumentsWrong()
    orders.set_jump_path(tx, call.app.app_id, path)
    return Ok()


@api.post("/wxa/sec/order/is_trade_managed", kinds={MINI}, needs="shipping", body=App)
def is_trade_managed(read: Reader, call: Call[App]) -> Told:
    """Whether the program's orders are looked after: as soon as a merchant takes payments in it.

    Request:  {"appid": "wx…"}
    Response: {"errcode": 0, "errmsg": "ok", "is_trade_managed": true}
    Errors:   NotPermitted · ArgumentsWrong for another program
    Source:   "Order shipping", is managed
    """
    return {**_OK, "is_trade_managed": orders.is_managed(read, _own(call))}


@api.post("/wxa/sec/order/is_trade_management_confirmation_completed", kinds={MINI}, needs="shipping", body=App)
def is_trade_management_confirmation_completed(read: Reader, call: Call[App]) -> Told:
    """Whether the program's merchants agreed to that: who binds one has agreed here.

    Request:  {"appid": "wx…"}
    Response: {"errcode": 0, "errmsg": "ok", "completed": true}
    Errors:   NotPermitted · ArgumentsWrong for another program
    Source:   "Order shipping", confirmation
    """
    return {**_OK, "completed": orders.is_managed(read, _own(call))}


@api.post("/wxa/sec/order/opspecialorder", kinds={MINI}, needs="shipping", body=Special)
def opspecialorder(tx: Transaction, call: Call[Special]) -> Ok:
    """Report an order that is not sent in two days: sold in advance (1), or a test (2), of which nothing is sent.

    Request:  {"order_id": "42000…", "type": 1, "delay_to": 1600000000}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · OrderNotFound · ArgumentsWrong for one that was sent, or a time that is past or more than
              330 days away
    Source:   "Order shipping", special orders. A test's money is given back by its merchant
    """
    said, app_id = call.body, call.app.app_id
    order = orders.by_transaction(tx, app_id, str(said.order_id))
    receiving.set_special(tx, app_id, order, said.type, said.delay_to)
    return Ok()


def _order(read: Reader, app_id: str, named: Named) -> pay.PaidOrder:
    """Raises: NumberMissing · OrderNotFound"""
    if named.transaction_id:
        return orders.by_transaction(read, app_id, str(named.transaction_id))
    mchid = str(named.merchant_id or named.sub_merchant_id)
    if not mchid or not named.merchant_trade_no:
        raise errors.NumberMissing()
    return orders.by_number(read, app_id, mchid, str(named.merchant_trade_no))


def _own(call: Call[App]) -> str:
    """Raises: ArgumentsWrong"""
    if call.body.appid != call.app.app_id:
        raise errors.ArgumentsWrong()
    return call.app.app_id


def _moment(seconds: int | None, otherwise: datetime) -> datetime:
    """Raises: ArgumentsWrong"""
    if seconds is None:
        return otherwise
    if not 0 <= seconds < orders.LATEST.timestamp():
        raise errors.ArgumentsWrong()
    return datetime.fromtimestamp(seconds, UTC)


def _place(text: str) -> tuple[datetime, str]:
    """The order that a page ended with. Raises: ArgumentsWrong"""
    at, _, transaction_id = text[:80].partition("_")
    try:
        return datetime.fromtimestamp(float(at), UTC), transaction_id
    except (ValueError, OverflowError, OSError):
        raise errors.ArgumentsWrong() from None


def _told(read: Reader, lane: Lane, order: pay.PaidOrder, shipment: Shipment) -> Told:
    return {
        "transaction_id": order.transaction_id,
        "merchant_id": order.mchid,
        "sub_merchant_id": order.sub_mchid or "",
        "merchant_trade_no": order.out_trade_no,
        "description": order.description,
        "paid_amount": order.paid_fen,
        "openid": apps.openid(lane.keys, shipment.app_id, order.person_id),
        "trade_create_time": int(order.created_at.timestamp()),
        "pay_time": int(order.paid_at.timestamp()),
        "order_state": shipment.state,
        "in_complaint": pay.is_complained_of(read, order.transaction_id),
        "shipping": _shipping(shipment),
    }


def _shipping(shipment: Shipment) -> Told:
    return {
        "delivery_mode": shipment.delivery_mode,
        "logistics_type": shipment.logistics_type,
        "finish_shipping": shipment.is_finished,
        "goods_desc": "; ".join(parcel.item_desc for parcel in shipment.parcels),
        "finish_shipping_count": shipment.times_finished,
        "shipping_list": [
            {
                "tracking_no": parcel.tracking_no,
                "express_company": parcel.express_company,
                "goods_desc": parcel.item_desc,
                "upload_time": int(parcel.uploaded_at.timestamp()),
                "contact": {
                    "consignor_contact": parcel.consignor_contact,
                    "receiver_contact": parcel.receiver_contact,
                },
            }
            for parcel in shipment.parcels
        ],
    }
