"""What a new lab begins with: Li Lei, Han Meimei, Waterworks with its bot, and Lane Pizza with its shop.

Everything may be asked for again. What a program beside the lane has to know lies in a folder of its own in the home,
with its log.
"""

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.lab.demo import pizza, waterworks
from hutong.lab.demo.programs import Surroundings
from hutong.people import public as people

__all__ = ["PEOPLE", "Surroundings", "begin"]

PEOPLE = ("Li Lei", "Han Meimei")


async def begin(lane: Lane, here: Surroundings) -> None:
    """Make the demo in an empty lab; where it is already, start its programs again."""
    is_new = await lane.db.read(_is_empty)
    if is_new:
        await lane.db.run(_populate)
    if not await waterworks.begin(lane, here, is_new=is_new):
        return
    # A program is compiled for a second or two; nobody waits for it to open the messenger.
    lane.start(pizza.begin(lane, here, is_new=is_new))


def _is_empty(read: Reader) -> bool:
    return people.count(read) == 0 and apps.count(read) == 0


def _populate(tx: Transaction) -> None:
    for name in PEOPLE:
        people.register_simulated(tx, name)
