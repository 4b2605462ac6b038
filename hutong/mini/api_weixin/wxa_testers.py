"""/wxa/bind_tester, /wxa/unbind_tester, /wxa/memberauth: who may open the trial version.

A person's WeChat id is the code of their own link here; their name for the program is their openid.
"""

from typing import Any

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction
from hutong.kernel.lane import Lane
from hutong.mini import testers
from hutong.mini.errors.testers import MemberActionWrong, UnknownTester
from hutong.people import public as people
from hutong.wire.api_weixin import MINI, Call, Ok, Text, api

Told = dict[str, Any]


class Named(msgspec.Struct):
    """By their WeChat id, or as they were called when they were bound."""

    wechatid: Text = Text("")
    userstr: Text = Text("")


class Listing(msgspec.Struct):
    action: Text = Text("")


class Bound(msgspec.Struct, frozen=True):
    userstr: str
    errcode: int = 0
    errmsg: str = "ok"


@api.post("/wxa/bind_tester", kinds={MINI}, needs="code_management", body=Named)
def bind_tester(tx: Transaction, call: Call[Named]) -> Bound:
    """Let somebody open the trial version.

    Request:  {"wechatid": "k3w…"}
    Response: {"errcode": 0, "errmsg": "ok", "userstr": "oA1…"}
    Errors:   NotPermitted · UnknownTester · AlreadyTester · TooManyTesters
    Source:   "Bind a tester"
    """
    app_id = call.app.app_id
    tester = testers.add(tx, app_id, _by_link_code(tx, str(call.body.wechatid)))
    return Bound(apps.openid(call.lane.keys, app_id, tester.person_id))


@api.post("/wxa/unbind_tester", kinds={MINI}, needs="code_management", body=Named)
def unbind_tester(tx: Transaction, call: Call[Named]) -> Ok:
    """Let somebody open it no longer.

    Request:  {"wechatid": "k3w…"} or {"userstr": "oA1…"}
    Response: {"errcode": 0, "errmsg": "ok"}
    Errors:   NotPermitted · UnknownTester
    Source:   "Unbind a tester"
    """
    testers.remove(tx, call.app.app_id, _person(tx, call.lane, call.app.app_id, call.body))
    return Ok()


@api.post("/wxa/memberauth", kinds={MINI}, needs="code_management", body=Listing)
def memberauth(read: Reader, call: Call[Listing]) -> Told:
    """Everybody who may open the trial version by being bound.

    Request:  {"action": "get_experiencer"}
    Response: {"errcode": 0, "errmsg": "ok", "members": [{"userstr": "oA1…"}]}
    Errors:   NotPermitted · MemberActionWrong
    Source:   "List the testers"
    """
    if call.body.action != "get_experiencer":
        raise MemberActionWrong()
    app_id = call.app.app_id
    found = testers.of_app(read, app_id)
    members = [{"userstr": apps.openid(call.lane.keys, app_id, tester.person_id)} for tester in found]
    return {"errcode": 0, "errmsg": "ok", "members": members}


def _person(read: Reader, lane: Lane, app_id: str, named: Named) -> int:
    if not named.userstr:
        return _by_link_code(read, str(named.wechatid))
    person_id = apps.person_of(lane.keys, app_id, str(named.userstr))
    if person_id is None:
        raise UnknownTester()
    return person_id


def _by_link_code(read: Reader, code: str) -> int:
    person = people.by_link_code(read, code.strip()[:64]) if code.strip() else None
    if person is None:
        raise UnknownTester()
    return person.id
