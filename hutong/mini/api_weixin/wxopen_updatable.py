"""/cgi-bin/message/wxopen/activityid/create and updatablemsg/send: cards in chats that change."""

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Transaction
from hutong.mini import activities
from hutong.mini.api_weixin.openids import person_of
from hutong.mini.errors.sessions import OpenidUnknown
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

_NO_STATE = -1


class Sharer(msgspec.Struct, frozen=True):
    """Who alone may share it, by either name."""

    openid: str = ""
    unionid: str = ""


class Created(msgspec.Struct, frozen=True):
    activity_id: str
    expiration_time: int
    errcode: int = 0
    errmsg: str = "ok"


class Parameter(msgspec.Struct):
    name: Text = Text("")
    value: Text = Text("")


class TemplateInfo(msgspec.Struct):
    parameter_list: list[Parameter] = []


class Update(msgspec.Struct):
    """How an activity stands."""

    activity_id: Text = Text("")
    target_state: int = _NO_STATE
    template_info: TemplateInfo = msgspec.field(default_factory=TemplateInfo)


@api.get("/cgi-bin/message/wxopen/activityid/create", kinds={MINI}, query=Sharer)
def create(tx: Transaction, call: Call[None]) -> Created:
    """An activity for cards that change, for 24 hours; for one person alone where it is private.

    Request:  ?openid=o... or &unionid=o..., or neither
    Response: {"errcode": 0, "errmsg": "ok", "activity_id": "…", "expiration_time": 1798700000}
    Errors:   OpenidUnknown
    Source:   "Create an activity id". What an unknown openid is told is not documented
    """
    made = activities.create(tx, call.app.app_id, _sharer(tx, call))
    return Created(made.activity_id, int(made.expires_at.timestamp()))


@api.post("/cgi-bin/message/wxopen/updatablemsg/send", kinds={MINI}, body=Update)
def send(tx: Transaction, call: Call[Update]) -> Ok:
    """Change all cards that were shared of an activity.

    Request:  {"activity_id": "…", "target_state": 0, "template_info": {"parameter_list": [
               {"name": "member_count", "value": "2"}, {"name": "room_limit", "value": "5"}]}}; with state 1 "path" and
               "version_type" (develop, trial, release)
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   ActivityUnknown · ActivityStateWrong · ActivityVersionWrong · ActivityOver · ActivityWordsWrong
    Source:   "Change an updatable message". State 1 is final; that a second change of it is a wrong state is a guess
    """
    told = call.body
    said = {str(one.name): str(one.value) for one in told.template_info.parameter_list}
    activities.change(tx, call.app.app_id, str(told.activity_id), told.target_state, said)
    return Ok()


def _sharer(tx: Transaction, call: Call[None]) -> int | None:
    """The person its server means; a unionid is one of the account that the program is bound to."""
    asked, app_id = call.query, call.app.app_id
    if asked.openid:
        return person_of(call.lane, app_id, asked.openid)
    if not asked.unionid:
        return None
    account = apps.open_account_of(tx, app_id)
    if account is None:
        raise OpenidUnknown()
    return person_of(call.lane, account, asked.unionid)
