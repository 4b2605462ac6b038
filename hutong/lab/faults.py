"""Faults: what goes wrong with the next callbacks to an app's server, or the next notices to a merchant's.

They live in memory: a lab that starts again is healthy.
"""

from collections import deque
from typing import Literal, get_args
from weakref import WeakKeyDictionary

import msgspec

from hutong.kernel.lane import Lane
from hutong.lab import errors

FaultKind = Literal[
    "timeout", "refuse", "status_500", "garbage", "slow", "duplicate", "lost", "late", "probe", "refund_abnormal",
    "system_error", "bank_error", "frequency_limited", "rule_limit", "account_error", "trade_error",
]  # fmt: skip


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """The next `times` callbacks to this app meet this; a merchant's notices go by its mchid."""

    app_id: str
    kind: FaultKind
    times: int


ANSWERS = frozenset({"system_error", "bank_error", "frequency_limited", "rule_limit", "account_error", "trade_error"})
_KINDS_OF_QUEUES = ("refund", "answer")


def kept_under(mchid: str, kind: str) -> str:
    """Under which name faults of a merchant wait: a refund that does not arrive, and a call that is refused, are no
    notices that go wrong."""
    queue = "refund" if kind == "refund_abnormal" else "answer" if kind in ANSWERS else ""
    return f"{queue}:{mchid}" if queue else mchid


class Faults:
    """The faults of one lane, first set first met."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = {}

    def add(self, app_id: str, kind: str, times: int) -> Fault:
        """Let the next callbacks meet a fault. Raises: NameNeeded"""
        if kind not in get_args(FaultKind) or not 1 <= times <= 1000:
            raise errors.NameNeeded(given=kind, known=list(get_args(FaultKind)))
        fault = Fault(app_id=app_id, kind=kind, times=times)  # type: ignore[arg-type]  # checked above
        self._waiting.setdefault(app_id, deque()).append(fault)
        return fault

    async def next_fault(self, app_id: str) -> FaultKind | None:
        """What the callback that goes out now meets."""
        waiting = self._waiting.get(app_id)
        if not waiting:
            return None
        fault = waiting.popleft()
        if fault.times > 1:
            waiting.appendleft(msgspec.structs.replace(fault, times=fault.times - 1))
        return fault.kind

    def listed(self) -> list[Fault]:
        """What is still to come."""
        return [fault for waiting in self._waiting.values() for fault in waiting]

    def clear(self, app_id: str | None = None) -> None:
        """Heal one app, or all."""
        if app_id is None:
            self._waiting.clear()
        else:
            self._waiting.pop(app_id, None)
            for queue in _KINDS_OF_QUEUES:
                self._waiting.pop(f"{queue}:{app_id}", None)


_all: WeakKeyDictionary[Lane, Faults] = WeakKeyDictionary()


def of(lane: Lane) -> Faults:
    """The faults of this lane."""
    return _all.setdefault(lane, Faults())
