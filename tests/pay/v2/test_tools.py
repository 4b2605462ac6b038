"""/tools/*, /payitil/report, bills, comments, the sandbox."""

from __future__ import annotations

import gzip
import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from hutong.pay.links import shortening
from hutong.pay.times import day_of
from tests.dialog.towns import Account, Person
from tests.pay.stalls import Fields, Market, Stall, fields_of, outcome, sign_of


async def test_a_long_link_has_a_short_spelling(market: Market, stall: Stall, account: Account) -> None:
    long_url = "weixin://wxpay/bizpayurl?pr=abc123"
    made = await stall.v2("/tools/shorturl", appid=account.app_id, long_url=long_url)
    signed = stall.signed({"appid": account.app_id, "long_url": long_url})
    encoded = signed.replace(long_url.encode(), quote(long_url, safe="").encode())
    as_documented = fields_of((await market.ask("/tools/shorturl", encoded)).content)
    assert await market.lane.db.read(shortening.long_of, as_documented["short_url"]) == long_url
    foreign = await stall.v2("/tools/shorturl", appid=account.app_id, long_url="https://elsewhere.example/")

    assert made["short_url"].startswith("weixin://wxpay/s/")
    assert await market.lane.db.read(shortening.long_of, made["short_url"]) == long_url
    assert await market.lane.db.read(shortening.long_of, "weixin://wxpay/s/NOTHING") is None
    assert outcome(foreign) == ("SUCCESS", "FAIL", "PARAM_ERROR")
    await market.later(hours=2)
    assert await market.lane.db.read(shortening.long_of, made["short_url"]) is None


async def test_a_report_is_taken_in(stall: Stall, account: Account) -> None:
    told = {"interface_url": "https://api.mch.weixin.qq.com/pay/batchreport/micropay/total", "user_ip": "8.8.8.8"}

    assert await stall.v2("/payitil/report", appid=account.app_id, trades="[]", **told) == {
        "return_code": "SUCCESS",
        "return_msg": "OK",
        "result_code": "SUCCESS",
    }


@pytest.fixture
async def day(market: Market, stall: Stall, account: Account, li: Person) -> str:
    """A day on which Li paid 100 fen, as bills spell it; it is the day after by now, past ten."""
    order = {
        "appid": account.app_id,
        "body": "tea",
        "out_trade_no": "tea1",
        "total_fee": 100,
        "spbill_create_ip": "127.0.0.1",
        "notify_url": "http://127.0.0.1:1/notify",
        "trade_type": "JSAPI",
        "openid": li.openid(account),
    }
    await stall.v2("/pay/unifiedorder", **order)
    await market.pay(li, stall, "tea1")
    found = f"{day_of(market.lane.clock.lane()):%Y%m%d}"
    await market.later(hours=36)
    return found


async def bill(market: Market, stall: Stall, path: str, sign_type: str = "MD5", **fields: Any) -> Any:
    return await market.ask(path, stall.signed(fields, sign_type), serial=stall.serial)


async def test_bills_are_text_and_failures_are_xml(market: Market, stall: Stall, account: Account, day: str) -> None:
    asked = {"appid": account.app_id, "bill_date": day}

    whole = await bill(market, stall, "/pay/downloadbill", bill_type="ALL", **asked)
    zipped = await bill(market, stall, "/pay/downloadbill", tar_type="GZIP", **asked)
    refunds = await bill(market, stall, "/pay/downloadbill", bill_type="REFUND", **asked)
    wrong = await bill(market, stall, "/pay/downloadbill", appid=account.app_id, bill_date="20261301")
    today = day_of(market.lane.clock.lane())
    early = await bill(market, stall, "/pay/downloadbill", appid=account.app_id, bill_date=f"{today:%Y%m%d}")
    old = f"{today - timedelta(days=120):%Y%m%d}"
    too_old = await bill(market, stall, "/pay/downloadbill", appid=account.app_id, bill_date=old)
    unsigned = await market.ask("/pay/downloadbill", stall.signed(asked, key="k" * 32))

    assert whole.text.removeprefix("\ufeff").startswith("交易时间,公众账号ID,商户号")
    assert "`tea1" in whole.text
    assert gzip.decompress(zipped.content) == whole.content
    told = [fields_of(answer.content) for answer in (refunds, wrong, early, too_old, unsigned)]
    assert [(one["return_code"], one["error_code"]) for one in told] == [
        ("FAIL", "20002"),
        ("FAIL", "20001"),
        ("FAIL", "20003"),
        ("FAIL", "20001"),
        ("FAIL", "20001"),
    ]
    assert told[0]["return_msg"] == "No Bill Exist"


async def test_the_bill_of_funds_wants_hmac_and_a_certificate(
    market: Market, stall: Stall, account: Account, day: str
) -> None:
    asked = {"appid": account.app_id, "bill_date": day, "account_type": "Basic"}

    funds = await bill(market, stall, "/pay/downloadfundflow", "HMAC-SHA256", **asked)
    md5 = await bill(market, stall, "/pay/downloadfundflow", **{**asked, "sign_type": "MD5"})
    bare = await market.ask("/pay/downloadfundflow", stall.signed(asked, "HMAC-SHA256"))
    none = await bill(market, stall, "/pay/downloadfundflow", "HMAC-SHA256", **{**asked, "account_type": "Fees"})

    assert "资金流水单号" in funds.text
    assert funds.headers["digest"] == f"SHA={hashlib.sha1(funds.content).hexdigest()}"
    assert outcome(fields_of(md5.content))[:2] == ("SUCCESS", "FAIL")
    assert outcome(fields_of(bare.content)) == ("SUCCESS", "FAIL", "CERT_ERROR")
    assert outcome(fields_of(none.content)) == ("SUCCESS", "FAIL", "NO_BILL_EXIST")


async def test_nobody_left_a_comment(stall: Stall, account: Account, market: Market) -> None:
    now = market.lane.clock.lane()
    asked = {"appid": account.app_id, "begin_time": f"{now:%Y%m%d}000000", "end_time": f"{now:%Y%m%d}235959"}

    none = await stall.v2("/billcommentsp/batchquerycomment", sign_type="HMAC-SHA256", offset=0, **asked)
    old = await stall.v2(
        "/billcommentsp/batchquerycomment",
        sign_type="HMAC-SHA256",
        offset=0,
        **{**asked, "begin_time": "20200101000000"},
    )

    assert outcome(none) == ("SUCCESS", "FAIL", "NO_COMMENT")
    assert outcome(old) == ("SUCCESS", "FAIL", "TIME_EXPIRE")


async def sandbox(stall: Stall, key: str, path: str, account: Account, **fields: Any) -> Fields:
    return await stall.v2(f"/sandboxnew{path}", key=key, appid=account.app_id, **fields)


async def test_the_sandbox_moves_no_money(market: Market, stall: Stall, account: Account, li: Person) -> None:
    given = await stall.v2("/sandboxnew/pay/getsignkey")
    again = await stall.v2("/sandboxnew/pay/getsignkey")
    key = given["sandbox_signkey"]
    order = {"body": "tea", "total_fee": 101, "spbill_create_ip": "127.0.0.1", "trade_type": "APP"}
    order |= {"out_trade_no": "play1", "notify_url": "http://127.0.0.1:1/n"}

    assert given == {"return_code": "SUCCESS", "return_msg": "OK", "mch_id": stall.mchid, "sandbox_signkey": key}
    assert (len(key), again["sandbox_signkey"]) == (32, key)
    placed = await sandbox(stall, key, "/pay/unifiedorder", account, **order)
    assert placed["sign"] == sign_of(placed, key, "MD5")
    found = await sandbox(stall, key, "/pay/orderquery", account, out_trade_no="play1")
    assert (found["trade_state"], found["total_fee"]) == ("SUCCESS", "101")
    refund = {"out_trade_no": "play1", "out_refund_no": "r", "total_fee": 101, "refund_fee": 101}
    for path in ("/pay/refund", "/secapi/pay/refund"):
        assert outcome(await sandbox(stall, key, path, account, **refund)) == ("SUCCESS", "SUCCESS", "")
    asked = {**order, "out_trade_no": "play2", "auth_code": "134567890123456789"}
    del asked["trade_type"], asked["notify_url"]
    waits = await sandbox(stall, key, "/pay/micropay", account, **{**asked, "total_fee": 130})
    seen = [
        (await sandbox(stall, key, "/pay/orderquery", account, out_trade_no="play2"))["trade_state"] for _ in range(2)
    ]
    short = await sandbox(stall, key, "/pay/micropay", account, **{**asked, "total_fee": 133})
    real = await stall.v2("/pay/orderquery", appid=account.app_id, out_trade_no="play1")
    with_real_key = await market.ask("/sandboxnew/pay/orderquery", stall.signed({"out_trade_no": "play1"}))

    assert outcome(waits) == ("SUCCESS", "FAIL", "USERPAYING")
    assert seen == ["USERPAYING", "SUCCESS"]
    assert outcome(short) == ("SUCCESS", "FAIL", "NOTENOUGH")
    assert outcome(real) == ("SUCCESS", "FAIL", "ORDERNOTEXIST")
    assert fields_of(with_real_key.content)["return_code"] == "FAIL"
    wrong = await market.ask(
        "/sandboxnew/pay/unifiedorder", stall.signed({**order, "appid": "x", "total_fee": 2}, key=key)
    )
    assert fields_of(wrong.content) == {
        "return_code": "FAIL",
        "return_msg": "沙箱支付金额(2)无效，请检查需要验收的case",
    }
