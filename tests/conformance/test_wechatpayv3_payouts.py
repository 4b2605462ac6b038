"""wechatpayv3 as it is published pays people: transfers they confirm, and batches."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from hutong.testing import Lane
from tests.conformance.shops import MODES, Shop, a_shop

REASON = [
    {"info_type": "活动名称", "info_content": "新会员有礼"},
    {"info_type": "奖励说明", "info_content": "注册会员抽奖"},
]


@pytest.fixture
def shop(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose programs reach the lane by the environment alone."""
    for name, value in lane.redirect_env().items():
        if os.environ.get(name) != value:
            monkeypatch.setenv(name, value)
    with a_shop(lane) as shop:
        yield shop


@pytest.mark.parametrize("mode", MODES)
def test_a_person_confirms_a_transfer(shop: Shop, mode: str) -> None:
    sdk, before = shop.pay_sdk(mode), shop.li.balance_fen
    shop.merchant.top_up(100_000)

    made = told(sdk.mch_transfer_bills("bill1", "1000", shop.openid, 4000, "Bonus", "Li Lei", "现金奖励", REASON))

    assert (made["state"], bool(made["package_info"])) == ("WAIT_USER_CONFIRM", True)
    assert shop.li.take(shop.li.payouts(waiting=True)[0])["amount_fen"] == 4000
    assert shop.li.balance_fen == before + 4000
    event = sdk.callback(*shop.notice())
    assert (event["event_type"], event["resource"]["state"]) == ("MCHTRANSFER.BILL.FINISHED", "SUCCESS")
    found = told(sdk.mch_transfer_bills_query("bill1"))
    assert (found["state"], sdk.decrypt(found["user_name"])) == ("SUCCESS", "Li Lei")
    assert told(sdk.mch_transfer_bills_query(transfer_bill_no=made["transfer_bill_no"]))["out_bill_no"] == "bill1"


def test_a_transfer_is_called_off_or_runs_out(shop: Shop) -> None:
    sdk = shop.pay_sdk()
    short = sdk.mch_transfer_bills("bill1", "1000", shop.openid, 4000, "Bonus", None, None, REASON)
    shop.merchant.top_up(8000)
    for number in ("bill1", "bill2"):
        told(sdk.mch_transfer_bills(number, "1000", shop.openid, 4000, "Bonus", None, None, REASON))

    cancelled = told(sdk.mch_transfer_bills_cancel("bill2"))
    shop.lane.clock.advance(hours=24)

    assert (short[0], json.loads(short[1])["code"]) == (403, "NOT_ENOUGH")
    assert cancelled["state"] == "CANCELING"
    assert told(sdk.mch_transfer_bills_query("bill2"))["state"] == "CANCELLED"
    assert told(sdk.mch_transfer_bills_query("bill1"))["fail_reason"] == "OVERDUE_CLOSE"
    assert shop.merchant.money["available_fen"] == 8000
    assert shop.lane.ledger.trial_balance().is_balanced


@pytest.mark.parametrize("mode", MODES)
def test_a_batch_is_paid(shop: Shop, mode: str) -> None:
    sdk, before = shop.pay_sdk(mode), shop.li.balance_fen
    shop.merchant.top_up(1_000_000)
    details = [
        {"out_detail_no": "d1", "transfer_amount": 300_000, "transfer_remark": "Wages", "openid": shop.openid},
        {"out_detail_no": "d2", "transfer_amount": 100, "transfer_remark": "Fare", "openid": shop.openid},
    ]
    details[0]["user_name"] = "Li Lei"

    made = told(sdk.transfer_batch("batch1", "November", "Wages", 300_100, 2, details))
    shop.lane.settle()

    assert shop.li.balance_fen == before + 300_100
    event = sdk.callback(*shop.notice())
    assert (event["event_type"], event["resource"]["success_num"]) == ("MCHTRANSFER.BATCH.FINISHED", 2)
    by_id = told(sdk.transfer_query_batchid(made["batch_id"], need_query_detail=True))
    assert by_id["transfer_batch"]["batch_status"] == "FINISHED"
    assert [one["detail_status"] for one in by_id["transfer_detail_list"]] == ["SUCCESS", "SUCCESS"]
    by_out = told(sdk.transfer_query_out_batch_no("batch1", need_query_detail=True))
    detail_id = by_out["transfer_detail_list"][0]["detail_id"]
    one = told(sdk.transfer_query_detail_id(made["batch_id"], detail_id))
    assert sdk.decrypt(one["user_name"]) == "Li Lei"
    assert told(sdk.transfer_query_out_detail_no("d2", "batch1"))["transfer_amount"] == 100


def told(answer: tuple[int, str]) -> Any:
    """What an SDK's call answered that was not refused."""
    assert answer[0] == 200, answer
    return json.loads(answer[1])
