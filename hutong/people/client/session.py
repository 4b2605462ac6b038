"""Who is signed in here; signing in and out: /api/client/session."""

from datetime import timedelta
from typing import Any

import msgspec

from hutong.kernel.db import Reader
from hutong.kernel.lane import Lane
from hutong.people import devices, errors, passwords, persons, sessions, sign_ins, throttle
from hutong.people.client import doors, shapes
from hutong.people.client.doors import Doors
from hutong.people.models import Person
from hutong.people.sign_ins import Browser
from hutong.people.spelling import language_for, number_of
from hutong.wire.product import Call, Reply, client

_LONGEST_TYPED = 320


class Instance(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    mode: str
    name: str
    language: str
    registration: str
    """"open", or "invitation" where newcomers need one."""
    upload_limit_bytes: int
    picture_limit_bytes: int


class SessionAnswer(msgspec.Struct, frozen=True, kw_only=True):
    instance: Instance
    person: shapes.Me | None
    persons: list[shapes.Me]
    lane_time: str


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    email: str
    password: str


@client.get("/session", auth="public")
async def look(call: Call[None]) -> SessionAnswer:
    """Tell who this browser speaks for, who else is signed in here, and which instance this is.

    Response: {"instance": {"id", "mode", "name", "language", "registration", "upload_limit_bytes",
                            "picture_limit_bytes"},
               "person": Person | null, "persons": [Person], "lane_time": "2026-11-21T09:41:07.120Z"}
    """
    lane = call.lane
    present = await lane.port(Doors).all_of(call.cookies)
    found = await lane.db.read(persons.find_many, [session.person_id for session in present])
    speaking = found.get(call.session.person_id) if call.session else None
    return SessionAnswer(
        instance=Instance(
            id=lane.instance.id,
            mode=lane.mode,
            name=lane.config.name,
            language=language_for(call.headers.get("accept-language", "")),
            registration="open" if is_open(lane) else "invitation",
            upload_limit_bytes=lane.config.upload_limit_bytes,
            picture_limit_bytes=min(lane.config.picture_limit_bytes, lane.config.upload_limit_bytes),
        ),
        person=shapes.me_of(speaking) if speaking else None,
        persons=[shapes.me_of(found[session.person_id]) for session in present if session.person_id in found],
        lane_time=shapes.time_of(lane.clock.lane()),
    )


@client.post("/session", auth="public", body=SignIn)
async def sign_in(call: Call[SignIn]) -> Reply:
    """Sign in with an e-mail address and a password.

    Request:  {"email": "li@example.com", "password": "..."}
    Response: {"person": Person}, and cookies
    Errors:   SignInRefused · TooManyTries · PersonSuspended
    """
    lane, address = call.lane, call.caller_ip
    lane.port(Doors).pace.keep(address)
    email = call.body.email.strip()[:_LONGEST_TYPED].casefold()
    limits = throttle.sign_in_limits(lane.keys, email=email, address=address)
    await count_try(lane, limits, address)
    person = await _checked(lane, email, call.body.password)
    held = await lane.db.read(doors.held_session, lane, call.cookies, person.id)
    signed_in = await lane.db.run(
        sign_ins.sign_in,
        person.id,
        Browser(device=device_of(call), held=held),
        known_hash=person.password_hash or "",
        limits=limits,
        at=lane.clock.wire(),
    )
    return welcome(call, signed_in)


@client.delete("/session")
async def sign_out(call: Call[None]) -> Reply:
    """Sign out in this browser.

    Response: {}
    """
    assert call.session is not None
    session_id = number_of(call.session.session_id)
    if session_id is None:
        raise errors.SessionNotFound()
    await call.lane.db.run(sessions.close, call.person_id, session_id)
    return Reply(body={}, cookies=doors.cookies_without(call.lane, call.cookies, call.person_id))


def welcome(call: Call[Any], signed_in: sign_ins.SignedIn) -> Reply:
    """The answer to whoever just signed in."""
    body = shapes.SignedIn(person=shapes.me_of(signed_in.person))
    return Reply(body=body, cookies=doors.cookies_of(call.lane, signed_in.opened))


async def count_try(lane: Lane, limits: list[throttle.Limit], address: str) -> None:
    """Count a try that is about to be made. Raises: TooManyTries"""
    wire_now = lane.clock.wire()
    refusal = await lane.db.run(throttle.count, limits, address=address, at=wire_now)
    if refusal is not None:
        raise errors.TooManyTries(retry_after_seconds=-(-(refusal.until - wire_now) // timedelta(seconds=1)))


def device_of(call: Call[Any]) -> str:
    """What the caller's browser is called."""
    return devices.device_of(call.headers.get("user-agent", ""))


def is_open(lane: Lane) -> bool:
    """Whether newcomers register here without an invitation."""
    return lane.mode == "lab" or lane.config.open_registration


async def _checked(lane: Lane, email: str, password: str) -> Person:
    person = await lane.db.read(_by_typed_email, email)
    kept = person.password_hash if person else None
    if not await passwords.matches(password, kept) or person is None or kept is None:
        raise errors.SignInRefused()
    if not passwords.is_outdated(kept):
        return person
    stronger = await passwords.hash_of(password)
    await lane.db.run(sign_ins.keep_stronger_hash, person.id, known_hash=kept, stronger=stronger)
    return msgspec.structs.replace(person, password_hash=stronger)


def _by_typed_email(read: Reader, email: str) -> Person | None:
    return persons.find_by_email(read, email) if email.isprintable() else None
