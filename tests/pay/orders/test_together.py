"""Combined orders and partner mode: several merchants, one password; a provider and its merchants."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialog.towns import OURS, Account, Person
from tests.pay.listeners import Listener
from tests.pay.orders.shop import JSAPI, NOTIFY, REFUNDS, a_refund, an_order, opened, said, tapped
from tests.pay.stalls import BORN_FEN, Market, Stall

pytestmark = pytest.mark.database

COMBINE = "/v3/combine-transactions"
PARTNER = "/v3/pay/partner/transactions"


def together(account: Account, stalls: list[Stall], **other: Any) -> dict[str, Any]:
    return {
        "combine_appid": account.app_id,
        "combine_mchid": stalls[0].mchid,
        "combine_out_trade_no": "together-0001",
        "notify_url": NOTIFY,
        "sub_orders": [
            {
                "mchid": stall.mchid,
                "attach": f"part {place}",
                "amount": {"total_amount": 100 + place, "currency": "CNY"},
                "out_trade_no": f"part-{place:06d}",
                "description": f"thing {place}",
            }
            for place, stall in enumerate(stalls)
        ],
        **other,
    }


async def test_two_merchants_are_paid_by_one_password_and_told_once(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    other = await market.stall(account)
    body = together(account, [stall, other], notify_url=listener.url, combine_payer_info={"openid": li.openid(account)})
    placed = await stall.v3("POST", f"{COMBINE}/jsapi", body)
    assert placed.status_code == 200, placed.text
    unpaid = (await stall.v3("GET", f"{COMBINE}/out-trade-no/together-0001")).json()
    assert unpaid == {
        "combine_appid": account.app_id,
        "combine_mchid": stall.mchid,
        "combine_out_trade_no": "together-0001",
        "sub_orders": [
            {
                "mchid": each.mchid,
                "out_trade_no": f"part-{place:06d}",
                "trade_state": "NOTPAY",
                "attach": f"part {place}",
                "amount": {"total_amount": 100 + place, "currency": "CNY"},
            }
            for place, each in enumerate((stall, other))
        ],
    }
    sheet = await opened(li, placed.json()["prepay_id"])
    assert (sheet["kind"], sheet["amount_fen"], sheet["title"]) == ("combine", 201, "thing 0 (+1)")
    first, again = await tapped(li, sheet), await tapped(li, sheet)
    assert first.json() == again.json()
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN - 201
    assert (await stall.unsettled_fen(), await other.unsettled_fen()) == (99, 100)
    [heard] = listener.heard
    told = heard.opened(stall)
    assert heard.is_signed(stall)
    assert [part["trade_state"] for part in told["sub_orders"]] == ["SUCCESS", "SUCCESS"]
    assert [part["amount"]["payer_amount"] for part in told["sub_orders"]] == [100, 101]
    assert told["combine_payer_info"] == {"openid": li.openid(account)}
    assert told == (await stall.v3("GET", f"{COMBINE}/out-trade-no/together-0001")).json()
    # Each kind of query finds its own kind.
    single = await other.v3("GET", f"/v3/pay/transactions/out-trade-no/part-000001?mchid={other.mchid}")
    assert said(single) == (404, "ORDER_NOT_EXIST")
    back = a_refund(other, out_trade_no="part-000001", amount={"refund": 101, "total": 101, "currency": "CNY"})
    assert (await other.v3("POST", REFUNDS, back)).status_code == 200
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN - 100


async def test_without_money_for_all_nothing_is_paid(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    other = await market.stall(account)
    body = together(account, [stall, other])
    body["sub_orders"][1]["amount"]["total_amount"] = BORN_FEN
    code_url = (await stall.v3("POST", f"{COMBINE}/native", body)).json()["code_url"]
    assert said(await tapped(li, await opened(li, code_url))) == (409, "money_short")
    assert await market.balance_fen(li) == BORN_FEN
    assert (await stall.unsettled_fen(), await other.unsettled_fen()) == (0, 0)
    states = (await stall.v3("GET", f"{COMBINE}/out-trade-no/together-0001")).json()["sub_orders"]
    assert {part["trade_state"] for part in states} == {"NOTPAY"}


async def test_combined_orders_have_their_own_bounds(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    other = await market.stall(account)
    whole = together(account, [stall, other])
    alone = whole | {"sub_orders": whole["sub_orders"][:1]}
    eleven = together(account, [stall] * 11)
    same = whole | {"sub_orders": [whole["sub_orders"][0]] * 2}
    large = together(account, [stall, other])
    large["sub_orders"][0]["amount"]["total_amount"] = 1_000_000_001
    lacking = together(account, [stall, other])
    del lacking["sub_orders"][0]["attach"]
    for wrong in (alone, eleven, same, large, lacking):
        assert said(await stall.v3("POST", f"{COMBINE}/native", wrong)) == (400, "PARAM_ERROR")
    stranger = await market.stall(await market.account())
    unbound = await stall.v3("POST", f"{COMBINE}/native", together(account, [stall, stranger]))
    assert said(unbound) == (400, "APPID_MCHID_NOT_MATCH")
    assert (await stall.v3("POST", f"{COMBINE}/native", whole)).status_code == 200
    assert (await stall.v3("POST", f"{COMBINE}/native", whole)).status_code == 200
    fewer = together(account, [stall, other], notify_url="https://shop.example/other")
    assert said(await stall.v3("POST", f"{COMBINE}/native", fewer)) == (400, "INVALID_REQUEST")
    taken = an_order(stall, account, out_trade_no="part-000000", **{"payer": {"openid": li.openid(account)}})
    assert said(await stall.v3("POST", JSAPI, taken)) == (403, "OUT_TRADE_NO_USED")


async def test_a_combined_order_is_closed_whole(market: Market, stall: Stall, account: Account, li: Person) -> None:
    other = await market.stall(account)
    code_url = (await stall.v3("POST", f"{COMBINE}/native", together(account, [stall, other]))).json()["code_url"]
    target = f"{COMBINE}/out-trade-no/together-0001/close"
    parts = [{"mchid": each.mchid, "out_trade_no": f"part-{place:06d}"} for place, each in enumerate((stall, other))]
    some = await stall.v3("POST", target, {"combine_appid": account.app_id, "sub_orders": parts[:1]})
    assert said(some) == (400, "PARAM_ERROR")
    for _ in range(2):
        closed = await stall.v3("POST", target, {"combine_appid": account.app_id, "sub_orders": parts})
        assert (closed.status_code, closed.content) == (204, b"")
    assert said(await li.phone.post("/payments/open", json={"text": code_url})) == (404, "payment_not_found")
    missing = f"{COMBINE}/out-trade-no/nothing-here"
    assert said(await stall.v3("GET", missing)) == (404, "ORDER_NOT_EXIST")


async def a_provider(market: Market, account: Account) -> tuple[Stall, str]:
    """A provider, and the number of one of its merchants."""
    provider = await market.stall(account, kind="partner")
    async with market.town.browser(OURS) as browser:
        made = await browser.post(f"/api/console/merchants/{provider.mchid}/subs", json={"name": "Noodle bar"})
    assert made.status_code == 200, made.text
    return provider, made.json()["mchid"]


async def test_a_provider_orders_for_its_merchant_who_gets_the_money(
    market: Market, account: Account, li: Person, listener: Listener
) -> None:
    provider, sub_mchid = await a_provider(market, account)
    body = {
        "sp_appid": account.app_id,
        "sp_mchid": provider.mchid,
        "sub_mchid": sub_mchid,
        "description": "Noodles",
        "out_trade_no": "noodles-0001",
        "notify_url": listener.url,
        "amount": {"total": 1_000},
        "payer": {"sp_openid": li.openid(account)},
    }
    placed = await provider.v3("POST", f"{PARTNER}/jsapi", body)
    assert placed.status_code == 200, placed.text
    sheet = await opened(li, placed.json()["prepay_id"])
    assert sheet["merchant"]["mchid"] == sub_mchid
    assert (await tapped(li, sheet)).status_code == 200
    await market.settle()
    both = f"sp_mchid={provider.mchid}&sub_mchid={sub_mchid}"
    told = (await provider.v3("GET", f"{PARTNER}/out-trade-no/noodles-0001?{both}")).json()
    assert {name: told[name] for name in ("sp_appid", "sp_mchid", "sub_mchid", "trade_state", "payer")} == {
        "sp_appid": account.app_id,
        "sp_mchid": provider.mchid,
        "sub_mchid": sub_mchid,
        "trade_state": "SUCCESS",
        "payer": {"sp_openid": li.openid(account)},
    }
    assert (await provider.v3("GET", f"{PARTNER}/id/{told['transaction_id']}?{both}")).json() == told
    [heard] = listener.heard
    assert heard.opened(provider) == told
    async with market.town.browser(OURS) as browser:
        money = (await browser.get(f"/api/console/merchants/{sub_mchid}/money")).json()
        assert money["balance"] == {"unsettled_fen": 994, "available_fen": 0, "frozen_fen": 0}
        assert money["today"] | {"date": ""} == {
            "date": "",
            "orders": 1,
            "paid_fen": 1_000,
            "refunded_fen": 0,
            "fee_fen": 6,
        }
    back = a_refund(provider, out_trade_no="noodles-0001", amount={"refund": 400, "total": 1_000, "currency": "CNY"})
    assert said(await provider.v3("POST", REFUNDS, back)) == (404, "RESOURCE_NOT_EXISTS")
    back["sub_mchid"] = sub_mchid
    assert (await provider.v3("POST", REFUNDS, back)).status_code == 200
    await market.settle()
    target = f"{REFUNDS}/{back['out_refund_no']}"
    assert (await provider.v3("GET", f"{target}?sub_mchid={sub_mchid}")).json()["status"] == "SUCCESS"
    assert said(await provider.v3("GET", target)) == (404, "RESOURCE_NOT_EXISTS")
    assert await market.balance_fen(li) == BORN_FEN - 600


async def test_a_provider_orders_only_for_its_own(market: Market, stall: Stall, account: Account, li: Person) -> None:
    provider, sub_mchid = await a_provider(market, account)
    body = {
        "sp_appid": account.app_id,
        "sp_mchid": provider.mchid,
        "sub_mchid": stall.mchid,
        "description": "Noodles",
        "out_trade_no": "noodles-0001",
        "notify_url": NOTIFY,
        "amount": {"total": 1_000},
    }
    assert said(await provider.v3("POST", f"{PARTNER}/native", body)) == (403, "NO_AUTH")
    body["sub_mchid"] = sub_mchid
    assert (await provider.v3("POST", f"{PARTNER}/native", body)).status_code == 200
    other = (await provider.v3("POST", f"{PARTNER}/app", body)).json()
    assert other["code"] == "OUT_TRADE_NO_USED"
    both = {"sp_mchid": provider.mchid, "sub_mchid": sub_mchid}
    wrong = await provider.v3("POST", f"{PARTNER}/out-trade-no/noodles-0001/close", both | {"sub_mchid": stall.mchid})
    assert said(wrong) == (404, "ORDER_NOT_EXIST")
    closed = await provider.v3("POST", f"{PARTNER}/out-trade-no/noodles-0001/close", both)
    assert closed.status_code == 204
    payer = {"payer": {"sub_openid": li.openid(account)}}
    assert said(await provider.v3("POST", f"{PARTNER}/jsapi", body | payer)) == (400, "PARAM_ERROR")


async def test_partners_and_several_merchants_are_paid_in_every_way(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    provider, sub_mchid = await a_provider(market, account)
    other = await market.stall(account)
    both = {"sp_mchid": provider.mchid, "sub_mchid": sub_mchid}
    order = {"sp_appid": account.app_id, **both, "description": "Noodles", "amount": {"total": 1_000}}
    on_the_web = {"payer_client_ip": "127.0.0.1", "h5_info": {"type": "Wap"}}
    ways: list[tuple[str, str, dict[str, Any]]] = [
        ("app", "prepay_id", {}),
        ("h5", "h5_url", {"scene_info": on_the_web}),
    ]
    for number, (way, told, scene) in enumerate(ways):
        named = {"out_trade_no": f"noodles-{number:04d}", "notify_url": NOTIFY}
        placed = await provider.v3("POST", f"{PARTNER}/{way}", {**order, **named, **scene})
        assert placed.status_code == 200, placed.text
        assert (await tapped(li, await opened(li, placed.json()[told]), f"tap-{way}")).status_code == 200
        body = together(account, [stall, other], combine_out_trade_no=f"together-{way}", **scene)
        for place, part in enumerate(body["sub_orders"]):
            part["out_trade_no"] = f"part-{way}-{place:04d}"
        placed = await stall.v3("POST", f"{COMBINE}/{way}", body)
        assert placed.status_code == 200, placed.text
        assert (await tapped(li, await opened(li, placed.json()[told]), f"tap-both-{way}")).status_code == 200
    assert await market.balance_fen(li) == BORN_FEN - 2 * 1_000 - 2 * 201

    shown = {"payer": {"auth_code": await market.code(li)}, "scene_info": {"store_info": {"id": "0001"}}}
    paid = await provider.v3("POST", f"{PARTNER}/codepay", {**order, **shown, "out_trade_no": "noodles-code"})
    assert (paid.status_code, paid.json().get("trade_state")) == (200, "SUCCESS"), paid.text
    taken_back = await provider.v3("POST", f"{PARTNER}/out-trade-no/noodles-code/reverse", both)
    assert taken_back.status_code == 200, taken_back.text
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN - 2 * 1_000 - 2 * 201
