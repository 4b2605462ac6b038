"""/cgi-bin/changeopenid: what people are called by the account that they moved to."""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.official import followers, moves
from hutong.official.errors.moves import TooManyOpenids
from hutong.wire.api_weixin import OFFICIAL, Call, Text, api

_MOST = 100
_OK, _NOT_MOVED = "ok", "ori_openid error"


class Asked(msgspec.Struct):
    from_appid: Text = Text("")
    openid_list: list[Text] = []


class Changed(msgspec.Struct, frozen=True):
    ori_openid: str
    new_openid: str
    err_msg: str


class ChangedList(msgspec.Struct, frozen=True):
    result_list: list[Changed]
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/cgi-bin/changeopenid", kinds=OFFICIAL, needs="user", body=Asked)
def changeopenid(read: Reader, call: Call[Asked]) -> ChangedList:
    """The openids that moved followers have here, by those they had before; asked by the new account's server.

    Request:  {"from_appid": "wx…", "openid_list": ["oEmYb…", "…"]}
    Response: {"errcode": 0, "errmsg": "ok", "result_list": [{"ori_openid", "new_openid", "err_msg": "ok"}]}
    Errors:   MoveUnknown · TooManyOpenids
    Source:   "Account migration". Who follows no more, or never did, is told in `err_msg`, beside the others
    """
    said: Any = call.body
    old_app, new_app = str(said.from_appid), call.app.app_id
    if not 1 <= len(said.openid_list) <= _MOST:
        raise TooManyOpenids(limit=_MOST)
    moves.require(read, new_app, old_app)
    keys = call.lane.keys
    people = {str(openid): apps.person_of(keys, old_app, str(openid)) for openid in said.openid_list}
    here = followers.several(read, new_app, [person_id for person_id in people.values() if person_id is not None])

    def changed(openid: str, person_id: int | None) -> Changed:
        if person_id is None or person_id not in here:
            return Changed(openid, "", _NOT_MOVED)
        return Changed(openid, apps.openid(keys, new_app, person_id), _OK)

    return ChangedList([changed(openid, person_id) for openid, person_id in people.items()])
