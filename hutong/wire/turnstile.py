"""A turnstile: work that comes in crowds is let in one piece for each turn of the event loop.

Merchants' calls take a third of a millisecond each and come many at once. Let in together they would hold everybody
else up by all of them; one by one, whoever else asks waits for a single one.
"""

import asyncio
from collections import deque


class Turnstile:
    """Lets one in for each turn of the loop, in the order they came; whoever comes alone does not wait."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_turning = False

    async def enter(self) -> None:
        """Wait for one's turn."""
        loop = asyncio.get_running_loop()
        if not self._is_turning:
            self._is_turning = True
            loop.call_soon(self._turn, loop)
            return
        mine = loop.create_future()
        self._waiting.append(mine)
        await mine

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        # Somebody who hung up while waiting takes no turn.
        while self._waiting:
            first = self._waiting.popleft()
            if not first.done():
                first.set_result(None)
                loop.call_soon(self._turn, loop)
                return
        self._is_turning = False
