"""Transfers between friends: sent, taken, given back, expired, delayed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hutong.pay.friends import limits, transfers
from tests.pay.friends.streets import BALANCE, BORN_FEN, Neighbour, Street, refusal


async def send(li: Neighbour, han: Neighbour, amount_fen: int = 5_000, **more: Any) -> Any:
    """Li sends Han money in their chat."""
    return await li.pay("/transfers", conversation_id=await li.chat_with(han), amount_fen=amount_fen, **more)


async def test_a_friend_accepts_and_the_money_is_there(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await send(li, han, 5_000, memo="lunch")
    assert (sent["state"], sent["amount_fen"], sent["memo"], sent["can"]) == ("pending", 5_000, "lunch", ["remind"])
    assert (sent["from"]["id"], sent["to"]["id"]) == (str(li), str(han))
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN - 5_000, BORN_FEN)
    assert await street.in_escrow(f"transfer:{sent['id']}") == 5_000
    seen = await han.get(f"/transfers/{sent['id']}")
    assert (seen["state"], seen["can"]) == ("pending", ["accept", "return"])
    taken = await han.post(f"/transfers/{sent['id']}/accept")
    assert (taken["state"], taken["has_arrived"], taken["can"]) == ("accepted", True, [])
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN - 5_000, BORN_FEN + 5_000)
    assert await street.in_escrow(f"transfer:{sent['id']}") == 0


async def test_the_card_in_the_chat_follows_on_both_phones(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await send(li, han, 5_000, memo="lunch")
    words = {"amount_fen": 5_000, "text": "lunch", "to": str(han), "arrived": 0}
    card = {"kind": "card", "type": "transfer", "subject": sent["id"], "words": words, "state": "pending"}
    for one in (li, han):
        assert await one.cards(sent["conversation_id"]) == [card]
    await han.post(f"/transfers/{sent['id']}/accept")
    for one in (li, han):
        assert await one.cards(sent["conversation_id"]) == [
            card | {"words": words | {"arrived": 1}, "state": "accepted"}
        ]
    conversation = await han.get(f"/conversations/{sent['conversation_id']}")
    assert (conversation["unread"], conversation["last"]["body"]["state"]) == (1, "accepted")


async def test_what_is_returned_goes_back_to_where_it_came_from(street: Street, li: Neighbour, han: Neighbour) -> None:
    card = await li.bind_card()
    before = await li.card_fen(card)
    sent = await send(li, han, 5_000, means=card)
    assert await li.card_fen(card) == before - 5_000
    returned = await han.post(f"/transfers/{sent['id']}/return")
    assert (returned["state"], returned["can"]) == ("returned", [])
    assert await li.card_fen(card) == before
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN, BORN_FEN)
    assert (await li.cards(sent["conversation_id"]))[0]["state"] == "returned"


async def test_what_nobody_takes_for_a_day_goes_home(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await send(li, han)
    await street.later(hours=23, minutes=59)
    assert (await han.get(f"/transfers/{sent['id']}"))["state"] == "pending"
    await street.later(minutes=1)
    assert (await han.get(f"/transfers/{sent['id']}"))["state"] == "expired"
    assert refusal(await han.ask("POST", f"/transfers/{sent['id']}/accept")) == (409, "transfer_ended")
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN, BORN_FEN)
    assert (await han.cards(sent["conversation_id"]))[0]["state"] == "expired"


async def test_a_delayed_transfer_is_on_its_way_until_its_time(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await send(li, han, 5_000, delay_hours=2)
    await street.later(minutes=30)
    taken = await han.post(f"/transfers/{sent['id']}/accept")
    assert (taken["state"], taken["has_arrived"], taken["can"]) == ("accepted", False, ["return"])
    assert await han.balance_fen() == BORN_FEN
    await street.later(minutes=89)
    assert await han.balance_fen() == BORN_FEN
    await street.later(minutes=1)
    assert await han.balance_fen() == BORN_FEN + 5_000
    assert (await li.get(f"/transfers/{sent['id']}"))["has_arrived"] is True
    assert (await li.cards(sent["conversation_id"]))[0]["words"]["arrived"] == 1


async def test_what_is_on_its_way_may_still_be_returned(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await send(li, han, 5_000, delay_hours=24)
    await han.post(f"/transfers/{sent['id']}/accept")
    await han.post(f"/transfers/{sent['id']}/return")
    await street.later(hours=25)
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN, BORN_FEN)
    assert (await li.get(f"/transfers/{sent['id']}"))["state"] == "returned"


async def test_accepted_at_the_last_minute_a_day_long_delay_is_over_with_the_day(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    sent = await send(li, han, 5_000, delay_hours=24)
    await street.later(hours=23, minutes=59)
    await han.post(f"/transfers/{sent['id']}/accept")
    await street.later(minutes=2)
    assert await han.balance_fen() == BORN_FEN + 5_000


async def test_a_double_tap_is_one_transfer(street: Street, li: Neighbour, han: Neighbour) -> None:
    conversation = await li.chat_with(han)
    taps = [li.pay("/transfers", conversation_id=conversation, amount_fen=5_000, request_id="tap") for _ in range(5)]
    assert len({sent["id"] for sent in await asyncio.gather(*taps)}) == 1
    assert await li.balance_fen() == BORN_FEN - 5_000
    assert len(await li.cards(conversation)) == 1


OTHERWISE: list[dict[str, Any]] = [
    {"amount_fen": 5_001},
    {"memo": "other"},
    {"delay_hours": 2},
    {"means": {"kind": "card", "id": "1"}},
]


async def test_the_same_request_with_other_content_is_refused(street: Street, li: Neighbour, han: Neighbour) -> None:
    asked: dict[str, Any] = {"conversation_id": await li.chat_with(han), "amount_fen": 5_000, "request_id": "tap"}
    await li.pay("/transfers", **asked)
    for other in OTHERWISE:
        assert refusal(await li.try_to_pay("/transfers", **(asked | other))) == (409, "request_differs")
    assert await li.balance_fen() == BORN_FEN - 5_000


async def test_the_same_request_id_of_another_person_is_another_request(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    await send(li, han, 100, request_id="tap")
    await send(han, li, 200, request_id="tap")
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN - 100, BORN_FEN - 200)


async def test_both_answers_at_once_are_one_answer(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await send(li, han)
    path = f"/transfers/{sent['id']}"
    answers = await asyncio.gather(
        *(han.ask("POST", f"{path}/{word}") for word in ("accept", "return", "accept", "return"))
    )
    state = (await li.get(path))["state"]
    assert sorted(answer.status_code for answer in answers) == [200, 200, 409, 409]
    expected = (BORN_FEN - 5_000, BORN_FEN + 5_000) if state == "accepted" else (BORN_FEN, BORN_FEN)
    assert (await li.balance_fen(), await han.balance_fen()) == expected


async def test_only_the_two_see_a_transfer_and_only_the_receiver_answers_it(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    lucy = await street.neighbour("Lucy")
    sent = await send(li, han)
    path = f"/transfers/{sent['id']}"
    for method, where in (("GET", path), ("POST", path + "/accept"), ("POST", path + "/return")):
        assert refusal(await lucy.ask(method, where)) == (404, "transfer_not_found")
    for word in ("accept", "return"):
        assert refusal(await li.ask("POST", f"{path}/{word}")) == (403, "only_receiver")
    assert refusal(await han.ask("POST", f"{path}/remind")) == (403, "only_sender")
    assert (await han.get(path))["state"] == "pending"


async def test_a_reminder_shows_the_card_again_and_both_follow(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await send(li, han)
    path = f"/transfers/{sent['id']}"
    await li.post(path + "/remind")
    refused = await li.ask("POST", path + "/remind")
    assert refusal(refused) == (409, "reminded_already")
    for _ in range(2):
        await street.later(hours=1)
        await li.post(path + "/remind")
    await street.later(hours=1)
    assert refusal(await li.ask("POST", path + "/remind")) == (409, "reminded_already")
    await han.post(path + "/accept")
    assert [card["state"] for card in await li.cards(sent["conversation_id"])] == ["accepted"] * 4
    assert refusal(await li.ask("POST", path + "/remind")) == (409, "transfer_ended")


BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"amount_fen": 0}, 422, "amount_out_of_bounds"),
    ({"amount_fen": -1}, 422, "amount_out_of_bounds"),
    ({"amount_fen": limits.TRANSFER_MOST_FEN + 1}, 422, "amount_out_of_bounds"),
    ({"amount_fen": 2**63}, 400, "invalid_request"),
    ({"amount_fen": 10**30}, 400, "invalid_request"),
    ({"amount_fen": 1.5}, 400, "invalid_request"),
    ({"amount_fen": 5_000.0}, 400, "invalid_request"),
    ({"amount_fen": "5000"}, 400, "invalid_request"),
    ({"amount_fen": None}, 400, "invalid_request"),
    ({"amount_fen": True}, 400, "invalid_request"),
    ({"memo": "x" * 51}, 422, "words_too_long"),
    ({"memo": "x" * 100_000}, 422, "words_too_long"),
    ({"delay_hours": 1}, 422, "delay_unknown"),
    ({"delay_hours": -2}, 422, "delay_unknown"),
    ({"request_id": ""}, 422, "request_id_refused"),
    ({"request_id": "x" * 65}, 422, "request_id_refused"),
    ({"request_id": "with space"}, 422, "request_id_refused"),
    ({"means": {"kind": "gold"}}, 400, "invalid_request"),
    ({"means": {"kind": "card", "id": "404"}}, 404, "bank_card_not_found"),
    ({"means": {"kind": "family", "id": "404"}}, 409, "means_unusable"),
    ({"password": "654321"}, 403, "payment_password_wrong"),
    ({"password": ""}, 403, "payment_password_wrong"),
    ({"conversation_id": "404"}, 404, "conversation_not_found"),
    ({"conversation_id": "nonsense"}, 404, "conversation_not_found"),
    ({"conversation_id": "9" * 30}, 404, "conversation_not_found"),
    ({"amount_fen": BORN_FEN + 1}, 409, "money_short"),
]


async def test_what_makes_no_sense_moves_nothing(street: Street, li: Neighbour, han: Neighbour) -> None:
    conversation = await li.chat_with(han)
    asked = {"conversation_id": conversation, "amount_fen": 5_000}
    for bad, status, code in BAD:
        assert (bad, *refusal(await li.try_to_pay("/transfers", **(asked | bad)))) == (bad, status, code)
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN, BORN_FEN)
    assert await li.cards(conversation) == []


async def test_a_chat_of_others_a_group_or_oneself_takes_no_transfer(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    lucy = await street.neighbour("Lucy")
    theirs = await han.chat_with(lucy)
    group = await street.group([li, han])
    for where, status, code in (
        ({"conversation_id": theirs}, 404, "conversation_not_found"),
        ({"conversation_id": group}, 422, "chat_wrong"),
        ({"person_id": str(li)}, 422, "not_to_yourself"),
        ({}, 422, "not_to_yourself"),
        ({"person_id": "404"}, 409, "receiver_unavailable"),
        ({"person_id": "nobody"}, 404, "person_not_found"),
    ):
        assert refusal(await li.try_to_pay("/transfers", amount_fen=100, **where)) == (status, code)
    assert await li.balance_fen() == BORN_FEN


async def test_a_friend_is_named_by_who_they_are_too(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await li.pay("/transfers", person_id=str(han), amount_fen=100)
    assert sent["conversation_id"] == await li.chat_with(han)


async def test_suspended_people_take_no_part(street: Street, li: Neighbour, han: Neighbour) -> None:
    conversation = await li.chat_with(han)
    sent = await send(li, han)
    await street.suspend(han)
    assert refusal(await li.try_to_pay("/transfers", conversation_id=conversation, amount_fen=1)) == (
        409,
        "receiver_unavailable",
    )
    assert refusal(await han.ask("POST", f"/transfers/{sent['id']}/accept")) == (409, "receiver_unavailable")
    await street.later(hours=24)
    assert await li.balance_fen() == BORN_FEN


async def test_a_frozen_wallet_sends_nothing_and_still_receives(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await send(li, han)
    await han.freeze()
    refused = await han.try_to_pay("/transfers", conversation_id=sent["conversation_id"], amount_fen=1)
    assert refusal(refused) == (403, "wallet_frozen")
    await han.post(f"/transfers/{sent['id']}/accept")
    assert await han.balance_fen() == BORN_FEN + 5_000


async def test_a_hundred_transfers_a_day_are_enough(
    street: Street, li: Neighbour, han: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TRANSFERS_A_DAY", 2)
    monkeypatch.setattr(limits, "TRANSFERS_A_DAY_FEN", 1_000)
    conversation = await li.chat_with(han)
    street.hold(street.lane.clock.lane().replace(hour=20))
    await send(li, han, 600)
    refused = await li.try_to_pay("/transfers", conversation_id=conversation, amount_fen=401)
    assert (refusal(refused), refused.json()["params"]) == ((409, "day_limit_reached"), {"left_fen": 400})
    await send(li, han, 400)
    refused = await li.try_to_pay("/transfers", conversation_id=conversation, amount_fen=1)
    assert refusal(refused) == (409, "day_limit_reached")
    await street.later(hours=20)
    await send(li, han, 1_000)


async def test_money_that_waits_is_counted(street: Street, li: Neighbour, han: Neighbour) -> None:
    sent = await send(li, han, means=BALANCE)
    waiting = [await street.lane.db.read(transfers.unclaimed, one.id) for one in (han, li)]
    assert waiting == [1, 0]
    await han.post(f"/transfers/{sent['id']}/accept")
    assert await street.lane.db.read(transfers.unclaimed, han.id) == 0
