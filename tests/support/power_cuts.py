"""The power fails again and again while people are busy.

A run prints its seed; HUTONG_KILL_SEED=… repeats the moments of the cuts.
"""

from __future__ import annotations

import http.client
import os
import random
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence

from hutong.testing import Lane, Unreachable

FINISH_SECONDS = 60
GONE = (Unreachable, OSError, http.client.HTTPException)


def seeded(number: int = 0) -> random.Random:
    """Moments that can be repeated."""
    seed = int(os.environ.get("HUTONG_KILL_SEED", random.SystemRandom().randrange(2**32)))
    print(f"HUTONG_KILL_SEED={seed}")
    return random.Random(f"{seed} {number}")


class Busy(ABC):
    """Somebody who takes one step after another without pause, and takes again the one that was not acknowledged."""

    def __init__(self, steps_in_one_life: int) -> None:
        self.trouble: Exception | None = None
        self._steps_in_one_life = steps_in_one_life
        self._left = 0
        self._is_over = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, daemon=True)

    @abstractmethod
    def step(self, number: int) -> None:
        """Take the step of this number; returning acknowledges it."""

    def begin(self) -> None:
        """Stand ready for the first life."""
        self._thread.start()

    def go_on(self) -> None:
        """The lane is there: so many steps more."""
        with self._changed:
            self._left = self._steps_in_one_life
            self._changed.notify()

    def finish(self) -> None:
        """Take to the end the step that is half taken, and no more."""
        with self._changed:
            self._is_over = True
            self._left = self._steps_in_one_life
            self._changed.notify()
        self._thread.join(FINISH_SECONDS)
        assert not self._thread.is_alive()
        assert self.trouble is None

    def _work(self) -> None:
        number = 0
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._left > 0)
                self._left -= 1
            try:
                self.step(number)
            except GONE:
                with self._changed:
                    # Nobody answers until the next life.
                    self._left = self._steps_in_one_life if self._is_over else 0
                continue
            except Exception as error:
                self.trouble = error
                return
            number += 1
            if self._is_over:
                return


def live_through(
    lane: Lane, people: Sequence[Busy], cuts: int, moments: random.Random, *, latest_seconds: float
) -> None:
    """Cut the power so often while all of them are busy; in the end every step and every job is done."""
    for busy in people:
        busy.begin()
    for _ in range(cuts):
        for busy in people:
            busy.go_on()
        time.sleep(moments.uniform(0, latest_seconds))
        lane.kill()
        lane.restart()
    for busy in people:
        busy.finish()
    lane.settle(timeout=60)
