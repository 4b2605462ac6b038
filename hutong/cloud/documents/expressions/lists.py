"""Expressions with lists and with sets, which are lists whose order does not matter."""

from collections.abc import Callable
from functools import cmp_to_key, wraps
from typing import Any

from hutong.cloud.documents.values import MISSING, compare, equal, is_number, is_true
from hutong.cloud.errors.database import AggregateRefused

MOST_ITEMS = 100_000


def is_nothing(value: Any) -> bool:
    """Whether it is null or missing."""
    return value is None or value is MISSING


def whole(value: Any, operator: str) -> int:
    """A whole number. Raises: AggregateRefused"""
    if not is_number(value) or value != value or abs(value) > 1 << 53 or value != int(value):
        raise AggregateRefused(detail=f"{operator} takes whole numbers")
    return int(value)


def unique(values: list[Any]) -> list[Any]:
    """Each value once, in their own order."""
    ordered: list[Any] = []
    for value in sorted(values, key=cmp_to_key(compare)):
        if not ordered or not equal(ordered[-1], value):
            ordered.append(value)
    return ordered


def bounded(made: list[Any]) -> list[Any]:
    """Raises: AggregateRefused"""
    if len(made) > MOST_ITEMS:
        raise AggregateRefused(detail=f"a list has at most {MOST_ITEMS} elements")
    return made


def _list(value: Any, operator: str) -> list[Any]:
    if type(value) is not list:
        raise AggregateRefused(detail=f"the argument to {operator} must be an array")
    return value


def _element_at(items: Any, index: Any) -> Any:
    if is_nothing(items) or is_nothing(index):
        return None
    place, held = whole(index, "$arrayElemAt"), _list(items, "$arrayElemAt")
    return held[place] if -len(held) <= place < len(held) else MISSING


def _concatenate(*several: Any) -> Any:
    if any(is_nothing(items) for items in several):
        return None
    if sum(len(_list(items, "$concatArrays")) for items in several) > MOST_ITEMS:
        bounded([None] * (MOST_ITEMS + 1))
    return [item for items in several for item in items]


def _is_in(value: Any, items: Any) -> bool:
    return any(equal(value, item) for item in _list(items, "$in"))


def _index_of(items: Any, value: Any, start: Any = 0, end: Any = None) -> Any:
    if is_nothing(items):
        return None
    held = _list(items, "$indexOfArray")
    last = len(held) if end is None else min(whole(end, "$indexOfArray"), len(held))
    for place in range(max(whole(start, "$indexOfArray"), 0), last):
        if equal(held[place], value):
            return place
    return -1


def _range(start: Any, end: Any, step: Any = 1) -> list[int]:
    first, last, stride = (whole(value, "$range") for value in (start, end, step))
    if stride == 0:
        raise AggregateRefused(detail="$range requires a non-zero step value")
    wanted = range(first, last, stride)
    if len(wanted) > MOST_ITEMS:
        raise AggregateRefused(detail=f"$range makes at most {MOST_ITEMS} elements")
    return list(wanted)


def _reversed(items: Any) -> Any:
    return None if is_nothing(items) else _list(items, "$reverseArray")[::-1]


def _slice(items: Any, place: Any, count: Any = MISSING) -> Any:
    if is_nothing(items) or place is None or count is None:
        return None
    held, first = _list(items, "$slice"), whole(place, "$slice")
    if count is MISSING:
        return held[:first] if first >= 0 else held[first:]
    size = whole(count, "$slice")
    if size <= 0:
        raise AggregateRefused(detail="the third argument of $slice is above 0")
    begin = first if first >= 0 else max(len(held) + first, 0)
    return held[begin : begin + size]


def _size(items: Any) -> int:
    return len(_list(items, "$size"))


def _zip(told: Any) -> Any:
    inputs = told.get("inputs") if isinstance(told, dict) else None
    if is_nothing(inputs) or any(is_nothing(items) for items in inputs or ()):
        return None
    held = [_list(items, "$zip") for items in _list(inputs, "$zip")]
    lengths = [len(items) for items in held]
    size = (max if is_true(told.get("useLongestLength")) else min)(lengths, default=0)
    defaults = told.get("defaults") or [None] * len(held)
    if size * len(held) > MOST_ITEMS or len(defaults) != len(held):
        raise AggregateRefused(detail="$zip takes as many defaults as inputs, and makes no more than a list may have")
    return [
        [items[place] if place < len(items) else other for items, other in zip(held, defaults, strict=True)]
        for place in range(size)
    ]


def _set(function: Callable[..., Any], operator: str) -> Callable[..., Any]:
    @wraps(function)
    def apply(*several: Any) -> Any:
        if any(is_nothing(items) for items in several):
            return None
        return function(*[unique(_list(items, operator)) for items in several])

    return apply


def _union(*sets: list[Any]) -> list[Any]:
    return bounded(unique([item for items in sets for item in items]))


def _intersection(first: list[Any], *others: list[Any]) -> list[Any]:
    return [item for item in first if all(_is_in(item, items) for items in others)]


def _same(first: list[Any], *others: list[Any]) -> bool:
    return all(equal(first, items) for items in others)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "$arrayElemAt": _element_at,
    "$first": lambda items: _element_at(items, 0),
    "$last": lambda items: _element_at(items, -1),
    "$concatArrays": _concatenate,
    "$in": _is_in,
    "$indexOfArray": _index_of,
    "$isArray": lambda value: type(value) is list,
    "$range": _range,
    "$reverseArray": _reversed,
    "$size": _size,
    "$slice": _slice,
    "$zip": _zip,
    "$allElementsTrue": lambda items: all(is_true(item) for item in _list(items, "$allElementsTrue")),
    "$anyElementTrue": lambda items: any(is_true(item) for item in _list(items, "$anyElementTrue")),
    "$setDifference": _set(lambda one, other: [item for item in one if not _is_in(item, other)], "$setDifference"),
    "$setEquals": _set(_same, "$setEquals"),
    "$setIntersection": _set(_intersection, "$setIntersection"),
    "$setIsSubset": _set(lambda one, other: all(_is_in(item, other) for item in one), "$setIsSubset"),
    "$setUnion": _set(_union, "$setUnion"),
}
