"""Bills: exact bytes, when they can be had, and the links that lead to them."""

from __future__ import annotations

import gzip
import hashlib
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hutong.pay.bills import days, texts
from tests.dialog.towns import Account, Person
from tests.pay.shops import a_sub, bought, by_partner, console, ok, paid, placed, refunded, said
from tests.pay.stalls import Market, Stall

MCH = "https://api.mch.weixin.qq.com"
TRADE, FUNDS = "/v3/bill/tradebill", "/v3/bill/fundflowbill"
DAY = "bill_date=2027-01-04"

ALL = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
    "手续费,费率,订单金额,申请退款金额,费率备注"
)
SUCCESS = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注"
)
REFUND = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,"
    "退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
)
SUMMARY = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
FLOW = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,"
    "备注,业务凭证号"
)


async def fetched(stall: Stall, path: str) -> tuple[bytes, dict[str, Any]]:
    """A bill's bytes, and what offered it."""
    offered = await ok(stall.v3("GET", path))
    assert offered["download_url"].startswith(f"{MCH}/v3/billdownload/file?token=")
    answer = await stall.v3("GET", offered["download_url"].removeprefix(MCH))
    assert answer.status_code == 200, answer.text
    assert "wechatpay-signature" not in answer.headers
    return answer.content, offered


async def test_the_bill_of_trade_has_a_line_for_each_payment_and_each_refund(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    order = await bought(market, li, stall, account, "T-100001", 1_000)
    await market.later(minutes=1)
    refund = await refunded(market, stall, "T-100001", "R-1", 300, 1_000)
    await market.later(days=1)
    who = li.openid(account)
    head = f"`{account.app_id},`{stall.mchid},`0,`,`{order.transaction_id},`T-100001,`{who},`NATIVE"
    sold = f"`2027-01-04 12:00:00,{head},`SUCCESS,`OTHERS,`CNY,`10.00,`0.00"
    back = f"`2027-01-04 12:01:00,{head},`REFUND,`OTHERS,`CNY,`0.00,`0.00"
    gone = f"`{refund['refund_id']},`R-1,`3.00,`0.00,`ORIGINAL,`SUCCESS,`Noodles,`,`-0.01000,`0.60%,`0.00,`3.00,`"
    found, offered = await fetched(stall, f"{TRADE}?{DAY}")
    assert found.decode() == (
        f"{ALL}\r\n"
        f"{sold},`0,`0,`0.00,`0.00,`,`,`Noodles,`,`0.06000,`0.60%,`10.00,`0.00,`\r\n"
        f"{back},{gone}\r\n"
        f"{SUMMARY}\r\n"
        "`2,`10.00,`3.00,`0.00,`0.05000,`10.00,`3.00\r\n"
    )
    assert offered == {
        "hash_type": "SHA1",
        "hash_value": hashlib.sha1(found).hexdigest(),
        "download_url": offered["download_url"],
    }
    found, _ = await fetched(stall, f"{TRADE}?{DAY}&bill_type=SUCCESS")
    assert found.decode() == (
        f"{SUCCESS}\r\n{sold},`Noodles,`,`0.06000,`0.60%,`10.00,`\r\n"
        "总交易单数,应结订单总金额,手续费总金额,订单总金额\r\n`1,`10.00,`0.06000,`10.00\r\n"
    )
    found, _ = await fetched(stall, f"{TRADE}?{DAY}&bill_type=REFUND")
    assert found.decode() == (
        f"{REFUND}\r\n{back},`2027-01-04 12:01:00,`2027-01-04 12:01:00,{gone}\r\n"
        f"{SUMMARY}\r\n`1,`0.00,`3.00,`0.00,`-0.01000,`0.00,`3.00\r\n"
    )


async def test_a_zipped_bill_is_a_plain_gzip_stream_with_the_hash_of_its_text(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(market, li, stall, account, "T-100001", 1_000)
    await market.later(days=1)
    found, offered = await fetched(stall, f"{TRADE}?{DAY}&tar_type=GZIP")
    assert offered["download_url"].endswith("&tartype=gzip")
    text = gzip.decompress(found)
    assert hashlib.sha1(text).hexdigest() == offered["hash_value"]
    plain, _ = await fetched(stall, f"{TRADE}?{DAY}")
    assert plain == text
    other_way = await market.lane.db.read(texts.trade, market.lane.keys, stall.mchid, days.read("2027-01-04"), "ALL")
    assert other_way.encode() == text


async def test_the_bill_of_funds_is_what_the_ledger_posted(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    order = await bought(market, li, stall, account, "T-100001", 1_000)
    await market.later(minutes=1)
    refund = await refunded(market, stall, "T-100001", "R-1", 300, 1_000)
    await market.later(days=1)
    found, _ = await fetched(stall, f"{FUNDS}?{DAY}")
    header, *lines, names, summary, rest = found.decode().split("\r\n")
    assert (header, rest) == (FLOW, "")
    rows = [[value.removeprefix("`") for value in line.split(",")] for line in lines]
    # The stall was given a thousand yuan before the clock was set to noon of another day.
    assert [(row[0], row[1], *row[3:8], row[8], row[10]) for row in rows if row[3] != "企业付款"] == [
        ("2027-01-04 12:00:00", order.transaction_id, "交易", "交易", "收入", "10.00", "1010.00", "system", "T-100001"),
        (
            "2027-01-04 12:00:00",
            order.transaction_id,
            "交易",
            "扣除交易手续费",
            "支出",
            "0.06",
            "1009.94",
            "system",
            "T-100001",
        ),
        (
            "2027-01-04 12:01:00",
            refund["refund_id"],
            "退款",
            "退还交易手续费",
            "收入",
            "0.01",
            "1009.95",
            "system",
            "R-1",
        ),
        (
            "2027-01-04 12:01:00",
            refund["refund_id"],
            "退款",
            "退款",
            "支出",
            "3.00",
            "1006.95",
            f"{stall.mchid}API",
            "R-1",
        ),
    ]
    assert names == "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"
    funded = [row for row in rows if row[3] == "企业付款"]
    came = 10.01 + sum(float(row[6]) for row in funded)
    assert summary == f"`{len(rows)}.0,`{2 + len(funded)}.0,`{came:.2f},`2.0,`3.06"
    assert await said(stall.v3("GET", f"{FUNDS}?{DAY}&account_type=FEES")) == (400, "NO_STATEMENT_EXIST")


async def test_a_day_is_there_on_the_next_from_ten_for_three_months(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(market, li, stall, account, "T-100001", 1_000)
    bill = f"{TRADE}?{DAY}"
    assert await said(stall.v3("GET", bill)) == (400, "STATEMENT_CREATING")
    assert await said(stall.v3("GET", f"{TRADE}?bill_date=2027-01-05")) == (400, "INVALID_REQUEST")
    await market.later(hours=21, minutes=59)
    assert await said(stall.v3("GET", bill)) == (400, "STATEMENT_CREATING")
    await market.later(minutes=1)
    assert (await said(stall.v3("GET", bill)))[0] == 200
    assert await said(stall.v3("GET", f"{TRADE}?bill_date=2027-01-03")) == (400, "NO_STATEMENT_EXIST")
    await market.later(days=1)
    # Settling moved the money from one of the merchant's accounts to another, which is no flow of funds.
    assert await said(stall.v3("GET", f"{FUNDS}?bill_date=2027-01-05")) == (400, "NO_STATEMENT_EXIST")
    await market.later(days=90)
    assert (await said(stall.v3("GET", bill)))[0] == 200
    await market.later(days=1)
    assert await said(stall.v3("GET", bill)) == (400, "INVALID_REQUEST")


async def test_a_question_for_a_bill_is_checked(stall: Stall) -> None:
    for path, answer in (
        (TRADE, (400, "PARAM_ERROR")),
        (f"{TRADE}?bill_date=20270104", (400, "INVALID_REQUEST")),
        (f"{TRADE}?bill_date=2027-02-30", (400, "INVALID_REQUEST")),
        (f"{TRADE}?bill_date=2027-01-0", (400, "INVALID_REQUEST")),
        (f"{TRADE}?bill_date=2027-01-004", (400, "PARAM_ERROR")),
        (f"{TRADE}?bill_date=2026-01-04&bill_type=SOME", (400, "PARAM_ERROR")),
        (f"{TRADE}?bill_date=2027-01-03&tar_type=ZIP", (400, "PARAM_ERROR")),
        (f"{TRADE}?bill_date=2027-01-02&sub_mchid=1699999999", (403, "NO_AUTH")),
        (f"{FUNDS}?bill_date=2027-01-02&account_type=OTHER", (400, "PARAM_ERROR")),
        (f"{FUNDS}?bill_date=2027-01-02", (400, "NO_STATEMENT_EXIST")),
    ):
        assert await said(stall.v3("GET", path)) == answer, path


async def test_a_link_is_for_its_merchant_as_it_is_and_for_five_minutes(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await bought(market, li, stall, account, "T-100001", 1_000)
    await market.later(days=1)
    url = (await ok(stall.v3("GET", f"{TRADE}?{DAY}")))["download_url"].removeprefix(MCH)
    other = await market.stall(account)
    assert await said(other.v3("GET", url)) == (400, "INVALID_REQUEST")
    assert await said(stall.v3("GET", url[:-1])) == (400, "INVALID_REQUEST")
    assert await said(stall.v3("GET", "/v3/billdownload/file")) == (400, "PARAM_ERROR")
    assert (await stall.v3("GET", url)).status_code == 200
    async with market.browser() as browser:
        unsigned = await browser.get(f"http://api.mch.weixin.qq.com{url}")
    assert (unsigned.status_code, unsigned.json()["code"]) == (401, "SIGN_ERROR")
    await market.later(minutes=5)
    assert await said(stall.v3("GET", url)) == (400, "INVALID_REQUEST")


async def test_a_partner_has_all_its_merchants_in_a_bill_or_one_and_its_funds_encrypted(
    market: Market, account: Account, li: Person
) -> None:
    partner = await market.stall(account, kind="partner")
    one, two = await a_sub(market, partner, account), await a_sub(market, partner, account)
    await by_partner(market, li, partner, one, account, "T-100001", 100)
    await by_partner(market, li, partner, two, account, "T-100002", 100)
    await market.later(days=1)
    whole, _ = await fetched(partner, f"{TRADE}?{DAY}")
    assert [line.split(",`")[6] for line in whole.decode().split("\r\n")[1:3]] == ["T-100001", "T-100002"]
    part, _ = await fetched(partner, f"{TRADE}?{DAY}&sub_mchid={two.mchid}")
    [line] = part.decode().split("\r\n")[1:-3]
    assert line.split(",`")[2:4] == [partner.mchid, two.mchid]
    own, _ = await fetched(two, f"{TRADE}?{DAY}")
    assert own == part
    ask = f"/v3/bill/sub-merchant-fundflowbill?{DAY}&account_type=BASIC&sub_mchid="
    cipher = "&algorithm=AEAD_AES_256_GCM"
    told = await ok(partner.v3("GET", f"{ask}{one.mchid}{cipher}&tar_type=GZIP"))
    assert told["download_bill_count"] == 1
    [bill] = told["download_bill_list"]
    sealed = (await partner.v3("GET", bill["download_url"].removeprefix(MCH))).content
    key = partner.decrypted(bill["encrypt_key"])
    assert (len(key), len(bill["nonce"]), bill["bill_sequence"]) == (32, 12, 1)
    text = gzip.decompress(AESGCM(key.encode()).decrypt(bill["nonce"].encode(), sealed, None))
    assert hashlib.sha1(text).hexdigest() == bill["hash_value"]
    assert text == (await fetched(one, f"{FUNDS}?{DAY}"))[0]
    assert await said(partner.v3("GET", f"{ask}{one.mchid}&algorithm=SM4_GCM")) == (400, "INVALID_REQUEST")
    assert await said(one.v3("GET", f"{ask}{two.mchid}{cipher}")) == (403, "NO_AUTH")


async def test_the_console_shows_the_bill_and_hands_out_the_same_file(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await placed(stall, account, "T-100001", 1_000, attach="a,b\n")
    await paid(market, li, stall, "T-100001")
    async with console(market) as browser:
        base = f"/merchants/{stall.mchid}/bills"
        early = (await browser.get(base, params={"date": "2027-01-04"})).json()
        assert (early["state"], early["rows"]) == ("not_yet", [])
        await market.later(days=1)
        shown = (await browser.get(base, params={"date": "2027-01-04"})).json()
        assert (shown["state"], shown["columns"], shown["total_rows"]) == ("ready", ALL.split(","), 1)
        assert shown["summary"][0] == ["总交易单数", "1"]
        assert shown["rows"][0][21] == "a,b\n"
        file = await browser.get(base, params={"date": "2027-01-04", "download": "csv"})
        assert file.content == (await fetched(stall, f"{TRADE}?{DAY}"))[0]
        assert ",`a,b ,`" in file.text
        empty = (await browser.get(base, params={"date": "2027-01-03", "type": "FUNDFLOW"})).json()
        assert empty["state"] == "empty"
        wrong = await browser.get(base, params={"date": "2027-1-3"})
        assert (wrong.status_code, wrong.json()["error"]) == (422, "bill_date")
        nobody = await browser.get("/merchants/1699999999/bills", params={"date": "2027-01-03"})
        assert nobody.status_code == 404
