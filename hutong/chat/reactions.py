"""What chat does when others tell it something."""

from itertools import islice

from hutong.chat import profiles
from hutong.kernel.events import reaction
from hutong.kernel.lane import Lane
from hutong.people.events import ProfileChanged

# So many notes are a few milliseconds of the writer's time.
_AT_ONCE = 50


@reaction(ProfileChanged)
async def show_as_they_are(lane: Lane, event: ProfileChanged) -> None:
    """Who talks with this person sees the new name and picture; told twice, they see the same."""
    chats = iter(await lane.db.read_long(profiles.chats_with, event.person_id))
    while some := list(islice(chats, _AT_ONCE)):
        await lane.db.run(profiles.tell, event.person_id, some)
