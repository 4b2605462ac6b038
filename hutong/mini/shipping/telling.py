"""Who hears of an order on its way: the program's server by events, the person by a card in their thread."""

from datetime import datetime
from typing import Any

from hutong.chat import public as chat
from hutong.dialog import public as dialog
from hutong.kernel.db import Transaction
from hutong.kernel.errors import HutongError
from hutong.mini.models.shipping import Shipment

CARD = "shipment"
AUTO, MANUAL = 1, 2
_ACCESS = "该小程序已有支付订单,请接入发货信息管理服务"
_LATE = "订单已超过发货时限,请尽快录入发货信息"


def must_connect(tx: Transaction, app_id: str) -> None:
    """A program's first paid order: its server hears that orders want to be told of."""
    dialog.push_account_event(tx, app_id, "trade_manage_remind_access_api", {"msg": _ACCESS})


def is_late(tx: Transaction, shipment: Shipment) -> None:
    """Nothing was sent in time."""
    dialog.push_account_event(tx, shipment.app_id, "trade_manage_remind_shipping", {**_order(shipment), "msg": _LATE})


def will_settle(tx: Transaction, shipment: Shipment, due_at: datetime) -> None:
    """Everything is on its way, and when it counts as received by itself."""
    told = {**_order(shipment), "estimated_settlement_time": _seconds(due_at)}
    dialog.push_account_event(tx, shipment.app_id, "trade_manage_order_settlement", told)


def settled(tx: Transaction, shipment: Shipment) -> None:
    """It is received, and settled."""
    assert shipment.received_at is not None
    assert shipment.settled_at is not None
    told = {
        **_order(shipment),
        "confirm_receive_method": str(AUTO if shipment.received_by == "auto" else MANUAL),
        "confirm_receive_time": _seconds(shipment.received_at),
        "settlement_time": _seconds(shipment.settled_at),
    }
    dialog.push_account_event(tx, shipment.app_id, "trade_manage_order_settlement", told)


def show(tx: Transaction, shipment: Shipment, state: str) -> Shipment:
    """A new card for the person; who blocked the program still finds the order under their payments."""
    dialog.open_thread(tx, shipment.app_id, shipment.person_id)
    subject = f"{shipment.app_id}-{shipment.transaction_id}"
    card = chat.bodies.Card(type=CARD, subject=subject, words=_words(shipment), state=state)
    try:
        with tx.attempt():
            entry = dialog.tell(tx, shipment.app_id, shipment.person_id, card)
    except HutongError:
        return shipment
    return tx.update(shipment, cards=[*shipment.cards, entry.seq])


def turn(tx: Transaction, shipment: Shipment, state: str) -> None:
    """The cards there are say how it stands now."""
    conversation = chat.find_app_thread(tx, shipment.app_id, shipment.person_id)
    if conversation is None:
        return
    for seq in shipment.cards:
        changed = chat.bodies.CardChanged(concerns=seq, words=_words(shipment), state=state)
        chat.post(tx, conversation.id, chat.SYSTEM, changed)


def _words(shipment: Shipment) -> dict[str, str | int]:
    text = "; ".join(parcel.item_desc for parcel in shipment.parcels)
    return {"text": text[:200], "parcels": len(shipment.parcels), "logistics": shipment.logistics_type}


def _order(shipment: Shipment) -> dict[str, Any]:
    told = {
        "transaction_id": shipment.transaction_id,
        "merchant_id": shipment.mchid,
        "sub_merchant_id": shipment.sub_mchid,
        "merchant_trade_no": shipment.out_trade_no,
        "pay_time": _seconds(shipment.paid_at),
    }
    return told if shipment.shipped_at is None else told | {"shipped_time": _seconds(shipment.shipped_at)}


def _seconds(at: datetime) -> str:
    return str(int(at.timestamp()))
