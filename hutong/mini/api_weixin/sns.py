"""/sns/jscode2session: a program's server learns who signed in."""

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from hutong.kernel.lane import Lane
from hutong.mini import codes, programs, session_keys
from hutong.mini.errors.sessions import CodeMissing, GrantTypeWrong
from hutong.mini.errors.versions import ProgramNotFound
from hutong.wire.api_weixin import Bytes, Call, api

_encode = msgspec.json.Encoder().encode


class SignedIn(msgspec.Struct, frozen=True):
    """Who signed in, and the key that the program and they share."""

    session_key: str
    openid: str
    unionid: str | msgspec.UnsetType = msgspec.UNSET
    """Where the program is bound to an open platform account."""


@api.get("/sns/jscode2session", auth="secret", also=("POST",))
async def jscode2session(call: Call[None]) -> Bytes:
    """Trade a code of `wx.login` for the person's openid and session key. As JSON, called text/plain.

    Request:  ?appid=wx...&secret=...&js_code=...&grant_type=authorization_code
    Response: {"session_key": "…base64 of 16 bytes…", "openid": "o..."}
    Errors:   AppIdMissing · SecretMissing · CodeMissing · GrantTypeWrong · ProgramNotFound · SecretFrozen ·
              SecretWrong · CodeUnknown · CodeUsed · AskedTooOften
    Source:   "Login credential check". A "unionid" is there once the program is bound to an open platform account.
              The grant type is not looked at where it is left out, as SDKs differ.
    """
    given = call.args
    if given.get("appid") and given.get("secret") and not given.get("js_code"):
        raise CodeMissing()
    if given.get("grant_type", "authorization_code") != "authorization_code":
        raise GrantTypeWrong()
    app = await apps.authenticate(call.lane, given.get("appid", ""), given.get("secret", ""))
    call.app = app
    if app.kind != programs.MINI:
        raise ProgramNotFound()
    told = await call.lane.db.run(_trade, call.lane, app.app_id, given["js_code"])
    return Bytes(_encode(told), "text/plain; charset=utf-8")


def _trade(tx: Transaction, lane: Lane, app_id: str, code: str) -> SignedIn:
    person_id = codes.take(tx, app_id, code, "login")
    key = session_keys.taken_for_code(tx, lane.keys, app_id, person_id)
    unionid = apps.unionid(tx, lane.keys, app_id, person_id)
    return SignedIn(key, apps.openid(lane.keys, app_id, person_id), msgspec.UNSET if unionid is None else unionid)
