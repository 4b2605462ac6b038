"""Placing orders: the same number with the same content is the same order, and a fresh token for it."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from hutong.kernel.db import Transaction, param, statement
from hutong.pay.errors import orders as errors
from hutong.pay.merchants import registry
from hutong.pay.models.merchants import Merchant
from hutong.pay.models.orders import CLOSED, CODE, H5, NATIVE, NOTPAY, PAID, REVOKED, Order, Prepay, orders, prepays
from hutong.pay.orders import numbers

CLOSES_AFTER = timedelta(days=7)
CLOSE_JOB = "pay.order_closes"
TOKEN_LIFE = timedelta(hours=2)
PAGE_LIFE = timedelta(minutes=5)
SHORTEST_LIFE = timedelta(minutes=1)

_drop_tokens = statement(
    prepays.sa.delete().where(
        prepays.c.mchid == param("mchid"),
        prepays.c.out_trade_no == param("out_trade_no"),
        prepays.c.is_combined == param("is_combined", prepays.c.is_combined.type),
    )
)


class CloseDue(msgspec.Struct, frozen=True):
    """An order that is closed unless it is paid."""

    mchid: str
    out_trade_no: str


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """What a merchant asks somebody to pay. `api` and `sign_type` say how it was asked, and so how it is answered."""

    mchid: str
    out_trade_no: str
    app_id: str
    trade_type: str
    description: str
    total_fen: int
    notify_url: str
    api: str = "v3"
    sign_type: str = "RSA"
    currency: str = "CNY"
    sub_mchid: str | None = None
    sub_app_id: str | None = None
    wanted_person_id: int | None = None
    names_sub_openid: bool = False
    attach: str = ""
    goods_tag: str = ""
    time_expire: datetime | None = None
    profit_sharing: bool = False
    limit_pay: tuple[str, ...] = ()
    detail: dict[str, Any] = {}
    scene: dict[str, Any] = {}
    device_id: str = ""
    combine_mchid: str | None = None
    combine_out_trade_no: str | None = None


def place(tx: Transaction, wanted: Placement) -> tuple[Order, Prepay]:
    """Place an order, or take up the one already placed under its number, and give a token for it.

    Raises: AppNotBound · MerchantPaused · SubMerchantWrong · TradeNumberUsed · OrderPaidAlready · OrderIsClosed ·
            OrderIsReversed · OrderExpired · OrderDiffers
    """
    order = place_order(tx, wanted)
    if order.trade_type == NATIVE:
        drop_tokens(tx, order.mchid, order.out_trade_no)
    prepay = give_token(
        tx, mchid=order.mchid, out_trade_no=order.out_trade_no, trade_type=order.trade_type, app_id=order.app_id
    )
    return order, prepay


def place_order(tx: Transaction, wanted: Placement) -> Order:
    """The order of `wanted`, new or as it was placed before, without a token. Raises: what `place` raises."""
    merchant = require_able(tx, wanted)
    before = tx.one(orders.by_key, mchid=wanted.mchid, out_trade_no=wanted.out_trade_no)
    if before is not None:
        _require_same(tx, before, wanted)
        return before
    order = tx.insert(_fresh(tx, wanted, merchant))
    due = CloseDue(order.mchid, order.out_trade_no)
    tx.job(CLOSE_JOB, due, due_at=tx.now + CLOSES_AFTER, name=close_job_name(order))
    return order


def give_token(
    tx: Transaction, *, mchid: str, out_trade_no: str, trade_type: str, app_id: str, is_combined: bool = False
) -> Prepay:
    """A token that opens an order for a while."""
    link = numbers.code_link(tx) if trade_type == NATIVE else numbers.page_number(tx) if trade_type == H5 else None
    return tx.insert(
        Prepay(
            prepay_id=numbers.prepay_id(tx),
            mchid=mchid,
            out_trade_no=out_trade_no,
            is_combined=is_combined,
            trade_type=trade_type,
            app_id=app_id,
            link=link,
            created_at=tx.now,
            expires_at=tx.now + (PAGE_LIFE if trade_type == H5 else TOKEN_LIFE),
        )
    )


def drop_tokens(tx: Transaction, mchid: str, out_trade_no: str, *, is_combined: bool = False) -> None:
    """The tokens given out for an order open nothing any more."""
    tx.run(_drop_tokens, mchid=mchid, out_trade_no=out_trade_no, is_combined=is_combined)


def require_able(tx: Transaction, wanted: Placement) -> Merchant:
    """The merchant who gets the money, if both sides may take this payment.

    Raises: MerchantNotFound · AppNotBound · MerchantPaused · SubMerchantWrong
    """
    placer = registry.require_active(tx, wanted.mchid)
    registry.require_bound(tx, wanted.mchid, wanted.app_id)
    if wanted.sub_mchid is None:
        return placer
    if not registry.is_sub_of(tx, wanted.sub_mchid, wanted.mchid):
        raise errors.SubMerchantWrong(sub_mchid=wanted.sub_mchid)
    if wanted.sub_app_id:
        registry.require_bound(tx, wanted.sub_mchid, wanted.sub_app_id)
    return registry.require_active(tx, wanted.sub_mchid)


def close_job_name(order: Order) -> str:
    """The name of the job that closes an order nobody pays."""
    return f"{CLOSE_JOB}:{order.transaction_id}"


def fingerprint(wanted: Placement) -> dict[str, Any]:
    """What has to be the same when the number comes again, under the wire's names."""
    return {
        "appid": wanted.app_id,
        "sub_appid": wanted.sub_app_id,
        "amount.total": wanted.total_fen,
        "amount.currency": wanted.currency,
        "description": wanted.description,
        "notify_url": wanted.notify_url,
        "attach": wanted.attach,
        "payer": str(wanted.wanted_person_id) if wanted.wanted_person_id and wanted.trade_type != CODE else None,
        "time_expire": int(wanted.time_expire.timestamp()) if wanted.time_expire else None,
        "goods_tag": wanted.goods_tag,
        "profit_sharing": wanted.profit_sharing,
        "limit_pay": sorted(wanted.limit_pay),
    }


def _require_same(tx: Transaction, before: Order, wanted: Placement) -> None:
    ours = (before.sub_mchid, before.trade_type, before.combine_mchid, before.combine_out_trade_no)
    if ours != (wanted.sub_mchid, wanted.trade_type, wanted.combine_mchid, wanted.combine_out_trade_no):
        raise errors.TradeNumberUsed(out_trade_no=before.out_trade_no)
    if before.state == REVOKED:
        raise errors.OrderIsReversed()
    if before.state in PAID:
        raise errors.OrderPaidAlready()
    if before.state == CLOSED:
        raise errors.OrderIsClosed()
    asked = fingerprint(wanted)
    for field, value in before.fingerprint.items():
        if asked[field] != value:
            raise errors.OrderDiffers(field=field)
    if before.time_expire is not None and before.time_expire <= tx.now:
        raise errors.OrderExpired()


def _fresh(tx: Transaction, wanted: Placement, merchant: Merchant) -> Order:
    expires = wanted.time_expire
    given = {name: getattr(wanted, name) for name in Placement.__struct_fields__ if name != "time_expire"}
    return Order(
        **given,
        transaction_id=numbers.transaction_id(tx),
        state=NOTPAY,
        fingerprint=fingerprint(wanted),
        time_expire=max(expires, tx.now + SHORTEST_LIFE) if expires else None,
        created_at=tx.now,
        paid_at=None,
        closed_at=None,
        payer_person_id=None,
        payer_fen=0,
        settlement_fen=0,
        coupon_fen=0,
        promotion=(),
        bank_type="",
        charge_number="",
        request_id="",
        fee_bps=merchant.fee_bps,
        fee_fen=0,
        refunds=0,
        refunded_fen=0,
        refunded_payer_fen=0,
        refunded_fee_fen=0,
    )
