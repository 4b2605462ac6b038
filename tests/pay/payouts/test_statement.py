"""Money from merchants in a person's statement."""

from __future__ import annotations

from tests.dialog.towns import Account, Person
from tests.pay.payouts.test_payments_out import TRANSFERS, a_transfer
from tests.pay.payouts.test_red_packets import a_packet
from tests.pay.payouts.test_transfer_bills import PATH, a_bill
from tests.pay.stalls import Market, Stall


async def test_a_statement_tells_who_gave_what(market: Market, stall: Stall, account: Account, li: Person) -> None:
    await stall.fund(50_000)
    await stall.v3("POST", PATH, a_bill(account, li))
    transfer = (await li.phone.get("/payouts")).json()["items"][0]["id"]
    await li.phone.post(f"/payouts/{transfer}/confirm", json={})
    await market.later(seconds=1)
    await stall.v2("/mmpaymkttransfers/sendredpack", **a_packet(account, li))
    packet = (await li.phone.get("/payouts?waiting=true")).json()["items"][0]["id"]
    await li.phone.post(f"/payouts/{packet}/open", json={})
    await market.later(seconds=1)
    await stall.v2(TRANSFERS, **a_transfer(stall, account, li))

    items = (await li.phone.get("/wallet/statement")).json()["items"]

    told = [(item["kind"], item["amount_fen"], item["title"], item["counterparty"]["name"]) for item in items[:3]]
    name = stall.told["short_name"]
    assert told == [
        ("payout", 10099, "节日快乐!", name),
        ("payout", 1000, "感谢您参加猜灯谜活动，祝您元宵节快乐！", "天虹百货"),
        ("payout", 4000, "现金奖励", name),
    ]
    assert [item["subject"] for item in items[1:3]] == [
        {"type": "payout", "id": packet},
        {"type": "payout", "id": transfer},
    ]
