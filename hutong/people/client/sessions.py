"""A person's own sessions: /api/client/sessions."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.people import errors, persons, sessions
from hutong.people.client import doors
from hutong.people.client.shapes import time_of
from hutong.people.spelling import number_of
from hutong.wire.product import Call, Reply, client


class SessionItem(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    device: str
    created_at: str
    last_seen_at: str
    current: bool


class SessionList(msgspec.Struct, frozen=True, kw_only=True):
    items: list[SessionItem]


@client.get("/sessions")
def list_(read: Reader, call: Call[None]) -> SessionList:
    """Where this person is signed in, the browser used last first.

    Response: {"items": [{"id", "device": "Firefox · Linux", "created_at", "last_seen_at", "current"}]}
    """
    assert call.session is not None
    items = [
        SessionItem(
            id=str(session.id),
            device=session.device,
            created_at=time_of(session.created_at),
            last_seen_at=time_of(session.last_seen_at),
            current=str(session.id) == call.session.session_id,
        )
        for session in sessions.of_person(read, call.person_id, at=call.lane.clock.wire())
    ]
    return SessionList(items=items)


@client.delete("/sessions/{id}")
def revoke(tx: Transaction, call: Call[None]) -> Reply:
    """Sign this person out in one browser.

    Response: {}
    Errors:   SessionNotFound
    """
    assert call.session is not None
    session_id = number_of(call.path["id"])
    if session_id is None:
        raise errors.SessionNotFound()
    sessions.close(tx, call.person_id, session_id)
    is_this = str(session_id) == call.session.session_id
    return Reply(body={}, cookies=doors.cookies_without(call.lane, call.cookies, call.person_id) if is_this else ())


@client.delete("/sessions")
def sign_out_everywhere(tx: Transaction, call: Call[None]) -> Reply:
    """Sign this person out in every browser, this one too.

    Response: {}
    """
    sessions.close_all(tx, persons.require(tx, call.person_id))
    return Reply(body={}, cookies=doors.cookies_without(call.lane, call.cookies, call.person_id))
