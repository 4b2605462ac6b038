"""Facts a domain tells those above it, and what they do about it.

An event is a frozen struct with ids in it, named in the past tense. `tx.publish` writes one job for each reaction in
the same transaction; each runs after the commit, at least once, with the kernel's retries.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from hutong.kernel.lane import Lane

E = TypeVar("E", bound="Event")


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all events."""


Reaction = Callable[["Lane", Any], Awaitable[None]]

reactions: dict[type[Event], list[tuple[str, Reaction]]] = {}


def reaction(
    event: type[E],
) -> Callable[[Callable[["Lane", E], Awaitable[None]]], Callable[["Lane", E], Awaitable[None]]]:
    """Run the decorated function for every `event`, at least once each; it makes twice look like once."""

    def register(function: Callable[["Lane", E], Awaitable[None]]) -> Callable[["Lane", E], Awaitable[None]]:
        name = f"{function.__module__}.{function.__qualname__}"
        reactions.setdefault(event, []).append((name, function))
        return function

    return register
