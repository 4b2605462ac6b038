"""Watches: who keeps being told the answer of which query.

A watch lives in the process that began it. It ends with its program's goodbye, a day after it began, and when the
person's last socket goes: whoever comes back begins it anew. A change of a collection only says that it is time to
look: at the documents that changed, and at the whole query again where an order or a limit asks for it.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from hutong.cloud.documents import reading, telling
from hutong.cloud.documents.asker import Asker
from hutong.cloud.documents.matching import Query
from hutong.cloud.errors.watches import TooManyWatches, WatchTooLarge, WatchUnknown
from hutong.cloud.watching.comparing import Snapshot, compared
from hutong.kernel.errors import HutongError
from hutong.kernel.lane import Lane

MOST_OF_A_PERSON, MOST_DOCUMENTS = 20, 5000
LIFE_SECONDS = 24 * 3600
_PAUSE_SECONDS = 0.02


class Watch:
    """One query that is watched."""

    __slots__ = (
        "_asker", "_collection", "_hows", "_is_busy", "_is_ordered", "_lane", "_snapshot", "_wanted", "app_id",
        "ends_at", "person_id", "stop", "watch_id",
    )  # fmt: skip

    def __init__(
        self,
        lane: Lane,
        watch_id: str,
        person_id: int,
        app_id: str,
        collection: str,
        asker: Asker,
        wanted: reading.Wanted,
    ) -> None:
        self._lane = lane
        self._collection = collection
        self._asker = asker
        self._wanted = wanted
        self._hows: dict[str, str] = {}
        self._is_busy = False
        self._snapshot = Snapshot([])
        self._is_ordered = bool(wanted.order) or Query(wanted.query).near is not None
        self.watch_id = watch_id
        self.person_id = person_id
        self.app_id = app_id
        self.ends_at = lane.clock.monotonic() + LIFE_SECONDS
        self.stop: Callable[[], None] = lambda: None

    async def begin(self) -> dict[str, Any]:
        """The first snapshot. Raises: as for reading documents"""
        self.stop = self._lane.bus.listen(telling.topic(self.app_id, self._collection), self._hear)
        try:
            self._snapshot = Snapshot(await self._ask())
        except BaseException:
            self.stop()
            raise
        return self._snapshot.first()

    def _hear(self, change: dict[str, str]) -> None:
        """A document changed; several changes at once are looked at together."""
        self._hows[change["key"]] = change["how"]
        if not self._is_busy:
            self._is_busy = True
            self._lane.start(self._look_again())

    async def _look_again(self) -> None:
        try:
            while self._hows:
                await asyncio.sleep(_PAUSE_SECONDS)
                hows, self._hows = self._hows, {}
                documents = await self._after(list(hows))
                if documents is None:
                    continue
                told = compared(self._snapshot, documents, hows)
                self._snapshot = Snapshot(documents, self._snapshot.number + (told is not None))
                if told is not None:
                    self._tell({"snapshot": told})
        except HutongError as error:
            # The collection is gone, or nobody may read it any more.
            self.stop()
            self.stop = lambda: None
            self._tell({"error": {name: error.facts.get(name) for name in ("errCode", "errMsg")}})
        finally:
            self._is_busy = False

    async def _after(self, keys: list[str]) -> list[Any] | None:
        """The answer after changes of some documents, None where none of them is in it or was.

        Only an order or a limit needs the whole query again: thousands may watch what thousands write to.
        """
        wanted, read = self._wanted, reading.among
        found = await self._lane.db.read_long(read, self.app_id, self._collection, self._asker, wanted.query, keys)
        if telling.EVERYTHING in keys:
            return await self._ask()
        if not found and all(self._snapshot.get(key) is None for key in keys):
            return None
        if self._is_ordered or wanted.limit is None or wanted.limit <= MOST_DOCUMENTS:
            return await self._ask()
        there = {key: self._snapshot.get(key) for key in self._snapshot.all_keys()}
        kept = {key: found.get(key, None if key in keys else one) for key, one in there.items()}
        made = [one for one in {**kept, **found}.values() if one is not None]
        return self._bounded(made)

    async def _ask(self) -> list[Any]:
        read = reading.documents
        found = await self._lane.db.read_long(read, self.app_id, self._collection, self._asker, self._wanted)
        return self._bounded(found)

    @staticmethod
    def _bounded(found: list[Any]) -> list[Any]:
        if len(found) > MOST_DOCUMENTS:
            raise WatchTooLarge(max=MOST_DOCUMENTS)
        return found

    def _tell(self, what: dict[str, Any]) -> None:
        told = {"type": "cloud_watch", "app_id": self.app_id, "watch_id": self.watch_id, **what}
        self._lane.bus.spread(f"person:{self.person_id}", told)


class Watches:
    """The watches of this process."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._watches: dict[str, Watch] = {}
        self._away: dict[int, Callable[[], None]] = {}

    async def begin(self, watch: Watch) -> dict[str, Any]:
        """Raises: TooManyWatches · and as for reading documents"""
        self._forget_old()
        if sum(one.person_id == watch.person_id for one in self._watches.values()) >= MOST_OF_A_PERSON:
            raise TooManyWatches(max=MOST_OF_A_PERSON)
        self._watches[watch.watch_id] = watch
        if watch.person_id not in self._away:
            topic = f"away:{watch.person_id}"
            self._away[watch.person_id] = self._lane.bus.listen(topic, lambda _: self._went_away(watch.person_id))
        try:
            return await watch.begin()
        except BaseException:
            del self._watches[watch.watch_id]
            raise

    def end(self, watch_id: str, person_id: int) -> None:
        """Raises: WatchUnknown"""
        watch = self._watches.get(watch_id)
        if watch is None or watch.person_id != person_id:
            raise WatchUnknown()
        del self._watches[watch_id]
        watch.stop()

    def _went_away(self, person_id: int) -> None:
        """One of a person's sockets is gone; with the last, nobody is left to be told."""
        if self._lane.bus.is_heard(f"person:{person_id}"):
            return
        self._away.pop(person_id)()
        for watch in [one for one in self._watches.values() if one.person_id == person_id]:
            self.end(watch.watch_id, person_id)

    def _forget_old(self) -> None:
        now = self._lane.clock.monotonic()
        for watch in [one for one in self._watches.values() if one.ends_at <= now]:
            self.end(watch.watch_id, watch.person_id)
