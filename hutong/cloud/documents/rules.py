"""Rules of a collection's own: who may read, write, create, update, delete, as expressions of `doc` and `auth`.

A rule never looks at the documents themselves: a query is allowed when the rule holds of everything that it could
find, which only its own conditions can promise. That is how WeChat's rules work, and why queries name `_openid`.
"""

from typing import Any, Literal, get_args

from hutong.cloud.documents import paths
from hutong.cloud.documents.values import MISSING, Date, compare, rank
from hutong.cloud.errors.database import ParameterWrong, RuleWrong
from hutong.cloud.script.nodes import Binary, Items, Member, Name, Node, Unary
from hutong.cloud.script.nodes import Literal as Value
from hutong.cloud.script.parsing import expression

Action = Literal["read", "create", "update", "delete"]
_ACTIONS = ("write", *get_args(Action))
_MOST_CHARACTERS = 2000
_PLAIN = (str, int, float, bool, type(None), Date)
_OPPOSITE = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!=", "===": "==", "!==": "!="}


class Unknown:
    """What cannot be said of every document that a query could find."""


UNKNOWN = Unknown()


class Facts:
    """What is known of the documents in question, and of who asks."""

    def __init__(self, openid: str | None, *, document: Any = None, query: Any = None) -> None:
        self.openid = openid
        self._document = document
        self._conditions = list(_conditions(query))

    def value(self, parts: paths.Parts) -> Any:
        """What a field is in all of them, MISSING where it is not there; UNKNOWN where they may differ."""
        if self._document is not None:
            return paths.value_at(self._document, parts)
        for name, its in self._conditions:
            # A pattern is met by many texts, an object or a list as a whole by what holds it as well.
            if paths.split(name) == parts and type(its) in _PLAIN:
                return its
            if paths.split(name) == parts and _has_operators(its) and type(its.get("$eq", UNKNOWN)) in _PLAIN:
                return its["$eq"]
        return UNKNOWN

    def holds(self, parts: paths.Parts, sign: str, wanted: Any) -> bool | None:
        """Whether a comparison holds in all of them; None when nobody can say."""
        known = self.value(parts)
        if known is not UNKNOWN:
            return _compared(known, sign, wanted)
        name = ".".join(parts)
        return True if any(_promises(its, sign, wanted) for at, its in self._conditions if at == name) else None


def check(given: dict[str, Any]) -> None:
    """Refuse rules that cannot be used. Raises: RuleWrong"""
    for action, rule in given.items():
        if action not in _ACTIONS:
            raise RuleWrong(detail=f"a rule is for one of {', '.join(_ACTIONS)}")
        try:
            _decide(_parsed(rule), Facts("o", query={}))
        except ParameterWrong as error:
            raise RuleWrong(detail=str(error.facts["detail"])) from None


def covers(given: dict[str, Any], action: Action, openid: str | None, query: Any) -> bool:
    """Whether the rule holds of every document that a query could find. Raises: RuleWrong"""
    return _decide(_parsed(_rule(given, action)), Facts(openid, query=query)) is True


def allows(given: dict[str, Any], action: Action, openid: str | None, document: Any) -> bool:
    """Whether the rule holds of a document. Raises: RuleWrong"""
    return _decide(_parsed(_rule(given, action)), Facts(openid, document=document)) is True


def _rule(given: dict[str, Any], action: Action) -> Any:
    return given.get(action, False if action == "read" else given.get("write", False))


def _parsed(rule: Any) -> Node:
    if isinstance(rule, bool):
        return Value(at=0, value=rule)
    if not isinstance(rule, str) or len(rule) > _MOST_CHARACTERS:
        raise RuleWrong(detail=f"a rule is true, false or an expression of at most {_MOST_CHARACTERS} characters")
    return expression(rule)


def _decide(node: Node, facts: Facts) -> bool | None:
    """True, False, or None where nobody can say."""
    if isinstance(node, Binary) and node.sign in ("&&", "||"):
        sides = [_decide(node.left, facts), _decide(node.right, facts)]
        decisive = node.sign == "||"
        return decisive if decisive in sides else None if None in sides else not decisive
    if isinstance(node, Unary) and node.sign == "!":
        found = _decide(node.of, facts)
        return None if found is None else not found
    if isinstance(node, Binary) and node.sign in _OPPOSITE:
        return _comparison(node, facts)
    if isinstance(node, Binary) and node.sign == "in":
        return _membership(node, facts)
    value = _value(node, facts)
    return None if value is UNKNOWN else value not in (None, False, 0, "") and value is not MISSING


def _comparison(node: Binary, facts: Facts) -> bool | None:
    sign = {"===": "==", "!==": "!="}.get(node.sign, node.sign)
    left, right = _field(node.left), _field(node.right)
    if left is not None:
        wanted = _value(node.right, facts)
        return None if wanted is UNKNOWN else facts.holds(left, sign, wanted)
    one, other = _value(node.left, facts), _value(node.right, facts)
    if right is not None:
        return None if one is UNKNOWN else facts.holds(right, _OPPOSITE[sign], one)
    return None if UNKNOWN in (one, other) else _compared(one, sign, other)


def _membership(node: Binary, facts: Facts) -> bool | None:
    one, items = _value(node.left, facts), _value(node.right, facts)
    field = _field(node.left)
    held = _field(node.right)
    if held is not None and type(items) is not list:
        return None if one is UNKNOWN else facts.holds(held, "==", one)
    if type(items) is not list:
        return False
    if one is UNKNOWN:
        return facts.holds(field, "in", items) if field is not None else None
    return any(_compared(one, "==", item) for item in items)


def _value(node: Node, facts: Facts) -> Any:
    if isinstance(node, Value):
        return node.value
    if isinstance(node, Items):
        values = [_value(item, facts) for item in node.items]
        return UNKNOWN if UNKNOWN in values else values
    field = _field(node)
    if field is not None:
        return facts.value(field)
    if isinstance(node, Member) and isinstance(node.of, Name) and (node.of.name, node.name) == ("auth", "openid"):
        return facts.openid
    if isinstance(node, Name) and node.name == "undefined":
        return MISSING
    if isinstance(node, Name) and node.name == "auth":
        return {"openid": facts.openid}
    raise RuleWrong(detail="a rule knows doc.field, auth.openid, values, == != < > <= >= in ! && ||, and here no more")


def _field(node: Node) -> paths.Parts | None:
    """The path in `doc.a.b`."""
    parts: list[str] = []
    while isinstance(node, Member):
        parts.insert(0, node.name)
        node = node.of
    return tuple(parts) if isinstance(node, Name) and node.name == "doc" and parts else None


def _compared(one: Any, sign: str, other: Any) -> bool:
    if sign == "in":
        return any(_compared(one, "==", item) for item in other)
    if type(one) is list and type(other) is not list and sign == "==":
        return any(_compared(item, sign, other) for item in one)
    alike = rank(one) == rank(other)
    order = compare(_plain(one), _plain(other))
    if sign in ("==", "!="):
        return (alike and order == 0) == (sign == "==")
    return alike and {"<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[sign]


def _plain(value: Any) -> Any:
    return value.ms if type(value) is Date else value


def _conditions(query: Any) -> Any:
    for name, its in query.items() if isinstance(query, dict) else ():
        if name == "$and" and isinstance(its, list):
            for one in its:
                yield from _conditions(one)
        elif not name.startswith("$"):
            yield name, its


def _has_operators(told: Any) -> bool:
    return isinstance(told, dict) and any(name.startswith("$") for name in told)


def _promises(condition: Any, sign: str, wanted: Any) -> bool:
    """Whether whatever meets the condition also stands so to `wanted`."""
    if not _has_operators(condition):
        return False
    if "$in" in condition and isinstance(condition["$in"], list):
        return bool(condition["$in"]) and all(_compared(one, sign, wanted) for one in condition["$in"])
    if sign == "!=" and "$ne" in condition:
        return _compared(condition["$ne"], "==", wanted)
    if sign == "!=" or sign == "==" or sign == "in":
        return False
    bounds = ("$gt", "$gte") if sign in (">", ">=") else ("$lt", "$lte")
    for bound in bounds:
        if bound in condition and (_compared(condition[bound], sign, wanted) or (
            bound == bounds[0] and _compared(condition[bound], "==", wanted)
        )):  # fmt: skip
            return True
    return False
