"""/wxa/setnickname, /wxa/api_wxa_querynickname: what a program is called."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader
from hutong.mini import appearance
from hutong.mini.content import ContentPort
from hutong.mini.errors import appearance as errors
from hutong.wire.api_weixin import MINI, Call, Text, api

NEEDS = "code_management"

Told = dict[str, Any]


class NewName(msgspec.Struct):
    """A name, and papers for it as temporary media."""

    nick_name: Text = Text("")
    id_card: Text = Text("")
    license: Text = Text("")
    naming_other_stuff_1: Text = Text("")
    naming_other_stuff_2: Text = Text("")
    naming_other_stuff_3: Text = Text("")
    naming_other_stuff_4: Text = Text("")
    naming_other_stuff_5: Text = Text("")

    @property
    def has_papers(self) -> bool:
        named = (getattr(self, f"naming_other_stuff_{number}") for number in range(1, 6))
        return bool(self.id_card or self.license or any(named))


class Asked(msgspec.Struct):
    audit_id: Text = Text("")


@api.post("/wxa/setnickname", kinds={MINI}, needs=NEEDS, body=NewName)
async def setnickname(call: Call[NewName]) -> Told:
    """Call the program so: at once, or, shown papers, once they were looked at; then there is an audit_id.

    Request:  {"nick_name": "Tea House", "license": "media id"}
    Response: {"errcode": 0, "errmsg": "ok", "wording": "", "audit_id": 1234567}
    Errors:   NotPermitted · NameNotPlain · NameForbidden · NameTaken · PapersMissing · NameReviewRuns
    Source:   "Set the name". The verdict is pushed as wxa_nickname_audit; which words want papers is our own
    """
    content, said = call.lane.port(ContentPort), call.body
    rename = appearance.rename
    review = await call.lane.db.run(rename, content, call.app.app_id, str(said.nick_name), has_papers=said.has_papers)
    told: Told = {"errcode": 0, "errmsg": "ok", "wording": ""}
    return told if review is None else told | {"audit_id": review.audit_id}


@api.post("/wxa/api_wxa_querynickname", kinds={MINI}, needs=NEEDS, body=Asked)
def api_wxa_querynickname(read: Reader, call: Call[Asked]) -> Told:
    """What became of a name: 1 being looked at, 2 refused, 3 passed.

    Request:  {"audit_id": 1234567}
    Response: {"errcode": 0, "errmsg": "ok", "nickname": "Tea House", "audit_stat": 3, "fail_reason": "",
               "create_time": 1600000000, "audit_time": 1600000000}
    Errors:   NotPermitted · NameReviewUnknown
    Source:   "Query a name's review"
    """
    spelled = str(call.body.audit_id)
    if not (spelled.isascii() and spelled.isdigit() and len(spelled) < 19):
        raise errors.NameReviewUnknown()
    review = appearance.review_of(read, call.app.app_id, int(spelled))
    return {
        "errcode": 0,
        "errmsg": "ok",
        "nickname": review.name,
        "audit_stat": review.state,
        "fail_reason": review.reason,
        "create_time": int(review.asked_at.timestamp()),
        "audit_time": 0 if review.decided_at is None else int(review.decided_at.timestamp()),
    }
