"""Pages of articles as they were drawn a moment ago, so that what thousands open at once is drawn once a second.

Who reads is no part of a page; what an account takes back is taken off the shelf at once.
"""

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from hutong.kernel.lane import Lane
from hutong.official.articles import issues
from hutong.wire.mp_weixin import Page

_KEPT_SECONDS = 1.0
_MOST_KEPT = 500


class Place(msgspec.Struct, frozen=True):
    """Which page: of what article, in which language, and for whom the messenger is where."""

    code: str
    language: str
    lane_url: str


class Shelf:
    """The pages of one lane; see `of`."""

    def __init__(self, lane: Lane) -> None:
        self.turn = 0
        """Grows with whatever is taken off, so that who drew a page before that does not put it back."""
        self._now = lane.clock.monotonic
        self._kept: dict[Place, tuple[float, Page]] = {}
        lane.bus.listen(issues.TAKEN_BACK, self._take_off)
        lane.bus.listen("reset", self._clear)

    def find(self, place: Place) -> Page | None:
        """The page, if it was drawn within the last second."""
        kept = self._kept.get(place)
        return kept[1] if kept is not None and kept[0] > self._now() else None

    def keep(self, place: Place, page: Page, turn: int) -> None:
        """Keep a page whose drawing began in this turn."""
        if turn != self.turn:
            return
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[place] = (self._now() + _KEPT_SECONDS, page)

    def _take_off(self, payload: Mapping[str, Any]) -> None:
        self.turn += 1
        gone = set(payload["codes"])
        self._kept = {place: kept for place, kept in self._kept.items() if place.code not in gone}

    def _clear(self, _: Any) -> None:
        self.turn += 1
        self._kept.clear()


def of(lane: Lane) -> Shelf:
    """The shelf of this lane."""
    found = _shelves.get(lane)
    if found is None:
        found = _shelves[lane] = Shelf(lane)
    return found


_shelves: WeakKeyDictionary[Lane, Shelf] = WeakKeyDictionary()
