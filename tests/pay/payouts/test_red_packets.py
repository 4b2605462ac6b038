"""/mmpaymkttransfers/sendredpack, sendgroupredpack, gethbinfo, and opening them in the messenger."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hutong.chat import public as chat
from hutong.chat.public import bodies
from tests.dialog.towns import Account, Person
from tests.pay.stalls import BORN_FEN, Market, Stall, fields_of, outcome

Told = dict[str, Any]


def a_packet(account: Account, person: Person, **fields: Any) -> Told:
    return {
        "mch_billno": "10000098201411111234567890",
        "wxappid": account.app_id,
        "send_name": "天虹百货",
        "re_openid": person.openid(account),
        "total_amount": 1000,
        "total_num": 1,
        "wishing": "感谢您参加猜灯谜活动，祝您元宵节快乐！",
        "client_ip": "192.168.0.1",
        "act_name": "猜灯谜抢红包活动",
        "remark": "猜越多得越多，快来抢！",
    } | fields


async def info(stall: Stall, account: Account) -> dict[str, str]:
    asked = {"mch_billno": "10000098201411111234567890", "appid": account.app_id, "bill_type": "MCHT"}
    return await stall.v2("/mmpaymkttransfers/gethbinfo", **asked)


async def test_a_packet_comes_into_the_thread_and_is_opened_once(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(5000)
    await li.follow(account)

    sent = await stall.v2("/mmpaymkttransfers/sendredpack", **a_packet(account, li))

    assert set(sent) == {
        "return_code",
        "return_msg",
        "result_code",
        "mch_billno",
        "mch_id",
        "wxappid",
        "re_openid",
        "total_amount",
        "send_listid",
    }, "what is sent is told, unsigned"
    assert await stall.available_fen() == 4000
    assert (await info(stall, account))["status"] == "SENT"
    waiting = (await li.phone.get("/payouts?waiting=true")).json()["items"]
    assert [(one["kind"], one["amount_fen"], one["merchant"]["name"], one["state"]) for one in waiting] == [
        ("packet", None, "天虹百货", "waiting")
    ]

    opened = await li.phone.post(f"/payouts/{waiting[0]['id']}/open", json={})
    again = await li.phone.post(f"/payouts/{waiting[0]['id']}/open", json={})

    assert (opened.json()["amount_fen"], opened.json()["state"]) == (1000, "received")
    assert again.json() == opened.json()
    assert await market.balance_fen(li) == BORN_FEN + 1000
    said = [entry.body for entry in await li.inbox(account)]
    cards = [(body.type, body.state) for body in said if isinstance(body, bodies.Card)]
    assert cards == [("merchant_packet", "received")]
    told = await info(stall, account)
    wanted = {
        "status": "RECEIVED",
        "send_type": "API",
        "hb_type": "NORMAL",
        "total_num": "1",
        "total_amount": "1000",
        "act_name": "猜灯谜抢红包活动",
        "detail_id": sent["send_listid"],
    }
    assert {name: told[name] for name in wanted} == wanted
    body = (await market.ask("/mmpaymkttransfers/gethbinfo", _asked(stall, account), serial=stall.serial)).text
    assert f"<hblist><hbinfo><openid><![CDATA[{li.openid(account)}]]></openid><amount>1000</amount>" in body


async def test_what_nobody_opens_goes_back_after_a_day(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(1000)
    await stall.v2("/mmpaymkttransfers/sendredpack", **a_packet(account, li))
    payout_id = (await li.phone.get("/payouts")).json()["items"][0]["id"]

    await market.later(hours=24)
    late = await li.phone.post(f"/payouts/{payout_id}/open", json={})

    told = await info(stall, account)
    assert (told["status"], told["refund_amount"], len(told["refund_time"])) == ("REFUND", "1000", 19)
    assert (late.status_code, late.json()["error"]) == (409, "payout_over")
    assert (await stall.available_fen(), await market.balance_fen(li)) == (1000, BORN_FEN)


async def test_the_same_number_sends_one_packet(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(5000)

    first = await stall.v2("/mmpaymkttransfers/sendredpack", **a_packet(account, li))
    again = await stall.v2("/mmpaymkttransfers/sendredpack", **a_packet(account, li))
    other = await stall.v2("/mmpaymkttransfers/sendredpack", **a_packet(account, li, total_amount=999))

    assert first["send_listid"] == again["send_listid"]
    assert outcome(other) == ("SUCCESS", "FAIL", "PARAM_ERROR")
    assert await stall.available_fen() == 4000


async def test_racing_requests_never_spend_more_than_there_is(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(3500)

    answers = await asyncio.gather(
        *(
            stall.v2("/mmpaymkttransfers/sendredpack", **a_packet(account, li, mch_billno=f"race{number}"))
            for number in range(8)
        )
    )

    assert sorted(outcome(answer)[2] for answer in answers) == [""] * 3 + ["NOTENOUGH"] * 5
    assert await stall.available_fen() == 500


async def test_a_group_packet_is_passed_on_and_what_is_left_goes_back(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(1000)
    await li.follow(account)
    friends = [await market.person(name) for name in ("Han", "Jim", "Kate")]
    stranger = await market.person("Stranger")
    group = str((await market.lane.db.run(chat.group, [li.id, *(one.id for one in friends)])).id)
    packet = a_packet(account, li, total_num=3, amt_type="ALL_RAND", client_ip=None)
    sent = await stall.v2("/mmpaymkttransfers/sendgroupredpack", **packet)
    assert outcome(sent) == ("SUCCESS", "SUCCESS", ""), sent
    payout_id = (await li.phone.get("/payouts")).json()["items"][0]["id"]

    too_early = await li.phone.post(f"/payouts/{payout_id}/share", json={"conversation_id": group})
    mine = (await li.phone.post(f"/payouts/{payout_id}/open", json={})).json()
    shared = await li.phone.post(f"/payouts/{payout_id}/share", json={"conversation_id": group})
    asked = {"conversation_id": group}
    hers = (await friends[0].phone.post(f"/payouts/{payout_id}/open", json=asked)).json()
    barred = await stranger.phone.post(f"/payouts/{payout_id}/open", json=asked)

    assert (too_early.status_code, shared.status_code, barred.status_code) == (409, 200, 403)
    assert (mine["can_share"], len(hers["shares"])) == (True, 2)
    taken = mine["amount_fen"] + hers["amount_fen"]
    assert 2 <= taken <= 999
    await market.later(hours=24)
    told = await info(stall, account)
    assert (told["status"], told["refund_amount"], told["hb_type"]) == ("REFUND", str(1000 - taken), "GROUP")
    assert await stall.available_fen() == 1000 - taken
    assert (await li.phone.get(f"/payouts/{payout_id}")).json()["state"] == "received"
    assert [entry.body.state for entry in await _cards(li, account)] == ["received"]


async def test_the_last_of_a_group_packet_takes_what_is_left(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(1000)
    friends = [await market.person(name) for name in ("Han", "Jim", "Kate")]
    group = str((await market.lane.db.run(chat.group, [li.id, *(one.id for one in friends)])).id)
    packet = a_packet(account, li, total_num=3, amt_type="ALL_RAND", client_ip=None)
    await stall.v2("/mmpaymkttransfers/sendgroupredpack", **packet)
    payout_id = (await li.phone.get("/payouts")).json()["items"][0]["id"]
    await li.phone.post(f"/payouts/{payout_id}/open", json={})
    await li.phone.post(f"/payouts/{payout_id}/share", json={"conversation_id": group})

    answers = [
        await friend.phone.post(f"/payouts/{payout_id}/open", json={"conversation_id": group}) for friend in friends
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 409]
    assert answers[2].json()["error"] == "packet_empty"
    assert sum(share["share_fen"] for share in answers[1].json()["shares"]) == 1000
    assert (await info(stall, account))["status"] == "RECEIVED"
    assert await stall.available_fen() == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"total_amount": 0}, "PARAM_ERROR"),
        ({"total_amount": -1000}, "PARAM_ERROR"),
        ({"total_amount": 2**63}, "PARAM_ERROR"),
        ({"total_amount": "10.0"}, "PARAM_ERROR"),
        ({"total_amount": 99}, "MONEY_LIMIT"),
        ({"total_amount": 20_001}, "MONEY_LIMIT"),
        ({"total_amount": 20_001, "scene_id": "PRODUCT_9"}, "PARAM_ERROR"),
        ({"total_num": 2}, "PARAM_ERROR"),
        ({"total_num": None}, "PARAM_ERROR"),
        ({"mch_billno": "b" * 29}, "PARAM_ERROR"),
        ({"send_name": "n" * 33}, "PARAM_ERROR"),
        ({"wishing": None}, "PARAM_ERROR"),
        ({"re_openid": "oNobody"}, "OPENID_ERROR"),
        ({"wxappid": "wx0000000000000000"}, "ILLEGAL_APPID"),
        ({"client_ip": None}, "PARAM_ERROR"),
        ({"sub_mch_id": "1600000000"}, "NO_AUTH"),
        ({"total_amount": 20_000}, "NOTENOUGH"),
    ],
)
async def test_a_refused_packet_moves_nothing(
    stall: Stall, account: Account, li: Person, changes: Told, code: str
) -> None:
    await stall.fund(19_999)

    refused = await stall.v2("/mmpaymkttransfers/sendredpack", **a_packet(account, li, **changes))

    assert outcome(refused) == ("SUCCESS", "FAIL", code), refused
    assert await stall.available_fen() == 19_999
    assert outcome(await info(stall, account)) == ("SUCCESS", "FAIL", "NOT_FOUND")


async def test_a_scene_allows_more_and_a_day_holds_ten(stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(1_000_000)

    large = await stall.v2(
        "/mmpaymkttransfers/sendredpack", **a_packet(account, li, total_amount=50_000, scene_id="PRODUCT_2")
    )
    others = [
        await stall.v2("/mmpaymkttransfers/sendredpack", **a_packet(account, li, mch_billno=f"b{number}"))
        for number in range(10)
    ]

    assert outcome(large) == ("SUCCESS", "SUCCESS", "")
    assert [outcome(one)[2] for one in others] == [""] * 9 + ["SENDNUM_LIMIT"]


async def test_packets_have_their_own_words_for_strangers(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    packet = a_packet(account, li)
    bare = await market.ask("/mmpaymkttransfers/sendredpack", stall.signed(packet))
    unsigned = await market.ask(
        "/mmpaymkttransfers/sendredpack", stall.signed(packet, key="k" * 32), serial=stall.serial
    )

    assert outcome(fields_of(bare.content)) == ("SUCCESS", "FAIL", "CA_ERROR")
    assert outcome(fields_of(unsigned.content)) == ("SUCCESS", "FAIL", "SIGN_ERROR")


async def _cards(li: Person, account: Account) -> list[Any]:
    return [entry for entry in await li.inbox(account) if isinstance(entry.body, bodies.Card)]


def _asked(stall: Stall, account: Account) -> bytes:
    return stall.signed({"mch_billno": "10000098201411111234567890", "appid": account.app_id, "bill_type": "MCHT"})
