"""Expressions with numbers; what is null or missing makes the whole null."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from hutong.cloud.documents.values import MISSING, Date, is_number, number
from hutong.cloud.errors.database import AggregateRefused

_EXACT = 1 << 53


def _numeric(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def apply(*values: Any) -> Any:
        for value in values:
            if value is None or value is MISSING:
                return None
            if not is_number(value):
                raise AggregateRefused(detail=f"{name} only supports numeric types")
        try:
            return _kept(function(*values))
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            raise AggregateRefused(detail=f"{name} cannot take {', '.join(str(value) for value in values)}") from None

    return apply


def _kept(value: Any) -> Any:
    return number(value) if type(value) is int else value


def add(*values: Any) -> Any:
    """The sum of numbers, with at most one moment among them."""
    total: Any = 0
    moments = 0
    for value in values:
        if value is None or value is MISSING:
            return None
        if type(value) is Date:
            moments += 1
            total += value.ms
        elif is_number(value):
            total += value
        else:
            raise AggregateRefused(detail="$add only supports numeric or date types")
    if moments > 1:
        raise AggregateRefused(detail="only one date allowed in an $add expression")
    return Date(_whole(total)) if moments else number(total)


def subtract(one: Any, other: Any) -> Any:
    """A difference of numbers; of two moments in milliseconds; or a moment so many milliseconds before."""
    if any(value is None or value is MISSING for value in (one, other)):
        return None
    if type(one) is Date and type(other) is Date:
        return one.ms - other.ms
    if type(one) is Date and is_number(other):
        return Date(_whole(one.ms - other))
    if is_number(one) and is_number(other):
        return number(one - other)
    raise AggregateRefused(detail="$subtract takes numbers, or a date and what is taken from it")


def _whole(value: int | float) -> int:
    if not math.isfinite(value):
        raise AggregateRefused(detail="a date is a finite number of milliseconds")
    return int(value)


def _multiply(*values: int | float) -> int | float:
    product: int | float = 1
    for value in values:
        product = number(product * value)
    return product


def _divide(one: int | float, other: int | float) -> int | float:
    if other == 0:
        raise AggregateRefused(detail="can't $divide by zero")
    quotient = one / other
    return int(quotient) if type(one) is type(other) is int and one % other == 0 and abs(one) < _EXACT else quotient


def _modulo(one: int | float, other: int | float) -> int | float:
    if other == 0:
        raise AggregateRefused(detail="can't $mod by zero")
    if type(one) is int and type(other) is int:
        return abs(one) % abs(other) * (-1 if one < 0 else 1)
    return math.fmod(one, other)


def _power(base: int | float, exponent: int | float) -> int | float:
    made = math.pow(base, exponent)
    return int(made) if type(base) is type(exponent) is int and exponent >= 0 and abs(made) < _EXACT else made


def _stepwise(step: Callable[[int | float], int]) -> Callable[..., Any]:
    def apply(value: int | float) -> int | float:
        return value if not math.isfinite(value) else step(value)

    return apply


def _to_place(value: int | float, place: int | float, step: Callable[[float], int]) -> int | float:
    if (type(value) is int and place >= 0) or not math.isfinite(value):
        return value
    if not -20 <= place <= 100:
        raise AggregateRefused(detail="a place is between -20 and 100")
    scale = 10.0 ** int(place)
    scaled = value * scale
    return value if not math.isfinite(scaled) else step(scaled) / scale if place > 0 else int(step(scaled) / scale)


def _round(value: int | float, place: int | float = 0) -> int | float:
    if (type(value) is int and place >= 0) or not math.isfinite(value):
        return value
    if not -20 <= place <= 100:
        raise AggregateRefused(detail="a place is between -20 and 100")
    return round(value, int(place)) if place else round(value)


def _truncate(value: int | float, place: int | float = 0) -> int | float:
    return _to_place(value, place, math.trunc)


def _logarithm(value: int | float, base: int | float) -> float:
    return math.log(value, base)


_NUMERIC: dict[str, Callable[..., Any]] = {
    "$abs": abs,
    "$ceil": _stepwise(math.ceil),
    "$divide": _divide,
    "$exp": math.exp,
    "$floor": _stepwise(math.floor),
    "$ln": lambda value: math.log(value),
    "$log": _logarithm,
    "$log10": math.log10,
    "$mod": _modulo,
    "$multiply": _multiply,
    "$pow": _power,
    "$round": _round,
    "$sqrt": math.sqrt,
    "$trunc": _truncate,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: _numeric(name, function) for name, function in _NUMERIC.items()},
    "$add": add,
    "$subtract": subtract,
}
