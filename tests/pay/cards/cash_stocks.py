"""The shorthand of tests of cash coupons."""

from __future__ import annotations

from typing import Any

from tests.dialog.towns import Account, Person
from tests.pay.shops import ok
from tests.pay.stalls import Stall

STOCKS = "/v3/marketing/favor/stocks"
BEGIN, END = "2027-01-04T00:00:00+08:00", "2027-01-08T00:00:00+08:00"


def a_stock(stall: Stall, number: str = "make-1", **extra: Any) -> dict[str, Any]:
    """Ten coupons of five yuan off ten, which the shop's money pays for."""
    body: dict[str, Any] = {
        "stock_name": "Tea for all",
        "belong_merchant": stall.mchid,
        "available_begin_time": BEGIN,
        "available_end_time": END,
        "stock_use_rule": {
            "max_coupons": 10,
            "max_amount": 5_000,
            "max_coupons_per_user": 2,
            "natural_person_limit": False,
            "prevent_api_abuse": False,
        },
        "coupon_use_rule": {
            "fixed_normal_coupon": {"coupon_amount": 500, "transaction_minimum": 1_000},
            "available_merchants": [stall.mchid],
        },
        "no_cash": False,
        "stock_type": "NORMAL",
        "out_request_no": number,
    }
    return {**body, **extra}


async def made(stall: Stall, **extra: Any) -> str:
    """A stock that runs."""
    stock = await ok(stall.v3("POST", "/v3/marketing/favor/coupon-stocks", a_stock(stall, **extra)))
    await ok(stall.v3("POST", f"{STOCKS}/{stock['stock_id']}/start", {"stock_creator_mchid": stall.mchid}))
    return str(stock["stock_id"])


def give(stall: Stall, account: Account, person: Person, stock_id: str, number: str = "give-1", **extra: Any) -> Any:
    body = {
        "stock_id": stock_id,
        "out_request_no": number,
        "appid": account.app_id,
        "stock_creator_mchid": stall.mchid,
        **extra,
    }
    return stall.v3("POST", f"/v3/marketing/favor/users/{person.openid(account)}/coupons", body)


async def given(stall: Stall, account: Account, person: Person, stock_id: str, number: str = "give-1") -> str:
    return str((await ok(give(stall, account, person, stock_id, number)))["coupon_id"])
