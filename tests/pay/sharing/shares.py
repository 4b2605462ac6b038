"""The shorthand of tests of profit sharing."""

from __future__ import annotations

from typing import Any

from hutong.pay.models.orders import Order
from tests.dialog.towns import Account, Person
from tests.pay.shops import (
    ok,
    paid,
    placed,
)
from tests.pay.stalls import Market, Stall

ORDERS, RETURNS = "/v3/profitsharing/orders", "/v3/profitsharing/return-orders"
ADD, DELETE = "/v3/profitsharing/receivers/add", "/v3/profitsharing/receivers/delete"
NOW = "2027-01-04T12:01:00+08:00"


def key_of(stall: Stall) -> dict[str, str]:
    return {"wechatpay-serial": stall.told["public_key_id"]}


async def to_be_shared(market: Market, stall: Stall, account: Account, li: Person, total: int = 10_000) -> Order:
    """A payment that waits to be shared, a minute old."""
    await placed(stall, account, "T-100001", total, settle_info={"profit_sharing": True})
    order = await paid(market, li, stall, "T-100001")
    await market.later(minutes=1)
    return order


async def add(stall: Stall, account: Account, other: Stall, name: str | None = None) -> Any:
    """Let another merchant share."""
    body = {
        "appid": account.app_id,
        "type": "MERCHANT_ID",
        "account": other.mchid,
        "name": stall.encrypted(other.told["name"] if name is None else name),
        "relation_type": "SUPPLIER",
    }
    return await stall.v3("POST", ADD, body, **key_of(stall))


def share(order: Order, number: str, *parts: tuple[str, str, int], ends: bool = False, **extra: Any) -> dict[str, Any]:
    receivers = [{"type": kind, "account": who, "amount": fen, "description": "a part"} for kind, who, fen in parts]
    body: dict[str, Any] = {
        "transaction_id": order.transaction_id,
        "out_order_no": number,
        "unfreeze_unsplit": ends,
        "receivers": receivers,
    }
    return {**body, **extra}


async def rest_fen(stall: Stall, order: Order) -> int:
    told = await ok(stall.v3("GET", f"/v3/profitsharing/transactions/{order.transaction_id}/amounts"))
    assert told["transaction_id"] == order.transaction_id
    return int(told["unsplit_amount"])
