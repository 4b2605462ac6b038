"""Money comes into a wallet and leaves it by play bank cards."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.pay.ledger import names
from hutong.pay.wallet import limits, means
from hutong.pay.wallet.means import Means
from tests.pay.wallet.purses import Person, Street


async def test_a_top_up_comes_once_from_a_debit_card(street: Street) -> None:
    li = await street.person()
    card = await li.card()
    done = await li.post("/wallet/top-ups", li.move(5_000, card))
    assert done == {"number": f"topup:{li.id}:r1", "fee_fen": 0, "balance_fen": 105_000, "state": "done"}
    assert await li.post("/wallet/top-ups", li.move(5_000, card)) == done
    refused = await li.refused("POST", "/wallet/top-ups", li.move(5_001, card))
    assert refused == (
        409,
        "number_used_differently",
        {"field": "amount_fen", "reason": "exists_with_different_amount_fen"},
    )
    wallet = await li.wallet()
    assert (wallet["balance_fen"], wallet["cards"][0]["balance_fen"]) == (105_000, 995_000)


@pytest.mark.parametrize(
    ("amount", "status", "code"),
    [
        (0, 422, "amount_invalid"),
        (-1, 422, "amount_invalid"),
        (5_000_001, 422, "amount_out_of_range"),
        (1_000_001, 409, "money_short"),
        (2**63, 400, "invalid_request"),
        (1.5, 400, "invalid_request"),
        ("100", 400, "invalid_request"),
        (None, 400, "invalid_request"),
        (True, 400, "invalid_request"),
    ],
)
async def test_what_is_no_amount_tops_nothing_up(street: Street, amount: Any, status: int, code: str) -> None:
    li = await street.person()
    card = await li.card()
    assert (await li.refused("POST", "/wallet/top-ups", li.move(amount, card)))[:2] == (status, code)
    assert await li.balance() == 100_000


@pytest.mark.parametrize("request_id", ["", "a b", "x" * 65, "ä", "a\nb"])
async def test_a_request_is_named_in_plain_letters(street: Street, request_id: str) -> None:
    li = await street.person()
    refused = await li.refused("POST", "/wallet/top-ups", li.move(1, await li.card(), request_id))
    assert refused[:2] == (422, "request_id_wrong")


async def test_withdrawing_is_free_for_a_thousand_yuan_in_a_life_then_costs_a_thousandth(street: Street) -> None:
    li = await street.person()
    card = await li.card()
    await street.lab.post(f"/people/{li.id}/wallet", json={"balance_fen": 400_000})
    first = await li.post("/wallet/withdrawals", li.move(99_000, card, "w1"))
    assert (first["fee_fen"], first["balance_fen"]) == (0, 301_000)
    second = await li.post("/wallet/withdrawals", li.move(2_000, card, "w2"))
    assert (second["fee_fen"], second["balance_fen"]) == (10, 298_990)
    third = await li.post("/wallet/withdrawals", li.move(100_001, card, "w3"))
    assert (third["fee_fen"], third["balance_fen"]) == (101, 198_888)
    assert await li.post("/wallet/withdrawals", li.move(100_001, card, "w3")) == third
    wallet = await li.wallet()
    assert (wallet["cards"][0]["balance_fen"], wallet["free_withdrawal_left_fen"]) == (1_201_001, 0)


async def test_the_fee_must_be_there_as_well(street: Street) -> None:
    li = await street.person()
    card = await li.card()
    await street.lab.post(f"/people/{li.id}/wallet", json={"balance_fen": 200_000})
    assert (await li.refused("POST", "/wallet/withdrawals", li.move(200_000, card)))[1] == "money_short"
    wallet = await li.wallet()
    assert (wallet["balance_fen"], wallet["free_withdrawal_left_fen"]) == (200_000, 100_000)
    assert wallet["cards"][0]["balance_fen"] == 1_000_000


@pytest.mark.parametrize(("amount", "code"), [(9, "amount_out_of_range"), (5_000_001, "amount_out_of_range")])
async def test_a_withdrawal_is_neither_tiny_nor_huge(street: Street, amount: int, code: str) -> None:
    li = await street.person()
    assert (await li.refused("POST", "/wallet/withdrawals", li.move(amount, await li.card())))[1] == code


async def test_nobody_moves_money_by_the_card_of_another(street: Street) -> None:
    li, han = await street.person(), await street.person("Han Meimei")
    card = await li.card()
    for path in ("/wallet/top-ups", "/wallet/withdrawals", f"/wallet/cards/{card}/repayments"):
        assert (await han.refused("POST", path, han.move(100, card)))[:2] == (404, "bank_card_not_found")
    assert (await han.refused("DELETE", f"/wallet/cards/{card}", {}))[:2] == (404, "bank_card_not_found")
    assert (await li.wallet())["cards"][0]["balance_fen"] == 1_000_000


async def test_a_credit_card_pays_merchants_and_is_repaid_from_the_balance(street: Street) -> None:
    li = await street.person()
    card = await li.card("credit")
    await pay_shop(street, li, card, 30_000)
    shown = (await li.wallet())["cards"][0]
    assert (shown["balance_fen"], shown["limit_fen"], shown["debt_fen"]) == (470_000, 500_000, 30_000)
    repay = f"/wallet/cards/{card}/repayments"
    assert await li.refused("POST", repay, li.move(30_001)) == (422, "repayment_too_large", {"debt_fen": 30_000})
    assert (await li.refused("DELETE", f"/wallet/cards/{card}", {}))[:2] == (409, "bank_card_owes")
    done = await li.post(repay, li.move(30_000))
    assert (done["balance_fen"], await li.post(repay, li.move(30_000))) == (70_000, done)
    assert (await li.wallet())["cards"][0]["debt_fen"] == 0
    await li.phone.delete(f"/wallet/cards/{card}")
    assert (await li.wallet())["cards"] == []


async def test_a_credit_card_is_no_purse(street: Street) -> None:
    li, han = await street.person(), await street.person("Han Meimei")
    card = await li.card("credit")
    for path in ("/wallet/top-ups", "/wallet/withdrawals"):
        assert await li.refused("POST", path, li.move(100, card)) == (
            409,
            "means_unusable",
            {"why": "credit_card_merchants_only"},
        )
    with pytest.raises(Exception, match="credit_card_merchants_only"):
        await street.lane.db.run(
            means.charge,
            li.id,
            Means(kind="card", id=card),
            amount_fen=1,
            credit=names.person(han.id),
            number="t:1",
            kind="transfer",
            subject="transfer:1",
            memo="",
            scene="person",
        )
    views = (await li.get("/wallet/means", amount_fen=1, scene="person"))["items"]
    assert [(view["kind"], view["why_not"]) for view in views] == [
        ("balance", None),
        ("card", "credit_card_merchants_only"),
    ]


@pytest.mark.parametrize(
    ("excluded", "left"),
    [
        ((), ["balance", "debit", "credit"]),
        (("no_balance",), ["debit", "credit"]),
        (("no_credit",), ["balance", "debit"]),
        (("no_debit",), ["balance", "credit"]),
        (("balance_only",), ["balance"]),
    ],
)
async def test_a_merchant_may_take_less_than_everything(
    street: Street, excluded: tuple[str, ...], left: list[str]
) -> None:
    li = await street.person()
    kinds = {None: "balance", await li.card("debit"): "debit", await li.card("credit"): "credit"}
    views = await street.lane.db.read(means.offered, li.id, amount_fen=1, scene="merchant", limit_pay=excluded)
    assert [kinds[view.id] for view in views if view.usable] == left


async def test_a_person_says_what_is_tried_first(street: Street) -> None:
    li, han = await street.person(), await street.person("Han Meimei")
    first, second = await li.card(), await li.card("credit")
    await li.put("/wallet/order", {"order": [second, "balance"]})
    assert [view["id"] for view in (await li.get("/wallet/means", amount_fen=1))["items"]] == [second, None, first]
    for order in ([await han.card()], ["balance", "balance"], ["family"]):
        assert (await li.refused("PUT", "/wallet/order", {"order": order}))[0] == 404


async def test_at_most_ten_cards_are_bound_and_banks_are_ours(street: Street) -> None:
    li = await street.person(language="en")
    for _ in range(limits.CARDS):
        await li.card()
    assert await li.refused("POST", "/wallet/cards", {"kind": "debit"}) == (409, "too_many_bank_cards", {"most": 10})
    han = await street.person("Han Meimei")
    for body in ({"kind": "gold"}, {"kind": "debit", "bank": "moon"}):
        assert (await han.refused("POST", "/wallet/cards", body))[:2] == (422, "bank_unknown")
    made = await han.post("/wallet/cards", {"kind": "debit", "bank": "drum_tower"})
    assert (made["bank"], made["bank_zh"], len(made["tail"])) == ("Drum Tower Bank", "鼓楼银行", 4)


async def test_a_refund_finds_the_card_that_was_let_go(street: Street) -> None:
    li = await street.person()
    card = await li.card()
    await pay_shop(street, li, card, 700)
    await li.phone.delete(f"/wallet/cards/{card}")
    for _ in range(2):
        await street.lane.db.run(
            means.give_back,
            f"order:{card}",
            debit=names.merchant("1900000109"),
            amount_fen=700,
            number="refund:1",
            kind="refund",
            subject="refund:1",
            memo="",
        )
    assert await li.balance() == 100_000


async def pay_shop(street: Street, payer: Person, card: str, amount_fen: int) -> means.Charge:
    return await street.lane.db.run(
        means.charge,
        payer.id,
        Means(kind="card", id=card),
        amount_fen=amount_fen,
        credit=names.merchant("1900000109"),
        number=f"order:{card}",
        kind="payment",
        subject=f"order:{card}",
        memo="Noodles",
        scene="merchant",
    )
