"""Wake-ups between parts of a process, and between processes. All may be lost; the database is the truth.

`tell` stays in this process, and its payload may be anything. `spread`, which carries every `tx.wake`, goes to the
other processes too; its payload is made of what JSON has, so that a listener is handed the same wherever it is.
"""

import importlib
from collections import defaultdict
from collections.abc import Callable
from typing import Any, cast

import structlog

from hutong.kernel.errors import HutongError

log = structlog.get_logger()

Listener = Callable[[Any], None]


class NatsMissing(HutongError):
    """The setting `nats` needs a package that is not here: pip install 'hutong[nats]'."""


class Bus:
    """Delivers to listeners of this process, at once and in order; there are no other processes."""

    def __init__(self) -> None:
        # By a mark of its own, so that one of ten thousand listeners to a topic leaves as fast as the only one.
        self._listeners: dict[str, dict[object, Listener]] = defaultdict(dict)

    def listen(self, topic: str, listener: Listener) -> Callable[[], None]:
        """Call `listener` with each payload on `topic`. Answers what to call to stop."""
        mark = object()
        self._listeners[topic][mark] = listener

        def stop() -> None:
            del self._listeners[topic][mark]
            if not self._listeners[topic]:
                del self._listeners[topic]

        return stop

    def is_heard(self, topic: str) -> bool:
        """Whether anybody in this process listens to a topic."""
        return topic in self._listeners

    def tell(self, topic: str, payload: Any) -> None:
        """Hand a payload to whoever listens here; a listener that fails does not stop the others."""
        for listener in tuple(self._listeners.get(topic, {}).values()):
            try:
                listener(payload)
            except Exception:
                log.exception("listener_failed", topic=topic)

    def spread(self, topic: str, payload: Any) -> None:
        """Hand a payload to whoever listens, here at once and soon in every other process."""
        self.tell(topic, payload)

    async def start(self, instance: str) -> None:
        """Meet the other processes of this instance."""

    async def stop(self) -> None:
        """Leave the other processes."""


def between_processes(url: str | None) -> Bus:
    """The bus of a process that has others beside it; without a server's `url` they are not told of each other's news.

    Raises: NatsMissing
    """
    if url is None:
        log.warning("no_bus", meaning="other processes see changes within seconds, and their pushes do not arrive here")
        return Bus()
    try:
        module = importlib.import_module("hutong.kernel.nats_bus")
    except ModuleNotFoundError as missing:
        if missing.name != "nats":
            raise
        raise NatsMissing() from None
    return cast(Bus, module.NatsBus(url))
