"""Sums, floors and statements hold after any interleaving of what may happen to money."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.pay import lanes
from tests.pay.ledger.machine import Books


def test_money_is_right_after_anything(db_url: str) -> None:
    lanes.prepare(db_url)

    class BooksHere(Books):
        url = db_url

    run_state_machine_as_test(
        BooksHere,
        settings=settings(
            max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
