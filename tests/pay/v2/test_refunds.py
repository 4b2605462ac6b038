"""/secapi/pay/refund and /pay/refundquery."""

from __future__ import annotations

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Person
from tests.pay.stalls import BORN_FEN, Fields, Market, Stall, fields_of, outcome

NUMBER = "1217752501201407033233368018"


@pytest.fixture
async def paid(market: Market, stall: Stall, account: Account, li: Person) -> Fields:
    """An order of 100 fen that Li paid, as a query tells it."""
    order = {
        "appid": account.app_id,
        "body": "tea",
        "out_trade_no": NUMBER,
        "total_fee": 100,
        "spbill_create_ip": "127.0.0.1",
        "notify_url": "http://127.0.0.1:1/notify",
        "trade_type": "JSAPI",
        "openid": li.openid(account),
    }
    await stall.v2("/pay/unifiedorder", **order)
    await market.pay(li, stall, NUMBER)
    return await stall.v2("/pay/orderquery", appid=account.app_id, out_trade_no=NUMBER)


async def test_money_goes_back_and_the_merchant_is_told_in_secret(
    market: Market, stall: Stall, account: Account, li: Person, paid: Fields, bot: Bot
) -> None:
    asked = {"appid": account.app_id, "out_refund_no": "1415701182", "total_fee": 100, "refund_fee": 40}
    refunded = await stall.v2("/secapi/pay/refund", out_trade_no=NUMBER, notify_url=bot.url, **asked)
    await market.settle()

    wanted = {
        "transaction_id": paid["transaction_id"],
        "out_trade_no": NUMBER,
        "out_refund_no": "1415701182",
        "refund_fee": "40",
        "total_fee": "100",
        "cash_fee": "100",
        "cash_refund_fee": "40",
        "fee_type": "CNY",
    }
    assert outcome(refunded) == ("SUCCESS", "SUCCESS", "")
    assert {name: refunded.get(name) for name in wanted} == wanted
    assert await market.balance_fen(li) == BORN_FEN - 60
    found = await stall.v2("/pay/refundquery", appid=account.app_id, out_refund_no="1415701182")
    told = {
        "refund_count": "1",
        "out_refund_no_0": "1415701182",
        "refund_id_0": refunded["refund_id"],
        "refund_fee_0": "40",
        "refund_status_0": "SUCCESS",
        "refund_recv_accout_0": "支付用户零钱",
        "refund_channel_0": "ORIGINAL",
        "refund_account_0": "REFUND_SOURCE_UNSETTLED_FUNDS",
    }
    assert {name: found.get(name) for name in told} == told
    notice = fields_of(bot.pushed[0].body)
    assert (notice["return_code"], notice["mch_id"], "sign" in notice) == ("SUCCESS", stall.mchid, False)
    opened = opened_notice(notice["req_info"], stall.key)
    assert opened.startswith(b"<root>")
    inner = fields_of(opened)
    assert (inner["out_refund_no"], inner["refund_status"], inner["refund_fee"]) == ("1415701182", "SUCCESS", "40")


async def test_a_number_gives_back_once(
    market: Market, stall: Stall, account: Account, li: Person, paid: Fields
) -> None:
    asked = {"appid": account.app_id, "out_refund_no": "r1", "total_fee": 100, "refund_fee": 30}
    first = await stall.v2("/secapi/pay/refund", transaction_id=paid["transaction_id"], **asked)
    again = await stall.v2("/secapi/pay/refund", transaction_id=paid["transaction_id"], **asked)
    other = await stall.v2("/secapi/pay/refund", transaction_id=paid["transaction_id"], **{**asked, "refund_fee": 31})
    await market.settle()

    assert first["refund_id"] == again["refund_id"]
    assert outcome(other) == ("SUCCESS", "FAIL", "ERROR")
    assert await market.balance_fen(li) == BORN_FEN - 70


async def test_ten_refunds_are_told_at_once(stall: Stall, account: Account, paid: Fields) -> None:
    for number in range(12):
        asked = {"out_refund_no": f"r{number:02d}", "total_fee": 100, "refund_fee": 1}
        answer = await stall.v2("/secapi/pay/refund", appid=account.app_id, out_trade_no=NUMBER, **asked)
        assert outcome(answer) == ("SUCCESS", "SUCCESS", "")

    first = await stall.v2("/pay/refundquery", appid=account.app_id, out_trade_no=NUMBER)
    rest = await stall.v2("/pay/refundquery", appid=account.app_id, out_trade_no=NUMBER, offset=10)

    assert (first["total_refund_count"], first["refund_count"], first["out_refund_no_9"]) == ("12", "10", "r09")
    assert (rest["refund_count"], rest["out_refund_no_0"], rest["out_refund_no_1"]) == ("2", "r10", "r11")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"refund_fee": 0}, "PARAM_ERROR"),
        ({"refund_fee": 2**63}, "PARAM_ERROR"),
        ({"refund_fee": "1.5"}, "PARAM_ERROR"),
        ({"refund_fee": 101}, "ERROR"),
        ({"total_fee": 101}, "ERROR"),
        ({"total_fee": 101, "refund_fee": 101}, "ERROR"),
        ({"out_refund_no": None}, "LACK_PARAMS"),
        ({"out_refund_no": "r" * 65}, "PARAM_ERROR"),
        ({"out_trade_no": None}, "LACK_PARAMS"),
        ({"out_trade_no": "another"}, "ORDERNOTEXIST"),
        ({"transaction_id": "4200000000000000000000000000"}, "INVALID_TRANSACTIONID"),
        ({"refund_fee_type": "USD"}, "PARAM_ERROR"),
        ({"refund_account": "REFUND_SOURCE_MAGIC"}, "PARAM_ERROR"),
        ({"refund_account": "REFUND_SOURCE_RECHARGE_FUNDS"}, "NOTENOUGH"),
    ],
)
async def test_a_refused_refund_moves_nothing(
    market: Market, stall: Stall, account: Account, li: Person, paid: Fields, changes: dict[str, object], code: str
) -> None:
    asked = {"out_trade_no": NUMBER, "out_refund_no": "r1", "total_fee": 100, "refund_fee": 100} | changes
    refused = await stall.v2("/secapi/pay/refund", appid=account.app_id, **asked)
    await market.settle()

    assert outcome(refused) == ("SUCCESS", "FAIL", code), refused
    assert await market.balance_fen(li) == BORN_FEN - 100
    found = await stall.v2("/pay/refundquery", appid=account.app_id, out_trade_no=NUMBER)
    assert outcome(found) == ("SUCCESS", "FAIL", "REFUNDNOTEXIST")


async def test_without_the_certificate_nothing_is_given_back(
    market: Market, stall: Stall, account: Account, paid: Fields
) -> None:
    other = await market.stall(account)
    asked = {"appid": account.app_id, "out_trade_no": NUMBER, "out_refund_no": "r", "total_fee": 100, "refund_fee": 1}

    bare = await market.ask("/secapi/pay/refund", stall.signed(asked))
    foreign = await market.ask("/secapi/pay/refund", stall.signed(asked), serial=other.serial)

    told = {"return_code": "FAIL", "return_msg": "证书出错，请使用商户API证书访问"}
    assert (fields_of(bare.content), fields_of(foreign.content)) == (told, told)


async def test_what_was_not_paid_is_not_given_back(stall: Stall, account: Account) -> None:
    order = {
        "appid": account.app_id,
        "body": "tea",
        "out_trade_no": NUMBER,
        "total_fee": 100,
        "spbill_create_ip": "127.0.0.1",
        "notify_url": "http://127.0.0.1:1/notify",
        "trade_type": "APP",
    }
    await stall.v2("/pay/unifiedorder", **order)
    asked = {"out_trade_no": NUMBER, "out_refund_no": "r", "total_fee": 100, "refund_fee": 1}

    refused = await stall.v2("/secapi/pay/refund", appid=account.app_id, **asked)

    assert outcome(refused) == ("SUCCESS", "FAIL", "ERROR")


def opened_notice(req_info: str, key: str) -> bytes:
    """AES-256-ECB under the lower-case MD5 of the API key, PKCS#7."""
    aes = hashlib.md5(key.encode()).hexdigest().encode()
    decryptor = Cipher(algorithms.AES(aes), modes.ECB()).decryptor()
    plain = decryptor.update(base64.b64decode(req_info)) + decryptor.finalize()
    return plain[: -plain[-1]]
