"""Combined orders: several merchants' orders that one password pays, all of them or none."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.kernel.db import Transaction
from hutong.pay.errors import orders as errors
from hutong.pay.merchants import registry
from hutong.pay.models.orders import CLOSED, NATIVE, REVOKED, Combine, Order, Prepay
from hutong.pay.orders import finding, placing
from hutong.pay.orders.placing import SHORTEST_LIFE, Placement

MOST_PARTS = 10
MOST_PARTS_OF_PROVIDERS = 50
FEWEST_PARTS = 2


class CombinePlacement(msgspec.Struct, frozen=True, kw_only=True):
    """What a merchant asks somebody to pay at once. The parts carry only what is their own."""

    mchid: str
    out_trade_no: str
    app_id: str
    trade_type: str
    notify_url: str
    parts: tuple[Placement, ...]
    wanted_person_id: int | None = None
    time_expire: datetime | None = None
    scene: dict[str, Any] = {}
    device_id: str = ""
    limit_pay: tuple[str, ...] = ()


def place(tx: Transaction, wanted: CombinePlacement) -> tuple[Combine, list[Order], Prepay]:
    """Place a combined order with all its parts, or take up the one already placed, and give a token for it.

    Raises: OrderParameterWrong, and what `placing.place` raises for any part
    """
    _require_plausible(tx, wanted)
    before = finding.combine_of(tx, wanted.mchid, wanted.out_trade_no)
    parts = [placing.place_order(tx, _whole(wanted, part)) for part in wanted.parts]
    if before is not None:
        _require_same(before, wanted)
        combine = before
    else:
        combine = tx.insert(_fresh(tx, wanted, parts))
    if combine.trade_type == NATIVE:
        placing.drop_tokens(tx, combine.mchid, combine.out_trade_no, is_combined=True)
    prepay = placing.give_token(
        tx,
        mchid=combine.mchid,
        out_trade_no=combine.out_trade_no,
        trade_type=combine.trade_type,
        app_id=combine.app_id,
        is_combined=True,
    )
    return combine, parts, prepay


def _require_plausible(tx: Transaction, wanted: CombinePlacement) -> None:
    registry.require_bound(tx, wanted.mchid, wanted.app_id)
    is_of_provider = any(part.sub_mchid is not None for part in wanted.parts)
    fewest = 1 if is_of_provider else FEWEST_PARTS
    most = MOST_PARTS_OF_PROVIDERS if is_of_provider else MOST_PARTS
    if not fewest <= len(wanted.parts) <= most:
        raise errors.OrderParameterWrong(field="sub_orders", issue=f"子单数量应为{fewest}至{most}笔")
    keys = [(part.mchid, part.out_trade_no) for part in wanted.parts]
    if len(set(keys)) != len(keys):
        raise errors.OrderParameterWrong(field="sub_orders", issue="子单商户订单号重复")
    if finding.find(tx, wanted.mchid, wanted.out_trade_no) is not None:
        raise errors.TradeNumberUsed(out_trade_no=wanted.out_trade_no)


def _require_same(before: Combine, wanted: CombinePlacement) -> None:
    asked = _fingerprint(wanted)
    for field, value in before.fingerprint.items():
        if asked[field] != value:
            raise errors.OrderDiffers(field=field)


def _whole(wanted: CombinePlacement, part: Placement) -> Placement:
    """A part with what it has in common with the others."""
    return msgspec.structs.replace(
        part,
        app_id=wanted.app_id,
        trade_type=wanted.trade_type,
        notify_url=wanted.notify_url,
        wanted_person_id=wanted.wanted_person_id,
        time_expire=wanted.time_expire,
        scene=wanted.scene,
        device_id=wanted.device_id,
        limit_pay=wanted.limit_pay,
        combine_mchid=wanted.mchid,
        combine_out_trade_no=wanted.out_trade_no,
    )


def _fresh(tx: Transaction, wanted: CombinePlacement, parts: list[Order]) -> Combine:
    assert all(order.state not in (CLOSED, REVOKED) for order in parts), "parts can still be paid"
    return Combine(
        mchid=wanted.mchid,
        out_trade_no=wanted.out_trade_no,
        app_id=wanted.app_id,
        trade_type=wanted.trade_type,
        notify_url=wanted.notify_url,
        total_fen=sum(order.total_fen for order in parts),
        orders=tuple((order.mchid, order.out_trade_no) for order in parts),
        fingerprint=_fingerprint(wanted),
        wanted_person_id=wanted.wanted_person_id,
        time_expire=max(wanted.time_expire, tx.now + SHORTEST_LIFE) if wanted.time_expire else None,
        scene=wanted.scene,
        device_id=wanted.device_id,
        limit_pay=wanted.limit_pay,
        created_at=tx.now,
    )


def _fingerprint(wanted: CombinePlacement) -> dict[str, Any]:
    return {
        "combine_appid": wanted.app_id,
        "trade_type": wanted.trade_type,
        "notify_url": wanted.notify_url,
        "combine_payer_info": str(wanted.wanted_person_id) if wanted.wanted_person_id else None,
        "sub_orders": sorted([part.mchid, part.out_trade_no] for part in wanted.parts),
    }
