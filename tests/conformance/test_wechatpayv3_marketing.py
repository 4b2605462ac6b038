"""wechatpayv3 as it is published shares payments, gives coupons and answers complaints."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
from wechatpayv3 import WeChatPayType

from hutong.testing import Lane
from tests.conformance.shops import MODES, Shop, a_shop
from tests.pay.shops import PNG

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
def test_a_payment_is_shared_and_billed(shop: Shop, mode: str) -> None:
    sdk, lane = shop.pay_sdk(mode, WeChatPayType.NATIVE), shop.lane
    courier = lane.merchant(apps=[shop.account], name="Courier")
    waiter = lane.person("Waiter")
    added = told(sdk.profitsharing_add_receiver("MERCHANT_ID", courier.mchid, "SUPPLIER", name="Courier"))
    assert (added["account"], added["relation_type"]) == (courier.mchid, "SUPPLIER")
    openid = waiter.openid(shop.account)
    told(sdk.profitsharing_add_receiver("PERSONAL_OPENID", openid, "STAFF", name="Waiter"))
    shop.li.pay(told(sdk.pay("Tea", "share001", {"total": 10_000}, settle_info={"profit_sharing": True}))["code_url"])
    transaction_id = told(sdk.query(out_trade_no="share001"))["transaction_id"]
    lane.clock.advance(minutes=1)
    assert told(sdk.profitsharing_amount_query(transaction_id))["unsplit_amount"] == 9_940

    receivers = [
        {"type": "MERCHANT_ID", "account": courier.mchid, "name": "Courier", "amount": 500, "description": "ride"},
        {"type": "PERSONAL_OPENID", "account": openid, "name": "Waiter", "amount": 100, "description": "tip"},
    ]
    before = waiter.balance_fen
    assert (
        told(sdk.profitsharing_order(transaction_id, "P1", receivers, unfreeze_unsplit=False))["state"] == "PROCESSING"
    )
    lane.settle()
    done = told(sdk.profitsharing_order_query(transaction_id, "P1"))
    assert (done["state"], [part["result"] for part in done["receivers"]]) == ("FINISHED", ["SUCCESS", "SUCCESS"])
    assert waiter.balance_fen == before + 100
    back = told(sdk.profitsharing_return("R1", courier.mchid, 200, "sent back", out_order_no="P1"))
    assert told(sdk.profitsharing_return_query("P1", "R1")) == back
    assert told(sdk.profitsharing_unfreeze(transaction_id, "P2", "all shared"))["out_order_no"] == "P2"
    lane.settle()
    assert told(sdk.profitsharing_amount_query(transaction_id))["unsplit_amount"] == 0
    told(sdk.profitsharing_delete_receiver("MERCHANT_ID", courier.mchid))

    day = lane.clock.now.astimezone(CHINA).date().isoformat()
    lane.clock.advance(hours=36)
    bill = told(sdk.profitsharing_bill(day))
    code, content = sdk.download_bill(bill["download_url"])
    assert code == 200
    text = gzip.decompress(content)
    assert hashlib.sha1(text).hexdigest() == bill["hash_value"]
    assert [line.split(",`")[6] for line in text.decode().splitlines()[1:]].count("P1") == 2
    assert lane.ledger.trial_balance().is_balanced


@pytest.mark.parametrize("mode", MODES)
def test_a_cash_coupon_is_made_given_used_and_told(shop: Shop, mode: str) -> None:
    sdk, lane = shop.pay_sdk(mode, WeChatPayType.NATIVE), shop.lane
    own = shop.merchant.mchid
    shop.merchant.top_up(100_000)
    now = lane.clock.now.astimezone(CHINA)
    stock_id = told(
        sdk.marketing_favor_stock_create(
            "Tea for all",
            own,
            now.isoformat(timespec="milliseconds"),
            (now + timedelta(days=3)).isoformat(timespec="seconds"),
            {
                "max_coupons": 10,
                "max_amount": 5_000,
                "max_coupons_per_user": 3,
                "natural_person_limit": False,
                "prevent_api_abuse": True,
            },
            {
                "fixed_normal_coupon": {"coupon_amount": 500, "transaction_minimum": 1_000},
                "available_merchants": [own],
            },
            "make-1",
        )
    )["stock_id"]
    told(sdk.marketing_favor_stock_start(own, stock_id))
    told(sdk.marketing_favor_stock_pause(own, stock_id))
    told(sdk.marketing_favor_stock_restart(own, stock_id))
    kept = told(sdk.marketing_favor_callback_update(shop.server.url))
    assert kept["notify_url"] == shop.server.url
    coupon_id = told(sdk.marketing_favor_stock_send(stock_id, shop.openid, "give-1", own))["coupon_id"]
    since, until = (now + timedelta(days=step) for step in (-1, 1))
    listed = told(sdk.marketing_favor_stock_list(own, create_start_time=spelt(since), create_end_time=spelt(until)))
    assert [stock["stock_id"] for stock in listed["data"]] == [stock_id]
    assert told(sdk.marketing_favor_stock_detail(own, stock_id))["status"] == "running"
    assert told(sdk.marketing_favor_stock_merchant(own, stock_id))["data"] == [own]
    assert told(sdk.marketing_favor_stock_item(own, stock_id))["data"] == []
    assert told(sdk.marketing_favor_user_coupon(shop.openid, creator_mchid=own))["total_count"] == 1

    before = shop.li.balance_fen
    shop.li.pay(told(sdk.pay("Tea", "coupon01", {"total": 1_200}))["code_url"])
    assert shop.li.balance_fen == before - 700
    paid = told(sdk.query(out_trade_no="coupon01"))
    assert paid["amount"]["payer_total"] == 700
    assert paid["promotion_detail"][0]["coupon_id"] == coupon_id
    assert told(sdk.marketing_favor_coupon_detail(coupon_id, shop.openid))["status"] == "USED"
    lane.settle()
    events = [sdk.callback(push.headers, push.body) for push in (shop.server.wait(count=1), shop.server.wait(count=2))]
    [used] = [event["resource"] for event in events if event["event_type"] == "COUPON.USE"]
    assert used["consume_information"]["transaction_id"] == paid["transaction_id"]
    flow = told(sdk.marketing_favor_use_flow(stock_id))
    code, content = sdk.download_bill(flow["url"])
    assert (code, hashlib.sha1(content).hexdigest()) == (200, flow["hash_value"])
    assert told(sdk.marketing_favor_refund_flow(stock_id))["hash_type"] == "SHA1"
    assert lane.ledger.trial_balance().is_balanced


def test_a_merchants_coupon_is_made_given_tied_redeemed_and_ended(shop: Shop) -> None:
    sdk, lane, own = shop.pay_sdk("certificate", WeChatPayType.NATIVE), shop.lane, shop.merchant.mchid
    now = lane.clock.now.astimezone(CHINA)
    when = {"available_begin_time": spelt(now), "available_end_time": spelt(now + timedelta(days=3))}
    rule = {
        "coupon_available_time": when,
        "fixed_normal_coupon": {"discount_amount": 500, "transaction_minimum": 1_000},
        "use_method": "OFF_LINE",
    }
    stock_id = told(
        sdk.marketing_busifavor_stock_create(
            "Noodles",
            own,
            "Noodles",
            "NORMAL",
            rule,
            {"max_coupons": 100, "max_coupons_per_user": 5},
            "make-1",
            "MERCHANT_UPLOAD",
        )
    )["stock_id"]
    told(sdk.marketing_busifavor_callback_update(notify_url=shop.server.url))
    assert told(sdk.marketing_busifavor_callback_query())["notify_url"] == shop.server.url
    done = told(sdk.marketing_busifavor_couponcode_upload(stock_id, "codes-1", ["A1", "A2"]))
    assert done["success_codes"] == ["A1", "A2"]
    assert (
        told(sdk.marketing_busifavor_stock_budget(stock_id, "budget-1", target_max_coupons=200))["max_coupons"] == 200
    )
    assert sdk.marketing_busifavor_stock_modify(stock_id, "change-1", goods_name="Fine noodles")[0] == 204
    assert told(sdk.marketing_busifavor_stock_query(stock_id))["goods_name"] == "Fine noodles"
    body = {"openid": shop.openid, "appid": shop.account.appid, "stock_id": stock_id, "out_request_no": "give-1"}
    code = told(sdk._core.request("/v3/marketing/busifavor/coupons/send", method=post(sdk), data=body))["coupon_code"]
    assert code == "A1"
    event = sdk.callback(*shop.notice())
    assert (event["event_type"], event["resource"]["coupon_code"]) == ("COUPON.SEND", "A1")
    told(sdk.pay("Noodles", "tie00001", {"total": 1_000}))
    told(sdk.marketing_busifavor_coupon_associate(stock_id, code, "tie00001", "tie-1"))
    told(sdk.marketing_busifavor_coupon_disassociate(stock_id, code, "tie00001", "untie-1"))
    used = told(sdk.marketing_busifavor_coupon_use(code, spelt(now), "use-1", stock_id=stock_id, openid=shop.openid))
    assert used["openid"] == shop.openid
    told(sdk.marketing_busifavor_coupon_return(code, stock_id, "return-1"))
    assert told(sdk.marketing_busifavor_user_coupon(shop.openid, creator_merchant=own))["total_count"] == 1
    assert told(sdk.marketing_busifavor_coupon_detail(code, shop.openid))["coupon_state"] == "SENDED"
    told(sdk.marketing_busifavor_coupon_deactivate(code, stock_id, "end-1", "no more noodles"))
    assert told(sdk.marketing_busifavor_coupon_detail(code, shop.openid))["coupon_state"] == "DEACTIVATED"


@pytest.mark.parametrize("mode", MODES)
def test_a_complaint_is_told_read_answered_and_settled(shop: Shop, mode: str, tmp_path: Path) -> None:
    sdk, lane = shop.pay_sdk(mode, WeChatPayType.NATIVE), shop.lane
    assert told(sdk.complaint_notification_create(shop.server.url))["url"] == shop.server.url
    assert told(sdk.complaint_notification_update(shop.server.url))["url"] == shop.server.url
    assert told(sdk.complaint_notification_query())["mchid"] == shop.merchant.mchid
    shop.li.pay(told(sdk.pay("Tea", "plaint01", {"total": 1_000}))["code_url"])
    transaction_id = told(sdk.query(out_trade_no="plaint01"))["transaction_id"]
    shop.server.wait(count=1)
    body = {"transaction_id": transaction_id, "reason": "not_delivered", "text": "Nothing came."}
    opened = httpx.post(f"{lane.url}/api/lab/as/{shop.li.id}/disputes", json=body, trust_env=False)
    assert opened.status_code == 200, opened.text
    complaint_id = opened.json()["id"]
    event = sdk.callback(*shop.notice(2))
    assert event["event_type"] == "COMPLAINT.CREATE"
    assert event["resource"] == {"complaint_id": complaint_id, "action_type": "CREATE_COMPLAINT"}
    today = lane.clock.now.astimezone(CHINA).date().isoformat()
    assert told(sdk.complaint_list_query(today))["data"][0]["complaint_id"] == complaint_id
    assert told(sdk.complaint_detail_query(complaint_id))["payer_openid"] == shop.openid
    proof = tmp_path / "proof.png"
    proof.write_bytes(PNG)
    media_id = told(sdk.complaint_image_upload(str(proof)))["media_id"]
    assert sdk.complaint_response(complaint_id, "We send it again.", [media_id])[0] == 204
    assert sdk.complaint_update_refund(complaint_id, "APPROVE", launch_refund_day=0)[0] == 204
    history = told(sdk.complaint_history_query(complaint_id))["data"]
    assert [entry["operate_type"] for entry in history] == [
        "MERCHANT_APPROVE_REFUND",
        "MERCHANT_RESPONSE",
        "USER_CREATE_COMPLAINT",
    ]
    assert sdk.complaint_image_download(history[1]["image_list"][0]) == (200, PNG)
    assert sdk.complaint_complete(complaint_id)[0] == 204
    assert told(sdk.complaint_detail_query(complaint_id))["complaint_state"] == "PROCESSED"
    assert sdk.complaint_notification_delete()[0] == 204


def test_what_waits_for_later_answers_loudly(shop: Shop) -> None:
    sdk = shop.pay_sdk()
    for path in ("/v3/payscore/serviceorder?service_id=1&out_order_no=1", "/v3/smartguide/guides", "/v3/parking"):
        code, text = sdk._core.request(path)
        assert (code, json.loads(text)["code"]) == (404, "NOT_FOUND"), path
        assert "not emulated" in json.loads(text)["message"]


def spelt(at: Any) -> str:
    found: str = at.isoformat(timespec="seconds")
    return found


def post(sdk: Any) -> Any:
    """The SDK's word for POST."""
    return sdk.pay.__globals__["RequestType"].POST


def told(answer: tuple[int, str]) -> dict[str, Any]:
    """The JSON of a call that went well."""
    code, text = answer
    assert code == 200, text
    found: dict[str, Any] = json.loads(text)
    return found
