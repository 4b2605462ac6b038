"""Queries: whether a document is one of those asked for, as MongoDB decides it.

A query is compiled once into a test, and asked of each document. A condition on a list is met by the list itself or by
any of its elements; null is met by what is missing as well; greater and less compare within one type only.
"""

from collections.abc import Callable
from typing import Any

from hutong.cloud.documents import conditions, geo, paths
from hutong.cloud.documents.conditions import Test
from hutong.cloud.documents.expressions.evaluating import Scope, Work, compiled
from hutong.cloud.documents.values import MISSING, Regex, is_true
from hutong.cloud.errors.database import OperatorUnknown, ParameterWrong

MOST_CONDITIONS = 1000


class Near:
    """A search around a point: it tells in which order documents come."""

    __slots__ = ("_centre", "_least", "_most", "_parts")

    def __init__(self, parts: paths.Parts, wanted: Any) -> None:
        """Raises: ParameterWrong"""
        self._parts = parts
        self._centre, self._least, self._most = geo.near(wanted)

    def metres(self, document: Any) -> float | None:
        """How far the document's nearest point is; None when none is within the bounds."""
        spots = (geo.point(leaf) for leaf in paths.candidates(document, self._parts))
        far = [
            found for spot in spots if spot and self._least <= (found := geo.metres(self._centre, spot)) <= self._most
        ]
        return min(far, default=None)


class Query:
    """A compiled query."""

    __slots__ = ("_left", "_test", "_work", "near", "told")

    def __init__(self, told: Any) -> None:
        """Raises: ParameterWrong · OperatorUnknown"""
        self.told: dict[str, Any] = told if told is not None else {}
        self.near: Near | None = None
        self._left = MOST_CONDITIONS
        self._work = Work()
        self._test = self._document(self.told)

    def matches(self, document: Any) -> bool:
        """Whether the document is one of those asked for. Raises: PatternTooSlow"""
        return self._test(document)

    def _document(self, told: Any) -> Test:
        if not isinstance(told, dict):
            raise ParameterWrong(detail="a query is an object")
        tests = [self._entry(name, its) for name, its in told.items()]
        return _all(tests)

    def _entry(self, name: str, told: Any) -> Test:
        self._left -= 1
        if self._left < 0:
            raise ParameterWrong(detail=f"a query has at most {MOST_CONDITIONS} conditions")
        if not name.startswith("$"):
            return self._field(paths.split(name), told)
        if name in ("$and", "$or", "$nor"):
            return self._several(name, told)
        if name == "$expr":
            expression, work = compiled(told), self._work
            return lambda document: is_true(expression(Scope(document, work)))
        if name == "$comment":
            return lambda document: True
        raise OperatorUnknown(name=name[:60])

    def _several(self, name: str, told: Any) -> Test:
        if not isinstance(told, list) or not told:
            raise ParameterWrong(detail=f"{name} takes a list of queries")
        tests = [self._document(one) for one in told]
        if name == "$and":
            return _all(tests)
        is_any: Test = lambda document: any(test(document) for test in tests)  # noqa: E731
        return is_any if name == "$or" else lambda document: not is_any(document)

    def _field(self, parts: paths.Parts, told: Any) -> Test:
        """A condition on one field: a value it equals, or operators."""
        if not has_operators(told):
            return _any_candidate(parts, conditions.equals(told))
        options = told.get("$options", "")
        tests = [self._operator(parts, name, its, options) for name, its in told.items() if name != "$options"]
        return _all(tests)

    def _operator(self, parts: paths.Parts, name: str, told: Any, options: Any) -> Test:
        if name in conditions.OF_VALUES:
            return _any_candidate(parts, conditions.OF_VALUES[name](told))
        if name in _OPPOSITES:
            opposite = _any_candidate(parts, conditions.OF_VALUES[_OPPOSITES[name]](told))
            return lambda document: not opposite(document)
        if name in _GEOMETRY:
            return _any_candidate(parts, _GEOMETRY[name](told))
        if name == "$regex":
            return _any_candidate(parts, conditions.pattern(told, options))
        if name == "$not":
            negated = self._field(parts, _condition(told))
            return lambda document: not negated(document)
        return self._structural(parts, name, told)

    def _structural(self, parts: paths.Parts, name: str, told: Any) -> Test:
        """Operators that look at what is there rather than at each value in it."""
        if name == "$exists":
            wanted = is_true(told)
            return lambda document: any(leaf is not MISSING for leaf in paths.leaves(document, parts)) == wanted
        if name == "$all":
            return self._every(parts, told)
        if name == "$size":
            size = conditions.size(told)
            return lambda document: any(
                type(leaf) is list and len(leaf) == size for leaf in paths.leaves(document, parts)
            )
        if name == "$elemMatch":
            test = self.element(told)
            return lambda document: any(
                type(leaf) is list and any(test(item) for item in leaf) for leaf in paths.leaves(document, parts)
            )
        if name in ("$near", "$nearSphere", "$geoNear"):
            near = self.near = Near(parts, told)
            return lambda document: near.metres(document) is not None
        raise OperatorUnknown(name=name[:60])

    def _every(self, parts: paths.Parts, told: Any) -> Test:
        if not isinstance(told, list):
            raise ParameterWrong(detail="$all takes a list")
        tests = []
        for one in told:
            is_element = isinstance(one, dict) and "$elemMatch" in one
            tests.append(self._field(parts, one) if is_element else _any_candidate(parts, conditions.equals(one)))
        return _all(tests) if tests else lambda document: False

    def element(self, told: Any) -> Test:
        """Whether an element of a list is one of those asked for: by operators on it, or by its fields."""
        if has_operators(told) and not any(name in ("$and", "$or", "$nor", "$expr") for name in told):
            return self._field((), told)
        test = self._document(told)
        return lambda item: type(item) in (dict, list) and test(item)


def has_operators(told: Any) -> bool:
    """Whether it is an object of operators rather than a value. Raises: ParameterWrong"""
    if type(told) is not dict or not told:
        return False
    dollars: int = sum(name.startswith("$") for name in told)
    if dollars and dollars < len(told):
        raise ParameterWrong(detail="operators and fields are mixed in one condition")
    return bool(dollars)


def _condition(told: Any) -> Any:
    if isinstance(told, Regex) or has_operators(told):
        return told
    raise ParameterWrong(detail="$not takes operators or a regular expression")


def _any_candidate(parts: paths.Parts, test: Test) -> Test:
    if len(parts) == 1:
        # Most conditions are on fields of the document itself.
        name = parts[0]

        def direct(document: Any) -> bool:
            if type(document) is dict:
                value = document.get(name, MISSING)
                if type(value) is not list:
                    return test(value)
            return any(test(one) for one in paths.candidates(document, parts))

        return direct
    return lambda document: any(test(value) for value in paths.candidates(document, parts))


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda document: all(test(document) for test in tests)


_OPPOSITES = {"$ne": "$eq", "$neq": "$eq", "$nin": "$in"}
_GEOMETRY: dict[str, Callable[[Any], Test]] = {"$geoWithin": geo.within, "$geoIntersects": geo.intersects}
