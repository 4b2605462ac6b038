"""The shorthand of tests of merchants' own coupons."""

from __future__ import annotations

from typing import Any

from tests.dialog.towns import Account, Person
from tests.pay.shops import ok
from tests.pay.stalls import Stall

STOCKS, COUPONS = "/v3/marketing/busifavor/stocks", "/v3/marketing/busifavor/coupons"
CALLBACKS = "/v3/marketing/busifavor/callbacks"
BEGIN, END = "2027-01-04T00:00:00+08:00", "2027-01-11T00:00:00+08:00"
NOW = "2027-01-04T12:00:00+08:00"


def a_stock(stall: Stall, number: str = "make-1", **extra: Any) -> dict[str, Any]:
    """A hundred vouchers for noodles worth 300 yuan."""
    body: dict[str, Any] = {
        "stock_name": "Noodles for all",
        "belong_merchant": stall.mchid,
        "goods_name": "Noodles",
        "stock_type": "NORMAL",
        "coupon_use_rule": {
            "coupon_available_time": {"available_begin_time": BEGIN, "available_end_time": END},
            "fixed_normal_coupon": {"discount_amount": 30_000, "transaction_minimum": 30_001},
            "use_method": "OFF_LINE",
        },
        "stock_send_rule": {"max_coupons": 100, "max_coupons_per_user": 5},
        "out_request_no": number,
        "coupon_code_mode": "WECHATPAY_MODE",
    }
    return {**body, **extra}


def with_rule(stall: Stall, **rule: Any) -> dict[str, Any]:
    return a_stock(stall, coupon_use_rule={**a_stock(stall)["coupon_use_rule"], **rule})


async def made(stall: Stall, **extra: Any) -> str:
    return str((await ok(stall.v3("POST", STOCKS, a_stock(stall, **extra))))["stock_id"])


def send(stall: Stall, account: Account, person: Person, stock_id: str, number: str, **extra: Any) -> Any:
    body = {"openid": person.openid(account), "appid": account.app_id, "stock_id": stock_id, "out_request_no": number}
    return stall.v3("POST", f"{COUPONS}/send", {**body, **extra})


async def sent(stall: Stall, account: Account, person: Person, stock_id: str, number: str = "give-1") -> str:
    return str((await ok(send(stall, account, person, stock_id, number)))["coupon_code"])


def use(stall: Stall, account: Account, code: str, number: str, **extra: Any) -> Any:
    body = {"coupon_code": code, "appid": account.app_id, "use_time": NOW, "use_request_no": number}
    return stall.v3("POST", f"{COUPONS}/use", {**body, **extra})


def one(stall: Stall, account: Account, person: Person, code: str) -> Any:
    users = f"/v3/marketing/busifavor/users/{person.openid(account)}/coupons"
    return stall.v3("GET", f"{users}/{code}/appids/{account.app_id}")


async def vouchers(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.phone.get("/card-wallet")).json()["coupons"]
    return found
