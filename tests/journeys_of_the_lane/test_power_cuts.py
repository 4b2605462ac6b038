"""The power fails again and again while people write: what was acknowledged is there, once and in order, and every
job of it has run.
"""

from __future__ import annotations

import pytest

from hutong.testing import DeveloperServer, Lane, OfficialAccount, Person
from tests.support.power_cuts import Busy, live_through, seeded

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

LANES, CUTS = 2, 11
# So much each writer says between two cuts, so that what they cause is done in the end.
IN_ONE_LIFE = 30
LATEST_CUT_SECONDS = 0.3


@pytest.mark.parametrize("number", range(LANES))
def test_what_was_acknowledged_survives_every_power_cut(developer: DeveloperServer, number: int) -> None:
    moments = seeded(number)
    developer.reply = lambda push: push.answer(f"re: {push.text}") if push.kind == "text" else "success"
    with Lane.start() as lane:
        account = lane.official_account(kind="service", name="Waterworks")
        account.set_callback(developer.url)
        li, han, wu = lane.person("Li Lei"), lane.person("Han Meimei"), lane.person("Uncle Wu")
        for person in (li, han):
            person.follow(account)
        writers = [Writer(li, account), Writer(han, account), Writer(wu, li)]
        live_through(lane, writers, CUTS, moments, latest_seconds=LATEST_CUT_SECONDS)
        for writer in writers:
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


class Writer(Busy):
    """Somebody who writes, and says again what was not acknowledged, under the same id."""

    def __init__(self, person: Person, peer: OfficialAccount | Person) -> None:
        super().__init__(IN_ONE_LIFE)
        self.person = person
        self.peer = peer
        self.acknowledged: list[str] = []

    def step(self, number: int) -> None:
        """Say one thing more."""
        text = f"{self.person.name} {number}"
        self.person.send(self.peer, text, client_id=f"n{number}")
        self.acknowledged.append(text)
