"""/pay/unifiedorder, /pay/orderquery, /pay/closeorder: literal requests and exact replies."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Person
from tests.pay.stalls import BORN_FEN, Market, Stall, fields_of, outcome, sign_of

Told = dict[str, Any]


def an_order(account: Account, **fields: Any) -> Told:
    return {
        "appid": account.app_id,
        "body": "腾讯充值中心-QQ会员充值",
        "out_trade_no": "20150806125346",
        "total_fee": 88,
        "spbill_create_ip": "123.12.12.123",
        "notify_url": "http://127.0.0.1:1/notify",
        "trade_type": "NATIVE",
        "product_id": "12235413214070356458058",
    } | fields


@pytest.mark.parametrize("sign_type", ["MD5", "HMAC-SHA256"])
async def test_an_order_of_v2_is_paid_told_and_seen_by_v3(
    market: Market, stall: Stall, account: Account, li: Person, bot: Bot, sign_type: str
) -> None:
    openid = li.openid(account)
    order = an_order(account, trade_type="JSAPI", openid=openid, notify_url=bot.url, attach="深圳分店", product_id=None)

    placed = await stall.v2("/pay/unifiedorder", sign_type=sign_type, **order)

    assert outcome(placed) == ("SUCCESS", "SUCCESS", "")
    assert {name: placed[name] for name in ("return_msg", "appid", "mch_id", "trade_type")} == {
        "return_msg": "OK",
        "appid": account.app_id,
        "mch_id": stall.mchid,
        "trade_type": "JSAPI",
    }
    assert placed["prepay_id"].startswith("wx") and len(placed["prepay_id"]) == 36  # noqa: PT018 - one shape
    before = await stall.v2("/pay/orderquery", appid=account.app_id, out_trade_no="20150806125346")
    assert (before["trade_state"], before["trade_state_desc"]) == ("NOTPAY", "订单未支付")
    assert "transaction_id" not in before

    await market.pay(li, stall, "20150806125346")

    assert await market.balance_fen(li) == BORN_FEN - 88
    after = await stall.v2("/pay/orderquery", appid=account.app_id, out_trade_no="20150806125346")
    wanted = {
        "trade_state": "SUCCESS",
        "openid": openid,
        "is_subscribe": "N",
        "trade_type": "JSAPI",
        "bank_type": "OTHERS",
        "total_fee": "88",
        "fee_type": "CNY",
        "cash_fee": "88",
        "cash_fee_type": "CNY",
        "attach": "深圳分店",
        "out_trade_no": "20150806125346",
    }
    assert {name: after.get(name) for name in wanted} == wanted
    assert len(after["transaction_id"]) == 28
    assert len(after["time_end"]) == 14
    told = fields_of(bot.pushed[0].body)
    assert told["transaction_id"] == after["transaction_id"]
    assert told["sign"] == sign_of(told, stall.key, sign_type), "the notice is signed as the order was"
    by_ours = await stall.v2("/pay/orderquery", appid=account.app_id, transaction_id=after["transaction_id"])
    assert by_ours["out_trade_no"] == "20150806125346"
    seen = await stall.v3("GET", f"/v3/pay/transactions/out-trade-no/20150806125346?mchid={stall.mchid}")
    assert seen.status_code == 200, seen.text
    assert (seen.json()["trade_state"], seen.json()["transaction_id"]) == ("SUCCESS", after["transaction_id"])
    again = await stall.v2("/pay/unifiedorder", sign_type=sign_type, **order)
    assert outcome(again) == ("SUCCESS", "FAIL", "ORDERPAID")
    closed = await stall.v2("/pay/closeorder", appid=account.app_id, out_trade_no="20150806125346")
    assert outcome(closed) == ("SUCCESS", "FAIL", "ORDERPAID")


async def test_the_same_number_is_the_same_order_until_it_is_closed(stall: Stall, account: Account) -> None:
    first = await stall.v2("/pay/unifiedorder", **an_order(account))
    second = await stall.v2("/pay/unifiedorder", **an_order(account))
    other = await stall.v2("/pay/unifiedorder", **an_order(account, total_fee=89))

    assert first["code_url"].startswith("weixin://wxpay/bizpayurl?pr=")
    assert outcome(second) == ("SUCCESS", "SUCCESS", "")
    assert outcome(other) == ("SUCCESS", "FAIL", "INVALID_REQUEST")
    assert other["err_code_des"] == "请求重入时,参数total_fee与首次请求时不一致"

    closed = await stall.v2("/pay/closeorder", appid=account.app_id, out_trade_no="20150806125346")
    twice = await stall.v2("/pay/closeorder", appid=account.app_id, out_trade_no="20150806125346")
    late = await stall.v2("/pay/unifiedorder", **an_order(account))
    state = await stall.v2("/pay/orderquery", appid=account.app_id, out_trade_no="20150806125346")

    assert (outcome(closed), closed["result_msg"]) == (("SUCCESS", "SUCCESS", ""), "OK")
    assert outcome(twice) == ("SUCCESS", "SUCCESS", "")
    assert outcome(late) == ("SUCCESS", "FAIL", "ORDERCLOSED")
    assert state["trade_state"] == "CLOSED"


async def test_a_page_order_leads_to_a_page(stall: Stall, account: Account) -> None:
    scene = '{"h5_info": {"type":"Wap","wap_url": "https://pay.qq.com","wap_name": "腾讯充值"}}'
    placed = await stall.v2(
        "/pay/unifiedorder", **an_order(account, trade_type="MWEB", scene_info=scene, product_id=None)
    )

    assert placed["mweb_url"].startswith("https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx")
    assert "code_url" not in placed


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"total_fee": 0}, "PARAM_ERROR"),
        ({"total_fee": -1}, "PARAM_ERROR"),
        ({"total_fee": 2**63}, "PARAM_ERROR"),
        ({"total_fee": "1.0"}, "PARAM_ERROR"),
        ({"total_fee": "1e2"}, "PARAM_ERROR"),
        ({"total_fee": "01"}, "PARAM_ERROR"),
        ({"total_fee": "1 yuan"}, "PARAM_ERROR"),
        ({"total_fee": None}, "LACK_PARAMS"),
        ({"body": None}, "LACK_PARAMS"),
        ({"body": "b" * 129}, "PARAM_ERROR"),
        ({"out_trade_no": "a" * 33}, "PARAM_ERROR"),
        ({"out_trade_no": "a b"}, "PARAM_ERROR"),
        ({"out_trade_no": "中"}, "PARAM_ERROR"),
        ({"attach": "a" * 128}, "PARAM_ERROR"),
        ({"detail": "d" * 6001}, "PARAM_ERROR"),
        ({"version": "1.0", "detail": "not json"}, "PARAM_ERROR"),
        ({"notify_url": "not an address"}, "PARAM_ERROR"),
        ({"notify_url": f"http://a.example/{'a' * 256}"}, "PARAM_ERROR"),
        ({"trade_type": "WAP"}, "PARAM_ERROR"),
        ({"trade_type": "JSAPI"}, "PARAM_ERROR"),
        ({"trade_type": "JSAPI", "openid": "oNobody"}, "PARAM_ERROR"),
        ({"trade_type": "MWEB"}, "PARAM_ERROR"),
        ({"trade_type": "MWEB", "scene_info": "{}"}, "PARAM_ERROR"),
        ({"product_id": None}, "PARAM_ERROR"),
        ({"fee_type": "USD"}, "PARAM_ERROR"),
        ({"limit_pay": "no_debit"}, "PARAM_ERROR"),
        ({"time_start": "20260101000000", "time_expire": "20260101000059"}, "PARAM_ERROR"),
        ({"time_expire": "20261301000000"}, "PARAM_ERROR"),
        ({"time_expire": "2026"}, "PARAM_ERROR"),
        ({"appid": "wx0000000000000000"}, "APPID_NOT_EXIST"),
        ({"sub_mch_id": "1600000000"}, "NOAUTH"),
    ],
)
async def test_a_refused_order_is_not_there(stall: Stall, account: Account, changes: Told, code: str) -> None:
    refused = await stall.v2("/pay/unifiedorder", **an_order(account, **changes))

    assert outcome(refused) == ("SUCCESS", "FAIL", code), refused
    found = await stall.v2("/pay/orderquery", appid=account.app_id, out_trade_no="20150806125346")
    assert outcome(found) == ("SUCCESS", "FAIL", "ORDERNOTEXIST")


async def test_whoever_calls_is_known_by_the_sign(market: Market, stall: Stall, account: Account) -> None:
    stranger = await market.account()
    wrong_key = await market.ask("/pay/unifiedorder", stall.signed(an_order(account), key="k" * 32))
    not_xml = await market.ask("/pay/unifiedorder", b"appid=1")
    entity = await market.ask("/pay/unifiedorder", b'<!DOCTYPE x [<!ENTITY e "x">]><xml><mch_id>&e;</mch_id></xml>')
    foreign = await stall.v2("/pay/unifiedorder", **an_order(stranger))
    nothing = await stall.v2("/pay/orderquery", appid=account.app_id)

    assert fields_of(wrong_key.content) == {"return_code": "FAIL", "return_msg": "签名错误"}
    assert fields_of(not_xml.content)["return_code"] == "FAIL"
    assert fields_of(entity.content)["return_code"] == "FAIL"
    assert outcome(foreign) == ("SUCCESS", "FAIL", "APPID_MCHID_NOT_MATCH")
    assert outcome(nothing) == ("SUCCESS", "FAIL", "LACK_PARAMS")


async def test_nobody_sees_anothers_order(market: Market, stall: Stall, account: Account) -> None:
    other = await market.stall(account)
    await stall.v2("/pay/unifiedorder", **an_order(account))

    seen = await other.v2("/pay/orderquery", appid=account.app_id, out_trade_no="20150806125346")

    assert outcome(seen) == ("SUCCESS", "FAIL", "ORDERNOTEXIST")


async def test_a_provider_places_orders_for_its_merchants(market: Market, account: Account, li: Person) -> None:
    partner = await market.stall(account, kind="partner")
    async with market.browser() as browser:
        url = f"http://lane.localhost/api/console/merchants/{partner.mchid}/subs"
        sub = (await browser.post(url, json={"name": "Noodles"})).json()
    order = an_order(account, trade_type="JSAPI", openid=li.openid(account), sub_mch_id=sub["mchid"], product_id=None)

    placed = await partner.v2("/pay/unifiedorder", **order)
    await market.pay(li, partner, "20150806125346")
    found = await partner.v2(
        "/pay/orderquery", appid=account.app_id, out_trade_no="20150806125346", sub_mch_id=sub["mchid"]
    )
    without = await partner.v2("/pay/orderquery", appid=account.app_id, out_trade_no="20150806125346")

    assert (outcome(placed), placed["sub_mch_id"]) == (("SUCCESS", "SUCCESS", ""), sub["mchid"])
    assert (found["trade_state"], found["openid"]) == ("SUCCESS", li.openid(account))
    assert outcome(without) == ("SUCCESS", "FAIL", "ORDERNOTEXIST")


async def test_an_endpoint_that_is_not_there_says_so(market: Market, stall: Stall) -> None:
    answer = await market.ask("/pay/pappayapply", stall.signed({"body": "x"}))

    assert answer.status_code == 404
    assert "/pay/pappayapply is not emulated" in fields_of(answer.content)["return_msg"]
