"""A lab makes people rich or poor by moves of the ledger, never by an edit."""

from __future__ import annotations

from typing import Any

import pytest

from hutong.pay.ledger import holds, names
from tests.pay.wallet.purses import Street, answered


async def test_a_lab_sets_what_somebody_has(street: Street) -> None:
    li = await street.person()
    path = f"/people/{li.id}/wallet"
    assert answered(await street.lab.get(path))["balance_fen"] == 100_000
    assert answered(await street.lab.post(path, json={"balance_fen": 7}))["balance_fen"] == 7
    assert answered(await street.lab.post(path, json={"add_fen": 5}))["balance_fen"] == 12
    assert answered(await street.lab.post(path, json={"balance_fen": 0}))["balance_fen"] == 0
    kinds = [line["kind"] for line in (await li.get("/wallet/statement"))["items"]]
    assert kinds == ["lab", "lab", "lab", "birth"]


async def test_a_lab_freezes_and_unverifies_and_leaves_the_rest(street: Street) -> None:
    li = await street.person()
    path = f"/people/{li.id}/wallet"
    frozen = answered(await street.lab.post(path, json={"is_frozen": True, "is_verified": False}))
    assert (frozen["is_frozen"], frozen["is_verified"], frozen["balance_fen"]) == (True, False, 100_000)
    emptied = answered(await street.lab.post(path, json={"balance_fen": 0}))
    assert (emptied["is_frozen"], emptied["is_verified"], emptied["balance_fen"]) == (True, False, 0)
    thawed = answered(await street.lab.post(path, json={"is_frozen": False, "is_verified": True}))
    assert (thawed["is_frozen"], thawed["is_verified"]) == (False, True)


async def test_what_is_held_is_not_taken_away(street: Street) -> None:
    li = await street.person()
    await li.wallet()
    await street.lane.db.run(holds.hold, "h:1", account=names.person(li.id), amount_fen=60_000, kind="test")
    path = f"/people/{li.id}/wallet"
    refused = await street.lab.post(path, json={"balance_fen": 59_999, "is_frozen": True})
    assert (refused.status_code, refused.json()["error"]) == (409, "money_short")
    assert answered(await street.lab.get(path))["is_frozen"] is False
    assert answered(await street.lab.post(path, json={"balance_fen": 60_000}))["available_fen"] == 0


@pytest.mark.parametrize("wish", [{"balance_fen": -1}, {"add_fen": 2**63}, {"add_fen": 1.5}, {"balance_fen": "7"}])
async def test_what_is_no_amount_changes_no_wallet(street: Street, wish: dict[str, Any]) -> None:
    li = await street.person()
    path = f"/people/{li.id}/wallet"
    refused = await street.lab.post(path, json=wish)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")
    assert answered(await street.lab.get(path))["balance_fen"] == 100_000


async def test_the_lab_adds_the_whole_ledger_up(street: Street) -> None:
    li = await street.person()
    await li.card()
    assert answered(await street.lab.get("/ledger/trial-balance")) == {
        "total_fen": 0,
        "accounts": 2,
        "transfers": 2,
        "is_balanced": True,
        "faults": [],
    }
    assert (await street.lab.get("/people/7/wallet")).status_code == 404
