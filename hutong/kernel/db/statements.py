"""Statements written in SQLAlchemy Core, compiled once per dialect and executed on the bare driver."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles

from hutong.kernel.db.columns import Converter, ListOf, reader_of, writer_of

R = TypeVar("R")
Builder = Callable[[str], sa.sql.expression.Executable]

_DIALECTS: dict[str, sa.engine.Dialect] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": postgresql.psycopg.dialect(),  # type: ignore[no-untyped-call]
}
_everything: list["Statement"] = []


class Count(msgspec.Struct, frozen=True):
    """A row of a query that counts: `select(func.count().label("total"))`."""

    total: int


class Compiled:
    """A statement as one driver wants it: its text, its fixed values, how to write parameters."""

    __slots__ = ("_fixed", "_names", "_writers", "text")

    def __init__(self, text: str, fixed: dict[str, Any], writers: dict[str, Converter | None]) -> None:
        self.text = text
        self._fixed = fixed
        self._writers = {name: write for name, write in writers.items() if write is not None}
        self._names = frozenset(writers)

    def bind(self, given: dict[str, Any]) -> dict[str, Any]:
        """The driver's parameters. Asserts that exactly the statement's own names are given."""
        values = {**self._fixed, **given} if self._fixed else given
        assert values.keys() == self._names, f"{self.text}: wants {sorted(self._names)}, got {sorted(values)}"
        if not self._writers:
            return values
        values = dict(values)
        for name, write in self._writers.items():
            if values[name] is not None:
                values[name] = write(values[name])
        return values


class Statement:
    """Something to execute that answers a count of rows."""

    __slots__ = ("_build", "_compiled")

    def __init__(self, build: sa.sql.expression.Executable | Builder) -> None:
        self._build = build
        self._compiled: dict[str, Compiled] = {}
        _everything.append(self)

    def compiled(self, dialect: str) -> Compiled:
        """This statement for `dialect` ("sqlite" or "postgresql")."""
        found = self._compiled.get(dialect)
        if found is None:
            found = self._compiled[dialect] = self._compile(dialect)
        return found

    def _compile(self, dialect: str) -> Compiled:
        build = self._build
        clause = build(dialect) if callable(build) and not isinstance(build, sa.ClauseElement) else build
        assert isinstance(clause, sa.ClauseElement)
        made = clause.compile(dialect=_DIALECTS[dialect])
        # A value written into the statement itself is already in the parameters; the rest is asked for at each call.
        fixed, writers = {}, {}
        for bind, name in made.bind_names.items():  # type: ignore[attr-defined]
            write = writer_of(bind.type, dialect)
            writers[name] = write if bind.required else None
            if not bind.required:
                fixed[name] = write(bind.value) if write and bind.value is not None else bind.value
        return Compiled(str(made), fixed, writers)


class Query(Statement, Generic[R]):
    """A statement that answers rows, each made into a struct `row_type`."""

    __slots__ = ("_columns", "make")

    def __init__(self, build: sa.sql.expression.Executable | Builder, row_type: type[R], columns: list[Any]) -> None:
        super().__init__(build)
        names = [column.key for column in columns]
        fields = [field.name for field in msgspec.structs.fields(row_type)]  # type: ignore[arg-type]
        assert names == fields, f"{row_type.__name__} wants columns {fields}, the statement answers {names}"
        self.make = _maker(row_type, [reader_of(column.type) for column in columns])


def query(build: Any, row_type: type[R]) -> Query[R]:
    """Prepare a SELECT, or a statement with RETURNING, whose columns are the fields of `row_type` in order."""
    returning = getattr(build, "_returning", ())
    columns = build.selected_columns if isinstance(build, sa.Select | sa.CompoundSelect) else _flat(returning)
    return Query(build, row_type, list(columns))


def statement(build: sa.sql.expression.Executable | Builder) -> Statement:
    """Prepare a statement that answers no rows."""
    return Statement(build)


def param(name: str, type_: Any = None) -> sa.BindParameter[Any]:
    """A value given at each call. In an UPDATE its name must differ from every column's."""
    return sa.bindparam(name, type_=type_, required=True)


def in_list(column: Any, name: str) -> "InList":
    """`column` is one of the list given as parameter `name`, on either database."""
    return InList(column, name)


class InList(sa.ColumnElement[bool]):
    """Membership in a list parameter, without one placeholder per item."""

    inherit_cache = False
    type = sa.Boolean()

    def __init__(self, column: Any, name: str) -> None:
        self.column = column
        self.values = sa.bindparam(name, type_=ListOf(), required=True)

    def self_group(self, against: Any = None) -> "InList":
        """As it is: SQLAlchemy would compare it with 1 on SQLite, and the index of the column would go unused."""
        return self


@compiles(InList, "sqlite")
def _sqlite_in_list(element: InList, compiler: Any, **kw: Any) -> str:
    column, values = compiler.process(element.column, **kw), compiler.process(element.values, **kw)
    return f"{column} IN (SELECT value FROM json_each({values}))"


@compiles(InList, "postgresql")
def _postgresql_in_list(element: InList, compiler: Any, **kw: Any) -> str:
    column, values = compiler.process(element.column, **kw), compiler.process(element.values, **kw)
    # Texts and numbers share one spelling, so the array takes the column's own type.
    kind = "bigint" if isinstance(element.column.type, sa.Integer) else "text"
    return f"{column} = ANY(CAST({values} AS {kind}[]))"


def compile_everything(dialect: str) -> int:
    """Compile every prepared statement now, so that no request pays for it. Answers how many there are."""
    for prepared in _everything:
        prepared.compiled(dialect)
    return len(_everything)


def _flat(returning: Any) -> list[Any]:
    return [column for item in returning for column in (item.c if isinstance(item, sa.FromClause) else [item])]


def _maker(row_type: type[R], readers: list[Converter | None]) -> Callable[[Any], R]:
    places = [(place, read) for place, read in enumerate(readers) if read is not None]
    if not places:
        return lambda row: row_type(*row)

    def make(row: Any) -> R:
        values = list(row)
        for place, read in places:
            if values[place] is not None:
                values[place] = read(values[place])
        return row_type(*values)

    return make
