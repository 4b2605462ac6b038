"""/api/lab/calls/{id}/replay: a callback that was sent, sent once more."""

import asyncio

import msgspec

from hutong.dialog import public as dialog
from hutong.kernel.db import Reader, Transaction
from hutong.lab import errors
from hutong.pay import public as pay
from hutong.wire import calls, inspector, push_json, xml
from hutong.wire.paths import number_in
from hutong.wire.product import Call, lab

_PATIENCE_SECONDS = 6.0


class Replayed(msgspec.Struct, frozen=True):
    """The call that the replay became."""

    id: str | None


@lab.post("/calls/{id}/replay")
async def replay(call: Call[None]) -> Replayed:
    """Send a recorded callback again: the same content and MsgId, signed anew.

    Response: {"id": "7312…"}, the call it became; null when the server takes its time
    Errors:   call_not_found · not_replayable (a call to us, a check of an address, or a thread that is gone)
    """
    await inspector.of(call.lane).flush()
    recorded = await call.lane.db.read(_recorded, call.path["id"])
    sent: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def look(made: calls.RecordedCall) -> None:
        if made.cause_id == recorded.cause_id and made.id != recorded.id and not sent.done():
            sent.set_result(str(made.id))

    # Listening begins before sending, so that a quick answer is not missed.
    stop = call.lane.bus.listen("calls", look)
    try:
        await call.lane.db.run(_send_again, recorded)
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return Replayed(await sent)
    except TimeoutError:
        return Replayed(None)
    finally:
        stop()


def _recorded(read: Reader, spelled: str) -> calls.RecordedCall:
    call_id = number_in(spelled)
    found = None if call_id is None else calls.found(read, call_id)
    if found is None:
        raise errors.CallNotFound(id=spelled[:32])
    return found


def _send_again(tx: Transaction, recorded: calls.RecordedCall) -> None:
    app_id, person_id, cause = recorded.app_id, recorded.person_id, recorded.cause_id
    if recorded.direction != "out" or app_id is None or cause is None:
        raise errors.NotReplayable()
    if person_id is None:
        # A merchant's notice is nobody's message; it is kept, and sent again from there.
        if not pay.send_notice_again(tx, app_id, cause):
            raise errors.NotReplayable()
        return
    request = calls.request_of(recorded)
    body = request.decrypted or request.body
    told = push_json.read(body) if push_json.is_json(body) else xml.parse(body)
    if not dialog.push_again(tx, app_id, person_id, int(cause), told):
        raise errors.NotReplayable()
