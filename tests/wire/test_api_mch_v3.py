"""APIv3: literal requests with literal replies, and every way in which a signature can be wrong."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hutong.kernel.db import Reader, Transaction
from hutong.kernel.errors import HutongError
from hutong.pay import public as pay
from hutong.wire import api_mch_v3, registry
from hutong.wire.api_mch_v3 import Accepted, Bytes, Call
from hutong.wire.faces import Fault
from tests.wire.shops import MCH, Shop, a_market, a_shop, call_v3, check_signed, five_lines, public_key, send, sign
from tests.wire.towns import Town

ECHO = "/v3/test/echo"
CERTIFICATES = "/v3/certificates"


class Amount(msgspec.Struct):
    total: Annotated[int, msgspec.Meta(ge=1)]
    currency: str = "CNY"


class Order(msgspec.Struct):
    mchid: str
    description: Annotated[str, msgspec.Meta(min_length=1, max_length=127)]
    amount: Amount
    goods: list[Amount] = []


class Wanted(msgspec.Struct):
    mchid: str
    limit: int = 20


class Nothing(HutongError):
    """For the tests."""

    api_mch_v3 = Fault(404, "ORDER_NOT_EXIST", "订单不存在：{number}")


def declare(test: api_mch_v3.V3Registry) -> None:
    @test.post(ECHO, body=Order, names=("mchid",))
    def echo(tx: Transaction, call: Call[Order]) -> dict[str, Any]:
        return {"mchid": call.merchant.mchid, "description": call.body.description, "total": call.body.amount.total}

    @test.get("/v3/test/orders/{number}", query=Wanted, names=("mchid",))
    def show(read: Reader, call: Call[None]) -> dict[str, Any]:
        if call.path["number"] == "none":
            raise Nothing(number="none", detail={"field": "number"})
        return {"number": call.path["number"], "limit": call.query.limit}

    @test.post("/v3/test/orders/{number}/close", body=Wanted)
    async def close(call: Call[Wanted]) -> None:
        return None

    @test.post("/v3/test/begin")
    async def begin(call: Call[None]) -> Accepted:
        return Accepted({"state": "USERPAYING"})

    @test.get("/v3/test/file", unsigned_answer=True)
    async def file(call: Call[None]) -> Bytes:
        return Bytes(b"a,b\r\n", "text/plain")

    @test.post("/v3/test/secret", body=dict[str, str])
    async def secret(call: Call[dict[str, str]]) -> dict[str, str]:
        return {"heard": call.decrypt(call.body["name"], "/name"), "whispered": call.encrypt("张三")}


def declare_odd_ones(test: api_mch_v3.V3Registry) -> None:
    @test.get("/v3/test/crash")
    async def crash(call: Call[None]) -> None:
        raise ZeroDivisionError

    @test.get("/v3/test/rare", rate=2)
    async def rare(call: Call[None]) -> dict[str, str]:
        return {}

    @test.get("/v3/test/partners", kinds=("partner",))
    async def partners(call: Call[None]) -> dict[str, str]:
        return {}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A lab with merchants."""
    async with a_market(tmp_path / "market") as opened:
        yield opened


@pytest.fixture
async def shop(town: Town, endpoints: None) -> Shop:
    return await a_shop(town)


@pytest.fixture
def endpoints(town: Town) -> Iterator[None]:
    """Endpoints of the tests' own, beside the real ones."""
    test = api_mch_v3.V3Registry(MCH, auth="merchant")
    try:
        declare(test)
        declare_odd_ones(test)
        test.endpoints.extend(api_mch_v3.v3.endpoints)
        town.front._hosts[MCH] = api_mch_v3.Host(town.lane, test).handle
        yield
    finally:
        registry.registries.remove(test)


def order(shop: Shop, **other: Any) -> dict[str, Any]:
    return {"mchid": shop.mchid, "description": "茶", "amount": {"total": 100}, **other}


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
