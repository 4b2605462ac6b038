"""The merchant's pages: orders, refunds and money, for their owner alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.dialog.towns import OURS, Account, Person
from tests.pay.orders.shop import NUMBER, bought, placed, said
from tests.pay.stalls import BORN_FEN, Market, Stall
from tests.wire.shops import a_market as a_wire_market
from tests.wire.shops import lend_keys

pytestmark = pytest.mark.database


def console_of(market: Market, stall: Stall) -> httpx.AsyncClient:
    return market.town.browser(f"{OURS}/api/console/merchants/{stall.mchid}")


async def test_orders_are_listed_found_refunded_and_closed(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    receipt = await bought(stall, account, li)
    await placed(stall, account, out_trade_no="unpaid-000001", description="A teapot")
    async with console_of(market, stall) as console:
        listed = (await console.get("/orders")).json()
        assert {item["out_trade_no"] for item in listed["items"]} == {NUMBER, "unpaid-000001"}
        paid = (await console.get("/orders?state=SUCCESS")).json()["items"]
        assert [(item["transaction_id"], item["payer_name"], item["payer_fen"]) for item in paid] == [
            (receipt["transaction_id"], "Li Lei", 100)
        ]
        assert [item["out_trade_no"] for item in (await console.get("/orders?q=teapot")).json()["items"]] == [
            "unpaid-000001"
        ]
        asked = {"amount_fen": 40, "reason": "broken", "request_id": "click-1"}
        first = await console.post(f"/orders/{NUMBER}/refunds", json=asked)
        again = await console.post(f"/orders/{NUMBER}/refunds", json=asked)
        assert first.json()["refund_id"] == again.json()["refund_id"]
        too_much = await console.post(f"/orders/{NUMBER}/refunds", json=asked | {"amount_fen": 61, "request_id": "2"})
        assert said(too_much) == (409, "refund_too_much")
        for wrong in (0, -1, 101, 2**63):
            answer = await console.post(f"/orders/{NUMBER}/refunds", json=asked | {"amount_fen": wrong})
            assert answer.status_code == 422
        await market.settle()
        detail = (await console.get(f"/orders/{NUMBER}")).json()
        assert [(back["amount_fen"], back["state"], back["reason"]) for back in detail["refunds"]] == [
            (40, "SUCCESS", "broken")
        ]
        assert [notice["event_type"] for notice in detail["notices"]] == ["TRANSACTION.SUCCESS"]
        assert (detail["state"], detail["refunded_fen"]) == ("REFUND", 40)
        assert len((await console.get("/refunds")).json()["items"]) == 1
        assert (await console.post("/orders/unpaid-000001/close")).json()["state"] == "CLOSED"
        assert said(await console.post(f"/orders/{NUMBER}/close")) == (409, "order_paid")
        assert said(await console.get("/orders/nothing-here")) == (404, "order_not_found")
        money = (await console.get("/money")).json()
        assert money["today"] | {"date": ""} == {
            "date": "",
            "orders": 1,
            "paid_fen": 100,
            "refunded_fen": 40,
            "fee_fen": 1,
        }
        assert len(money["days"]) == 14
    assert await market.balance_fen(li) == BORN_FEN - 60


async def test_a_long_list_comes_page_by_page(market: Market, stall: Stall, account: Account) -> None:
    for place in range(53):
        await placed(stall, account, out_trade_no=f"order-{place:06d}")
    async with console_of(market, stall) as console:
        first = (await console.get("/orders")).json()
        second = (await console.get("/orders", params={"before": first["next"]})).json()
    seen = [item["out_trade_no"] for item in first["items"] + second["items"]]
    assert (len(first["items"]), len(second["items"]), second["next"]) == (50, 3, None)
    assert sorted(seen) == [f"order-{place:06d}" for place in range(53)]


async def test_only_their_owner_sees_a_merchants_orders(tmp_path: Path) -> None:
    merchants = "/api/console/merchants"
    async with a_wire_market(tmp_path / "live", mode="live") as live:
        lend_keys(live)
        _, owner = await live.signed_in("Han Meimei")
        _, other = await live.signed_in("Li Lei")
        wanted = {
            "name": "Tea",
            "owner": {"kind": "company", "name": "Tea Ltd", "licence_number": "91350100M000100Y43"},
        }
        made = (await live.ours("POST", merchants, wanted, headers=owner)).json()
        path = f"{merchants}/{made['mchid']}"
        for where in ("/orders", "/refunds", "/notices", "/money"):
            assert (await live.ours("GET", path + where, headers=owner)).status == 200
        asked: list[tuple[str, str, Any]] = [
            ("GET", "/orders", None),
            ("GET", f"/orders/{NUMBER}", None),
            ("GET", "/refunds", None),
            ("GET", "/notices", None),
            ("GET", "/money", None),
            ("POST", f"/orders/{NUMBER}/refunds", {"amount_fen": 1, "request_id": "x"}),
            ("POST", f"/orders/{NUMBER}/close", {}),
            ("POST", "/notices/none/replay", {}),
        ]
        for method, where, body in asked:
            refusal = await live.ours(method, path + where, body, headers=other)
            assert refusal.refusal == (404, "merchant_not_found"), (method, where)
