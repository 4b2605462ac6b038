"""Values of documents, and the one order in which all of them stand.

A document is made of None, booleans, numbers, texts, lists and dictionaries, and of two more that JSON has not:
moments and patterns. Values of different types have an order too: nothing, numbers, texts, objects, lists,
booleans, moments, patterns.
"""

import math
from typing import Any

import msgspec


class Date(msgspec.Struct, frozen=True):
    """A moment, in milliseconds since 1970 (UTC)."""

    ms: int


class Regex(msgspec.Struct, frozen=True):
    """A pattern as it was written, with its options."""

    pattern: str
    options: str = ""


class Missing:
    """What a document has where it has nothing, not even null."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = Missing()

NOTHING, NUMBER, TEXT, OBJECT, LIST, BOOLEAN, DATE, REGEX = range(8)

_RANKS: dict[type, int] = {
    type(None): NOTHING,
    Missing: NOTHING,
    int: NUMBER,
    float: NUMBER,
    str: TEXT,
    dict: OBJECT,
    list: LIST,
    bool: BOOLEAN,
    Date: DATE,
    Regex: REGEX,
}
TYPE_NAMES = ("null", "number", "string", "object", "array", "bool", "date", "regex")
_INT64 = 1 << 63


def rank(value: Any) -> int:
    """Where values of this type stand among all."""
    return _RANKS[type(value)]


def is_number(value: Any) -> bool:
    """Whether it is a number; truth is none."""
    return type(value) is int or type(value) is float


def is_finite(value: Any) -> bool:
    """Whether it is a number that has an end."""
    return is_number(value) and math.isfinite(value)


def is_whole(value: Any) -> bool:
    """Whether it is a number without a fraction."""
    return is_number(value) and math.isfinite(value) and bool(value == int(value))


def number(value: int | float) -> int | float:
    """A number as it is kept: what does not fit 64 bits loses its last digits."""
    if type(value) is int and not -_INT64 <= value < _INT64:
        return float(value) if abs(value) < 10**308 else math.copysign(math.inf, value)
    return value


def compare(one: Any, other: Any) -> int:
    """Below zero, zero or above it, as `one` stands before, with or after `other`."""
    kind, its = _RANKS[type(one)], _RANKS[type(other)]
    if kind != its:
        return kind - its
    if kind == NOTHING:
        return 0
    if kind == NUMBER:
        return _numbers(one, other)
    if kind == OBJECT:
        return _objects(one, other)
    if kind == LIST:
        return _lists(one, other)
    a, b = _plain(one), _plain(other)
    return int(a > b) - int(a < b)


def equal(one: Any, other: Any) -> bool:
    """Whether two values are the same; the order of an object's fields counts, as it does for MongoDB."""
    return compare(one, other) == 0


def is_true(value: Any) -> bool:
    """What expressions take for true: all but false, null, zero and what is missing."""
    return not (value is None or value is MISSING or value is False or (is_number(value) and value == 0))


def _numbers(one: int | float, other: int | float) -> int:
    # What is no number stands before all that are.
    if one != one or other != other:
        return (one == one) - (other == other)
    return (one > other) - (one < other)


def _objects(one: dict[str, Any], other: dict[str, Any]) -> int:
    for (name, value), (its_name, its) in zip(one.items(), other.items(), strict=False):
        found = rank(value) - rank(its) or (name > its_name) - (name < its_name) or compare(value, its)
        if found:
            return found
    return len(one) - len(other)


def _lists(one: list[Any], other: list[Any]) -> int:
    for value, its in zip(one, other, strict=False):
        if found := compare(value, its):
            return found
    return len(one) - len(other)


def _plain(value: Any) -> Any:
    if type(value) is Date:
        return value.ms
    return (value.pattern, value.options) if type(value) is Regex else value
