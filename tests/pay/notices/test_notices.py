"""Notices: signed, sealed, the same event at every try, on the schedule, until understood."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from hutong.kernel.db import Transaction
from hutong.lab import faults
from hutong.pay.merchants import registry
from hutong.pay.notices import finding
from hutong.pay.notices.sending import AT_ONCE, WAITS_SECONDS
from tests.dialog.towns import OURS, Account, Person
from tests.pay.listeners import V2_OK, Heard, Listener, hanging, saying, verifying
from tests.pay.orders.shop import NUMBER, bought, opened, placed, said, tapped
from tests.pay.stalls import Market, Stall

pytestmark = pytest.mark.database


async def notice_of(market: Market, stall: Stall, number: str = NUMBER) -> Any:
    [found] = await market.lane.db.read(finding.about, stall.mchid, f"order:{number}")
    return found


async def test_a_payment_is_told_signed_and_sealed(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    receipt = await bought(stall, account, li, notify_url=listener.url, attach="table 7")
    await market.settle()
    [heard] = listener.heard
    at = (market.lane.clock.lane() + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M:%S+08:00")
    assert heard.is_signed(stall)
    assert heard.headers["Content-Type"] == "application/json"
    assert heard.headers["Wechatpay-Signature-Type"] == "WECHATPAY2-SHA256-RSA2048"
    assert abs(int(heard.headers["Wechatpay-Timestamp"]) - market.lane.clock.wire().timestamp()) < 60
    envelope = heard.envelope
    assert (len(envelope["id"]), envelope["create_time"], envelope["resource_type"]) == (36, at, "encrypt-resource")
    assert (envelope["event_type"], envelope["summary"]) == ("TRANSACTION.SUCCESS", "支付成功")
    resource = envelope["resource"]
    assert (resource["original_type"], resource["associated_data"]) == ("transaction", "transaction")
    assert (resource["algorithm"], len(resource["nonce"])) == ("AEAD_AES_256_GCM", 12)
    assert heard.opened(stall) == {
        "appid": account.app_id,
        "mchid": stall.mchid,
        "out_trade_no": NUMBER,
        "transaction_id": receipt["transaction_id"],
        "trade_type": "NATIVE",
        "trade_state": "SUCCESS",
        "trade_state_desc": "支付成功",
        "bank_type": "OTHERS",
        "attach": "table 7",
        "success_time": at,
        "payer": {"openid": li.openid(account)},
        "amount": {"total": 100, "payer_total": 100, "currency": "CNY", "payer_currency": "CNY"},
    }
    assert (await notice_of(market, stall)).state == "done"


async def test_a_day_without_a_server_is_tried_on_the_schedule_and_given_up(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    listener.answer = saying(500, b'{"code": "FAIL", "message": "down"}')
    await bought(stall, account, li, notify_url=listener.url)
    await market.settle()
    tried = 1
    for wait in WAITS_SECONDS:
        await market.later(seconds=wait - 1)
        assert len(listener.heard) == tried
        await market.later(seconds=1)
        tried += 1
        assert len(listener.heard) == tried
    await market.later(days=2)
    assert len(listener.heard) == 16
    assert sum(WAITS_SECONDS) == 24 * 3600 + 4 * 60
    assert len({heard.envelope["id"] for heard in listener.heard}) == 1
    assert len({heard.headers["Wechatpay-Nonce"] for heard in listener.heard}) == 16
    assert all(heard.is_signed(stall) for heard in listener.heard)
    kept = await notice_of(market, stall)
    assert (kept.state, kept.tries, kept.last_status, kept.next_at) == ("given_up", 16, 500, None)
    calls = [call for call in await market.town.calls_out() if call.app_id == stall.mchid]
    assert [call.attempt for call in calls] == list(range(1, 17))
    assert {call.cause_id for call in calls} == {kept.id}


async def test_a_server_that_comes_back_is_told_once(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    listener.answer = saying(404)
    await bought(stall, account, li, notify_url=listener.url)
    await market.settle()
    listener.answer = saying(204)
    await market.later(days=1)
    assert len(listener.heard) == 2
    assert (await notice_of(market, stall)).state == "done"


async def test_one_slow_server_holds_up_nobody_else(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    other = await market.stall(account)
    slow, quick = hanging(), saying(200)
    came: list[float] = []

    async def answer(heard: Heard) -> web.StreamResponse:
        if heard.path == "/quick":
            return await quick(heard)
        came.append(asyncio.get_running_loop().time())
        return await slow(heard)

    listener.answer = answer
    for place in range(20):
        await bought(stall, account, li, out_trade_no=f"slow-{place:06d}", notify_url=f"{listener.base}/slow")
    await bought(other, account, li, out_trade_no="quick-000001", notify_url=f"{listener.base}/quick")
    async with asyncio.timeout(4):
        while not any(heard.path == "/quick" for heard in listener.heard):
            await asyncio.sleep(0.02)
    # No more than so many are under way to one server: the next comes when the first has had its five seconds.
    assert all(later - first > 4.5 for first, later in zip(came, came[AT_ONCE:], strict=False))


async def test_without_a_v3_key_nothing_is_told(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    code_url = await placed(stall, account, notify_url=listener.url)
    await market.lane.db.run(_forget_v3_key, stall.mchid)
    assert (await tapped(li, await opened(li, code_url))).status_code == 200
    await market.settle()
    assert listener.heard == []
    assert await market.lane.db.read(finding.about, stall.mchid, f"order:{NUMBER}") == []
    by_v2 = await stall.v2(
        "/pay/unifiedorder",
        appid=account.app_id,
        body="QQ",
        out_trade_no="told-by-v2",
        total_fee=88,
        spbill_create_ip="1.2.3.4",
        notify_url=listener.url,
        trade_type="NATIVE",
        product_id="1",
    )
    assert by_v2["result_code"] == "SUCCESS"
    listener.answer = V2_OK
    await market.pay(li, stall, "told-by-v2")
    assert [heard.fields["out_trade_no"] for heard in listener.heard] == ["told-by-v2"]


async def test_v2_is_told_in_xml_and_asks_for_success_in_xml(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    await stall.v2(
        "/pay/unifiedorder",
        appid=account.app_id,
        body="QQ",
        out_trade_no="told-by-v2",
        total_fee=88,
        spbill_create_ip="1.2.3.4",
        notify_url=listener.url,
        trade_type="NATIVE",
        product_id="1",
    )
    await market.pay(li, stall, "told-by-v2")
    # An empty 200 is no success in the manner of APIv2.
    assert len(listener.heard) == 1
    listener.answer = V2_OK
    await market.later(hours=1)
    assert len(listener.heard) == 2
    assert listener.heard[0].fields["nonce_str"] != listener.heard[1].fields["nonce_str"]


async def test_faults_of_the_lab_lose_double_delay_and_spoil(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    async def told(kind: str, number: str) -> int:
        faults.of(market.lane).add(stall.mchid, kind, 1)
        before = len(listener.heard)
        await bought(stall, account, li, out_trade_no=number, notify_url=listener.url)
        await market.settle()
        return len(listener.heard) - before

    assert await told("lost", "fault-lost") == 0
    await market.later(days=2)
    assert len(listener.heard) == 0
    assert await told("duplicate", "fault-duplicate") == 2
    assert listener.heard[0].envelope["id"] == listener.heard[1].envelope["id"]
    assert await told("late", "fault-late") == 0
    await market.later(minutes=5)
    assert len(listener.heard) == 3
    listener.answer = verifying(stall)
    assert await told("probe", "fault-probe") == 2
    assert listener.heard[3].headers["Wechatpay-Signature"].startswith("WECHATPAY/SIGNTEST/")
    assert not listener.heard[3].is_signed(stall)
    assert listener.heard[4].is_signed(stall)
    assert (await notice_of(market, stall, "fault-probe")).state == "done"
    assert await told("timeout", "fault-timeout") == 1
    await market.later(seconds=15)
    assert len(listener.heard) == 7


async def test_why_a_notice_was_not_taken_has_a_name_for_words_in_other_languages(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    listener.answer = saying(503)
    await bought(stall, account, li, notify_url=listener.url)
    await market.settle()
    async with market.town.browser(OURS) as browser:
        [notice] = (await browser.get(f"/api/console/merchants/{stall.mchid}/notices")).json()["items"]
        assert notice["last_error"] == "HTTP status 503; only 2xx counts"
        assert (notice["last_error_code"], notice["last_error_params"]) == ("status_not_2xx", {"status": "503"})
        [call] = [call for call in await market.town.calls_out() if call.app_id == stall.mchid]
        why = (await browser.get(f"/api/lab/calls/{call.id}")).json()["why"]
    assert (why["code"], why["params"]["detail_code"]) == ("notice.status", "status_not_2xx")


async def test_a_notice_is_sent_again_from_the_console_and_the_inspector(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    await bought(stall, account, li, notify_url=listener.url)
    await market.settle()
    kept = await notice_of(market, stall)
    async with market.town.browser(OURS) as browser:
        page = (await browser.get(f"/api/console/merchants/{stall.mchid}/notices")).json()
        assert [(item["id"], item["state"], item["attempts"]) for item in page["items"]] == [(kept.id, "done", 1)]
        replayed = await browser.post(f"/api/console/merchants/{stall.mchid}/notices/{kept.id}/replay")
        assert replayed.status_code == 200
        await market.settle()
        assert len(listener.heard) == 2
        [first, _] = [call for call in await market.town.calls_out() if call.app_id == stall.mchid]
        again = await browser.post(f"/api/lab/calls/{first.id}/replay")
        assert again.status_code == 200, again.text
        assert again.json()["id"] is not None
        missing = await browser.post(f"/api/console/merchants/{stall.mchid}/notices/none/replay")
        assert said(missing) == (404, "notice_not_found")
    await market.settle()
    assert len(listener.heard) == 3
    assert len({heard.envelope["id"] for heard in listener.heard}) == 1
    assert (await notice_of(market, stall)).tries == 1


async def test_where_private_networks_are_guarded_nothing_is_posted(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    async with market.town.browser(OURS) as browser:
        switched = await browser.put("/api/lab/rules", json={"private_network": "enforce"})
        assert switched.status_code == 200, switched.text
    await bought(stall, account, li, notify_url=listener.url)
    await market.settle()
    assert listener.heard == []
    [call] = [call for call in await market.town.calls_out() if call.app_id == stall.mchid]
    assert (call.status, call.code) == (0, "notice.private_network")


def _forget_v3_key(tx: Transaction, mchid: str) -> None:
    tx.update(registry.require(tx, mchid), api_v3_key=None)
