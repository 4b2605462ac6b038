"""What is answered: signed, in the shapes of the documents, refusals too."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hutong.pay import public as pay
from tests.wire.api_mch_v3.echoes import CERTIFICATES, ECHO, order
from tests.wire.shops import MCH, Shop, call_v3, check_signed, public_key
from tests.wire.towns import Town


async def test_a_signed_call_gets_a_signed_answer(town: Town, shop: Shop) -> None:
    answer = await call_v3(town, shop, "POST", ECHO, order(shop))
    assert (answer.status, answer.json()) == (200, {"mchid": shop.mchid, "description": "茶", "total": 100})
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["request-id"].endswith("-0")
    check_signed(answer, shop)


async def test_no_content_is_signed_as_well(town: Town, shop: Shop) -> None:
    answer = await call_v3(town, shop, "POST", "/v3/test/orders/7/close", {"mchid": shop.mchid})
    assert (answer.status, answer.body) == (204, b"")
    check_signed(answer, shop)


async def test_what_has_only_begun_is_accepted(town: Town, shop: Shop) -> None:
    answer = await call_v3(town, shop, "POST", "/v3/test/begin")
    assert (answer.status, answer.json()) == (202, {"state": "USERPAYING"})
    check_signed(answer, shop)


async def test_a_file_is_not_signed_where_the_documents_say_so(town: Town, shop: Shop) -> None:
    answer = await call_v3(town, shop, "GET", "/v3/test/file")
    assert answer.body == b"a,b\r\n"
    assert "wechatpay-signature" not in answer.headers


async def test_a_refusal_is_signed_once_the_caller_is_known(town: Town, shop: Shop) -> None:
    answer = await call_v3(town, shop, "GET", f"/v3/test/orders/none?mchid={shop.mchid}")
    assert answer.status == 404
    assert answer.json() == {"code": "ORDER_NOT_EXIST", "message": "订单不存在：none", "detail": {"field": "number"}}
    assert answer.headers["request-id"].endswith("-268512771")
    check_signed(answer, shop)


async def test_the_address_is_verified_as_it_came(town: Town, shop: Shop) -> None:
    for number in ("a%2Bb", "a+b", "a%7Cb", "%E8%8C%B6"):
        target = f"/v3/test/orders/{number}?mchid={shop.mchid}&limit=%35"
        answer = await call_v3(town, shop, "GET", target)
        assert answer.status == 200, answer.body
    assert answer.json() == {"number": "茶", "limit": 5}


async def test_a_call_by_first_segment_is_signed_without_it(town: Town, shop: Shop) -> None:
    headers = {"authorization": shop.authorization("GET", CERTIFICATES)}
    answer = await town.ask("GET", f"/{MCH}{CERTIFICATES}", headers=headers)
    assert answer.status == 200, answer.body


async def test_the_answer_is_signed_with_the_key_the_caller_names(town: Town, shop: Shop) -> None:
    for named, by in (
        ("", shop.platform_serial),
        (shop.platform_serial, shop.platform_serial),
        (shop.public_key_id, shop.public_key_id),
        ("PUB_KEY_ID_0100000000000000000000000000", shop.platform_serial),
        ("7777777777777777777777777777777777777777", shop.platform_serial),
    ):
        headers = {"wechatpay-serial": named} if named else {}
        check_signed(await call_v3(town, shop, "POST", ECHO, order(shop), headers=headers), shop, by=by)


async def test_the_mode_says_which_key_answers(town: Town, shop: Shop) -> None:
    path = f"/api/console/merchants/{shop.mchid}/mode"
    await town.ours("PUT", path, {"mode": "public_key"})
    check_signed(await call_v3(town, shop, "POST", ECHO, order(shop)), shop, by=shop.public_key_id)
    named = {"wechatpay-serial": shop.platform_serial}
    check_signed(await call_v3(town, shop, "POST", ECHO, order(shop), headers=named), shop, by=shop.public_key_id)
    await town.ours("PUT", path, {"mode": "certificate"})
    named = {"wechatpay-serial": shop.public_key_id}
    check_signed(await call_v3(town, shop, "POST", ECHO, order(shop), headers=named), shop)


@pytest.mark.parametrize(
    "body, detail",
    [
        (b"", {"field": "", "value": None, "location": "body"}),
        (b"{", {"field": "", "value": None, "location": "body"}),
        (b"[]", {"field": "/", "value": None, "location": "body"}),
        ({"amount": {"total": "100"}}, {"field": "/amount/total", "value": "100", "location": "body"}),
        ({"amount": {"total": 0}}, {"field": "/amount/total", "value": 0, "location": "body"}),
        ({"amount": {"total": -1}}, {"field": "/amount/total", "value": -1, "location": "body"}),
        ({"amount": {"total": 1.5}}, {"field": "/amount/total", "value": 1.5, "location": "body"}),
        ({"amount": {"total": 1.0}}, {"field": "/amount/total", "value": 1.0, "location": "body"}),
        ({"amount": {"total": True}}, {"field": "/amount/total", "value": True, "location": "body"}),
        ({"amount": {"total": 2**63}}, {"field": "/amount/total", "value": 2**63, "location": "body"}),
        ({"amount": {"total": 10**30}}, {"field": "/amount/total", "value": 10**30, "location": "body"}),
        ({"amount": {}}, {"field": "/amount/total", "value": None, "location": "body"}),
        ({"description": ""}, {"field": "/description", "value": "", "location": "body"}),
        ({"description": "x" * 128}, {"field": "/description", "value": "x" * 128, "location": "body"}),
        ({"description": "a\0b"}, {"field": "", "value": None, "location": "body"}),
        ({"goods": [{"total": 1}, {"total": None}]}, {"field": "/goods/1/total", "value": None, "location": "body"}),
        ({"mchid": "1699999999"}, {"field": "/mchid", "value": "1699999999", "location": "body"}),
    ],
)
async def test_a_parameter_error_says_which_and_why(
    town: Town, shop: Shop, body: bytes | dict[str, Any], detail: dict[str, Any]
) -> None:
    answer = await call_v3(town, shop, "POST", ECHO, body if isinstance(body, bytes) else order(shop, **body))
    assert (answer.status, answer.json()["code"]) == (400, "PARAM_ERROR")
    said = answer.json()["detail"]
    assert said.pop("issue")
    assert said == detail
    check_signed(answer, shop)


async def test_a_query_names_its_merchant_too(town: Town, shop: Shop) -> None:
    answer = await call_v3(town, shop, "GET", "/v3/test/orders/7?mchid=1699999999")
    assert answer.json() == {
        "code": "PARAM_ERROR",
        "message": "Http头中的商户号与请求参数中的商户号不一致",
        "detail": {
            "field": "mchid",
            "value": "1699999999",
            "issue": f"differs from the mchid of Authorization, {shop.mchid}",
            "location": "query",
        },
    }
    for query, field in (("", "mchid"), (f"?mchid={shop.mchid}&limit=x", "limit")):
        answer = await call_v3(town, shop, "GET", f"/v3/test/orders/7{query}")
        assert (answer.status, answer.json()["detail"]["field"]) == (400, field)


async def test_secrets_travel_encrypted_both_ways(town: Town, shop: Shop) -> None:
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)
    for pem, named in ((shop.platform_certificate, shop.platform_serial), (shop.public_key, shop.public_key_id)):
        name = base64.b64encode(public_key(pem).encrypt("李雷".encode(), oaep)).decode()
        answer = await call_v3(
            town, shop, "POST", "/v3/test/secret", {"name": name}, headers={"wechatpay-serial": named}
        )
        assert answer.json()["heard"] == "李雷"
        key = load_pem_private_key(shop.private_key.encode(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        assert key.decrypt(base64.b64decode(answer.json()["whispered"]), oaep).decode() == "张三"
        wrong = {"wechatpay-serial": shop.platform_serial if named == shop.public_key_id else shop.public_key_id}
        for headers, field in (
            (wrong, "/name"),
            ({}, "Wechatpay-Serial"),
            ({"wechatpay-serial": "5"}, "Wechatpay-Serial"),
        ):
            refusal = await call_v3(town, shop, "POST", "/v3/test/secret", {"name": name}, headers=headers)
            assert (refusal.status, refusal.json()["code"]) == (400, "PARAM_ERROR")
            assert refusal.json()["detail"]["field"] == field
    for text in ("", "no", "AAAA"):
        headers = {"wechatpay-serial": shop.public_key_id}
        refusal = await call_v3(town, shop, "POST", "/v3/test/secret", {"name": text}, headers=headers)
        assert (refusal.status, refusal.json()["message"]) == (400, "敏感信息解密失败")


async def test_what_is_not_emulated_is_loud_and_counted(town: Town, shop: Shop) -> None:
    answer = await call_v3(town, shop, "POST", "/v3/payscore/serviceorder", {})
    assert answer.status == 404
    assert answer.json()["message"] == f"hutong: {MCH}/v3/payscore/serviceorder is not emulated"
    call = (await town.recorded(host=MCH))[0]
    assert (call.state, call.code) == ("not_emulated", "404")
    missing = (await town.ours("GET", "/api/lab/calls/missing")).json()["items"]
    assert missing[0]["path"] == "/v3/payscore/serviceorder"


async def test_a_documented_404_is_a_refusal_and_not_missing(town: Town, shop: Shop) -> None:
    await call_v3(town, shop, "GET", f"/v3/test/orders/none?mchid={shop.mchid}")
    call = (await town.recorded(host=MCH))[0]
    assert (call.state, call.code, call.title, call.app_id) == (
        "refused",
        "ORDER_NOT_EXIST",
        "订单不存在：none",
        shop.mchid,
    )


async def test_other_refusals(town: Town, shop: Shop) -> None:
    wrong = await call_v3(town, shop, "DELETE", ECHO)
    assert (wrong.status, wrong.json()["message"]) == (405, "请求方法不正确，应为 POST")
    crash = await call_v3(town, shop, "GET", "/v3/test/crash")
    assert (crash.status, crash.json()["code"]) == (500, "SYSTEM_ERROR")
    check_signed(crash, shop)
    partners = await call_v3(town, shop, "GET", "/v3/test/partners")
    assert (partners.status, partners.json()["code"]) == (403, "NO_AUTH")
    picky = await call_v3(town, shop, "GET", CERTIFICATES, headers={"accept": "image/png"})
    assert picky.status == 406


async def test_too_many_calls_in_a_second(town: Town, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = town.lane.port(pay.Desk)
    monkeypatch.setattr(desk, "_monotonic", lambda: 7.0)
    for _ in range(3):
        assert (await call_v3(town, shop, "GET", "/v3/test/rare")).status == 200
    assert (await town.recorded(host=MCH))[0].state == "warn"
    await town.rule(quotas="enforce")
    answer = await call_v3(town, shop, "GET", "/v3/test/rare")
    assert (answer.status, answer.json()["code"]) == (429, "FREQUENCY_LIMITED")
    monkeypatch.setattr(desk, "_monotonic", lambda: 8.0)
    assert (await call_v3(town, shop, "GET", "/v3/test/rare")).status == 200


async def test_signatures_are_hidden_from_the_record(town: Town, shop: Shop) -> None:
    await call_v3(town, shop, "GET", CERTIFICATES)
    listed = (await town.ours("GET", "/api/lab/calls", query={"host": MCH})).json()["items"][0]
    told = (await town.ours("GET", f"/api/lab/calls/{listed['id']}")).json()
    assert dict(told["request"]["headers"])["authorization"] == "(hidden)"
    assert dict(told["response"]["headers"])["wechatpay-serial"] == shop.platform_serial
    assert listed["app_id"] == shop.mchid
