"""wechatpy.pay as it is published: orders, refunds, payouts and tools of APIv2, only credentials are ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from wechatpy.exceptions import WeChatPayException
from wechatpy.pay import WeChatPay

from hutong.testing import DeveloperServer, Lane, Merchant, OfficialAccount, Person

CHINA = timezone(timedelta(hours=8))
UNDERSTOOD = "<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>"
IP = "127.0.0.1"
CARD_NUMBER = "6222020000000000000"


@pytest.fixture
def account(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> OfficialAccount:
    """An account; programs of this process reach the lane by the environment alone."""
    for name, value in lane.redirect_env().items():
        if os.environ.get(name) != value:
            monkeypatch.setenv(name, value)
    return lane.official_account(kind="service", name="Tea House")


@pytest.fixture
def merchant(lane: Lane, account: OfficialAccount) -> Merchant:
    """A merchant who takes payments in it."""
    return lane.merchant(apps=[account])


@pytest.fixture
def pay(account: OfficialAccount, merchant: Merchant, tmp_path: Path) -> Any:
    """wechatpy's client with the merchant's certificate, as on a real server."""
    (tmp_path / "cert.pem").write_text(merchant.certificate)
    (tmp_path / "key.pem").write_text(merchant.private_key)
    files = {"mch_cert": str(tmp_path / "cert.pem"), "mch_key": str(tmp_path / "key.pem")}
    return WeChatPay(account.appid, merchant.api_v2_key, merchant.mchid, **files)


@pytest.fixture
def li(lane: Lane) -> Person:
    """Somebody with play money."""
    return lane.person("Li Lei")


@pytest.fixture
def server() -> Iterator[DeveloperServer]:
    """The merchant's server."""
    with DeveloperServer(UNDERSTOOD, path="/paid") as made:
        yield made


def test_an_order_is_paid_told_and_refunded(
    lane: Lane, pay: Any, account: OfficialAccount, li: Person, server: DeveloperServer
) -> None:
    before = li.balance_fen
    placed = pay.order.create(
        "JSAPI", "Longjing tea", 888, server.url, client_ip=IP, user_id=li.openid(account), out_trade_no="tea1"
    )
    assert pay.check_signature(dict(placed)), "the answer is signed with our key"
    invocation = pay.jsapi.get_jsapi_params(placed["prepay_id"])

    li.pay(invocation)

    told = pay.parse_payment_result(server.wait().body)
    assert (told["out_trade_no"], told["total_fee"], told["result_code"]) == ("tea1", 888, "SUCCESS")
    assert (told["openid"], li.balance_fen) == (li.openid(account), before - 888)
    found = pay.order.query(out_trade_no="tea1")
    assert (found["trade_state"], found["transaction_id"]) == ("SUCCESS", told["transaction_id"])
    assert pay.micropay.query(transaction_id=told["transaction_id"])["out_trade_no"] == "tea1"

    refunded = pay.refund.apply(888, 88, "back1", out_trade_no="tea1", notify_url=server.url)
    lane.settle()

    assert (refunded["refund_fee"], li.balance_fen) == ("88", before - 800)
    notice = pay.parse_refund_notify_result(server.wait(count=2).body)
    assert (notice["out_refund_no"], notice["refund_status"], notice["refund_fee"]) == ("back1", "SUCCESS", 88)
    assert pay.refund.query(out_refund_no="back1")["refund_status_0"] == "SUCCESS"
    assert lane.ledger.trial_balance().is_balanced


def test_a_code_is_drawn_and_closed(pay: Any, li: Person, server: DeveloperServer) -> None:
    placed = pay.order.create("NATIVE", "Tea", 1, server.url, client_ip=IP, out_trade_no="tea2", product_id="longjing")
    short = pay.tools.short_url(placed["code_url"])["short_url"]

    assert placed["code_url"].startswith("weixin://wxpay/bizpayurl?pr=")
    assert short.startswith("weixin://wxpay/s/")
    assert pay.order.close("tea2")["result_msg"] == "OK"
    assert pay.order.query(out_trade_no="tea2")["trade_state"] == "CLOSED"
    with pytest.raises(WeChatPayException) as refused:
        pay.order.query(out_trade_no="nothing")
    assert (refused.value.errcode, refused.value.return_code) == ("ORDERNOTEXIST", "SUCCESS")


def test_app_parameters_are_signed_as_the_messenger_expects(
    pay: Any, account: OfficialAccount, merchant: Merchant, li: Person, server: DeveloperServer
) -> None:
    before = li.balance_fen
    placed = pay.order.create("APP", "Tea", 500, server.url, client_ip=IP, out_trade_no="tea3")
    params = pay.order.get_appapi_params(placed["prepay_id"])

    li.pay(params)

    assert li.balance_fen == before - 500
    assert (params["appid"], params["partnerid"]) == (account.appid, merchant.mchid)


def test_a_shown_code_is_charged_and_reversed(pay: Any, account: OfficialAccount, li: Person) -> None:
    before, code = li.balance_fen, li.payment_code
    assert pay.tools.auto_code_to_openid(code)["openid"] == li.openid(account)

    paid = pay.micropay.create("Noodles", 1200, code, client_ip=IP, out_trade_no="noodles1")

    assert (paid["trade_type"], paid["openid"]) == ("MICROPAY", li.openid(account))
    assert li.balance_fen == before - 1200
    assert pay.order.reverse(out_trade_no="noodles1")["recall"] == "N"
    assert pay.order.query(out_trade_no="noodles1")["trade_state"] == "REVOKED"


def test_a_red_packet_reaches_a_person(
    lane: Lane, pay: Any, account: OfficialAccount, merchant: Merchant, li: Person
) -> None:
    merchant.top_up(100_000)
    words = {"send_name": "Tea House", "act_name": "Lanterns", "wishing": "Good luck", "remark": "-"}

    sent = pay.redpack.send(li.openid(account), 1000, client_ip=IP, out_trade_no="packet1", **words)

    assert sent["send_listid"]
    assert pay.redpack.query("packet1")["status"] == "SENT"
    group = pay.redpack.send_group(li.openid(account), 900, total_num=3, client_ip=IP, out_trade_no="packet2", **words)
    assert group["send_listid"] != sent["send_listid"]
    lane.clock.advance(hours=24)
    assert pay.redpack.query("packet1")["status"] == "REFUND"
    assert merchant.money["available_fen"] == 100_000


def test_money_is_paid_into_a_wallet_and_to_a_bank(
    lane: Lane, pay: Any, account: OfficialAccount, merchant: Merchant, li: Person
) -> None:
    merchant.top_up(100_000)
    before = li.balance_fen

    paid = pay.transfer.transfer(li.openid(account), 5000, "Bonus", IP, real_name="Li Lei", out_trade_no="bonus1")
    sent = pay.transfer.transfer_bankcard("张三", CARD_NUMBER, "1002", 20_000, "Bill", out_trade_no="bank1")
    lane.settle()

    assert (li.balance_fen, paid["partner_trade_no"]) == (before + 5000, "bonus1")
    assert pay.transfer.query("bonus1")["status"] == "SUCCESS"
    assert (sent["amount"], sent["cmms_amt"]) == ("20000", "100")
    assert pay.transfer.query_bankcard("bank1")["status"] == "SUCCESS"
    assert merchant.money["available_fen"] == 100_000 - 5000 - 20_100
    with pytest.raises(WeChatPayException) as refused:
        pay.transfer.transfer(li.openid(account), 5000, "Bonus", IP, real_name="Han", out_trade_no="bonus2")
    assert refused.value.errcode == "NAME_MISMATCH"


def test_bills_come_as_text(
    lane: Lane, pay: Any, account: OfficialAccount, li: Person, server: DeveloperServer
) -> None:
    placed = pay.order.create(
        "JSAPI", "Tea", 888, server.url, client_ip=IP, user_id=li.openid(account), out_trade_no="tea4"
    )
    li.pay(pay.jsapi.get_jsapi_params(placed["prepay_id"]))
    day = lane.clock.now.astimezone(CHINA).date()
    with pytest.raises(WeChatPayException) as early:
        pay.tools.download_bill(day)
    assert (early.value.return_code, early.value.return_msg) == ("FAIL", "Bill Creating")

    lane.clock.advance(hours=36)

    bill = pay.tools.download_bill(day)
    assert bill.removeprefix("\ufeff").startswith("交易时间,公众账号ID,商户号")
    assert "`tea4" in bill
    assert "资金流水单号" in pay.tools.download_fundflow(day)
    with pytest.raises(WeChatPayException) as none:
        pay.tools.download_bill(day - timedelta(days=30))
    assert none.value.return_msg == "No Bill Exist"


def test_the_sandbox_has_a_key_of_its_own(
    account: OfficialAccount, merchant: Merchant, server: DeveloperServer
) -> None:
    sandbox = WeChatPay(account.appid, merchant.api_v2_key, merchant.mchid, sandbox=True)

    placed = sandbox.order.create("APP", "Tea", 101, server.url, client_ip=IP, out_trade_no="play1")

    assert sandbox.sandbox_api_key != merchant.api_v2_key
    assert sandbox.check_signature(dict(placed))
    assert sandbox.order.query(out_trade_no="play1")["trade_state"] == "SUCCESS"
    assert sandbox.refund.apply(101, 101, "play1back", out_trade_no="play1")["refund_id"]
    assert sandbox.refund.query(out_trade_no="play1")["refund_status_0"] == "SUCCESS"
    with pytest.raises(WeChatPayException) as refused:
        sandbox.order.create("APP", "Tea", 99, server.url, client_ip=IP, out_trade_no="play2")
    assert refused.value.return_msg == "沙箱支付金额(99)无效，请检查需要验收的case"


def test_without_its_certificate_a_client_pays_nothing_out(
    pay: Any, account: OfficialAccount, merchant: Merchant, li: Person
) -> None:
    merchant.top_up(100_000)
    bare = WeChatPay(account.appid, merchant.api_v2_key, merchant.mchid)
    wrong = WeChatPay(account.appid, "k" * 32, merchant.mchid, mch_cert=pay.mch_cert, mch_key=pay.mch_key)

    with pytest.raises(WeChatPayException) as no_certificate:
        bare.transfer.transfer(li.openid(account), 5000, "Bonus", IP, real_name="Li Lei", out_trade_no="b1")
    with pytest.raises(WeChatPayException) as no_key:
        wrong.transfer.transfer(li.openid(account), 5000, "Bonus", IP, real_name="Li Lei", out_trade_no="b1")

    assert (no_certificate.value.errcode, no_key.value.errcode) == ("CA_ERROR", "SIGN_ERROR")
    assert merchant.money["available_fen"] == 100_000


def test_what_is_not_emulated_says_so(lane: Lane, pay: Any) -> None:
    calls: list[Callable[[], Any]] = [
        lambda: pay.withhold.query_signing(contract_id="1"),
        lambda: pay.withhold.query_order(out_trade_no="1"),
        lambda: pay.withhold.apply_cancel_signing(contract_id="1", contract_termination_remark="-"),
    ]
    for call in calls:
        with pytest.raises(WeChatPayException) as refused:
            call()
        assert refused.value.response.status_code == 404
        assert "is not emulated" in refused.value.response.text
    assert {told.path for told in lane.calls(host="api.mch.weixin.qq.com") if told.status == 404} == {
        "/papay/querycontract",
        "/pay/paporderquery",
        "/papay/deletecontract",
    }


def test_coupons_are_asked_for_by_the_old_path(pay: Any, account: OfficialAccount, li: Person) -> None:
    calls: list[Callable[[], Any]] = [
        lambda: pay.coupon.query_stock("404"),
        lambda: pay.coupon.send(li.openid(account), "404", out_trade_no="c1"),
        lambda: pay.coupon.query_coupon("404", li.openid(account)),
    ]
    for call in calls:
        with pytest.raises(WeChatPayException) as refused:
            call()
        assert (refused.value.return_code, refused.value.errcode) == ("SUCCESS", "PARAM_ERROR")
