"""/api/lab/redirect: what fronts outside this process tell the lab."""

from typing import Any

import msgspec

from hutong.redirect import names
from hutong.wire import errors, inspector
from hutong.wire.product import Call, lab


class MissedCall(msgspec.Struct, frozen=True, kw_only=True):
    """A call to a host of WeChat's that nobody here emulates."""

    host: str
    method: str
    path: str


@lab.post("/redirect/missed", body=MissedCall)
async def missed(call: Call[MissedCall]) -> dict[str, Any]:
    """Count a host that a redirected program called and that is not emulated; the inspector lists it.

    Request: {"host": "pay.weixin.qq.com", "method": "CONNECT", "path": "/"}
    Errors:  invalid_request
    """
    told = call.body
    if not names.is_weixin(told.host) or len(told.method) > 16 or len(told.path) > 1024:
        raise errors.BodyMalformed(detail="not a call to a host of WeChat's")
    inspector.of(call.lane).record_missed(told.host, told.method, told.path)
    return {}
