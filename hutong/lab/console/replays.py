"""/api/lab/calls/{id}/replay: a callback that was sent, sent once more."""

from typing import Any

from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.lab import errors
from hutong.wire import calls, inspector, xml
from hutong.wire.paths import number_in
from hutong.wire.product import Call, lab


@lab.post("/calls/{id}/replay")
async def replay(call: Call[None]) -> dict[str, Any]:
    """Send a recorded callback again: the same content and MsgId, signed anew.

    Response: {}
    Errors:   call_not_found · not_replayable (a call to us, a check of an address, or a thread that is gone)
    """
    await inspector.of(call.lane).flush()
    recorded = await call.lane.db.read(_recorded, call.path["id"])
    await call.lane.db.run(_send_again, recorded)
    return {}


def _recorded(read: Reader, spelled: str) -> calls.RecordedCall:
    call_id = number_in(spelled)
    found = None if call_id is None else calls.found(read, call_id)
    if found is None:
        raise errors.CallNotFound(id=spelled[:32])
    return found


def _send_again(tx: Transaction, recorded: calls.RecordedCall) -> None:
    app_id, person_id, cause = recorded.app_id, recorded.person_id, recorded.cause_id
    if recorded.direction != "out" or app_id is None or person_id is None or cause is None:
        raise errors.NotReplayable()
    request = calls.request_of(recorded)
    told = xml.parse(request.decrypted or request.body)
    if not dialog.push_again(tx, app_id, person_id, int(cause), told):
        raise errors.NotReplayable()
