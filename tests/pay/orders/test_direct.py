"""Orders on APIv3: literal requests and exact replies."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from tests.dialog.towns import Account, Person
from tests.pay.orders.shop import JSAPI, an_order, by, opened
from tests.pay.stalls import BORN_FEN, PASSWORD, Market, Stall

pytestmark = pytest.mark.database


async def test_an_order_is_placed_paid_and_found(market: Market, stall: Stall, account: Account, li: Person) -> None:
    placed = await stall.v3("POST", JSAPI, an_order(stall, account, attach="table 7", **by(li, account)))
    assert placed.status_code == 200, placed.text
    prepay_id = placed.json()["prepay_id"]
    assert re.fullmatch(r"wx\d{14}[0-9a-f]{20}", prepay_id)
    target = f"/v3/pay/transactions/out-trade-no/1217752501201407033233368018?mchid={stall.mchid}"
    assert (await stall.v3("GET", target)).json() == {
        "appid": account.app_id,
        "mchid": stall.mchid,
        "out_trade_no": "1217752501201407033233368018",
        "trade_state": "NOTPAY",
        "trade_state_desc": "订单未支付",
    }
    sheet = await opened(li, prepay_id)
    assert (sheet["kind"], sheet["title"], sheet["amount_fen"]) == ("order", "Image形象店-深圳腾大-QQ公仔", 100)
    assert sheet["state"] == "open"
    way = {"means": {"kind": "balance", "id": None}, "password": PASSWORD, "request_id": "tap-1"}
    paid = await li.phone.post(f"/payments/{sheet['sheet_id']}/pay", json=way)
    assert paid.status_code == 200, paid.text
    receipt = paid.json()
    assert (receipt["state"], receipt["amount_fen"], receipt["means_label"]) == ("paid", 100, "零钱")
    told = (await stall.v3("GET", target)).json()
    at = (market.lane.clock.lane() + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M:%S+08:00")
    assert told == {
        "appid": account.app_id,
        "mchid": stall.mchid,
        "out_trade_no": "1217752501201407033233368018",
        "transaction_id": receipt["transaction_id"],
        "trade_type": "JSAPI",
        "trade_state": "SUCCESS",
        "trade_state_desc": "支付成功",
        "bank_type": "OTHERS",
        "attach": "table 7",
        "success_time": at,
        "payer": {"openid": li.openid(account)},
        "amount": {"total": 100, "payer_total": 100, "currency": "CNY", "payer_currency": "CNY"},
    }
    assert re.fullmatch(r"42000\d{23}", told["transaction_id"])
    by_id = f"/v3/pay/transactions/id/{told['transaction_id']}?mchid={stall.mchid}"
    assert (await stall.v3("GET", by_id)).json() == told
    assert await market.balance_fen(li) == BORN_FEN - 100
    # Six tenths of a percent, rounded half up to a whole fen.
    assert await stall.unsettled_fen() == 99


async def test_each_way_of_paying_has_its_own_token(market: Market, stall: Stall, account: Account) -> None:
    scene = {"payer_client_ip": "127.0.0.1", "h5_info": {"type": "Wap"}}
    app = await stall.v3("POST", "/v3/pay/transactions/app", an_order(stall, account, out_trade_no="app-000001"))
    native = await stall.v3(
        "POST", "/v3/pay/transactions/native", an_order(stall, account, out_trade_no="native-000001")
    )
    h5 = await stall.v3(
        "POST", "/v3/pay/transactions/h5", an_order(stall, account, out_trade_no="h5-0000001", scene_info=scene)
    )
    assert list(app.json()) == ["prepay_id"]
    assert re.fullmatch(r"weixin://wxpay/bizpayurl\?pr=[0-9A-Za-z]{11}", native.json()["code_url"])
    assert re.fullmatch(
        r"https://wx\.tenpay\.com/cgi-bin/mmpayweb-bin/checkmweb\?prepay_id=wx[0-9a-f]{34}&package=\d+",
        h5.json()["h5_url"],
    )


async def test_a_browser_that_was_redirected_is_led_from_the_wires_page_to_ours(
    market: Market, stall: Stall, account: Account
) -> None:
    scene = {"payer_client_ip": "127.0.0.1", "h5_info": {"type": "Wap"}}
    h5 = await stall.v3("POST", "/v3/pay/transactions/h5", an_order(stall, account, scene_info=scene))
    back = quote("https://shop.example/done?order=7", safe="")
    async with market.town.browser("https://wx.tenpay.com") as browser:
        led = await browser.get(f"{h5.json()['h5_url']}&redirect_url={back}")
    assert led.status_code == 302, led.text
    ours = urlsplit(led.headers["location"])
    async with market.town.browser(f"{ours.scheme}://{ours.netloc}") as browser:
        page = await browser.get(f"{ours.path}?{ours.query}")
    assert page.status_code in (302, 303, 307), page.text
    assert re.fullmatch(
        r"/pay/h5/wx[0-9a-f]{34}-\d+\?redirect_url=https%3A%2F%2Fshop\.example%2Fdone%3Forder%3D7",
        page.headers["location"],
    )


async def test_the_same_order_again_gets_a_fresh_token(stall: Stall, account: Account, li: Person) -> None:
    body = an_order(stall, account, **by(li, account))
    first, again = await stall.v3("POST", JSAPI, body), await stall.v3("POST", JSAPI, body)
    assert first.json()["prepay_id"] != again.json()["prepay_id"]


async def test_another_order_under_the_same_number_is_refused(stall: Stall, account: Account, li: Person) -> None:
    body = an_order(stall, account, **by(li, account))
    await stall.v3("POST", JSAPI, body)
    for field, changed in DIFFERENCES:
        refused = await stall.v3("POST", JSAPI, body | changed)
        assert (refused.status_code, refused.json()) == (
            400,
            {"code": "INVALID_REQUEST", "message": f"请求重入时,参数{field}与首次请求时不一致"},
        )


DIFFERENCES: list[tuple[str, dict[str, Any]]] = [
    ("amount.total", {"amount": {"total": 101}}),
    ("notify_url", {"notify_url": "https://shop.example/other"}),
    ("attach", {"attach": "table 8"}),
    ("description", {"description": "another thing"}),
    ("time_expire", {"time_expire": "2099-01-01T00:00:00+08:00"}),
    ("goods_tag", {"goods_tag": "WXG"}),
]


async def test_another_payer_or_way_under_the_same_number_is_refused(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    han = await market.person("Han Meimei")
    await stall.v3("POST", JSAPI, an_order(stall, account, **by(li, account)))
    other = await stall.v3("POST", JSAPI, an_order(stall, account, **by(han, account)))
    assert (other.status_code, other.json()["code"]) == (400, "INVALID_REQUEST")
    way = await stall.v3("POST", "/v3/pay/transactions/native", an_order(stall, account))
    assert (way.status_code, way.json()) == (403, {"code": "OUT_TRADE_NO_USED", "message": "商户订单号重复"})


async def test_a_spent_number_is_refused(market: Market, stall: Stall, account: Account, li: Person) -> None:
    paid, closed = an_order(stall, account, **by(li, account)), an_order(stall, account, out_trade_no="closed-0001")
    await stall.v3("POST", JSAPI, paid)
    await market.pay(li, stall, paid["out_trade_no"])
    refused = await stall.v3("POST", JSAPI, paid)
    assert (refused.status_code, refused.json()) == (400, {"code": "ORDER_PAID", "message": "该订单已支付"})
    await stall.v3("POST", "/v3/pay/transactions/native", closed)
    target = "/v3/pay/transactions/out-trade-no/closed-0001/close"
    for _ in range(2):
        answer = await stall.v3("POST", target, {"mchid": stall.mchid})
        assert (answer.status_code, answer.content) == (204, b"")
    refused = await stall.v3("POST", "/v3/pay/transactions/native", closed)
    assert (refused.status_code, refused.json()) == (400, {"code": "ORDER_CLOSED", "message": "订单已关闭"})


async def test_what_is_paid_is_not_closed(market: Market, stall: Stall, account: Account, li: Person) -> None:
    body = an_order(stall, account, **by(li, account))
    await stall.v3("POST", JSAPI, body)
    await market.pay(li, stall, body["out_trade_no"])
    refused = await stall.v3(
        "POST", f"/v3/pay/transactions/out-trade-no/{body['out_trade_no']}/close", {"mchid": stall.mchid}
    )
    assert (refused.status_code, refused.json()["code"]) == (400, "ORDER_PAID")


async def test_an_order_nobody_pays_closes_after_seven_days(market: Market, stall: Stall, account: Account) -> None:
    await stall.v3("POST", "/v3/pay/transactions/native", an_order(stall, account))
    target = f"/v3/pay/transactions/out-trade-no/1217752501201407033233368018?mchid={stall.mchid}"
    await market.later(days=6, hours=23)
    assert (await stall.v3("GET", target)).json()["trade_state"] == "NOTPAY"
    await market.later(hours=2)
    told = (await stall.v3("GET", target)).json()
    assert (told["trade_state"], told["trade_state_desc"]) == ("CLOSED", "订单已关闭")


async def test_what_is_not_there_or_anothers_is_not_found(market: Market, stall: Stall, account: Account) -> None:
    other = await market.stall(account)
    await stall.v3("POST", "/v3/pay/transactions/native", an_order(stall, account))
    expected = {"code": "ORDER_NOT_EXIST", "message": "订单不存在"}
    for asking, number in ((stall, "nothing-here"), (other, "1217752501201407033233368018")):
        answer = await asking.v3("GET", f"/v3/pay/transactions/out-trade-no/{number}?mchid={asking.mchid}")
        assert (answer.status_code, answer.json()) == (404, expected)
        answer = await asking.v3("POST", f"/v3/pay/transactions/out-trade-no/{number}/close", {"mchid": asking.mchid})
        assert (answer.status_code, answer.json()) == (404, expected)
    answer = await stall.v3("GET", f"/v3/pay/transactions/id/4200001111111111111111111111?mchid={stall.mchid}")
    assert (answer.status_code, answer.json()) == (404, expected)


async def test_an_app_of_others_and_an_openid_of_another_app_are_refused(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    other = await market.account()
    refused = await stall.v3("POST", JSAPI, an_order(stall, other, **by(li, other)))
    assert (refused.status_code, refused.json()["code"]) == (400, "APPID_MCHID_NOT_MATCH")
    refused = await stall.v3("POST", JSAPI, an_order(stall, account, **by(li, other)))
    assert (refused.status_code, refused.json()) == (
        500,
        {"code": "OPENID_MISMATCH", "message": "openid和appid不匹配"},
    )


async def test_a_merchant_of_another_number_is_refused(market: Market, stall: Stall, account: Account) -> None:
    body = an_order(stall, account, mchid="1600000001")
    refused = await stall.v3("POST", "/v3/pay/transactions/native", body)
    assert (refused.status_code, refused.json()["code"]) == (400, "PARAM_ERROR")


async def test_each_field_has_its_bounds(stall: Stall, account: Account) -> None:
    for field, wrong in BOUNDS:
        refused = await stall.v3("POST", "/v3/pay/transactions/native", an_order(stall, account, **wrong))
        told = refused.json()
        assert (refused.status_code, told["code"], told["detail"]["field"]) == (400, "PARAM_ERROR", field), told


ONE_GOODS = {"merchant_goods_id": "1", "quantity": 1, "unit_price": 1}
BOUNDS: list[tuple[str, dict[str, Any]]] = [
    ("/amount/total", {"amount": {"total": 0}}),
    ("/amount/total", {"amount": {"total": -1}}),
    ("/amount/total", {"amount": {"total": 2**63}}),
    ("/amount/total", {"amount": {"total": 1.5}}),
    ("/amount/total", {"amount": {"total": "100"}}),
    ("/amount/total", {"amount": {"total": True}}),
    ("/amount/total", {"amount": {}}),
    ("/amount", {"amount": None}),
    ("/amount/currency", {"amount": {"total": 1, "currency": "USD"}}),
    ("/description", {"description": ""}),
    ("/description", {"description": "x" * 128}),
    ("/out_trade_no", {"out_trade_no": "12345"}),
    ("/out_trade_no", {"out_trade_no": "1" * 33}),
    ("/out_trade_no", {"out_trade_no": "has space 1"}),
    ("/out_trade_no", {"out_trade_no": "newline-1\n"}),
    ("/attach", {"attach": "x" * 129}),
    ("/notify_url", {"notify_url": "ftp://shop.example/"}),
    ("/notify_url", {"notify_url": "https://shop.example/?a=1"}),
    ("/notify_url", {"notify_url": "https://shop.example/" + "x" * 240}),
    ("/notify_url", {"notify_url": None}),
    ("/goods_tag", {"goods_tag": "x" * 33}),
    ("/time_expire", {"time_expire": "tomorrow"}),
    ("/time_expire", {"time_expire": "2030-01-01T00:00:00"}),
    ("/limit_pay/0", {"limit_pay": ["no_money"]}),
    ("/scene_info/payer_client_ip", {"scene_info": {"payer_client_ip": "here"}}),
    ("/detail/goods_detail/0/quantity", {"detail": {"goods_detail": [ONE_GOODS | {"quantity": 0}]}}),
]  # fmt: skip


async def test_after_its_time_an_order_is_neither_paid_nor_taken_up(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    # Under a minute ahead is raised to a minute.
    soon = (market.lane.clock.lane() + timedelta(seconds=5)).isoformat()
    body = an_order(stall, account, time_expire=soon, **by(li, account))
    prepay_id = (await stall.v3("POST", JSAPI, body)).json()["prepay_id"]
    await market.later(seconds=50)
    assert (await opened(li, prepay_id))["state"] == "open"
    await market.later(seconds=11)
    answer = await li.phone.post("/payments/open", json={"text": prepay_id})
    assert (answer.status_code, answer.json()["error"]) == (410, "payment_expired")
    again = await stall.v3("POST", JSAPI, body)
    assert (again.status_code, again.json()["code"]) == (400, "INVALID_REQUEST")
    target = f"/v3/pay/transactions/out-trade-no/{body['out_trade_no']}?mchid={stall.mchid}"
    assert (await stall.v3("GET", target)).json()["trade_state"] == "NOTPAY"


async def test_a_missing_merchant_in_the_query_is_named(stall: Stall) -> None:
    answer = await stall.v3("GET", "/v3/pay/transactions/out-trade-no/1217752501201407033233368018")
    assert (answer.status_code, answer.json()["code"], answer.json()["detail"]["field"]) == (
        400,
        "PARAM_ERROR",
        "mchid",
    )


async def test_a_paused_merchant_takes_nothing(market: Market, stall: Stall, account: Account, li: Person) -> None:
    body = an_order(stall, account, **by(li, account))
    prepay_id = (await stall.v3("POST", JSAPI, body)).json()["prepay_id"]
    async with market.town.browser("http://lane.localhost/api/console") as console:
        assert (await console.patch(f"/merchants/{stall.mchid}", json={"state": "paused"})).status_code == 200
    refused = await stall.v3("POST", JSAPI, an_order(stall, account, out_trade_no="later-000001"))
    assert refused.status_code in (400, 403)
    answer = await li.phone.post("/payments/open", json={"text": prepay_id})
    assert (answer.status_code, answer.json()["error"]) == (403, "merchant_paused")
