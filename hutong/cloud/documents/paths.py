"""Dotted paths: what a document has at them, looked at the way queries do and the way expressions do."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from hutong.cloud.documents.values import MISSING
from hutong.cloud.errors.database import ParameterWrong

Parts = tuple[str, ...]

_MOST_CHARACTERS, _MOST_PARTS = 1024, 64


@lru_cache(maxsize=4096)
def split(path: str) -> Parts:
    """The names of a path. Raises: ParameterWrong"""
    parts = tuple(path.split("."))
    if not all(parts) or len(path) > _MOST_CHARACTERS or len(parts) > _MOST_PARTS:
        raise ParameterWrong(detail=f"{path[:100]!r} is no path of fields")
    return parts


def leaves(value: Any, parts: Parts, at: int = 0) -> Iterator[Any]:
    """All that a query meets at a path: each element of a list on the way is looked into."""
    if at == len(parts):
        yield value
    elif type(value) is dict:
        yield from leaves(value.get(parts[at], MISSING), parts, at + 1)
    elif type(value) is list:
        place = _index(parts[at])
        if place is not None and place < len(value):
            yield from leaves(value[place], parts, at + 1)
        for item in value:
            if type(item) is dict:
                yield from leaves(item, parts, at)
    else:
        yield MISSING


def candidates(document: Any, parts: Parts) -> Iterator[Any]:
    """The same, and every element of a list met at the end."""
    for leaf in leaves(document, parts):
        yield leaf
        if type(leaf) is list:
            yield from leaf


def value_at(value: Any, parts: Parts, at: int = 0) -> Any:
    """What an expression such as "$a.b" is: a list on the way gives the list of what its objects have."""
    if at == len(parts):
        return value
    if type(value) is dict:
        return value_at(value.get(parts[at], MISSING), parts, at + 1)
    if type(value) is list:
        found = (value_at(item, parts, at) for item in value if type(item) in (dict, list))
        return [item for item in found if item is not MISSING]
    return MISSING


def _index(part: str) -> int | None:
    return int(part) if part.isascii() and part.isdigit() and len(part) < 8 else None
