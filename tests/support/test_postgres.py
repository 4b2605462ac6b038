"""The tests' own databases behave as the other tests expect."""

from __future__ import annotations

import sqlite3

import psycopg


def test_every_test_starts_with_a_database_nobody_was_in(db_url: str) -> None:
    if db_url.startswith("sqlite:///"):
        with sqlite3.connect(db_url.removeprefix("sqlite:///")) as connection:
            assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        return
    with psycopg.connect(db_url) as postgres:
        assert postgres.execute("SELECT count(*) FROM kernel_instances").fetchone() == (0,)
        assert postgres.execute("SHOW timezone").fetchone() == ("UTC",)
