"""/cgi-bin/wxverify/checkwxverifynickname: whether a program may be called so."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader
from hutong.mini import appearance
from hutong.mini.content import ContentPort
from hutong.wire.api_weixin import MINI, Call, Text, api


class Name(msgspec.Struct):
    nick_name: Text = Text("")


@api.post("/cgi-bin/wxverify/checkwxverifynickname", kinds={MINI}, needs="code_management", body=Name)
def checkwxverifynickname(read: Reader, call: Call[Name]) -> dict[str, Any]:
    """Whether a name may be had, and whether it wants papers.

    Request:  {"nick_name": "Tea House"}
    Response: {"errcode": 0, "errmsg": "ok", "hit_condition": false, "wording": ""}
    Errors:   NotPermitted · NameNotPlain · NameForbidden · NameTaken
    Source:   "Check a name"
    """
    content = call.lane.port(ContentPort)
    wants_papers = appearance.check_name(read, content, call.app.app_id, str(call.body.nick_name))
    wording = "该名称需要提供证明材料" if wants_papers else ""
    return {"errcode": 0, "errmsg": "ok", "hit_condition": wants_papers, "wording": wording}
