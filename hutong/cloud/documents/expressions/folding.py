"""What becomes of many values: sums, averages, the least of them."""

import math
from collections.abc import Callable
from typing import Any

from hutong.cloud.documents.expressions.lists import is_nothing
from hutong.cloud.documents.expressions.objects import merge
from hutong.cloud.documents.values import MISSING, compare, is_number, number

Finish = Callable[[list[Any]], Any]


def _sum(total: Any, value: Any) -> Any:
    return number((0 if total is MISSING else total) + (value if is_number(value) else 0))


def _first(kept: Any, value: Any) -> Any:
    return (None if value is MISSING else value) if kept is MISSING else kept


def _last(kept: Any, value: Any) -> Any:
    return None if value is MISSING else value


def _least(kept: Any, value: Any) -> Any:
    return kept if is_nothing(value) else value if kept is MISSING or compare(value, kept) < 0 else kept


def _greatest(kept: Any, value: Any) -> Any:
    return kept if is_nothing(value) else value if kept is MISSING or compare(value, kept) > 0 else kept


def _merged(kept: Any, value: Any) -> Any:
    return merge(kept, value)


def _average(values: list[Any]) -> Any:
    numbers = [value for value in values if is_number(value)]
    return sum(numbers) / len(numbers) if numbers else None


def _pushed(values: list[Any]) -> list[Any]:
    return [value for value in values if value is not MISSING]


def _set(values: list[Any]) -> list[Any]:
    """Each once, in the order they came."""
    made: list[Any] = []
    seen: dict[str, list[Any]] = {}
    for value in _pushed(values):
        alike = seen.setdefault(_mark(value), [])
        if not any(compare(value, other) == 0 for other in alike):
            alike.append(value)
            made.append(value)
    return made


def _mark(value: Any) -> str:
    """The same for all values that are the same, so that few are compared."""
    if is_number(value):
        return f"n{float(value)}"
    return f"s{value}" if type(value) is str else type(value).__name__


def _deviation(is_sample: bool) -> Finish:
    def finish(values: list[Any]) -> Any:
        numbers = [value for value in values if is_number(value)]
        divisor = len(numbers) - is_sample
        if divisor <= 0:
            return None
        mean = sum(numbers) / len(numbers)
        return math.sqrt(sum((value - mean) ** 2 for value in numbers) / divisor)

    return finish


FOLDS: dict[str, Callable[[Any, Any], Any]] = {
    "$sum": _sum,
    "$first": _first,
    "$last": _last,
    "$min": _least,
    "$max": _greatest,
    "$mergeObjects": _merged,
}
FINISHES: dict[str, Finish] = {
    "$avg": _average,
    "$push": _pushed,
    "$addToSet": _set,
    "$stdDevPop": _deviation(False),
    "$stdDevSamp": _deviation(True),
}
"""Accumulators that need all values at once."""


def _of_list(name: str) -> Callable[..., Any]:
    """The same as an expression: over the elements of one list, or over its arguments."""
    fold, finish = FOLDS.get(name), FINISHES.get(name)

    def apply(*values: Any) -> Any:
        items = values[0] if len(values) == 1 and type(values[0]) is list else values
        if finish is not None:
            return finish(list(items))
        assert fold is not None, "one of the two"
        kept: Any = 0 if name == "$sum" else MISSING
        for item in items:
            kept = fold(kept, item)
        return None if kept is MISSING else kept

    return apply


FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: _of_list(name) for name in ("$sum", "$avg", "$min", "$max", "$stdDevPop", "$stdDevSamp")
}
