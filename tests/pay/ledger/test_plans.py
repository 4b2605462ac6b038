"""No question about money walks through a table, and what was moved is never edited."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import hutong.pay.ledger
import hutong.pay.wallet
from hutong.kernel.db import Statement
from hutong.pay.ledger import balances, folding, statements
from hutong.pay.models import ledger as models
from tests.pay import lanes

# Read on purpose and as a whole: by the trial balance, which is nobody's hot path.
WHOLE = {value for name, value in vars(balances).items() if isinstance(value, Statement)} | {
    question for question, _ in balances._QUESTIONS
}


def modules() -> Iterator[str]:
    for package in (hutong.pay.ledger, hutong.pay.wallet):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield module.name


def prepared() -> Iterator[tuple[str, Statement]]:
    for module in modules():
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, Statement) and value not in WHOLE:
                yield f"{module}.{name}", value


def plan_of(statement: Statement, folder: Path) -> list[str]:
    lanes.prepare(f"sqlite:///{folder / 'lane.db'}")
    compiled = statement.compiled("sqlite")
    values = ["[1]"] * len(compiled.order)
    with closing(sqlite3.connect(folder / "lane.db")) as connection:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.text}", values)]


@pytest.mark.parametrize(
    ("name", "statement"), list(prepared()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_statement_finds_its_rows_by_an_index(name: str, statement: Statement, tmp_path: Path) -> None:
    plan = plan_of(statement, tmp_path)
    assert [step for step in plan if step.startswith("SCAN pay_") and "INDEX" not in step] == []


def test_a_page_of_a_statement_is_read_from_the_index_in_its_order(tmp_path: Path) -> None:
    for statement, where in (
        (statements._of_account, "(owner=? AND purpose=? AND id<?)"),
        (statements._of_owner, "(owner=? AND is_quiet=? AND at>? AND (at,id)<(?,?))"),
        (statements._on_day, "(owner=? AND is_quiet=? AND at>? AND at<?)"),
        (statements._since, "(owner=? AND is_quiet=? AND at>?)"),
        (folding._waiting, "(owner=? AND purpose=?)"),
    ):
        plan = plan_of(statement, tmp_path)
        assert where in plan[0]
        assert not any("TEMP B-TREE" in step for step in plan[:1])


def test_transfers_and_postings_are_never_edited() -> None:
    edits = re.compile(r"^(UPDATE|DELETE FROM) (pay_transfers|pay_postings)\b")
    found = [name for name, statement in prepared() if edits.match(statement.compiled("sqlite").text)]
    assert found == []
    for immutable in (models.transfers, models.postings):
        assert immutable._updates == {}
