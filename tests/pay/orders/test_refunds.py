"""Refunds: never above the rest, once for each number, in proportion with the fee."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest

from hutong.lab import faults
from tests.dialog.towns import Account, Person
from tests.pay.listeners import Listener
from tests.pay.orders.shop import (
    NUMBER,
    REFUNDS,
    a_refund,
    an_order,
    bought,
    opened,
    placed,
    said,
    state_of,
    tapped,
)
from tests.pay.stalls import BORN_FEN, Market, Stall

pytestmark = pytest.mark.database


def of(refund: int, total: int = 100) -> dict[str, Any]:
    return {"refund": refund, "total": total, "currency": "CNY"}


async def test_a_refund_is_taken_on_and_arrives(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    receipt = await bought(stall, account, li)
    asked = await stall.v3("POST", REFUNDS, a_refund(stall, notify_url=listener.url))
    assert asked.status_code == 200, asked.text
    told = asked.json()
    at = (market.lane.clock.lane() + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M:%S+08:00")
    assert re.fullmatch(r"503\d{25}", told["refund_id"])
    wanted = {
        "refund_id": told["refund_id"],
        "out_refund_no": "1217752501201407033233368018-r1",
        "transaction_id": receipt["transaction_id"],
        "out_trade_no": NUMBER,
        "channel": "ORIGINAL",
        "user_received_account": "支付用户零钱",
        "create_time": at,
        "status": "PROCESSING",
        "funds_account": "UNSETTLED",
        "amount": {
            "total": 100,
            "refund": 30,
            "payer_total": 100,
            "payer_refund": 30,
            "settlement_refund": 30,
            "settlement_total": 100,
            "discount_refund": 0,
            "currency": "CNY",
            "refund_fee": 0,
        },
        "promotion_detail": [],
    }
    assert told == wanted
    await market.settle()
    found = (await stall.v3("GET", f"{REFUNDS}/1217752501201407033233368018-r1")).json()
    assert found == wanted | {"status": "SUCCESS", "success_time": at}
    assert await market.balance_fen(li) == BORN_FEN - 70
    assert await state_of(stall) == "REFUND"
    [heard] = listener.heard
    assert heard.is_signed(stall)
    assert (heard.envelope["event_type"], heard.envelope["summary"]) == ("REFUND.SUCCESS", "退款成功")
    assert heard.opened(stall) == {
        "mchid": stall.mchid,
        "out_trade_no": NUMBER,
        "transaction_id": receipt["transaction_id"],
        "out_refund_no": "1217752501201407033233368018-r1",
        "refund_id": told["refund_id"],
        "refund_status": "SUCCESS",
        "success_time": at,
        "user_received_account": "支付用户零钱",
        "amount": {"total": 100, "refund": 30, "payer_total": 100, "payer_refund": 30},
    }


async def test_what_a_card_paid_goes_back_to_the_card(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    card = (await li.phone.post("/wallet/cards", json={"kind": "credit", "bank": "drum_tower"})).json()
    means = {"kind": "card", "id": card["id"]}
    sheet = await opened(li, await placed(stall, account))
    receipt = await tapped(li, sheet, means=means)
    assert receipt.status_code == 200, receipt.text
    target = f"/v3/pay/transactions/out-trade-no/{NUMBER}?mchid={stall.mchid}"
    assert (await stall.v3("GET", target)).json()["bank_type"] == "CMB_CREDIT"
    told = (await stall.v3("POST", REFUNDS, a_refund(stall, amount=of(100)))).json()
    assert told["user_received_account"] == f"鼓楼银行信用卡{card['tail']}"
    await market.settle()
    [kept] = [each for each in (await li.phone.get("/wallet")).json()["cards"] if each["id"] == card["id"]]
    assert kept["debt_fen"] == 0
    assert await market.balance_fen(li) == BORN_FEN
    assert said(await tapped(li, sheet, "again", means={"kind": "card", "id": "1"})) == (409, "order_paid")


async def test_no_credit_means_no_credit_card(market: Market, stall: Stall, account: Account, li: Person) -> None:
    card = (await li.phone.post("/wallet/cards", json={"kind": "credit", "bank": "drum_tower"})).json()
    sheet = await opened(li, await placed(stall, account, limit_pay=["no_credit"]))
    assert said(await tapped(li, sheet, means={"kind": "card", "id": card["id"]})) == (409, "means_unusable")
    assert said(await tapped(li, sheet, means={"kind": "card", "id": "1"})) == (404, "bank_card_not_found")
    assert await stall.unsettled_fen() == 0
    assert (await tapped(li, sheet)).status_code == 200


async def test_the_same_refund_twice_is_one_and_another_is_refused(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(stall, account, li)
    first = (await stall.v3("POST", REFUNDS, a_refund(stall))).json()
    await market.settle()
    again = (await stall.v3("POST", REFUNDS, a_refund(stall))).json()
    assert (again["refund_id"], again["status"]) == (first["refund_id"], "SUCCESS")
    for other in ({"amount": of(31)}, {"reason": "another"}, {"notify_url": "https://shop.example/other"}):
        refused = await stall.v3("POST", REFUNDS, a_refund(stall, **other))
        assert said(refused) == (400, "INVALID_REQUEST")
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN - 70


async def test_twenty_refunds_racing_give_back_no_more_than_was_paid(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(stall, account, li)
    answers = await asyncio.gather(
        *(
            stall.v3("POST", REFUNDS, a_refund(stall, out_refund_no=f"race-{place}", amount=of(30)))
            for place in range(20)
        )
    )
    await market.settle()
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [400] * 17
    refusals = {answer.json()["message"] for answer in answers if answer.status_code == 400}
    assert refusals == {"退款金额大于可退金额,剩余可退10分"}
    assert await market.balance_fen(li) == BORN_FEN - 10


async def test_the_fee_comes_back_in_proportion_and_whole_with_the_last_fen(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(stall, account, li, amount={"total": 10_000})
    assert await stall.unsettled_fen() == 9_940
    for place, (part, fee) in enumerate(((3_333, 19), (3_333, 20), (3_334, 21))):
        body = a_refund(stall, out_refund_no=f"part-{place}", amount=of(part, 10_000))
        told = (await stall.v3("POST", REFUNDS, body)).json()
        assert told["amount"]["refund_fee"] == fee
    await market.settle()
    assert (await stall.unsettled_fen(), await stall.available_fen()) == (0, 0)
    assert await market.balance_fen(li) == BORN_FEN


async def test_what_cannot_be_refunded_is_refused_and_moves_nothing(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(stall, account, li)
    await stall.v3("POST", "/v3/pay/transactions/native", an_order(stall, account, out_trade_no="unpaid-0001"))
    cases: list[tuple[dict[str, Any], tuple[int, str]]] = [
        ({"amount": of(101)}, (400, "PARAM_ERROR")),
        ({"amount": of(100, 101)}, (400, "INVALID_REQUEST")),
        ({"amount": of(0)}, (400, "PARAM_ERROR")),
        ({"amount": of(-1)}, (400, "PARAM_ERROR")),
        ({"amount": of(2**63)}, (400, "PARAM_ERROR")),
        ({"amount": {"refund": 1.5, "total": 100, "currency": "CNY"}}, (400, "PARAM_ERROR")),
        ({"amount": {"refund": "1", "total": 100, "currency": "CNY"}}, (400, "PARAM_ERROR")),
        ({"amount": of(30) | {"from": [{"account": "AVAILABLE", "amount": 29}]}}, (400, "PARAM_ERROR")),
        ({"out_refund_no": "has space"}, (400, "PARAM_ERROR")),
        ({"out_refund_no": "x" * 65}, (400, "PARAM_ERROR")),
        ({"reason": "x" * 81}, (400, "PARAM_ERROR")),
        ({"out_trade_no": None}, (400, "PARAM_ERROR")),
        ({"out_trade_no": "nothing-here"}, (404, "RESOURCE_NOT_EXISTS")),
        ({"out_trade_no": None, "transaction_id": "4200000000000000000000000000"}, (404, "RESOURCE_NOT_EXISTS")),
        ({"out_trade_no": "unpaid-0001"}, (400, "INVALID_REQUEST")),
        ({"sub_mchid": "1600000001"}, (404, "RESOURCE_NOT_EXISTS")),
    ]
    for changed, expected in cases:
        assert said(await stall.v3("POST", REFUNDS, a_refund(stall, **changed))) == expected, changed
    assert said(await stall.v3("GET", f"{REFUNDS}/nothing-here")) == (404, "RESOURCE_NOT_EXISTS")
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN - 100
    assert await state_of(stall) == "SUCCESS"


async def test_fifty_refunds_and_no_more(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await bought(stall, account, li)
    for place in range(50):
        body = a_refund(stall, out_refund_no=f"one-{place}", amount=of(1))
        assert (await stall.v3("POST", REFUNDS, body)).status_code == 200
    refused = await stall.v3("POST", REFUNDS, a_refund(stall, out_refund_no="one-50", amount=of(1)))
    assert (said(refused), refused.json()["message"]) == ((400, "INVALID_REQUEST"), "一个订单最多退款50次")


async def test_a_year_later_nothing_is_refunded(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await bought(stall, account, li)
    await market.later(days=364)
    early = a_refund(stall, amount=of(1), out_refund_no="in-time")
    assert (await stall.v3("POST", REFUNDS, early)).status_code == 200
    await market.later(days=1, seconds=1)
    late = await stall.v3("POST", REFUNDS, a_refund(stall, amount=of(1), out_refund_no="too-late"))
    assert said(late) == (400, "INVALID_REQUEST")


async def test_a_merchant_without_money_is_told_so_and_may_try_again(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(stall, account, li)
    await market.later(days=1)
    # What was settled counts too, unless the caller says otherwise.
    refused = await stall.v3("POST", REFUNDS, a_refund(stall, funds_account="UNSETTLED", amount=of(100)))
    assert said(refused) == (403, "NOT_ENOUGH")
    assert await market.balance_fen(li) == BORN_FEN - 100
    assert (await stall.v3("POST", REFUNDS, a_refund(stall, amount=of(100)))).status_code == 200
    await market.settle()
    assert await market.balance_fen(li) == BORN_FEN


async def test_a_refund_is_told_as_coming_from_the_money_it_came_from(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(stall, account, li)
    await market.later(days=1)
    settled = await stall.v3("POST", REFUNDS, a_refund(stall, amount=of(10)))
    assert (settled.status_code, settled.json()["funds_account"]) == (200, "AVAILABLE")
    chosen = await stall.v3(
        "POST", REFUNDS, a_refund(stall, out_refund_no="r2", funds_account="AVAILABLE", amount=of(10))
    )
    assert chosen.json()["funds_account"] == "AVAILABLE"


async def test_a_merchant_says_how_much_each_of_its_accounts_gives(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(stall, account, li)
    await stall.fund(1_000)
    before_fen = (await stall.unsettled_fen(), await stall.available_fen())
    sources = [{"account": "AVAILABLE", "amount": 10}, {"account": "UNAVAILABLE", "amount": 20}]
    body = a_refund(stall, amount=of(30) | {"from": sources})

    told = (await stall.v3("POST", REFUNDS, body)).json()

    assert (told["amount"]["from"], told["funds_account"]) == (sources, "AVAILABLE")
    assert (await stall.unsettled_fen(), await stall.available_fen()) == (before_fen[0] - 20, before_fen[1] - 10)
    assert (await stall.v3("POST", REFUNDS, body)).json()["refund_id"] == told["refund_id"]
    assert said(await stall.v3("POST", REFUNDS, a_refund(stall, amount=of(30)))) == (400, "INVALID_REQUEST")
    short = [{"account": "UNAVAILABLE", "amount": 50}]
    await market.later(days=1)
    asked = a_refund(stall, out_refund_no="r2", amount=of(50) | {"from": short})
    assert said(await stall.v3("POST", REFUNDS, asked)) == (403, "NOT_ENOUGH")
    for wrong in ([{"account": "AVAILABLE", "amount": 10}], [sources[0], sources[0], {**sources[0], "amount": 10}]):
        asked = a_refund(stall, out_refund_no="r3", amount=of(30) | {"from": wrong})
        assert said(await stall.v3("POST", REFUNDS, asked)) == (400, "PARAM_ERROR")
    assert await market.is_balanced()


async def test_a_refund_that_cannot_arrive_is_sent_to_a_card(
    market: Market, stall: Stall, account: Account, li: Person, listener: Listener
) -> None:
    await bought(stall, account, li)
    await market.freeze(li)
    told = (await stall.v3("POST", REFUNDS, a_refund(stall, notify_url=listener.url))).json()
    await market.settle()
    found = (await stall.v3("GET", f"{REFUNDS}/{told['out_refund_no']}")).json()
    assert (found["status"], "success_time" in found) == ("ABNORMAL", False)
    assert [heard.envelope["event_type"] for heard in listener.heard] == ["REFUND.ABNORMAL"]
    target = f"{REFUNDS}/{told['refund_id']}/apply-abnormal-refund"
    lacking = {"out_refund_no": told["out_refund_no"], "type": "USER_BANK_CARD"}
    assert said(await stall.v3("POST", target, lacking)) == (400, "PARAM_ERROR")
    card = lacking | {
        "bank_type": "ICBC_DEBIT",
        "bank_account": stall.encrypted("6222000000000000"),
        "real_name": stall.encrypted("李雷"),
    }
    headers = {"wechatpay-serial": stall.told["public_key_id"]}
    sent = await stall.v3("POST", target, card, **headers)
    assert (sent.status_code, sent.json()["status"], sent.json()["channel"]) == (200, "PROCESSING", "OTHER_BANKCARD")
    await market.settle()
    again = await stall.v3("POST", target, card, **headers)
    assert again.json()["status"] == "SUCCESS"
    assert [heard.envelope["event_type"] for heard in listener.heard] == ["REFUND.ABNORMAL", "REFUND.SUCCESS"]
    assert await market.balance_fen(li) == BORN_FEN - 100


async def test_the_lab_makes_a_refund_abnormal_and_the_merchant_takes_it_back(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(stall, account, li)
    async with market.town.browser("http://lane.localhost") as browser:
        fault = {"mchid": stall.mchid, "kind": "refund_abnormal"}
        assert (await browser.post("/api/lab/faults", json=fault)).status_code == 200
    told = (await stall.v3("POST", REFUNDS, a_refund(stall))).json()
    await market.settle()
    assert not faults.of(market.lane).listed()
    target = f"{REFUNDS}/{told['refund_id']}/apply-abnormal-refund"
    body = {"out_refund_no": told["out_refund_no"], "type": "MERCHANT_BANK_CARD"}
    assert (await stall.v3("POST", target, body)).json()["status"] == "PROCESSING"
    await market.settle()
    fine = a_refund(stall, out_refund_no="fine", amount=of(70))
    good = (await stall.v3("POST", REFUNDS, fine)).json()
    await market.settle()
    assert said(
        await stall.v3("POST", f"{REFUNDS}/{good['refund_id']}/apply-abnormal-refund", body | {"out_refund_no": "fine"})
    ) == (400, "INVALID_REQUEST")
    assert await market.balance_fen(li) == BORN_FEN - 30


async def test_a_stranger_sees_and_moves_no_refund_of_others(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    other = await market.stall(account)
    await bought(stall, account, li)
    told = (await stall.v3("POST", REFUNDS, a_refund(stall))).json()
    assert said(await other.v3("GET", f"{REFUNDS}/{told['out_refund_no']}")) == (404, "RESOURCE_NOT_EXISTS")
    assert said(await other.v3("POST", REFUNDS, a_refund(other))) == (404, "RESOURCE_NOT_EXISTS")
    by_ours = a_refund(other, out_trade_no=None, transaction_id=told["transaction_id"])
    assert said(await other.v3("POST", REFUNDS, by_ours)) == (404, "RESOURCE_NOT_EXISTS")
    body = {"out_refund_no": told["out_refund_no"], "type": "MERCHANT_BANK_CARD"}
    target = f"{REFUNDS}/{told['refund_id']}/apply-abnormal-refund"
    assert said(await other.v3("POST", target, body)) == (404, "RESOURCE_NOT_EXISTS")
