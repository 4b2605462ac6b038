"""What the lab makes calls meet, so that merchants' programs learn to ask again with the same numbers."""

from __future__ import annotations

import pytest

from tests.dialog.towns import OURS, Account
from tests.pay.orders.shop import NATIVE, NUMBER, an_order, said, state_of
from tests.pay.stalls import Market, Stall

pytestmark = pytest.mark.database

REFUSED = {
    "bank_error": (500, "BANK_ERROR"),
    "frequency_limited": (429, "FREQUENCY_LIMITED"),
    "rule_limit": (403, "RULE_LIMIT"),
    "account_error": (403, "ACCOUNT_ERROR"),
    "trade_error": (403, "TRADE_ERROR"),
}


async def let_happen(market: Market, stall: Stall, kind: str) -> None:
    async with market.town.browser(OURS) as browser:
        fault = {"mchid": stall.mchid, "kind": kind}
        assert (await browser.post("/api/lab/faults", json=fault)).status_code == 200


async def test_a_refused_call_did_nothing(market: Market, stall: Stall, account: Account) -> None:
    missing = f"/v3/pay/transactions/out-trade-no/{NUMBER}?mchid={stall.mchid}"
    for kind, expected in REFUSED.items():
        await let_happen(market, stall, kind)
        assert said(await stall.v3("POST", NATIVE, an_order(stall, account))) == expected
        assert said(await stall.v3("GET", missing)) == (404, "ORDER_NOT_EXIST")


async def test_after_a_system_error_asking_again_tells(market: Market, stall: Stall, account: Account) -> None:
    await let_happen(market, stall, "system_error")
    assert said(await stall.v3("POST", NATIVE, an_order(stall, account))) == (500, "SYSTEM_ERROR")
    assert await state_of(stall) == "NOTPAY"
    assert (await stall.v3("POST", NATIVE, an_order(stall, account))).status_code == 200


async def test_v2_meets_the_same_and_healing_ends_it(market: Market, stall: Stall, account: Account) -> None:
    asked = {"appid": account.app_id, "out_trade_no": NUMBER}
    await let_happen(market, stall, "bank_error")
    assert (await stall.v2("/pay/orderquery", **asked))["err_code"] == "BANKERROR"
    await let_happen(market, stall, "bank_error")
    async with market.town.browser(OURS) as browser:
        healed = await browser.request("DELETE", f"/api/lab/faults?app_id={stall.mchid}", json={})
        assert healed.json() == {"items": []}
    assert (await stall.v2("/pay/orderquery", **asked))["err_code"] == "ORDERNOTEXIST"
