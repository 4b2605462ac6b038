"""Expressions with objects, and what turns one type into another."""

import math
from collections.abc import Callable
from typing import Any

from hutong.cloud.documents import conditions
from hutong.cloud.documents.expressions.lists import is_nothing
from hutong.cloud.documents.values import TYPE_NAMES, Date, is_number, is_true, rank
from hutong.cloud.errors.database import AggregateRefused


def type_name(value: Any) -> str:
    """What MongoDB calls a value's type."""
    names = conditions.type_names(value)
    return next(iter(names - {"number"}), TYPE_NAMES[rank(value)])


def merge(*several: Any) -> dict[str, Any]:
    """The fields of all; the last to name one decides."""
    made: dict[str, Any] = {}
    for one in several:
        if is_nothing(one):
            continue
        if type(one) is not dict:
            raise AggregateRefused(detail="$mergeObjects requires object inputs")
        made.update(one)
    return made


def _merge(*several: Any) -> dict[str, Any]:
    """One list of objects is merged as they would be."""
    return merge(*(several[0] if len(several) == 1 and type(several[0]) is list else several))


def _to_list(value: Any) -> Any:
    if is_nothing(value):
        return None
    if type(value) is not dict:
        raise AggregateRefused(detail="$objectToArray requires a document input")
    return [{"k": name, "v": its} for name, its in value.items()]


def _from_list(items: Any) -> Any:
    if is_nothing(items):
        return None
    made = {}
    for item in items if type(items) is list else [items]:
        name, value = _pair(item)
        if type(name) is not str or "\0" in name:
            raise AggregateRefused(detail="$arrayToObject requires names that are strings")
        made[name] = value
    return made


def _pair(item: Any) -> tuple[Any, Any]:
    if type(item) is dict and set(item) == {"k", "v"}:
        return item["k"], item["v"]
    if type(item) is list and len(item) == 2:
        return item[0], item[1]
    raise AggregateRefused(detail="$arrayToObject requires an array of key-value pairs")


def _to_number(value: Any, operator: str, make: Callable[[Any], Any]) -> Any:
    if is_nothing(value):
        return None
    if type(value) is Date:
        return make(value.ms)
    if type(value) in (bool, str) or is_number(value):
        try:
            return make(value)
        except (ValueError, OverflowError):
            pass
    raise AggregateRefused(detail=f"{operator} cannot read {str(value)[:40]!r}")


def _integer(value: Any) -> int:
    return int(value) if type(value) is str else math.trunc(value)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "$mergeObjects": _merge,
    "$objectToArray": _to_list,
    "$arrayToObject": _from_list,
    "$toBool": lambda value: None if is_nothing(value) else type(value) is str or is_true(value),
    "$toInt": lambda value: _to_number(value, "$toInt", _integer),
    "$toLong": lambda value: _to_number(value, "$toLong", _integer),
    "$toDouble": lambda value: _to_number(value, "$toDouble", float),
}
