"""/api/client/mini/{app_id}/login, phone, user-info: who a person is, as their program is told."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.mini import codes, envelopes, open_data, phones, profiles, session_keys
from hutong.mini.client.shapes import running
from hutong.wire.addresses import Addresses
from hutong.wire.product import Call, client


class LoginCode(msgspec.Struct, frozen=True):
    code: str


class SessionState(msgspec.Struct, frozen=True):
    valid: bool


class PhoneAnswer(msgspec.Struct, frozen=True, rename="camel"):
    """A code for the program's server, and the number itself as only that server, or its cloud, reads it."""

    code: str
    encrypted_data: str
    iv: str
    cloud_id: str = msgspec.field(name="cloudID")


class PhoneShown(msgspec.Struct, frozen=True):
    """A number with its middle left out, as a sheet shows it."""

    shown: str


class ProfileWish(msgspec.Struct, frozen=True, rename="camel"):
    """`consented`: the person agreed on a sheet that the program sees who they are."""

    with_credentials: bool = False
    lang: str = "en"
    consented: bool = False


class ProfileAnswer(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A person as a program sees them; `raw_data` is the same as text, which `signature` covers."""

    user_info: profiles.UserInfo
    raw_data: str
    signature: str = ""
    encrypted_data: str = ""
    iv: str = ""
    cloud_id: str = msgspec.field(default="", name="cloudID")


@client.post("/mini/{app_id}/login")
def login(tx: Transaction, call: Call[None]) -> LoginCode:
    """Sign the person in to a program: a code that its server trades for their openid. Good once, for five minutes.

    Response: {"code": "0a3…"}
    Errors:   LaunchMissing · ProgramNotFound · ProgramClosed · NotATester
    """
    launch = running(tx, call)
    session_keys.sign_in(tx, call.lane.keys, launch.app_id, launch.person_id)
    return LoginCode(codes.give(tx, launch.app_id, launch.person_id, "login"))


@client.post("/mini/{app_id}/session/check")
def check_session(read: Reader, call: Call[None]) -> SessionState:
    """Whether the session key of the last login is still good.

    Response: {"valid": true}
    Errors:   as for login
    """
    launch = running(read, call)
    return SessionState(session_keys.find(read, launch.app_id, launch.person_id) is not None)


@client.get("/mini/{app_id}/phone")
def shown_phone(tx: Transaction, call: Call[None]) -> PhoneShown:
    """What the sheet shows of the number before the person agrees to hand it over.

    Response: {"shown": "138 **** 1234"}
    Errors:   as for login; PhoneNotPermitted · PhoneMissing
    """
    launch = running(tx, call)
    phones.require_permitted(tx, launch.app_id)
    number = phones.of_person(tx, launch.person_id).pure_phone_number
    return PhoneShown(f"{number[:3]} **** {number[-4:]}")


@client.post("/mini/{app_id}/phone")
def phone(tx: Transaction, call: Call[None]) -> PhoneAnswer:
    """The person's phone number for a program, which they agreed to on the sheet just before.

    Response: {"code": "…64 hex digits…", "encryptedData", "iv", "cloudID"}; the two in the middle are empty without
              a session
    Errors:   as for login; PhoneNotPermitted · PhoneMissing
    """
    launch, keys = running(tx, call), call.lane.keys
    sealed = phones.sealed(tx, keys, launch.app_id, launch.person_id)
    code = codes.give(tx, launch.app_id, launch.person_id, "phone")
    told = msgspec.to_builtins(phones.of_person(tx, launch.person_id))
    named = open_data.cloud_id(keys, launch.app_id, launch.person_id, told, at=tx.now)
    return PhoneAnswer(code, sealed.encrypted_data, sealed.iv, named)


@client.post("/mini/{app_id}/user-info", body=ProfileWish)
def user_info(tx: Transaction, call: Call[ProfileWish]) -> ProfileAnswer:
    """Who the person is: name and picture where they agreed, else nobody in particular.

    Request:  {"withCredentials": true, "lang": "zh_CN", "consented": true}
    Response: {"userInfo": {"nickName", "avatarUrl", …}, "rawData", "signature", "encryptedData", "iv", "cloudID"}
    Errors:   as for login; SessionMissing when credentials are asked for and there is no session
    """
    launch, wish, keys = running(tx, call), call.body, call.lane.keys
    told = profiles.of_person(tx, launch.person_id, wish.lang, _base(call.lane), is_known=wish.consented)
    raw = msgspec.json.encode(told).decode()
    if not wish.with_credentials:
        return ProfileAnswer(told, raw)
    key = session_keys.text_of(keys, session_keys.use(tx, launch.app_id, launch.person_id))
    openid = apps.openid(keys, launch.app_id, launch.person_id)
    unionid = apps.unionid(tx, keys, launch.app_id, launch.person_id)
    data: dict[str, Any] = {"openId": openid, **msgspec.to_builtins(told)} | ({"unionId": unionid} if unionid else {})
    sealed = envelopes.seal(key, data, app_id=launch.app_id, at=int(tx.now.timestamp()))
    named = open_data.cloud_id(keys, launch.app_id, launch.person_id, data, at=tx.now)
    return ProfileAnswer(told, raw, envelopes.signature(key, raw), sealed.encrypted_data, sealed.iv, named)


def _base(lane: Lane) -> str:
    return (lane.config.public_url or lane.port(Addresses).url).rstrip("/")
