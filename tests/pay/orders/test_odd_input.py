"""Odd input of people's clients: refused in words, never an accident, and nothing moves."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialog.towns import OURS, Account, Person
from tests.pay.orders.shop import BALANCE, NUMBER, opened, placed, said, state_of
from tests.pay.stalls import BORN_FEN, PASSWORD, Market, Stall

pytestmark = pytest.mark.database

OPENINGS: list[Any] = [
    {"text": 1},
    {"text": None, "invocation": []},
    {"invocation": {}},
    {"invocation": {"appId": {}, "timeStamp": 1.5, "nonceStr": [], "package": "prepay_id=", "paySign": None}},
    {"text": "weixin://app/wx0000000000000000/pay/?package=Sign%3DWXPay"},
    {"text": "weixin://wxpay/s/nothing"},
    {"text": "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=" + "0" * 4000},
    {"text": "prepay_id=\ud800".encode("utf-8", "replace").decode()},
    [],
]


async def test_nothing_odd_opens_a_sheet(market: Market, stall: Stall, account: Account, li: Person) -> None:
    for body in OPENINGS:
        answer = await li.phone.post("/payments/open", json=body)
        assert 400 <= answer.status_code < 500, (body, answer.text)
    async with market.town.browser(f"{OURS}/api/client") as nobody:
        assert (await nobody.post("/payments/open", json={"text": "x"})).status_code == 401
        assert (await nobody.get("/payments/pending")).status_code == 401
        assert (await nobody.get("/wallet/pay-code")).status_code == 401


async def test_nothing_odd_pays(market: Market, stall: Stall, account: Account, li: Person) -> None:
    sheet = await opened(li, await placed(stall, account))
    right: dict[str, Any] = {"means": BALANCE, "password": PASSWORD, "request_id": "tap-1"}
    odd: list[dict[str, Any]] = [
        {"means": {"kind": "gold", "id": None}},
        {"means": None},
        {"means": {"kind": "card", "id": None}},
        {"means": {"kind": "family", "id": "nobody's"}},
        {"request_id": ""},
        {"request_id": "x" * 65},
        {"password": ""},
        {"password": "1" * 5_000},
        {"coupon_ids": ["none"]},
        {"coupon_ids": ["x"] * 11},
        {"coupon_ids": [1]},
    ]
    for other in odd:
        answer = await li.phone.post(f"/payments/{sheet['sheet_id']}/pay", json=right | other)
        assert 400 <= answer.status_code < 500, (other, answer.text)
    for sheet_id in (
        "x",
        sheet["sheet_id"][:-1],
        sheet["sheet_id"] + "A",
        "code-1",
        "code-",
        "%F0%9F%98%80",
        "a" * 900,
    ):
        answer = await li.phone.post(f"/payments/{sheet_id}/pay", json=right)
        assert said(answer) == (404, "payment_not_found"), sheet_id
        assert (await li.phone.post(f"/payments/{sheet_id}/refuse", json={})).status_code == 404
    assert await state_of(stall, NUMBER) == "NOTPAY"
    assert (await market.balance_fen(li), await stall.unsettled_fen()) == (BORN_FEN, 0)


async def test_drawings_are_of_eighteen_digits(li: Person) -> None:
    for name in ("1.svg", "x" * 18 + ".svg", "1" * 19 + ".svg", "１" * 18 + ".svg"):
        assert (await li.phone.get(f"/wallet/pay-code/{name}")).status_code == 404
