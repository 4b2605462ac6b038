"""Cash coupons: made, given, taken off a payment, given back; who pays for them; and every refusal."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from hutong.pay.errors.cards import CouponUnusable
from tests.dialog.towns import Account, Person
from tests.pay.shops import PNG, ok, opened, paid, placed, refunded, said, uploaded
from tests.pay.stalls import BORN_FEN, Market, Server, Stall

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


async def test_a_coupon_of_the_shops_money_takes_five_yuan_off_and_the_shop_gets_all(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall)
    assert await stall.available_fen() == 95_000
    coupon_id = await given(stall, account, li, stock_id)
    await placed(stall, account, "T-100001", 1_200)
    order = await paid(market, li, stall, "T-100001", (coupon_id,))
    assert (order.payer_fen, order.coupon_fen, order.settlement_fen) == (700, 500, 1_200)
    assert await market.balance_fen(li) == BORN_FEN - 700
    assert await stall.unsettled_fen() == 1_200 - 7
    told = await ok(stall.v3("GET", f"/v3/pay/transactions/out-trade-no/T-100001?mchid={stall.mchid}"))
    assert told["amount"] == {"total": 1_200, "payer_total": 700, "currency": "CNY", "payer_currency": "CNY"}
    assert [(each["coupon_id"], each["type"], each["amount"]) for each in told["promotion_detail"]] == [
        (coupon_id, "CASH", 500)
    ]
    seen = await ok(
        stall.v3("GET", f"/v3/marketing/favor/users/{li.openid(account)}/coupons/{coupon_id}?appid={account.app_id}")
    )
    assert seen == {
        "stock_creator_mchid": stall.mchid,
        "stock_id": stock_id,
        "coupon_id": coupon_id,
        "coupon_name": "Tea for all",
        "status": "USED",
        "description": "Tea for all",
        "create_time": "2027-01-04T12:00:00+08:00",
        "coupon_type": "NORMAL",
        "no_cash": False,
        "available_begin_time": "2027-01-04T12:00:00+08:00",
        "available_end_time": END,
        "singleitem": False,
        "normal_coupon_information": {"coupon_amount": 500, "transaction_minimum": 1_000},
        "consume_information": {
            "consume_time": "2027-01-04T12:00:00+08:00",
            "consume_mchid": stall.mchid,
            "transaction_id": order.transaction_id,
        },
    }


async def test_a_coupon_the_shop_bears_makes_the_payment_smaller(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall, no_cash=True)
    assert await stall.available_fen() == 100_000
    coupon_id = await given(stall, account, li, stock_id)
    await placed(stall, account, "T-100001", 1_200)
    order = await paid(market, li, stall, "T-100001", (coupon_id,))
    assert (order.payer_fen, order.settlement_fen, order.promotion[0].type) == (700, 700, "NOCASH")
    assert await stall.unsettled_fen() == 700 - 4


async def test_refunds_share_with_the_coupon_and_the_last_brings_it_back(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall)
    coupon_id = await given(stall, account, li, stock_id)
    await placed(stall, account, "T-100001", 1_200)
    await paid(market, li, stall, "T-100001", (coupon_id,))
    first = await refunded(market, stall, "T-100001", "R-1", 100, 1_200)
    assert (first["amount"]["payer_refund"], first["amount"]["discount_refund"]) == (59, 41)
    assert await market.balance_fen(li) == BORN_FEN - 700 + 59
    state = f"/v3/marketing/favor/users/{li.openid(account)}/coupons/{coupon_id}?appid={account.app_id}"
    assert (await ok(stall.v3("GET", state)))["status"] == "USED"
    await refunded(market, stall, "T-100001", "R-2", 1_100, 1_200)
    assert await market.balance_fen(li) == BORN_FEN
    assert (await ok(stall.v3("GET", state)))["status"] == "SENDED"
    assert await stall.unsettled_fen() == 0
    # The coupon is good for another order, and its money is there again.
    await placed(stall, account, "T-100002", 1_000)
    assert (await paid(market, li, stall, "T-100002", (coupon_id,))).payer_fen == 500


async def test_when_a_stock_ends_what_is_left_goes_back_and_coupons_run_out(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall)
    coupon_id = await given(stall, account, li, stock_id)
    await market.later(days=4)
    assert await stall.available_fen() == 100_000
    told = await ok(stall.v3("GET", f"{STOCKS}/{stock_id}?stock_creator_mchid={stall.mchid}"))
    assert (told["status"], told["stop_time"], told["distributed_coupons"]) == ("stoped", END, 1)
    seen = await ok(
        stall.v3("GET", f"/v3/marketing/favor/users/{li.openid(account)}/coupons/{coupon_id}?appid={account.app_id}")
    )
    assert seen["status"] == "EXPIRED"
    assert await said(give(stall, account, li, stock_id, "give-2")) == (403, "REQUEST_BLOCKED")


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


async def test_coupons_are_given_within_every_limit(market: Market, stall: Stall, account: Account, li: Person) -> None:
    rule = {**a_stock(stall)["stock_use_rule"], "max_coupons": 5, "max_amount": 2_500, "max_amount_by_day": 1_500}
    stock_id = await made(stall, stock_use_rule=rule)
    first = await given(stall, account, li, stock_id, "give-1")
    assert await given(stall, account, li, stock_id, "give-1") == first
    await given(stall, account, li, stock_id, "give-2")
    assert await said(give(stall, account, li, stock_id, "give-3")) == (403, "RULELIMIT")
    han, wang = await market.person("Han"), await market.person("Wang")
    assert await said(give(stall, account, han, stock_id, "give-1")) == (400, "INVALID_REQUEST")
    await given(stall, account, han, stock_id, "give-4")
    assert await said(give(stall, account, wang, stock_id, "give-5")) == (403, "RULELIMIT")
    await market.later(hours=12)
    await given(stall, account, han, stock_id, "give-6")
    await given(stall, account, wang, stock_id, "give-7")
    assert await said(give(stall, account, wang, stock_id, "give-8")) == (403, "NOT_ENOUGH")
    assert await said(give(stall, account, wang, "1", "give-9")) == (404, "RESOURCE_NOT_EXISTS")
    assert await said(give(stall, account, wang, stock_id, "give-9", appid="wx0000000000000000")) == (
        400,
        "APPID_MCHID_NOT_MATCH",
    )
    assert await said(give(stall, account, wang, stock_id, "give-9", coupon_value=1)) == (400, "PARAM_ERROR")
    nobody = f"/v3/marketing/favor/users/{'o' * 28}/coupons"
    body = {"stock_id": stock_id, "out_request_no": "g", "appid": account.app_id, "stock_creator_mchid": stall.mchid}
    assert await said(stall.v3("POST", nobody, body)) == (404, "USER_NOT_EXISTS")
    own = {"stock_creator_mchid": stall.mchid}
    await ok(stall.v3("POST", f"{STOCKS}/{stock_id}/pause", own))
    assert await said(give(stall, account, wang, stock_id, "give-9")) == (403, "REQUEST_BLOCKED")


async def test_a_person_sees_their_coupons_and_a_merchant_those_it_may(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall)
    coupon_id = await given(stall, account, li, stock_id)
    wallet = (await li.phone.get("/card-wallet")).json()
    assert wallet == {
        "coupons": [
            {
                "id": coupon_id,
                "kind": "favor",
                "name": "Tea for all",
                "merchant": stall.told.get("short_name", wallet["coupons"][0]["merchant"]),
                "discount_fen": 500,
                "discount_percent": None,
                "minimum_fen": 1_000,
                "state": "usable",
                "valid_from": wallet["coupons"][0]["valid_from"],
                "valid_until": wallet["coupons"][0]["valid_until"],
                "code": None,
                "can_redeem": False,
                "refunds_unused": False,
                "description": "Tea for all",
            }
        ]
    }
    users = f"/v3/marketing/favor/users/{li.openid(account)}/coupons?appid={account.app_id}"
    listed = await ok(stall.v3("GET", f"{users}&creator_mchid={stall.mchid}&status=SENDED"))
    assert (listed["total_count"], [each["coupon_id"] for each in listed["data"]]) == (1, [coupon_id])
    assert (await ok(stall.v3("GET", f"{users}&available_mchid={stall.mchid}&status=USED")))["total_count"] == 0
    assert await said(stall.v3("GET", users)) == (400, "PARAM_ERROR")
    assert await said(stall.v3("GET", f"{users}&sender_mchid=1699999999")) == (403, "NO_AUTH")
    other = await market.stall(account)
    one = f"/v3/marketing/favor/users/{li.openid(account)}/coupons/{coupon_id}?appid={account.app_id}"
    assert await said(other.v3("GET", one)) == (404, "RESOURCE_NOT_EXISTS")


async def test_a_coupon_that_does_not_fit_moves_nothing(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall)
    coupon_id = await given(stall, account, li, stock_id)
    han = await market.person("Han")
    await placed(stall, account, "T-100001", 999)
    await placed(stall, account, "T-100002", 1_000)
    for person, number, coupons in (
        (li, "T-100001", (coupon_id,)),
        (li, "T-100002", ("1",)),
        (li, "T-100002", (coupon_id, coupon_id)),
        (han, "T-100002", (coupon_id,)),
    ):
        with pytest.raises(CouponUnusable):
            await paid(market, person, stall, number, coupons)
    assert await market.balance_fen(li) == BORN_FEN
    assert await stall.unsettled_fen() == 0
    await paid(market, li, stall, "T-100002", (coupon_id,))
    await placed(stall, account, "T-100003", 1_000)
    with pytest.raises(CouponUnusable):
        await paid(market, li, stall, "T-100003", (coupon_id,))


async def test_only_coupons_that_combine_go_together(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    alone = await made(stall, out_request_no="alone")
    rule = {**a_stock(stall)["coupon_use_rule"], "combine_use": True}
    beside = await made(stall, out_request_no="beside", coupon_use_rule=rule)
    first = await given(stall, account, li, beside, "g-1")
    second = await given(stall, account, li, beside, "g-2")
    third = await given(stall, account, li, alone, "g-3")
    await placed(stall, account, "T-100001", 1_001)
    with pytest.raises(CouponUnusable):
        await paid(market, li, stall, "T-100001", (first, third))
    order = await paid(market, li, stall, "T-100001", (first, second))
    assert (order.payer_fen, order.coupon_fen) == (1, 1_000)
    await refunded(market, stall, "T-100001", "R-1", 1, 1_001)
    await refunded(market, stall, "T-100001", "R-2", 999, 1_001)
    await refunded(market, stall, "T-100001", "R-3", 1, 1_001)
    assert await market.balance_fen(li) == BORN_FEN
    assert await stall.unsettled_fen() == 0


async def test_the_maker_is_told_that_a_coupon_was_used(
    market: Market, stall: Stall, account: Account, li: Person, server: Server
) -> None:
    callbacks = "/v3/marketing/favor/callbacks"
    assert await said(stall.v3("GET", f"{callbacks}?mchid={stall.mchid}")) == (404, "RESOURCE_NOT_EXISTS")
    assert await said(stall.v3("POST", callbacks, {"mchid": "1699999999", "notify_url": server.url})) == (
        400,
        "PARAM_ERROR",
    )
    assert await said(stall.v3("POST", callbacks, {"mchid": stall.mchid, "notify_url": "ftp://x"})) == (
        400,
        "PARAM_ERROR",
    )
    kept = await ok(stall.v3("POST", callbacks, {"mchid": stall.mchid, "notify_url": server.url}))
    assert kept == {"update_time": "2027-01-04T12:00:00+08:00", "notify_url": server.url}
    assert await ok(stall.v3("GET", f"{callbacks}?mchid={stall.mchid}")) == {
        "mchid": stall.mchid,
        "notify_url": server.url,
    }
    stock_id = await made(stall)
    coupon_id = await given(stall, account, li, stock_id)
    await placed(stall, account, "T-100001", 1_000)
    order = await paid(market, li, stall, "T-100001", (coupon_id,))
    [(event, told)] = opened(server, stall)
    assert event == "COUPON.USE"
    assert (told["coupon_id"], told["stock_id"], told["status"], told["no_cash"]) == (
        coupon_id,
        stock_id,
        "USED",
        False,
    )
    assert told["consume_information"] == {
        "consume_time": "2027-01-04T12:00:00+08:00",
        "consume_mchid": stall.mchid,
        "transaction_id": order.transaction_id,
        "consume_amount": 500,
    }


async def test_flows_tell_each_use_and_each_part_that_came_back(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall)
    coupon_id = await given(stall, account, li, stock_id)
    await placed(stall, account, "T-100001", 1_000)
    order = await paid(market, li, stall, "T-100001", (coupon_id,))
    refund = await refunded(market, stall, "T-100001", "R-1", 1_000, 1_000)
    used = await ok(stall.v3("GET", f"{STOCKS}/{stock_id}/use-flow"))
    text = (await stall.v3("GET", used["url"].removeprefix("https://api.mch.weixin.qq.com"))).content
    assert hashlib.sha1(text).hexdigest() == used["hash_value"]
    assert text.decode() == (
        "批次ID,优惠ID,优惠类型,优惠金额(元),订单总金额(元),交易类型,支付单号,消耗时间,消耗商户号,设备号,单品信息\r\n"
        f"`{stock_id},`{coupon_id},`预充值代金券,`5.00,`10.00,`NATIVE,`{order.transaction_id},"
        f"`2027-01-04 12:00:00,`{stall.mchid},`,`\r\n"
    )
    back = await ok(stall.v3("GET", f"{STOCKS}/{stock_id}/refund-flow"))
    text = (await stall.v3("GET", back["url"].removeprefix("https://api.mch.weixin.qq.com"))).content
    assert text.decode().splitlines()[1] == (
        f"`{stock_id},`{coupon_id},`预充值代金券,`5.00,`10.00,`NATIVE,`{order.transaction_id},"
        f"`{refund['refund_id']},`2027-01-04 12:00:00,`{stall.mchid},`"
    )
    assert await said(stall.v3("GET", f"{STOCKS}/1/use-flow")) == (404, "RESOURCE_NOT_EXISTS")


async def test_a_picture_of_a_coupon_is_seen_by_whoever_has_its_address(market: Market, stall: Stall) -> None:
    path = "/v3/marketing/favor/media/image-upload"
    kept = await uploaded(market, stall, path, PNG)
    assert kept.status_code == 200, kept.text
    async with market.browser() as browser:
        shown = await browser.get(kept.json()["media_url"])
    assert (shown.status_code, shown.content) == (200, PNG)
    assert (await uploaded(market, stall, path, b"no picture")).json()["code"] == "INVALID_MEDIA"
