"""What pages hand over: the merchant's signature verified, and a wrong one explained."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.dialog.towns import Account, Person
from tests.pay.orders.shop import JSAPI, an_order, by, opened, said, tapped
from tests.pay.stalls import BORN_FEN, Market, Stall, sign_of

pytestmark = pytest.mark.database

NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242"


def rsa_signed(stall: Stall, text: str) -> str:
    key = serialization.load_pem_private_key(stall.told["private_key"].encode(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return base64.b64encode(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()


def handed_over(market: Market, stall: Stall, account: Account, prepay_id: str, **other: str) -> dict[str, str]:
    """What getBrandWCPayRequest gets, as an SDK makes it."""
    stamp = str(int(market.lane.clock.wire().timestamp()))
    text = f"{account.app_id}\n{stamp}\n{NONCE}\nprepay_id={prepay_id}\n"
    return {
        "appId": account.app_id,
        "timeStamp": stamp,
        "nonceStr": NONCE,
        "package": f"prepay_id={prepay_id}",
        "signType": "RSA",
        "paySign": rsa_signed(stall, text),
        **other,
    }


async def jsapi(stall: Stall, account: Account, person: Person) -> str:
    placed = await stall.v3("POST", JSAPI, an_order(stall, account, **by(person, account)))
    return str(placed.json()["prepay_id"])


async def refused(person: Person, given: dict[str, Any]) -> tuple[tuple[int, str], dict[str, Any]]:
    answer = await person.phone.post("/payments/open", json={"invocation": given})
    return said(answer), answer.json().get("params", {})


async def test_a_right_signature_opens_the_sheet(market: Market, stall: Stall, account: Account, li: Person) -> None:
    given = handed_over(market, stall, account, await jsapi(stall, account, li))
    answer = await li.phone.post("/payments/open", json={"invocation": given})
    assert answer.status_code == 200, answer.text
    # wx.chooseWXPay spells one name otherwise.
    given["timestamp"] = given.pop("timeStamp")
    answer = await li.phone.post("/payments/open", json={"invocation": given})
    assert (await tapped(li, answer.json())).status_code == 200
    assert await market.balance_fen(li) == BORN_FEN - 100


async def test_an_app_signs_the_bare_prepay_id(market: Market, stall: Stall, account: Account, li: Person) -> None:
    placed = await stall.v3("POST", "/v3/pay/transactions/app", an_order(stall, account))
    prepay_id, stamp = placed.json()["prepay_id"], str(int(market.lane.clock.wire().timestamp()))
    given = {
        "appid": account.app_id,
        "partnerid": stall.mchid,
        "prepayid": prepay_id,
        "package": "Sign=WXPay",
        "noncestr": NONCE,
        "timestamp": stamp,
        "sign": rsa_signed(stall, f"{account.app_id}\n{stamp}\n{NONCE}\n{prepay_id}\n"),
    }
    assert (await li.phone.post("/payments/open", json={"invocation": given})).status_code == 200
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in given.items() if name != "appid")
    sheet = await opened(li, f"weixin://app/{account.app_id}/pay/?{query}")
    assert sheet["amount_fen"] == 100
    wrong = given | {"sign": rsa_signed(stall, f"{account.app_id}\n{stamp}\n{NONCE}\nprepay_id={prepay_id}\n")}
    code, told = await refused(li, wrong)
    assert code == (422, "pay_sign_wrong")
    assert told["hint"] == "package_prefix"
    other = given | {"partnerid": "1600000001"}
    assert (await refused(li, other))[0] == (422, "invocation_app_wrong")
    # A prepay_id is good for the way it was made for, and no other.
    assert (await refused(li, handed_over(market, stall, account, prepay_id)))[0] == (422, "invocation_app_wrong")


async def test_a_wrong_signature_is_told_with_what_was_signed(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    prepay_id = await jsapi(stall, account, li)
    right = handed_over(market, stall, account, prepay_id)
    text = f"{account.app_id}\n{right['timeStamp']}\n{NONCE}\nprepay_id={prepay_id}\n"
    mistakes = {
        "last_line_feed": text[:-1],
        "package_prefix": text.replace("prepay_id=", ""),
        "mchid_for_appid": text.replace(account.app_id, stall.mchid),
        "line_ends": text.replace("\n", "\r\n"),
        "milliseconds": text.replace(right["timeStamp"], right["timeStamp"] + "000"),
        "another_string_was_signed": text + "more",
    }
    for hint, signed in mistakes.items():
        code, told = await refused(li, right | {"paySign": rsa_signed(stall, signed)})
        assert code == (422, "pay_sign_wrong")
        assert (told["hint"], told["sign_type"], told["string_to_sign"]) == (hint, "RSA", text)
        if hint != "another_string_was_signed":
            assert told["signed"] == signed
            places = [at for at, (one, other) in enumerate(zip(text, signed, strict=False)) if one != other]
            assert told["differs_at"] == (places[0] if places else min(len(text), len(signed)))
    stranger = await market.stall(account)
    code, told = await refused(li, right | {"paySign": rsa_signed(stranger, text)})
    assert (code, told["hint"]) == ((422, "pay_sign_wrong"), "made_with_another_key")
    code, told = await refused(li, right | {"paySign": "nonsense"})
    assert (code, told["hint"]) == ((422, "pay_sign_wrong"), "not_a_signature")


async def test_what_is_missing_old_or_anothers_is_refused(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    right = handed_over(market, stall, account, await jsapi(stall, account, li))
    for name in ("appId", "timeStamp", "nonceStr", "package", "paySign"):
        lacking = {key: value for key, value in right.items() if key != name}
        code, told = await refused(li, lacking)
        assert (code, told["field"]) == ((422, "invocation_incomplete"), name)
    assert (await refused(li, right | {"appId": (await market.account()).app_id}))[0] == (422, "invocation_app_wrong")
    for stamp in (str(int(right["timeStamp"]) - 7_300), right["timeStamp"] + "000", "yesterday"):
        assert (await refused(li, right | {"timeStamp": stamp}))[0] == (422, "invocation_too_old")
    assert (await refused(li, right | {"package": "prepay_id=wx" + "0" * 34}))[0] == (404, "payment_not_found")
    assert (await refused(li, right | {"signType": "MD5"}))[0] == (422, "invocation_incomplete")
    han = await market.person("Han Meimei")
    assert (await refused(han, right))[0] == (403, "payment_of_another")
    await market.later(hours=2, seconds=1)
    assert (await refused(li, right))[0] == (410, "payment_expired")


@pytest.mark.parametrize("sign_type", ["MD5", "HMAC-SHA256"])
async def test_orders_of_v2_are_signed_by_their_key(
    market: Market, stall: Stall, account: Account, li: Person, sign_type: str
) -> None:
    placed = await stall.v2(
        "/pay/unifiedorder",
        sign_type=sign_type,
        appid=account.app_id,
        body="QQ",
        out_trade_no="told-by-v2",
        total_fee=88,
        spbill_create_ip="1.2.3.4",
        notify_url="http://127.0.0.1:1/notify",
        trade_type="JSAPI",
        openid=li.openid(account),
    )
    given = {
        "appId": account.app_id,
        "timeStamp": str(int(market.lane.clock.wire().timestamp())),
        "nonceStr": NONCE,
        "package": f"prepay_id={placed['prepay_id']}",
        "signType": sign_type,
    }
    right = given | {"paySign": sign_of(given, stall.key, sign_type)}
    assert (await li.phone.post("/payments/open", json={"invocation": right})).status_code == 200
    code, told = await refused(li, given | {"paySign": sign_of(given, "another key", sign_type)})
    assert (code, told["hint"]) == ((422, "pay_sign_wrong"), "another_string_or_key")
    assert stall.key not in str(told)
    assert told["string_to_sign"].startswith(f"appId={account.app_id}&nonceStr={NONCE}&package=")
    lower = {name.lower(): value for name, value in given.items()}
    code, told = await refused(li, given | {"paySign": sign_of(lower, stall.key, sign_type)})
    assert told["hint"] == "names_in_lower_case"
    code, told = await refused(li, given | {"paySign": right["paySign"].lower()})
    assert told["hint"] == "lower_case_hex"
