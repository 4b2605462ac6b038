"""Putting documents that share a key together."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from hutong.cloud.documents.expressions.evaluating import Expression, Scope, compiled
from hutong.cloud.documents.ordering import ordered
from hutong.cloud.documents.stages.accumulating import Accumulator
from hutong.cloud.documents.stages.setting import Setting, Stage
from hutong.cloud.documents.values import MISSING, Date, Regex, is_number
from hutong.cloud.errors.database import AggregateRefused

ScopeOf = Callable[[Any], Scope]


class Group:
    """The documents that share a key, as far as their fields need them."""

    __slots__ = ("_fields", "_held", "key")

    def __init__(self, key: Any, fields: dict[str, Accumulator]) -> None:
        self.key = key
        self._fields = fields
        self._held = {name: field.start() for name, field in fields.items()}

    def take(self, scope: Scope) -> None:
        """Take a document in. Raises: AggregateRefused · TooMuchWork"""
        for name, field in self._fields.items():
            field.take(self._held[name], scope)

    def shown(self, key: Any) -> dict[str, Any]:
        """What comes out, under the key."""
        return {"_id": key, **{name: field.finish(self._held[name]) for name, field in self._fields.items()}}


def group(
    documents: Iterable[Any], key: Expression, fields: dict[str, Accumulator], scope_of: ScopeOf
) -> Iterator[dict[str, Any]]:
    """One document for each key, in the order in which the keys were met."""
    groups: dict[Any, Group] = {}
    for document in documents:
        scope = scope_of(document)
        value = key(scope)
        value = None if value is MISSING else value
        mark = mark_of(value)
        if mark not in groups:
            groups[mark] = Group(value, fields)
        groups[mark].take(scope)
    return (made.shown(made.key) for made in groups.values())


def mark_of(value: Any) -> Any:
    """Something hashable that is the same for the same values."""
    if type(value) is dict:
        return ("o", *((name, mark_of(its)) for name, its in value.items()))
    if type(value) is list:
        return ("l", *(mark_of(item) for item in value))
    if is_number(value):
        return ("n", value if value == value else None)
    if type(value) is Date or type(value) is Regex:
        return ("d", value)
    return (type(value).__name__, value)


def group_stage(told: Any, setting: Setting) -> Stage:
    """Raises: AggregateRefused · OperatorUnknown"""
    if not isinstance(told, dict) or "_id" not in told:
        raise AggregateRefused(detail="a group specification must include an _id")
    key, fields = compiled(told["_id"]), {name: Accumulator(its) for name, its in told.items() if name != "_id"}
    return lambda documents: group(documents, key, fields, setting.scope)


def sort_by_count(told: Any, setting: Setting) -> Stage:
    """How often each value is met, the most frequent first. Raises: AggregateRefused · OperatorUnknown"""
    grouped = group_stage({"_id": told, "count": {"$sum": 1}}, setting)
    return lambda documents: ordered(grouped(documents), [(("count",), True)])
