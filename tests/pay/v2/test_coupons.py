"""/mmpaymkttransfers/*coupon*: stocks are made on APIv3, coupons sent and asked for here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hutong.pay.times import rfc3339
from tests.dialog.towns import Account, Person
from tests.pay.stalls import Market, Stall, outcome

SEND, STOCK, COUPON = (
    "/mmpaymkttransfers/send_coupon",
    "/mmpaymkttransfers/query_coupon_stock",
    "/mmpaymkttransfers/querycouponsinfo",
)


@pytest.fixture
async def stock_id(market: Market, stall: Stall) -> str:
    """A running stock of ten coupons of five yuan off ten, two a head."""
    await stall.fund(100_000)
    now = market.lane.clock.lane()
    body = {
        "stock_name": "Tea for all",
        "belong_merchant": stall.mchid,
        "available_begin_time": rfc3339(now),
        "available_end_time": rfc3339(now + timedelta(days=3)),
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
        "out_request_no": "make-1",
    }
    made = await stall.v3("POST", "/v3/marketing/favor/coupon-stocks", body)
    assert made.status_code == 200, made.text
    found: str = made.json()["stock_id"]
    started = await stall.v3("POST", f"/v3/marketing/favor/stocks/{found}/start", {"stock_creator_mchid": stall.mchid})
    assert started.status_code == 200, started.text
    await market.later(seconds=1)
    return found


def a_sending(account: Account, person: Person, stock_id: str, **fields: Any) -> dict[str, Any]:
    return {
        "appid": account.app_id,
        "coupon_stock_id": stock_id,
        "openid_count": 1,
        "partner_trade_no": "1000009820141203515766",
        "openid": person.openid(account),
        "version": "1.0",
        "type": "XML",
    } | fields


async def test_a_coupon_is_sent_once_and_asked_for(stall: Stall, account: Account, li: Person, stock_id: str) -> None:
    sent = await stall.v2(SEND, **a_sending(account, li, stock_id))
    again = await stall.v2(SEND, **a_sending(account, li, stock_id))
    stock = await stall.v2(STOCK, appid=account.app_id, coupon_stock_id=stock_id)
    asked = {"appid": account.app_id, "openid": li.openid(account), "coupon_id": sent["coupon_id"]}
    coupon = await stall.v2(COUPON, **asked, stock_id=stock_id)
    older = await stall.v2("/promotion/query_coupon", **asked)

    told = {"resp_count": "1", "success_count": "1", "failed_count": "0", "ret_code": "SUCCESS"}
    assert {name: sent[name] for name in told} == told
    assert again["coupon_id"] == sent["coupon_id"]
    counted = {
        "coupon_name": "Tea for all",
        "coupon_value": "500",
        "coupon_mininumn": "1000",
        "coupon_stock_status": "4",
        "coupon_total": "10",
        "max_quota": "2",
        "is_send_num": "1",
    }
    assert {name: stock[name] for name in counted} == counted
    wanted = {
        "coupon_stock_id": stock_id,
        "coupon_value": "500",
        "coupon_mininumn": "1000",
        "coupon_state": "SENDED",
        "coupon_remain_value": "500",
        "coupon_use_value": "0",
        "send_source": "NORMAL",
    }
    assert {name: coupon[name] for name in wanted} == wanted
    assert {name: older[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"openid_count": 2}, "PARAM_ERROR"),
        ({"coupon_stock_id": "404"}, "PARAM_ERROR"),
        ({"openid": "oNobody"}, "PARAM_ERROR"),
        ({"partner_trade_no": None}, "PARAM_ERROR"),
    ],
)
async def test_a_refused_coupon_is_not_sent(
    stall: Stall, account: Account, li: Person, stock_id: str, changes: dict[str, Any], code: str
) -> None:
    refused = await stall.v2(SEND, **a_sending(account, li, stock_id, **changes))
    stock = await stall.v2(STOCK, appid=account.app_id, coupon_stock_id=stock_id)

    assert outcome(refused) == ("SUCCESS", "FAIL", code), refused
    assert stock["is_send_num"] == "0"


async def test_a_person_gets_no_more_than_the_stock_allows(
    stall: Stall, account: Account, li: Person, stock_id: str
) -> None:
    sent = [
        await stall.v2(SEND, **a_sending(account, li, stock_id, partner_trade_no=f"n{number}")) for number in range(3)
    ]

    assert [outcome(one)[2] for one in sent] == ["", "", "USER_AL_GET_COUPON"]
