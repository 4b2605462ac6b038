"""Codes that receive: shown, scanned, paid at once, reset."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.pay.friends.streets import BORN_FEN, OURS, Neighbour, Street, refusal


async def code_of(person: Neighbour, **wish: Any) -> str:
    """A code of somebody's, with an amount where one is wished."""
    answer = await person.post("/wallet/receive-code", **wish) if wish else await person.get("/wallet/receive-code")
    return str(answer["code"])


async def test_a_printed_code_takes_what_the_payer_says_at_once(street: Street, li: Neighbour, han: Neighbour) -> None:
    code = await code_of(han)
    assert await code_of(han) == code
    shown = await li.get(f"/receive-codes/{code}")
    assert (shown["person"]["id"], shown["amount_fen"], shown["memo"]) == (str(han), None, "")
    paid = await li.pay(f"/receive-codes/{code}/payments", amount_fen=1_200, memo="apples")
    assert (paid["state"], paid["has_arrived"], paid["by_code"], paid["memo"]) == ("accepted", True, True, "apples")
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN - 1_200, BORN_FEN + 1_200)
    for one in (li, han):
        assert (await one.get(f"/transfers/{paid['id']}"))["amount_fen"] == 1_200
    assert refusal(await han.ask("POST", f"/transfers/{paid['id']}/return")) == (409, "transfer_ended")


async def test_a_code_with_an_amount_takes_that_amount(street: Street, li: Neighbour, han: Neighbour) -> None:
    code = await code_of(han, amount_fen=60_000, memo="rent")
    assert await code_of(han, amount_fen=60_000, memo="rent") == code
    refused = await li.try_to_pay(f"/receive-codes/{code}/payments", amount_fen=59_999)
    assert refusal(refused) == (409, "receive_code_differs")
    paid = await li.pay(f"/receive-codes/{code}/payments", amount_fen=60_000)
    assert (paid["memo"], await han.balance_fen()) == ("rent", BORN_FEN + 60_000)


async def test_a_printed_code_takes_five_hundred_yuan_a_day_from_the_balance_and_again_from_cards(
    street: Street, li: Neighbour, han: Neighbour
) -> None:
    path = f"/receive-codes/{await code_of(han)}/payments"
    card = await li.bind_card()
    await li.pay(path, amount_fen=49_000)
    refused = await li.try_to_pay(path, amount_fen=1_001)
    assert (refusal(refused), refused.json()["params"]) == ((409, "static_code_limit"), {"left_fen": 1_000})
    await li.pay(path, amount_fen=1_000)
    await li.pay(path, amount_fen=50_000, means=card)
    assert refusal(await li.try_to_pay(path, amount_fen=1, means=card)) == (409, "static_code_limit")
    # Somebody else's printed code counts to the same limit.
    other = f"/receive-codes/{await code_of(await street.neighbour('Lucy'))}/payments"
    assert refusal(await li.try_to_pay(other, amount_fen=1)) == (409, "static_code_limit")
    await street.later(hours=24)
    await li.pay(path, amount_fen=50_000)
    assert await han.balance_fen() == BORN_FEN + 150_000


async def test_a_reset_makes_old_codes_worthless(street: Street, li: Neighbour, han: Neighbour) -> None:
    old, asked = await code_of(han), await code_of(han, amount_fen=500)
    fresh = (await han.ask("DELETE", "/wallet/receive-code")).json()["code"]
    assert fresh != old
    for code in (old, asked, "nonsense"):
        assert refusal(await li.ask("GET", f"/receive-codes/{code}")) == (404, "receive_code_not_found")
        refused = await li.try_to_pay(f"/receive-codes/{code}/payments", amount_fen=500)
        assert refusal(refused) == (404, "receive_code_not_found")
    await li.pay(f"/receive-codes/{fresh}/payments", amount_fen=500)


async def test_a_double_tap_pays_once(street: Street, li: Neighbour, han: Neighbour) -> None:
    path = f"/receive-codes/{await code_of(han)}/payments"
    taps = await asyncio.gather(*(li.pay(path, amount_fen=700, request_id="tap") for _ in range(5)))
    assert len({paid["id"] for paid in taps}) == 1
    assert await han.balance_fen() == BORN_FEN + 700
    assert refusal(await li.try_to_pay(path, amount_fen=701, request_id="tap")) == (409, "request_differs")


BAD: list[tuple[Any, int, str]] = [
    (0, 422, "amount_out_of_bounds"),
    (-1, 422, "amount_out_of_bounds"),
    (2**63, 400, "invalid_request"),
    (1.5, 400, "invalid_request"),
    ("7", 400, "invalid_request"),
]


async def test_what_makes_no_sense_moves_nothing(street: Street, li: Neighbour, han: Neighbour) -> None:
    path = f"/receive-codes/{await code_of(han)}/payments"
    for amount, status, code in BAD:
        assert refusal(await li.try_to_pay(path, amount_fen=amount)) == (status, code)
        assert refusal(await han.ask("POST", "/wallet/receive-code", {"amount_fen": amount})) == (status, code)
    assert (await li.balance_fen(), await han.balance_fen()) == (BORN_FEN, BORN_FEN)


async def test_nobody_pays_themselves_or_the_suspended(street: Street, li: Neighbour, han: Neighbour) -> None:
    own, theirs = await code_of(li), await code_of(han)
    assert refusal(await li.try_to_pay(f"/receive-codes/{own}/payments", amount_fen=1)) == (422, "not_to_yourself")
    await street.suspend(han)
    refused = await li.try_to_pay(f"/receive-codes/{theirs}/payments", amount_fen=1)
    assert refusal(refused) == (409, "receiver_unavailable")
    assert await li.balance_fen() == BORN_FEN


async def test_a_scanned_code_opens_the_sheet_of_payments(street: Street, li: Neighbour, han: Neighbour) -> None:
    own = await han.get("/wallet/receive-code")
    sheet = await li.post("/payments/open", text=own["url"])
    assert (sheet["kind"], sheet["merchant"]["name"], sheet["amount_fen"]) == ("person", "Han Meimei", None)
    path = f"/payments/{sheet['sheet_id']}"
    assert refusal(await li.try_to_pay(path + "/pay")) == (422, "amount_out_of_bounds")
    receipt = await li.pay(path + "/pay", amount_fen=700, request_id="tap")
    assert (receipt["amount_fen"], receipt["merchant"]["mchid"]) == (700, None)
    assert (await li.pay(path + "/pay", amount_fen=700, request_id="tap")) == receipt
    assert await han.balance_fen() == BORN_FEN + 700
    asking = await han.post("/wallet/receive-code", amount_fen=800, memo="tea")
    sheet = await li.post("/payments/open", text=asking["url"])
    assert (sheet["amount_fen"], sheet["title"], sheet["means"][0]["usable"]) == (800, "tea", True)
    assert (await li.pay(f"/payments/{sheet['sheet_id']}/pay"))["amount_fen"] == 800
    await li.post(f"/payments/{sheet['sheet_id']}/refuse")
    assert await han.balance_fen() == BORN_FEN + 1_500
    gone = await li.ask("POST", "/payments/open", {"text": f"{OURS}/pay/nonsense"})
    assert refusal(gone) == (404, "receive_code_not_found")


async def test_the_code_is_drawn(street: Street, li: Neighbour) -> None:
    own = await li.get("/wallet/receive-code")
    assert own["url"] == f"{OURS}/pay/{own['code']}"
    drawn = await li.phone.get(OURS + own["svg_url"])
    assert (drawn.status_code, drawn.headers["content-type"]) == (200, "image/svg+xml")
    assert refusal(await li.phone.get(f"{OURS}/qr/pay/nonsense.svg")) == (404, "receive_code_not_found")
