"""What both sides read in their statements."""

from __future__ import annotations

from typing import Any

from tests.pay.friends.streets import Neighbour, Street


async def lines(person: Neighbour) -> list[tuple[Any, ...]]:
    """Kind, amount, other side, state and words of what moved, the latest first."""
    found = (await person.get("/wallet/statement"))["items"]
    return [
        (
            line["kind"],
            line["amount_fen"],
            line["counterparty"] and line["counterparty"]["name"],
            line["state"],
            line["memo"],
        )
        for line in found
        if line["kind"] != "birth"
    ]


async def test_a_transfer_is_told_on_both_sides_by_the_other_person(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    sent = await li.pay("/transfers", person_id=str(han), amount_fen=500, memo="lunch", delay_hours=2)
    assert await lines(li) == [("transfer", -500, "Han Meimei", "pending", "lunch")]
    assert await lines(han) == []
    await han.post(f"/transfers/{sent['id']}/accept")
    assert await lines(li) == [("transfer", -500, "Han Meimei", "on_its_way", "lunch")]
    await street.later(hours=2)
    assert await lines(li) == [("transfer", -500, "Han Meimei", "accepted", "lunch")]
    assert await lines(han) == [("transfer", 500, "Li Lei", "accepted", "lunch")]


async def test_what_came_back_is_a_line_of_its_own(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await li.pay("/transfers", person_id=str(han), amount_fen=500)
    await han.post(f"/transfers/{sent['id']}/return")
    assert await lines(li) == [
        ("transfer_return", 500, "Han Meimei", "returned", ""),
        ("transfer", -500, "Han Meimei", "returned", ""),
    ]


async def test_a_code_is_told_like_a_transfer(street: Street, li: Neighbour, han: Neighbour) -> None:
    code = (await han.get("/wallet/receive-code"))["code"]
    await li.pay(f"/receive-codes/{code}/payments", amount_fen=300, memo="tea")
    assert await lines(li) == [("transfer", -300, "Han Meimei", "accepted", "tea")]
    assert await lines(han) == [("transfer", 300, "Li Lei", "accepted", "tea")]


async def test_packets_name_who_sent_them_and_one_they_were_for(street: Street, li: Neighbour, han: Neighbour) -> None:
    single = await li.pay("/packets", conversation_id=await li.chat_with(han), kind="single", total_fen=100)
    await han.post(f"/packets/{single['id']}/open")
    group = await street.group([li, han])
    await han.pay("/packets", conversation_id=group, kind="equal", total_fen=200, count=2, greeting="hi")
    assert await lines(li) == [("packet", -100, "Han Meimei", "taken", "")]
    await street.later(hours=24)
    assert await lines(han) == [
        ("packet_return", 200, None, "expired", "hi"),
        ("packet", -200, None, "expired", "hi"),
        ("packet", 100, "Li Lei", "taken", ""),
    ]


async def test_parts_of_a_bill_name_the_other_one(street: Street, li: Neighbour, han: Neighbour) -> None:
    split = await li.post(
        "/splits",
        conversation_id=await li.chat_with(han),
        mode="equal",
        total_fen=200,
        title="taxi",
        request_id="taxi",
    )
    await han.pay(f"/splits/{split['id']}/pay")
    assert await lines(li) == [("split", 100, "Han Meimei", "paid", "taxi")]
    assert await lines(han) == [("split", -100, "Li Lei", "paid", "taxi")]


async def test_money_that_waits_is_counted_in_the_wallet(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await li.pay("/transfers", person_id=str(han), amount_fen=500)
    assert ((await han.get("/wallet"))["unclaimed"], (await li.get("/wallet"))["unclaimed"]) == (1, 0)
    await han.post(f"/transfers/{sent['id']}/accept")
    assert (await han.get("/wallet"))["unclaimed"] == 0
