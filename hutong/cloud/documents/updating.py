"""Changes of a document, as MongoDB makes them. A document is never edited: each change makes another."""

from collections.abc import Callable
from typing import Any

import msgspec

from hutong.cloud.documents import array_changes, paths
from hutong.cloud.documents.extended import check_names
from hutong.cloud.documents.matching import Query
from hutong.cloud.documents.values import MISSING, compare, equal, is_number, number
from hutong.cloud.errors.database import ChangeRefused, OperatorUnknown, ParameterWrong

Document = dict[str, Any]
Change = Callable[[Any], Any]
"""From what stands at a path, or MISSING, to what shall; MISSING takes it away."""

_MOST_PADDING = 1500
_MOST_CHANGES = 500


class Step(msgspec.Struct, frozen=True):
    """One field's change. `makes` tells whether objects on the way are made where there are none."""

    parts: paths.Parts
    change: Change
    makes: bool = True


class Update:
    """A compiled update."""

    __slots__ = ("_renames", "_steps")

    def __init__(self, told: Any) -> None:
        """Raises: ParameterWrong · OperatorUnknown · ChangeRefused"""
        if not isinstance(told, dict) or not told:
            raise ParameterWrong(detail="an update is an object of operators such as $set")
        self._steps: list[Step] = []
        self._renames: list[tuple[paths.Parts, paths.Parts]] = []
        for name, fields in told.items():
            self._take(name, fields)
        self._check_conflicts()

    def of(self, document: Document, query: Query) -> Document:
        """The document after it. `query` found it, and tells which element `$` stands for. Raises: ChangeRefused"""
        made: Any = document
        for step in self._steps:
            parts = _settled(step.parts, document, query)
            made = _put(made, parts, step.change, step.makes)
        for source, target in self._renames:
            made = _renamed(made, source, target)
        if not equal(made.get("_id"), document.get("_id")):
            raise ChangeRefused(detail="Performing an update on the path '_id' would modify the immutable field '_id'")
        return dict(made)

    def paths(self) -> list[str]:
        """The paths it names."""
        renamed = [parts for pair in self._renames for parts in pair]
        return [".".join(parts) for parts in (*(step.parts for step in self._steps), *renamed)]

    def _take(self, name: str, fields: Any) -> None:
        if not name.startswith("$"):
            raise ParameterWrong(detail=f"{name[:60]!r} is no operator of updates")
        if not isinstance(fields, dict):
            raise ParameterWrong(detail=f"{name} takes an object of fields")
        if name == "$rename":
            self._renames += [(paths.split(old), paths.split(_name(new))) for old, new in fields.items()]
            return
        make = _OPERATORS.get(name) or array_changes.OPERATORS.get(name)
        if make is None:
            raise OperatorUnknown(name=name[:60])
        makes = name not in _NEVER_MAKE
        self._steps += [Step(paths.split(path), make(its, path), makes) for path, its in fields.items()]

    def _check_conflicts(self) -> None:
        named = self.paths()
        if len(named) > _MOST_CHANGES:
            raise ParameterWrong(detail=f"an update changes at most {_MOST_CHANGES} fields")
        before = ""
        for path in sorted(named, key=lambda one: one.split(".")):
            if path == before or (before and path.startswith(f"{before}.")):
                raise ChangeRefused(detail=f"Updating the path '{path}' would create a conflict at '{before}'")
            before = path


def replaced(told: Any, document_id: Any) -> Document:
    """A document as a program gives it whole. Raises: ParameterWrong · ChangeRefused"""
    if not isinstance(told, dict):
        raise ParameterWrong(detail="a document is an object")
    check_names(told)
    if "_id" in told and not equal(told["_id"], document_id):
        raise ChangeRefused(detail="the _id field cannot be changed")
    return {"_id": document_id, **{name: its for name, its in told.items() if name != "_id"}}


def _settled(parts: paths.Parts, document: Document, query: Query) -> paths.Parts:
    """The path with `$` become the place of the first element that the query asks for. Raises: ChangeRefused"""
    if "$" not in parts:
        return parts
    at = parts.index("$")
    items: Any = document
    for part in parts[:at]:
        items = items.get(part, MISSING) if type(items) is dict else MISSING
    if type(items) is list:
        for place, item in enumerate(items):
            trial = _put(document, parts[:at], lambda _, one=item: [one], False)  # type: ignore[misc]
            if query.matches(trial):
                return (*parts[:at], str(place), *parts[at + 1 :])
    raise ChangeRefused(detail="The positional operator did not find the match needed from the query.")


def _put(value: Any, parts: paths.Parts, change: Change, makes: bool) -> Any:
    """The same with what stands at a path changed."""
    if not parts:
        return change(value)
    if type(value) is list:
        return _put_in_list(value, parts, change, makes)
    if type(value) is not dict:
        if not makes:
            return value
        raise ChangeRefused(detail=f"Cannot create field '{parts[0]}' in element that is no object")
    name, rest = parts[0], parts[1:]
    its = value.get(name, MISSING)
    if its is MISSING and rest:
        if not makes:
            return value
        its = {}
    changed = _put(its, rest, change, makes)
    if changed is MISSING:
        return {one: held for one, held in value.items() if one != name}
    return {**value, name: changed}


def _put_in_list(items: list[Any], parts: paths.Parts, change: Change, makes: bool) -> Any:
    name, rest = parts[0], parts[1:]
    if name == "$[]":
        return [_null_for_missing(_put(item, rest, change, makes)) for item in items]
    if not (name.isascii() and name.isdigit()):
        if not makes:
            return items
        raise ChangeRefused(detail=f"Cannot create field '{name}' in a list: name an element by its number")
    place = int(name)
    if place >= len(items):
        if not makes:
            return items
        if place - len(items) > _MOST_PADDING:
            raise ChangeRefused(detail=f"a list grows by at most {_MOST_PADDING} elements at once")
        items = [*items, *[None] * (place - len(items)), {} if rest else MISSING]
    changed = _null_for_missing(_put(items[place], rest, change, makes))
    return [*items[:place], changed, *items[place + 1 :]]


def _null_for_missing(value: Any) -> Any:
    # What is taken out of a list leaves its place behind.
    return None if value is MISSING else value


def _renamed(document: Any, source: paths.Parts, target: paths.Parts) -> Any:
    taken: list[Any] = []

    def take(value: Any) -> Any:
        if value is not MISSING:
            taken.append(value)
        return MISSING

    made = _put(document, source, take, False)
    return _put(made, target, lambda _: taken[0], True) if taken else document


def _name(told: Any) -> str:
    if not isinstance(told, str):
        raise ParameterWrong(detail="$rename takes names")
    return told


def _set(told: Any, path: str) -> Change:
    check_names(told)
    return lambda value: told


def _unset(told: Any, path: str) -> Change:
    return lambda value: MISSING


def _increase(told: Any, path: str) -> Change:
    amount = _amount("$inc", told)
    return lambda value: number(_numeric("$inc", value, path, 0) + amount)


def _multiply(told: Any, path: str) -> Change:
    factor = _amount("$mul", told)
    return lambda value: number(_numeric("$mul", value, path, 0) * factor)


def _amount(operator: str, told: Any) -> int | float:
    if not is_number(told):
        raise ChangeRefused(detail=f"Cannot {operator[1:]}rement with non-numeric argument" if operator == "$inc"
                            else "Cannot multiply with non-numeric argument")  # fmt: skip
    return told  # type: ignore[no-any-return]  # a number


def _numeric(operator: str, value: Any, path: str, default: int) -> int | float:
    if value is MISSING:
        return default
    if not is_number(value):
        raise ChangeRefused(detail=f"Cannot apply {operator} to a value of non-numeric type: {path}")
    return value  # type: ignore[no-any-return]  # a number


def _bits(told: Any, path: str) -> Change:
    steps = told.items() if isinstance(told, dict) else ()
    if not steps or any(name not in _BITS or type(its) is not int for name, its in steps):
        raise ParameterWrong(detail="$bit takes and, or, xor with whole numbers")

    def change(value: Any) -> int:
        held = 0 if value is MISSING else value
        if type(held) is not int:
            raise ChangeRefused(detail=f"Cannot apply $bit to a value that is no whole number: {path}")
        for name, its in steps:
            held = _BITS[name](held, its)
        return held

    return change


def _least(told: Any, path: str) -> Change:
    return lambda value: told if value is MISSING or compare(told, value) < 0 else value


def _greatest(told: Any, path: str) -> Change:
    return lambda value: told if value is MISSING or compare(told, value) > 0 else value


_BITS: dict[str, Callable[[int, int], int]] = {
    "and": lambda held, its: held & its,
    "or": lambda held, its: held | its,
    "xor": lambda held, its: held ^ its,
}
_NEVER_MAKE = frozenset({"$unset", "$pop", "$pull", "$pullAll"})
_OPERATORS: dict[str, Callable[[Any, str], Change]] = {
    "$set": _set,
    "$unset": _unset,
    "$inc": _increase,
    "$mul": _multiply,
    "$min": _least,
    "$max": _greatest,
    "$bit": _bits,
}
