"""APIv2: literal XML in, literal XML out, and every way in which a sign can be wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree

from hutong.kernel.db import Transaction
from hutong.kernel.errors import HutongError
from hutong.redirect.fronted import CLIENT_SERIAL, Fronted
from hutong.wire import api_mch_v2, calls, registry
from hutong.wire.api_mch_v2 import Bytes, Call
from hutong.wire.faces import Failure
from hutong.wire.incoming import Incoming
from tests.wire.shops import MCH, Shop, a_market, a_shop, v2_sign
from tests.wire.towns import Answer, Town

PAY = "/test/unifiedorder"
REFUND = "/secapi/test/refund"


class Order(msgspec.Struct):
    out_trade_no: str
    total_fee: int
    attach: str = ""


class AlreadyPaid(HutongError):
    """For the tests."""

    api_mch_v2 = Failure("ORDERPAID", "该订单已支付")


def declare(test: api_mch_v2.V2Registry) -> None:
    @test.post(PAY, body=Order)
    def create(tx: Transaction, call: Call[Order]) -> dict[str, Any]:
        if call.body.out_trade_no == "paid":
            raise AlreadyPaid()
        return {"prepay_id": "wx1", "total": call.body.total_fee, "code_url": None, "attach": call.body.attach}

    @test.post(REFUND, body=Order, certificate=True)
    def refund(tx: Transaction, call: Call[Order]) -> dict[str, Any]:
        return {"refund_id": "5", "serial": call.certificate_serial}

    @test.post("/test/profitsharing", signs=("HMAC-SHA256",))
    async def share(call: Call[None]) -> dict[str, Any]:
        return {"order_id": "3"}

    @test.post("/test/transfers", signed_answer=False, faults_in_result=True)
    async def pay_out(call: Call[None]) -> dict[str, Any]:
        return {"payment_no": "1"}

    @test.post("/test/downloadbill", text_answer=True)
    async def bill(call: Call[None]) -> Bytes:
        if "date" not in call.fields:
            raise AlreadyPaid()
        return Bytes("交易时间\r\n".encode(), "text/plain")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A lab with merchants."""
    async with a_market(tmp_path / "market") as opened:
        yield opened


@pytest.fixture
def endpoints(town: Town) -> Iterator[None]:
    """Endpoints of the tests' own."""
    test = api_mch_v2.V2Registry(MCH, auth="merchant")
    try:
        declare(test)
        town.front._hosts[MCH] = api_mch_v2.Host(town.lane, test).handle
        yield
    finally:
        registry.registries.remove(test)


@pytest.fixture
async def shop(town: Town, endpoints: None) -> Shop:
    return await a_shop(town)


def fields(shop: Shop, sign_type: str = "MD5", key: str | None = None, **given: str) -> dict[str, str]:
    """A signed request."""
    said = {"appid": "wx1", "mch_id": shop.mchid, "nonce_str": "5K8264ILTKCH16CQ2502SI8ZNMTM67VS", **given}
    if sign_type != "MD5":
        said["sign_type"] = sign_type
    said["sign"] = v2_sign(said, key or shop.api_v2_key, sign_type)
    return said


def xml_of(said: dict[str, str]) -> bytes:
    inner = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in said.items())
    return f"<xml>{inner}</xml>".encode()


async def post(
    town: Town, path: str, said: dict[str, str] | bytes, *, serial: str = "", method: str = "POST"
) -> Answer:
    """Send fields as XML; `serial` is what a front of ours would say of the caller's certificate."""
    scope: dict[str, Any] = {
        "method": method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", MCH.encode()), (b"content-type", b"text/xml")],
        "client": ("127.0.0.1", 1),
        **({CLIENT_SERIAL: serial} if serial else {}),
    }
    body = said if isinstance(said, bytes) else xml_of(said)
    answer = await town.front._hosts[MCH](Incoming(scope, MCH, path, body))
    return Answer(answer.status, answer.headers, answer.body)


def read(answer: Answer) -> dict[str, str]:
    assert answer.status == 200
    return {str(child.tag): child.text or "" for child in etree.fromstring(answer.body)}


def transport(answer: Answer) -> str:
    """The words of a call that was not understood: unsigned, and nothing else."""
    said = read(answer)
    assert said.keys() == {"return_code", "return_msg"}, said
    assert said["return_code"] == "FAIL"
    return said["return_msg"]


@pytest.mark.parametrize("sign_type", ["MD5", "HMAC-SHA256"])
async def test_a_signed_call_gets_an_answer_signed_alike(town: Town, shop: Shop, sign_type: str) -> None:
    answer = await post(town, PAY, fields(shop, sign_type, out_trade_no="7", total_fee="100", attach="茶 & <糕>"))
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    said = read(answer)
    assert said.pop("sign") == v2_sign(said, shop.api_v2_key, sign_type)
    assert len(said.pop("nonce_str")) == 32
    assert said == {
        "return_code": "SUCCESS",
        "return_msg": "OK",
        "appid": "wx1",
        "mch_id": shop.mchid,
        "result_code": "SUCCESS",
        "prepay_id": "wx1",
        "total": "100",
        "attach": "茶 & <糕>",
    }


async def test_a_refusal_is_a_result_and_is_signed(town: Town, shop: Shop) -> None:
    said = read(await post(town, PAY, fields(shop, out_trade_no="paid", total_fee="1")))
    assert said.pop("sign") == v2_sign(said, shop.api_v2_key)
    assert (said["return_code"], said["result_code"]) == ("SUCCESS", "FAIL")
    assert (said["err_code"], said["err_code_des"]) == ("ORDERPAID", "该订单已支付")


async def test_unknown_and_empty_fields(town: Town, shop: Shop) -> None:
    said = fields(shop, out_trade_no="7", total_fee="1", invented="yes", attach="")
    assert read(await post(town, PAY, said))["result_code"] == "SUCCESS"
    unsigned = {**fields(shop, out_trade_no="7", total_fee="1"), "invented": "yes"}
    assert transport(await post(town, PAY, unsigned)) == "签名错误"


@pytest.mark.parametrize(
    "body, words",
    [
        (b"", "XML格式错误"),
        (b"{}", "XML格式错误"),
        (b"<xml><a>", "XML格式错误"),
        (b"<root><a>1</a></root>", "XML格式错误"),
        (b"<xml><a><b>1</b></a></xml>", "XML格式错误"),
        (b"<xml><a>1</a><a>2</a></xml>", "XML格式错误"),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><mch_id>&e;</mch_id></xml>', "XML格式错误"),
        (b"<xml><a>\xff</a></xml>", "XML格式错误"),
        (b"<xml></xml>", "缺少参数mch_id"),
        (b"<xml><mch_id>1699999999</mch_id></xml>", "商户号mch_id不存在"),
        (b"<xml><mch_id>' OR 1=1</mch_id></xml>", "商户号mch_id不存在"),
    ],
)
async def test_what_is_not_understood_is_said_without_a_sign(town: Town, shop: Shop, body: bytes, words: str) -> None:
    assert transport(await post(town, PAY, body)) == words


@pytest.mark.parametrize(
    "change, words",
    [
        ({"sign": ""}, "缺少参数sign"),
        ({"sign": "0" * 32}, "签名错误"),
        ({"sign": "é"}, "签名错误"),
        ({"total_fee": "2"}, "签名错误"),
        ({"sign_type": "SHA1"}, "签名类型sign_type错误，应为MD5 / HMAC-SHA256"),
    ],
)
async def test_a_wrong_sign(town: Town, shop: Shop, change: dict[str, str], words: str) -> None:
    said = {**fields(shop, out_trade_no="7", total_fee="1"), **change}
    assert transport(await post(town, PAY, said)) == words


async def test_the_v3_key_signs_nothing_here(town: Town, shop: Shop) -> None:
    said = fields(shop, key=shop.api_v3_key, out_trade_no="7", total_fee="1")
    assert transport(await post(town, PAY, said)) == "签名错误"
    call = (await town.recorded(host=MCH))[0]
    assert call.why is not None
    assert (call.why.code, call.why.hint_code) == ("signature.v2_mismatch", "signature.v2_key")
    assert call.why.string_to_sign is not None
    assert call.why.string_to_sign.endswith("&total_fee=1&key=(API key)")
    assert shop.api_v2_key not in str(call)


async def test_the_inspector_knows_usual_mistakes(town: Town, shop: Shop) -> None:
    right = fields(shop, out_trade_no="7", total_fee="1")
    hmac_instead = {**right, "sign": v2_sign(right, shop.api_v2_key, "HMAC-SHA256")}
    lower = {**right, "sign": right["sign"].lower()}
    for said, code, hint in (
        (hmac_instead, "signature.v2_mistake", "It was signed with HMAC-SHA256"),
        (lower, "signature.v2_spelling", "It is right but spelt otherwise"),
    ):
        assert transport(await post(town, PAY, said)) == "签名错误"
        why = (await town.recorded(host=MCH))[0].why
        assert why is not None
        assert why.hint_code == code
        assert why.hint is not None
        assert why.hint.startswith(hint)


async def test_some_paths_take_one_sign_type_alone(town: Town, shop: Shop) -> None:
    assert transport(await post(town, "/test/profitsharing", fields(shop, sign_type="MD5") | {"sign_type": "MD5"})) == (
        "签名类型sign_type错误，应为HMAC-SHA256"
    )
    said = fields(shop)
    said["sign"] = v2_sign(said, shop.api_v2_key, "HMAC-SHA256")
    assert read(await post(town, "/test/profitsharing", said))["order_id"] == "3"


async def test_payouts_say_mchid_and_tell_even_a_wrong_sign_as_a_result(town: Town, shop: Shop) -> None:
    given = {"mchid": shop.mchid, "nonce_str": "n"}
    right = {**given, "sign": v2_sign(given, shop.api_v2_key)}
    said = read(await post(town, "/test/transfers", right))
    assert (said["result_code"], said["payment_no"]) == ("SUCCESS", "1")
    assert "sign" not in said
    said = read(await post(town, "/test/transfers", {**right, "sign": "0" * 32}))
    assert (said["return_code"], said["result_code"], said["err_code"]) == ("SUCCESS", "FAIL", "SIGNERROR")


async def test_bills_are_text_and_their_refusals_are_xml(town: Town, shop: Shop) -> None:
    answer = await post(town, "/test/downloadbill", fields(shop, date="20260101"))
    assert (answer.body.decode(), answer.headers["content-type"]) == ("交易时间\r\n", "text/plain")
    said = read(await post(town, "/test/downloadbill", fields(shop)))
    assert said == {"return_code": "FAIL", "return_msg": "该订单已支付", "error_code": "ORDERPAID"}


async def test_a_certificate_is_one_that_our_front_verified_of_this_very_merchant(town: Town, shop: Shop) -> None:
    said = fields(shop, out_trade_no="7", total_fee="1")
    words = "证书出错，请使用商户API证书访问"
    other = await a_shop(town)
    assert transport(await post(town, REFUND, said)) == words
    assert transport(await post(town, REFUND, said, serial=other.serial)) == words
    assert transport(await post(town, REFUND, said, serial="7")) == words
    assert read(await post(town, REFUND, said, serial=shop.serial))["serial"] == shop.serial
    await town.ours("DELETE", f"/api/console/merchants/{shop.mchid}/certificates/{shop.serial}")
    assert transport(await post(town, REFUND, said, serial=shop.serial)) == words


async def test_a_header_on_a_plain_port_is_not_believed(town: Town, shop: Shop) -> None:
    said = xml_of(fields(shop, out_trade_no="7", total_fee="1"))
    word = b"only the front knows this"
    fronted = Fronted(town.front, word)

    async def ask(*more: tuple[bytes, bytes]) -> bytes:
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": said, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "scheme": "http",
            "path": REFUND,
            "raw_path": REFUND.encode(),
            "query_string": b"",
            "headers": [(b"host", MCH.encode()), *more],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8080),
        }
        await fronted(scope, receive, send)
        return b"".join(message.get("body", b"") for message in sent)

    serial = (b"x-hutong-client-serial", shop.serial.encode())
    assert "证书出错" in (await ask(serial)).decode()
    assert "证书出错" in (await ask(serial, (b"x-hutong-front", b"a guess"))).decode()
    assert b"refund_id" in await ask(serial, (b"x-hutong-front", word))
    for call in await town.recorded(host=MCH):
        assert b"only the front" not in call.request


async def test_what_is_not_emulated_is_loud_and_counted(town: Town, shop: Shop) -> None:
    answer = await post(town, "/pay/nothing", fields(shop))
    assert answer.status == 404
    assert f"hutong: {MCH}/pay/nothing is not emulated".encode() in answer.body
    assert (await town.recorded(host=MCH))[0].state == "not_emulated"
    assert transport(await post(town, PAY, fields(shop), method="GET")) == "请使用post方法"


async def test_nobody_has_a_sandbox_key_who_did_not_ask(town: Town, shop: Shop) -> None:
    said = fields(shop, out_trade_no="7", total_fee="1")
    answer = await post(town, f"/sandboxnew{PAY}", said)
    assert read(answer)["return_code"] == "FAIL"


@pytest.mark.parametrize("total_fee", ["", "0.5", "1e3", "abc", "9223372036854775808", "-", "１"])
async def test_an_amount_is_a_whole_number_that_a_ledger_holds(town: Town, shop: Shop, total_fee: str) -> None:
    said = read(await post(town, PAY, fields(shop, out_trade_no="7", total_fee=total_fee)))
    assert (said["return_code"], said["result_code"]) == ("SUCCESS", "FAIL")
    assert said["err_code"] in ("PARAM_ERROR", "LACK_PARAMS")


def test_the_sandbox_key_is_hidden_from_the_record() -> None:
    body = b"<xml><mch_id>1</mch_id><sandbox_signkey><![CDATA[013467007045764]]></sandbox_signkey></xml>"
    assert calls.without_secrets(body) == b"<xml><mch_id>1</mch_id><sandbox_signkey>(hidden)</sandbox_signkey></xml>"
