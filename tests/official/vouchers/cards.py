"""Cards for tests."""

from __future__ import annotations

from typing import Any

from tests.dialog.towns import Account, Town

TERM = {"type": "DATE_TYPE_FIX_TERM", "fixed_term": 30}


def base(**more: Any) -> dict[str, Any]:
    """What every card says of itself."""
    return {
        "logo_url": "http://127.0.0.1:9/logo.png",
        "brand_name": "Tea House",
        "code_type": "CODE_TYPE_TEXT",
        "title": "Five off",
        "color": "Color010",
        "notice": "Show it",
        "description": "One a pot",
        "sku": {"quantity": 10},
        "date_info": TERM,
        **more,
    }


def cash(**more: Any) -> dict[str, Any]:
    """A card that takes five yuan off."""
    return {"card_type": "CASH", "cash": {"base_info": base(**more), "least_cost": 1000, "reduce_cost": 500}}


def member(**more: Any) -> dict[str, Any]:
    """A member card."""
    details = {"base_info": base(**more), "prerogative": "Hot water", "supply_bonus": True}
    return {"card_type": "MEMBER_CARD", "member_card": details}


async def made(town: Town, account: Account, card: dict[str, Any]) -> str:
    """The id of a new card that passed its review."""
    answer = await account.post("/card/create", {"card": card})
    assert answer["errcode"] == 0, answer
    await town.settle()
    return str(answer["card_id"])


async def offer(account: Account, card_id: str, **more: Any) -> dict[str, Any]:
    """A code that hands the card out."""
    body = {"action_name": "QR_CARD", "action_info": {"card": {"card_id": card_id, **more}}}
    return await account.post("/card/qrcode/create", body)
