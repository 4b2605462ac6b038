"""/v3/marketing/favor/users: cash coupons given to people."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3 import favor_shapes as shapes
from hutong.pay.cards import favor_coupons, favor_stocks
from hutong.pay.errors import cards as errors
from hutong.wire.api_mch_v3 import Call, v3
from hutong.wire.mch_errors import ParamError

_COUPONS = "/v3/marketing/favor/users/{openid}/coupons"


class Send(msgspec.Struct, frozen=True, kw_only=True):
    stock_id: shapes.StockId
    out_request_no: shapes.Number
    appid: shapes.Word
    stock_creator_mchid: shapes.Mchid
    coupon_value: shapes.Fen | None = None
    coupon_minimum: shapes.Fen | None = None


class GetQuery(msgspec.Struct, frozen=True, kw_only=True):
    appid: shapes.Word


class ListQuery(msgspec.Struct, frozen=True, kw_only=True):
    appid: shapes.Word
    stock_id: shapes.StockId | None = None
    status: Literal["SENDED", "USED", "EXPIRED"] | None = None
    creator_mchid: shapes.Mchid | None = None
    sender_mchid: shapes.Mchid | None = None
    available_mchid: shapes.Mchid | None = None
    offset: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=20)] = 20
    business_type: Literal["MULTIUSE"] | None = None


@v3.post(_COUPONS, body=Send)
def send(tx: Transaction, call: Call[Send]) -> dict[str, Any]:
    """Give somebody a coupon of a running stock. The same out_request_no again is the same coupon.

    Request:  {"stock_id": "98065001", "out_request_no": "give-1", "appid": "wx…", "stock_creator_mchid": "1900000109"}
    Response: {"coupon_id": "98674556"}
    Errors:   StockUnknown · StockNotYours · CardAppForeign · CardOpenidForeign · StockAsleep · StockEmpty ·
              TooManyCoupons · RequestDiffers
    Source:   "Sending a coupon"; a value per coupon is refused, as stocks here have one of their own
    """
    body = call.body
    if body.coupon_value is not None or body.coupon_minimum is not None:
        raise errors.CardFieldWrong("/coupon_value", body.coupon_value, "该批次不支持指定面额")
    coupon = favor_coupons.send(
        tx,
        call.lane.keys,
        call.mchid,
        maker=body.stock_creator_mchid,
        stock_id=body.stock_id,
        app_id=body.appid,
        openid=call.path["openid"],
        number=body.out_request_no,
    )
    return {"coupon_id": coupon.coupon_id}


@v3.get(_COUPONS + "/{coupon_id}", query=GetQuery)
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """One coupon of a person: of a stock this merchant made, gave, or takes.

    Request:  ?appid=wx…
    Response: {"stock_creator_mchid": "1900000109", "stock_id": "98065001", "coupon_id": "98674556", "status":
              "SENDED", "coupon_type": "NORMAL", "normal_coupon_information": {"coupon_amount": 500,
              "transaction_minimum": 1000}, ...}
    Errors:   CardAppForeign · CardOpenidForeign · CouponUnknown
    Source:   "Querying a coupon"
    """
    person_id = favor_coupons.person_of(read, call.lane.keys, call.mchid, call.query.appid, call.path["openid"])
    found = favor_coupons.get(read, person_id, call.path["coupon_id"])
    stock = favor_stocks.get(read, found.mchid, found.stock_id)
    if call.mchid not in (found.mchid, found.sender_mchid, stock.belongs_to, *stock.merchants):
        raise errors.CouponUnknown(coupon_id=found.coupon_id)
    return shapes.coupon(read, found)


@v3.get(_COUPONS, query=ListQuery)
def list_(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A person's coupons by stock, state, or one of maker, sender and shop, who must be the caller.

    Request:  ?appid=wx…&creator_mchid=1900000109&offset=0&limit=20
    Response: {"data": [{"coupon_id": "98674556", ...}], "total_count": 1, "limit": 20, "offset": 0}
    Errors:   CardAppForeign · CardOpenidForeign · StockNotYours, PARAM_ERROR without one of the three
    Source:   "Querying a user's coupons by merchant"
    """
    asked: ListQuery = call.query
    sides = [side for side in (asked.creator_mchid, asked.sender_mchid, asked.available_mchid) if side is not None]
    if len(sides) != 1:
        issue = "exactly one of creator_mchid, sender_mchid and available_mchid"
        raise ParamError(field="creator_mchid", issue=issue, location="query")
    if sides[0] != call.mchid:
        raise errors.StockNotYours()
    person_id = favor_coupons.person_of(read, call.lane.keys, call.mchid, asked.appid, call.path["openid"])
    wanted = favor_coupons.Filter(
        stock_id=asked.stock_id or "",
        state={"SENDED": "sent", None: ""}.get(asked.status, (asked.status or "").lower()),
        maker=asked.creator_mchid or "",
        sender=asked.sender_mchid or "",
        shop=asked.available_mchid or "",
    )
    found = favor_coupons.filtered(read, person_id, wanted)
    data = [shapes.coupon(read, coupon) for coupon in found[asked.offset : asked.offset + asked.limit]]
    return {"data": data, "total_count": len(found), "limit": asked.limit, "offset": asked.offset}
