"""/v3/transfer/batches: transfers ordered together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialog.towns import Account, Person
from tests.pay.stalls import BORN_FEN, Market, Server, Stall

PATH = "/v3/transfer/batches"
Told = dict[str, Any]


def a_detail(openid: str, number: int, fen: int = 1000, **fields: Any) -> Told:
    return {
        "out_detail_no": f"x23zy545Bd{number:04d}",
        "transfer_amount": fen,
        "transfer_remark": "2020年4月报销",
        "openid": openid,
    } | fields


def a_batch(account: Account, details: list[Told], **fields: Any) -> Told:
    return {
        "appid": account.app_id,
        "out_batch_no": "plfk2020042013",
        "batch_name": "2019年1月深圳分部报销单",
        "batch_remark": "2019年1月深圳分部报销单",
        "total_amount": sum(detail["transfer_amount"] for detail in details),
        "total_num": len(details),
        "transfer_detail_list": details,
    } | fields


async def test_each_is_paid_or_given_back_and_the_merchant_is_told(
    market: Market, stall: Stall, account: Account, li: Person, server: Server
) -> None:
    await stall.fund(10_000)
    han, frozen = await market.person("韩梅梅"), await market.person("Frozen")
    await market.freeze(frozen)
    key = {"wechatpay-serial": stall.told["public_key_id"]}
    details = [
        a_detail(li.openid(account), 1),
        a_detail(han.openid(account), 2, 2000, user_name=stall.encrypted("韩梅梅")),
        a_detail(han.openid(account), 3, 500, user_name=stall.encrypted("李雷")),
        a_detail("oNobody", 4, 300),
        a_detail(frozen.openid(account), 5, 200),
    ]

    made = await stall.v3("POST", PATH, a_batch(account, details, notify_url=server.url), **key)
    assert made.status_code == 200, made.text
    assert made.json()["batch_status"] == "ACCEPTED"
    await market.settle()

    assert await market.balance_fen(li) == BORN_FEN + 1000
    assert await market.balance_fen(han) == BORN_FEN + 2000
    assert await stall.available_fen() == 7000
    batch_id = made.json()["batch_id"]
    told = (await stall.v3("GET", f"{PATH}/batch-id/{batch_id}?need_query_detail=true")).json()
    head = told["transfer_batch"]
    counted = {
        "batch_status": "FINISHED",
        "batch_type": "API",
        "total_amount": 4000,
        "total_num": 5,
        "success_amount": 3000,
        "success_num": 2,
        "fail_amount": 1000,
        "fail_num": 3,
    }
    assert {name: head[name] for name in counted} == counted
    states = [detail["detail_status"] for detail in told["transfer_detail_list"]]
    assert states == ["SUCCESS", "SUCCESS", "FAIL", "FAIL", "FAIL"]
    failed = (
        await stall.v3("GET", f"{PATH}/out-batch-no/plfk2020042013?need_query_detail=true&detail_status=FAIL")
    ).json()
    assert (len(failed["transfer_detail_list"]), failed["offset"], failed["limit"]) == (3, 0, 20)
    reasons = []
    for detail in failed["transfer_detail_list"]:
        one = await stall.v3("GET", f"{PATH}/batch-id/{batch_id}/details/detail-id/{detail['detail_id']}")
        reasons.append(one.json()["fail_reason"])
    assert reasons == ["NAME_NOT_CORRECT", "OPENID_INVALID", "ACCOUNT_FROZEN"]
    second = (await stall.v3("GET", f"{PATH}/out-batch-no/plfk2020042013/details/out-detail-no/x23zy545Bd0002")).json()
    assert (second["transfer_amount"], stall.decrypted(second["user_name"])) == (2000, "韩梅梅")
    notice = stall.opened(server.heard[0])
    assert notice["event_type"] == "MCHTRANSFER.BATCH.FINISHED"
    assert {name: notice["plain"][name] for name in counted if name != "batch_type"} == {
        name: value for name, value in counted.items() if name != "batch_type"
    }
    assert len(server.heard) == 1


async def test_the_same_batch_pays_once(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(10_000)
    batch = a_batch(account, [a_detail(li.openid(account), 1)])

    first = await stall.v3("POST", PATH, batch)
    again = await stall.v3("POST", PATH, batch)
    await market.settle()
    late = await stall.v3("POST", PATH, batch)
    other = await stall.v3("POST", PATH, {**batch, "batch_remark": "other"})

    assert first.json()["batch_id"] == again.json()["batch_id"] == late.json()["batch_id"]
    assert late.json()["batch_status"] == "FINISHED"
    assert (other.status_code, other.json()["code"]) == (400, "ALREADY_EXISTS")
    assert await market.balance_fen(li) == BORN_FEN + 1000


async def test_a_large_batch_goes_step_by_step(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(100_000)
    details = [a_detail(li.openid(account), number, 100) for number in range(45)]

    await stall.v3("POST", PATH, a_batch(account, details))
    await market.settle()

    assert await market.balance_fen(li) == BORN_FEN + 4500
    second = (
        await stall.v3("GET", f"{PATH}/out-batch-no/plfk2020042013?need_query_detail=true&offset=40&limit=20")
    ).json()
    assert len(second["transfer_detail_list"]) == 5


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"total_amount": 1001}, 400, "PARAM_ERROR"),
        ({"total_num": 2}, 400, "PARAM_ERROR"),
        ({"total_num": 0}, 400, "PARAM_ERROR"),
        ({"total_amount": 1000.5}, 400, "PARAM_ERROR"),
        ({"total_amount": 2**63}, 400, "PARAM_ERROR"),
        ({"out_batch_no": "with-dash"}, 400, "PARAM_ERROR"),
        ({"transfer_detail_list": []}, 400, "PARAM_ERROR"),
        ({"batch_name": "n" * 33}, 400, "PARAM_ERROR"),
        ({"appid": "wx0000000000000000"}, 400, "APPID_MCHID_NOT_MATCH"),
    ],
)
async def test_a_refused_batch_moves_nothing(
    market: Market, stall: Stall, account: Account, li: Person, changes: Told, status: int, code: str
) -> None:
    await stall.fund(10_000)

    refused = await stall.v3("POST", PATH, a_batch(account, [a_detail(li.openid(account), 1)]) | changes)
    await market.settle()

    assert (refused.status_code, refused.json()["code"]) == (status, code), refused.text
    assert (await stall.available_fen(), await market.balance_fen(li)) == (10_000, BORN_FEN)


async def test_a_batch_needs_all_its_money_and_numbers_of_their_own(
    market: Market, stall: Stall, account: Account, li: Person
) -> None:
    await stall.fund(1999)
    twice = [a_detail(li.openid(account), 1), a_detail(li.openid(account), 1)]
    two = [a_detail(li.openid(account), 1), a_detail(li.openid(account), 2)]

    same = await stall.v3("POST", PATH, a_batch(account, twice))
    short = await stall.v3("POST", PATH, a_batch(account, two))
    gone = await stall.v3("GET", f"{PATH}/out-batch-no/plfk2020042013?need_query_detail=false")

    assert (same.status_code, same.json()["code"]) == (400, "PARAM_ERROR")
    assert (short.status_code, short.json()["code"]) == (403, "NOT_ENOUGH")
    assert (gone.status_code, gone.json()["code"]) == (404, "NOT_FOUND")
    assert (await stall.available_fen(), await market.balance_fen(li)) == (1999, BORN_FEN)
