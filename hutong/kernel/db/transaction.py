"""What a rule sees of the world: a snapshot to read, or a transaction to write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec.structs import astuple

from hutong.kernel.db.drivers import Connection
from hutong.kernel.db.statements import Query, Statement
from hutong.kernel.db.tables import Row, table_of
from hutong.kernel.errors import HutongError

T = TypeVar("T")
R = TypeVar("R", bound=Row)


class Reader:
    """A snapshot of the data at one lane time."""

    def __init__(self, connection: Connection, tell_time: Callable[[], datetime]) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._dialect = connection.dialect
        self._tell_time = tell_time
        self._now: datetime | None = None

    @property
    def now(self) -> datetime:
        """Lane time; it stands still from the first look to the end."""
        if self._now is None:
            self._now = self._tell_time()
        return self._now

    def one(self, query: Query[T], **params: Any) -> T | None:
        """The first row of `query`, or None."""
        compiled = query.compiled(self._dialect)
        cursor = self._execute(compiled.text, compiled.bind(params))
        row = cursor.fetchone()
        return None if row is None else query.make(row)

    def many(self, query: Query[T], **params: Any) -> list[T]:
        """All rows of `query`, in its order."""
        compiled = query.compiled(self._dialect)
        return [query.make(row) for row in self._execute(compiled.text, compiled.bind(params)).fetchall()]


class Transaction(Reader):
    """One rule's transaction: everything in it happens, or nothing.

    Events and jobs are rows of the same transaction; wakes are handed out after the commit and may be lost.
    """

    def __init__(self, connection: Connection, now: datetime, ids: "Chance", queue: "Queue") -> None:
        super().__init__(connection, lambda: now)
        self._now = now
        self._change = connection.change
        self._ids = ids
        self._queue = queue
        self._depth = 0
        self.wakes: list[tuple[str, Any]] = []
        self.earliest_job: datetime | None = None

    def run(self, statement: Statement, **params: Any) -> int:
        """Execute a statement that answers no rows. Answers how many rows it touched."""
        compiled = statement.compiled(self._dialect)
        return self._change(compiled.text, compiled.bind(params))

    def insert(self, row: R) -> R:
        """Add a row that must not be there yet."""
        compiled = table_of(type(row)).insert.compiled(self._dialect)
        self._change(compiled.text, compiled.bind_row(astuple(row)))
        return row

    def insert_both(self, one: R, other: R) -> None:
        """Add two rows of a table: one way there and back, where the database is a server."""
        if self._dialect == "sqlite":
            self.insert(one)
            self.insert(other)
        else:
            compiled = table_of(type(one)).insert_both.compiled(self._dialect)
            self._change(compiled.text, compiled.bind_row(astuple(one) + astuple(other)))

    def get_or_add(self, row: R, by: tuple[str, ...] | None = None) -> tuple[R, bool]:
        """Add a row, or find the one already there with the same `by` columns (default: the key).

        Answers the row and whether it is new.
        """
        add, find = table_of(type(row)).add_unless_there(by)
        compiled = add.compiled(self._dialect)
        if self._change(compiled.text, compiled.bind_row(astuple(row))):
            return row, True
        columns = by or table_of(type(row)).key
        there = self.one(find, **{name: getattr(row, name) for name in columns})
        assert there is not None, "what an insert met can be read"
        return there, False

    def update(self, row: R, **changes: Any) -> R:
        """Change columns of the row with this key. Answers the row as it is now."""
        table = table_of(type(row))
        changed = tuple(sorted(changes))
        values = {f"new_{name}": changes[name] for name in changed}
        keys = {f"old_{name}": getattr(row, name) for name in table.key}
        touched = self.run(table.update_of(changed), **values, **keys)
        assert touched == 1, f"{table.sa.name} has the row {keys}"
        return msgspec.structs.replace(row, **changes)

    def publish(self, event: msgspec.Struct) -> None:
        """Tell the domains above: every reaction to this event runs after the commit, at least once."""
        self._queue.publish(self, event)

    def job(
        self,
        kind: str,
        payload: Any,
        *,
        due_at: datetime | None = None,
        serial_key: str | None = None,
        name: str | None = None,
    ) -> None:
        """Have work done at lane time `due_at` (default: now), at least once.

        Jobs with the same `serial_key` run one after another; with a `name` there is at most one.
        """
        self._queue.add(self, kind, payload, due_at=due_at, serial_key=serial_key, name=name)

    def cancel_job(self, name: str) -> None:
        """Forget the waiting job of this name; nothing happens when there is none."""
        self._queue.cancel(self, name)

    def wake(self, topic: str, payload: Any) -> None:
        """Push something after the commit to whoever listens; it may be lost."""
        self.wakes.append((topic, payload))

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part that may be refused: a `HutongError` inside undoes the part and goes on to the caller."""
        self._depth += 1
        savepoint, wakes = f"attempt_{self._depth}", len(self.wakes)
        self._connection.savepoint(savepoint)
        try:
            yield
        except HutongError:
            self._connection.rollback_to(savepoint)
            del self.wakes[wakes:]
            raise
        else:
            self._connection.release(savepoint)
        finally:
            self._depth -= 1

    def new_id(self, kind: str) -> int:
        """A new 63-bit identifier that grows with time; the n-th of its kind is fixed in a seeded lane."""
        return self._ids.in_transaction(self, kind)

    def new_token(self, kind: str, size_bytes: int = 16) -> bytes:
        """Bytes nobody can guess; fixed by kind and count in a seeded lane."""
        return self._ids.token_in_transaction(self, kind, size_bytes)


class Queue(Protocol):
    """Where a transaction's events and jobs are written; `kernel.jobs` is the real one."""

    def publish(self, tx: Transaction, event: msgspec.Struct) -> None: ...
    def add(
        self,
        tx: Transaction,
        kind: str,
        payload: Any,
        *,
        due_at: datetime | None,
        serial_key: str | None,
        name: str | None,
    ) -> None: ...
    def cancel(self, tx: Transaction, name: str) -> None: ...


class Chance(Protocol):
    """Where identifiers and random bytes come from; `kernel.ids` is the real one."""

    def in_transaction(self, tx: Transaction, kind: str) -> int: ...
    def token_in_transaction(self, tx: Transaction, kind: str, size_bytes: int) -> bytes: ...
