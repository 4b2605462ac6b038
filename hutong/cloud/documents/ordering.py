"""The order in which documents come, and which of their fields."""

from collections.abc import Callable, Iterable
from functools import cmp_to_key
from typing import Any

from hutong.cloud.documents import paths
from hutong.cloud.documents.matching import Query, has_operators
from hutong.cloud.documents.values import MISSING, compare, is_number, is_true
from hutong.cloud.errors.database import ParameterWrong

Order = list[tuple[paths.Parts, bool]]
"""Paths, each with whether the greatest comes first."""
Projection = Callable[[dict[str, Any]], dict[str, Any]]

_DIRECTIONS = {"asc": False, "desc": True, 1: False, -1: True}
_as_key = cmp_to_key(compare)
_MOST_FIELDS = 32


def order_of(told: Any) -> Order:
    """An order as programs tell it: [{"field", "direction"}], [["field", "asc"]] or {"field": 1}.

    Raises: ParameterWrong
    """
    if isinstance(told, dict):
        told = list(told.items())
    if not isinstance(told, list) or len(told) > _MOST_FIELDS:
        raise ParameterWrong(detail=f"an order is a list of at most {_MOST_FIELDS} fields and directions")
    return [_one_of_order(one) for one in told]


def _one_of_order(told: Any) -> tuple[paths.Parts, bool]:
    if isinstance(told, dict):
        told = (told.get("field"), told.get("direction", "asc"))
    if not isinstance(told, list | tuple) or len(told) != 2 or not isinstance(told[0], str):
        raise ParameterWrong(detail="an order names a field and a direction")
    name, direction = told
    if not isinstance(direction, str | int | float) or direction not in _DIRECTIONS:
        raise ParameterWrong(detail="a direction is asc or desc")
    return paths.split(name), _DIRECTIONS[direction]


def ordered(documents: Iterable[dict[str, Any]], order: Order) -> list[dict[str, Any]]:
    """Documents in an order; those that stand alike stay as they were."""
    made = list(documents)
    for parts, is_descending in reversed(order):
        made.sort(key=lambda document, p=parts, d=is_descending: _key(document, p, d), reverse=is_descending)  # type: ignore[misc]
    return made


def _key(document: dict[str, Any], parts: paths.Parts, is_descending: bool) -> tuple[bool, Any]:
    """By a list's least element, or by its greatest where the greatest come first."""
    best: Any = None
    is_found = False
    for leaf in paths.leaves(document, parts):
        for value in leaf if type(leaf) is list else [leaf]:
            if not is_found or ((compare(value, best) > 0) == is_descending and compare(value, best) != 0):
                best, is_found = value, True
    # An empty list stands before null.
    return (is_found, _as_key(best))


def projection_of(told: Any) -> Projection:
    """Which fields come out: those named with 1 and the `_id`, or all but those named with 0.

    Raises: ParameterWrong · OperatorUnknown
    """
    if told is None:
        return lambda document: document
    if not isinstance(told, dict):
        raise ParameterWrong(detail="a projection is an object")
    special = {name: its for name, its in told.items() if has_operators(its)}
    plain = {name: is_true(its) for name, its in told.items() if name not in special}
    for its in told.values():
        if not isinstance(its, bool) and not is_number(its) and not has_operators(its):
            raise ParameterWrong(detail="a projection names fields with 1 or 0, true or false")
    named = {name: its for name, its in plain.items() if name != "_id"}
    if len(set(named.values())) > 1:
        raise ParameterWrong(detail="a projection names fields to show or fields to leave out, not both")
    shows = next(iter(named.values()), (bool(plain.get("_id")) and not special) or "$elemMatch" in str(special))
    tree = tree_of([name for name in named if named[name] == shows] + (list(special) if shows else []))
    changes = [(paths.split(name), _special(its)) for name, its in special.items()]
    has_id = plain.get("_id", True)

    def project(document: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = including(document, tree) if shows else excluding(document, tree)
        if has_id and "_id" in document:
            made = {"_id": document["_id"], **{name: its for name, its in made.items() if name != "_id"}}
        else:
            made.pop("_id", None)
        for parts, change in changes:
            made = _changed(made, parts, change)
        return made

    return project


def tree_of(names: list[str]) -> dict[str, Any]:
    """Paths as nested names; a name at the end of a path has nothing below it. Raises: ParameterWrong"""
    tree: dict[str, Any] = {}
    for name in names:
        below = tree
        *way, last = paths.split(name)
        for part in way:
            below = below.setdefault(part, {})
        below[last] = {}
    return tree


def including(value: Any, tree: dict[str, Any]) -> Any:
    """What the tree names, of an object or of each object in a list."""
    if type(value) is dict:
        made = {}
        for name, below in tree.items():
            if name in value:
                its = including(value[name], below) if below else value[name]
                if its is not MISSING:
                    made[name] = its
        # Fields keep the order they have in the document.
        return {name: made[name] for name in value if name in made}
    if type(value) is list:
        return [its for item in value if (its := including(item, tree)) is not MISSING]
    return MISSING


def excluding(value: Any, tree: dict[str, Any]) -> Any:
    """All but what the tree names."""
    if type(value) is dict:
        kept = {name: its for name, its in value.items() if name not in tree or tree[name]}
        return {name: excluding(its, tree[name]) if tree.get(name) else its for name, its in kept.items()}
    if type(value) is list:
        return [excluding(item, tree) for item in value]
    return value


def _special(told: dict[str, Any]) -> Callable[[Any], Any]:
    if "$slice" in told:
        return _slice(told["$slice"])
    if "$elemMatch" in told:
        test = Query({}).element(told["$elemMatch"])

        def first(value: Any) -> Any:
            found = [item for item in value if test(item)][:1] if type(value) is list else []
            return found or MISSING

        return first
    raise ParameterWrong(detail="a projection knows $slice and $elemMatch")


def _slice(told: Any) -> Callable[[Any], Any]:
    pair = told if isinstance(told, list) else [told]
    if not 0 < len(pair) <= 2 or not all(is_number(one) and one == one and abs(one) < 1 << 31 for one in pair):
        raise ParameterWrong(detail="$slice takes a count, or how many to skip and a count")
    skip, count = (int(pair[0]), int(pair[1])) if len(pair) == 2 else (None, int(pair[0]))

    def part(value: Any) -> Any:
        if type(value) is not list:
            return value
        if skip is None:
            return value[:count] if count >= 0 else value[count:]
        begin = skip if skip >= 0 else max(len(value) + skip, 0)
        return value[begin : begin + count]

    return part


def _changed(value: Any, parts: paths.Parts, change: Callable[[Any], Any]) -> Any:
    """The same with what stands at a path changed, or left out."""
    if type(value) is not dict or parts[0] not in value:
        return value
    its = change(value[parts[0]]) if len(parts) == 1 else _changed(value[parts[0]], parts[1:], change)
    made = {**value, parts[0]: its}
    return {name: one for name, one in made.items() if one is not MISSING}
