"""A first brake on tries, in memory: it spares the database and the password threads from a flood."""

from collections.abc import Callable

from hutong.people import errors
from hutong.people.throttle import network_of

BURST = 40
PER_SECOND = 0.5
_MOST_ADDRESSES = 20_000


class Pace:
    """Each address has `BURST` tries, which grow again by `PER_SECOND` of monotonic time."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._left: dict[str, tuple[float, float]] = {}

    def keep(self, address: str) -> None:
        """Spend one try. Raises: TooManyTries"""
        now = self._monotonic()
        address = network_of(address)
        left, since = self._left.get(address, (float(BURST), now))
        left = min(float(BURST), left + (now - since) * PER_SECOND)
        if left < 1:
            raise errors.TooManyTries(retry_after_seconds=round((1 - left) / PER_SECOND) + 1)
        if len(self._left) >= _MOST_ADDRESSES and address not in self._left:
            self._drop_rested(now)
        self._left[address] = (left - 1, now)

    def forget(self) -> None:
        """Give every address all its tries again."""
        self._left.clear()

    def _drop_rested(self, now: float) -> None:
        kept = self._left
        rested = [address for address, (left, since) in kept.items() if left + (now - since) * PER_SECOND >= BURST]
        # Under a flood from everywhere, memory is worth more than the counts of those who came first.
        for address in rested or list(kept)[: _MOST_ADDRESSES // 2]:
            del kept[address]
