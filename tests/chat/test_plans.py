"""No question that chat asks walks through a table."""

from __future__ import annotations

import importlib
import pkgutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import hutong.chat
from hutong.chat import folding
from hutong.kernel import migrate
from hutong.kernel.db import Statement


def statements() -> Iterator[tuple[str, Statement]]:
    for module in pkgutil.walk_packages(hutong.chat.__path__, "hutong.chat."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Statement):
                yield f"{module.name}.{name}", value


def plan_of(statement: Statement, folder: Path) -> list[str]:
    migrate.upgrade(f"sqlite:///{folder / 'lane.db'}")
    compiled = statement.compiled("sqlite")
    values = ["[1]"] * len(compiled.order)
    with closing(sqlite3.connect(folder / "lane.db")) as connection:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.text}", values)]


@pytest.mark.parametrize(
    ("name", "statement"), list(statements()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_statement_finds_its_rows_by_an_index(name: str, statement: Statement, tmp_path: Path) -> None:
    assert [step for step in plan_of(statement, tmp_path) if step.startswith("SCAN chat_")] == []


def test_what_concerns_a_page_is_found_without_walking_the_log(tmp_path: Path) -> None:
    assert "(conversation_id=? AND concerns_seq=?)" in plan_of(folding._concerning, tmp_path)[0]
