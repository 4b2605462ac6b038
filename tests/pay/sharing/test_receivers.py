"""Who may share: receivers are checked when they are added."""

from __future__ import annotations

from tests.dialog.towns import Account, Person
from tests.pay.sharing.shares import ADD, DELETE, ORDERS, add, key_of, share, to_be_shared
from tests.pay.shops import (
    ok,
    said,
)
from tests.pay.stalls import Market, Stall


async def test_receivers_are_checked_when_they_are_added(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    courier = await market.stall(account)
    kept = await add(stall, account, courier)
    assert (kept.status_code, kept.json()["account"]) == (200, courier.mchid)
    assert (await add(stall, account, courier)).status_code == 200
    assert (await add(stall, account, courier, name="Somebody else")).json()["code"] == "INVALID_REQUEST"
    person = {
        "appid": account.app_id,
        "type": "PERSONAL_OPENID",
        "account": li.openid(account),
        "relation_type": "USER",
    }
    for changes, answer in (
        ({"account": "o" * 28}, (400, "INVALID_REQUEST")),
        ({"appid": "wx0000000000000000"}, (400, "PARAM_ERROR")),
        ({"relation_type": "CUSTOM"}, (400, "PARAM_ERROR")),
        ({"relation_type": "FRIEND"}, (400, "PARAM_ERROR")),
        ({"type": "MERCHANT_ID", "account": "1699999999"}, (400, "INVALID_REQUEST")),
        ({"type": "MERCHANT_ID", "account": courier.mchid}, (400, "INVALID_REQUEST")),
        ({"name": "bm90IGVuY3J5cHRlZA=="}, (400, "PARAM_ERROR")),
        ({"sub_mchid": courier.mchid}, (403, "NO_AUTH")),
    ):
        assert await said(stall.v3("POST", ADD, {**person, **changes})) == answer, changes
    custom = {**person, "relation_type": "CUSTOM", "custom_relation": "neighbour"}
    assert (await ok(stall.v3("POST", ADD, custom)))["custom_relation"] == "neighbour"
    named = {**person, "name": stall.encrypted("Li Lei")}
    assert (await stall.v3("POST", ADD, named, **key_of(stall))).status_code == 200
    gone = {"appid": account.app_id, "type": "MERCHANT_ID", "account": courier.mchid}
    assert await ok(stall.v3("POST", DELETE, gone)) == {"type": "MERCHANT_ID", "account": courier.mchid}
    assert await ok(stall.v3("POST", DELETE, gone)) == {"type": "MERCHANT_ID", "account": courier.mchid}
    order = await to_be_shared(market, stall, account, li)
    assert await said(stall.v3("POST", ORDERS, share(order, "P-1", ("MERCHANT_ID", courier.mchid, 1)))) == (
        400,
        "INVALID_REQUEST",
    )
