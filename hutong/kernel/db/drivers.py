"""Connections as the executor needs them, over the standard SQLite driver and psycopg."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from hutong.kernel.lazily import lazily

if TYPE_CHECKING:
    import psycopg
else:
    psycopg = lazily("psycopg")

# Enough for every statement of the product; a miss costs a parse at each call.
_CACHED_STATEMENTS = 1024
# How many pages of the log are gathered before they go to where they belong: rows that many touch go there once for all
# of them, and a flush of the database is paid for four times as many commits as by default. 16 MB of log.
_PAGES_OF_LOG = 4000


class Connection(Protocol):
    """What a rule's transaction needs of a driver. All methods block."""

    dialect: str

    def execute(self, text: str, values: Any) -> Any:
        """Run one statement; the answer has `fetchone` and `fetchall`."""

    def change(self, text: str, values: Any) -> int:
        """Run one statement that answers no rows, and say how many it touched."""

    def changes(self) -> int:
        """A number that grows when something was written."""

    def begin(self) -> None: ...
    def begin_snapshot(self) -> None: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def savepoint(self, name: str) -> None: ...
    def release(self, name: str) -> None: ...
    def rollback_to(self, name: str) -> None: ...
    def close(self) -> None: ...

    def is_lost(self) -> bool:
        """Whether the whole transaction has ended or can only be rolled back whole."""

    def is_conflict(self, error: BaseException) -> bool:
        """Whether the database asks to run the whole transaction again."""

    def is_driver_error(self, error: BaseException) -> bool:
        """Whether the driver, rather than a rule, raised this."""


class SqliteConnection:
    """SQLite in WAL mode; `synchronous=FULL`, so that what is acknowledged survives the power going."""

    dialect = "sqlite"

    def __init__(self, path: Path, *, writes: bool) -> None:
        # Connections of the reader pool move between threads, one at a time.
        self._raw = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=_CACHED_STATEMENTS, timeout=10
        )
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-16384",
            f"wal_autocheckpoint={_PAGES_OF_LOG}",
        ):
            self._raw.execute(f"PRAGMA {pragma}")
        if not writes:
            self._raw.execute("PRAGMA query_only=ON")
        self.execute = self._raw.execute
        self._cursor = self._raw.cursor()

    def change(self, text: str, values: Any) -> int:
        return self._cursor.execute(text, values).rowcount

    def changes(self) -> int:
        return self._raw.total_changes

    def begin(self) -> None:
        self._raw.execute("BEGIN IMMEDIATE")

    def begin_snapshot(self) -> None:
        self._raw.execute("BEGIN")

    def commit(self) -> None:
        self._raw.execute("COMMIT")

    def rollback(self) -> None:
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    def savepoint(self, name: str) -> None:
        self._raw.execute(f"SAVEPOINT {name}")

    def release(self, name: str) -> None:
        self._raw.execute(f"RELEASE {name}")

    def rollback_to(self, name: str) -> None:
        self._raw.execute(f"ROLLBACK TO {name}")
        self._raw.execute(f"RELEASE {name}")

    def is_lost(self) -> bool:
        return not self._raw.in_transaction

    def is_conflict(self, error: BaseException) -> bool:
        return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)

    def is_driver_error(self, error: BaseException) -> bool:
        return isinstance(error, sqlite3.Error)

    def close(self) -> None:
        self._raw.close()


class PostgresConnection:
    """PostgreSQL through psycopg; serialisable, because several processes may run rules on the same rows."""

    dialect = "postgresql"

    def __init__(self, url: str, *, writes: bool) -> None:
        self._url = url
        self._writes = writes
        self._raw = self._connect()
        self._changes = 0

    def execute(self, text: str, values: Any) -> Any:
        # A statement that begins otherwise may write, though it answers rows.
        if not text.startswith("SELECT"):
            self._changes += 1
        return self._raw.execute(text, values)

    def change(self, text: str, values: Any) -> int:
        self._changes += 1
        return self._raw.execute(text, values).rowcount

    def changes(self) -> int:
        return self._changes

    def begin(self) -> None:
        if self._raw.closed:
            self._raw = self._connect()
        self._raw.execute("BEGIN ISOLATION LEVEL SERIALIZABLE")

    def begin_snapshot(self) -> None:
        if self._raw.closed:
            self._raw = self._connect()
        self._raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def commit(self) -> None:
        self._raw.execute("COMMIT")

    def rollback(self) -> None:
        if not self._raw.closed and self._raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            self._raw.execute("ROLLBACK")

    def savepoint(self, name: str) -> None:
        self._raw.execute(f"SAVEPOINT {name}")

    def release(self, name: str) -> None:
        self._raw.execute(f"RELEASE {name}")

    def rollback_to(self, name: str) -> None:
        self._raw.execute(f"ROLLBACK TO {name}")
        self._raw.execute(f"RELEASE {name}")

    def is_lost(self) -> bool:
        return self._raw.closed or self._raw.info.transaction_status in (
            psycopg.pq.TransactionStatus.IDLE,
            psycopg.pq.TransactionStatus.UNKNOWN,
        )

    def is_conflict(self, error: BaseException) -> bool:
        return isinstance(error, psycopg.errors.SerializationFailure | psycopg.errors.DeadlockDetected)

    def is_driver_error(self, error: BaseException) -> bool:
        return isinstance(error, psycopg.Error)

    def close(self) -> None:
        self._raw.close()

    def _connect(self) -> "psycopg.Connection[Any]":
        raw = psycopg.connect(self._url, autocommit=True, prepare_threshold=2)
        if not self._writes:
            raw.execute("SET default_transaction_read_only = on")
        return raw
