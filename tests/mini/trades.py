"""A program in which a merchant takes payments, and somebody who buys there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hutong.chat import public as chat
from tests.dialog.bots import Bot
from tests.dialog.towns import Account, Person
from tests.mini.workshop import a_program
from tests.pay.shops import bought
from tests.pay.stalls import Market, Stall, a_market

AT = "2027-01-05T10:00:00.120+08:00"
LATER = "2027-01-05T11:00:00+08:00"
LATEST = "2027-01-05T12:00:00+08:00"
COURIER = {"tracking_no": "SF123", "express_company": "DHL", "item_desc": "one cushion"}


@pytest.fixture
async def market(tmp_path: Path, db_url: str) -> AsyncIterator[Market]:
    """A market, once on each database."""
    async with a_market(db_url, tmp_path / "home") as made:
        yield made


class Trade:
    """A program with a merchant, and somebody who paid in it."""

    def __init__(self, market: Market, program: Account, stall: Stall, person: Person) -> None:
        self.market, self.program, self.stall, self.person = market, program, stall, person

    async def buy(self, number: str, total: int = 800) -> str:
        """The number we gave to a paid order."""
        order = await bought(self.market, self.person, self.stall, self.program, number, total)
        await self.market.settle()
        return order.transaction_id

    def info(self, transaction_id: str, **other: Any) -> dict[str, Any]:
        told = {
            "order_key": {"order_number_type": 2, "transaction_id": transaction_id},
            "logistics_type": 1,
            "delivery_mode": 1,
            "shipping_list": [COURIER],
            "upload_time": AT,
            "payer": {"openid": self.person.openid(self.program)},
        }
        return told | other

    async def ask(self, verb: str, body: dict[str, Any]) -> dict[str, Any]:
        """What the program's server is answered, however long ago its token was given."""
        await self.program.fetch_token()
        return await self.program.post(f"/wxa/sec/order/{verb}", body)

    async def upload(self, transaction_id: str, **other: Any) -> int:
        return int((await self.ask("upload_shipping_info", self.info(transaction_id, **other)))["errcode"])

    async def order(self, transaction_id: str) -> dict[str, Any]:
        told = await self.ask("get_order", {"transaction_id": transaction_id})
        order: dict[str, Any] = told["order"]
        return order

    async def state(self, transaction_id: str) -> int:
        return int((await self.order(transaction_id))["order_state"])

    async def cards(self) -> list[tuple[str, str]]:
        """The cards in the thread with the program, and how each stands now."""
        inbox = await self.person.inbox(self.program)
        cards: dict[int, tuple[str, str]] = {}
        for entry in inbox:
            if isinstance(entry.body, chat.bodies.Card):
                cards[entry.seq] = (entry.body.type, entry.body.state)
            if isinstance(entry.body, chat.bodies.CardChanged):
                cards[entry.body.concerns] = (cards[entry.body.concerns][0], entry.body.state)
        return list(cards.values())


def events_of(bot: Bot, name: str) -> list[dict[str, Any]]:
    """What the program's server heard under this name."""
    return [push.fields for push in bot.pushed if push.fields.get("Event") == name]


@pytest.fixture
async def trade(market: Market) -> Trade:
    program = await a_program(market.town)
    return Trade(market, program, await market.stall(program), await market.person())


async def combined(trade: Trade, number: str, parts: tuple[str, ...]) -> list[str]:
    """Orders paid at once; our numbers of them."""
    body = {
        "combine_appid": trade.program.app_id,
        "combine_mchid": trade.stall.mchid,
        "combine_out_trade_no": number,
        "notify_url": "http://127.0.0.1:1/nobody",
        "sub_orders": [
            {
                "mchid": trade.stall.mchid,
                "attach": "-",
                "amount": {"total_amount": 100, "currency": "CNY"},
                "out_trade_no": part,
                "description": "Noodles",
            }
            for part in parts
        ],
    }
    placed = await trade.stall.v3("POST", "/v3/combine-transactions/native", body)
    assert placed.status_code == 200, placed.text
    code_url = msgspec.json.decode(placed.content)["code_url"]
    sheet = (await trade.person.phone.post("/payments/open", json={"text": code_url})).json()
    wanted = {"means": {"kind": "balance", "id": None}, "password": "123456", "request_id": number}
    paid = await trade.person.phone.post(f"/payments/{sheet['sheet_id']}/pay", json=wanted)
    assert paid.status_code == 200, paid.text
    await trade.market.settle()
    told = await trade.program.post("/wxa/sec/order/get_order_list", {})
    by_number = {order["merchant_trade_no"]: order["transaction_id"] for order in told["order_list"]}
    return [by_number[part] for part in parts]
