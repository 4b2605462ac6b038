"""/wxa/getpaidunionid: the unionid of somebody who just paid."""

import msgspec

from hutong.kernel.db import Reader
from hutong.mini.api_weixin.openids import person_of
from hutong.mini.errors.sessions import NotBound, OrderUnknown
from hutong.wire.api_weixin import MINI, Call, Ok, api


class Paid(msgspec.Struct, frozen=True):
    """A person, and their order: by our number, or by the merchant's own."""

    openid: str = ""
    transaction_id: str = ""
    mch_id: str = ""
    out_trade_no: str = ""


@api.get("/wxa/getpaidunionid", kinds={MINI}, query=Paid)
def getpaidunionid(read: Reader, call: Call[None]) -> Ok:
    """The unionid of a person within five minutes of a payment; no program here has one yet, and this says so.

    Request:  ?openid=o...&transaction_id=… or &mch_id=…&out_trade_no=…
    Response: {"errcode": 0, "errmsg": "ok", "unionid": "o..."}, once there are such accounts
    Errors:   OpenidUnknown · OrderUnknown · NotBound
    Source:   "UnionID after payment". A unionid comes with an open platform account, of which there is none
    """
    del read
    asked = call.query
    person_of(call.lane, call.app.app_id, asked.openid)
    if not asked.transaction_id and not (asked.mch_id and asked.out_trade_no):
        raise OrderUnknown()
    raise NotBound()
