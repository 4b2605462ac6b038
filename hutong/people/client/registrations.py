"""Registering: /api/client/registrations, and what an invitation says: /api/client/invitations."""

import msgspec

from hutong.kernel.db import Reader
from hutong.people import errors, invitations, passwords, persons, sign_ins, spelling, throttle
from hutong.people.client.doors import Doors
from hutong.people.client.session import count_try, device_of, is_open, welcome
from hutong.people.ports import RolePort
from hutong.people.sign_ins import Browser, Newcomer
from hutong.wire.product import Call, Reply, client


class Registration(msgspec.Struct, frozen=True, kw_only=True):
    email: str
    name: str
    password: str
    language: str = "en"
    invitation: str | None = None


class InvitationAnswer(msgspec.Struct, frozen=True, kw_only=True):
    role: str
    inviter_name: str | None


@client.post("/registrations", auth="public", body=Registration)
async def register(call: Call[Registration]) -> Reply:
    """Register with an e-mail address and a password, and be signed in.

    Request:  {"invitation": "..." | null, "email": "li@example.com", "name": "Li Lei", "password": "...",
               "language": "en"}
    Response: {"person": Person}, and cookies
    Errors:   InvitationNeeded · InvitationNotFound · NameRefused · EmailRefused · PasswordRefused · LanguageRefused ·
              EmailTaken · TooManyTries
    """
    lane, body = call.lane, call.body
    lane.port(Doors).pace.keep(call.caller_ip)
    await count_try(lane, throttle.registration_limits(lane.keys, address=call.caller_ip), call.caller_ip)
    # A stranger without an invitation learns nothing else, and costs no hashing.
    await lane.db.read(_check_door, body.invitation, is_open(lane))
    name, email = spelling.name_of(body.name), spelling.email_of(body.email)
    language = spelling.language_of(body.language)
    passwords.check(body.password, about=(name, email))
    newcomer = Newcomer(name=name, email=email, password_hash=await passwords.hash_of(body.password), language=language)
    signed_in = await lane.db.run(
        sign_ins.register,
        newcomer,
        Browser(device=device_of(call)),
        invitation_code=body.invitation,
        is_open=is_open(lane),
        roles=lane.port(RolePort),
        at=lane.clock.wire(),
    )
    return welcome(call, signed_in)


@client.get("/invitations/{code}", auth="public")
async def invitation(call: Call[None]) -> InvitationAnswer:
    """What an invitation is for, and who it comes from; `inviter_name` is null for the instance's own.

    Response: {"role": "member" | "operator", "inviter_name": "Han Meimei"}
    Errors:   InvitationNotFound · TooManyTries
    """
    call.lane.port(Doors).pace.keep(call.caller_ip)
    return await call.lane.db.read(_describe, call.path["code"])


def _check_door(read: Reader, code: str | None, is_open: bool) -> None:
    if code is not None:
        invitations.find_open(read, code)
    elif not is_open:
        raise errors.InvitationNeeded()


def _describe(read: Reader, code: str) -> InvitationAnswer:
    found = invitations.find_open(read, code)
    inviter = persons.find(read, found.inviter_id) if found.inviter_id is not None else None
    return InvitationAnswer(role=found.role, inviter_name=inviter.name if inviter else None)
