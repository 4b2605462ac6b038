"""Profit sharing on APIv2: HMAC-SHA256 only."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.dialog.towns import Account, Person
from tests.pay.stalls import BORN_FEN, Fields, Market, Stall, fields_of, outcome

SINGLE, MULTI, FINISH = "/secapi/pay/profitsharing", "/secapi/pay/multiprofitsharing", "/secapi/pay/profitsharingfinish"


async def shared(stall: Stall, path: str, **fields: Any) -> Fields:
    return await stall.v2(path, sign_type="HMAC-SHA256", **fields)


@pytest.fixture
async def paid(market: Market, stall: Stall, account: Account, li: Person) -> str:
    """The transaction_id of 1,000 fen that Li paid, to be shared."""
    order = {
        "appid": account.app_id,
        "body": "tea",
        "out_trade_no": "shared1",
        "total_fee": 1000,
        "spbill_create_ip": "127.0.0.1",
        "notify_url": "http://127.0.0.1:1/notify",
        "trade_type": "JSAPI",
        "openid": li.openid(account),
        "profit_sharing": "Y",
    }
    await stall.v2("/pay/unifiedorder", **order)
    await market.pay(li, stall, "shared1")
    await market.later(minutes=2)
    return (await stall.v2("/pay/orderquery", appid=account.app_id, out_trade_no="shared1"))["transaction_id"]


def a_share(type_: str, who: str, fen: int) -> dict[str, Any]:
    return {"type": type_, "account": who, "amount": fen, "description": "分给"}


async def test_a_payment_is_shared_in_parts_and_ended(
    market: Market, stall: Stall, account: Account, paid: str
) -> None:
    other, han = await market.stall(account), await market.person("Han")
    app = {"appid": account.app_id}
    merchant = {"type": "MERCHANT_ID", "account": other.mchid, "name": other.told["name"], "relation_type": "STORE"}
    person = {"type": "PERSONAL_OPENID", "account": han.openid(account), "relation_type": "USER"}
    added = [
        await shared(stall, "/pay/profitsharingaddreceiver", **app, receiver=json.dumps(who))
        for who in (merchant, person)
    ]
    shares = [a_share("MERCHANT_ID", other.mchid, 100), a_share("PERSONAL_OPENID", han.openid(account), 50)]
    asked = {**app, "transaction_id": paid, "out_order_no": "s1", "receivers": json.dumps(shares)}

    first = await shared(stall, MULTI, **asked)
    again = await shared(stall, MULTI, **asked)
    await market.settle()
    found = await shared(stall, "/pay/profitsharingquery", transaction_id=paid, out_order_no="s1")
    left = await shared(stall, "/pay/profitsharingorderamountquery", transaction_id=paid)

    assert [outcome(one) for one in added] == [("SUCCESS", "SUCCESS", "")] * 2
    assert json.loads(added[1]["receiver"])["account"] == han.openid(account)
    assert (outcome(first), first["order_id"]) == (("SUCCESS", "SUCCESS", ""), again["order_id"])
    assert found["status"] == "FINISHED"
    parts = json.loads(found["receivers"])
    assert [(part["amount"], part["result"]) for part in parts] == [(100, "SUCCESS"), (50, "SUCCESS")]
    assert await other.available_fen() == 100
    assert await market.balance_fen(han) == BORN_FEN + 50
    unsplit = int(left["unsplit_amount"])
    assert 0 < unsplit <= 850

    back = {"out_order_no": "s1", "out_return_no": "r1", "return_account_type": "MERCHANT_ID"}
    asked_back = {**app, **back, "return_account": other.mchid, "return_amount": 30, "description": "back"}
    returned = await shared(stall, "/secapi/pay/profitsharingreturn", **asked_back)
    looked = await shared(stall, "/pay/profitsharingreturnquery", **app, out_order_no="s1", out_return_no="r1")

    assert (returned["result"], looked["return_no"]) == ("SUCCESS", returned["return_no"])
    assert await other.available_fen() == 70
    ended = await shared(stall, FINISH, **app, transaction_id=paid, out_order_no="end", description="分账已完成")
    await market.settle()
    late = await shared(stall, SINGLE, **{**asked, "out_order_no": "s2"})
    assert outcome(ended) == ("SUCCESS", "SUCCESS", "")
    assert outcome(late) == ("SUCCESS", "FAIL", "INVALID_REQUEST")
    assert await stall.available_fen() == unsplit + 30


async def test_only_hmac_is_taken(market: Market, stall: Stall, account: Account, paid: str) -> None:
    asked = {"appid": account.app_id, "transaction_id": paid, "out_order_no": "s1", "sign_type": "MD5"}
    md5 = await market.ask("/pay/profitsharingquery", stall.signed(asked))

    assert fields_of(md5.content)["return_code"] == "FAIL"


@pytest.mark.parametrize(
    ("receivers", "code"),
    [
        ("not json", "PARAM_ERROR"),
        ('[{"type": "MERCHANT_ID", "account": "1", "amount": 0, "description": "d"}]', "PARAM_ERROR"),
        ('[{"type": "MERCHANT_ID", "account": "1", "amount": 1.5, "description": "d"}]', "PARAM_ERROR"),
        ('[{"type": "MERCHANT_ID", "account": "1", "amount": "10", "description": "d"}]', "PARAM_ERROR"),
        ('[{"type": "MERCHANT_ID", "account": "1600000000", "amount": 10, "description": "d"}]', "RECEIVER_INVALID"),
    ],
)
async def test_a_refused_sharing_moves_nothing(
    stall: Stall, account: Account, paid: str, receivers: str, code: str
) -> None:
    before = await shared(stall, "/pay/profitsharingorderamountquery", transaction_id=paid)
    asked = {"appid": account.app_id, "transaction_id": paid, "out_order_no": "s1", "receivers": receivers}

    refused = await shared(stall, MULTI, **asked)

    assert outcome(refused) == ("SUCCESS", "FAIL", code), refused
    after = await shared(stall, "/pay/profitsharingorderamountquery", transaction_id=paid)
    assert after["unsplit_amount"] == before["unsplit_amount"]
    ratio = await shared(stall, "/pay/profitsharingmerchantratioquery")
    assert ratio["max_ratio"] == "3000"
