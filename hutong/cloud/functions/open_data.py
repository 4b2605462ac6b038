"""CloudIDs: names that stand for what a person handed to the program, which functions get in their place."""

from typing import Any

import msgspec

from hutong.kernel.lane import Lane
from hutong.mini import public as mini

MOST = 5
_KEY = "$cloudID"


def told(lane: Lane, app_id: str, named: str, *, person_id: int | None = None) -> dict[str, Any]:
    """What a CloudID stands for, or that it is over; with a `person_id`, only what that person handed over."""
    held = mini.open_data_held_by(lane.keys, named[:20_000], app_id, at=lane.clock.lane())
    if held is None or (person_id is not None and held.person_id != person_id):
        return {"cloudID": named, "errCode": -601006, "errMsg": "cloudID expired."}
    return {"cloudID": named, "data": held.data}


def filled_in(lane: Lane, app_id: str, event: bytes, *, person_id: int) -> bytes:
    """An event with what the first CloudIDs at its top stand for in their place."""
    if _KEY.encode() not in event:
        return event
    try:
        fields: dict[str, Any] = msgspec.json.decode(event)
        names = [name for name, value in fields.items() if _named(value)]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, AttributeError):
        # Whoever takes the event says what is wrong with it.
        return event
    for name in names[:MOST]:
        fields[name] = told(lane, app_id, fields[name][_KEY], person_id=person_id)
    return msgspec.json.encode(fields)


def _named(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {_KEY} and isinstance(value[_KEY], str)
