"""Changes of lists: adding to them, taking from them."""

from collections.abc import Callable
from typing import Any

from hutong.cloud.documents.extended import check_names
from hutong.cloud.documents.matching import Query, has_operators
from hutong.cloud.documents.ordering import order_of, ordered
from hutong.cloud.documents.values import MISSING, compare, equal, is_number
from hutong.cloud.errors.database import ChangeRefused, ParameterWrong

Change = Callable[[Any], Any]

_OF_PUSH = frozenset({"$each", "$position", "$sort", "$slice"})


def _list(operator: str, value: Any, path: str) -> list[Any]:
    if type(value) is not list:
        raise ChangeRefused(detail=f"The field '{path}' must be an array: {operator}")
    return value


def _added(told: Any) -> list[Any]:
    """What is added: one value, or each of a list. Raises: ParameterWrong"""
    each = told["$each"] if isinstance(told, dict) and "$each" in told else [told]
    if not isinstance(each, list):
        raise ParameterWrong(detail="$each takes a list")
    check_names(each)
    return each


def _push(told: Any, path: str) -> Change:
    modifiers = told if isinstance(told, dict) and "$each" in told else {}
    if not modifiers.keys() <= _OF_PUSH:
        raise ParameterWrong(detail="$push knows $each, $position, $sort and $slice")
    added, position, size = _added(told), _whole(modifiers, "$position"), _whole(modifiers, "$slice")
    sort = _sorting(modifiers["$sort"]) if "$sort" in modifiers else None

    def push(value: Any) -> list[Any]:
        items = [] if value is MISSING else _list("$push", value, path)
        at = len(items) if position is None else position
        made = [*items[:at], *added, *items[at:]]
        if sort is not None:
            made = sort(made)
        return made if size is None else made[:size] if size >= 0 else made[size:]

    return push


def _whole(modifiers: dict[str, Any], name: str) -> int | None:
    said = modifiers.get(name)
    if said is None:
        return None
    if not is_number(said) or said != said or abs(said) > 1 << 31 or said != int(said):
        raise ParameterWrong(detail=f"{name} takes a whole number")
    return int(said)


def _sorting(told: Any) -> Callable[[list[Any]], list[Any]]:
    if told in (1, -1):
        order = order_of({"value": told})
        return lambda items: [one["value"] for one in ordered([{"value": item} for item in items], order)]
    by_fields = order_of(told)
    return lambda items: ordered(items, by_fields)


def _add_to_set(told: Any, path: str) -> Change:
    added = _added(told)

    def add(value: Any) -> list[Any]:
        made = [] if value is MISSING else list(_list("$addToSet", value, path))
        for one in added:
            if not any(equal(one, item) for item in made):
                made.append(one)
        return made

    return add


def _pop(told: Any, path: str) -> Change:
    if told not in (1, -1):
        raise ParameterWrong(detail="$pop takes 1 or -1")

    def pop(value: Any) -> Any:
        if value is MISSING:
            return MISSING
        items = _list("$pop", value, path)
        return items[:-1] if told == 1 else items[1:]

    return pop


def _pull(told: Any, path: str) -> Change:
    if type(told) is dict:
        test = Query({}).element(told)
        # Fields and operators are a query; what is left is a value.
        goes = test if has_operators(told) else lambda item: type(item) is dict and test(item)
    else:
        query = Query({"value": told})
        goes = lambda item: (type(item) is not list and query.matches({"value": item})) or compare(item, told) == 0  # noqa: E731
    return _without(goes, "$pull", path)


def _pull_all(told: Any, path: str) -> Change:
    if not isinstance(told, list):
        raise ParameterWrong(detail="$pullAll takes a list")
    return _without(lambda item: any(equal(item, one) for one in told), "$pullAll", path)


def _without(goes: Callable[[Any], bool], operator: str, path: str) -> Change:
    def remove(value: Any) -> Any:
        if value is MISSING:
            return MISSING
        return [item for item in _list(operator, value, path) if not goes(item)]

    return remove


OPERATORS: dict[str, Callable[[Any, str], Change]] = {
    "$push": _push,
    "$addToSet": _add_to_set,
    "$pop": _pop,
    "$pull": _pull,
    "$pullAll": _pull_all,
}
