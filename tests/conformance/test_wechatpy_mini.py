"""A mini program's server on wechatpy: who signed in, their phone number, what only it can read, messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from wechatpy.crypto import WeChatWxaCrypto
from wechatpy.exceptions import WeChatClientException

from hutong.testing import DeveloperServer, Lane, MiniProgram, Person
from tests.conformance.stock import wechatpy_client
from tests.mini.workshop import a_folder, a_picture


@pytest.fixture
def program(lane: Lane, tmp_path: Path) -> MiniProgram:
    """A released program."""
    return lane.mini_program(a_folder(tmp_path / "program"), name="Tea House")


@pytest.fixture
def client(lane: Lane, program: MiniProgram) -> Any:
    """wechatpy's client for it."""
    return wechatpy_client(lane, program)


@pytest.fixture
def li(lane: Lane) -> Person:
    return lane.person("LiLei")


def test_a_code_is_traded_once(lane: Lane, client: Any, program: MiniProgram, li: Person) -> None:
    code = li.login_code(program)
    session = client.wxa.code_to_session(code)
    assert session["openid"] == li.openid(program)
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.code_to_session(code)
    assert refused.value.errcode == 40163
    late = li.login_code(program)
    lane.clock.advance(minutes=5)
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.code_to_session(late)
    assert refused.value.errcode == 40029


def test_only_the_session_key_opens_what_was_sealed(client: Any, program: MiniProgram, li: Person) -> None:
    key = client.wxa.code_to_session(li.login_code(program))["session_key"]
    told = li.user_info(program)
    read = WeChatWxaCrypto(key, told["iv"], program.appid).decrypt_message(told["encryptedData"])
    assert (read["openId"], read["nickName"]) == (li.openid(program), "LiLei")


def test_a_phone_number_comes_for_its_code(client: Any, program: MiniProgram, li: Person) -> None:
    code = li.phone_code(program)
    told = client.wxa._post("wxa/business/getuserphonenumber", data={"code": code})["phone_info"]
    assert (len(told["purePhoneNumber"]), told["countryCode"]) == (11, "86")
    assert told["watermark"]["appid"] == program.appid


def test_a_message_is_sent_for_each_yes(client: Any, program: MiniProgram, li: Person) -> None:
    page = {"ids": "101", "start": 0, "limit": 1}
    title = client.wxa._get("wxaapi/newtmpl/getpubtemplatetitles", params=page)["data"][0]
    words = client.wxa._get("wxaapi/newtmpl/getpubtemplatekeywords", params={"tid": title["tid"]})["data"]
    wanted = [word["kid"] for word in words if word["rule"] in ("character_string", "thing")][:2]
    taken = {"tid": title["tid"], "kidList": wanted, "sceneDesc": "orders"}
    template = client.wxa._post("wxaapi/newtmpl/addtemplate", data=taken)["priTmplId"]
    assert li.subscribe(program, template) == {template: "accept"}
    data = {"character_string1": {"value": "No7"}, "thing2": {"value": "Tea"}}
    sent = client.wxa.send_subscribe_message(li.openid(program), template, data, "pages/more/more")
    assert sent["errcode"] == 0
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.send_subscribe_message(li.openid(program), template, data)
    assert refused.value.errcode == 43101
    assert [message.kind for message in li.inbox(program)] == ["slip"]


def test_who_asks_for_help_is_answered(
    lane: Lane, client: Any, program: MiniProgram, li: Person, developer: DeveloperServer
) -> None:
    program.set_callback(developer.url)
    li.contact(program, session_from="order 7")
    entered = developer.wait("user_enter_tempsession")
    assert entered.fields["SessionFrom"] == "order 7"
    li.send(program, text="Is there tea?")
    assert developer.wait("text").text == "Is there tea?"
    client.message.send_text(li.openid(program), "There is.")
    assert li.wait(program, text="There is.").text == "There is."
    lane.clock.advance(hours=48)
    with pytest.raises(WeChatClientException) as refused:
        client.message.send_text(li.openid(program), "Still there?")
    assert refused.value.errcode == 45015


def test_a_program_is_bound_to_an_open_account_by_the_stock_client(
    client: Any, program: MiniProgram, li: Person
) -> None:
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.get_open(program.appid)
    assert refused.value.errcode == 89002
    open_appid = client.wxa.create_open(program.appid)
    assert client.wxa.get_open(program.appid) == open_appid
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.bind_open(program.appid, open_appid)
    assert refused.value.errcode == 89000
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.get_paid_unionid(li.openid(program), transaction_id="4200000000000000000000000000")
    assert refused.value.errcode == 89300
    client.wxa.unbind_open(program.appid, open_appid)


def test_an_unknown_template_is_refused_to_the_stock_client(client: Any) -> None:
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.commit(7, '{"ext": {}}', "1.0.0", "tea")
    assert refused.value.errcode == 85014


def test_messages_by_a_forms_id_are_no_more(client: Any, program: MiniProgram, li: Person) -> None:
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.send_template_message(li.openid(program), "template", {}, "form")
    assert refused.value.errcode == 46101


def test_codes_and_settings_come_by_the_stock_client(lane: Lane, client: Any, program: MiniProgram, li: Person) -> None:
    for picture in (
        client.wxa.create_qrcode("pages/index/index"),
        client.wxa.get_wxa_code("pages/index/index?id=1"),
        client.wxa.get_wxa_code_unlimited("id=1", page="pages/more/more", is_hyaline=True),
    ):
        assert picture.headers["content-type"].startswith("image/")
    assert client.wxa.get_page() == ["pages/index/index", "pages/more/more"]
    assert [one["second_id"] for one in client.wxa.get_category()] == [106]
    assert client.wxa.get_latest_audit_status()["status"] == 0
    assert client.wxa.modify_domain("get")["requestdomain"] == []
    client.wxa.change_visit_status(close=True)
    client.wxa.change_visit_status(close=False)
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.release()
    assert refused.value.errcode == 85052
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.bind_tester("nobody")
    assert refused.value.errcode == 85001


def test_content_is_looked_at_by_the_stock_client(
    client: Any, program: MiniProgram, developer: DeveloperServer
) -> None:
    program.set_callback(developer.url)
    assert client.wxa.check_text_security("Tea for two")["errcode"] == 0
    with pytest.raises(WeChatClientException) as refused:
        client.wxa.check_text_security("赌博")
    assert refused.value.errcode == 87014
    assert client.wxa.check_image_security(("tea.png", a_picture(), "image/png"))["errcode"] == 0
    trace = client.wxa.check_media_async("https://example.com/tea.mp3", 1)["trace_id"]
    assert developer.wait("wxa_media_check").fields["trace_id"] == trace
    assert client.wxa.query_quota()["limit"] == 20
