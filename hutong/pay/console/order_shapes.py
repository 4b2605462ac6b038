"""How the console shows orders, refunds and notices."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.pay.models.notices import Notice
from hutong.pay.models.orders import Order, Refund
from hutong.pay.notices import finding as told
from hutong.pay.orders import finding, shapes
from hutong.people import public as people
from hutong.wire import troubles


class AppName(msgspec.Struct, frozen=True):
    app_id: str
    name: str


class RefundShape(msgspec.Struct, frozen=True, kw_only=True):
    out_refund_no: str
    refund_id: str
    out_trade_no: str
    amount_fen: int
    state: str
    reason: str
    created_at: datetime
    success_at: datetime | None


class NoticeShape(msgspec.Struct, frozen=True, kw_only=True):
    """`state` is waiting, done or given_up; `last_error_code` and `last_error_params` tell `last_error` by name."""

    id: str
    event_type: str
    url: str
    subject: str
    state: str
    attempts: int
    last_status: int | None
    last_error: str | None
    last_error_code: str
    last_error_params: dict[str, str]
    next_at: datetime | None
    created_at: datetime
    call_id: str | None


class OrderShape(msgspec.Struct, frozen=True, kw_only=True):
    out_trade_no: str
    transaction_id: str | None
    trade_type: str
    description: str
    app: AppName | None
    total_fen: int
    payer_fen: int
    refunded_fen: int
    state: str
    payer_name: str | None
    api: str
    created_at: datetime
    paid_at: datetime | None


class OrderDetail(OrderShape, frozen=True, kw_only=True):
    attach: str
    notify_url: str
    expires_at: datetime | None
    bank_type: str
    promotion: list[dict[str, Any]]
    refunds: list[RefundShape]
    notices: list[NoticeShape]


def order_shape(read: Reader, order: Order) -> OrderShape:
    """A line of the list."""
    return OrderShape(**_common(read, order))


def order_detail(read: Reader, order: Order) -> OrderDetail:
    """An order with all that happened to it."""
    back = finding.refunds_of(read, order)
    teller, subject = order.mchid, f"order:{order.out_trade_no}"
    if order.combine_mchid is not None:
        teller, subject = order.combine_mchid, f"combine:{order.combine_out_trade_no}"
    notices = told.about(read, teller, subject)
    for refund in back:
        notices += told.about(read, refund.mchid, f"refund:{refund.out_refund_no}")
    return OrderDetail(
        **_common(read, order),
        attach=order.attach,
        notify_url=order.notify_url,
        expires_at=order.time_expire,
        bank_type=order.bank_type,
        promotion=shapes.promotion(order),
        refunds=[refund_shape(refund) for refund in back],
        notices=[notice_shape(notice) for notice in notices],
    )


def refund_shape(refund: Refund) -> RefundShape:
    """A refund."""
    return RefundShape(**{name: getattr(refund, name) for name in RefundShape.__struct_fields__})


def notice_shape(notice: Notice) -> NoticeShape:
    """A notice."""
    heard = troubles.heard(notice.last_trouble)
    return NoticeShape(
        id=notice.id,
        event_type=notice.event_type,
        url=notice.url,
        subject=notice.subject,
        state=notice.state,
        attempts=notice.tries,
        last_status=notice.last_status,
        last_error=notice.last_trouble or None,
        last_error_code=heard.code,
        last_error_params=heard.params,
        next_at=notice.next_at,
        created_at=notice.created_at,
        call_id=None,
    )


def _common(read: Reader, order: Order) -> dict[str, Any]:
    app = apps.get(read, order.sub_app_id or order.app_id)
    payer = people.get(read, order.payer_person_id) if order.payer_person_id is not None else None
    return {
        "out_trade_no": order.out_trade_no,
        "transaction_id": order.transaction_id if order.is_paid else None,
        "trade_type": order.trade_type,
        "description": order.description,
        "app": AppName(app.app_id, app.name) if app else None,
        "total_fen": order.total_fen,
        "payer_fen": order.payer_fen,
        "refunded_fen": order.refunded_fen,
        "state": order.state,
        "payer_name": payer.name if payer else None,
        "api": order.api,
        "created_at": order.created_at,
        "paid_at": order.paid_at,
    }
