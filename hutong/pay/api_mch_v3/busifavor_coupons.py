"""/v3/marketing/busifavor/coupons and /users: merchants' own coupons in people's hands."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v3 import busifavor_shapes as shapes
from hutong.pay.api_mch_v3.moments import moment
from hutong.pay.cards import busi_coupons
from hutong.pay.errors import cards as errors
from hutong.pay.models.cards import BusiCoupon
from hutong.pay.times import rfc3339
from hutong.wire.api_mch_v3 import Call, v3
from hutong.wire.mch_errors import ParamError

_COUPONS = "/v3/marketing/busifavor/coupons"
_USERS = "/v3/marketing/busifavor/users/{openid}/coupons"
Openid = Annotated[str, Meta(min_length=1, max_length=128)]
OutTradeNo = Annotated[str, Meta(min_length=1, max_length=32)]


class Use(msgspec.Struct, frozen=True, kw_only=True):
    coupon_code: shapes.Code
    stock_id: shapes.StockId | None = None
    appid: shapes.AppId
    use_time: str
    use_request_no: Annotated[str, Meta(min_length=1, max_length=32)]
    openid: Openid | None = None
    out_trade_no: OutTradeNo | None = None


class Return(msgspec.Struct, frozen=True, kw_only=True):
    coupon_code: shapes.Code
    stock_id: shapes.StockId
    return_request_no: shapes.Number


class Deactivate(msgspec.Struct, frozen=True, kw_only=True):
    coupon_code: shapes.Code
    stock_id: shapes.StockId
    deactivate_request_no: shapes.Number
    deactivate_reason: Annotated[str, Meta(min_length=1, max_length=64)] | None = None


class Send(msgspec.Struct, frozen=True, kw_only=True):
    openid: Openid
    appid: shapes.AppId
    stock_id: shapes.StockId
    out_request_no: shapes.Number
    coupon_code: shapes.Code | None = None


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    stock_id: shapes.StockId
    coupon_code: shapes.Code
    out_trade_no: OutTradeNo
    out_request_no: shapes.Number


class ListQuery(msgspec.Struct, frozen=True, kw_only=True):
    appid: shapes.AppId
    stock_id: shapes.StockId | None = None
    coupon_state: Literal["SENDED", "USED", "EXPIRED"] | None = None
    creator_merchant: shapes.AppId | None = None
    belong_merchant: shapes.Mchid | None = None
    sender_merchant: shapes.AppId | None = None
    offset: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=50)] = 20


@v3.post(_COUPONS + "/send", body=Send)
def send(tx: Transaction, call: Call[Send]) -> dict[str, Any]:
    """Give somebody a coupon. The same out_request_no again is the same coupon.

    Request:  {"openid": "oA1...", "appid": "wx…", "stock_id": "98065001", "out_request_no": "give-1"}
    Response: {"stock_id": "98065001", "coupon_code": "1234567890123456", "out_request_no": "give-1"}
    Errors:   StockUnknown · CardAppForeign · BusiOpenidForeign · BusiStockAsleep · TooManyCoupons · CodeMissing ·
              CodeForbidden · CodeTaken · CodesMissing · BusiRequestDiffers
    Source:   "Sending a coupon to a user"
    """
    body = call.body
    coupon = busi_coupons.send(
        tx,
        call.lane.keys,
        call.mchid,
        stock_id=body.stock_id,
        app_id=body.appid,
        openid=body.openid,
        number=body.out_request_no,
        code=body.coupon_code,
    )
    return {"stock_id": coupon.stock_id, "coupon_code": coupon.code, "out_request_no": body.out_request_no}


@v3.post(_COUPONS + "/use", body=Use)
def use(tx: Transaction, call: Call[Use]) -> dict[str, Any]:
    """Redeem a coupon. The same use_request_no again is the same redemption.

    Request:  {"coupon_code": "1234567890123456", "stock_id": "98065001", "appid": "wx…", "use_time":
              "2026-11-22T10:00:00+08:00", "use_request_no": "use-1", "openid": "oA1..."}
    Response: {"stock_id": "98065001", "openid": "oA1...", "wechatpay_use_time": "2026-11-22T10:00:00+08:00"}
    Errors:   CouponUnknown · CardAppForeign · BusiOpenidForeign · CouponStateWrong · CouponAsleep · BusiRequestDiffers
    Source:   "Redeeming a user's coupon"
    """
    body = call.body
    moment(body.use_time, "/use_time")
    used = busi_coupons.use(
        tx,
        call.lane.keys,
        call.mchid,
        body.coupon_code,
        stock_id=body.stock_id,
        app_id=body.appid,
        openid=body.openid,
        number=body.use_request_no,
    )
    return {"stock_id": used.stock_id, "openid": used.openid, "wechatpay_use_time": rfc3339(used.used_at or tx.now)}


@v3.post(_COUPONS + "/return", body=Return)
def return_(tx: Transaction, call: Call[Return]) -> dict[str, Any]:
    """Take a redemption back, within 24 hours and before the coupon ends.

    Request:  {"coupon_code": "1234567890123456", "stock_id": "98065001", "return_request_no": "return-1"}
    Response: {"wechatpay_return_time": "2026-11-22T10:00:00+08:00"}
    Errors:   CouponUnknown · CouponStateWrong · ReturnTooLate · BusiRequestDiffers
    Source:   "Returning a coupon"
    """
    body = call.body
    coupon = busi_coupons.give_back(
        tx, call.mchid, body.coupon_code, stock_id=body.stock_id, number=body.return_request_no
    )
    return {"wechatpay_return_time": rfc3339(coupon.returned_at or tx.now)}


@v3.post(_COUPONS + "/deactivate", body=Deactivate)
def deactivate(tx: Transaction, call: Call[Deactivate]) -> dict[str, Any]:
    """End a coupon for good.

    Request:  {"coupon_code": "1234567890123456", "stock_id": "98065001", "deactivate_request_no": "end-1"}
    Response: {"wechatpay_deactivate_time": "2026-11-22T10:00:00+08:00"}
    Errors:   CouponUnknown · CouponStateWrong · BusiRequestDiffers
    Source:   "Making a coupon invalid"
    """
    body = call.body
    coupon = busi_coupons.deactivate(
        tx, call.mchid, body.coupon_code, stock_id=body.stock_id, number=body.deactivate_request_no
    )
    return {"wechatpay_deactivate_time": rfc3339(coupon.deactivated_at or tx.now)}


@v3.post(_COUPONS + "/associate", body=Tie)
def associate(tx: Transaction, call: Call[Tie]) -> dict[str, Any]:
    """Say which of the merchant's orders a coupon belongs to.

    Request:  {"stock_id": "98065001", "coupon_code": "1234567890123456", "out_trade_no": "T1", "out_request_no": "a-1"}
    Response: {"wechatpay_associate_time": "2026-11-22T10:00:00+08:00"}
    Errors:   CouponUnknown · CardOrderUnknown · CouponTied · BusiRequestDiffers
    Source:   "Associating a coupon with an order"
    """
    body = call.body
    at = busi_coupons.tie(
        tx,
        call.mchid,
        body.coupon_code,
        stock_id=body.stock_id,
        out_trade_no=body.out_trade_no,
        number=body.out_request_no,
    )
    return {"wechatpay_associate_time": rfc3339(at)}


@v3.post(_COUPONS + "/disassociate", body=Tie)
def disassociate(tx: Transaction, call: Call[Tie]) -> dict[str, Any]:
    """The coupon does not belong to that order after all.

    Request:  {"stock_id": "98065001", "coupon_code": "1234567890123456", "out_trade_no": "T1", "out_request_no": "d-1"}
    Response: {"wechatpay_disassociate_time": "2026-11-22T10:00:00+08:00"}
    Errors:   CouponUnknown · CouponNotTied · BusiRequestDiffers
    Source:   "Disassociating a coupon from an order"
    """
    body = call.body
    at = busi_coupons.untie(
        tx,
        call.mchid,
        body.coupon_code,
        stock_id=body.stock_id,
        out_trade_no=body.out_trade_no,
        number=body.out_request_no,
    )
    return {"wechatpay_disassociate_time": rfc3339(at)}


@v3.get(_USERS, query=ListQuery)
def list_(read: Reader, call: Call[None]) -> dict[str, Any]:
    """A person's coupons that this merchant made, owns or gave.

    Request:  ?appid=wx…&creator_merchant=1900000109&offset=0&limit=20
    Response: {"data": [{"coupon_code": "1234567890123456", ...}], "total_count": 1, "limit": 20, "offset": 0}
    Errors:   CardAppForeign · BusiOpenidForeign, PARAM_ERROR without one of the three merchants
    Source:   "Querying a user's coupons"
    """
    asked: ListQuery = call.query
    if asked.creator_merchant is asked.belong_merchant is asked.sender_merchant is None:
        issue = "one of creator_merchant, belong_merchant and sender_merchant"
        raise ParamError(field="creator_merchant", issue=issue, location="query")
    person_id = busi_coupons.person_of(read, call.lane.keys, call.mchid, asked.appid, call.path["openid"])
    wanted = busi_coupons.Filter(
        stock_id=asked.stock_id or "",
        state={"SENDED": "sent", None: ""}.get(asked.coupon_state, (asked.coupon_state or "").lower()),
        maker=asked.creator_merchant or "",
        belongs_to=asked.belong_merchant or "",
        sender=asked.sender_merchant or "",
    )
    found = busi_coupons.filtered(read, call.mchid, person_id, wanted)
    data = [shapes.coupon(read, coupon) for coupon in found[asked.offset : asked.offset + asked.limit]]
    return {"data": data, "total_count": len(found), "limit": asked.limit, "offset": asked.offset}


@v3.get(_USERS + "/{coupon_code}/appids/{appid}")
def get(read: Reader, call: Call[None]) -> dict[str, Any]:
    """One coupon of a person.

    Response: {"stock_name": "Noodles", "coupon_code": "1234567890123456", "coupon_state": "SENDED", ...}
    Errors:   CardAppForeign · BusiOpenidForeign · CouponUnknown
    Source:   "Querying one coupon of a user"
    """
    person_id = busi_coupons.person_of(read, call.lane.keys, call.mchid, call.path["appid"], call.path["openid"])
    found: BusiCoupon = busi_coupons.get(read, call.mchid, call.path["coupon_code"])
    if found.person_id != person_id:
        raise errors.CouponUnknown(code=found.code)
    return shapes.coupon(read, found)
