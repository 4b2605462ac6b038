"""Statements written in SQLAlchemy Core, compiled once per dialect and executed on the bare driver."""

import operator
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
    "sqlite": sqlite.dialect(paramstyle="qmark"),
    "postgresql": postgresql.psycopg.dialect(),  # type: ignore[no-untyped-call]
}
_everything: list["Statement"] = []


class Count(msgspec.Struct, frozen=True):
    """A row of a query that counts: `select(func.count().label("total"))`."""

    total: int


class Compiled:
    """A statement as one driver wants it: its text, and its values by place, which SQLite binds fastest."""

    __slots__ = ("_count", "_fixed", "_pick", "_writes", "names", "order", "text")

    def __init__(self, text: str, order: tuple[str, ...], fixed: dict[str, Any], writers: dict[str, Converter]) -> None:
        self.text = text
        self.order = order
        """What stands at each place; a name may stand at several."""
        self.names = frozenset(order) - fixed.keys()
        """What is asked for at each call."""
        self._fixed = fixed
        self._count = len(self.names)
        self._pick = _picker(order)
        self._writes = tuple((place, writers[name]) for place, name in enumerate(order) if name in writers)

    def bind(self, given: dict[str, Any]) -> Any:
        """The driver's parameters. Asserts that exactly the statement's own names are given."""
        try:
            assert len(given) == self._count
            values = self._pick({**self._fixed, **given} if self._fixed else given)
        except (AssertionError, KeyError):
            raise AssertionError(f"{self.text}: wants {sorted(self.names)}, got {sorted(given)}") from None
        return self.bind_row(values)

    def bind_row(self, values: tuple[Any, ...]) -> Any:
        """The driver's parameters from values that are in order already."""
        if not self._writes:
            return values
        written = list(values)
        for place, write in self._writes:
            if (value := written[place]) is not None:
                written[place] = write(value)
        return written


class NamedCompiled(Compiled):
    """For a driver that is given its values by name: PostgreSQL sees one parameter, however often it is used."""

    __slots__ = ()

    def bind(self, given: dict[str, Any]) -> Any:
        assert given.keys() == self.names, f"{self.text}: wants {sorted(self.names)}, got {sorted(given)}"
        values = {**self._fixed, **given}
        for place, write in self._writes:
            name = self.order[place]
            if (value := values[name]) is not None:
                values[name] = write(value)
        return values

    def bind_row(self, values: tuple[Any, ...]) -> Any:
        return dict(zip(self.order, super().bind_row(values), strict=True))


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
            if not bind.required:
                fixed[name] = write(bind.value) if write and bind.value is not None else bind.value
            elif write is not None:
                writers[name] = write
        by_place: list[str] | None = made.positiontup  # type: ignore[attr-defined]
        if by_place is not None:
            return Compiled(str(made), tuple(by_place), fixed, writers)
        return NamedCompiled(str(made), tuple(dict.fromkeys(made.bind_names.values())), fixed, writers)  # type: ignore[attr-defined]


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


def _picker(order: tuple[str, ...]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    if len(order) > 1:
        return operator.itemgetter(*order)
    return lambda given: tuple(given[name] for name in order)


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
