"""A family card at a merchant's: from the code to the refund."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.dialog.towns import OURS, Account, Person
from tests.pay.shops import a_square, placed, refunded
from tests.pay.stalls import PASSWORD, Market, Stall

BORN_FEN = 100_000


@pytest.fixture
async def market(tmp_path: Path, db_url: str) -> AsyncIterator[Market]:
    """A market at noon, once on each database."""
    async with a_square(db_url, tmp_path / "home") as made:
        yield made
        assert await made.is_balanced()


@pytest.fixture
async def account(market: Market) -> Account:
    """A service account in which the stall takes payments."""
    return await market.account()


async def family_card(parent: Person, child: Person, **limits: Any) -> dict[str, Any]:
    """A card the child has accepted; answers the means."""
    wish = {"person_id": str(child.id), "relation": "child", "password": PASSWORD, "request_id": "card", **limits}
    card = (await parent.phone.post("/family-cards", json=wish)).json()
    accepted = await child.phone.post(f"/family-cards/{card['id']}/accept")
    assert accepted.status_code == 200, accepted.text
    return {"kind": "family", "id": card["id"]}


async def pay(child: Person, code_url: str, means: dict[str, Any]) -> httpx.Response:
    """Scan a code and pay with this means."""
    sheet = (await child.phone.post("/payments/open", json={"text": code_url})).json()
    assert means["id"] in [offer["id"] for offer in sheet["means"]]
    wish = {"means": means, "password": PASSWORD, "request_id": sheet["sheet_id"][:40]}
    return await child.phone.post(f"/payments/{sheet['sheet_id']}/pay", json=wish)


async def test_a_child_pays_the_canteen_and_the_refund_goes_to_the_parent(market: Market, account: Account) -> None:
    stall = await market.stall(account, name="Canteen")
    parent, child = await market.person("Li Lei"), await market.person("Li Xiao")
    card = await family_card(parent, child, per_payment_fen=5_000, per_month_fen=8_000, categories_blocked=["games"])
    paid = await pay(child, await placed(stall, account, "NOODLES-1", 4_000), card)
    assert (paid.status_code, paid.json()["amount_fen"]) == (200, 4_000)
    assert (await market.balance_fen(parent), await market.balance_fen(child)) == (BORN_FEN - 4_000, BORN_FEN)
    await refunded(market, stall, "NOODLES-1", "BACK-1", 1_500, 4_000)
    assert (await market.balance_fen(parent), await market.balance_fen(child)) == (BORN_FEN - 2_500, BORN_FEN)
    for one in (parent, child):
        seen = (await one.phone.get(f"/family-cards/{card['id']}")).json()
        assert (seen["spent_this_month_fen"], seen["left_fen"]) == (4_000, 4_000)
        uses = (await one.phone.get(f"/family-cards/{card['id']}/uses")).json()["items"]
        assert [(use["merchant"], use["amount_fen"], use["refunded_fen"], use["state"]) for use in uses] == [
            ("Canteen", 4_000, 1_500, "partly_refunded")
        ]


async def test_every_broken_rule_is_told_on_the_sheet_and_at_paying(market: Market, account: Account) -> None:
    stall = await market.stall(account, name="Arcade")
    parent, child = await market.person("Li Lei"), await market.person("Li Xiao")
    card = await family_card(parent, child, per_payment_fen=5_000, per_month_fen=6_000, categories_blocked=["games"])
    await pay(child, await placed(stall, account, "FIRST-1", 3_000), card)
    assert await broken(market, child, stall, account, card, 5_001) == "family_over_payment"
    assert await broken(market, child, stall, account, card, 3_001) == "family_over_month"
    async with market.browser() as browser:
        changed = await browser.patch(f"{OURS}/api/console/merchants/{stall.mchid}", json={"category": "games"})
    assert changed.status_code == 200, changed.text
    assert await broken(market, child, stall, account, card, 100) == "family_category_blocked"
    await parent.phone.post(f"/family-cards/{card['id']}/pause")
    assert await broken(market, child, stall, account, card, 100) == "family_card_paused"
    assert (await market.balance_fen(parent), await market.balance_fen(child)) == (BORN_FEN - 3_000, BORN_FEN)


async def broken(market: Market, child: Person, stall: Stall, account: Account, card: dict[str, Any], fen: int) -> str:
    """Why the card does not pay this: the same word on the sheet and in the refusal."""
    code_url = await placed(stall, account, f"TRY-00{market.number()}", fen)
    sheet = (await child.phone.post("/payments/open", json={"text": code_url})).json()
    shown = next(offer for offer in sheet["means"] if offer["id"] == card["id"])
    refused = await pay(child, code_url, card)
    assert (shown["usable"], shown["why_not"], refused.status_code) == (False, refused.json()["error"], 409)
    return str(refused.json()["error"])
