"""Who calls: every way in which a signature, its header or its certificate can be wrong."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.wire.api_mch_v3.echoes import CERTIFICATES, ECHO, order
from tests.wire.shops import MCH, Shop, a_shop, call_v3, check_signed, five_lines, send, sign
from tests.wire.towns import Town


@pytest.mark.parametrize(
    "header, message",
    [
        ("", "Http头缺少Authorization，请检查Http头"),
        ('WECHATPAY2-SM2-WITH-SM3 mchid="1"', "Http头Authorization认证类型不正确，应为 WECHATPAY2-SHA256-RSA2048"),
        ("Bearer abc", "Http头Authorization认证类型不正确，应为 WECHATPAY2-SHA256-RSA2048"),
        ("WECHATPAY2-SHA256-RSA2048", None),
        ("WECHATPAY2-SHA256-RSA2048 mchid=16", None),
        ('WECHATPAY2-SHA256-RSA2048 mchid="1600000000"', None),
        ('WECHATPAY2-SHA256-RSA2048 mchid="1",mchid="1",nonce_str="n",timestamp="1",serial_no="1",signature="1"', None),
        ('WECHATPAY2-SHA256-RSA2048 mchid="1",nonce_str="n",timestamp="soon",serial_no="1",signature="1"', None),
        ('WECHATPAY2-SHA256-RSA2048 mchid="1",nonce_str="n",timestamp="-1",serial_no="1",signature="1"', None),
        (f'WECHATPAY2-SHA256-RSA2048 mchid="1",nonce_str="{"n" * 33}",timestamp="1",serial_no="1",signature="1"', None),
    ],
)
async def test_a_header_that_says_too_little(town: Town, shop: Shop, header: str, message: str | None) -> None:
    answer = await send(town, "GET", CERTIFICATES, b"", {"host": MCH, "authorization": header})
    words = message or "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》"
    assert (answer.status, answer.json()) == (401, {"code": "SIGN_ERROR", "message": words})
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["request-id"].endswith("-268443699")
    assert "wechatpay-signature" not in answer.headers


async def test_order_and_spaces_in_the_header_do_not_matter(town: Town, shop: Shop) -> None:
    said = shop.authorization("GET", CERTIFICATES).partition(" ")[2].split(",")
    loose = f"WECHATPAY2-SHA256-RSA2048  {' , '.join(reversed(said))} "
    answer = await send(town, "GET", CERTIFICATES, b"", {"host": MCH, "authorization": loose})
    assert answer.status == 200, answer.body


async def refused(answer: Any, message: str) -> None:
    assert (answer.status, answer.json()["code"], answer.json()["message"]) == (401, "SIGN_ERROR", message)
    assert "wechatpay-signature" not in answer.headers


async def test_who_calls_has_to_be_known(town: Town, shop: Shop) -> None:
    await refused(
        await call_v3(town, shop, "GET", CERTIFICATES, mchid="1699999999"),
        "商户号不存在，请检查Http头Authorization中的mchid",
    )
    await refused(
        await call_v3(town, shop, "GET", CERTIFICATES, serial="4" * 40),
        "商户证书序列号有误，请使用签名私钥匹配的证书序列号",
    )


async def test_a_certificate_has_to_be_in_force(town: Town, shop: Shop) -> None:
    path = f"/api/console/merchants/{shop.mchid}/certificates"
    assert (await call_v3(town, shop, "GET", CERTIFICATES, serial=shop.serial.lower())).status == 200
    newer = (await town.ours("POST", path, {"format": "json"})).json()
    again: dict[str, Any] = {"serial": newer["serial"], "key": newer["private_key"]}
    assert (await call_v3(town, shop, "GET", CERTIFICATES)).status == 200
    assert (await call_v3(town, shop, "GET", CERTIFICATES, **again)).status == 200
    await town.ours("DELETE", f"{path}/{shop.serial}")
    await refused(await call_v3(town, shop, "GET", CERTIFICATES), "商户证书已作废，请使用有效的证书")
    last = (await town.ours("POST", path, {"format": "json", "replaces": True})).json()
    await refused(await call_v3(town, shop, "GET", CERTIFICATES, **again), "商户证书已被新证书替换，请使用新证书")
    only: dict[str, Any] = {"serial": last["serial"], "key": last["private_key"]}
    assert (await call_v3(town, shop, "GET", CERTIFICATES, **only)).status == 200


@pytest.mark.parametrize("off_seconds, is_good", [(-330, False), (-290, True), (290, True), (330, False)])
async def test_five_minutes_either_way(town: Town, shop: Shop, off_seconds: int, is_good: bool) -> None:
    answer = await call_v3(town, shop, "GET", CERTIFICATES, timestamp=int(time.time()) + off_seconds)
    if is_good:
        assert answer.status == 200
    else:
        await refused(answer, "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")


async def test_lane_time_has_no_say_in_signatures(town: Town, shop: Shop) -> None:
    await town.ours("POST", "/api/lab/clock/advance", {"seconds": 30 * 86400})
    answer = await call_v3(town, shop, "POST", ECHO, order(shop))
    assert answer.status == 200
    check_signed(answer, shop)


async def test_a_request_played_again_is_refused(town: Town, shop: Shop) -> None:
    same: dict[str, Any] = {"nonce": "593BEC0C930BF1AFEB40B4A08C8FB242", "timestamp": int(time.time())}
    assert (await call_v3(town, shop, "GET", CERTIFICATES, **same)).status == 200
    await refused(
        await call_v3(town, shop, "GET", CERTIFICATES, **same),
        "Http头Authorization中的nonce_str重复，请求被重放",
    )
    other = await a_shop(town)
    assert (await call_v3(town, other, "GET", CERTIFICATES, **same)).status == 200


async def test_a_forger_cannot_use_up_a_nonce(town: Town, shop: Shop) -> None:
    same: dict[str, Any] = {"nonce": "593BEC0C930BF1AFEB40B4A08C8FB242", "timestamp": int(time.time())}
    assert (await call_v3(town, shop, "GET", CERTIFICATES, signature="AAAA", **same)).status == 401
    assert (await call_v3(town, shop, "GET", CERTIFICATES, **same)).status == 200


async def test_a_wrong_signature_tells_what_was_signed(town: Town, shop: Shop) -> None:
    body = json.dumps(order(shop)).encode()
    answer = await call_v3(
        town, shop, "POST", ECHO, body, signature=sign(shop.private_key, b"else"), timestamp=int(time.time()), nonce="N"
    )
    timestamp = str(int(time.time()))
    said = answer.json()
    truncated = said["detail"]["sign_information"].pop("truncated_sign_message")
    assert said == {
        "code": "SIGN_ERROR",
        "message": "错误的签名，验签失败",
        "detail": {
            "detail": {"issue": "sign not match"},
            "field": "signature",
            "location": "authorization",
            "sign_information": {
                "method": "POST",
                "url": ECHO,
                "sign_message_length": len(five_lines("POST", ECHO, timestamp, "N", body)),
            },
        },
    }
    assert truncated.startswith(f"POST\n{ECHO}\n")
    assert truncated.endswith('\nN\n{"mchid"')


@pytest.mark.parametrize("signature", ["", "AAAA", "no base64!", "é"])
async def test_what_is_no_signature_is_refused(town: Town, shop: Shop, signature: str) -> None:
    header = shop.authorization("GET", CERTIFICATES).partition("signature=")
    rest = header[2].partition('",')[2]
    said = f'{header[0]}signature="{signature}",{rest}'
    answer = await send(town, "GET", CERTIFICATES, b"", {"host": MCH, "authorization": said})
    assert (answer.status, answer.json()["code"]) == (401, "SIGN_ERROR")


@pytest.mark.parametrize(
    "mistake, code",
    [
        ("body", "signature.v3_body"),
        ("line", "signature.v3_last_line"),
        ("query", "signature.v3_query"),
        ("host", "signature.v3_host"),
        ("method", "signature.v3_method"),
        ("other", "signature.v3_message"),
        ("key", "signature.v3_key"),
    ],
)
async def test_the_inspector_names_the_mistake(town: Town, shop: Shop, mistake: str, code: str) -> None:
    target, body = f"{ECHO}?a=1", b'{"mchid": "1", "a": 2}'
    timestamp, nonce = str(int(time.time())), "N1"
    right = five_lines("POST", target, timestamp, nonce, body)
    wrong = {
        "body": five_lines("POST", target, timestamp, nonce, b'{"mchid":"1","a":2}'),
        "line": right[:-1],
        "query": five_lines("POST", ECHO, timestamp, nonce, body),
        "host": five_lines("POST", f"https://{MCH}{target}", timestamp, nonce, body),
        "method": five_lines("post", target, timestamp, nonce, body),
        "other": b"anything",
        "key": right,
    }[mistake]
    key = shop.private_key if mistake != "key" else (await a_shop(town)).private_key
    signature = sign(key, wrong)
    answer = await call_v3(town, shop, "POST", target, body, signature=signature, timestamp=timestamp, nonce=nonce)
    assert answer.status == 401
    call = (await town.recorded(host=MCH))[0]
    assert (call.state, call.code, call.app_id) == ("refused", "SIGN_ERROR", None)
    assert call.why is not None
    assert (call.why.code, call.why.hint_code) == ("signature.v3_mismatch", code)
    assert call.why.string_to_sign == right.decode()
    if mistake == "body":
        assert call.why.first_difference is not None
        assert call.why.first_difference.byte == right.index(b': "1"') + 1
    assert shop.private_key not in str(call.why)
