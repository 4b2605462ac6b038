"""Which of an upstream's answers are complete, read along while they pass."""

from collections import deque

import httptools


class Answers:
    """Follows the answers to the requests that were announced with `expect`.

    `is_last`: no other will come on this connection. `has_switched`: what comes is no HTTP any more.
    """

    def __init__(self) -> None:
        self._asked: deque[str] = deque()
        self._parser = httptools.HttpResponseParser(self)
        self._is_lost = False
        self.is_last = False
        self.has_switched = False

    @property
    def are_due(self) -> bool:
        """Whether a request has no complete answer yet."""
        return bool(self._asked)

    def expect(self, method: str) -> None:
        """A request of this method goes out."""
        self._asked.append(method)

    def feed(self, data: bytes) -> None:
        """These bytes came. What cannot be followed ends with the connection."""
        if self._is_lost:
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._is_lost = self.is_last = self.has_switched = True
        except httptools.HttpParserError:
            self._is_lost = self.is_last = True

    def on_message_complete(self) -> None:
        # 100 Continue and its like come before the answer.
        if self._parser.get_status_code() >= 200 and self._asked:
            self._asked.popleft()
            self.is_last = self.is_last or not self._parser.should_keep_alive()
