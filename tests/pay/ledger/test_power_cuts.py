"""The power fails again and again while money moves: what was acknowledged has moved, once, and everything adds up.

The run prints its seed; HUTONG_KILL_SEED=… repeats the moments of the cuts.
"""

from __future__ import annotations

import itertools
import os
import random
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from hutong.testing import Lane, Person, Unreachable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

LANES, CUTS = 2, 11
BORN_WITH, ON_A_CARD = 100_000, 1_000_000
# So many in each life that a day holds them all: nobody gives friends money more than a hundred times.
IN_ONE_LIFE = 8
LATEST_CUT_SECONDS = 0.3

Order = tuple[str, int, dict[str, Any]]


@pytest.mark.parametrize("number", range(LANES))
def test_what_was_acknowledged_has_moved_once(number: int) -> None:
    seed = int(os.environ.get("HUTONG_KILL_SEED", random.SystemRandom().randrange(2**32)))
    print(f"HUTONG_KILL_SEED={seed}")
    moments = random.Random(f"{seed} {number}")
    with Lane.start() as lane:
        li, han, wu = lane.person("Li Lei"), lane.person("Han Meimei"), lane.person("Uncle Wu")
        card = li.add_bank_card()["id"]
        spenders = [
            Spender(li, back_and_forth(card, moments.randrange(100))),
            Spender(han, gifts(wu, moments.randrange(100))),
        ]
        for _ in range(CUTS):
            for spender in spenders:
                spender.go_on()
            time.sleep(moments.uniform(0, LATEST_CUT_SECONDS))
            lane.kill()
            lane.restart()
        for spender in spenders:
            spender.finish()
        lane.settle(timeout=60)
        for spender in spenders:
            assert spender.trouble is None
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


class Spender:
    """Somebody who moves money without pause, and asks again for what was not acknowledged, under the same number."""

    def __init__(self, person: Person, orders: Iterator[Order]) -> None:
        self.person = person
        self.acknowledged: list[int] = []
        self.trouble: Exception | None = None
        self._orders = orders
        self._left = 0
        self._is_over = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._spend, daemon=True)
        self._thread.start()

    def go_on(self) -> None:
        """The lane is there: move so much more."""
        with self._changed:
            self._left = IN_ONE_LIFE
            self._changed.notify()

    def finish(self) -> None:
        """Move to the end what is half moved, and no more."""
        with self._changed:
            self._is_over = True
            self._left = IN_ONE_LIFE
            self._changed.notify()
        self._thread.join(60)
        assert not self._thread.is_alive()

    def _spend(self) -> None:
        path, fen, body = next(self._orders)
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._left > 0)
                self._left -= 1
            try:
                self.person._client.post(f"/api/lab/as/{self.person.id}/{path}", body)
            except Unreachable:
                with self._changed:
                    # Nobody answers until the next life.
                    self._left = IN_ONE_LIFE if self._is_over else 0
                continue
            except Exception as error:
                self.trouble = error
                return
            self.acknowledged.append(fen)
            path, fen, body = next(self._orders)
            if self._is_over:
                return
