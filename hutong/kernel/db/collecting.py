"""How much of a thread's processor time went to collecting garbage, which is not the fault of whoever ran just then."""

import gc
import threading
import time
from typing import Any


class _PerThread(threading.local):
    began = 0.0
    total = 0.0


_mine = _PerThread()


def collecting_seconds() -> float:
    """Processor time this thread has spent in the collector so far."""
    return _mine.total


def _note(phase: str, info: dict[str, Any]) -> None:
    if phase == "start":
        _mine.began = time.thread_time()
    else:
        _mine.total += time.thread_time() - _mine.began


gc.callbacks.append(_note)
