"""The door to the data: run rules, read snapshots."""

import asyncio
import contextvars
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from hutong.kernel.clock import Clock
from hutong.kernel.db.drivers import Connection, PostgresConnection, SqliteConnection
from hutong.kernel.db.executor import AfterCommit, Writer
from hutong.kernel.db.statements import compile_everything
from hutong.kernel.db.transaction import Chance, Queue, Reader, Transaction

P = ParamSpec("P")
T = TypeVar("T")

_READERS = 4


class Database:
    """One database, by URL: `sqlite:///path/to/file` or `postgresql://...`.

    `lanes` is how many writers there are on PostgreSQL; rules with the same `lane` key share one. SQLite has one.
    """

    def __init__(
        self,
        url: str,
        clock: Clock,
        ids: Chance,
        jobs: Queue,
        after_commit: AfterCommit,
        *,
        lanes: int = 1,
        strict: bool = False,
    ) -> None:
        self.url = url
        self.dialect = "sqlite" if url.startswith("sqlite:") else "postgresql"
        self._clock = clock
        # SQLite holds one writer; more would only wait for each other's locks.
        count = 1 if self.dialect == "sqlite" else lanes
        compile_everything(self.dialect)
        self._writers = [
            Writer(lambda: connect(url, writes=True), clock, ids, jobs, self._committed, strict=strict)
            for _ in range(count)
        ]
        self._pool = ThreadPoolExecutor(max_workers=_READERS, thread_name_prefix="hutong-reader")
        self._per_thread = threading.local()
        self._opened: list[Connection] = []
        self._after_commit = after_commit
        self._point_reader: Connection | None = None
        self._snapshot_is_open = False

    async def run(self, rule: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a rule as one transaction, and answer after it is durable. Raises what the rule raises."""
        return await self._writers[0].submit(rule, args, kwargs)  # type: ignore[no-any-return]

    async def run_in_lane(self, lane: str, rule: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Like `run`, in the writer that serves the distribution key `lane`."""
        writer = self._writers[zlib.crc32(lane.encode()) % len(self._writers)]
        return await writer.submit(rule, args, kwargs)  # type: ignore[no-any-return]

    async def read(self, rule: Callable[Concatenate[Reader, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a point read on a snapshot: in place on SQLite, where it costs microseconds."""
        if self.dialect == "sqlite":
            return rule(self._point_snapshot(), *args, **kwargs)
        return await self.read_long(rule, *args, **kwargs)

    async def read_long(self, rule: Callable[Concatenate[Reader, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a read that may take long, in a thread of the reader pool."""
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, lambda: context.run(self._snapshot, rule, args, kwargs))

    def close(self) -> None:
        """Finish what waits and let go of the database."""
        for writer in self._writers:
            writer.stop()
        self._pool.shutdown()
        for connection in self._opened:
            connection.close()

    def _point_snapshot(self) -> Reader:
        """A snapshot in the event loop's own thread, kept for the reads that follow until something is committed."""
        connection = self._point_reader
        if connection is None:
            connection = self._point_reader = connect(self.url, writes=False)
            self._opened.append(connection)
        if not self._snapshot_is_open:
            connection.begin_snapshot()
            self._snapshot_is_open = True
        return Reader(connection, self._clock.lane)

    def _committed(self, done: list[Transaction]) -> None:
        # Before anybody learns of the commit, reads see it; and no idle snapshot keeps the log from shrinking.
        if self._snapshot_is_open and self._point_reader is not None:
            self._snapshot_is_open = False
            self._point_reader.rollback()
        self._after_commit(done)

    def _snapshot(self, rule: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        connection = self._reader()
        connection.begin_snapshot()
        try:
            return rule(Reader(connection, self._clock.lane), *args, **kwargs)
        finally:
            connection.rollback()

    def _reader(self) -> Connection:
        found: Connection | None = getattr(self._per_thread, "connection", None)
        if found is None:
            found = self._per_thread.connection = connect(self.url, writes=False)
            self._opened.append(found)
        return found


def connect(url: str, *, writes: bool) -> Connection:
    """A connection of our own kind to the database at `url`."""
    if url.startswith("sqlite:"):
        return SqliteConnection(Path(url.removeprefix("sqlite:///")), writes=writes)
    return PostgresConnection(url, writes=writes)
