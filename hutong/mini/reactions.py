"""What mini programs do about news."""

from hutong.kernel.events import reaction
from hutong.kernel.lane import Lane
from hutong.mini import watching
from hutong.mini.events import VersionUploaded


@reaction(VersionUploaded)
async def reload_open_programs(lane: Lane, event: VersionUploaded) -> None:
    """Let messengers that have the development version open start it anew. May be lost: the next start gets it."""
    version, person_ids = await lane.db.read(watching.watchers, event.app_id, event.version_id)
    if version is None:
        return
    news = {"type": "mini", "app_id": version.app_id, "version": "develop", "number": version.number}
    for person_id in person_ids:
        lane.bus.spread(f"person:{person_id}", {**news, "digest": version.digest})
