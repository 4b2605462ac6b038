"""/wxa/checksession, /wxa/resetusersessionkey: the session key that a program and a person share."""

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.mini import session_keys
from hutong.mini.api_weixin.openids import person_of
from hutong.wire.api_weixin import MINI, Call, Ok, api


class Signed(msgspec.Struct, frozen=True):
    """A person, and what proves that the caller has the key: it signed nothing with it."""

    openid: str = ""
    signature: str = ""
    sig_method: str = ""


class Renewed(msgspec.Struct, frozen=True):
    """The key that is good from now on."""

    openid: str
    session_key: str
    errcode: int = 0
    errmsg: str = "ok"


@api.get("/wxa/checksession", kinds={MINI}, query=Signed)
def checksession(read: Reader, call: Call[None]) -> Ok:
    """Whether the session key a server holds is the one that is good.

    Request:  ?openid=o...&signature=…hex hmac_sha256(session_key, "")…&sig_method=hmac_sha256
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   OpenidUnknown · SignatureMethodWrong · SessionMissing · SignatureWrong
    Source:   "Check login state"; the key of the signature is the session key's text
    """
    person_id = person_of(call.lane, call.app.app_id, call.query.openid)
    _check(read, call, person_id)
    return Ok()


@api.get("/wxa/resetusersessionkey", kinds={MINI}, minutely="login.reset", query=Signed)
def resetusersessionkey(tx: Transaction, call: Call[None]) -> Renewed:
    """Replace a person's session key. The one before is dead at once; the new one ends when that would have.

    Request:  as for checksession
    Response: {"errcode": 0, "errmsg": "ok", "openid": "o...", "session_key": "…"}
    Errors:   OpenidUnknown · SignatureMethodWrong · SessionMissing · SignatureWrong · AskedTooOften
    Source:   "Reset login state". How often is too often for one person is not documented: ten times a minute here
    """
    app_id, asked = call.app.app_id, call.query
    person_id = person_of(call.lane, app_id, asked.openid)
    key = session_keys.reset(tx, call.lane.keys, app_id, person_id, signature=asked.signature, method=asked.sig_method)
    return Renewed(openid=asked.openid, session_key=key)


def _check(read: Reader, call: Call[None], person_id: int) -> None:
    asked = call.query
    session_keys.check(
        read,
        call.lane.keys,
        call.app.app_id,
        person_id,
        signature=asked.signature,
        method=asked.sig_method,
    )
