"""Stocks of cash coupons: made, told, started; and every refusal."""

from __future__ import annotations

from typing import Any

from tests.dialog.towns import Account
from tests.pay.cards.cash_stocks import BEGIN, END, STOCKS, a_stock
from tests.pay.shops import ok, said
from tests.pay.stalls import Market, Stall


async def test_a_stock_is_told_as_it_was_made(stall: Stall) -> None:
    body = a_stock(stall)
    first = await ok(stall.v3("POST", "/v3/marketing/favor/coupon-stocks", body))
    assert first["create_time"] == "2027-01-04T12:00:00+08:00"
    assert await ok(stall.v3("POST", "/v3/marketing/favor/coupon-stocks", body)) == first
    told = await ok(stall.v3("GET", f"{STOCKS}/{first['stock_id']}?stock_creator_mchid={stall.mchid}"))
    assert told == {
        "stock_id": first["stock_id"],
        "stock_creator_mchid": stall.mchid,
        "stock_name": "Tea for all",
        "status": "unactivated",
        "create_time": "2027-01-04T12:00:00+08:00",
        "description": "Tea for all",
        "stock_use_rule": {
            "max_coupons": 10,
            "max_amount": 5_000,
            "max_coupons_per_user": 2,
            "natural_person_limit": False,
            "prevent_api_abuse": False,
            "fixed_normal_coupon": {"coupon_amount": 500, "transaction_minimum": 1_000},
        },
        "available_begin_time": BEGIN,
        "available_end_time": END,
        "distributed_coupons": 0,
        "no_cash": False,
        "stock_type": "NORMAL",
        "singleitem": False,
    }
    page = f"?offset=0&limit=10&stock_creator_mchid={stall.mchid}&status=unactivated"
    assert await ok(stall.v3("GET", STOCKS + page)) == {"total_count": 1, "limit": 10, "offset": 0, "data": [told]}
    none = f"?offset=0&limit=10&stock_creator_mchid={stall.mchid}&create_start_time=2027-01-05T00%3A00%3A00%2B08%3A00"
    assert (await ok(stall.v3("GET", STOCKS + none)))["total_count"] == 0
    part = f"?offset=0&limit=5&stock_creator_mchid={stall.mchid}"
    shops = await ok(stall.v3("GET", f"{STOCKS}/{first['stock_id']}/merchants{part}"))
    assert shops == {"total_count": 1, "data": [stall.mchid], "offset": 0, "limit": 5, "stock_id": first["stock_id"]}
    goods = await ok(stall.v3("GET", f"{STOCKS}/{first['stock_id']}/items{part}"))
    assert (goods["total_count"], goods["data"]) == (0, [])


BOUNDS: list[tuple[dict[str, Any], int, str]] = [
    ({"stock_name": ""}, 400, "PARAM_ERROR"),
    ({"stock_name": "t" * 21}, 400, "PARAM_ERROR"),
    ({"available_begin_time": "tomorrow"}, 400, "PARAM_ERROR"),
    ({"available_end_time": "2027-01-04T00:00:00"}, 400, "PARAM_ERROR"),
    ({"available_end_time": BEGIN}, 400, "PARAM_ERROR"),
    ({"available_end_time": "9999-12-31T23:59:59-08:00"}, 400, "PARAM_ERROR"),
    ({"available_begin_time": "0001-01-01T00:00:00+08:00"}, 400, "PARAM_ERROR"),
    ({"available_end_time": "2027-05-01T00:00:00+08:00"}, 400, "PARAM_ERROR"),
    ({"stock_use_rule": {"max_coupons": 4}}, 400, "PARAM_ERROR"),
    ({"stock_use_rule": {"max_coupons": 10_000_001}}, 400, "PARAM_ERROR"),
    ({"stock_use_rule": {"max_coupons": "10"}}, 400, "PARAM_ERROR"),
    ({"stock_use_rule": {"max_coupons": 10.0}}, 400, "PARAM_ERROR"),
    ({"stock_use_rule": {"max_amount": 5_001}}, 400, "PARAM_ERROR"),
    ({"stock_use_rule": {"max_amount": -1}}, 400, "PARAM_ERROR"),
    ({"stock_use_rule": {"max_amount": 2**63}}, 400, "PARAM_ERROR"),
    ({"stock_use_rule": {"max_amount_by_day": 499}}, 400, "PARAM_ERROR"),
    ({"stock_use_rule": {"max_coupons_per_user": 61}}, 400, "PARAM_ERROR"),
    (
        {"coupon_use_rule": {"fixed_normal_coupon": {"coupon_amount": 0, "transaction_minimum": 9}}},
        400,
        "PARAM_ERROR",
    ),
    (
        {"coupon_use_rule": {"fixed_normal_coupon": {"coupon_amount": 500, "transaction_minimum": 500}}},
        400,
        "PARAM_ERROR",
    ),
    ({"coupon_use_rule": {"fixed_normal_coupon": None}}, 400, "PARAM_ERROR"),
    ({"coupon_use_rule": {"available_merchants": []}}, 400, "PARAM_ERROR"),
    ({"coupon_use_rule": {"available_merchants": ["1699999999"]}}, 400, "MCH_NOT_EXISTS"),
    ({"coupon_use_rule": {"limit_pay": ["CMB_CREDIT"]}}, 400, "PARAM_ERROR"),
    ({"belong_merchant": "1699999999"}, 400, "MCH_NOT_EXISTS"),
    ({"stock_type": "OTHER"}, 400, "INVALID_REQUEST"),
    ({"stock_type": "RANDOM"}, 400, "PARAM_ERROR"),
    ({"out_request_no": "n" * 129}, 400, "PARAM_ERROR"),
]


async def test_a_stock_out_of_bounds_is_refused(stall: Stall) -> None:
    for changes, status, code in BOUNDS:
        body = a_stock(stall)
        for name, value in changes.items():
            body[name] = {**body[name], **value} if isinstance(value, dict) else value
        answer = await said(stall.v3("POST", "/v3/marketing/favor/coupon-stocks", body))
        assert answer == (status, code), changes
    page = f"?offset=0&limit=10&stock_creator_mchid={stall.mchid}"
    assert (await ok(stall.v3("GET", STOCKS + page)))["total_count"] == 0


async def test_a_stock_is_started_once_and_only_with_the_money(market: Market, stall: Stall, account: Account) -> None:
    body = a_stock(stall)
    stock_id = (await ok(stall.v3("POST", "/v3/marketing/favor/coupon-stocks", body)))["stock_id"]
    own = {"stock_creator_mchid": stall.mchid}
    pause, start, restart = (f"{STOCKS}/{stock_id}/{verb}" for verb in ("pause", "start", "restart"))
    assert await said(stall.v3("POST", pause, own)) == (400, "INVALID_REQUEST")
    assert await said(stall.v3("POST", start, {"stock_creator_mchid": "1699999999"})) == (403, "NO_AUTH")
    assert await said(stall.v3("POST", f"{STOCKS}/1/start", own)) == (404, "RESOURCE_NOT_EXISTS")
    told = await ok(stall.v3("POST", start, own))
    assert told == {"start_time": "2027-01-04T12:00:00+08:00", "stock_id": stock_id}
    assert await said(stall.v3("POST", start, own)) == (400, "INVALID_REQUEST")
    assert (await ok(stall.v3("POST", pause, own)))["pause_time"] == "2027-01-04T12:00:00+08:00"
    assert (await ok(stall.v3("POST", restart, own)))["restart_time"] == "2027-01-04T12:00:00+08:00"
    assert await stall.available_fen() == 95_000
    other = await market.stall(account)
    poor = a_stock(other)
    poor_id = (await ok(other.v3("POST", "/v3/marketing/favor/coupon-stocks", poor)))["stock_id"]
    refusal = await said(other.v3("POST", f"{STOCKS}/{poor_id}/start", {"stock_creator_mchid": other.mchid}))
    assert refusal == (403, "NOT_ENOUGH")
    changed = await said(stall.v3("POST", "/v3/marketing/favor/coupon-stocks", {**body, "stock_name": "Other"}))
    assert changed == (400, "INVALID_REQUEST")
