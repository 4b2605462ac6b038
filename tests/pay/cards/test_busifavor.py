"""Merchants' own coupons: made, given, redeemed, taken back."""

from __future__ import annotations

from tests.dialog.towns import Account, Person
from tests.pay.cards.own_stocks import (
    BEGIN,
    CALLBACKS,
    COUPONS,
    END,
    NOW,
    STOCKS,
    a_stock,
    made,
    one,
    send,
    sent,
    use,
    vouchers,
    with_rule,
)
from tests.pay.shops import ok, opened, placed, said
from tests.pay.stalls import Market, Server, Stall


async def test_a_coupon_is_given_redeemed_taken_back_and_ended(
    market: Market, stall: Stall, account: Account, li: Person, server: Server
) -> None:
    assert await said(stall.v3("GET", f"{CALLBACKS}?mchid={stall.mchid}")) == (404, "RESOURCE_NOT_EXISTS")
    kept = await ok(stall.v3("POST", CALLBACKS, {"mchid": stall.mchid, "notify_url": server.url}))
    assert kept == {"update_time": NOW, "notify_url": server.url, "mchid": stall.mchid}
    assert await ok(stall.v3("GET", CALLBACKS)) == {"notify_url": server.url, "mchid": stall.mchid}
    stock_id = await made(stall)
    told = await ok(send(stall, account, li, stock_id, "give-1"))
    code = told["coupon_code"]
    assert told == {"stock_id": stock_id, "coupon_code": code, "out_request_no": "give-1"}
    assert await ok(send(stall, account, li, stock_id, "give-1")) == told
    seen = await ok(one(stall, account, li, code))
    assert seen == {
        "stock_name": "Noodles for all",
        "belong_merchant": stall.mchid,
        "goods_name": "Noodles",
        "stock_type": "NORMAL",
        "coupon_use_rule": a_stock(stall)["coupon_use_rule"],
        "coupon_code": code,
        "coupon_state": "SENDED",
        "stock_id": stock_id,
        "transferable": False,
        "shareable": False,
        "send_request_no": "give-1",
        "available_start_time": NOW,
        "expire_time": END,
        "receive_time": NOW,
    }
    used = await ok(use(stall, account, code, "use-1", openid=li.openid(account)))
    assert used == {"stock_id": stock_id, "openid": li.openid(account), "wechatpay_use_time": NOW}
    assert await ok(use(stall, account, code, "use-1")) == used
    assert await said(use(stall, account, code, "use-2")) == (400, "INVALID_REQUEST")
    assert (await ok(one(stall, account, li, code)))["use_request_no"] == "use-1"
    back = {"coupon_code": code, "stock_id": stock_id, "return_request_no": "return-1"}
    assert await ok(stall.v3("POST", f"{COUPONS}/return", back)) == {"wechatpay_return_time": NOW}
    assert await ok(stall.v3("POST", f"{COUPONS}/return", back)) == {"wechatpay_return_time": NOW}
    assert (await ok(one(stall, account, li, code)))["coupon_state"] == "SENDED"
    end = {"coupon_code": code, "stock_id": stock_id, "deactivate_request_no": "end-1"}
    assert await ok(stall.v3("POST", f"{COUPONS}/deactivate", end)) == {"wechatpay_deactivate_time": NOW}
    assert await said(use(stall, account, code, "use-3")) == (400, "INVALID_REQUEST")
    assert (await ok(one(stall, account, li, code)))["coupon_state"] == "DEACTIVATED"
    await market.settle()
    [(event, news)] = opened(server, stall)
    assert event == "COUPON.SEND"
    assert news == {
        "event_type": "EVENT_TYPE_BUSICOUPON_SEND",
        "coupon_code": code,
        "stock_id": stock_id,
        "send_time": NOW,
        "openid": li.openid(account),
        "send_channel": "BUSICOUPON_SEND_CHANNEL_API",
        "send_merchant": stall.mchid,
        "attach_info": {},
    }


async def test_a_redemption_comes_back_within_a_day_only(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall)
    code = await sent(stall, account, li, stock_id)
    back = {"coupon_code": code, "stock_id": stock_id, "return_request_no": "return-1"}
    assert await said(stall.v3("POST", f"{COUPONS}/return", back)) == (400, "INVALID_REQUEST")
    await ok(use(stall, account, code, "use-1"))
    await market.later(hours=24, seconds=1)
    assert await said(stall.v3("POST", f"{COUPONS}/return", back)) == (400, "INVALID_REQUEST")
    assert (await ok(one(stall, account, li, code)))["coupon_state"] == "USED"


async def test_a_stock_is_told_changed_and_ends(market: Market, stall: Stall, account: Account, li: Person) -> None:
    body = a_stock(stall)
    first = await ok(stall.v3("POST", STOCKS, body))
    assert first["create_time"] == NOW
    assert await ok(stall.v3("POST", STOCKS, body)) == first
    assert await said(stall.v3("POST", STOCKS, {**body, "goods_name": "Tea"})) == (400, "RESOURCE_ALREADY_EXISTS")
    path = f"{STOCKS}/{first['stock_id']}"
    await sent(stall, account, li, first["stock_id"])
    told = await ok(stall.v3("GET", path))
    del body["out_request_no"]
    assert told == {
        **body,
        "stock_id": first["stock_id"],
        "stock_state": "RUNNING",
        "send_count_information": {
            "total_send_num": 1,
            "total_send_amount": 30_000,
            "today_send_num": 1,
            "today_send_amount": 30_000,
        },
    }
    change = {"stock_name": "Fine noodles", "coupon_use_rule": {"use_method": "SELF_CONSUME"}, "out_request_no": "c-1"}
    assert await said(stall.v3("PATCH", path, change)) == (204, None)
    told = await ok(stall.v3("GET", path))
    assert (told["stock_name"], told["coupon_use_rule"]["use_method"]) == ("Fine noodles", "SELF_CONSUME")
    assert told["coupon_use_rule"]["fixed_normal_coupon"]["discount_amount"] == 30_000
    budget = {"target_max_coupons": 200, "current_max_coupons": 100, "modify_budget_request_no": "b-1"}
    assert await ok(stall.v3("PATCH", f"{path}/budget", budget)) == {"max_coupons": 200}
    assert await ok(stall.v3("PATCH", f"{path}/budget", budget)) == {"max_coupons": 200}
    for wrong in (
        {"modify_budget_request_no": "b-2"},
        {"target_max_coupons": 0, "modify_budget_request_no": "b-2"},
        {"target_max_coupons": 300, "current_max_coupons": 100, "modify_budget_request_no": "b-2"},
        {"target_max_coupons": 300, "target_max_coupons_by_day": 3, "modify_budget_request_no": "b-2"},
    ):
        assert await said(stall.v3("PATCH", f"{path}/budget", wrong)) == (400, "PARAM_ERROR"), wrong
    daily = {"target_max_coupons_by_day": 1, "modify_budget_request_no": "b-3"}
    assert (await ok(stall.v3("PATCH", f"{path}/budget", daily)))["max_coupons_by_day"] == 1
    assert await said(send(stall, account, li, first["stock_id"], "give-2")) == (403, "RULELIMIT")
    await market.later(days=7)
    assert (await ok(stall.v3("GET", path)))["stock_state"] == "STOPED"
    assert await said(send(stall, account, li, first["stock_id"], "give-3")) == (400, "INVALID_REQUEST")
    other = await market.stall(account)
    assert await said(other.v3("GET", path)) == (404, "RESOURCE_NOT_EXISTS")


async def test_a_stock_out_of_bounds_is_refused(stall: Stall) -> None:
    when = {"available_begin_time": BEGIN, "available_end_time": END}
    for body, code in (
        (a_stock(stall, stock_name=""), "PARAM_ERROR"),
        (a_stock(stall, stock_name="n" * 22), "PARAM_ERROR"),
        (a_stock(stall, goods_name="n" * 16), "PARAM_ERROR"),
        (a_stock(stall, belong_merchant="1699999999"), "MCH_NOT_EXISTS"),
        (a_stock(stall, stock_type="RANDOM"), "PARAM_ERROR"),
        (a_stock(stall, stock_type="DISCOUNT"), "PARAM_ERROR"),
        (a_stock(stall, stock_type="EXCHANGE"), "PARAM_ERROR"),
        (a_stock(stall, coupon_code_mode="OTHER"), "PARAM_ERROR"),
        (a_stock(stall, stock_send_rule={"max_coupons": 0, "max_coupons_per_user": 5}), "PARAM_ERROR"),
        (a_stock(stall, stock_send_rule={"max_coupons": 1.5, "max_coupons_per_user": 5}), "PARAM_ERROR"),
        (a_stock(stall, stock_send_rule={"max_coupons": 9, "max_coupons_per_user": 101}), "PARAM_ERROR"),
        (
            a_stock(stall, stock_send_rule={"max_coupons": 9, "max_coupons_per_user": 1, "max_coupons_by_day": 10}),
            "PARAM_ERROR",
        ),
        (with_rule(stall, coupon_available_time={**when, "available_end_time": BEGIN}), "PARAM_ERROR"),
        (
            with_rule(stall, coupon_available_time={**when, "available_end_time": "2029-01-01T00:00:00+08:00"}),
            "PARAM_ERROR",
        ),
        (with_rule(stall, coupon_available_time={**when, "wait_days_after_receive": 31}), "PARAM_ERROR"),
        (with_rule(stall, use_method="MINI_PROGRAMS"), "PARAM_ERROR"),
        (with_rule(stall, use_method="BY_MAIL"), "PARAM_ERROR"),
        (with_rule(stall, fixed_normal_coupon={"discount_amount": 0, "transaction_minimum": 1}), "PARAM_ERROR"),
    ):
        assert await said(stall.v3("POST", STOCKS, body)) == (400, code), body


async def test_codes_come_from_us_from_the_merchant_or_out_of_a_list(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    ours = await made(stall)
    assert await said(send(stall, account, li, ours, "g-1", coupon_code="A1")) == (400, "PARAM_ERROR")
    theirs = await made(stall, out_request_no="make-2", coupon_code_mode="MERCHANT_API")
    assert await said(send(stall, account, li, theirs, "g-2")) == (400, "PARAM_ERROR")
    assert (await ok(send(stall, account, li, theirs, "g-2", coupon_code="A1")))["coupon_code"] == "A1"
    assert await said(send(stall, account, li, theirs, "g-3", coupon_code="A1")) == (400, "RESOURCE_ALREADY_EXISTS")
    listed = await made(stall, out_request_no="make-3", coupon_code_mode="MERCHANT_UPLOAD")
    assert await said(send(stall, account, li, listed, "g-4")) == (403, "RULELIMIT")
    upload = f"{STOCKS}/{listed}/couponcodes"
    body = {"coupon_code_list": ["B2", "B1", "B2"], "upload_request_no": "u-1"}
    told = {
        "stock_id": listed,
        "total_count": 3,
        "success_count": 2,
        "success_codes": ["B2", "B1"],
        "success_time": NOW,
        "fail_count": 0,
        "duplicate_codes": ["B2"],
    }
    assert await ok(stall.v3("POST", upload, body)) == told
    assert await ok(stall.v3("POST", upload, body)) == told
    again = await ok(stall.v3("POST", upload, {"coupon_code_list": ["B1", "B3"], "upload_request_no": "u-2"}))
    assert (again["success_codes"], again["exist_codes"]) == (["B3"], ["B1"])
    assert await said(stall.v3("POST", upload, {"coupon_code_list": [], "upload_request_no": "u"})) == (
        400,
        "PARAM_ERROR",
    )
    many = {"coupon_code_list": [str(n) for n in range(201)], "upload_request_no": "u"}
    assert await said(stall.v3("POST", upload, many)) == (400, "PARAM_ERROR")
    assert await said(stall.v3("POST", f"{STOCKS}/{ours}/couponcodes", body)) == (400, "INVALID_REQUEST")
    assert await sent(stall, account, li, listed, "g-5") == "B1"
    counted = (await ok(stall.v3("GET", f"{STOCKS}/{listed}")))["coupon_code_count"]
    assert counted == {"total_count": 3, "available_count": 2}


async def test_a_coupon_keeps_its_hours_and_its_budget(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    when = a_stock(stall)["coupon_use_rule"]["coupon_available_time"]
    # Tuesdays from eight to nine, and a minute on Thursday; it is Monday noon.
    when |= {
        "available_week": {"week_day": [2], "available_day_time": [{"begin_time": 28_800, "end_time": 32_400}]},
        "irregulary_avaliable_time": [
            {"begin_time": "2027-01-07T10:00:00+08:00", "end_time": "2027-01-07T10:01:00+08:00"}
        ],
    }
    rule = {**a_stock(stall)["coupon_use_rule"], "coupon_available_time": when}
    budget = {"max_coupons": 9, "max_coupons_per_user": 9, "max_amount": 90_000, "max_amount_by_day": 60_000}
    stock_id = await made(stall, coupon_use_rule=rule, stock_send_rule=budget)
    codes = [await sent(stall, account, li, stock_id, f"give-{n}") for n in (1, 2)]
    assert await said(send(stall, account, li, stock_id, "give-3")) == (403, "RULELIMIT")
    assert await said(use(stall, account, codes[0], "use-1")) == (400, "INVALID_REQUEST")
    await market.later(hours=20)
    await ok(use(stall, account, codes[0], "use-1"))
    await sent(stall, account, li, stock_id, "give-3")
    assert await said(send(stall, account, li, stock_id, "give-4")) == (403, "RULELIMIT")
    await market.later(hours=2)
    assert await said(use(stall, account, codes[1], "use-2")) == (400, "INVALID_REQUEST")
    await market.later(days=2)
    await ok(use(stall, account, codes[1], "use-2"))


async def test_a_coupon_waits_and_runs_out_by_its_rule(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    when = a_stock(stall)["coupon_use_rule"]["coupon_available_time"]
    when |= {"wait_days_after_receive": 1, "available_day_after_receive": 2}
    rule = {**a_stock(stall)["coupon_use_rule"], "coupon_available_time": when}
    stock_id = await made(stall, coupon_use_rule=rule)
    code = await sent(stall, account, li, stock_id)
    told = await ok(one(stall, account, li, code))
    assert (told["available_start_time"], told["expire_time"]) == (
        "2027-01-05T00:00:00+08:00",
        "2027-01-07T00:00:00+08:00",
    )
    assert [each["state"] for each in await vouchers(li)] == ["waiting"]
    assert await said(use(stall, account, code, "use-1")) == (400, "INVALID_REQUEST")
    await market.later(days=3)
    assert await said(use(stall, account, code, "use-1")) == (400, "INVALID_REQUEST")
    assert (await ok(one(stall, account, li, code)))["coupon_state"] == "EXPIRED"


async def test_who_may_use_a_coupon_and_for_which_order(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall)
    code = await sent(stall, account, li, stock_id)
    other, han = await market.stall(account), await market.person("Han")
    assert await said(use(other, account, code, "use-1")) == (404, "RESOURCE_NOT_EXISTS")
    assert await said(use(stall, account, "1", "use-1")) == (404, "RESOURCE_NOT_EXISTS")
    assert await said(use(stall, account, code, "use-1", stock_id="1")) == (404, "RESOURCE_NOT_EXISTS")
    assert await said(use(stall, account, code, "use-1", appid="wx0000000000000000")) == (400, "APPID_MCHID_NOT_MATCH")
    assert await said(use(stall, account, code, "use-1", openid=han.openid(account))) == (400, "PARAM_ERROR")
    assert await said(use(stall, account, code, "use-1", use_time="now")) == (400, "PARAM_ERROR")
    assert await said(one(stall, account, han, code)) == (404, "RESOURCE_NOT_EXISTS")
    users = f"/v3/marketing/busifavor/users/{li.openid(account)}/coupons?appid={account.app_id}"
    listed = await ok(stall.v3("GET", f"{users}&creator_merchant={stall.mchid}&coupon_state=SENDED"))
    assert (listed["total_count"], [each["coupon_code"] for each in listed["data"]]) == (1, [code])
    assert (await ok(other.v3("GET", f"{users}&creator_merchant={stall.mchid}")))["total_count"] == 0
    assert await said(stall.v3("GET", users)) == (400, "PARAM_ERROR")
    tie = {"stock_id": stock_id, "coupon_code": code, "out_trade_no": "T-100001", "out_request_no": "tie-1"}
    assert await said(stall.v3("POST", f"{COUPONS}/associate", tie)) == (404, "RESOURCE_NOT_EXISTS")
    await placed(stall, account, "T-100001", 100)
    await placed(stall, account, "T-100002", 100)
    assert await ok(stall.v3("POST", f"{COUPONS}/associate", tie)) == {"wechatpay_associate_time": NOW}
    assert await ok(stall.v3("POST", f"{COUPONS}/associate", tie)) == {"wechatpay_associate_time": NOW}
    second = {**tie, "out_trade_no": "T-100002", "out_request_no": "tie-2"}
    assert await said(stall.v3("POST", f"{COUPONS}/associate", second)) == (400, "INVALID_REQUEST")
    assert await said(stall.v3("POST", f"{COUPONS}/disassociate", second)) == (400, "INVALID_REQUEST")
    untie = {**tie, "out_request_no": "untie-1"}
    assert await ok(stall.v3("POST", f"{COUPONS}/disassociate", untie)) == {"wechatpay_disassociate_time": NOW}
