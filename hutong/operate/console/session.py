"""Who uses the console: /api/console/session."""

import msgspec

from hutong.kernel.db import Reader
from hutong.operate.console.shapes import time_of
from hutong.people import public as people
from hutong.wire.product import Call, console


class Instance(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    mode: str
    name: str
    language: str


class Who(msgspec.Struct, frozen=True, kw_only=True):
    kind: str
    """"lab", "person" or "operator"."""
    person: people.PersonCard | None


class ConsoleSession(msgspec.Struct, frozen=True, kw_only=True):
    instance: Instance
    actor: Who
    lane_time: str | None


@console.get("/session")
def look(read: Reader, call: Call[None]) -> ConsoleSession:
    """Tell whom the console serves, and which instance this is; in a lab it serves anybody.

    Response: {"instance": {"id", "mode", "name", "language"}, "actor": {"kind": "lab" | "person" | "operator",
               "person": Person | null}, "lane_time": "2026-11-21T09:41:07.120Z"}
    """
    lane, actor = call.lane, call.actor
    person = people.get(read, actor.person_id) if actor.person_id is not None else None
    return ConsoleSession(
        instance=Instance(
            id=lane.instance.id,
            mode=lane.mode,
            name=lane.config.name,
            language=people.language_for(call.headers.get("accept-language", "")),
        ),
        actor=Who(kind=actor.kind, person=people.card(person) if person else None),
        lane_time=time_of(read.now),
    )
