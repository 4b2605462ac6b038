"""The power fails again and again while money moves: what was acknowledged has moved, once, and everything adds up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from hutong.testing import Lane, Person
from tests.support.power_cuts import Busy, live_through, seeded

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

LANES, CUTS = 2, 11
BORN_WITH, ON_A_CARD = 100_000, 1_000_000
# So many in each life that a day holds them all: nobody gives friends money more than a hundred times.
IN_ONE_LIFE = 8
LATEST_CUT_SECONDS = 0.3

Order = tuple[str, int, dict[str, Any]]


@pytest.mark.parametrize("number", range(LANES))
def test_what_was_acknowledged_has_moved_once(number: int) -> None:
    moments = seeded(number)
    with Lane.start() as lane:
        li, han, wu = lane.person("Li Lei"), lane.person("Han Meimei"), lane.person("Uncle Wu")
        card = li.add_bank_card()["id"]
        spenders = [
            Spender(li, back_and_forth(card, moments.randrange(100))),
            Spender(han, gifts(wu, moments.randrange(100))),
        ]
        live_through(lane, spenders, CUTS, moments, latest_seconds=LATEST_CUT_SECONDS)
        for spender in spenders:
            assert len(spender.acknowledged) >= CUTS
            assert spender.person.balance_fen == BORN_WITH + sum(spender.acknowledged)
            moved = [line.amount_fen for line in spender.person.statement() if line.kind != "birth"]
            assert moved[::-1] == spender.acknowledged
        on_card = next(each for each in wallet_of(lane, li)["cards"] if each["id"] == card)
        assert on_card["balance_fen"] == ON_A_CARD - sum(spenders[0].acknowledged)
        found = lane.ledger.trial_balance()
        assert (found.total_fen, found.faults, found.is_balanced) == (0, (), True)


def back_and_forth(card: str, start: int) -> Iterator[Order]:
    """Top-ups and withdrawals, each under a number of its own."""
    for number in itertools.count():
        amount_fen = 100 + (start + number) % 50
        is_in = number % 2 == 0
        body = {"card_id": card, "amount_fen": amount_fen, "password": "123456", "request_id": f"n{number}"}
        yield ("wallet/top-ups" if is_in else "wallet/withdrawals"), (amount_fen if is_in else -amount_fen), body


def gifts(to: Person, start: int) -> Iterator[Order]:
    """Transfers to a friend."""
    for number in itertools.count():
        amount_fen = 1 + (start + number) % 7
        body = {
            "person_id": to.id,
            "amount_fen": amount_fen,
            "memo": "",
            "means": {"kind": "balance", "id": None},
            "password": "123456",
            "request_id": f"n{number}",
            "delay_hours": 0,
        }
        yield "transfers", -amount_fen, body


def wallet_of(lane: Lane, person: Person) -> Any:
    return person._client.get(f"/api/lab/as/{person.id}/wallet")


class Spender(Busy):
    """Somebody who moves money, and asks again for what was not acknowledged, under the same number."""

    def __init__(self, person: Person, orders: Iterator[Order]) -> None:
        super().__init__(IN_ONE_LIFE)
        self.person = person
        self.acknowledged: list[int] = []
        self._orders = orders
        self._order = next(orders)

    def step(self, number: int) -> None:
        """Move one amount more."""
        path, fen, body = self._order
        self.person._client.post(f"/api/lab/as/{self.person.id}/{path}", body)
        self.acknowledged.append(fen)
        self._order = next(self._orders)
