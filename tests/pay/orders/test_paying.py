"""Paying: who may, once, and what is refused moves nothing."""

from __future__ import annotations

import asyncio
import re

import pytest

from hutong.pay.wallet import wallets
from tests.dialog.towns import Account, Person
from tests.pay.orders.shop import (
    NUMBER,
    an_order,
    bought,
    by,
    opened,
    placed,
    said,
    state_of,
    tapped,
)
from tests.pay.stalls import BORN_FEN, Market, Stall

pytestmark = pytest.mark.database


async def test_a_double_tap_pays_once(market: Market, stall: Stall, account: Account, li: Person) -> None:
    sheet = await opened(li, await placed(stall, account))
    first, second = await asyncio.gather(tapped(li, sheet, "tap-1"), tapped(li, sheet, "tap-1"))
    assert first.status_code == second.status_code == 200, (first.text, second.text)
    assert first.json() == second.json()
    assert await market.balance_fen(li) == BORN_FEN - 100


async def test_two_devices_at_once_pay_once(market: Market, stall: Stall, account: Account, li: Person) -> None:
    sheet = await opened(li, await placed(stall, account))
    answers = await asyncio.gather(tapped(li, sheet, "phone"), tapped(li, sheet, "tablet"))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert [said(answer) for answer in answers if answer.status_code == 409] == [(409, "order_paid")]
    assert await market.balance_fen(li) == BORN_FEN - 100


async def test_whoever_scans_first_is_who_may_pay(market: Market, stall: Stall, account: Account, li: Person) -> None:
    han = await market.person("Han Meimei")
    code_url = await placed(stall, account)
    sheet = await opened(li, code_url)
    refused = await han.phone.post("/payments/open", json={"text": code_url})
    assert said(refused) == (403, "payment_of_another")
    # A sheet is its person's alone.
    assert said(await tapped(han, sheet)) == (404, "payment_not_found")
    assert await market.balance_fen(han) == BORN_FEN
    assert (await tapped(li, sheet)).status_code == 200


async def test_an_order_for_one_is_not_paid_by_another(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    han = await market.person("Han Meimei")
    order = an_order(stall, account, **by(li, account))
    prepay_id = (await stall.v3("POST", "/v3/pay/transactions/jsapi", order)).json()["prepay_id"]
    assert said(await han.phone.post("/payments/open", json={"text": prepay_id})) == (403, "payment_of_another")


async def test_a_wrong_password_moves_nothing(market: Market, stall: Stall, account: Account, li: Person) -> None:
    sheet = await opened(li, await placed(stall, account))
    assert said(await tapped(li, sheet, password="654321")) == (403, "payment_password_wrong")
    assert said(await tapped(li, sheet, password=None)) == (401, "payment_password_needed")
    assert await state_of(stall) == "NOTPAY"
    assert await market.balance_fen(li) == BORN_FEN


async def test_without_money_the_order_stays_unpaid(market: Market, stall: Stall, account: Account, li: Person) -> None:
    sheet = await opened(li, await placed(stall, account, amount={"total": BORN_FEN + 1}))
    assert [(way["kind"], way["usable"], way["why_not"]) for way in sheet["means"]] == [
        ("balance", False, "money_short")
    ]
    assert said(await tapped(li, sheet)) == (409, "money_short")
    assert await state_of(stall) == "NOTPAY"
    assert (await market.balance_fen(li), await stall.unsettled_fen()) == (BORN_FEN, 0)


async def test_a_closed_order_and_one_already_paid_are_not_paid(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    sheet = await opened(li, await placed(stall, account))
    await stall.v3("POST", f"/v3/pay/transactions/out-trade-no/{NUMBER}/close", {"mchid": stall.mchid})
    assert said(await tapped(li, sheet)) == (409, "order_closed")
    paid = await placed(stall, account, out_trade_no="another-one")
    sheet = await opened(li, paid)
    await tapped(li, sheet, "tap-1")
    assert said(await tapped(li, sheet, "tap-2")) == (409, "order_paid")
    assert said(await li.phone.post("/payments/open", json={"text": paid})) == (409, "order_paid")
    assert await market.balance_fen(li) == BORN_FEN - 100


async def test_links_live_for_two_hours_and_the_newest_alone_is_good(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    old = await placed(stall, account)
    new = await placed(stall, account)
    assert said(await li.phone.post("/payments/open", json={"text": old})) == (404, "payment_not_found")
    await market.later(hours=1, minutes=59)
    sheet = await opened(li, new)
    await market.later(minutes=2)
    assert said(await li.phone.post("/payments/open", json={"text": new})) == (410, "payment_expired")
    assert said(await tapped(li, sheet)) == (410, "payment_expired")
    assert await state_of(stall) == "NOTPAY"


async def test_a_page_outside_lives_for_five_minutes_and_leads_back(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    scene = {"payer_client_ip": "::1", "h5_info": {"type": "Wap"}}
    order = an_order(stall, account, scene_info=scene)
    h5_url = (await stall.v3("POST", "/v3/pay/transactions/h5", order)).json()["h5_url"]
    ours = h5_url.replace("https://wx.tenpay.com", "http://lane.localhost")
    async with market.town.browser("http://lane.localhost") as browser:
        led = await browser.get(f"{ours}&redirect_url=https%3A%2F%2Fshop.example%2Fdone")
        assert led.status_code == 303
        path = led.headers["location"]
        assert re.fullmatch(r"/pay/h5/wx[0-9a-f]{34}-\d+\?redirect_url=https%3A%2F%2Fshop\.example%2Fdone", path)
        page = (await browser.get(path.replace("/pay/h5/", "/api/client/payments/h5/"))).json()
        assert (page["state"], page["amount_fen"], page["redirect_url"]) == ("open", 100, "https://shop.example/done")
        assert page["text"] == h5_url
        risky = await browser.get(f"{ours}&redirect_url=javascript%3Aalert(1)")
        assert "redirect_url" not in risky.headers["location"]
        assert (await browser.get("/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1&package=2")).status_code == 404
        sheet = await opened(li, f"http://lane.localhost{path}")
        await market.later(minutes=5, seconds=1)
        page = (await browser.get(path.replace("/pay/h5/", "/api/client/payments/h5/"))).json()
        assert page["state"] == "expired"
    assert said(await tapped(li, sheet)) == (410, "payment_expired")


async def test_a_frozen_wallet_pays_nothing(market: Market, stall: Stall, account: Account, li: Person) -> None:
    sheet = await opened(li, await placed(stall, account))
    await market.freeze(li)
    assert said(await tapped(li, sheet)) == (403, "wallet_frozen")
    await market.lane.db.run(wallets.unfreeze, li.id)
    assert (await tapped(li, sheet)).status_code == 200


async def test_what_the_merchant_takes_not_is_refused(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    sheet = await opened(li, await placed(stall, account, limit_pay=["no_balance"]))
    assert [(way["usable"], way["why_not"]) for way in sheet["means"]] == [(False, "merchant_takes_no_balance")]
    assert said(await tapped(li, sheet)) == (409, "means_unusable")
    assert await market.balance_fen(li) == BORN_FEN


async def test_the_fee_is_rounded_half_up_and_a_fen_costs_none(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    taken = 0
    # 0.6 % of 83 is 0.498, of 84 is 0.504; half a fen counts as one.
    for total, fee in ((1, 0), (83, 0), (84, 1), (250, 2)):
        await bought(stall, account, li, out_trade_no=f"fee-{total:06d}", amount={"total": total})
        taken += total - fee
        assert await stall.unsettled_fen() == taken, total
    await market.later(days=1)
    assert (await stall.unsettled_fen(), await stall.available_fen()) == (0, taken)


async def test_texts_that_are_no_payment_are_said_to_be_none(stall: Stall, li: Person) -> None:
    for text in ("", "hello", "weixin://wxpay/bizpayurl?pr=", "wx" + "0" * 34, "http://[broken", "x" * 5000):
        assert said(await li.phone.post("/payments/open", json={"text": text})) == (404, "payment_not_found"), text
    assert said(await li.phone.get("/payments/nonsense")) == (404, "payment_not_found")
