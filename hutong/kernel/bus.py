"""Wake-ups between parts of a process, and between processes. All may be lost; the database is the truth."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import structlog

log = structlog.get_logger()

Listener = Callable[[Any], None]


class Bus:
    """Delivers to listeners of this process, at once and in order."""

    def __init__(self) -> None:
        self._listeners: dict[str, list[Listener]] = defaultdict(list)

    def listen(self, topic: str, listener: Listener) -> Callable[[], None]:
        """Call `listener` with each payload on `topic`. Answers what to call to stop."""
        self._listeners[topic].append(listener)

        def stop() -> None:
            self._listeners[topic].remove(listener)
            if not self._listeners[topic]:
                del self._listeners[topic]

        return stop

    def tell(self, topic: str, payload: Any) -> None:
        """Hand a payload to whoever listens; a listener that fails does not stop the others."""
        for listener in tuple(self._listeners.get(topic, ())):
            try:
                listener(payload)
            except Exception:
                log.exception("listener_failed", topic=topic)

    async def start(self) -> None:
        """Connect to the other processes, where there are any."""

    async def stop(self) -> None:
        """Leave the other processes."""
