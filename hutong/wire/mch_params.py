"""Bodies and queries of merchants, read strictly: a number is no text, a fraction no amount, and errors say where."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from hutong.wire.mch_errors import ParamError, ParamMissing

B = TypeVar("B")

LARGEST = 2**63 - 1
_AT = re.compile(r"^(?P<issue>.*?)(?: - at `\$(?P<path>.*)`)?$", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.*)`")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_MANY_DIGITS = re.compile(rb"\d{19}")
# The escape of a NUL, and not of a backslash before the letters u0000.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def read_json(raw: bytes, kind: type[B]) -> B:
    """A body as `kind`. Raises: ParamError"""
    try:
        if b"\\u0000" in raw and _NUL.search(raw):
            raise ParamError(field="", issue="a text holds the character NUL")
        found = msgspec.json.decode(raw, type=kind)
        if _MANY_DIGITS.search(raw):
            _refuse_large(msgspec.json.decode(raw), "")
        return found
    except msgspec.ValidationError as error:
        raise _fault(str(error), _plain(raw), "body") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ParamError(field="", issue=f"not JSON: {error}", message="请求报文不是合法的JSON") from None


def read_query(values: Mapping[str, str], kind: type[B]) -> B:
    """A query as `kind`; in it a number is text. Raises: ParamError"""
    try:
        found = msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        raise _fault(str(error), values, "query") from None
    for name in kind.__struct_fields__:  # type: ignore[attr-defined]  # a query is a struct
        value = getattr(found, name)
        if isinstance(value, int) and abs(value) > LARGEST:
            raise ParamError(field=name, value=values.get(name), issue="too large a number", location="query")
    return found


def read_fields(values: Mapping[str, str], kind: type[B]) -> B:
    """The fields of APIv2 as `kind`; one without a value is not there, and a number has one spelling.

    Raises: ParamError · ParamMissing
    """
    given = {name: value for name, value in values.items() if value != ""}
    try:
        found = msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        fault = _fault(str(error), given, "body")
        field = fault.facts["detail"]["field"].removeprefix("/")
        issue = fault.facts["detail"]["issue"]
        if issue == "missing":
            raise ParamMissing(field=field, issue=issue, message=f"缺少参数{field}") from None
        raise ParamError(field=field, issue=issue, message=f"参数{field}错误") from None
    for field, value in msgspec.to_builtins(found).items():
        if isinstance(value, int) and (abs(value) > LARGEST or given.get(field, str(value)) != str(value)):
            raise ParamError(field=field, issue="not a whole number that an amount may be", message=f"参数{field}错误")
    return found


def _fault(said: str, source: Any, location: str) -> ParamError:
    match = _AT.match(said)
    assert match is not None, "the pattern takes any text"
    steps = [one or other for one, other in _STEP.findall(match["path"] or "")]
    missing = _MISSING.fullmatch(match["issue"])
    if missing:
        steps.append(missing[1])
    field = "/" + "/".join(steps) if location == "body" else "/".join(steps)
    issue = "missing" if missing else match["issue"]
    return ParamError(field=field, value=None if missing else _at(source, steps), issue=issue, location=location)


def _at(source: Any, steps: list[str]) -> Any:
    for step in steps:
        if isinstance(source, Mapping):
            source = source.get(step)
        elif isinstance(source, list) and step.isdigit() and int(step) < len(source):
            source = source[int(step)]
        else:
            return None
    # What is told back is what was wrong, not a whole order.
    return None if isinstance(source, dict | list) else source[:128] if isinstance(source, str) else source


def _plain(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _refuse_large(value: Any, pointer: str) -> None:
    """No amount is larger than a database could hold."""
    if isinstance(value, dict):
        for name, inner in value.items():
            _refuse_large(inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            _refuse_large(inner, f"{pointer}/{place}")
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise ParamError(field=pointer, value=value, issue="too large a number")
