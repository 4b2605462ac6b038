"""/mmpaymkttransfers/promotion/transfers and /mmpaysptrans/*: into wallets, to banks."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from hutong.pay.wallet import wallets
from tests.dialog.towns import Account, Person
from tests.pay.stalls import BORN_FEN, Market, Stall, outcome

Told = dict[str, Any]
TRANSFERS, INFO = "/mmpaymkttransfers/promotion/transfers", "/mmpaymkttransfers/gettransferinfo"
PAY_BANK, QUERY_BANK = "/mmpaysptrans/pay_bank", "/mmpaysptrans/query_bank"
GOOD_NUMBER, BAD_NUMBER = "6222020000000000000", "6222020000000000009"


def a_transfer(stall: Stall, account: Account, person: Person, **fields: Any) -> Told:
    return {
        "mch_appid": account.app_id,
        "mchid": stall.mchid,
        "partner_trade_no": "10000098201411111234567890",
        "openid": person.openid(account),
        "check_name": "NO_CHECK",
        "amount": 10099,
        "desc": "节日快乐!",
        "spbill_create_ip": "10.2.3.10",
    } | fields


async def test_money_is_in_the_wallet_at_once_and_once(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(50_000)

    paid = await stall.v2(TRANSFERS, **a_transfer(stall, account, li))
    again = await stall.v2(TRANSFERS, **a_transfer(stall, account, li))
    other = await stall.v2(TRANSFERS, **a_transfer(stall, account, li, amount=10098))
    told = await stall.v2(INFO, appid=account.app_id, partner_trade_no="10000098201411111234567890")

    assert "sign" not in paid
    assert {name: paid[name] for name in ("mch_appid", "mchid", "partner_trade_no")} == {
        "mch_appid": account.app_id,
        "mchid": stall.mchid,
        "partner_trade_no": "10000098201411111234567890",
    }
    assert (again["payment_no"], again["payment_time"]) == (paid["payment_no"], paid["payment_time"])
    assert outcome(other) == ("SUCCESS", "FAIL", "FATAL_ERROR")
    assert (await market.balance_fen(li), await stall.available_fen()) == (BORN_FEN + 10099, 50_000 - 10099)
    wanted = {
        "status": "SUCCESS",
        "openid": li.openid(account),
        "payment_amount": "10099",
        "detail_id": paid["payment_no"],
        "desc": "节日快乐!",
    }
    assert {name: told[name] for name in wanted} == wanted


async def test_racing_requests_pay_once(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(50_000)

    answers = await asyncio.gather(*(stall.v2(TRANSFERS, **a_transfer(stall, account, li)) for _ in range(10)))

    assert {outcome(answer) for answer in answers} == {("SUCCESS", "SUCCESS", "")}
    assert len({answer["payment_no"] for answer in answers}) == 1
    assert (await market.balance_fen(li), await stall.available_fen()) == (BORN_FEN + 10099, 50_000 - 10099)


@pytest.mark.parametrize("check_name", ["FORCE_CHECK", "OPTION_CHECK"])
async def test_a_name_is_checked_where_the_merchant_asks(
    market: Market, stall: Stall, account: Account, li: Person, check_name: str
) -> None:
    await stall.fund(50_000)
    asked = a_transfer(stall, account, li, check_name=check_name)

    nameless = await stall.v2(TRANSFERS, **asked)
    wrong = await stall.v2(TRANSFERS, **asked, re_user_name="Han Meimei")
    right = await stall.v2(TRANSFERS, **asked, re_user_name="Li Lei")

    assert outcome(nameless) == ("SUCCESS", "FAIL", "PARAM_ERROR")
    assert outcome(wrong) == ("SUCCESS", "FAIL", "NAME_MISMATCH")
    assert outcome(right) == ("SUCCESS", "SUCCESS", "")
    assert await market.balance_fen(li) == BORN_FEN + 10099


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": 0}, "PARAM_ERROR"),
        ({"amount": 29}, "AMOUNT_LIMIT"),
        ({"amount": 2_000_001}, "AMOUNT_LIMIT"),
        ({"amount": 2**63}, "PARAM_ERROR"),
        ({"amount": "100.99"}, "PARAM_ERROR"),
        ({"amount": None}, "PARAM_ERROR"),
        ({"partner_trade_no": "with-dash"}, "PARAM_ERROR"),
        ({"check_name": "MAYBE"}, "PARAM_ERROR"),
        ({"openid": "oNobody"}, "OPENID_ERROR"),
        ({"mch_appid": "wx0000000000000000"}, "PARAM_ERROR"),
        ({"desc": "d" * 101}, "PARAM_ERROR"),
        ({"amount": 50_001}, "NOTENOUGH"),
    ],
)
async def test_a_refused_payment_moves_nothing(
    market: Market, stall: Stall, account: Account, li: Person, changes: Told, code: str
) -> None:
    await stall.fund(50_000)

    refused = await stall.v2(TRANSFERS, **a_transfer(stall, account, li, **changes))
    unknown = await stall.v2(INFO, appid=account.app_id, partner_trade_no="10000098201411111234567890")

    assert outcome(refused) == ("SUCCESS", "FAIL", code), refused
    assert outcome(unknown) == ("SUCCESS", "FAIL", "NOT_FOUND")
    assert (await market.balance_fen(li), await stall.available_fen()) == (BORN_FEN, 50_000)


async def test_a_frozen_wallet_is_not_paid(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(50_000)
    await market.freeze(li)

    refused = await stall.v2(TRANSFERS, **a_transfer(stall, account, li))

    assert outcome(refused) == ("SUCCESS", "FAIL", "RECV_ACCOUNT_NOT_ALLOWED")
    assert await stall.available_fen() == 50_000


async def test_who_has_not_shown_who_they_are_is_not_paid(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(50_000)
    await market.lane.db.run(wallets.set_verified, li.id, False)

    refused = await stall.v2(TRANSFERS, **a_transfer(stall, account, li))

    assert outcome(refused) == ("SUCCESS", "FAIL", "V2_ACCOUNT_SIMPLE_BAN")
    assert await stall.available_fen() == 50_000


async def encrypted(stall: Stall, text: str) -> str:
    """As a merchant does: the key from risk/getpublickey in PKCS#1, RSA-OAEP."""
    told = await stall.v2("/risk/getpublickey")
    assert told["pub_key"].startswith("-----BEGIN RSA PUBLIC KEY-----")
    key = serialization.load_pem_public_key(told["pub_key"].encode())
    assert isinstance(key, rsa.RSAPublicKey)
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)
    return base64.b64encode(key.encrypt(text.encode(), oaep)).decode()


async def a_bank_transfer(stall: Stall, number: str = GOOD_NUMBER, **fields: Any) -> Told:
    return {
        "partner_trade_no": "1212121221278",
        "enc_bank_no": await encrypted(stall, number),
        "enc_true_name": await encrypted(stall, "张三"),
        "bank_code": "1002",
        "amount": 5000,
        "desc": "test",
    } | fields


async def test_a_bank_takes_the_money_with_a_fee(market: Market, stall: Stall) -> None:
    await stall.fund(10_000)

    paid = await stall.v2(PAY_BANK, **await a_bank_transfer(stall))
    again = await stall.v2(PAY_BANK, **await a_bank_transfer(stall))
    other = await stall.v2(PAY_BANK, **await a_bank_transfer(stall, amount=5001))
    before = await stall.v2(QUERY_BANK, partner_trade_no="1212121221278")
    await market.settle()
    told = await stall.v2(QUERY_BANK, partner_trade_no="1212121221278")

    assert (paid["amount"], paid["cmms_amt"], paid["payment_no"]) == ("5000", "100", again["payment_no"])
    assert outcome(other) == ("SUCCESS", "FAIL", "ORDERPAID")
    assert before["status"] in ("PROCESSING", "SUCCESS")
    wanted = {
        "status": "SUCCESS",
        "amount": "5000",
        "cmms_amt": "100",
        "bank_no_md5": hashlib.md5(GOOD_NUMBER.encode()).hexdigest(),
        "true_name_md5": hashlib.md5("张三".encode()).hexdigest(),
    }
    assert {name: told[name] for name in wanted} == wanted
    assert len(told["pay_succ_time"]) == 19
    assert await stall.available_fen() == 4900


async def test_a_wrong_number_comes_back_with_the_fee(market: Market, stall: Stall) -> None:
    await stall.fund(10_000)

    await stall.v2(PAY_BANK, **await a_bank_transfer(stall, BAD_NUMBER))
    await market.settle()
    told = await stall.v2(QUERY_BANK, partner_trade_no="1212121221278")

    assert (told["status"], "pay_succ_time" in told, bool(told["reason"])) == ("BANK_FAIL", False, True)
    assert await stall.available_fen() == 10_000


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": 0}, "PARAM_ERROR"),
        ({"amount": 2_000_001}, "AMOUNT_LIMIT"),
        ({"amount": 9_901}, "NOTENOUGH"),
        ({"bank_code": "9999"}, "INVALID_REQUEST"),
        ({"enc_bank_no": "AAAA"}, "PARAM_ERROR"),
        ({"enc_true_name": "not base64!"}, "PARAM_ERROR"),
        ({"enc_true_name": None}, "LACK_PARAMS"),
    ],
)
async def test_a_refused_bank_payment_moves_nothing(stall: Stall, changes: Told, code: str) -> None:
    await stall.fund(10_000)

    refused = await stall.v2(PAY_BANK, **await a_bank_transfer(stall) | changes)
    unknown = await stall.v2(QUERY_BANK, partner_trade_no="1212121221278")

    assert outcome(refused) == ("SUCCESS", "FAIL", code), refused
    assert outcome(unknown) == ("SUCCESS", "FAIL", "ORDERNOTEXIST")
    assert await stall.available_fen() == 10_000
