"""Cash coupons: given, taken off a payment, given back; who pays for them; and every refusal."""

from __future__ import annotations

import hashlib

import pytest

from hutong.pay.errors.cards import CouponUnusable
from tests.dialog.towns import Account, Person
from tests.pay.cards.cash_stocks import END, STOCKS, a_stock, give, given, made
from tests.pay.shops import PNG, ok, opened, paid, placed, refunded, said, uploaded
from tests.pay.stalls import BORN_FEN, Market, Server, Stall


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
