"""Orders, refunds and the money behind them are right after anything."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from hutong import app
from tests.pay import lanes
from tests.pay.orders.machine import Shop


def test_orders_are_right_after_anything(db_url: str) -> None:
    app.load()
    lanes.prepare(db_url)

    class ShopHere(Shop):
        url = db_url

    run_state_machine_as_test(
        ShopHere,
        settings=settings(
            max_examples=30, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
