"""Tables declared once, as the struct of their rows."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar, get_type_hints

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hutong.kernel.db.columns import column_type
from hutong.kernel.db.statements import Query, Statement, param, query, statement

metadata = sa.MetaData()


class Row(msgspec.Struct, frozen=True):
    """The base of all rows: plain values, never edited in place."""


R = TypeVar("R", bound=Row)


class Table(Generic[R]):
    """A table of rows `R`, with the statements every table needs prepared."""

    def __init__(self, sa_table: sa.Table, row_type: type[R], key: Sequence[str]) -> None:
        self.sa = sa_table
        self.c = sa_table.c
        self.row_type = row_type
        self.key = tuple(key)
        self.columns = tuple(column.name for column in sa_table.columns)
        self.by_key: Query[R] = query(sa.select(sa_table).where(*self._matches(self.key)), row_type)
        self.insert = statement(sa.insert(sa_table).values({name: param(name) for name in self.columns}))
        self.insert_both = statement(self._insert_both)
        self._adds: dict[tuple[str, ...], tuple[Statement, Query[R]]] = {}
        self._updates: dict[tuple[str, ...], Statement] = {}

    def add_unless_there(self, by: Sequence[str] | None) -> tuple[Statement, Query[R]]:
        """An insert that does nothing on a conflict of the columns `by` (default the key), and the look-up by them."""
        columns = tuple(by) if by else self.key
        if columns not in self._adds:
            find = (
                self.by_key
                if columns == self.key
                else query(self.select().where(*self._matches(columns)), self.row_type)
            )
            self._adds[columns] = (statement(lambda dialect: self._insert(dialect, columns)), find)
        return self._adds[columns]

    def update_of(self, changed: tuple[str, ...]) -> Statement:
        """An update of the columns `changed` in the row with the given key; values are named `new_<column>`."""
        if changed not in self._updates:
            values = {name: param(f"new_{name}") for name in changed}
            self._updates[changed] = statement(
                sa.update(self.sa).where(*self._matches(self.key, "old_")).values(values)
            )
        return self._updates[changed]

    def select(self) -> sa.Select[Any]:
        return sa.select(self.sa)

    def _insert_both(self, dialect: str) -> Any:
        sides = ("one", "other")
        rows = [{name: param(f"{side}_{name}", self.c[name].type) for name in self.columns} for side in sides]
        return sa.insert(self.sa).values(rows)

    def _insert(self, dialect: str, columns: tuple[str, ...]) -> Any:
        make: Any = sqlite_insert if dialect == "sqlite" else postgresql_insert
        values = {name: param(name) for name in self.columns}
        return make(self.sa).values(values).on_conflict_do_nothing(index_elements=list(columns))

    def _matches(self, columns: Sequence[str], prefix: str = "") -> list[sa.ColumnElement[bool]]:
        return [self.c[name] == param(prefix + name) for name in columns]


_tables: dict[type[Row], Table[Any]] = {}


def table(
    name: str,
    row_type: type[R],
    *,
    key: Sequence[str],
    unique: Sequence[Sequence[str]] = (),
    indexes: Sequence[Sequence[str]] = (),
    checks: Sequence[str] = (),
    schema: sa.MetaData = metadata,
) -> Table[R]:
    """Declare the table `name` whose columns are the fields of `row_type`.

    `key` is the primary key, distribution key first; `unique` and `indexes` are lists of columns; `checks`
    are SQL conditions that hold for every row. `schema` is the product's own unless a test or bench brings another.
    """
    hints = get_type_hints(row_type)
    columns = []
    for field in msgspec.structs.fields(row_type):
        kind, nullable = column_type(hints[field.name])
        columns.append(sa.Column(field.name, kind, nullable=nullable, autoincrement=False))
    sa_table = sa.Table(
        name,
        schema,
        *columns,
        sa.PrimaryKeyConstraint(*key, name=f"{name}_pkey"),
        *(sa.UniqueConstraint(*group, name=f"{name}_{'_'.join(group)}_key") for group in unique),
        *(sa.Index(f"{name}_{'_'.join(group)}_idx", *group) for group in indexes),
        *(sa.CheckConstraint(text, name=f"{name}_check_{number}") for number, text in enumerate(checks)),
    )
    made = _tables[row_type] = Table(sa_table, row_type, key)
    return made


def table_of(row: type[R]) -> Table[R]:
    """The table that holds rows of this type."""
    return _tables[row]
