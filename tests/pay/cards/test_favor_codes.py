"""Cash coupons at a till: whoever shows a payment code pays with their best one."""

from __future__ import annotations

from typing import Any

from hutong.pay.wallet import wallets
from tests.dialog.towns import Account, Person
from tests.pay.cards.cash_stocks import given, made
from tests.pay.orders.shop import said
from tests.pay.orders.test_codes import CODEPAY, ask_for_password_above, scanned
from tests.pay.shops import ok
from tests.pay.stalls import BORN_FEN, PASSWORD, Market, Stall


def of(stall: Stall, account: Account, code: str, total: int, **other: Any) -> dict[str, Any]:
    return scanned(stall, account, code, amount={"total": total}, **other)


async def test_a_code_pays_with_the_best_coupon_of_the_person(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    five = await given(stall, account, li, await made(stall))
    smaller = {"fixed_normal_coupon": {"coupon_amount": 100, "transaction_minimum": 200}}
    rules = {"coupon_use_rule": {**smaller, "available_merchants": [stall.mchid]}, "out_request_no": "make-2"}
    use = {"max_coupons": 10, "max_amount": 1_000, "max_coupons_per_user": 2}
    limits = {"stock_use_rule": {**use, "natural_person_limit": False, "prevent_api_abuse": False}}
    await given(stall, account, li, await made(stall, **rules, **limits), "give-2")

    paid = await ok(stall.v3("POST", CODEPAY, of(stall, account, await market.code(li), 1_200)))

    assert paid["amount"] == {"total": 1_200, "payer_total": 700, "currency": "CNY", "payer_currency": "CNY"}
    assert [(each["coupon_id"], each["amount"]) for each in paid["promotion_detail"]] == [(five, 500)]
    assert await market.balance_fen(li) == BORN_FEN - 700
    assert await stall.unsettled_fen() == 1_200 - 7


async def test_what_a_coupon_leaves_decides_whether_a_password_and_how_much_money_is_needed(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    stock_id = await made(stall)
    for number in ("give-1", "give-2"):
        await given(stall, account, li, stock_id, number)
    await ask_for_password_above(li, 700)
    at_once = await stall.v3("POST", CODEPAY, of(stall, account, await market.code(li), 1_200, out_trade_no="T-100001"))
    assert (at_once.status_code, at_once.json()["amount"]["payer_total"]) == (200, 700)
    asked = await stall.v3("POST", CODEPAY, of(stall, account, await market.code(li), 1_201, out_trade_no="T-100002"))
    assert said(asked) == (202, "USERPAYING")
    sheet = (await li.phone.get("/payments/pending")).json()["items"][0]
    assert (sheet["amount_fen"], sheet["original_fen"]) == (701, 1_201)
    chosen = [coupon["id"] for coupon in sheet["coupons"] if coupon["chosen"]]
    paying = {"means": {"kind": "balance", "id": None}, "coupon_ids": chosen, "password": PASSWORD, "request_id": "1"}
    receipt = await li.phone.post(f"/payments/{sheet['sheet_id']}/pay", json=paying)
    assert receipt.json()["amount_fen"] == 701


async def test_a_till_of_the_second_version_is_told_of_the_coupon(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    coupon_id = await given(stall, account, li, await made(stall))
    charge = {"appid": account.app_id, "body": "noodles", "out_trade_no": "n1", "spbill_create_ip": "127.0.0.1"}

    paid = await stall.v2("/pay/micropay", **charge, total_fee=1_200, auth_code=await market.code(li))

    wanted = {"cash_fee": "700", "coupon_fee": "500", "coupon_count": "1", "coupon_id_0": coupon_id}
    assert {name: paid.get(name) for name in wanted} == wanted


async def test_a_coupon_worth_all_of_a_payment_stays_in_the_purse(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    rules = {
        "coupon_use_rule": {
            "fixed_normal_coupon": {"coupon_amount": 500, "transaction_minimum": 501},
            "available_merchants": [stall.mchid],
        }
    }
    await given(stall, account, li, await made(stall, **rules))
    await market.lane.db.run(wallets.open_, li.id)
    paid = await ok(stall.v3("POST", CODEPAY, of(stall, account, await market.code(li), 500)))
    assert paid["amount"]["payer_total"] == 500
