"""The orders of a program: every paid one, whether or not its server has said anything of it yet."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction, param, query
from hutong.mini.errors import shipping as errors
from hutong.mini.models.shipping import REFUNDED, TO_SHIP, Shipment, ShippingSetting, shipments, shipping_settings
from hutong.pay import public as pay

SHIP_WITHIN = timedelta(hours=48)
"""Who sold nothing in advance sends it within two days. Source: operating rules of shops that sell themselves."""
LATEST = datetime(9999, 1, 1, tzinfo=UTC)
_ANY = -1

_after = sa.tuple_(shipments.c.paid_at, shipments.c.transaction_id) < sa.tuple_(
    param("before_at", shipments.c.paid_at.type), param("before_id", sa.Text())
)
_state, _person = param("state", sa.Integer()), param("person_id", sa.BigInteger())
_page = query(
    shipments.select()
    .where(
        shipments.c.app_id == param("app_id"),
        _after,
        shipments.c.paid_at >= param("since", shipments.c.paid_at.type),
        shipments.c.paid_at <= param("until", shipments.c.paid_at.type),
        sa.or_(_state == _ANY, shipments.c.state == _state),
        sa.or_(_person == _ANY, shipments.c.person_id == _person),
    )
    .order_by(shipments.c.paid_at.desc(), shipments.c.transaction_id.desc())
    .limit(param("limit", sa.Integer())),
    Shipment,
)
_some = query(shipments.select().where(shipments.c.app_id == param("app_id")).limit(2), Shipment)


def by_transaction(read: Reader, app_id: str, transaction_id: str) -> pay.PaidOrder:
    """A paid order of the program's by our number. Raises: OrderNotFound"""
    return _of_program(pay.paid_order(read, transaction_id), app_id)


def by_number(read: Reader, app_id: str, mchid: str, out_trade_no: str) -> pay.PaidOrder:
    """The same by the merchant's number. Raises: OrderNotFound"""
    return _of_program(pay.paid_order_of(read, mchid, out_trade_no), app_id)


def found(read: Reader, app_id: str, order: pay.PaidOrder) -> Shipment:
    """What became of an order; as new when nothing was written down yet."""
    kept = read.one(shipments.by_key, app_id=app_id, transaction_id=order.transaction_id)
    return kept if kept is not None else _fresh(app_id, order)


def keep(tx: Transaction, app_id: str, order: pay.PaidOrder) -> tuple[Shipment, bool]:
    """The same as a row that can be changed, and whether it is new."""
    return tx.get_or_add(_fresh(app_id, order))


def find(read: Reader, app_id: str, transaction_id: str) -> Shipment | None:
    return read.one(shipments.by_key, app_id=app_id, transaction_id=transaction_id[:64])


def is_first(read: Reader, app_id: str) -> bool:
    """Whether a program has this one order and none before it."""
    return len(read.many(_some, app_id=app_id)) == 1


def page(
    read: Reader,
    app_id: str,
    *,
    since: datetime,
    until: datetime,
    state: int | None,
    person_id: int | None,
    before: tuple[datetime, str] | None,
    limit: int,
) -> list[Shipment]:
    """Orders paid in a span, those paid last first."""
    before_at, before_id = before or (LATEST, "")
    return read.many(
        _page,
        app_id=app_id,
        since=since,
        until=until,
        state=_ANY if state is None else state,
        person_id=_ANY if person_id is None else person_id,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )


def is_managed(read: Reader, app_id: str) -> bool:
    """Whether a program's orders are looked after: those of every program in which a merchant takes payments."""
    return pay.takes_payments(read, app_id)


def jump_path(read: Reader, app_id: str) -> str:
    """Where a program's shipping cards lead, "" for the messenger's own page."""
    setting = read.one(shipping_settings.by_key, app_id=app_id)
    return "" if setting is None else setting.jump_path


def set_jump_path(tx: Transaction, app_id: str, path: str) -> None:
    """Let shipping cards lead to a page of the program."""
    setting, is_new = tx.get_or_add(ShippingSetting(app_id=app_id, jump_path=path))
    if not is_new:
        tx.update(setting, jump_path=path)


def name_of(read: Reader, app_id: str) -> str:
    """What people call the program."""
    view = apps.get(read, app_id)
    return "" if view is None else view.name


def programs_of(read: Reader, order: pay.PaidOrder) -> list[str]:
    """The mini programs an order was placed in."""
    views = apps.get_many(read, list(order.app_ids))
    return [app_id for app_id in order.app_ids if app_id in views and views[app_id].kind == "mini"]


def _of_program(order: pay.PaidOrder | None, app_id: str) -> pay.PaidOrder:
    if order is None or app_id not in order.app_ids:
        raise errors.OrderNotFound()
    return order


def _fresh(app_id: str, order: pay.PaidOrder) -> Shipment:
    return Shipment(
        app_id=app_id,
        transaction_id=order.transaction_id,
        mchid=order.mchid,
        sub_mchid=order.sub_mchid or "",
        out_trade_no=order.out_trade_no,
        person_id=order.person_id,
        paid_at=order.paid_at,
        state=REFUNDED if order.is_refunded else TO_SHIP,
        delivery_mode=0,
        logistics_type=0,
        parcels=[],
        times_finished=0,
        is_finished=False,
        uploaded_at=None,
        shipped_at=None,
        received_at=None,
        received_by="",
        settled_at=None,
        is_told_anew=False,
        is_reminded=False,
        special=0,
        ships_by=order.paid_at + SHIP_WITHIN,
        cards=[],
    )
