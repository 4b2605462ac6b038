"""Payment codes: shown by a person, scanned by a shop, charged at once or after a password."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hutong.pay.wallet import wallets
from tests.dialog.towns import Account, Person
from tests.pay.orders.shop import NUMBER, REFUNDS, a_refund, said, state_of, tapped
from tests.pay.stalls import BORN_FEN, PASSWORD, Market, Stall

pytestmark = pytest.mark.database

CODEPAY = "/v3/pay/transactions/codepay"


def scanned(stall: Stall, account: Account, code: str, **other: Any) -> dict[str, Any]:
    return {
        "appid": account.app_id,
        "mchid": stall.mchid,
        "description": "两杯咖啡",
        "out_trade_no": NUMBER,
        "payer": {"auth_code": code},
        "amount": {"total": 3_600},
        "scene_info": {"device_id": "till-1", "store_info": {"id": "0001"}},
        **other,
    }


async def ask_for_password_above(person: Person, fen: int) -> None:
    limits = {"per_payment_fen": None, "per_day_fen": None, "no_password_fen": fen, "password": PASSWORD}
    assert (await person.phone.put("/wallet/limits", json=limits)).status_code == 200


async def test_a_small_sum_is_charged_at_once_and_nobody_is_notified(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    refused = await li.phone.get("/wallet/pay-code")
    assert said(refused) == (409, "payment_codes_off")
    wrong = await li.phone.post("/wallet/pay-code/activation", json={"password": "654321"})
    assert said(wrong) == (403, "payment_password_wrong")
    switched = await li.phone.post("/wallet/pay-code/activation", json={"password": PASSWORD})
    assert switched.json() == {"active": True}
    shown = (await li.phone.get("/wallet/pay-code")).json()
    assert re.fullmatch(r"1[0-5]\d{16}", shown["code"])
    assert shown["barcode_svg"].startswith("<svg ")
    drawn = await li.phone.get(shown["qr_svg_url"].removeprefix("/api/client"))
    assert (drawn.status_code, drawn.headers["content-type"]) == (200, "image/svg+xml")

    paid = await stall.v3("POST", CODEPAY, scanned(stall, account, shown["code"]))

    assert paid.status_code == 200, paid.text
    told = paid.json()
    assert {name: told[name] for name in ("trade_state", "trade_type", "bank_type", "payer", "scene_info")} == {
        "trade_state": "SUCCESS",
        "trade_type": "MICROPAY",
        "bank_type": "OTHERS",
        "payer": {"openid": li.openid(account)},
        "scene_info": {"device_id": "till-1"},
    }
    assert told["amount"] == {"total": 3_600, "payer_total": 3_600, "currency": "CNY", "payer_currency": "CNY"}
    assert await market.balance_fen(li) == BORN_FEN - 3_600
    assert await market.town.calls_out() == []
    # A code pays once.
    again = scanned(stall, account, shown["code"], out_trade_no="another-order")
    assert said(await stall.v3("POST", CODEPAY, again)) == (400, "AUTH_CODE_INVALID")


async def test_codes_end_after_a_minute_and_may_be_switched_off(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    code = await market.code(li)
    await market.later(seconds=60)
    assert said(await stall.v3("POST", CODEPAY, scanned(stall, account, code))) == (403, "AUTH_CODE_EXPIRE")
    code = await market.code(li)
    assert (await li.phone.delete("/wallet/pay-code/activation")).json() == {"active": False}
    assert said(await stall.v3("POST", CODEPAY, scanned(stall, account, code))) == (400, "AUTH_CODE_INVALID")
    for spelt in ("123", "990000000000000000", "13000000000000000x"):
        assert said(await stall.v3("POST", CODEPAY, scanned(stall, account, spelt))) == (400, "PARAM_ERROR")
    unknown = await stall.v3("POST", CODEPAY, scanned(stall, account, "130000000000000000"))
    assert said(unknown) == (400, "AUTH_CODE_INVALID")
    assert await market.balance_fen(li) == BORN_FEN


async def test_a_large_sum_waits_for_the_password(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await ask_for_password_above(li, 1_000)
    pushed: list[Any] = []
    market.lane.bus.listen(f"person:{li.id}", pushed.append)
    code = await market.code(li)
    asked = await stall.v3("POST", CODEPAY, scanned(stall, account, code))
    assert (asked.status_code, asked.json()["code"], asked.json()["message"]) == (
        202,
        "USERPAYING",
        "需要用户输入支付密码",
    )
    assert await state_of(stall) == "USERPAYING"
    pending = (await li.phone.get("/payments/pending")).json()["items"]
    assert [(sheet["title"], sheet["amount_fen"], sheet["needs_password"]) for sheet in pending] == [
        ("两杯咖啡", 3_600, True)
    ]
    [wake] = [push for push in pushed if push["type"] == "payment"]
    assert wake["sheet"]["sheet_id"] == pending[0]["sheet_id"]
    # The shop may ask again meanwhile.
    assert (await stall.v3("POST", CODEPAY, scanned(stall, account, code))).status_code == 202
    han = await market.person("Han Meimei")
    assert said(await tapped(han, pending[0])) == (404, "payment_not_found")
    assert (await tapped(li, pending[0])).status_code == 200
    assert await state_of(stall) == "SUCCESS"
    assert (await li.phone.get("/payments/pending")).json()["items"] == []
    assert said(await stall.v3("POST", CODEPAY, scanned(stall, account, code))) == (400, "ORDER_PAID")
    assert await market.balance_fen(li) == BORN_FEN - 3_600


async def test_a_payer_who_refuses_or_has_nothing_fails_the_payment(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    short = scanned(stall, account, await market.code(li), amount={"total": BORN_FEN + 1})
    refused = await stall.v3("POST", CODEPAY, short)
    assert (said(refused), refused.json()["message"]) == ((403, "NOT_ENOUGH"), "用户账号余额不足")
    assert await state_of(stall) == "PAYERROR"
    await ask_for_password_above(li, 0)
    body = scanned(stall, account, await market.code(li), out_trade_no="refused-by-li")
    assert (await stall.v3("POST", CODEPAY, body)).status_code == 202
    [sheet] = (await li.phone.get("/payments/pending")).json()["items"]
    assert (await li.phone.post(f"/payments/{sheet['sheet_id']}/refuse", json={})).status_code == 200
    assert await state_of(stall, "refused-by-li") == "PAYERROR"
    assert said(await tapped(li, sheet)) == (409, "payment_failed")
    body = scanned(stall, account, await market.code(li), out_trade_no="frozen-li-0001")
    await market.freeze(li)
    assert said(await stall.v3("POST", CODEPAY, body)) == (403, "ACCOUNT_ERROR")
    assert await market.balance_fen(li) == BORN_FEN


async def test_what_a_code_paid_is_reversed_not_closed(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.v3("POST", CODEPAY, scanned(stall, account, await market.code(li)))
    one = f"/v3/pay/transactions/out-trade-no/{NUMBER}"
    assert said(await stall.v3("POST", f"{one}/close", {"mchid": stall.mchid})) == (403, "TRADE_ERROR")
    whose = {"appid": account.app_id, "mchid": stall.mchid}
    for _ in range(2):
        reversed_ = await stall.v3("POST", f"{one}/reverse", whose)
        assert (reversed_.status_code, reversed_.json()) == (200, whose | {"out_trade_no": NUMBER})
    await market.settle()
    assert await state_of(stall) == "REVOKED"
    assert (await market.balance_fen(li), await stall.unsettled_fen()) == (BORN_FEN, 0)
    again = scanned(stall, account, await market.code(li))
    assert said(await stall.v3("POST", CODEPAY, again)) == (400, "ORDER_REVERSED")
    more = a_refund(stall, amount={"refund": 1, "total": 3_600, "currency": "CNY"})
    assert said(await stall.v3("POST", REFUNDS, more)) == (400, "INVALID_REQUEST")


async def test_a_waiting_code_payment_is_reversed_and_an_old_one_is_not(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    whose = {"appid": account.app_id, "mchid": stall.mchid}
    await stall.v3("POST", CODEPAY, scanned(stall, account, await market.code(li), out_trade_no="old-one-001"))
    await ask_for_password_above(li, 0)
    await stall.v3("POST", CODEPAY, scanned(stall, account, await market.code(li)))
    [sheet] = (await li.phone.get("/payments/pending")).json()["items"]
    await stall.v3("POST", f"/v3/pay/transactions/out-trade-no/{NUMBER}/reverse", whose)
    assert await state_of(stall) == "REVOKED"
    assert said(await tapped(li, sheet)) == (409, "order_reversed")
    await market.later(days=7, seconds=1)
    late = await stall.v3("POST", "/v3/pay/transactions/out-trade-no/old-one-001/reverse", whose)
    assert said(late) == (403, "TRADE_ERROR")
    missing = await stall.v3("POST", "/v3/pay/transactions/out-trade-no/nothing-here/reverse", whose)
    assert said(missing) == (404, "ORDER_NOT_EXIST")


async def test_a_shop_learns_that_the_payers_wallet_is_stopped_and_not_why(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    code = await market.code(li)
    await market.lane.db.run(wallets.stop, li.id, "Reported stolen")
    refused = await stall.v3("POST", CODEPAY, scanned(stall, account, code))
    assert (refused.status_code, refused.json()["code"]) == (403, "ACCOUNT_ERROR")
    assert "stolen" not in refused.text
    assert await market.balance_fen(li) == BORN_FEN
