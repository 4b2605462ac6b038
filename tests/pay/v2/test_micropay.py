"""/pay/micropay, /secapi/pay/reverse, /tools/authcodetoopenid: codes that people show shops."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.pay.wallet import wallets
from tests.dialog.towns import Account, Person
from tests.pay.stalls import BORN_FEN, Market, Stall, outcome


def a_charge(account: Account, code: str, **fields: Any) -> dict[str, Any]:
    return {
        "appid": account.app_id,
        "body": "noodles",
        "out_trade_no": "n1",
        "total_fee": 1200,
        "spbill_create_ip": "127.0.0.1",
        "auth_code": code,
    } | fields


async def test_a_shown_code_is_charged_at_once_and_once(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    code = await market.code(li)
    whose = await stall.v2("/tools/authcodetoopenid", appid=account.app_id, auth_code=code)

    paid = await stall.v2("/pay/micropay", **a_charge(account, code))
    reused = await stall.v2("/pay/micropay", **a_charge(account, code, out_trade_no="n2"))
    again = await stall.v2("/pay/micropay", **a_charge(account, code))

    assert whose["openid"] == li.openid(account)
    wanted = {
        "openid": li.openid(account),
        "is_subscribe": "N",
        "trade_type": "MICROPAY",
        "bank_type": "OTHERS",
        "total_fee": "1200",
        "cash_fee": "1200",
        "out_trade_no": "n1",
    }
    assert {name: paid.get(name) for name in wanted} == wanted
    assert outcome(reused) == ("SUCCESS", "FAIL", "AUTH_CODE_INVALID")
    assert outcome(again) == ("SUCCESS", "FAIL", "ORDERPAID")
    assert await market.balance_fen(li) == BORN_FEN - 1200


async def test_above_the_small_amount_the_payer_is_asked_and_the_shop_may_reverse(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    code = await market.code(li)
    small = wallets.Bounds(per_payment_fen=None, per_day_fen=None, no_password_fen=1000)
    await market.lane.db.run(wallets.set_bounds, li.id, small)

    asked = await stall.v2("/pay/micropay", **a_charge(account, code))
    waiting = await stall.v2("/pay/orderquery", appid=account.app_id, out_trade_no="n1")
    reversed_ = await stall.v2("/secapi/pay/reverse", appid=account.app_id, out_trade_no="n1")
    gone = await stall.v2("/pay/orderquery", appid=account.app_id, out_trade_no="n1")

    assert outcome(asked) == ("SUCCESS", "FAIL", "USERPAYING")
    assert waiting["trade_state"] == "USERPAYING"
    assert (outcome(reversed_), reversed_["recall"]) == (("SUCCESS", "SUCCESS", ""), "N")
    assert gone["trade_state"] == "REVOKED"
    assert await market.balance_fen(li) == BORN_FEN


async def test_a_paid_code_that_is_reversed_is_given_back(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    paid = await stall.v2("/pay/micropay", **a_charge(account, await market.code(li)))

    first = await stall.v2("/secapi/pay/reverse", appid=account.app_id, transaction_id=paid["transaction_id"])
    twice = await stall.v2("/secapi/pay/reverse", appid=account.app_id, out_trade_no="n1")
    await market.settle()

    assert (outcome(first), outcome(twice)) == (("SUCCESS", "SUCCESS", ""), ("SUCCESS", "SUCCESS", ""))
    assert await market.balance_fen(li) == BORN_FEN
    assert await stall.unsettled_fen() == 0


async def test_a_code_is_good_for_a_minute(market: Market, stall: Stall, account: Account, li: Person) -> None:
    code = await market.code(li)
    await market.later(seconds=61)

    late = await stall.v2("/pay/micropay", **a_charge(account, code))
    whose = await stall.v2("/tools/authcodetoopenid", appid=account.app_id, auth_code=code)

    assert outcome(late) == ("SUCCESS", "FAIL", "AUTHCODEEXPIRE")
    assert outcome(whose) == ("SUCCESS", "FAIL", "AUTHCODEEXPIRE")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"auth_code": "090000000000000000"}, "PARAM_ERROR"),
        ({"auth_code": "13000000000000000"}, "PARAM_ERROR"),
        ({"auth_code": "130000000000000000"}, "AUTH_CODE_INVALID"),
        ({"auth_code": None}, "LACK_PARAMS"),
        ({"total_fee": 100_001}, "NOTENOUGH"),
        ({"total_fee": 0}, "PARAM_ERROR"),
    ],
)
async def test_a_refused_charge_moves_nothing(
    market: Market, stall: Stall, account: Account, li: Person, changes: dict[str, Any], code: str
) -> None:
    charge = a_charge(account, await market.code(li), **changes)

    refused = await stall.v2("/pay/micropay", **charge)

    assert outcome(refused) == ("SUCCESS", "FAIL", code), refused
    assert await market.balance_fen(li) == BORN_FEN


async def test_only_a_codes_order_is_reversed(stall: Stall, account: Account) -> None:
    order = a_charge(account, "x", trade_type="APP", notify_url="http://127.0.0.1:1/n")
    del order["auth_code"]
    await stall.v2("/pay/unifiedorder", **order)

    refused = await stall.v2("/secapi/pay/reverse", appid=account.app_id, out_trade_no="n1")
    unknown = await stall.v2("/secapi/pay/reverse", appid=account.app_id, transaction_id="4200")

    assert outcome(refused) == ("SUCCESS", "FAIL", "TRADE_ERROR")
    assert outcome(unknown) == ("SUCCESS", "FAIL", "INVALID_TRANSACTIONID")
