"""Profit sharing: who may share, how much, what is left; and every refusal."""

from __future__ import annotations

import gzip

from tests.dialog.towns import Account, Person
from tests.pay.sharing.shares import ADD, NOW, ORDERS, RETURNS, add, key_of, rest_fen, share, to_be_shared
from tests.pay.shops import (
    a_sub,
    bought,
    by_partner,
    console,
    ok,
    opened,
    paid,
    placed,
    refunded,
    said,
)
from tests.pay.stalls import BORN_FEN, Market, Server, Stall


async def test_a_payment_is_shared_and_the_rest_goes_to_the_merchant(
    market: Market, stall: Stall, account: Account, li: Person, server: Server
) -> None:
    courier, waiter = await market.stall(account), await market.person("Waiter")
    async with console(market) as browser:
        kept = await browser.put(f"/merchants/{courier.mchid}/callbacks", json={"profitsharing": server.url})
        assert kept.json() == {"profitsharing": server.url}
    before_fen = await stall.available_fen()
    order = await to_be_shared(market, stall, account, li)
    assert await stall.unsettled_fen() == 0
    assert await rest_fen(stall, order) == 9_940
    assert (await add(stall, account, courier)).status_code == 200
    person = {"type": "PERSONAL_OPENID", "account": waiter.openid(account)}
    added = await ok(stall.v3("POST", ADD, {"appid": account.app_id, **person, "relation_type": "STAFF"}))
    assert added == {**person, "relation_type": "STAFF"}
    body = share(order, "P-1", ("MERCHANT_ID", courier.mchid, 1_000), ("PERSONAL_OPENID", person["account"], 500))
    told = await ok(stall.v3("POST", ORDERS, body))
    assert (told["state"], [part["result"] for part in told["receivers"]]) == ("PROCESSING", ["PENDING", "PENDING"])
    assert told["receivers"][0]["finish_time"] == "1970-01-01T08:00:00+08:00"
    assert await rest_fen(stall, order) == 8_440
    await market.settle()
    assert (await courier.available_fen(), await market.balance_fen(waiter)) == (1_000, BORN_FEN + 500)
    line = (await waiter.phone.get("/wallet/statement")).json()["items"][0]
    assert (line["amount_fen"], line["title"], line["counterparty"]["kind"]) == (500, "a part", "merchant")
    done = await ok(stall.v3("GET", f"{ORDERS}/P-1?transaction_id={order.transaction_id}"))
    assert done == {
        "transaction_id": order.transaction_id,
        "out_order_no": "P-1",
        "order_id": told["order_id"],
        "state": "FINISHED",
        "receivers": [
            {
                "amount": 1_000,
                "description": "a part",
                "type": "MERCHANT_ID",
                "account": courier.mchid,
                "result": "SUCCESS",
                "detail_id": told["receivers"][0]["detail_id"],
                "create_time": NOW,
                "finish_time": NOW,
            },
            {
                "amount": 500,
                "description": "a part",
                "type": "PERSONAL_OPENID",
                "account": person["account"],
                "result": "SUCCESS",
                "detail_id": told["receivers"][1]["detail_id"],
                "create_time": NOW,
                "finish_time": NOW,
            },
        ],
    }
    assert await ok(stall.v3("POST", ORDERS, body)) == done
    end = {"transaction_id": order.transaction_id, "out_order_no": "P-2", "description": "all shared"}
    await ok(stall.v3("POST", f"{ORDERS}/unfreeze", end))
    await market.settle()
    last = await ok(stall.v3("GET", f"{ORDERS}/P-2?transaction_id={order.transaction_id}"))
    [rest] = last["receivers"]
    assert (rest["account"], rest["amount"], rest["description"]) == (stall.mchid, 8_440, "解冻给分账方")
    assert await stall.available_fen() == before_fen + 8_440
    assert await rest_fen(stall, order) == 0
    assert await said(stall.v3("POST", ORDERS, share(order, "P-3", ("MERCHANT_ID", courier.mchid, 1)))) == (
        400,
        "INVALID_REQUEST",
    )
    assert opened(server, courier) == [
        (
            "PROFITSHARING.SUCCESS",
            {
                "mchid": stall.mchid,
                "transaction_id": order.transaction_id,
                "order_id": told["order_id"],
                "out_order_no": "P-1",
                "receiver": {
                    "type": "MERCHANT_ID",
                    "account": courier.mchid,
                    "amount": 1_000,
                    "description": "a part",
                },
                "success_time": NOW,
            },
        )
    ]


async def test_what_nobody_shared_thaws_after_thirty_days(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    before_fen = await stall.available_fen()
    order = await to_be_shared(market, stall, account, li)
    await market.later(days=29, hours=23)
    assert await stall.available_fen() == before_fen
    await market.later(hours=1)
    assert await stall.available_fen() == before_fen + 9_940
    assert await rest_fen(stall, order) == 0


async def test_a_refund_comes_out_of_what_is_not_shared_yet(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    courier = await market.stall(account)
    await add(stall, account, courier)
    order = await to_be_shared(market, stall, account, li)
    await ok(stall.v3("POST", ORDERS, share(order, "P-1", ("MERCHANT_ID", courier.mchid, 3_000))))
    # What is promised to the courier is not the merchant's to give back.
    await refunded(market, stall, "T-100001", "R-1", 10_000, 10_000)
    assert await courier.available_fen() == 3_000
    assert await rest_fen(stall, order) == 0
    assert await market.balance_fen(li) == BORN_FEN
    assert await stall.available_fen() == 100_000 - 3_000


async def test_a_share_is_given_back_by_a_merchant(
    market: Market, stall: Stall, account: Account, li: Person, server: Server
) -> None:
    courier = await market.stall(account)
    await add(stall, account, courier)
    async with console(market) as browser:
        await browser.put(f"/merchants/{courier.mchid}/callbacks", json={"profitsharing": server.url})
    order = await to_be_shared(market, stall, account, li)
    shared = await ok(stall.v3("POST", ORDERS, share(order, "P-1", ("MERCHANT_ID", courier.mchid, 1_000))))
    await market.settle()
    before_fen = await stall.available_fen()
    body = {
        "out_order_no": "P-1",
        "out_return_no": "B-1",
        "return_mchid": courier.mchid,
        "amount": 400,
        "description": "sent back",
    }
    told = await ok(stall.v3("POST", RETURNS, body))
    assert told == {
        "order_id": shared["order_id"],
        "out_order_no": "P-1",
        "out_return_no": "B-1",
        "return_id": told["return_id"],
        "return_mchid": courier.mchid,
        "amount": 400,
        "description": "sent back",
        "result": "SUCCESS",
        "create_time": NOW,
        "finish_time": NOW,
    }
    assert await ok(stall.v3("POST", RETURNS, body)) == told
    assert await ok(stall.v3("GET", f"{RETURNS}/B-1?out_order_no=P-1")) == told
    assert (await courier.available_fen(), await stall.available_fen()) == (600, before_fen + 400)
    for changes, answer in (
        ({"amount": 401}, (400, "INVALID_REQUEST")),
        ({"out_return_no": "B-2", "amount": 601}, (403, "RULE_LIMIT")),
        ({"out_return_no": "B-2", "order_id": shared["order_id"]}, (400, "PARAM_ERROR")),
        ({"out_return_no": "B-2", "out_order_no": "P-9"}, (404, "RESOURCE_NOT_EXISTS")),
        ({"out_return_no": "B-2", "return_mchid": stall.mchid}, (400, "INVALID_REQUEST")),
        ({"out_return_no": "B-2", "amount": 0}, (400, "PARAM_ERROR")),
        ({"out_return_no": "B 2"}, (400, "PARAM_ERROR")),
    ):
        assert await said(stall.v3("POST", RETURNS, {**body, **changes})) == answer, changes
    assert await said(stall.v3("GET", f"{RETURNS}/B-1?out_order_no=P-9")) == (404, "RESOURCE_NOT_EXISTS")
    assert await said(stall.v3("GET", f"{RETURNS}/B-9?out_order_no=P-1")) == (404, "RESOURCE_NOT_EXISTS")
    await market.settle()
    assert [event for event, _ in opened(server, courier)] == ["PROFITSHARING.SUCCESS", "PROFITSHARING.RETURN"]
    assert opened(server, courier)[1][1]["receiver"]["account"] == stall.mchid
    await market.later(days=181)
    late = {**body, "out_return_no": "B-3"}
    assert await said(stall.v3("POST", RETURNS, late)) == (403, "RULE_LIMIT")


async def test_sharing_keeps_to_its_bounds(market: Market, stall: Stall, account: Account, li: Person) -> None:
    courier, stranger = await market.stall(account), await market.stall(account)
    await add(stall, account, courier)
    plain = await bought(market, li, stall, account, "T-200001", 1_000)
    await placed(stall, account, "T-100001", 10_000, settle_info={"profit_sharing": True})
    order = await paid(market, li, stall, "T-100001")
    one = ("MERCHANT_ID", courier.mchid, 1)
    assert await said(stall.v3("POST", ORDERS, share(order, "P-1", one))) == (400, "INVALID_REQUEST")
    await market.later(minutes=1)
    for body, answer in (
        (share(plain, "P-1", one), (400, "INVALID_REQUEST")),
        (share(order, "P-1", one, transaction_id="4200000000000000000000000000"), (404, "RESOURCE_NOT_EXISTS")),
        (share(order, "P-1"), (400, "PARAM_ERROR")),
        (share(order, "P-1", one, one), (400, "PARAM_ERROR")),
        (share(order, "P-1", ("MERCHANT_ID", stranger.mchid, 1)), (400, "INVALID_REQUEST")),
        (share(order, "P-1", ("MERCHANT_ID", courier.mchid, 3_001)), (403, "RULE_LIMIT")),
        (share(order, "P-1", ("MERCHANT_ID", courier.mchid, 9_941)), (403, "NOT_ENOUGH")),
        (share(order, "P-1", ("MERCHANT_ID", courier.mchid, 0)), (400, "PARAM_ERROR")),
        (share(order, "P-1", ("MERCHANT_ID", courier.mchid, -1)), (400, "PARAM_ERROR")),
        (share(order, "P-1", ("MERCHANT_ID", courier.mchid, 2**63)), (400, "PARAM_ERROR")),
        (share(order, "P-1", ("SOMEBODY", courier.mchid, 1)), (400, "PARAM_ERROR")),
        (share(order, "P 1", one), (400, "PARAM_ERROR")),
        (share(order, "P" * 65, one), (400, "PARAM_ERROR")),
        (share(order, "P-1", *[("MERCHANT_ID", str(n), 1) for n in range(51)]), (400, "PARAM_ERROR")),
        (share(order, "P-1", one, sub_mchid=courier.mchid), (403, "NO_AUTH")),
    ):
        assert await said(stall.v3("POST", ORDERS, body)) == answer, body
    assert await said(stranger.v3("POST", ORDERS, share(order, "P-1", one))) == (404, "RESOURCE_NOT_EXISTS")
    assert await rest_fen(stall, order) == 9_940
    amounts = f"/v3/profitsharing/transactions/{order.transaction_id}/amounts"
    assert await said(stranger.v3("GET", amounts)) == (404, "RESOURCE_NOT_EXISTS")
    assert await said(stall.v3("GET", f"{ORDERS}/P-1?transaction_id={order.transaction_id}")) == (
        404,
        "RESOURCE_NOT_EXISTS",
    )
    await ok(stall.v3("POST", ORDERS, share(order, "P-1", ("MERCHANT_ID", courier.mchid, 3_000))))
    assert await said(stall.v3("POST", ORDERS, share(order, "P-1", one))) == (400, "INVALID_REQUEST")
    assert await said(stall.v3("POST", ORDERS, share(order, "P-2", one))) == (403, "RULE_LIMIT")


async def test_a_partner_shares_for_its_merchant_and_has_a_bill_of_it(
    market: Market, account: Account, li: Person
) -> None:
    partner = await market.stall(account, kind="partner")
    sub = await a_sub(market, partner, account)
    order = await by_partner(
        market, li, partner, sub, account, "T-100001", 10_000, settle_info={"profit_sharing": True}
    )
    await market.later(minutes=1)
    body = {
        "sub_mchid": sub.mchid,
        "appid": account.app_id,
        "type": "MERCHANT_ID",
        "account": partner.mchid,
        "name": partner.encrypted(partner.told["name"]),
        "relation_type": "SERVICE_PROVIDER",
    }
    assert (await partner.v3("POST", ADD, body, **key_of(partner))).json()["sub_mchid"] == sub.mchid
    asked = share(order, "P-1", ("MERCHANT_ID", partner.mchid, 500), ends=True, sub_mchid=sub.mchid)
    told = await ok(partner.v3("POST", ORDERS, asked))
    assert told["sub_mchid"] == sub.mchid
    await market.settle()
    assert (await partner.available_fen(), await sub.available_fen()) == (500, 9_440)
    ratio = await ok(partner.v3("GET", f"/v3/profitsharing/merchant-configs/{sub.mchid}"))
    assert ratio == {"sub_mchid": sub.mchid, "max_ratio": 3_000}
    assert await said(sub.v3("GET", f"/v3/profitsharing/merchant-configs/{partner.mchid}")) == (403, "NO_AUTH")
    await market.later(days=1)
    offered = await ok(partner.v3("GET", "/v3/profitsharing/bills?bill_date=2027-01-04&tar_type=GZIP"))
    link = offered["download_url"].removeprefix("https://api.mch.weixin.qq.com")
    header, first, second, rest = gzip.decompress((await partner.v3("GET", link)).content).decode().split("\r\n")
    assert header == (
        "分账时间,分账发起方,分账方,微信订单号,微信分账/回退单号,分账明细单号,商户分账/回退单号,订单金额,分账接收方,"
        "分账金额,业务类型,处理状态,分账描述,备注"
    )
    begin = f"`2027-01-04 12:01:00,`{partner.mchid},`{sub.mchid},`{order.transaction_id},`{told['order_id']},`"
    assert first.startswith(begin)
    assert first.endswith(f",`P-1,`100.00,`{partner.mchid},`5.00,`分账,`SUCCESS,`a part,`")
    assert second.endswith(f",`P-1,`100.00,`{sub.mchid},`94.40,`解冻,`SUCCESS,`解冻给分账方,`")
    assert rest == ""
