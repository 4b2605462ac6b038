"""Expressions, compiled once and asked of each document.

"$a.b" is a field, "$$name" a variable, an object with one name in dollars an operator, and all else stands for itself.
"""

from collections.abc import Callable
from inspect import signature
from typing import Any

from hutong.cloud.documents import paths
from hutong.cloud.documents.expressions import dates, folding, lists, numbers, objects, texts
from hutong.cloud.documents.values import MISSING, Regex, compare, is_true
from hutong.cloud.errors.database import AggregateRefused, OperatorUnknown, TooMuchWork

MOST_STEPS = 2_000_000
_CHARACTERS_A_STEP = 64


class Work:
    """How much one query may still do: what goes round and round is counted."""

    __slots__ = ("left",)

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Raises: TooMuchWork"""
        self.left -= steps
        if self.left < 0:
            raise TooMuchWork(max=MOST_STEPS)


class Scope:
    """What an expression sees: its variables, and how much work is left."""

    __slots__ = ("variables", "work")

    def __init__(self, document: Any, work: Work, variables: dict[str, Any] | None = None) -> None:
        self.variables: dict[str, Any] = {"ROOT": document, "CURRENT": document} if variables is None else variables
        self.work = work

    def with_(self, **more: Any) -> "Scope":
        """The same with more variables."""
        return Scope(None, self.work, {**self.variables, **more})


Expression = Callable[[Scope], Any]


def compiled(told: Any) -> Expression:
    """An expression to ask of documents. Raises: OperatorUnknown · AggregateRefused · ParameterWrong"""
    if type(told) is str and told.startswith("$"):
        return _variable(told[2:]) if told.startswith("$$") else _field(paths.split(told[1:]))
    if type(told) is list:
        items = [compiled(one) for one in told]
        return lambda scope: [_null_for_missing(item(scope)) for item in items]
    if type(told) is dict:
        names = [name for name in told if name.startswith("$")]
        if not names:
            return _object(told)
        if len(told) != 1:
            raise AggregateRefused(detail="an expression has one operator")
        return _operator(names[0], told[names[0]])
    return lambda scope: told


def _field(parts: paths.Parts) -> Expression:
    if len(parts) == 1:
        name = parts[0]

        def direct(scope: Scope) -> Any:
            document = scope.variables["CURRENT"]
            return document.get(name, MISSING) if type(document) is dict else paths.value_at(document, parts)

        return direct
    return lambda scope: paths.value_at(scope.variables["CURRENT"], parts)


def _variable(text: str) -> Expression:
    name, _, rest = text.partition(".")
    parts = paths.split(rest) if rest else ()
    if name == "REMOVE":
        return lambda scope: MISSING

    def look_up(scope: Scope) -> Any:
        if name not in scope.variables:
            raise AggregateRefused(detail=f"Use of undefined variable: {name[:60]}")
        return paths.value_at(scope.variables[name], parts)

    return look_up


def _object(told: dict[str, Any]) -> Expression:
    fields = {name: compiled(its) for name, its in told.items()}

    def make(scope: Scope) -> dict[str, Any]:
        made = {name: its(scope) for name, its in fields.items()}
        return {name: value for name, value in made.items() if value is not MISSING}

    return make


def _operator(name: str, told: Any) -> Expression:
    if name in _SPECIAL:
        return _SPECIAL[name](told)
    function = _PLAIN.get(name)
    if function is not None:
        arguments = [compiled(one) for one in (told if type(told) is list else [told])]
        _check_count(name, function, len(arguments))

        def apply(scope: Scope) -> Any:
            scope.work.spend(1)
            made = function(*[argument(scope) for argument in arguments])
            # What is made takes room as well.
            if type(made) is list:
                scope.work.spend(len(made))
            elif type(made) is str:
                scope.work.spend(len(made) // _CHARACTERS_A_STEP)
            return made

        return apply
    if name in dates.OF_PARTS:
        made, by_parts = compiled(told), dates.OF_PARTS[name]
        return lambda scope: by_parts(made(scope))
    raise OperatorUnknown(name=name[:60])


def _check_count(name: str, function: Callable[..., Any], count: int) -> None:
    """Wrong numbers of arguments are the asker's mistake. Raises: AggregateRefused"""
    try:
        signature(function).bind(*[None] * count)
    except TypeError:
        raise AggregateRefused(detail=f"{name} does not take {count} arguments") from None


def _named(told: Any, operator: str, *names: str) -> list[Any]:
    """What an operator is given by name. Raises: AggregateRefused"""
    if not isinstance(told, dict) or any(name not in told for name in names):
        raise AggregateRefused(detail=f"{operator} takes {', '.join(names)}")
    return [told[name] for name in names]


def _literal(told: Any) -> Expression:
    return lambda scope: told


def _conditional(told: Any) -> Expression:
    three = told if type(told) is list and len(told) == 3 else _named(told, "$cond", "if", "then", "else")
    test, then, otherwise = (compiled(one) for one in three)
    return lambda scope: then(scope) if is_true(test(scope)) else otherwise(scope)


def _if_null(told: Any) -> Expression:
    if type(told) is not list or len(told) < 2:
        raise AggregateRefused(detail="$ifNull takes an expression and what stands for it")
    choices = [compiled(one) for one in told]

    def first(scope: Scope) -> Any:
        value: Any = None
        for choice in choices:
            value = choice(scope)
            if value is not None and value is not MISSING:
                return value
        return value

    return first


def _switch(told: Any) -> Expression:
    (told_branches,) = _named(told, "$switch", "branches")
    if type(told_branches) is not list:
        raise AggregateRefused(detail="$switch takes a list of branches")
    pairs = [_named(one, "a branch of $switch", "case", "then") for one in told_branches]
    branches = [(compiled(case), compiled(then)) for case, then in pairs]
    default = compiled(told["default"]) if "default" in told else None

    def choose(scope: Scope) -> Any:
        for case, then in branches:
            if is_true(case(scope)):
                return then(scope)
        if default is None:
            raise AggregateRefused(detail="$switch could not find a matching branch, and no default was specified")
        return default(scope)

    return choose


def _both(told: Any) -> Expression:
    tests = [compiled(one) for one in (told if type(told) is list else [told])]
    return lambda scope: all(is_true(test(scope)) for test in tests)


def _either(told: Any) -> Expression:
    tests = [compiled(one) for one in (told if type(told) is list else [told])]
    return lambda scope: any(is_true(test(scope)) for test in tests)


def _let(told: Any) -> Expression:
    told_variables, told_in = _named(told, "$let", "vars", "in")
    if type(told_variables) is not dict:
        raise AggregateRefused(detail="the vars of $let are an object")
    variables, made = {name: compiled(one) for name, one in told_variables.items()}, compiled(told_in)
    return lambda scope: made(scope.with_(**{name: one(scope) for name, one in variables.items()}))


def _map(told: Any) -> Expression:
    told_input, told_in = _named(told, "$map", "input", "in")
    given, made, name = compiled(told_input), compiled(told_in), str(told.get("as", "this"))

    def each(scope: Scope) -> Any:
        items = _items(scope, given(scope), "$map")
        return items and [_null_for_missing(made(scope.with_(**{name: item}))) for item in items]

    return each


def _filter(told: Any) -> Expression:
    told_input, told_cond = _named(told, "$filter", "input", "cond")
    given, test, name = compiled(told_input), compiled(told_cond), str(told.get("as", "this"))

    def those(scope: Scope) -> Any:
        items = _items(scope, given(scope), "$filter")
        return items and [item for item in items if is_true(test(scope.with_(**{name: item})))]

    return those


def _reduce(told: Any) -> Expression:
    given, first, made = (compiled(one) for one in _named(told, "$reduce", "input", "initialValue", "in"))

    def fold(scope: Scope) -> Any:
        items = _items(scope, given(scope), "$reduce")
        if items is None:
            return None
        value = first(scope)
        for item in items:
            value = made(scope.with_(value=value, this=item))
        return value

    return fold


def _items(scope: Scope, value: Any, operator: str) -> list[Any] | None:
    if value is None or value is MISSING:
        return None
    if type(value) is not list:
        raise AggregateRefused(detail=f"input to {operator} must be an array")
    scope.work.spend(len(value))
    return value


def _null_for_missing(value: Any) -> Any:
    return None if value is MISSING else value


def _comparison(is_so: Callable[[int], bool]) -> Callable[[Any, Any], bool]:
    return lambda one, other: is_so(_compared(one, other))


def _compared(one: Any, other: Any) -> int:
    # What is missing stands before null here.
    if (one is MISSING) != (other is MISSING):
        return -1 if one is MISSING else 1
    return compare(one, other)


def _is_not(value: Any) -> bool:
    return not is_true(value)


def _type(value: Any) -> str:
    if value is MISSING:
        return "missing"
    if type(value) is Regex:
        return "regex"
    return objects.type_name(value)


_SPECIAL: dict[str, Callable[[Any], Expression]] = {
    "$literal": _literal,
    "$cond": _conditional,
    "$ifNull": _if_null,
    "$switch": _switch,
    "$and": _both,
    "$or": _either,
    "$let": _let,
    "$map": _map,
    "$filter": _filter,
    "$reduce": _reduce,
}
_PLAIN: dict[str, Callable[..., Any]] = {
    **numbers.FUNCTIONS,
    **lists.FUNCTIONS,
    **texts.FUNCTIONS,
    **objects.FUNCTIONS,
    **dates.FUNCTIONS,
    **folding.FUNCTIONS,
    "$not": _is_not,
    "$type": _type,
    "$cmp": lambda one, other: (found > 0) - (found < 0) if (found := _compared(one, other)) else 0,
    "$eq": _comparison(lambda order: order == 0),
    "$ne": _comparison(lambda order: order != 0),
    "$neq": _comparison(lambda order: order != 0),
    "$gt": _comparison(lambda order: order > 0),
    "$gte": _comparison(lambda order: order >= 0),
    "$lt": _comparison(lambda order: order < 0),
    "$lte": _comparison(lambda order: order <= 0),
}
