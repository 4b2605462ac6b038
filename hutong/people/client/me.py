"""A person's own profile: /api/client/me."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.people import avatars, errors, passwords, persons, sign_ins, throttle
from hutong.people.client import shapes
from hutong.people.client.doors import Doors
from hutong.people.client.session import count_try, device_of, welcome
from hutong.people.sign_ins import Browser
from hutong.wire.product import Call, Reply, client


class ProfileChange(msgspec.Struct, frozen=True, kw_only=True):
    name: str | None = None
    language: str | None = None


class PasswordChange(msgspec.Struct, frozen=True, kw_only=True):
    current_password: str
    password: str


@client.get("/me")
def look(read: Reader, call: Call[None]) -> shapes.Me:
    """The person who asks.

    Response: Person with "email"
    """
    return shapes.me_of(persons.require(read, call.person_id))


@client.patch("/me", body=ProfileChange)
def change(tx: Transaction, call: Call[ProfileChange]) -> shapes.Me:
    """Take another name or language; what is left out stays.

    Request:  {"name": "Li Lei", "language": "zh-CN"}
    Response: Person with "email"
    Errors:   NameRefused · LanguageRefused
    """
    return shapes.me_of(persons.change_profile(tx, call.person_id, name=call.body.name, language=call.body.language))


@client.put("/me/avatar", raw=True)
async def change_avatar(call: Call[None]) -> shapes.Me:
    """Take another picture: a PNG, JPEG, WebP or GIF of up to 5 MB, shown as a square of up to 512 pixels.

    Request:  the picture itself
    Response: Person with "email"
    Errors:   PictureRefused · BodyTooLarge
    """
    digest = await avatars.keep(call.lane, await call.read(avatars.LIMIT_BYTES))
    return shapes.me_of(await call.lane.db.run(persons.change_profile, call.person_id, avatar=digest))


@client.put("/me/password", body=PasswordChange)
async def change_password(call: Call[PasswordChange]) -> Reply:
    """Take another password; every other browser is signed out.

    Request:  {"current_password": "...", "password": "..."}
    Response: {"person": Person}, and cookies
    Errors:   SignInRefused · PasswordRefused · TooManyTries
    """
    lane, body = call.lane, call.body
    lane.port(Doors).pace.keep(call.caller_ip)
    person = await lane.db.read(persons.require, call.person_id)
    limits = throttle.sign_in_limits(lane.keys, email=person.email or str(person.id), address=call.caller_ip)
    await count_try(lane, limits, call.caller_ip)
    known = person.password_hash
    if not await passwords.matches(body.current_password, known) or known is None:
        raise errors.SignInRefused()
    passwords.check(body.password, about=(person.name, person.email or ""))
    signed_in = await lane.db.run(
        sign_ins.change_password,
        person.id,
        Browser(device=device_of(call)),
        known_hash=known,
        new_hash=await passwords.hash_of(body.password),
        limits=limits,
        at=lane.clock.wire(),
    )
    return welcome(call, signed_in)
