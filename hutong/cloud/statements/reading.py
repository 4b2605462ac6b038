"""Statements in text, read into calls of the database. What they say is known; nothing is run."""

from collections.abc import Callable
from typing import Any

from hutong.cloud.documents.asking import Ask
from hutong.cloud.errors.database import ParameterWrong
from hutong.cloud.script.nodes import Binary, Call, Items, Literal, Member, Name, Node, Object, Pattern, Unary
from hutong.cloud.script.parsing import program
from hutong.cloud.script.tokens import wrong
from hutong.cloud.statements.chains import Chain, Stages
from hutong.cloud.statements.commands import Command, Special, is_known

_USUAL_NAMES = {"_": "db.command", "$": "db.command.aggregate"}
_GEO = ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")


class _Place:
    """A thing of the database that is no value, such as `db.command`."""

    def __init__(self, path: str) -> None:
        self.path = path


def statement(text: str) -> Ask:
    """The call that a statement makes. Raises: ParameterWrong"""
    found = _Reading(text).result()
    if not isinstance(found, Chain | Stages):
        raise ParameterWrong(detail='a statement begins with db.collection("…")')
    return found.ask()


class _Reading:
    def __init__(self, text: str) -> None:
        self._text = text
        self._names: dict[str, Any] = {}

    def result(self) -> Any:
        read = program(self._text)
        for name, node in read.names.items():
            self._names[name] = self._value(node)
        return self._value(read.result)

    def _value(self, node: Node) -> Any:
        return _READERS[type(node)](self, node)

    def _literal(self, node: Literal) -> Any:
        return node.value

    def _pattern(self, node: Pattern) -> Any:
        return _regex(node.pattern, node.options)

    def _items(self, node: Items) -> Any:
        return [self._value(item) for item in node.items]

    def _object(self, node: Object) -> Any:
        # What is undefined is not there.
        return {
            name: self._value(its)
            for name, its in node.entries
            if not (isinstance(its, Name) and its.name == "undefined")
        }

    def _name(self, node: Name) -> Any:
        if node.name in self._names:
            return self._names[node.name]
        if node.name == "undefined":
            return None
        if node.name in ("db", "Date"):
            return _Place(node.name)
        if node.name in _USUAL_NAMES:
            return _Place(_USUAL_NAMES[node.name])
        if node.name in ("cloud", "wx"):
            return _Place(node.name)
        raise self._wrong(node, f"nothing here is called {node.name[:40]}")

    def _member(self, node: Member) -> Any:
        of = self._value(node.of)
        if isinstance(of, _Place):
            return _Place(f"{of.path}.{node.name}")
        raise self._wrong(node, f"{node.name[:40]} is not read from this")

    def _unary(self, node: Unary) -> Any:
        of = self._value(node.of)
        if node.sign in "+-" and type(of) in (int, float):
            return -of if node.sign == "-" else of
        raise self._wrong(node, "only numbers have a sign")

    def _binary(self, node: Binary) -> Any:
        left, right = self._value(node.left), self._value(node.right)
        are_numbers = type(left) in (int, float) and type(right) in (int, float)
        if are_numbers and node.sign in _SUMS:
            try:
                return _SUMS[node.sign](left, right)
            except (ZeroDivisionError, OverflowError):
                raise self._wrong(node, "this sum has no result") from None
        if isinstance(left, str) and isinstance(right, str) and node.sign == "+":
            return left + right
        raise self._wrong(node, f"{node.sign} is not worked out here; write the value")

    def _call(self, node: Call) -> Any:
        given = [self._value(argument) for argument in node.arguments]
        if isinstance(node.of, Member) and (made := self._on_value(node.of, given)) is not None:
            return made
        of = self._value(node.of)
        if not isinstance(of, _Place):
            raise self._wrong(node, "this cannot be called")
        try:
            return _made(of.path, given)
        except ParameterWrong as error:
            if str(error.facts["detail"]).startswith("the statement at"):
                raise
            raise self._wrong(node, str(error.facts["detail"])) from None

    def _on_value(self, member: Member, given: list[Any]) -> Any:
        """A call on what another call made; None when it is a call of the database's own."""
        if not isinstance(member.of, Call):
            named = isinstance(member.of, Name) and self._names.get(member.of.name)
            if not isinstance(named, Chain | Stages | Command):
                return None
        of = self._value(member.of)
        try:
            if isinstance(of, Chain | Stages):
                return of.call(member.name, given)
        except ParameterWrong as error:
            raise self._wrong(member, str(error.facts["detail"])) from None
        if isinstance(of, Command) and member.name in ("and", "or", "nor"):
            more = given[0] if len(given) == 1 and isinstance(given[0], list) else given
            return Command(member.name, [of, *more])
        return None

    def _wrong(self, node: Node, what: str) -> ParameterWrong:
        return wrong(self._text, node.at, what)


def _made(path: str, given: list[Any]) -> Any:
    """What a call of the database's own makes. Raises: ParameterWrong"""
    if path in _MAKERS:
        return _MAKERS[path](given)
    if path.startswith("db.Geo.") and path.removeprefix("db.Geo.") in _GEO:
        return _geometry(path.removeprefix("db.Geo."), given)
    if path == "db.command.aggregate.pipeline":
        return Stages("")
    if path.startswith("db.command.aggregate."):
        name = path.removeprefix("db.command.aggregate.")
        return Special({f"${name}": given[0] if len(given) == 1 else given})
    if path.startswith("db.command.") and is_known(name := path.removeprefix("db.command.")):
        return Command(name, given)
    raise ParameterWrong(detail=f"there is no {path[:60]}()")


def _collection(given: list[Any]) -> Chain:
    return Chain(given[0] if len(given) == 1 else None)


def _server_date(given: list[Any]) -> Special:
    said = given[0] if given and isinstance(given[0], dict) else {}
    return Special({"$serverDate": {"offset": said.get("offset", 0)}})


def _date(given: list[Any]) -> Special:
    if not given:
        return Special({"$serverDate": {}})
    if len(given) > 1:
        raise ParameterWrong(detail="new Date takes a text such as 2026-11-22T08:00:00Z, or milliseconds")
    (said,) = given
    return Special({"$date": {"$numberLong": str(int(said))} if type(said) in (int, float) else said})


def _regex_of(given: list[Any]) -> Special:
    if len(given) == 1 and isinstance(given[0], dict):
        return _regex(given[0].get("regexp"), given[0].get("options", ""))
    return _regex(*[*given, ""][:2]) if given else _regex(None, "")


def _regex(pattern: Any, options: Any) -> Special:
    if not isinstance(pattern, str) or not isinstance(options, str):
        raise ParameterWrong(detail="db.RegExp takes {regexp, options}")
    return Special({"$regularExpression": {"pattern": pattern, "options": options}})


def _geometry(kind: str, given: list[Any]) -> Special:
    """Shapes are made of numbers or of smaller shapes; what is GeoJSON already is taken as it is."""
    if len(given) == 1 and isinstance(given[0], dict) and given[0].get("type") == kind:
        return Special(given[0])
    if kind == "Point":
        return Special({"type": kind, "coordinates": given})
    parts = given[0] if len(given) == 1 else None
    if not isinstance(parts, list):
        raise ParameterWrong(detail=f"db.Geo.{kind} takes a list")
    return Special({"type": kind, "coordinates": [_coordinates(part) for part in parts]})


def _coordinates(part: Any) -> Any:
    return part["coordinates"] if isinstance(part, dict) and "coordinates" in part else part


def _handle(path: str) -> Callable[[list[Any]], _Place]:
    return lambda given: _Place(path)


_MAKERS: dict[str, Callable[[list[Any]], Any]] = {
    "db.collection": _collection,
    "db.serverDate": _server_date,
    "db.RegExp": _regex_of,
    "Date": _date,
    "cloud.database": _handle("db"),
    "wx.cloud.database": _handle("db"),
}
_SUMS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "%": lambda left, right: left % right,
}
_READERS: dict[type[Node], Callable[[Any, Any], Any]] = {
    Literal: _Reading._literal,
    Pattern: _Reading._pattern,
    Items: _Reading._items,
    Object: _Reading._object,
    Name: _Reading._name,
    Member: _Reading._member,
    Unary: _Reading._unary,
    Binary: _Reading._binary,
    Call: _Reading._call,
}
