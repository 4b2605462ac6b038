"""A statement tells each movement once, by month, with words one can search for."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.pay.ledger import names, transfers
from tests.pay.wallet.purses import Person, Street


async def give(street: Street, payer: Person, payee: Person, amount_fen: int, number: str, **more: Any) -> None:
    more.setdefault("kind", "transfer")
    await street.lane.db.run(
        transfers.move,
        number,
        debit=names.person(payer.id),
        credit=names.person(payee.id),
        amount_fen=amount_fen,
        **more,
    )


async def test_a_statement_tells_both_sides_in_their_own_words(street: Street) -> None:
    li, han = await street.person(language="en"), await street.person("Han Meimei")
    await li.wallet()
    await han.wallet()
    await give(street, li, han, 250, "t:1", memo="for tea", subject="gift:9")
    mine = (await li.get("/wallet/statement"))["items"]
    assert [(line["kind"], line["amount_fen"]) for line in mine] == [("transfer", -250), ("birth", 100_000)]
    line = mine[0]
    assert (line["title"], line["memo"], line["means_label"], line["number"]) == (
        "for tea",
        "for tea",
        "Balance",
        "t:1",
    )
    assert line["counterparty"] == {"kind": "person", "name": "Han Meimei", "avatar_url": None}
    assert line["subject"] == {"type": "gift", "id": "9"}
    theirs = (await han.get("/wallet/statement"))["items"][0]
    assert (theirs["amount_fen"], theirs["counterparty"]["name"], theirs["means_label"]) == (250, "Li Lei", "零钱")


async def test_a_receipt_is_for_its_owner_alone(street: Street) -> None:
    li, han = await street.person(), await street.person("Han Meimei")
    await li.wallet()
    await han.wallet()
    await give(street, li, han, 250, "t:1")
    line = (await li.get("/wallet/statement"))["items"][0]
    receipt = await li.get(f"/wallet/statement/{line['id']}")
    assert {name: receipt[name] for name in line} == line
    assert (receipt["balance_fen"], receipt["refunds"], receipt["can_dispute"]) == (99_750, [], False)
    for stranger, path in ((han, line["id"]), (li, "1"), (li, "x"), (li, "9" * 30), (li, f"{line['id']}.7")):
        assert (await stranger.refused("GET", f"/wallet/statement/{path}"))[:2] == (404, "movement_not_found")


async def test_card_payments_stand_in_the_statement_and_own_moves_once(street: Street) -> None:
    li = await street.person(language="en")
    card = (await li.post("/wallet/cards", {"kind": "debit", "bank": "drum_tower"}))["id"]
    await li.post("/wallet/top-ups", li.move(500, card))
    await street.lane.db.run(
        transfers.move,
        "order:1",
        debit=names.bank_card(card, li.id),
        credit=names.merchant("1900000109"),
        amount_fen=70,
        kind="payment",
        subject="order:1",
        memo="Noodles",
    )
    lines = (await li.get("/wallet/statement"))["items"]
    assert [(line["kind"], line["amount_fen"]) for line in lines] == [
        ("payment", -70),
        ("top_up", 500),
        ("birth", 100_000),
    ]
    assert lines[0]["means_label"].startswith("Drum Tower Bank ")
    assert (await li.get(f"/wallet/statement/{lines[0]['id']}"))["memo"] == "Noodles"


async def test_pages_go_on_where_the_one_before_ended(street: Street) -> None:
    street.hold()
    li, han = await street.person(), await street.person("Han Meimei")
    await li.wallet()
    await han.wallet()
    for number in range(7):
        street.hold(seconds=number % 2)
        await give(street, li, han, 1, f"t:{number}")
    seen: list[str] = []
    before = ""
    for _ in range(4):
        page = await li.get("/wallet/statement", limit=2, before=before)
        seen += [line["number"] for line in page["items"]]
        before = page["next"] or ""
    assert seen == [f"t:{number}" for number in range(6, -1, -1)] + [f"birth:{li.id}"]
    assert before == ""


async def test_months_are_those_of_beijing_and_leave_out_ones_own_money(street: Street) -> None:
    li, han = await street.person(), await street.person("Han Meimei")
    card = await li.card()
    await han.wallet()
    await li.post("/wallet/top-ups", li.move(500, card))
    await give(street, li, han, 30, "t:1")
    await give(street, han, li, 7, "t:2")
    page = await li.get("/wallet/statement")
    month = page["months"][0]
    assert (month["in_fen"], month["out_fen"], len(page["months"])) == (7, 30, 1)
    same = await li.get("/wallet/statement", month=month["month"])
    assert [line["id"] for line in same["items"]] == [line["id"] for line in page["items"]]
    assert await li.get("/wallet/statement", month="2020-02") == {
        "items": [],
        "next": None,
        "months": [{"month": "2020-02", "in_fen": 0, "out_fen": 0}],
    }


async def test_a_search_finds_words_and_a_kind_finds_what_came_of_it(street: Street) -> None:
    li, han = await street.person(), await street.person("Han Meimei")
    await li.wallet()
    await han.wallet()
    await give(street, li, han, 1, "t:1", memo="Green TEA")
    await give(street, han, li, 1, "t:2", kind="transfer_return", memo="no, thanks")
    await give(street, li, han, 1, "t:3", kind="packet", memo="茶叶")
    find = li.get

    async def numbers(**query: str) -> list[str]:
        return [line["number"] for line in (await find("/wallet/statement", **query))["items"]]

    assert await numbers(q="tea") == ["t:1"]
    assert await numbers(q="茶") == ["t:3"]
    assert await numbers(q="han mei") == ["t:3", "t:2", "t:1"]
    assert await numbers(kind="transfer") == ["t:2", "t:1"]
    assert await numbers(kind="transfer", q="thanks") == ["t:2"]
    assert await numbers(kind="refund") == []


@pytest.mark.parametrize("query", [{"month": "2026-13"}, {"month": "x"}, {"before": "1.x"}, {"before": "nonsense"}])
async def test_what_names_no_month_and_no_page_is_refused(street: Street, query: dict[str, str]) -> None:
    li = await street.person()
    answer = await li.phone.get("/wallet/statement", params=query)
    assert (answer.status_code, answer.json()["error"]) == (400, "statement_malformed")
