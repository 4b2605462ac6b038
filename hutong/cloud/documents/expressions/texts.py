"""Expressions with texts."""

from collections.abc import Callable
from typing import Any

from hutong.cloud.documents.expressions.lists import is_nothing, whole
from hutong.cloud.documents.extended import iso
from hutong.cloud.documents.values import MISSING, Date, is_number
from hutong.cloud.errors.database import AggregateRefused

MOST_CHARACTERS = 1 << 20
_BLANK = " \t\r\n\f\v\0\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000"


def text(value: Any, operator: str) -> str:
    """A text, "" for nothing; numbers and moments are written out. Raises: AggregateRefused"""
    if is_nothing(value):
        return ""
    if type(value) is str:
        return value
    if type(value) is Date:
        return str(iso(value))
    if is_number(value):
        return str(value)
    raise AggregateRefused(detail=f"{operator} takes strings")


def _only(value: Any, operator: str) -> str:
    if type(value) is not str:
        raise AggregateRefused(detail=f"{operator} only supports strings")
    return value


def _concatenate(*several: Any) -> Any:
    if any(is_nothing(value) for value in several):
        return None
    made = "".join(_only(value, "$concat") for value in several)
    if len(made) > MOST_CHARACTERS:
        raise AggregateRefused(detail=f"a text made by $concat has at most {MOST_CHARACTERS} characters")
    return made


def _index_of(operator: str, taken: Callable[[str], Any]) -> Callable[..., Any]:
    def find(where: Any, what: Any, start: Any = 0, end: Any = None) -> Any:
        if is_nothing(where):
            return None
        held, wanted = taken(_only(where, operator)), taken(_only(what, operator))
        last = len(held) if end is None else whole(end, operator)
        return held.find(wanted, whole(start, operator), last)

    return find


def _split(value: Any, separator: Any) -> Any:
    if is_nothing(value) or is_nothing(separator):
        return None
    if separator == "":
        raise AggregateRefused(detail="$split requires a non-empty separator")
    return _only(value, "$split").split(_only(separator, "$split"))


def _part(value: Any, start: Any, count: Any) -> str:
    """By characters; a negative count is all that is left."""
    held, first, size = text(value, "$substrCP"), whole(start, "$substrCP"), whole(count, "$substrCP")
    return "" if first < 0 else held[first:] if size < 0 else held[first : first + size]


def _part_bytes(value: Any, start: Any, count: Any) -> str:
    held, first, size = text(value, "$substrBytes").encode(), whole(start, "$substr"), whole(count, "$substr")
    part = b"" if first < 0 else held[first:] if size < 0 else held[first : first + size]
    try:
        return part.decode()
    except UnicodeDecodeError:
        raise AggregateRefused(detail="$substrBytes cuts a character in two; $substrCP counts characters") from None


def _compare(one: Any, other: Any) -> int:
    a, b = (text(value, "$strcasecmp").upper() for value in (one, other))
    return (a > b) - (a < b)


def _trimmed(operator: str, strip: Callable[[str, str], str]) -> Callable[[Any], Any]:
    def trim(told: Any) -> Any:
        value = told.get("input", MISSING) if isinstance(told, dict) else told
        characters = told.get("chars") if isinstance(told, dict) else None
        if is_nothing(value):
            return None
        return strip(_only(value, operator), _BLANK if characters is None else _only(characters, operator))

    return trim


def _to_text(value: Any) -> Any:
    if is_nothing(value):
        return None
    return ("true" if value else "false") if type(value) is bool else text(value, "$toString")


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "$concat": _concatenate,
    "$indexOfBytes": _index_of("$indexOfBytes", str.encode),
    "$indexOfCP": _index_of("$indexOfCP", str),
    "$split": _split,
    "$strcasecmp": _compare,
    "$strLenBytes": lambda value: len(_only(value, "$strLenBytes").encode()),
    "$strLenCP": lambda value: len(_only(value, "$strLenCP")),
    "$substr": _part_bytes,
    "$substrBytes": _part_bytes,
    "$substrCP": _part,
    "$toLower": lambda value: text(value, "$toLower").lower(),
    "$toUpper": lambda value: text(value, "$toUpper").upper(),
    "$toString": _to_text,
    "$trim": _trimmed("$trim", str.strip),
    "$ltrim": _trimmed("$ltrim", str.lstrip),
    "$rtrim": _trimmed("$rtrim", str.rstrip),
}
