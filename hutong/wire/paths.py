"""Paths with placeholders, found by walking their segments."""

from collections.abc import Iterable
from typing import Any

from hutong.wire.registry import Endpoint

# No segment of a path holds a slash, so that nobody can spell this one.
_ANY = "/"
_END = 1 << 63


def number_in(spelled: str) -> int | None:
    """The id, or the place in a log, that a part of a path spells; None where it spells none a database could hold."""
    number = int(spelled) if spelled.isascii() and spelled.isdigit() and len(spelled) < 20 else _END
    return number if number < _END else None


class Paths:
    """Finds what is registered at a path such as `/people/{link_code}`; a plain segment wins over a placeholder."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._root: dict[str, Any] = {}
        for endpoint in endpoints:
            node = self._root
            names = []
            for segment in endpoint.path.strip("/").split("/"):
                if segment.startswith("{"):
                    names.append(segment[1:-1])
                    segment = _ANY
                node = node.setdefault(segment, {})
            here = node.setdefault("", {})
            known = next(iter(here.values()), (endpoint, tuple(names)))[1]
            assert known == tuple(names), f"{endpoint.path}: its placeholders have other names elsewhere"
            for method in endpoint.methods:
                here[method] = (endpoint, tuple(names))

    def find(self, path: str) -> tuple[dict[str, Endpoint], dict[str, str]] | None:
        """The endpoints at `path` by method, and the values of its placeholders."""
        values: list[str] = []
        node = self._walk(self._root, path.strip("/").split("/"), values)
        if node is None:
            return None
        names = next(iter(node.values()))[1]
        return {method: endpoint for method, (endpoint, _) in node.items()}, dict(zip(names, values, strict=True))

    def _walk(self, node: dict[str, Any], segments: list[str], values: list[str]) -> dict[str, Any] | None:
        if not segments:
            return node.get("")
        head, rest = segments[0], segments[1:]
        if head and head in node and (found := self._walk(node[head], rest, values)) is not None:
            return found
        if head and _ANY in node:
            values.append(head)
            if (found := self._walk(node[_ANY], rest, values)) is not None:
                return found
            values.pop()
        return None
