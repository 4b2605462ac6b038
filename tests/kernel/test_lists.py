"""List parameters find their rows by index."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from hutong.kernel.db import Row, in_list, query, table
from tests.kernel.lanes import prepare, scratch


class Thing(Row, frozen=True):
    """Something with a number."""

    id: int
    name: str


things = table("test_lists_things", Thing, key=("id",), schema=scratch)
_some = query(things.select().where(in_list(things.c.id, "ids")), Thing)
_others = query(things.select().where(sa.not_(in_list(things.c.id, "ids"))), Thing)


def test_a_list_is_looked_up_and_not_searched_for(tmp_path: Path) -> None:
    prepare(f"sqlite:///{tmp_path / 'lane.db'}")
    with closing(sqlite3.connect(tmp_path / "lane.db")) as connection:
        text = _some.compiled("sqlite").text
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", ["[1]"])]
        assert plan[0].startswith("SEARCH test_lists_things USING INDEX")


def test_a_list_can_be_left_out(tmp_path: Path) -> None:
    prepare(f"sqlite:///{tmp_path / 'lane.db'}")
    with closing(sqlite3.connect(tmp_path / "lane.db")) as connection:
        connection.executemany("INSERT INTO test_lists_things VALUES (?, ?)", [(1, "a"), (2, "b"), (3, "c")])
        found = connection.execute(_others.compiled("sqlite").text, ["[1, 3]"]).fetchall()
        assert found == [(2, "b")]
