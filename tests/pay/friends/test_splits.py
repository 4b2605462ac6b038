"""Splits: a bill shared in a chat."""

from __future__ import annotations

import asyncio
from typing import Any

from hutong.pay.friends import limits
from tests.pay.friends.streets import BORN_FEN, Neighbour, Street, refusal


async def start(person: Neighbour, group: str, request_id: str = "bill", **wish: Any) -> Any:
    """Ask a chat to share a bill."""
    asked = {"conversation_id": group, "mode": "equal", "title": "hot pot", "request_id": request_id} | wish
    return await person.post("/splits", **asked)


async def refused(person: Neighbour, group: str, **wish: Any) -> tuple[int, str]:
    """Be refused to ask."""
    asked = {"conversation_id": group, "mode": "equal", "title": "hot pot", "request_id": "bill"} | wish
    return refusal(await person.ask("POST", "/splits", asked))


async def test_four_friends_share_two_hundred_yuan(street: Street) -> None:
    people = await street.neighbours(4)
    li, *others = people
    split = await start(li, await street.group(people), total_fen=20_000)
    assert (split["asked"], split["asked_fen"], split["total_fen"]) == (3, 15_000, 20_000)
    assert [(share["amount_fen"], share["state"]) for share in split["shares"]] == [
        (5_000, "own"),
        (5_000, "waiting"),
        (5_000, "waiting"),
        (5_000, "waiting"),
    ]
    path = f"/splits/{split['id']}"
    for number, one in enumerate(others, start=1):
        seen = await one.pay(path + "/pay")
        assert (seen["paid"], seen["own_share"]["state"], seen["can_pay"]) == (number, "paid", False)
        assert await one.balance_fen() == BORN_FEN - 5_000
        assert await li.balance_fen() == BORN_FEN + number * 5_000
    assert (await li.get(path))["state"] == "done"


async def test_the_fen_that_do_not_divide_are_the_starters(street: Street) -> None:
    people = await street.neighbours(3)
    split = await start(people[0], await street.group(people), total_fen=10_000)
    assert [share["amount_fen"] for share in split["shares"]] == [3_334, 3_333, 3_333]


async def test_the_card_counts_who_paid(street: Street, li: Neighbour, han: Neighbour) -> None:
    group = await street.group([li, han])
    split = await start(li, group, total_fen=1_001)
    words = {"text": "hot pot", "mode": "equal", "total_fen": 1_001, "asked": 1, "paid": 0, "paid_fen": 0}
    card = {"kind": "card", "type": "split", "subject": split["id"], "words": words, "state": "open"}
    assert await han.cards(group) == [card]
    await han.pay(f"/splits/{split['id']}/pay")
    for one in (li, han):
        assert await one.cards(group) == [card | {"words": words | {"paid": 1, "paid_fen": 500}, "state": "done"}]


async def test_the_same_for_each_asks_everybody_but_the_starter(street: Street) -> None:
    people = await street.neighbours(3)
    split = await start(people[0], await street.group(people), mode="each", each_fen=700)
    assert [(share["person"]["id"], share["amount_fen"]) for share in split["shares"]] == [
        (str(people[1]), 700),
        (str(people[2]), 700),
    ]
    assert split["total_fen"] == 1_400


async def test_by_hand_each_pays_what_was_said(street: Street) -> None:
    people = await street.neighbours(4)
    group = await street.group(people)
    shares = [{"person_id": str(one), "amount_fen": fen} for one, fen in zip(people[:3], (0, 100, 250), strict=True)]
    assert await refused(people[0], group, mode="by_hand", shares=shares, total_fen=351) == (422, "split_sum_wrong")
    split = await start(people[0], group, mode="by_hand", shares=shares, total_fen=350)
    await people[2].pay(f"/splits/{split['id']}/pay")
    assert (await people[2].balance_fen(), await people[0].balance_fen()) == (BORN_FEN - 250, BORN_FEN + 250)
    answer = await people[3].try_to_pay(f"/splits/{split['id']}/pay")
    assert refusal(answer) == (403, "not_in_split")
    seen = await people[3].get(f"/splits/{split['id']}")
    assert (seen["shares"], seen["own_share"], seen["paid"]) == ([], None, 1)


async def test_two_in_a_direct_chat_share_too(street: Street, li: Neighbour, han: Neighbour) -> None:
    split = await start(li, await li.chat_with(han), total_fen=1_000)
    await han.pay(f"/splits/{split['id']}/pay")
    assert await li.balance_fen() == BORN_FEN + 500


async def test_a_double_tap_pays_once_and_another_try_is_told(street: Street, li: Neighbour, han: Neighbour) -> None:
    split = await start(li, await street.group([li, han]), total_fen=1_000)
    path = f"/splits/{split['id']}/pay"
    taps = await asyncio.gather(*(han.try_to_pay(path, request_id="tap") for _ in range(5)))
    assert [tap.status_code for tap in taps] == [200] * 5
    assert await han.balance_fen() == BORN_FEN - 500
    assert refusal(await han.try_to_pay(path, request_id="again")) == (409, "split_paid_already")
    assert refusal(await li.try_to_pay(path)) == (403, "not_in_split")
    assert await li.balance_fen() == BORN_FEN + 500


async def test_two_devices_at_once_pay_once(street: Street, li: Neighbour, han: Neighbour) -> None:
    split = await start(li, await street.group([li, han]), total_fen=1_000)
    path = f"/splits/{split['id']}/pay"
    answers = await asyncio.gather(*(han.try_to_pay(path) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert await han.balance_fen() == BORN_FEN - 500


async def test_the_same_request_is_the_same_split_and_other_content_is_refused(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    group = await street.group([li, han])
    first = await start(li, group, total_fen=1_000)
    assert (await start(li, group, total_fen=1_000))["id"] == first["id"]
    assert await refused(li, group, total_fen=1_001) == (409, "request_differs")
    assert await refused(li, group, total_fen=1_000, title="tea") == (409, "request_differs")
    assert len(await li.cards(group)) == 1


async def test_a_closed_split_takes_no_more_and_keeps_what_was_paid(street: Street) -> None:
    people = await street.neighbours(3)
    group = await street.group(people)
    split = await start(people[0], group, total_fen=3_000)
    path = f"/splits/{split['id']}"
    await people[1].pay(path + "/pay")
    assert refusal(await people[1].ask("POST", path + "/close")) == (403, "only_starter")
    closed = await people[0].post(path + "/close")
    assert (closed["state"], (await people[0].post(path + "/close"))["state"]) == ("closed", "closed")
    assert refusal(await people[2].try_to_pay(path + "/pay")) == (409, "split_ended")
    assert refusal(await people[0].ask("POST", path + "/remind")) == (409, "split_ended")
    assert await people[0].balance_fen() == BORN_FEN + 1_000
    assert (await people[2].cards(group))[0]["state"] == "closed"


async def test_the_starter_reminds_once_an_hour(street: Street, li: Neighbour, han: Neighbour) -> None:
    group = await street.group([li, han])
    split = await start(li, group, total_fen=1_000)
    path = f"/splits/{split['id']}"
    assert refusal(await han.ask("POST", path + "/remind")) == (403, "only_starter")
    await li.post(path + "/remind")
    assert refusal(await li.ask("POST", path + "/remind")) == (409, "reminded_already")
    await han.pay(path + "/pay")
    assert [card["state"] for card in await han.cards(group)] == ["done", "done"]


async def test_outsiders_see_and_pay_nothing(street: Street, li: Neighbour, han: Neighbour) -> None:
    outsider = await street.neighbour("Outsider")
    group = await street.group([li, han])
    split = await start(li, group, total_fen=1_000)
    path = f"/splits/{split['id']}"
    assert refusal(await outsider.ask("GET", path)) == (404, "split_not_found")
    assert refusal(await outsider.try_to_pay(path + "/pay")) == (404, "split_not_found")
    assert await refused(outsider, group, total_fen=100) == (404, "conversation_not_found")
    shares = [{"person_id": str(outsider), "amount_fen": 5}]
    assert await refused(li, group, mode="by_hand", shares=shares, request_id="b2") == (422, "split_people_wrong")


async def test_a_starter_who_is_suspended_gets_nothing_more(street: Street, li: Neighbour, han: Neighbour) -> None:
    split = await start(li, await street.group([li, han]), total_fen=1_000)
    await street.suspend(li)
    answer = await han.try_to_pay(f"/splits/{split['id']}/pay")
    assert refusal(answer) == (409, "receiver_unavailable")
    assert await han.balance_fen() == BORN_FEN


async def test_who_has_too_little_pays_nothing(street: Street, li: Neighbour, han: Neighbour) -> None:
    split = await start(li, await street.group([li, han]), mode="each", each_fen=BORN_FEN + 1)
    answer = await han.try_to_pay(f"/splits/{split['id']}/pay")
    assert refusal(answer) == (409, "money_short")
    assert (await han.balance_fen(), (await li.get(f"/splits/{split['id']}"))["paid"]) == (BORN_FEN, 0)


BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"total_fen": 0}, 422, "amount_out_of_bounds"),
    ({"total_fen": None}, 422, "amount_out_of_bounds"),
    ({"total_fen": -100}, 422, "amount_out_of_bounds"),
    ({"total_fen": 1}, 422, "amount_out_of_bounds"),
    ({"total_fen": 2 * limits.SPLIT_EACH_MOST_FEN + 1}, 422, "amount_out_of_bounds"),
    ({"total_fen": 2**63}, 400, "invalid_request"),
    ({"total_fen": 10.0}, 400, "invalid_request"),
    ({"total_fen": "10"}, 400, "invalid_request"),
    ({"mode": "fair"}, 422, "split_mode_unknown"),
    ({"mode": "each", "total_fen": None}, 422, "amount_out_of_bounds"),
    ({"mode": "each", "each_fen": limits.SPLIT_EACH_MOST_FEN + 1}, 422, "amount_out_of_bounds"),
    ({"mode": "by_hand"}, 422, "split_people_wrong"),
    ({"title": "x" * 41}, 422, "words_too_long"),
    ({"request_id": ""}, 422, "request_id_refused"),
    ({"shares": [{"person_id": "nobody"}]}, 404, "person_not_found"),
    ({"shares": [{"person_id": "7"}]}, 422, "split_people_wrong"),
    ({"shares": "all"}, 400, "invalid_request"),
    ({"shares": [{"person_id": "7"}] * 102}, 400, "invalid_request"),
]


async def test_what_makes_no_sense_asks_nobody(street: Street, li: Neighbour, han: Neighbour) -> None:
    group = await street.group([li, han])
    for bad, status, code in BAD:
        assert (bad, *await refused(li, group, **({"total_fen": 1_000} | bad))) == (bad, status, code)
    assert await han.cards(group) == []


async def test_nobody_is_named_twice_and_nobody_splits_alone(street: Street, li: Neighbour, han: Neighbour) -> None:
    group = await street.group([li, han])
    twice = [{"person_id": str(han), "amount_fen": 5}] * 2
    alone = [{"person_id": str(li), "amount_fen": 5}]
    for shares in (twice, alone):
        assert await refused(li, group, mode="by_hand", shares=shares) == (422, "split_people_wrong")
    for fen in (0, -5, None):
        shares = [{"person_id": str(han), "amount_fen": fen}]
        assert await refused(li, group, mode="by_hand", shares=shares) == (422, "amount_out_of_bounds")
