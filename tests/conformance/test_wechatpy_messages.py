"""wechatpy sends templates and notifications, shows menus to some, and signs pages, as it does with WeChat."""

from __future__ import annotations

from typing import Any

import pytest
from wechatpy.exceptions import WeChatClientException

from hutong.testing import DeveloperServer, Lane, OfficialAccount, Person
from hutong.wire import xml
from tests.conformance.stock import wechatpy_client


@pytest.fixture
def account(lane: Lane) -> OfficialAccount:
    """A service account."""
    return lane.official_account(kind="service", name="Clinic")


@pytest.fixture
def client(lane: Lane, account: OfficialAccount) -> Any:
    """wechatpy's client for it."""
    return wechatpy_client(lane, account)


@pytest.fixture
def li(lane: Lane, account: OfficialAccount) -> Person:
    """A follower."""
    person = lane.person("Li Lei")
    person.follow(account)
    return person


def told_in(push: Any, part: str) -> Any:
    """The one entry of an event's list."""
    fields: Any = xml.parse(push.body)
    return fields[part]["List"]


def test_a_filled_in_template_reaches_a_follower(
    client: Any, account: OfficialAccount, li: Person, developer: DeveloperServer
) -> None:
    account.set_callback(developer.url)
    client.template.set_industry(22, 24)
    assert client.template.get_industry()["secondary_industry"]["second_class"] == "保健与卫生"
    template_id = client.template.get("TM01005")
    assert [one["template_id"] for one in client.template.get_all_private_template()["template_list"]] == [template_id]
    words = {"keyword1": {"value": "Dentist"}, "keyword2": {"value": "tomorrow at 9", "color": "#173177"}}
    sent = client.message.send_template(li.openid(account), template_id, words, url="http://127.0.0.1:9/visit")
    slip = li.wait(account, kind="slip").body
    assert [line["value"] for line in slip["lines"]] == ["Dentist", "tomorrow at 9"]
    told = developer.wait("TEMPLATESENDJOBFINISH").fields
    assert (told["MsgID"], told["Status"]) == (str(sent["msgid"]), "success")
    client.template.del_private_template(template_id)
    with pytest.raises(WeChatClientException) as refused:
        client.message.send_template(li.openid(account), template_id, words)
    assert refused.value.errcode == 40037


def test_a_notification_needs_a_permission_for_each_send(
    client: Any, account: OfficialAccount, li: Person, developer: DeveloperServer
) -> None:
    account.set_callback(developer.url)
    new = "https://api.weixin.qq.com/wxaapi/newtmpl/"
    keywords = client.get(new + "getpubtemplatekeywords", params={"tid": "1004"})["data"]
    kids = [one["kid"] for one in keywords if one["rule"] in ("thing", "time")]
    template_id = client.post(new + "addtemplate", data={"tid": "1004", "kidList": kids})["priTmplId"]
    words = {"thing2": {"value": "Dentist"}, "time3": {"value": "09:00"}, "thing4": {"value": "Room 3"}}
    openid = li.openid(account)
    with pytest.raises(WeChatClientException) as refused:
        client.message.send_subscribe_message(openid, template_id, words)
    assert refused.value.errcode == 43101
    li.allow(account, template_id)
    asked = told_in(developer.wait("subscribe_msg_popup_event"), "SubscribeMsgPopupEvent")
    assert (asked["TemplateId"], asked["SubscribeStatusString"], asked["PopupScene"]) == (template_id, "accept", "1")
    client.message.send_subscribe_message(openid, template_id, words)
    assert li.wait(account, kind="slip").body["title"] == "预约成功"
    sent = told_in(developer.wait("subscribe_msg_sent_event"), "SubscribeMsgSentEvent")
    assert (sent["TemplateId"], sent["ErrorStatus"]) == (template_id, "success")
    with pytest.raises(WeChatClientException) as refused:
        client.message.send_subscribe_message(openid, template_id, words)
    assert refused.value.errcode == 43101


def test_menus_differ_and_tickets_sign(client: Any, account: OfficialAccount, li: Person) -> None:
    openid = li.openid(account)
    client.menu.create({"button": [{"type": "click", "name": "Hours", "key": "HOURS"}]})
    tag_id = client.tag.create("patients")["id"]
    mine = {"button": [{"type": "click", "name": "My visits", "key": "V"}], "matchrule": {"tag_id": tag_id}}
    menu_id = client.menu.add_conditional(mine)["menuid"]
    assert client.menu.try_match(openid)["button"][0]["name"] == "Hours"
    client.tag.tag_user(tag_id, openid)
    assert client.menu.try_match(openid)["button"][0]["name"] == "My visits"
    li.click(account, "My visits")
    client.menu.del_conditional(menu_id)
    assert client.menu.try_match(openid)["button"][0]["name"] == "Hours"
    ticket = client.jsapi.get_jsapi_ticket()
    assert client.jsapi.get_ticket()["ticket"] == ticket
    signature = client.jsapi.get_jsapi_signature("nonce", ticket, "1414587457", "http://127.0.0.1:9/")
    assert len(signature) == 40
    assert client.jsapi.get_jsapi_card_ticket() != ticket
    assert client.message.get_autoreply_info() == {"is_add_friend_reply_open": 0, "is_autoreply_open": 0}
