"""Family cards: given, accepted, paid with, bounded, ended."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest

from hutong.kernel.errors import HutongError
from hutong.pay.errors import family_cards as errors
from hutong.pay.errors import wallet as wallet_errors
from hutong.pay.ledger import names
from hutong.pay.models.wallet import Means
from hutong.pay.wallet import means, wallets
from tests.pay.friends.streets import BORN_FEN, PASSWORD, Neighbour, Street, refusal

CANTEEN = "1900000109"
numbers = itertools.count(1)


async def give(giver: Neighbour, holder: Neighbour, **wish: Any) -> Any:
    """Offer somebody a card."""
    known = {"person_id": str(holder), "relation": "child", "per_month_fen": 50_000}
    return await giver.pay("/family-cards", **(known | wish))


async def given(giver: Neighbour, holder: Neighbour, **wish: Any) -> Any:
    """A card that was offered and accepted."""
    card = await give(giver, holder, **wish)
    return await holder.post(f"/family-cards/{card['id']}/accept")


async def buy(
    street: Street, person: Neighbour, card: dict[str, Any], amount_fen: int, *, category: str = "food"
) -> means.Charge:
    """Pay at the canteen with a family card."""
    return await street.lane.db.run(
        means.charge,
        person.id,
        Means(kind="family", id=card["id"]),
        amount_fen=amount_fen,
        credit=names.merchant(CANTEEN),
        number=f"order:{next(numbers)}",
        kind="payment",
        subject="order:1",
        memo="noodles",
        scene="merchant",
        mchid=CANTEEN,
        category=category,
    )


async def refused(street: Street, person: Neighbour, card: dict[str, Any], amount_fen: int, **how: str) -> HutongError:
    """Be refused at the canteen."""
    with pytest.raises(HutongError) as error:
        await buy(street, person, card, amount_fen, **how)
    return error.value


async def test_a_child_pays_the_canteen_with_the_parents_money_and_both_see_it(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    card = await give(li, han)
    assert (card["state"], card["is_giver"], card["can"]) == ("offered", True, ["change", "end"])
    offered = (await han.get("/family-cards"))["items"]
    assert [(one["id"], one["is_giver"], one["can"]) for one in offered] == [(card["id"], False, ["accept", "end"])]
    card = await han.post(f"/family-cards/{card['id']}/accept")
    assert (card["state"], card["left_fen"], card["can"]) == ("active", 50_000, ["end"])
    charge = await buy(street, han, card, 1_200)
    assert charge.payer_person_id == li.id
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN - 1_200, BORN_FEN)
    for one in (li, han):
        seen = await one.get(f"/family-cards/{card['id']}")
        assert (seen["spent_this_month_fen"], seen["left_fen"]) == (1_200, 48_800)
        uses = (await one.get(f"/family-cards/{card['id']}/uses"))["items"]
        assert [(use["amount_fen"], use["merchant"], use["state"]) for use in uses] == [(1_200, CANTEEN, "paid")]
        shown = (await one.cards(card["conversation_id"]))[0]
        assert (shown["type"], shown["state"], shown["words"]["used_fen"]) == ("family_card", "active", 1_200)


async def test_each_broken_rule_is_refused_by_its_reason_and_moves_nothing(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    card = await given(li, han, per_payment_fen=5_000, per_month_fen=12_000, categories_blocked=["games"])
    over = await refused(street, han, card, 5_001)
    assert (type(over), over.facts) == (errors.FamilyOverPayment, {"limit_fen": 5_000})
    await buy(street, han, card, 5_000)
    await buy(street, han, card, 5_000)
    month = await refused(street, han, card, 2_001)
    assert (type(month), month.facts) == (errors.FamilyOverMonth, {"left_fen": 2_000})
    games = await refused(street, han, card, 100, category="games")
    assert (type(games), games.facts) == (errors.FamilyCategoryBlocked, {"category": "games"})
    await li.post(f"/family-cards/{card['id']}/pause")
    assert type(await refused(street, han, card, 100)) is errors.FamilyCardPaused
    await li.post(f"/family-cards/{card['id']}/resume")
    await buy(street, han, card, 2_000)
    assert await li.balance_fen() == BORN_FEN - 12_000


async def test_a_month_is_the_calendars_in_shanghai(street: Street, li: Neighbour, han: Neighbour) -> None:
    # Half an hour before December begins in Shanghai.
    street.hold(street.lane.clock.lane().replace(year=2026, month=11, day=30, hour=15, minute=30))
    card = await given(li, han, per_month_fen=1_000)
    await buy(street, han, card, 1_000)
    assert type(await refused(street, han, card, 1)) is errors.FamilyOverMonth
    await street.later(minutes=29)
    assert type(await refused(street, han, card, 1)) is errors.FamilyOverMonth
    await street.later(minutes=1)
    assert (await han.get(f"/family-cards/{card['id']}"))["month"] == "2026-12"
    await buy(street, han, card, 1_000)


async def test_a_refund_goes_to_the_giver_and_gives_no_allowance_back(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    card = await given(li, han, per_month_fen=1_000)
    charge = await buy(street, han, card, 1_000)
    for number, amount_fen in (("refund:1", 400), ("refund:2", 600)):
        await street.lane.db.run(
            means.give_back,
            charge.number,
            debit=names.merchant(CANTEEN),
            amount_fen=amount_fen,
            number=number,
            kind="refund",
            subject="order:1",
            memo="",
        )
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN, BORN_FEN)
    use = (await han.get(f"/family-cards/{card['id']}/uses"))["items"][0]
    assert (use["refunded_fen"], use["state"]) == (1_000, "refunded")
    assert type(await refused(street, han, card, 1)) is errors.FamilyOverMonth


async def test_when_the_balance_is_short_the_givers_card_pays(street: Street, li: Neighbour, han: Neighbour) -> None:
    bank = await li.bind_card()
    before = await li.card_fen(bank)
    card = await given(li, han, per_month_fen=200_000)
    await buy(street, han, card, BORN_FEN + 1)
    assert (await li.card_fen(bank), await li.balance_fen()) == (before - BORN_FEN - 1, BORN_FEN)


async def test_what_the_giver_has_not_the_card_does_not_pay(street: Street, li: Neighbour, han: Neighbour) -> None:
    card = await given(li, han, per_month_fen=200_000)
    short = await refused(street, han, card, BORN_FEN + 1)
    assert type(short) is wallet_errors.MeansUnusable
    await li.freeze()
    assert type(await refused(street, han, card, 1)) is wallet_errors.MeansUnusable
    assert (await han.get(f"/family-cards/{card['id']}"))["spent_this_month_fen"] == 0


async def test_a_family_card_pays_no_people(street: Street, li: Neighbour, han: Neighbour) -> None:
    lucy = await street.neighbour("Lucy")
    card = await given(li, han)
    family = {"kind": "family", "id": card["id"]}
    direct, group = await han.chat_with(lucy), await street.group([han, lucy])
    asks: list[tuple[str, dict[str, Any]]] = [
        ("/transfers", {"conversation_id": direct, "amount_fen": 100}),
        ("/packets", {"conversation_id": group, "kind": "lucky", "total_fen": 100}),
    ]
    for path, body in asks:
        answer = await han.try_to_pay(path, means=family, **body)
        assert (refusal(answer), answer.json()["params"]) == (
            (409, "means_unusable"),
            {"why": "family_merchants_only"},
        )
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN, BORN_FEN)


async def test_only_the_holder_pays_with_it(street: Street, li: Neighbour, han: Neighbour) -> None:
    card = await given(li, han)
    lucy = await street.neighbour("Lucy")
    for stranger in (li, lucy):
        assert type(await refused(street, stranger, card, 1)) is errors.FamilyCardNotFound
    assert type(await refused(street, han, {"id": "nonsense"}, 1)) is errors.FamilyCardNotFound


async def test_an_offer_lapses_after_a_day(street: Street, li: Neighbour, han: Neighbour) -> None:
    card = await give(li, han)
    assert type(await refused(street, han, card, 1)) is errors.FamilyCardStateWrong
    await street.later(hours=24)
    accepted = await han.ask("POST", f"/family-cards/{card['id']}/accept")
    assert refusal(accepted) == (409, "family_card_state")
    assert (await han.cards(card["conversation_id"]))[0]["state"] == "lapsed"
    assert (await han.get("/family-cards"))["items"] == []


async def test_either_ends_it_and_then_it_pays_nothing(street: Street, li: Neighbour, han: Neighbour) -> None:
    for ender in (li, han):
        card = await given(li, han)
        ended = await ender.post(f"/family-cards/{card['id']}/end")
        assert (ended["state"], ended["can"]) == ("ended", [])
        assert type(await refused(street, han, card, 1)) is errors.FamilyCardStateWrong
        assert refusal(await li.ask("POST", f"/family-cards/{card['id']}/pause")) == (409, "family_card_state")


async def test_four_are_given_and_three_held(street: Street) -> None:
    giver, *others = await street.neighbours(6)
    cards = [await give(giver, one) for one in others[:4]]
    answer = await giver.try_to_pay("/family-cards", person_id=str(others[4]), per_month_fen=100)
    assert refusal(answer) == (409, "family_cards_given")
    await others[0].post(f"/family-cards/{cards[0]['id']}/end")
    await give(giver, others[4])
    holder = others[0]
    offers = [await give(one, holder) for one in others[1:5]]
    for card in offers[:3]:
        await holder.post(f"/family-cards/{card['id']}/accept")
    fourth = await holder.ask("POST", f"/family-cards/{offers[3]['id']}/accept")
    assert refusal(fourth) == (409, "family_cards_held")


async def test_both_need_a_verified_wallet(street: Street, li: Neighbour, han: Neighbour) -> None:
    card = await give(li, han)
    for one in (li, han):
        await street.lane.db.run(wallets.set_verified, one.id, False)
    assert refusal(await han.ask("POST", f"/family-cards/{card['id']}/accept")) == (409, "family_unverified")
    answer = await li.try_to_pay("/family-cards", person_id=str(han), per_month_fen=100)
    assert refusal(answer) == (409, "family_unverified")


async def test_the_giver_alone_sets_the_bounds(street: Street, li: Neighbour, han: Neighbour) -> None:
    card = await given(li, han)
    path = f"/family-cards/{card['id']}"
    terms = {"per_payment_fen": 100, "per_month_fen": 1_000, "categories_blocked": ["games"], "password": PASSWORD}
    assert refusal(await han.ask("PUT", path, terms)) == (403, "only_giver")
    for word in ("pause", "resume"):
        assert refusal(await han.ask("POST", f"{path}/{word}")) == (403, "only_giver")
    assert refusal(await li.ask("PUT", path, terms | {"password": "000000"})) == (403, "payment_password_wrong")
    changed = (await li.ask("PUT", path, terms)).json()
    assert (changed["per_payment_fen"], changed["per_month_fen"], changed["categories_blocked"]) == (
        100,
        1_000,
        ["games"],
    )
    assert type(await refused(street, han, card, 101)) is errors.FamilyOverPayment
    lucy = await street.neighbour("Lucy")
    for method, where in (("GET", path), ("GET", path + "/uses"), ("POST", path + "/end"), ("POST", path + "/accept")):
        assert refusal(await lucy.ask(method, where)) == (404, "family_card_not_found")
    assert refusal(await li.ask("POST", path + "/accept")) == (403, "only_holder")


async def test_a_double_tap_gives_one_card(street: Street, li: Neighbour, han: Neighbour) -> None:
    taps = await asyncio.gather(*(give(li, han, request_id="tap") for _ in range(4)))
    assert len({card["id"] for card in taps}) == 1
    other = await li.try_to_pay(
        "/family-cards", person_id=str(han), per_month_fen=1, request_id="tap", relation="other"
    )
    assert refusal(other) == (409, "request_differs")


async def test_ten_payments_at_once_stay_within_the_month(street: Street, li: Neighbour, han: Neighbour) -> None:
    card = await given(li, han, per_month_fen=1_000)
    paid = await asyncio.gather(*(buy(street, han, card, 300) for _ in range(10)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in paid) == ["Charge"] * 3 + ["FamilyOverMonth"] * 7
    assert await li.balance_fen() == BORN_FEN - 900


BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"per_month_fen": 0}, 422, "family_limit_wrong"),
    ({"per_month_fen": -1}, 422, "family_limit_wrong"),
    ({"per_month_fen": 300_001}, 422, "family_limit_wrong"),
    ({"per_month_fen": 2**63}, 400, "invalid_request"),
    ({"per_month_fen": 10.5}, 400, "invalid_request"),
    ({"per_month_fen": "100"}, 400, "invalid_request"),
    ({"per_payment_fen": 0}, 422, "family_limit_wrong"),
    ({"per_payment_fen": 300_001}, 422, "family_limit_wrong"),
    ({"relation": "boss"}, 422, "family_relation_unknown"),
    ({"categories_blocked": [""]}, 422, "family_categories_wrong"),
    ({"categories_blocked": ["x" * 33]}, 422, "family_categories_wrong"),
    ({"categories_blocked": [f"kind {number}" for number in range(21)]}, 422, "family_categories_wrong"),
    ({"person_id": "nobody"}, 404, "person_not_found"),
    ({"person_id": "404"}, 409, "receiver_unavailable"),
    ({"password": "111222"}, 403, "payment_password_wrong"),
    ({"request_id": ""}, 422, "request_id_refused"),
]


async def test_what_makes_no_sense_gives_nothing(street: Street, li: Neighbour, han: Neighbour) -> None:
    wish = {"person_id": str(han), "per_month_fen": 1_000}
    for bad, status, code in BAD:
        assert (bad, *refusal(await li.try_to_pay("/family-cards", **(wish | bad)))) == (bad, status, code)
    assert (await han.get("/family-cards"))["items"] == []


async def test_nobody_gives_themselves_a_card(street: Street, li: Neighbour) -> None:
    answer = await li.try_to_pay("/family-cards", person_id=str(li), per_month_fen=1_000)
    assert refusal(answer) == (422, "not_to_yourself")
