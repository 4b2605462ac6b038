"""Putting documents into ranges: given ones, or as many as asked for with about as many documents each."""

from collections.abc import Callable, Iterable, Iterator
from functools import cmp_to_key
from itertools import pairwise
from typing import Any

from hutong.cloud.documents.expressions.evaluating import Expression, Scope, compiled
from hutong.cloud.documents.stages.accumulating import Accumulator
from hutong.cloud.documents.stages.grouping import Group, ScopeOf
from hutong.cloud.documents.stages.setting import Setting, Stage
from hutong.cloud.documents.values import MISSING, compare, is_whole, rank
from hutong.cloud.errors.database import AggregateRefused

Plan = Callable[[Iterable[Any], ScopeOf], Iterator[dict[str, Any]]]

_COUNTED: dict[str, Any] = {"count": {"$sum": 1}}


def _bucket(told: Any) -> Plan:
    """Ranges between given boundaries; what is in none goes to the default. Raises: AggregateRefused"""
    by, fields = _said(told, "$bucket")
    boundaries = told.get("boundaries")
    if not isinstance(boundaries, list) or len(boundaries) < 2 or not _is_rising(boundaries):
        raise AggregateRefused(detail="$bucket takes two boundaries or more of one type, rising")
    default = told.get("default", MISSING)

    def put(documents: Iterable[Any], scope_of: ScopeOf) -> Iterator[dict[str, Any]]:
        groups: dict[int, Group] = {}
        for document in documents:
            scope = scope_of(document)
            place = _range_of(by(scope), boundaries)
            if place < 0 and default is MISSING:
                raise AggregateRefused(detail="$bucket met a value in no range, and no default was specified")
            if place not in groups:
                groups[place] = Group(default if place < 0 else boundaries[place], fields)
            groups[place].take(scope)
        found = sorted(groups.values(), key=lambda one: _as_key(one.key))
        return (one.shown(one.key) for one in found)

    return put


def _bucket_auto(told: Any) -> Plan:
    """So many ranges, with about as many documents each. Raises: AggregateRefused"""
    by, fields = _said(told, "$bucketAuto")
    wanted = told.get("buckets")
    if not is_whole(wanted) or wanted < 1 or "granularity" in told:
        raise AggregateRefused(detail="$bucketAuto takes a whole number of buckets, and here no granularity")

    def put(documents: Iterable[Any], scope_of: ScopeOf) -> Iterator[dict[str, Any]]:
        met = [(_plain(by(scope)), scope) for document in documents for scope in [scope_of(document)]]
        met.sort(key=lambda pair: _as_key(pair[0]))
        size = max(round(len(met) / wanted), 1)
        while met:
            made, met = _cut(met, len(met) if wanted == 1 else size)
            one = Group(None, fields)
            for _, scope in made:
                one.take(scope)
            yield one.shown({"min": made[0][0], "max": met[0][0] if met else made[-1][0]})

    return put


def _cut(met: list[tuple[Any, Scope]], size: int) -> tuple[list[tuple[Any, Scope]], list[tuple[Any, Scope]]]:
    """Alike values stay together."""
    while 0 < size < len(met) and compare(met[size - 1][0], met[size][0]) == 0:
        size += 1
    return met[:size], met[size:]


def _said(told: Any, name: str) -> tuple[Expression, dict[str, Accumulator]]:
    if not isinstance(told, dict) or "groupBy" not in told:
        raise AggregateRefused(detail=f"{name} takes groupBy")
    output = told.get("output", _COUNTED)
    if not isinstance(output, dict):
        raise AggregateRefused(detail=f"the output of {name} is an object of accumulators")
    return compiled(told["groupBy"]), {field: Accumulator(its) for field, its in output.items()}


def _is_rising(boundaries: list[Any]) -> bool:
    pairs = list(pairwise(boundaries))
    return all(rank(one) == rank(other) and compare(one, other) < 0 for one, other in pairs)


def _range_of(value: Any, boundaries: list[Any]) -> int:
    if compare(value, boundaries[0]) < 0 or compare(value, boundaries[-1]) >= 0:
        return -1
    return next(place for place, upper in enumerate(boundaries[1:]) if compare(value, upper) < 0)


def _plain(value: Any) -> Any:
    return None if value is MISSING else value


_as_key = cmp_to_key(compare)


def bucket(told: Any, setting: Setting) -> Stage:
    """Raises: AggregateRefused · OperatorUnknown"""
    plan = _bucket(told)
    return lambda documents: plan(documents, setting.scope)


def bucket_auto(told: Any, setting: Setting) -> Stage:
    """Raises: AggregateRefused · OperatorUnknown"""
    plan = _bucket_auto(told)
    return lambda documents: plan(documents, setting.scope)
