"""/v3/fund-app/mch-transfer/transfer-bills: the person confirms, or not."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hutong.chat.public import bodies
from hutong.kernel.crypto import equal
from hutong.pay.wallet import wallets
from tests.dialog.towns import Account, Person
from tests.pay.stalls import BORN_FEN, Market, Server, Stall

PATH = "/v3/fund-app/mch-transfer/transfer-bills"
Told = dict[str, Any]


def a_bill(account: Account, person: Person, **fields: Any) -> Told:
    bill = {
        "appid": account.app_id,
        "out_bill_no": "plfk2020042013",
        "openid": person.openid(account),
        "transfer_amount": 4000,
        "transfer_remark": "新会员开通有礼",
        "transfer_scene_id": "1000",
        "user_recv_perception": "现金奖励",
        "transfer_scene_report_infos": [
            {"info_type": "活动名称", "info_content": "新会员有礼"},
            {"info_type": "奖励说明", "info_content": "注册会员抽奖一等奖"},
        ],
    } | fields
    return {name: value for name, value in bill.items() if value is not None}


async def test_a_person_confirms_and_has_the_money(
    market: Market, stall: Stall, account: Account, li: Person, server: Server
) -> None:
    await stall.fund(10_000)
    await li.follow(account)

    made = await stall.v3("POST", PATH, a_bill(account, li, notify_url=server.url))

    assert made.status_code == 200, made.text
    told = made.json()
    assert set(told) == {"out_bill_no", "transfer_bill_no", "create_time", "state", "package_info"}
    assert (told["out_bill_no"], told["state"]) == ("plfk2020042013", "WAIT_USER_CONFIRM")
    assert await stall.available_fen() == 6_000
    waiting = (await li.phone.get("/payouts?waiting=true")).json()["items"]
    assert [(one["kind"], one["state"], one["amount_fen"], one["memo"]) for one in waiting] == [
        ("transfer", "waiting", 4000, "新会员开通有礼")
    ]
    opened = await li.phone.post(
        "/payouts/packages",
        json={"mch_id": stall.mchid, "app_id": account.app_id, "package": told["package_info"]},
    )
    assert opened.json() == waiting[0]
    payout_id = waiting[0]["id"]

    taken = await li.phone.post(f"/payouts/{payout_id}/confirm", json={})
    twice = await li.phone.post(f"/payouts/{payout_id}/confirm", json={})
    await market.settle()

    assert (taken.json()["state"], twice.json()["state"]) == ("received", "received")
    assert await market.balance_fen(li) == BORN_FEN + 4000
    said = [entry.body for entry in await li.inbox(account)]
    cards = [(body.type, body.state) for body in said if isinstance(body, bodies.Card)]
    assert cards == [("merchant_transfer", "received")]
    by_out = (await stall.v3("GET", f"{PATH}/out-bill-no/plfk2020042013")).json()
    by_id = (await stall.v3("GET", f"{PATH}/transfer-bill-no/{told['transfer_bill_no']}")).json()
    assert by_out == by_id
    assert {name: by_out[name] for name in by_out if not name.endswith("_time")} == {
        "mch_id": stall.mchid,
        "out_bill_no": "plfk2020042013",
        "transfer_bill_no": told["transfer_bill_no"],
        "appid": account.app_id,
        "state": "SUCCESS",
        "transfer_amount": 4000,
        "transfer_remark": "新会员开通有礼",
        "openid": li.openid(account),
    }
    notice = stall.opened(server.heard[0])
    assert (notice["event_type"], notice["resource"]["original_type"]) == ("MCHTRANSFER.BILL.FINISHED", "mch_payment")
    assert notice["plain"]["state"] == "SUCCESS"
    assert notice["plain"]["openid"] == li.openid(account)
    assert equal(notice["plain"]["mch_id"], stall.mchid)


async def test_a_day_without_confirmation_ends_it(
    market: Market, stall: Stall, account: Account, li: Person, server: Server
) -> None:
    await stall.fund(4000)
    await stall.v3("POST", PATH, a_bill(account, li, notify_url=server.url))
    payout_id = (await li.phone.get("/payouts")).json()["items"][0]["id"]

    await market.later(hours=23, minutes=59)
    assert await stall.available_fen() == 0
    await market.later(minutes=1)
    late = await li.phone.post(f"/payouts/{payout_id}/confirm", json={})

    found = (await stall.v3("GET", f"{PATH}/out-bill-no/plfk2020042013")).json()
    assert (found["state"], found["fail_reason"]) == ("FAIL", "OVERDUE_CLOSE")
    assert (late.status_code, late.json()["error"]) == (409, "payout_over")
    assert await stall.available_fen() == 4000
    assert await market.balance_fen(li) == BORN_FEN
    assert [stall.opened(one)["plain"]["state"] for one in server.heard] == ["FAIL"]
    again = await stall.v3("POST", PATH, a_bill(account, li, notify_url=server.url))
    assert (again.status_code, again.json()["state"], "package_info" in again.json()) == (200, "FAIL", False)


async def test_the_merchant_calls_it_off(
    market: Market, stall: Stall, account: Account, li: Person, server: Server
) -> None:
    await stall.fund(4000)
    await stall.v3("POST", PATH, a_bill(account, li, notify_url=server.url))
    payout_id = (await li.phone.get("/payouts")).json()["items"][0]["id"]

    first = await stall.v3("POST", f"{PATH}/out-bill-no/plfk2020042013/cancel")
    await market.settle()
    second = await stall.v3("POST", f"{PATH}/out-bill-no/plfk2020042013/cancel")
    confirmed = await li.phone.post(f"/payouts/{payout_id}/confirm", json={})

    assert (first.status_code, first.json()["state"]) == (200, "CANCELING")
    assert set(first.json()) == {"out_bill_no", "transfer_bill_no", "state", "update_time"}
    assert second.json()["state"] == "CANCELLED"
    assert confirmed.status_code == 409
    assert (await stall.available_fen(), await market.balance_fen(li)) == (4000, BORN_FEN)
    assert [stall.opened(one)["plain"]["state"] for one in server.heard] == ["CANCELLED"]
    assert (await li.phone.get("/payouts?waiting=true")).json()["items"] == []


async def test_what_was_taken_is_not_called_off(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(4000)
    await stall.v3("POST", PATH, a_bill(account, li))
    payout_id = (await li.phone.get("/payouts")).json()["items"][0]["id"]
    await li.phone.post(f"/payouts/{payout_id}/confirm", json={})

    refused = await stall.v3("POST", f"{PATH}/out-bill-no/plfk2020042013/cancel")
    unknown = await stall.v3("POST", f"{PATH}/out-bill-no/nothing/cancel")

    assert (refused.status_code, refused.json()["code"]) == (400, "INVALID_REQUEST")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "NOT_FOUND")
    assert await market.balance_fen(li) == BORN_FEN + 4000


async def test_a_merchant_short_of_money_goes_on_with_the_same_number(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(3999)

    short = await stall.v3("POST", PATH, a_bill(account, li))
    state = (await stall.v3("GET", f"{PATH}/out-bill-no/plfk2020042013")).json()["state"]
    nothing = (await li.phone.get("/payouts")).json()["items"]
    await stall.fund(1)
    again = await stall.v3("POST", PATH, a_bill(account, li))
    once_more = await stall.v3("POST", PATH, a_bill(account, li))

    assert (short.status_code, short.json()["code"]) == (403, "NOT_ENOUGH")
    assert (state, nothing) == ("PROCESSING", [])
    assert again.json()["state"] == "WAIT_USER_CONFIRM"
    assert once_more.json() == again.json()
    assert await stall.available_fen() == 0


async def test_a_name_is_checked_and_told_back_to_the_merchant_alone(
    market: Market, stall: Stall, account: Account
) -> None:
    await stall.fund(1_000_000)
    han = await market.person("韩梅梅")
    key = {"wechatpay-serial": stall.told["public_key_id"]}
    right = a_bill(account, han, transfer_amount=200_000, user_name=stall.encrypted("韩梅梅"))
    wrong = a_bill(account, han, out_bill_no="other", user_name=stall.encrypted("李雷"))

    matched = await stall.v3("POST", PATH, right, **key)
    again = await stall.v3("POST", PATH, {**right, "user_name": stall.encrypted("韩梅梅")}, **key)
    other = await stall.v3("POST", PATH, {**right, "user_name": stall.encrypted("李雷")}, **key)
    missed = await stall.v3("POST", PATH, wrong, **key)
    unreadable = await stall.v3("POST", PATH, {**wrong, "out_bill_no": "third", "user_name": "AAAA"}, **key)

    assert matched.json()["state"] == "WAIT_USER_CONFIRM", matched.text
    assert again.json() == matched.json(), "the same name in another spelling of RSA is the same request"
    assert (other.status_code, other.json()["code"]) == (400, "ALREADY_EXISTS")
    assert (missed.json()["state"], missed.json()["fail_reason"]) == ("FAIL", "NAME_NOT_CORRECT")
    assert (unreadable.status_code, unreadable.json()["code"]) == (400, "PARAM_ERROR")
    found = (await stall.v3("GET", f"{PATH}/out-bill-no/plfk2020042013")).json()
    assert stall.decrypted(found["user_name"]) == "韩梅梅"
    assert await stall.available_fen() == 800_000


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"transfer_amount": 0}, 400, "PARAM_ERROR"),
        ({"transfer_amount": 9}, 400, "PARAM_ERROR"),
        ({"transfer_amount": -4000}, 400, "PARAM_ERROR"),
        ({"transfer_amount": 2**63}, 400, "PARAM_ERROR"),
        ({"transfer_amount": 40.5}, 400, "PARAM_ERROR"),
        ({"transfer_amount": "4000"}, 400, "PARAM_ERROR"),
        ({"transfer_amount": 200_000}, 400, "PARAM_ERROR"),
        ({"transfer_amount": 29, "user_name": "sealed"}, 400, "PARAM_ERROR"),
        ({"out_bill_no": "with-a-dash"}, 400, "PARAM_ERROR"),
        ({"out_bill_no": "a" * 33}, 400, "PARAM_ERROR"),
        ({"out_bill_no": ""}, 400, "PARAM_ERROR"),
        ({"transfer_remark": "r" * 33}, 400, "PARAM_ERROR"),
        ({"transfer_remark": None}, 400, "PARAM_ERROR"),
        ({"notify_url": "http://a.example/?query=1"}, 400, "PARAM_ERROR"),
        ({"openid": "oNobody"}, 400, "INVALID_REQUEST"),
        ({"appid": "wx0000000000000000"}, 400, "APPID_MCHID_NOT_MATCH"),
        ({"transfer_scene_id": "9999"}, 400, "INVALID_REQUEST"),
        ({"transfer_scene_id": "1005"}, 400, "INVALID_REQUEST"),
        ({"transfer_scene_report_infos": []}, 400, "PARAM_ERROR"),
    ],
)
async def test_a_refused_transfer_moves_nothing(
    stall: Stall, account: Account, li: Person, changes: Told, status: int, code: str
) -> None:
    await stall.fund(1_000_000)
    key = {"wechatpay-serial": stall.told["public_key_id"]}
    if "user_name" in changes:
        changes = {**changes, "user_name": stall.encrypted("Li Lei")}

    refused = await stall.v3("POST", PATH, a_bill(account, li, **changes), **key)

    assert (refused.status_code, refused.json()["code"]) == (status, code), refused.text
    assert await stall.available_fen() == 1_000_000
    assert (await li.phone.get("/payouts")).json()["items"] == []


async def test_nobody_takes_what_is_anothers(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(4000)
    made = (await stall.v3("POST", PATH, a_bill(account, li))).json()
    payout_id = (await li.phone.get("/payouts")).json()["items"][0]["id"]
    other = await market.person("Han Meimei")
    package = {"mch_id": stall.mchid, "app_id": account.app_id, "package": made["package_info"]}

    seen = await other.phone.get(f"/payouts/{payout_id}")
    taken = await other.phone.post(f"/payouts/{payout_id}/confirm", json={})
    opened = await other.phone.post("/payouts/packages", json=package)
    forged = await li.phone.post("/payouts/packages", json={**package, "package": "AAAA"})
    another = await market.stall(account)
    foreign = await another.v3("GET", f"{PATH}/out-bill-no/plfk2020042013")

    assert [answer.status_code for answer in (seen, taken, opened, forged)] == [404, 404, 404, 404]
    assert foreign.status_code == 404
    assert await market.balance_fen(other) == BORN_FEN


async def test_a_frozen_wallet_takes_nothing_in(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(4000)
    await stall.v3("POST", PATH, a_bill(account, li))
    payout_id = (await li.phone.get("/payouts")).json()["items"][0]["id"]
    await market.freeze(li)

    refused = await li.phone.post(f"/payouts/{payout_id}/confirm", json={})
    later = await stall.v3("POST", PATH, a_bill(account, li, out_bill_no="second"))

    assert (refused.status_code, refused.json()["error"]) == (409, "wallet_frozen")
    assert (later.json()["state"], later.json()["fail_reason"]) == ("FAIL", "ACCOUNT_FROZEN")
    assert await stall.available_fen() == 0


async def test_who_has_not_shown_who_they_are_is_not_asked(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(4000)
    await market.lane.db.run(wallets.set_verified, li.id, False)

    made = await stall.v3("POST", PATH, a_bill(account, li))

    assert (made.json()["state"], made.json()["fail_reason"]) == ("FAIL", "REAL_NAME_CHECK_FAIL")
    assert await stall.available_fen() == 4000
    assert (await li.phone.get("/payouts")).json()["items"] == []


async def test_two_devices_take_it_once(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(4000)
    await stall.v3("POST", PATH, a_bill(account, li))
    payout_id = (await li.phone.get("/payouts")).json()["items"][0]["id"]

    answers = await asyncio.gather(*(li.phone.post(f"/payouts/{payout_id}/confirm", json={}) for _ in range(8)))

    assert {answer.status_code for answer in answers} == {200}
    assert await market.balance_fen(li) == BORN_FEN + 4000


async def test_thirty_days_later_it_is_not_told_any_more(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(4000)
    await stall.v3("POST", PATH, a_bill(account, li))

    await market.later(days=31)

    found = await stall.v3("GET", f"{PATH}/out-bill-no/plfk2020042013")
    assert (found.status_code, found.json()["code"]) == (404, "NOT_FOUND")
