"""wechatpayv3 as it is published takes an order to paid, notified, refunded and billed; only credentials are ours."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import timedelta, timezone
from typing import Any

import pytest
from wechatpayv3 import WeChatPayType
from wechatpayv3.async_ import AsyncWeChatPay
from wechatpayv3.async_ import WeChatPayType as AsyncPayType

from hutong.testing import Lane, Refused
from tests.conformance.shops import MODES, Shop, a_shop

CHINA = timezone(timedelta(hours=8))


@pytest.fixture
def shop(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose programs reach the lane by the environment alone."""
    for name, value in lane.redirect_env().items():
        if os.environ.get(name) != value:
            monkeypatch.setenv(name, value)
    with a_shop(lane) as shop:
        yield shop


@pytest.mark.parametrize("mode", MODES)
def test_an_order_is_paid_told_refunded_and_billed(shop: Shop, mode: str) -> None:
    lane, sdk, number = shop.lane, shop.pay_sdk(mode), "order0001"
    amount = {"total": 888, "currency": "CNY"}
    prepay_id = told(sdk.pay("Longjing tea", number, amount, payer={"openid": shop.openid}))["prepay_id"]
    assert prepay_id.startswith("wx")
    before = shop.li.balance_fen
    shop.li.pay(invocation(shop, sdk, prepay_id))
    assert shop.li.balance_fen == before - 888

    event = sdk.callback(*shop.notice())
    assert event["event_type"] == "TRANSACTION.SUCCESS"
    paid = event["resource"]
    assert (paid["out_trade_no"], paid["trade_state"], paid["amount"]["total"]) == (number, "SUCCESS", 888)
    assert paid["payer"]["openid"] == shop.openid
    assert told(sdk.query(out_trade_no=number))["transaction_id"] == paid["transaction_id"]
    assert told(sdk.query(transaction_id=paid["transaction_id"]))["trade_state"] == "SUCCESS"

    asked = told(sdk.refund("refund0001", {"refund": 88, "total": 888, "currency": "CNY"}, out_trade_no=number))
    assert asked["status"] in ("PROCESSING", "SUCCESS")
    lane.settle()
    event = sdk.callback(*shop.notice(2))
    assert (event["event_type"], event["resource"]["refund_status"]) == ("REFUND.SUCCESS", "SUCCESS")
    assert told(sdk.query_refund("refund0001"))["status"] == "SUCCESS"
    assert shop.li.balance_fen == before - 800

    day = lane.clock.now.astimezone(CHINA).date().isoformat()
    lane.clock.advance(hours=36)
    bill = fetched(sdk, told(sdk.trade_bill(day)))
    header, paid_row, refund_row, *_ = bill.splitlines()
    assert header.startswith("交易时间,公众账号ID,商户号")
    assert f"`{number}" in paid_row
    assert "`refund0001" in refund_row
    assert "`8.88" in paid_row
    assert "资金流水单号" in fetched(sdk, told(sdk.fundflow_bill(day)))
    books = lane.ledger.trial_balance()
    assert (books.total_fen, books.is_balanced, books.faults) == (0, True, ())


@pytest.mark.parametrize("mode", MODES)
async def test_the_same_with_await(shop: Shop, mode: str) -> None:
    async with AsyncWeChatPay(wechatpay_type=AsyncPayType.NATIVE, **shop.credentials(mode)) as sdk:
        code_url = told(await sdk.pay("Longjing tea", "order0002", {"total": 100}))["code_url"]
        assert code_url.startswith("weixin://wxpay/bizpayurl")
        shop.li.pay(code_url)
        event = sdk.callback(*shop.notice())
        assert event["resource"]["trade_type"] == "NATIVE"
        assert told(await sdk.query(out_trade_no="order0002"))["trade_state"] == "SUCCESS"


def test_thirty_days_on_answers_and_notices_still_verify(shop: Shop) -> None:
    sdk = shop.pay_sdk("certificate", WeChatPayType.NATIVE)
    shop.lane.clock.advance(days=30)
    shop.li.pay(told(sdk.pay("Longjing tea", "order0003", {"total": 100}))["code_url"])
    assert sdk.callback(*shop.notice())["resource"]["out_trade_no"] == "order0003"
    assert told(sdk.query(out_trade_no="order0003"))["trade_state"] == "SUCCESS"


def test_every_way_of_asking(shop: Shop) -> None:
    sdk = shop.pay_sdk()
    scene = {"payer_client_ip": "127.0.0.1", "h5_info": {"type": "Wap"}}
    h5 = told(sdk.pay("Tea", "way-h5", {"total": 1}, scene_info=scene, pay_type=WeChatPayType.H5))
    assert h5["h5_url"].startswith("https://wx.tenpay.com/")
    assert told(sdk.pay("Tea", "way-app", {"total": 1}, pay_type=WeChatPayType.APP))["prepay_id"]
    code, text = sdk.pay(
        "Tea",
        "way-code",
        {"total": 1},
        payer={"auth_code": shop.li.payment_code},
        scene_info={"device_ip": "127.0.0.1", "store_info": {"id": "1"}},
        pay_type=WeChatPayType.CODEPAY,
    )
    assert (code, json.loads(text)["trade_state"]) == (200, "SUCCESS")
    shop.li.pay(h5["h5_url"])
    assert told(sdk.query(out_trade_no="way-h5"))["trade_type"] == "MWEB"


def test_closed_orders_and_wrong_signatures_are_refused(shop: Shop) -> None:
    sdk = shop.pay_sdk()
    prepay_id = told(sdk.pay("Tea", "order0004", {"total": 5}, payer={"openid": shop.openid}))["prepay_id"]
    wrong = invocation(shop, sdk, prepay_id) | {"nonceStr": "another"}
    with pytest.raises(Refused) as refused:
        shop.li.pay(wrong)
    assert prepay_id in refused.value.params["string_to_sign"]
    assert sdk.close("order0004")[0] == 204
    with pytest.raises(Refused):
        shop.li.pay(invocation(shop, sdk, prepay_id))
    assert told(sdk.query(out_trade_no="order0004"))["trade_state"] == "CLOSED"
    code, text = sdk.query(out_trade_no="never-made")
    assert (code, json.loads(text)["code"]) == (404, "ORDER_NOT_EXIST")


def test_an_account_that_is_not_bound_is_refused(shop: Shop) -> None:
    stranger = shop.lane.official_account(kind="service", name="A stranger")
    code, text = shop.pay_sdk().pay(
        "Tea", "order0005", {"total": 5}, payer={"openid": shop.li.openid(stranger)}, appid=stranger.appid
    )
    assert (code, json.loads(text)["code"]) == (400, "APPID_MCHID_NOT_MATCH")


def invocation(shop: Shop, sdk: Any, prepay_id: str) -> dict[str, str]:
    """What the shop's page hands to the bridge."""
    timestamp, nonce = str(int(shop.lane.clock.now.timestamp())), "nonce"
    package = f"prepay_id={prepay_id}"
    return {
        "appId": shop.account.appid,
        "timeStamp": timestamp,
        "nonceStr": nonce,
        "package": package,
        "signType": "RSA",
        "paySign": sdk.sign([shop.account.appid, timestamp, nonce, package]),
    }


def told(answer: tuple[int, str]) -> dict[str, Any]:
    """The JSON of a call that went well."""
    code, text = answer
    assert code == 200, text
    found: dict[str, Any] = json.loads(text)
    return found


def fetched(sdk: Any, offered: dict[str, str]) -> str:
    """A bill, unpacked and checked as a careful merchant does."""
    code, content = sdk.download_bill(offered["download_url"])
    assert code == 200
    plain = gzip.decompress(content)
    assert (offered["hash_type"], offered["hash_value"]) == ("SHA1", hashlib.sha1(plain).hexdigest())
    return plain.decode("utf-8-sig")
