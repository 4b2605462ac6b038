"""wechatpy's client makes cards, hands them out, and looks after those that people have."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from wechatpy import parse_message
from wechatpy.exceptions import WeChatClientException

from hutong.testing import DeveloperServer, Lane, Person
from tests.conformance.stock import wechatpy_client
from tests.official.vouchers.cards import cash, member


def test_cards_are_made_handed_out_used_and_deleted(lane: Lane, developer: DeveloperServer) -> None:
    account = lane.official_account(kind="service", name="Tea House")
    account.set_callback(developer.url)
    client: Any = wechatpy_client(lane, account)
    coupon, card = client.card.create({"card": cash()}), client.card.create({"card": member()})
    assert parse_message(developer.wait("card_pass_check").body)._data["CardId"] in (coupon, card)
    lane.settle()
    assert client.card.get(coupon)["cash"]["base_info"]["status"] == "CARD_STATUS_VERIFY_OK"
    assert client.card.batch_get()["card_id_list"] == [card, coupon]
    change = {"card_id": coupon, "cash": {"base_info": {"notice": "Before you pay"}}}
    assert client.card.update(change)["send_check"] is True
    lane.settle()

    li = lane.person("Li Lei")
    cards = {"card_list": [{"card_id": coupon}, {"card_id": card}]}
    ticket = client.card.create_qrcode({"action_name": "QR_MULTIPLE_CARD", "action_info": {"multiple_card": cards}})
    take(lane, li, ticket)
    openid = li.openid(account)
    codes = {one["card_id"]: one["code"] for one in client.card.get_card_list(openid)["card_list"]}
    assert sorted(codes) == sorted([coupon, card])
    assert parse_message(developer.wait("user_get_card").body)._data["FromUserName"] == openid
    assert client.card.get_code(codes[coupon])["can_consume"] is True
    assert client.card.consume_code(codes[coupon])["openid"] == openid
    with pytest.raises(WeChatClientException) as refused:
        client.card.consume_code(codes[coupon])
    assert refused.value.errcode == 40099
    developer.wait("user_consume_card")

    client.card.activate_membercard("A1", codes[card], card_id=card, init_bonus=100)
    assert client.card.update_membercard(codes[card], card, add_bonus=30)["result_bonus"] == 130
    assert client.card.get_membercard_user_info(card, codes[card])["nickname"] == "Li Lei"
    with pytest.raises(WeChatClientException) as refused:
        client.card.decrypt_code("tea")
    assert refused.value.errcode == 40075
    client.card.delete(coupon)
    assert client.card.batch_get(status_list=["CARD_STATUS_DELETE"])["card_id_list"] == [coupon]


def take(lane: Lane, person: Person, ticket: str) -> None:
    """Have a person scan a code and take its cards."""
    as_person = f"{lane.url}/api/lab/as/{person.id}"
    scanned = requests.post(f"{as_person}/scan", json={"text": ticket}, timeout=10).json()
    answer = requests.post(f"{as_person}/card-offers/{scanned['offer_code']}", json={}, timeout=10)
    assert answer.status_code == 200, answer.text
