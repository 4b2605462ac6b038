"""The power fails again and again while people write: what was acknowledged is there, once and in order, and every
job of it has run.

The run prints its seed; HUTONG_KILL_SEED=… repeats the moments of the cuts.
"""

from __future__ import annotations

import os
import random
import threading
import time

import pytest

from hutong.testing import DeveloperServer, Lane, OfficialAccount, Person, Unreachable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

LANES, CUTS = 2, 11
# So much each writer says between two cuts, so that what they cause is done in the end.
IN_ONE_LIFE = 30
LATEST_CUT_SECONDS = 0.3


@pytest.mark.parametrize("number", range(LANES))
def test_what_was_acknowledged_survives_every_power_cut(developer: DeveloperServer, number: int) -> None:
    seed = int(os.environ.get("HUTONG_KILL_SEED", random.SystemRandom().randrange(2**32)))
    print(f"HUTONG_KILL_SEED={seed}")
    moments = random.Random(f"{seed} {number}")
    developer.reply = lambda push: push.answer(f"re: {push.text}") if push.kind == "text" else "success"
    with Lane.start() as lane:
        account = lane.official_account(kind="service", name="Waterworks")
        account.set_callback(developer.url)
        li, han, wu = lane.person("Li Lei"), lane.person("Han Meimei"), lane.person("Uncle Wu")
        for person in (li, han):
            person.follow(account)
        writers = [Writer(li, account), Writer(han, account), Writer(wu, li)]
        for _ in range(CUTS):
            for writer in writers:
                writer.go_on()
            time.sleep(moments.uniform(0, LATEST_CUT_SECONDS))
            lane.kill()
            lane.restart()
        for writer in writers:
            writer.finish()
        lane.settle(timeout=60)
        for writer in writers:
            assert writer.trouble is None
            assert len(writer.acknowledged) >= CUTS
            said = [message.text for message in writer.person.inbox(writer.peer) if message.sender == writer.person]
            assert said == writer.acknowledged
        for writer in writers[:2]:
            answered = [message for message in writer.person.inbox(account) if message.sender == account]
            assert [message.text for message in answered] == [f"re: {text}" for text in writer.acknowledged]
            # A push may be posted twice around a cut, but never out of turn.
            pushed = [push.text for push in developer.pushes if push.text.startswith(writer.person.name)]
            assert list(dict.fromkeys(pushed)) == writer.acknowledged
        assert [message.text for message in li.inbox(wu)] == writers[2].acknowledged
        assert lane.clock.due == []


class Writer:
    """Somebody who writes without pause, and says again what was not acknowledged, under the same id."""

    def __init__(self, person: Person, peer: OfficialAccount | Person) -> None:
        self.person = person
        self.peer = peer
        self.acknowledged: list[str] = []
        self.trouble: Exception | None = None
        self._left = 0
        self._is_over = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._write, daemon=True)
        self._thread.start()

    def go_on(self) -> None:
        """The lane is there: say so much more."""
        with self._changed:
            self._left = IN_ONE_LIFE
            self._changed.notify()

    def finish(self) -> None:
        """Say to the end what is half said, and no more."""
        with self._changed:
            self._is_over = True
            self._left = IN_ONE_LIFE
            self._changed.notify()
        self._thread.join(30)
        assert not self._thread.is_alive()

    def _write(self) -> None:
        number = 0
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._left > 0)
                self._left -= 1
            text = f"{self.person.name} {number}"
            try:
                self.person.send(self.peer, text, client_id=f"n{number}")
            except Unreachable:
                with self._changed:
                    # Nobody answers until the next life.
                    self._left = IN_ONE_LIFE if self._is_over else 0
                continue
            except Exception as error:
                self.trouble = error
                return
            self.acknowledged.append(text)
            number += 1
            if self._is_over:
                return
