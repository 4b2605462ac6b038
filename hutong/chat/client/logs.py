"""The logs of broadcasts that one device hears: one topic each, however many listen."""

from collections.abc import Callable, Iterable
from typing import Any

from hutong.chat.memberships import log_topic
from hutong.kernel.bus import Bus

Take = Callable[[int, Any], None]


class Logs:
    """What is heard is handed to `take`, with the log it came from."""

    __slots__ = ("_bus", "_is_closed", "_left", "_stops", "_take")

    def __init__(self, bus: Bus, take: Take) -> None:
        self._bus = bus
        self._take = take
        self._stops: dict[int, Callable[[], None]] = {}
        # What was left while the first list was being read, which may still name it.
        self._left: set[int] = set()
        self._is_closed = False

    def begin(self, conversation_ids: Iterable[int]) -> None:
        """Hear these, as they were read a moment ago."""
        for conversation_id in set(conversation_ids) - self._left:
            self.hear(conversation_id, on=True)
        self._left.clear()

    def hear(self, conversation_id: int, *, on: bool) -> None:
        """Hear a log from now on, or no longer."""
        if not on:
            self._left.add(conversation_id)
            stop = self._stops.pop(conversation_id, None)
            if stop is not None:
                stop()
        elif conversation_id not in self._stops and not self._is_closed:
            self._left.discard(conversation_id)
            self._stops[conversation_id] = self._bus.listen(
                log_topic(conversation_id), lambda payload: self._take(conversation_id, payload)
            )

    def close(self) -> None:
        """Hear nothing more."""
        self._is_closed = True
        for stop in self._stops.values():
            stop()
        self._stops.clear()
