"""Chains of calls on a collection, gathered into one call of the database."""

from collections.abc import Callable
from typing import Any

from hutong.cloud.documents.asking import Ask
from hutong.cloud.errors.database import ParameterWrong
from hutong.cloud.statements.commands import plain, query_of, update_of


class Chain:
    """`db.collection(name)` and what was called on it."""

    __slots__ = ("_asked", "_collection")

    def __init__(self, collection: Any, asked: dict[str, Any] | None = None) -> None:
        if not isinstance(collection, str):
            raise ParameterWrong(detail="db.collection takes a name")
        self._collection = collection
        self._asked = asked or {}

    def call(self, name: str, given: list[Any]) -> "Chain | Stages":
        """One more call. Raises: ParameterWrong"""
        if name == "aggregate":
            return Stages(self._collection)
        if "action" in self._asked:
            raise ParameterWrong(detail=f"nothing follows {self._asked['action']}()")
        if name not in _CALLS:
            raise ParameterWrong(detail=f"a collection has no {name[:40]}()")
        return Chain(self._collection, {**self._asked, **_CALLS[name](given, self._asked)})

    def ask(self) -> Ask:
        """The whole as a call. Raises: ParameterWrong"""
        if "action" not in self._asked:
            raise ParameterWrong(detail="the statement ends with get(), count(), add(), update(), set() or remove()")
        return Ask(collection=self._collection, **self._asked)


class Stages:
    """`aggregate()` and the stages called on it."""

    __slots__ = ("_collection", "_is_done", "stages")

    def __init__(self, collection: str, stages: list[Any] | None = None, *, is_done: bool = False) -> None:
        self._collection = collection
        self._is_done = is_done
        self.stages = stages or []

    def call(self, name: str, given: list[Any]) -> "Stages | list[Any]":
        """One more stage. Raises: ParameterWrong"""
        if self._is_done:
            raise ParameterWrong(detail="nothing follows end()")
        if name == "end":
            return Stages(self._collection, self.stages, is_done=True)
        if name == "done":
            return self.stages
        told = _one(given, name)
        stage = query_of(told) if name == "match" else plain(told)
        return Stages(self._collection, [*self.stages, {f"${name}": stage}])

    def ask(self) -> Ask:
        """The whole as a call. Raises: ParameterWrong"""
        if not self._is_done:
            raise ParameterWrong(detail="an aggregation ends with end()")
        return Ask(action="aggregate", collection=self._collection, stages=self.stages)


def _one(given: list[Any], name: str) -> Any:
    if len(given) != 1:
        raise ParameterWrong(detail=f"{name}() takes one argument")
    return given[0]


def _data(given: list[Any], name: str) -> Any:
    told = _one(given, name)
    if not isinstance(told, dict) or "data" not in told:
        raise ParameterWrong(detail=f"{name}() takes {{data: …}}")
    return told["data"]


def _ordered(given: list[Any], asked: dict[str, Any]) -> dict[str, Any]:
    if len(given) != 2:
        raise ParameterWrong(detail="orderBy() takes a field and a direction")
    return {"order": [*asked.get("order", []), {"field": given[0], "direction": given[1]}]}


def _number(name: str) -> Callable[[list[Any], dict[str, Any]], dict[str, Any]]:
    def take(given: list[Any], asked: dict[str, Any]) -> dict[str, Any]:
        told = _one(given, name)
        if type(told) is not int:
            raise ParameterWrong(detail=f"{name}() takes a whole number")
        return {name: told}

    return take


_CALLS: dict[str, Callable[[list[Any], dict[str, Any]], dict[str, Any]]] = {
    "doc": lambda given, asked: {"id": plain(_one(given, "doc"))},
    "where": lambda given, asked: {"query": query_of(_one(given, "where"))},
    "field": lambda given, asked: {"projection": plain(_one(given, "field"))},
    "orderBy": _ordered,
    "skip": _number("skip"),
    "limit": _number("limit"),
    "get": lambda given, asked: {"action": "get"},
    "count": lambda given, asked: {"action": "count"},
    "remove": lambda given, asked: {"action": "remove"},
    "add": lambda given, asked: {"action": "add", "data": plain(_data(given, "add"))},
    "set": lambda given, asked: {"action": "set", "data": plain(_data(given, "set"))},
    "update": lambda given, asked: {"action": "update", "data": update_of(_data(given, "update"))},
}
