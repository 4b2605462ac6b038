"""/api/lab/people/{id}: what an app calls them, and waiting for what they will see."""

import asyncio
from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.chat import public as chat
from hutong.kernel.db import Reader
from hutong.lab import errors
from hutong.people import public as people
from hutong.wire.product import Call, lab

_LONGEST_SECONDS = 60.0


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What to wait for: something newer than `after_seq` in the conversation with an app or a person.

    With an app, something newer than `after_log_seq` in the log of its broadcasts does as well.
    """

    with_app_id: str | None = None
    with_person_id: str | None = None
    after_seq: int = 0
    after_log_seq: int = 0
    timeout_seconds: float = 5


class Waited(msgspec.Struct, frozen=True):
    """Whether it came."""

    newer: bool


@lab.get("/people/{id}/openids/{app_id}")
def openid(read: Reader, call: Call[None]) -> dict[str, Any]:
    """What an app calls a person, whether they follow it or not.

    Response: {"openid": "o…"}
    Errors:   person_not_found · unknown_name
    """
    person = people.require(read, people.id_of(call.path["id"]))
    app = apps.get(read, call.path["app_id"])
    if app is None:
        raise errors.NameNeeded(given=call.path["app_id"][:64])
    return {"openid": apps.openid(call.lane.keys, app.app_id, person.id)}


@lab.post("/people/{id}/wait", body=Waiting)
async def wait(call: Call[Waiting]) -> Waited:
    """Answer when the conversation has something newer than `after_seq`, or when the time is over.

    Request:  {"with_app_id": "wx…", "after_seq": 12, "timeout_seconds": 5} or {"with_person_id": "7312…", …}
    Response: {"newer": true}
    Errors:   person_not_found
    """
    lane, wanted = call.lane, call.body
    person_id = people.id_of(call.path["id"])
    arrived = asyncio.Event()
    # Listening begins before looking, so that nothing falls between.
    log = None if wanted.with_app_id is None else await lane.db.read(chat.find_broadcast_log, wanted.with_app_id)
    topics = [f"person:{person_id}"] + ([] if log is None else [chat.log_topic(log.id)])
    stops = [lane.bus.listen(topic, lambda _: arrived.set()) for topic in topics]
    try:
        async with asyncio.timeout(min(max(wanted.timeout_seconds, 0), _LONGEST_SECONDS)):
            while not await lane.db.read(_is_newer, person_id, wanted):
                await arrived.wait()
                arrived.clear()
        return Waited(newer=True)
    except TimeoutError:
        return Waited(newer=False)
    finally:
        for stop in stops:
            stop()


def _is_newer(read: Reader, person_id: int, wanted: Waiting) -> bool:
    log = None if wanted.with_app_id is None else chat.find_broadcast_log(read, wanted.with_app_id)
    if log is not None and log.head_seq > wanted.after_log_seq and chat.find_membership(read, person_id, log.id):
        return True
    if wanted.with_app_id is not None:
        found = chat.find_app_thread(read, wanted.with_app_id, person_id)
    else:
        found = chat.find_direct(read, person_id, people.id_of(wanted.with_person_id or ""))
    return found is not None and found.head_seq > wanted.after_seq
