"""Identifiers and chance. In a seeded lane the n-th draw of each kind is always the same."""

import hashlib
import itertools
import secrets
import time

import sqlalchemy as sa

from hutong.kernel.db import Row, Transaction, param, query, table


class Count(Row, frozen=True):
    """How many identifiers of a kind a seeded lane has drawn."""

    kind: str
    value: int


counts = table("kernel_counts", Count, key=("kind",))
_count = query(
    sa.update(counts.sa).where(counts.c.kind == param("of_kind")).values(value=counts.c.value + 1).returning(counts.sa),
    Count,
)

# 2024-01-01: 41 bits of milliseconds from here last until 2093.
_EPOCH_MS = 1_704_067_200_000
_COUNTER_BITS = 12
_WORKER_BITS = 10


class Ids:
    """Draws identifiers and random bytes.

    Without a seed: 41 bits of milliseconds, 10 bits of process, 12 bits of counter, and the system's randomness.
    With a seed (labs only): a function of (seed, kind, count), the count kept in the database so that a rule
    that is run again, or a process that starts again, goes on rightly.
    """

    def __init__(self, seed: str | None = None) -> None:
        self.seed = seed
        self._worker = secrets.randbits(_WORKER_BITS)
        self._counter = itertools.count(secrets.randbits(_COUNTER_BITS))
        self._last_ms = 0
        self._drawn: dict[str, int] = {}

    def new(self) -> int:
        """A 63-bit identifier, larger than those this process drew in earlier milliseconds."""
        # A clock set back must not make identifiers shrink.
        self._last_ms = max(self._last_ms, time.time_ns() // 1_000_000 - _EPOCH_MS)
        count = next(self._counter) & ((1 << _COUNTER_BITS) - 1)
        if count == 0:
            self._last_ms += 1
        return self._last_ms << (_WORKER_BITS + _COUNTER_BITS) | self._worker << _COUNTER_BITS | count

    def in_transaction(self, tx: Transaction, kind: str) -> int:
        """The next identifier of `kind`, drawn inside a rule."""
        if self.seed is None:
            return self.new()
        count = _next_count(tx, kind)
        return count << 20 | int.from_bytes(self._digest(kind, count)[:2])

    def token_in_transaction(self, tx: Transaction, kind: str, size_bytes: int) -> bytes:
        """Unguessable bytes, drawn inside a rule."""
        if self.seed is None:
            return secrets.token_bytes(size_bytes)
        return self._digest(kind, _next_count(tx, kind), size_bytes)

    def token(self, kind: str, size_bytes: int = 16) -> bytes:
        """Unguessable bytes, drawn outside rules."""
        if self.seed is None:
            return secrets.token_bytes(size_bytes)
        self._drawn[kind] = count = self._drawn.get(kind, 0) + 1
        return self._digest("outside." + kind, count, size_bytes)

    def forget(self) -> None:
        """Start every count again, as `reset` of a lab does."""
        self._drawn.clear()

    def _digest(self, kind: str, count: int, size_bytes: int = 32) -> bytes:
        # Any number of bytes: a ticket alone has 67.
        return hashlib.shake_256(f"{self.seed}\n{kind}\n{count}".encode()).digest(size_bytes)


def nonce(size_bytes: int = 12) -> str:
    """Hex digits nobody can guess, never seeded: request ids, keys of this machine."""
    return secrets.token_hex(size_bytes)


def _next_count(tx: Transaction, kind: str) -> int:
    tx.get_or_add(Count(kind=kind, value=0))
    counted = tx.one(_count, of_kind=kind)
    assert counted is not None, "the count was added above"
    return counted.value
