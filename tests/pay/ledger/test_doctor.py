"""`hutong doctor --ledger` adds everything up, whether the instance runs or not."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from hutong import cli
from hutong.kernel.clock import Clock
from hutong.kernel.db import Transaction
from hutong.kernel.db.database import connect
from hutong.kernel.ids import Ids
from hutong.kernel.jobs import JobQueue
from hutong.pay.ledger import names, transfers
from tests.pay import lanes


def books_in(home: Path) -> str:
    url = f"sqlite:///{home / 'hutong.db'}"
    lanes.prepare(url)
    connection = connect(url, writes=True)
    connection.begin()
    tx = Transaction(connection, Clock().lane(), Ids(), JobQueue())
    transfers.move(tx, "t:1", debit=names.bank(), credit=names.person(1), amount_fen=500, kind="test")
    connection.commit()
    connection.close()
    return url


def test_the_doctor_adds_the_ledger_up(tmp_path: Path) -> None:
    books_in(tmp_path)
    said = CliRunner().invoke(cli.hutong, ["doctor", "--ledger", "--home", str(tmp_path), "--json"])
    assert said.exit_code == 0, said.output
    assert json.loads(said.output) == {
        "total_fen": 0,
        "accounts": 1,
        "transfers": 1,
        "is_balanced": True,
        "faults": [],
    }


def test_the_doctor_names_what_does_not_add_up(tmp_path: Path) -> None:
    url = books_in(tmp_path)
    connection = connect(url, writes=True)
    connection.execute("UPDATE pay_accounts SET balance_fen = balance_fen + 7", {})
    connection.execute("UPDATE pay_accounts SET held_fen = 3", {})
    connection.execute("UPDATE pay_postings SET amount_fen = 499 WHERE amount_fen = 500", {})
    connection.close()
    said = CliRunner().invoke(cli.hutong, ["doctor", "--ledger", "--home", str(tmp_path), "--json"])
    assert said.exit_code == 1
    found = json.loads(said.output)
    assert (found["total_fen"], found["is_balanced"]) == (7, False)
    assert found["faults"] == [
        "all accounts together have 7 fen, and should have none",
        "person:1 balance: the balance is not the sum of its postings",
        "person:1 balance: what is held is not the sum of its open holds",
        "t:1: not two postings of the transfer's amount",
    ]
    told = CliRunner().invoke(cli.hutong, ["doctor", "--ledger", "--home", str(tmp_path)])
    assert "the ledger does not add up" in told.output


def test_where_there_is_no_instance_the_doctor_says_so(tmp_path: Path) -> None:
    said = CliRunner().invoke(cli.hutong, ["doctor", "--ledger", "--home", str(tmp_path)])
    assert (said.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "there is no instance" in " ".join(said.output.split())
