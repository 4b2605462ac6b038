"""Red packets: who opens them, what is in them, what goes home."""

from __future__ import annotations

import asyncio
from typing import Any

from hutong.pay.friends import limits
from tests.pay.friends.streets import BORN_FEN, Neighbour, Street, refusal

LUCKY = {"kind": "lucky", "total_fen": 2_000, "count": 3, "greeting": "good luck"}


async def opened(person: Neighbour, packet: dict[str, Any]) -> Any:
    """Open a packet that can be opened."""
    return await person.post(f"/packets/{packet['id']}/open")


async def try_to_open(person: Neighbour, packet: dict[str, Any]) -> tuple[int, str]:
    """Be refused a packet."""
    return refusal(await person.ask("POST", f"/packets/{packet['id']}/open"))


async def test_a_packet_for_a_friend_is_opened_by_the_friend_alone(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    conversation = await li.chat_with(han)
    packet = await li.pay("/packets", conversation_id=conversation, kind="single", total_fen=888, greeting="eight")
    assert (packet["state"], packet["total_fen"], packet["can_open"], packet["why_not"]) == (
        "open",
        888,
        False,
        "packet_not_for_you",
    )
    assert await li.balance_fen() == BORN_FEN - 888
    seen = await han.get(f"/packets/{packet['id']}")
    assert (seen["total_fen"], seen["shares"], seen["can_open"]) == (None, [], True)
    assert await try_to_open(li, packet) == (403, "packet_not_for_you")
    drawn = await opened(han, packet)
    assert (drawn["share_fen"], drawn["is_best"], drawn["packet"]["state"]) == (888, False, "taken")
    assert await han.balance_fen() == BORN_FEN + 888
    assert await opened(han, packet) == drawn
    assert await han.balance_fen() == BORN_FEN + 888
    assert await street.in_escrow(f"packet:{packet['id']}") == 0


async def test_the_card_counts_openings_and_tells_no_amount(street: Street, li: Neighbour, han: Neighbour) -> None:
    lucy = await street.neighbour("Lucy")
    group = await street.group([li, han, lucy])
    packet = await li.pay("/packets", conversation_id=group, **LUCKY)
    words = {"text": "good luck", "kind": "lucky", "count": 3, "opened": 0}
    card = {"kind": "card", "type": "red_packet", "subject": packet["id"], "words": words, "state": "open"}
    assert await han.cards(group) == [card]
    await opened(han, packet)
    assert await lucy.cards(group) == [card | {"words": words | {"opened": 1}}]
    await opened(lucy, packet)
    await opened(li, packet)
    assert await lucy.cards(group) == [card | {"words": words | {"opened": 3}, "state": "taken"}]


async def test_lucky_shares_make_the_total_and_the_largest_is_the_best(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    people = [li, han, await street.neighbour("Lucy")]
    packet = await li.pay("/packets", conversation_id=await street.group(people), **LUCKY)
    shares = [(await opened(one, packet))["share_fen"] for one in people]
    assert (sum(shares), min(shares) >= 1) == (2_000, True)
    seen = await han.get(f"/packets/{packet['id']}")
    assert [share["share_fen"] for share in seen["shares"]] == shares
    assert [share["is_best"] for share in seen["shares"]] == [share == max(shares) for share in shares]
    assert (seen["total_fen"], seen["opened_fen"], seen["own_share_fen"]) == (2_000, 2_000, shares[1])
    for one, share in zip(people, shares, strict=True):
        assert await one.balance_fen() == BORN_FEN + share - (2_000 if one is li else 0)


async def test_who_may_still_open_it_does_not_see_what_others_drew(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    lucy = await street.neighbour("Lucy")
    packet = await li.pay("/packets", conversation_id=await street.group([li, han, lucy]), **LUCKY)
    await opened(han, packet)
    assert (await lucy.get(f"/packets/{packet['id']}"))["shares"] == []
    assert len((await han.get(f"/packets/{packet['id']}"))["shares"]) == 1
    assert len((await li.get(f"/packets/{packet['id']}"))["shares"]) == 1


async def test_twenty_open_five_shares_at_once_and_five_have_one(street: Street) -> None:
    people = await street.neighbours(20)
    packet = await people[0].pay(
        "/packets", conversation_id=await street.group(people), kind="lucky", total_fen=500, count=5
    )
    answers = await asyncio.gather(
        *(one.ask("POST", f"/packets/{packet['id']}/open") for one in [*people, *people[:10]])
    )
    drawn = [answer.json()["share_fen"] for answer in answers[:20] if answer.status_code == 200]
    assert (len(drawn), sum(drawn)) == (5, 500)
    assert {refusal(answer) for answer in answers if answer.status_code != 200} == {(409, "packet_taken")}
    total = sum([await one.balance_fen() for one in people])
    assert total == 20 * BORN_FEN
    assert len((await people[0].get(f"/packets/{packet['id']}"))["shares"]) == 5


async def test_equal_shares_are_equal(street: Street, li: Neighbour, han: Neighbour) -> None:
    group = await street.group([li, han])
    wish = {"conversation_id": group, "kind": "equal", "count": 2}
    assert refusal(await li.try_to_pay("/packets", total_fen=301, **wish)) == (422, "packet_uneven")
    packet = await li.pay("/packets", total_fen=300, **wish)
    assert [(await opened(one, packet))["share_fen"] for one in (han, li)] == [150, 150]
    assert not any(share["is_best"] for share in (await li.get(f"/packets/{packet['id']}"))["shares"])


async def test_an_exclusive_packet_is_seen_by_all_and_opened_by_one(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    lucy = await street.neighbour("Lucy")
    group = await street.group([li, han, lucy])
    wish = {"conversation_id": group, "kind": "exclusive", "total_fen": 100}
    for receiver in (None, str(li), str(await street.neighbour("Outsider"))):
        refused = await li.try_to_pay("/packets", to_person_id=receiver, **wish)
        assert refusal(refused) == (422, "packet_receiver_wrong")
    packet = await li.pay("/packets", to_person_id=str(han), **wish)
    seen = await lucy.get(f"/packets/{packet['id']}")
    assert (seen["to"]["id"], seen["can_open"]) == (str(han), False)
    assert await try_to_open(lucy, packet) == (403, "packet_not_for_you")
    assert (await opened(han, packet))["share_fen"] == 100
    assert (await lucy.get(f"/packets/{packet['id']}"))["shares"] == []


async def test_the_rest_goes_home_after_a_day(street: Street, li: Neighbour, han: Neighbour) -> None:
    card = await li.bind_card()
    before = await li.card_fen(card)
    group = await street.group([li, han])
    packet = await li.pay(
        "/packets", conversation_id=group, kind="equal", total_fen=300, count=2, greeting="tea", means=card
    )
    await opened(han, packet)
    await street.later(hours=24)
    assert await try_to_open(li, packet) == (409, "packet_expired")
    assert await li.card_fen(card) == before - 150
    seen = await li.get(f"/packets/{packet['id']}")
    assert (seen["state"], seen["returned_fen"], seen["opened"], seen["total_fen"]) == ("expired", 150, 1, 300)
    assert (await han.get(f"/packets/{packet['id']}"))["returned_fen"] == 0
    assert (await han.cards(group))[0]["state"] == "expired"
    assert await street.in_escrow(f"packet:{packet['id']}") == 0


async def test_a_packet_all_opened_sends_nothing_home(street: Street, li: Neighbour, han: Neighbour) -> None:
    packet = await li.pay("/packets", conversation_id=await li.chat_with(han), kind="single", total_fen=100)
    await opened(han, packet)
    await street.later(hours=48)
    assert (await li.get(f"/packets/{packet['id']}"))["state"] == "taken"
    assert await li.balance_fen() == BORN_FEN - 100


async def test_outsiders_late_comers_and_those_who_left_open_nothing(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    lucy, outsider = await street.neighbour("Lucy"), await street.neighbour("Outsider")
    group = await street.group([li, han, lucy])
    packet = await li.pay("/packets", conversation_id=group, **LUCKY)
    late = await street.neighbour("Late")
    await street.join(group, late)
    await street.leave(group, lucy)
    for stranger in (outsider, late):
        assert await try_to_open(stranger, packet) == (404, "packet_not_found")
        assert refusal(await stranger.ask("GET", f"/packets/{packet['id']}")) == (404, "packet_not_found")
    assert await try_to_open(lucy, packet) == (403, "packet_not_for_you")
    assert (await han.get(f"/packets/{packet['id']}"))["opened"] == 0
    assert refusal(await outsider.try_to_pay("/packets", conversation_id=group, **LUCKY)) == (
        404,
        "conversation_not_found",
    )
    assert refusal(await lucy.try_to_pay("/packets", conversation_id=group, **LUCKY)) == (403, "writing_not_allowed")


async def test_suspended_people_open_nothing(street: Street, li: Neighbour, han: Neighbour) -> None:
    packet = await li.pay("/packets", conversation_id=await li.chat_with(han), kind="single", total_fen=100)
    await street.suspend(han)
    assert await try_to_open(han, packet) == (409, "receiver_unavailable")


async def test_a_double_tap_is_one_packet_and_other_content_is_refused(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    group = await street.group([li, han])
    wish = {"conversation_id": group, "kind": "lucky", "total_fen": 200, "count": 2, "request_id": "tap"}
    sent = await asyncio.gather(*(li.pay("/packets", **wish) for _ in range(5)))
    assert len({packet["id"] for packet in sent}) == 1
    for other in ({"total_fen": 201}, {"count": 1}, {"greeting": "hi"}, {"kind": "equal"}):
        assert refusal(await li.try_to_pay("/packets", **(wish | other))) == (409, "request_differs")
    assert await li.balance_fen() == BORN_FEN - 200


async def test_on_days_of_lovers_one_person_gets_more(street: Street, li: Neighbour, han: Neighbour) -> None:
    wish = {"conversation_id": await li.chat_with(han), "kind": "single", "total_fen": 52_000}
    assert refusal(await li.try_to_pay("/packets", **wish)) == (422, "amount_out_of_bounds")
    now = street.lane.clock.lane()
    # Half past midnight on the twentieth, in Beijing.
    street.hold(now.replace(year=now.year + 1, month=5, day=19, hour=16, minute=30))
    assert refusal(await li.try_to_pay("/packets", **(wish | {"total_fen": 52_001}))) == (422, "amount_out_of_bounds")
    packet = await li.pay("/packets", **wish)
    assert (await opened(han, packet))["share_fen"] == 52_000


BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"total_fen": 0}, 422, "amount_out_of_bounds"),
    ({"total_fen": -5}, 422, "amount_out_of_bounds"),
    ({"total_fen": 1}, 422, "amount_out_of_bounds"),
    ({"total_fen": 2 * limits.SHARE_MOST_FEN + 1}, 422, "amount_out_of_bounds"),
    ({"total_fen": 2**63}, 400, "invalid_request"),
    ({"total_fen": 100.0}, 400, "invalid_request"),
    ({"total_fen": "100"}, 400, "invalid_request"),
    ({"count": 0}, 422, "packet_count_wrong"),
    ({"count": -1}, 422, "packet_count_wrong"),
    ({"count": 3}, 422, "packet_count_wrong"),
    ({"count": 2**40}, 422, "packet_count_wrong"),
    ({"count": 1.0}, 400, "invalid_request"),
    ({"kind": "magic"}, 422, "packet_kind_unknown"),
    ({"kind": "single"}, 422, "chat_wrong"),
    ({"greeting": "x" * 26}, 422, "words_too_long"),
    ({"cover": "x" * 33}, 422, "words_too_long"),
    ({"request_id": "两"}, 422, "request_id_refused"),
    ({"to_person_id": "7"}, 422, "packet_receiver_wrong"),
    ({"means": {"kind": "family", "id": "7"}}, 409, "means_unusable"),
    ({"password": "000000"}, 403, "payment_password_wrong"),
    ({"conversation_id": "-1"}, 404, "conversation_not_found"),
]


async def test_what_makes_no_sense_moves_nothing(street: Street, li: Neighbour, han: Neighbour) -> None:
    group = await street.group([li, han])
    wish = {"conversation_id": group, "kind": "lucky", "total_fen": 200, "count": 2}
    for bad, status, code in BAD:
        assert (bad, *refusal(await li.try_to_pay("/packets", **(wish | bad)))) == (bad, status, code)
    assert await li.balance_fen() == BORN_FEN
    assert await han.cards(group) == []


async def test_a_group_packet_needs_a_group(street: Street, li: Neighbour, han: Neighbour) -> None:
    wish = {"conversation_id": await li.chat_with(han), "kind": "lucky", "total_fen": 200}
    assert refusal(await li.try_to_pay("/packets", **wish)) == (422, "chat_wrong")


async def test_unknown_packets_are_not_found(street: Street, li: Neighbour) -> None:
    for packet_id in ("404", "nonsense", "-1", "9" * 40):
        assert refusal(await li.ask("GET", f"/packets/{packet_id}")) == (404, "packet_not_found")
        assert refusal(await li.ask("POST", f"/packets/{packet_id}/open")) == (404, "packet_not_found")
