"""What a query asks of one value."""

import math
from collections.abc import Callable
from typing import Any

from hutong.cloud.documents.patterns import Pattern
from hutong.cloud.documents.values import (
    MISSING,
    NOTHING,
    TYPE_NAMES,
    Regex,
    compare,
    equal,
    is_finite,
    is_number,
    is_whole,
    rank,
)
from hutong.cloud.errors.database import ParameterWrong

Test = Callable[[Any], bool]

_TYPE_NUMBERS = {1: "double", 2: "string", 3: "object", 4: "array", 8: "bool", 9: "date", 10: "null", 11: "regex",
                 16: "int", 18: "long"}  # fmt: skip
_INT32 = 1 << 31


def equals(wanted: Any) -> Test:
    """The same value; for a pattern, a text it is found in."""
    if type(wanted) is Regex:
        return pattern(wanted, "")
    if wanted is None:
        return lambda value: value is None or value is MISSING
    kind = type(wanted)
    if kind is str or kind is bool:
        return lambda value: type(value) is kind and bool(value == wanted)
    return lambda value: equal(value, wanted)


def one_of(wanted: Any) -> Test:
    """One of several values. Raises: ParameterWrong"""
    if not isinstance(wanted, list):
        raise ParameterWrong(detail="$in and $nin take a list")
    texts = {one for one in wanted if type(one) is str}
    tests = [equals(one) for one in wanted if type(one) is not str]
    return lambda value: (type(value) is str and value in texts) or any(test(value) for test in tests)


def pattern(wanted: Any, options: Any) -> Test:
    """A text in which a pattern is found. Raises: ParameterWrong"""
    if isinstance(wanted, Regex):
        written = Regex(wanted.pattern, wanted.options or str(options))
    elif isinstance(wanted, str) and isinstance(options, str):
        written = Regex(wanted, options)
    else:
        raise ParameterWrong(detail="$regex takes a text or a regular expression, $options letters")
    compiled = Pattern(written)
    return lambda value: (type(value) is str and compiled.is_in(value)) or value == written


def size(wanted: Any) -> int:
    """How long a list is to be. Raises: ParameterWrong"""
    if not is_whole(wanted) or wanted < 0:
        raise ParameterWrong(detail="$size takes a whole number")
    return int(wanted)


def _comparison(is_so: Callable[[int], bool]) -> Callable[[Any], Test]:
    def make(wanted: Any) -> Test:
        kind, may_be_same = rank(wanted), is_so(0)
        if kind == NOTHING:
            return (lambda value: rank(value) == NOTHING) if may_be_same else (lambda value: False)
        if type(wanted) is float and math.isnan(wanted):
            return lambda value: may_be_same and type(value) is float and math.isnan(value)
        # What is no number is neither less nor greater than any.
        return lambda value: rank(value) == kind and value == value and is_so(compare(value, wanted))

    return make


def _modulo(wanted: Any) -> Test:
    if not isinstance(wanted, list) or len(wanted) != 2 or not all(is_finite(part) for part in wanted):
        raise ParameterWrong(detail="$mod takes a divisor and a remainder")
    divisor, remainder = int(wanted[0]), int(wanted[1])
    if divisor == 0:
        raise ParameterWrong(detail="the divisor of $mod is 0")
    return lambda value: is_number(value) and math.isfinite(value) and int(math.fmod(value, divisor)) == remainder


def _of_type(wanted: Any) -> Test:
    names = {_type_name(one) for one in (wanted if isinstance(wanted, list) else [wanted])}
    return lambda value: value is not MISSING and bool(names & type_names(value))


def _type_name(said: Any) -> str:
    name = _TYPE_NUMBERS.get(said) if is_number(said) else said
    if name not in (*TYPE_NAMES, "int", "long", "double", "decimal"):
        raise ParameterWrong(detail=f"$type knows no type {str(said)[:40]!r}")
    return str(name)


def type_names(value: Any) -> set[str]:
    """All that a value's type is called."""
    name = TYPE_NAMES[rank(value)]
    if type(value) is int:
        return {name, "int" if -_INT32 <= value < _INT32 else "long"}
    return {name, "double"} if type(value) is float else {name}


OF_VALUES: dict[str, Callable[[Any], Test]] = {
    "$eq": equals,
    "$in": one_of,
    "$gt": _comparison(lambda order: order > 0),
    "$gte": _comparison(lambda order: order >= 0),
    "$lt": _comparison(lambda order: order < 0),
    "$lte": _comparison(lambda order: order <= 0),
    "$mod": _modulo,
    "$type": _of_type,
}
"""Operators that any one value at the path may meet."""
