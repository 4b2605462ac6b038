"""What a person handed to a program, by a name that its cloud trades for it: a CloudID, good for five minutes.

The name holds the data itself, sealed, so that nothing has to be kept.
"""

import base64
import binascii
from datetime import datetime, timedelta
from typing import Any

import msgspec

from hutong.kernel.crypto import Keys, SealBroken

LIFE = timedelta(minutes=5)
_BEFORE = "79_"
_PURPOSE = "mini.open_data"


class OpenData(msgspec.Struct, frozen=True, array_like=True):
    """What was handed over: to which program, by whom, until when it may be had."""

    app_id: str
    person_id: int
    ends_at: int
    data: dict[str, Any]


def cloud_id(keys: Keys, app_id: str, person_id: int, data: dict[str, Any], *, at: datetime) -> str:
    """The name of what a person hands over."""
    told = {**data, "watermark": {"timestamp": int(at.timestamp()), "appid": app_id}}
    held = OpenData(app_id, person_id, int((at + LIFE).timestamp()), told)
    sealed = keys.seal(_PURPOSE, msgspec.json.encode(held))
    return _BEFORE + base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def held_by(keys: Keys, named: str, app_id: str, *, at: datetime) -> OpenData | None:
    """What a name stands for; None when this program was handed nothing by it, or too long ago."""
    text = named.removeprefix(_BEFORE)
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        held = msgspec.json.decode(keys.open(_PURPOSE, sealed), type=OpenData)
    except (binascii.Error, ValueError, SealBroken):
        return None
    return held if held.app_id == app_id and at.timestamp() < held.ends_at else None
