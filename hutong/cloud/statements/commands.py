"""What `db.command` makes: conditions and changes, and how they stand in queries and updates."""

from collections.abc import Callable
from typing import Any

import msgspec

from hutong.cloud.errors.database import ParameterWrong

_LOGIC = {"and": "$and", "or": "$or", "nor": "$nor"}
_CONDITIONS = {
    "eq": "$eq", "neq": "$ne", "lt": "$lt", "lte": "$lte", "gt": "$gt", "gte": "$gte", "in": "$in", "nin": "$nin",
    "mod": "$mod", "exists": "$exists", "size": "$size", "all": "$all", "elemMatch": "$elemMatch",
    "geoNear": "$geoNear", "geoWithin": "$geoWithin", "geoIntersects": "$geoIntersects",
}  # fmt: skip
_CHANGES = {"set": "$set", "inc": "$inc", "mul": "$mul", "min": "$min", "max": "$max", "rename": "$rename",
            "pullAll": "$pullAll", "pull": "$pull"}  # fmt: skip


class Command(msgspec.Struct, frozen=True):
    """One command with what it was given."""

    name: str
    arguments: list[Any]


class Special(dict[str, Any]):
    """An object that stands for one value, such as a moment or a place, and has no fields of its own."""


def is_known(name: str) -> bool:
    """Whether `db.command` has this."""
    return name in (*_LOGIC, *_CONDITIONS, *_CHANGES, *_LISTS, "not", "remove", "expr")


def query_of(told: Any) -> dict[str, Any]:
    """A query as the evaluator has it. Raises: ParameterWrong"""
    if isinstance(told, Command):
        if told.name == "expr":
            return {"$expr": _only(told)}
        if told.name not in _LOGIC:
            raise ParameterWrong(detail=f"command.{told.name} is a condition on a field")
        return {_LOGIC[told.name]: [query_of(one) for one in _several(told)]}
    if not isinstance(told, dict):
        raise ParameterWrong(detail="a query is an object")
    found = [one for name, its in told.items() for one in _field(name, its)]
    return _joined(found)


def update_of(told: Any) -> dict[str, Any]:
    """An update as the evaluator has it; objects without commands change their fields alone. Raises: ParameterWrong"""
    if not isinstance(told, dict):
        raise ParameterWrong(detail="data is an object")
    made: dict[str, Any] = {}
    for name, its in told.items():
        _change(made, name, its)
    return made


def plain(told: Any) -> Any:
    """A value in which no command stands. Raises: ParameterWrong"""
    if isinstance(told, Command):
        raise ParameterWrong(detail=f"command.{told.name} does not stand here")
    if isinstance(told, list):
        return [plain(one) for one in told]
    if isinstance(told, dict):
        return {name: plain(its) for name, its in told.items()}
    if told is not None and type(told) not in (bool, int, float, str):
        raise ParameterWrong(detail="a part of the database is no value")
    return told


def _field(path: str, told: Any) -> list[dict[str, Any]]:
    """What a field's condition asks, one operator each."""
    if isinstance(told, Command):
        if told.name in _LOGIC:
            return [{_LOGIC[told.name]: [_joined(_field(path, one)) for one in _several(told)]}]
        return [{path: _condition(told)}]
    if isinstance(told, dict) and told and not isinstance(told, Special):
        return [one for name, its in told.items() for one in _field(f"{path}.{name}", its)]
    return [{path: plain(told)}]


def _condition(command: Command) -> dict[str, Any]:
    if command.name == "not":
        negated = _only(command)
        return {"$not": _condition(negated) if isinstance(negated, Command) else plain(negated)}
    if command.name not in _CONDITIONS:
        raise ParameterWrong(detail=f"command.{command.name} is no condition")
    if command.name == "elemMatch":
        wanted = _only(command)
        return {"$elemMatch": _of_element(wanted)}
    if command.name == "all":
        return {"$all": [_condition(one) if isinstance(one, Command) else plain(one) for one in _listed(command)]}
    if command.name == "mod" and len(command.arguments) == 2:
        return {"$mod": plain(command.arguments)}
    return {_CONDITIONS[command.name]: plain(_only(command))}


def _of_element(wanted: Any) -> dict[str, Any]:
    if not isinstance(wanted, Command):
        return query_of(wanted)
    if wanted.name != "and":
        return _condition(wanted)
    made: dict[str, Any] = {}
    for one in _several(wanted):
        made.update(_of_element(one))
    return made


def _joined(found: list[dict[str, Any]]) -> dict[str, Any]:
    """All conditions in one query; two on one name stand side by side."""
    names = [name for one in found for name in one]
    if len(set(names)) < len(names):
        return {"$and": found}
    return {name: its for one in found for name, its in one.items()}


def _change(made: dict[str, Any], path: str, told: Any) -> None:
    if not isinstance(told, Command):
        if isinstance(told, dict) and told and not isinstance(told, Special):
            for name, its in told.items():
                _change(made, f"{path}.{name}", its)
        else:
            made.setdefault("$set", {})[path] = plain(told)
        return
    if told.name == "remove":
        made.setdefault("$unset", {})[path] = ""
    elif told.name in _LISTS:
        operator, value = _LISTS[told.name](told)
        made.setdefault(operator, {})[path] = value
    elif told.name == "pull":
        made.setdefault("$pull", {})[path] = _pulled(_only(told))
    elif told.name in _CHANGES:
        made.setdefault(_CHANGES[told.name], {})[path] = plain(_only(told))
    else:
        raise ParameterWrong(detail=f"command.{told.name} is no change")


def _pulled(told: Any) -> Any:
    if isinstance(told, Command):
        return _condition(told)
    return query_of(told) if isinstance(told, dict) and not isinstance(told, Special) else plain(told)


def _pushed(command: Command) -> tuple[str, Any]:
    told = command.arguments[0] if len(command.arguments) == 1 else command.arguments
    if isinstance(told, dict) and not isinstance(told, Special) and "each" in told:
        return "$push", {f"${name}": plain(its) for name, its in told.items()}
    return "$push", {"$each": plain(told if isinstance(told, list) else [told])}


def _put_first(command: Command) -> tuple[str, Any]:
    return "$push", {"$each": _pushed(command)[1]["$each"], "$position": 0}


def _added(command: Command) -> tuple[str, Any]:
    told = _only(command)
    if isinstance(told, dict) and not isinstance(told, Special) and told.keys() & {"each", "$each"}:
        return "$addToSet", {"$each": plain(told.get("each", told.get("$each")))}
    return "$addToSet", plain(told)


def _only(command: Command) -> Any:
    if len(command.arguments) != 1:
        raise ParameterWrong(detail=f"command.{command.name} takes one argument")
    return command.arguments[0]


def _several(command: Command) -> list[Any]:
    """Operands, given one by one or as a list."""
    given = command.arguments
    operands = given[0] if len(given) == 1 and isinstance(given[0], list) else given
    if not operands:
        raise ParameterWrong(detail=f"command.{command.name} takes conditions")
    return list(operands)


def _listed(command: Command) -> list[Any]:
    told = _only(command)
    if not isinstance(told, list):
        raise ParameterWrong(detail=f"command.{command.name} takes a list")
    return told


_LISTS: dict[str, Callable[[Command], tuple[str, Any]]] = {
    "push": _pushed,
    "unshift": _put_first,
    "pop": lambda command: ("$pop", 1),
    "shift": lambda command: ("$pop", -1),
    "addToSet": _added,
}
