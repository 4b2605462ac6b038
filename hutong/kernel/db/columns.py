"""How Python values become database values and back, the same on both databases.

Times are whole milliseconds since 1970 (UTC), booleans are 0 and 1, everything structured is JSON text.
Statements are executed on the bare driver, which skips SQLAlchemy's own processors; these types carry
plain functions instead.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

Converter = Callable[[Any], Any]


class ConvertedType(TypeDecorator[Any]):
    """A column type with conversions of its own."""

    impl: Any = sa.Text
    cache_ok = True

    def to_database(self, value: Any) -> Any:
        raise AssertionError("each converted type says how it is written")

    def from_database(self, value: Any) -> Any:
        raise AssertionError("each converted type says how it is read")


class UtcTime(ConvertedType):
    """An aware UTC `datetime`, stored as whole milliseconds."""

    impl = sa.BigInteger

    def to_database(self, value: datetime) -> int:
        assert value.tzinfo is not None, "lane and wire times are aware"
        return round(value.timestamp() * 1000)

    def from_database(self, value: int) -> datetime:
        return datetime.fromtimestamp(value / 1000, UTC)


class Flag(ConvertedType):
    """A boolean, stored as 0 or 1."""

    impl = sa.SmallInteger

    def to_database(self, value: bool) -> int:
        return int(value)

    def from_database(self, value: int) -> bool:
        return bool(value)


class Json(ConvertedType):
    """Any type msgspec can encode, stored as JSON text."""

    cache_ok = False

    def __init__(self, python: Any) -> None:
        super().__init__()
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(python).decode

    def to_database(self, value: Any) -> str:
        return self._encode(value).decode()

    def from_database(self, value: str) -> Any:
        return self._decode(value)


class ListOf(ConvertedType):
    """A list of plain values given to one parameter: JSON text on SQLite, an array on PostgreSQL."""

    def to_database(self, value: Any) -> str:
        return msgspec.json.encode(list(value)).decode()


_PLAIN: dict[Any, type[sa.types.TypeEngine[Any]]] = {
    int: sa.BigInteger,
    float: sa.Double,
    str: sa.Text,
    bytes: sa.LargeBinary,
    datetime: UtcTime,
    bool: Flag,
}


def column_type(annotation: Any) -> tuple[sa.types.TypeEngine[Any], bool]:
    """The column type of a row's annotation, and whether the column may be NULL."""
    members = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    wanted = [member for member in members if member is not NoneType]
    nullable = len(wanted) < len(members)
    # A union of structs is one JSON column; only `X | None` of a plain X is a plain column.
    single = _supertype(wanted[0]) if len(wanted) == 1 else None
    if single in _PLAIN:
        return _PLAIN[single](), nullable
    return Json(Union[tuple(wanted)]), nullable  # noqa: UP007 - built at run time


def reader_of(column: sa.types.TypeEngine[Any]) -> Converter | None:
    """What to do with a stored value, None where the driver's value is right as it is."""
    return column.from_database if isinstance(column, ConvertedType) else None


def writer_of(column: sa.types.TypeEngine[Any], dialect: str) -> Converter | None:
    """What to do with a value before the driver gets it."""
    if not isinstance(column, ConvertedType):
        return None
    return list if isinstance(column, ListOf) and dialect == "postgresql" else column.to_database


def _supertype(annotation: Any) -> Any:
    while hasattr(annotation, "__supertype__"):
        annotation = annotation.__supertype__
    return annotation
