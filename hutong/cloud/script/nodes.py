"""What an expression is made of. `at` is where in the text it begins, from 0."""

from typing import Any

import msgspec


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an expression."""

    at: int


class Literal(Node, frozen=True):
    """A text, a number, true, false or null."""

    value: Any


class Pattern(Node, frozen=True):
    """/pattern/options"""

    pattern: str
    options: str


class Name(Node, frozen=True):
    """A name that stands alone."""

    name: str


class Member(Node, frozen=True):
    """of.name, or of["name"]."""

    of: Node
    name: str


class Call(Node, frozen=True):
    """of(arguments); `is_new` with `new` before it."""

    of: Node
    arguments: tuple[Node, ...]
    is_new: bool = False


class Object(Node, frozen=True):
    """{name: value, …}"""

    entries: tuple[tuple[str, Node], ...]


class Items(Node, frozen=True):
    """[value, …]"""

    items: tuple[Node, ...]


class Unary(Node, frozen=True):
    """!of, -of or +of."""

    sign: str
    of: Node


class Binary(Node, frozen=True):
    """left sign right."""

    sign: str
    left: Node
    right: Node
