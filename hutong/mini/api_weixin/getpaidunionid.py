"""/wxa/getpaidunionid: the unionid of somebody who just paid."""

from datetime import timedelta

import msgspec

from hutong.apps import public as apps
from hutong.kernel.db import Reader
from hutong.mini.api_weixin.openids import person_of
from hutong.mini.errors.sessions import OrderUnknown
from hutong.pay import public as pay
from hutong.wire.api_weixin import MINI, Call, api

KNOWN_FOR = timedelta(minutes=5)


class Paid(msgspec.Struct, frozen=True):
    """A person, and their order: by our number, or by the merchant's own."""

    openid: str = ""
    transaction_id: str = ""
    mch_id: str = ""
    out_trade_no: str = ""


class Known(msgspec.Struct, frozen=True):
    unionid: str
    errcode: int = 0
    errmsg: str = "ok"


@api.get("/wxa/getpaidunionid", kinds={MINI}, query=Paid)
def getpaidunionid(read: Reader, call: Call[None]) -> Known:
    """The unionid of a person within five minutes of a payment.

    Request:  ?openid=o...&transaction_id=… or &mch_id=…&out_trade_no=…
    Response: {"errcode": 0, "errmsg": "ok", "unionid": "o..."}
    Errors:   OpenidUnknown · OrderUnknown · NotBound
    Source:   "UnionID after payment". An order that is of somebody else, of another app or older is none
    """
    asked, app_id = call.query, call.app.app_id
    person_id = person_of(call.lane, app_id, asked.openid)
    order = _order(read, asked)
    if order is None or app_id not in order.app_ids or order.person_id != person_id:
        raise OrderUnknown()
    if read.now - order.paid_at > KNOWN_FOR:
        raise OrderUnknown()
    unionid = apps.unionid(read, call.lane.keys, app_id, person_id)
    if unionid is None:
        raise apps.NotBound()
    return Known(unionid)


def _order(read: Reader, asked: Paid) -> pay.PaidOrder | None:
    if asked.transaction_id:
        return pay.paid_order(read, asked.transaction_id)
    if asked.mch_id and asked.out_trade_no:
        return pay.paid_order_of(read, asked.mch_id, asked.out_trade_no)
    return None
