"""Vouchers: sold by ordinary orders, paid back when their day passes unused."""

from __future__ import annotations

from typing import Any

from hutong.pay.models.orders import SUCCESS
from tests.dialog.towns import Account, Person
from tests.pay.cards.own_stocks import (
    a_stock,
    made,
    use,
    vouchers,
)
from tests.pay.shops import console, emptied, ok, paid, placed, refunded, said
from tests.pay.stalls import BORN_FEN, Market, Stall


async def sold(market: Market, stall: Stall, *, refunds_unused: bool = True, **extra: Any) -> str:
    """A stock sold at 100 yuan by orders tagged `noodles`."""
    stock_id = await made(stall, **extra)
    async with console(market) as browser:
        wish = {"goods_tag": "noodles", "price_fen": 10_000, "refunds_unused": refunds_unused}
        answer = await browser.put(f"/merchants/{stall.mchid}/coupons/{stock_id}/sale", json=wish)
        assert answer.json()["sale"] == wish
    return stock_id


async def buy(market: Market, li: Person, stall: Stall, account: Account, number: str, total: int = 10_000) -> None:
    await placed(stall, account, number, total, goods_tag="noodles")
    await paid(market, li, stall, number)


async def test_a_voucher_bought_and_not_used_is_paid_back_after_its_day(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await sold(market, stall)
    await buy(market, li, stall, account, "T-100001")
    [voucher] = await vouchers(li)
    assert (voucher["state"], voucher["discount_fen"], voucher["refunds_unused"]) == ("usable", 30_000, True)
    assert await market.balance_fen(li) == BORN_FEN - 10_000
    await market.later(days=6, hours=11, minutes=59)
    assert await market.balance_fen(li) == BORN_FEN - 10_000
    await market.later(minutes=1)
    assert await market.balance_fen(li) == BORN_FEN
    assert [each["state"] for each in await vouchers(li)] == ["expired"]
    refund = f"/v3/refund/domestic/refunds/unused-{(await told(stall))['transaction_id']}"
    assert (await ok(stall.v3("GET", refund)))["status"] == SUCCESS


async def told(stall: Stall) -> dict[str, Any]:
    found: dict[str, Any] = await ok(stall.v3("GET", f"/v3/pay/transactions/out-trade-no/T-100001?mchid={stall.mchid}"))
    return found


async def test_a_voucher_that_was_used_or_sold_without_the_rule_is_not_paid_back(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await sold(market, stall)
    await buy(market, li, stall, account, "T-100001")
    [voucher] = await vouchers(li)
    await ok(use(stall, account, voucher["code"], "use-1"))
    han = await market.person("Han")
    async with console(market) as browser:
        [listed] = (await browser.get(f"/merchants/{stall.mchid}/coupons")).json()["items"]
        gone = await browser.delete(f"/merchants/{stall.mchid}/coupons/{listed['stock_id']}/sale")
        assert gone.status_code == 200
        wish = {"goods_tag": "noodles", "price_fen": 10_000, "refunds_unused": False}
        await browser.put(f"/merchants/{stall.mchid}/coupons/{listed['stock_id']}/sale", json=wish)
    await buy(market, han, stall, account, "T-100002")
    await market.later(days=8)
    assert await market.balance_fen(li) == BORN_FEN - 10_000
    assert await market.balance_fen(han) == BORN_FEN - 10_000


async def test_while_the_merchant_is_poor_a_voucher_waits_to_be_paid_back(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await sold(market, stall)
    await buy(market, li, stall, account, "T-100001")
    await emptied(market, stall)
    await market.later(days=8)
    assert await market.balance_fen(li) == BORN_FEN - 10_000
    await stall.fund(10_000)
    await market.later(days=1)
    assert await market.balance_fen(li) == BORN_FEN


async def test_when_vouchers_are_sold_out_the_order_is_paid_back_at_once(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await sold(market, stall, stock_send_rule={"max_coupons": 1, "max_coupons_per_user": 1})
    await buy(market, li, stall, account, "T-100001")
    han = await market.person("Han")
    await buy(market, han, stall, account, "T-100002")
    assert await vouchers(han) == []
    assert await market.balance_fen(han) == BORN_FEN
    # Another total buys nothing, whatever the tag says.
    await buy(market, han, stall, account, "T-100003", total=9_999)
    assert (await vouchers(han), await market.balance_fen(han)) == ([], BORN_FEN - 9_999)


async def test_a_voucher_whose_order_is_refunded_is_good_for_nothing(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await sold(market, stall)
    await buy(market, li, stall, account, "T-100001")
    await refunded(market, stall, "T-100001", "R-1", 10_000, 10_000)
    [voucher] = await vouchers(li)
    assert voucher["state"] == "deactivated"
    assert await said(use(stall, account, voucher["code"], "use-1")) == (400, "INVALID_REQUEST")
    await market.later(days=8)
    assert await market.balance_fen(li) == BORN_FEN


async def test_a_person_redeems_their_own_voucher_where_its_maker_lets_them(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await sold(market, stall, coupon_use_rule={**a_stock(stall)["coupon_use_rule"], "use_method": "SELF_CONSUME"})
    await buy(market, li, stall, account, "T-100001")
    [voucher] = await vouchers(li)
    assert voucher["can_redeem"] is True
    han = await market.person("Han")
    assert (await han.phone.post("/card-wallet/redemptions", json={"id": voucher["id"]})).status_code == 404
    used = await li.phone.post("/card-wallet/redemptions", json={"id": voucher["id"]})
    assert (used.status_code, used.json()["state"]) == (200, "used")
    again = await li.phone.post("/card-wallet/redemptions", json={"id": voucher["id"]})
    assert (again.status_code, again.json()["error"]) == (409, "coupon_state")
    assert (await li.phone.post("/card-wallet/redemptions", json={"id": "1"})).status_code == 404


async def test_a_sale_has_a_price_and_a_tag_of_its_own(market: Market, stall: Stall, account: Account) -> None:
    stock_id = await made(stall)
    other = await made(stall, out_request_no="make-2")
    codeless = await made(stall, out_request_no="make-3", coupon_code_mode="MERCHANT_API")
    async with console(market) as browser:
        base = f"/merchants/{stall.mchid}/coupons"
        good = {"goods_tag": "noodles", "price_fen": 10_000}
        assert (await browser.put(f"{base}/{stock_id}/sale", json=good)).status_code == 200
        assert (await browser.put(f"{base}/{stock_id}/sale", json=good)).status_code == 200
        for stock, wish in (
            (other, good),
            (codeless, {**good, "goods_tag": "tea"}),
            (other, {**good, "goods_tag": ""}),
            (other, {**good, "goods_tag": "t" * 33}),
            (other, {"goods_tag": "tea", "price_fen": 0}),
            (other, {"goods_tag": "tea", "price_fen": -1}),
            (other, {"goods_tag": "tea", "price_fen": 100_000_001}),
        ):
            refusal = await browser.put(f"{base}/{stock}/sale", json=wish)
            assert (refusal.status_code, refusal.json()["error"]) == (422, "voucher_sale"), wish
        assert (await browser.put(f"{base}/1/sale", json=good)).status_code == 404
        listed = (await browser.get(base)).json()["items"]
        assert [each["sale"] is not None for each in sorted(listed, key=lambda each: each["stock_id"])] == [
            True,
            False,
            False,
        ]
