"""A first start that dies half-way is a first start that never was."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic import op

from hutong import app
from hutong.migrations import history


def test_a_step_of_the_schema_is_taken_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app.load()
    url = f"sqlite:///{tmp_path / 'hutong.db'}"
    create_table = op.create_table
    made: list[str] = []

    def dies_at_the_tenth(name: str, *columns: Any, **how: Any) -> Any:
        if len(made) == 9:
            raise KeyboardInterrupt
        made.append(name)
        return create_table(name, *columns, **how)

    monkeypatch.setattr(op, "create_table", dies_at_the_tenth)
    with pytest.raises(KeyboardInterrupt):
        history.upgrade(url)
    assert len(made) == 9
    assert tables(tmp_path) == []
    monkeypatch.undo()
    history.upgrade(url)
    assert set(made) < set(tables(tmp_path))


def tables(home: Path) -> list[str]:
    """The names of the tables there are."""
    found = sqlite3.connect(home / "hutong.db").execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in found]
