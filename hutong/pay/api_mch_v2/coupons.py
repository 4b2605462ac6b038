"""/mmpaymkttransfers/*coupon*: cash coupons, whose stocks are made on APIv3."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from hutong.kernel.db import Reader, Transaction
from hutong.pay.api_mch_v2.shapes import Base, Text32, check_app
from hutong.pay.cards import favor_coupons, favor_stocks
from hutong.pay.errors.cards import CouponUnknown
from hutong.pay.models.cards import EXPIRED, PAUSED, RUNNING, SENT, STOPPED, UNACTIVATED, USED
from hutong.pay.orders.shapes_v2 import stamp
from hutong.wire.api_mch_v2 import Call, v2

_STOCK_STATES = {UNACTIVATED: 1, RUNNING: 4, STOPPED: 8, PAUSED: 16}
_COUPON_STATES = {SENT: "SENDED", USED: "USED", EXPIRED: "EXPIRED"}
_SPELLINGS = {"SIGNERROR": "SIGN_ERROR", "CERT_ERROR": "CA_ERROR", "LACK_PARAMS": "PARAM_ERROR"}

Told = dict[str, str | int | None]


class Coupons(Base, frozen=True, kw_only=True):
    """What all of them carry."""

    appid: Text32
    op_user_id: Text32 | None = None
    device_info: Text32 | None = None
    version: Literal["1.0"] | None = None
    type: Literal["XML"] | None = None


class SendCoupon(Coupons, frozen=True, kw_only=True):
    """A coupon for one person."""

    coupon_stock_id: Text32
    openid_count: Literal["1"]
    partner_trade_no: Annotated[str, Meta(min_length=1, max_length=64)]
    openid: Annotated[str, Meta(min_length=1, max_length=128)]


class StockNumber(Coupons, frozen=True, kw_only=True):
    """A stock."""

    coupon_stock_id: Text32


class CouponNumber(Coupons, frozen=True, kw_only=True):
    """A coupon of a person."""

    coupon_id: Text32
    openid: Annotated[str, Meta(min_length=1, max_length=128)]
    stock_id: Text32 | None = None


@v2.post(
    "/mmpaymkttransfers/send_coupon", body=SendCoupon, certificate=True, faults_in_result=True, spellings=_SPELLINGS
)
def send(tx: Transaction, call: Call[SendCoupon]) -> Told:
    """Give somebody a coupon; the same partner_trade_no is the same coupon.

    Request:  <xml><coupon_stock_id>1757</coupon_stock_id><openid_count>1</openid_count><partner_trade_no>...
              </partner_trade_no><openid>o-...</openid><appid>wx...</appid><mch_id>...</mch_id>...</xml>
    Response: <xml>...<coupon_stock_id>1757</coupon_stock_id><resp_count>1</resp_count><success_count>1</success_count>
              <failed_count>0</failed_count><openid>o-...</openid><ret_code>SUCCESS</ret_code><coupon_id>...</coupon_id>
              <ret_msg></ret_msg></xml>
    Errors:   AppNotBound · StockUnknown · StockNotYours · CardOpenidForeign · StockAsleep · StockEmpty ·
              TooManyCoupons · RequestDiffers
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/sp_coupon.php?chapter=12_3&index=4
    """
    body = call.body
    check_app(tx, call, body.appid)
    coupon = favor_coupons.send(
        tx,
        call.lane.keys,
        call.mchid,
        maker=call.mchid,
        stock_id=body.coupon_stock_id,
        app_id=body.appid,
        openid=body.openid,
        number=body.partner_trade_no,
    )
    return {
        "coupon_stock_id": body.coupon_stock_id,
        "resp_count": 1,
        "success_count": 1,
        "failed_count": 0,
        "openid": body.openid,
        "ret_code": "SUCCESS",
        "coupon_id": coupon.coupon_id,
    }


@v2.post("/mmpaymkttransfers/query_coupon_stock", body=StockNumber, faults_in_result=True, spellings=_SPELLINGS)
def query_stock(read: Reader, call: Call[StockNumber]) -> Told:
    """A stock of coupons, and how many of them were sent.

    Request:  <xml><coupon_stock_id>1757</coupon_stock_id><appid>wx...</appid><mch_id>...</mch_id>...</xml>
    Response: <xml>...<coupon_stock_id>1757</coupon_stock_id><coupon_name>...</coupon_name><coupon_value>1
              </coupon_value><coupon_mininumn>10</coupon_mininumn><coupon_stock_status>4</coupon_stock_status><coupon_total>100
              </coupon_total><max_quota>1</max_quota><is_send_num>0</is_send_num><begin_time>1943787483</begin_time>...
              <coupon_budget>100</coupon_budget></xml>
    Errors:   AppNotBound · StockUnknown
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/sp_coupon.php?chapter=12_4&index=5
    """
    check_app(read, call, call.body.appid)
    stock = favor_stocks.get(read, call.mchid, call.body.coupon_stock_id)
    return {
        "coupon_stock_id": stock.stock_id,
        "coupon_name": stock.name,
        "coupon_value": stock.coupon_fen,
        # Misspelt so on the wire.
        "coupon_mininumn": stock.minimum_fen,
        "coupon_stock_status": _STOCK_STATES[stock.state],
        "coupon_total": stock.max_coupons,
        "max_quota": stock.max_per_person,
        "is_send_num": stock.sent,
        "coupon_budget": stock.max_fen,
        **_times("begin_time", stock.begins_at),
        **_times("end_time", stock.ends_at),
        **_times("create_time", stock.created_at),
    }


@v2.post(
    "/mmpaymkttransfers/querycouponsinfo",
    body=CouponNumber,
    faults_in_result=True,
    spellings=_SPELLINGS,
    aliases=("/promotion/query_coupon",),
)
def query(read: Reader, call: Call[CouponNumber]) -> Told:
    """A coupon of a person, of a stock of this merchant's.

    Request:  <xml><coupon_id>1565</coupon_id><openid>o-...</openid><appid>wx...</appid><mch_id>...</mch_id>...</xml>
    Response: <xml>...<coupon_stock_id>1567</coupon_stock_id><coupon_id>1565</coupon_id><coupon_value>500</coupon_value>
              <coupon_mininumn>10</coupon_mininumn><coupon_name>...</coupon_name><coupon_state>SENDED</coupon_state>
              <coupon_desc>...</coupon_desc><coupon_use_value>0</coupon_use_value><coupon_remain_value>500
              </coupon_remain_value><send_source>NORMAL</send_source></xml>
    Errors:   AppNotBound · CardOpenidForeign · CouponUnknown
    Source:   https://pay.weixin.qq.com/wiki/doc/api/tools/sp_coupon.php?chapter=12_5&index=6
    """
    body = call.body
    check_app(read, call, body.appid)
    person_id = favor_coupons.person_of(read, call.lane.keys, call.mchid, body.appid, body.openid)
    coupon = favor_coupons.get(read, person_id, body.coupon_id)
    if call.mchid not in (coupon.mchid, coupon.sender_mchid):
        raise CouponUnknown(coupon_id=body.coupon_id)
    state = favor_coupons.state_of(coupon, read.now)
    used_fen = coupon.coupon_fen if state == USED else 0
    stock = favor_stocks.get(read, coupon.mchid, coupon.stock_id)
    return {
        "coupon_stock_id": coupon.stock_id,
        "coupon_id": coupon.coupon_id,
        "coupon_value": coupon.coupon_fen,
        "coupon_mininumn": coupon.minimum_fen,
        "coupon_name": coupon.name,
        "coupon_state": _COUPON_STATES[state],
        "coupon_desc": stock.description,
        "coupon_use_value": used_fen,
        "coupon_remain_value": coupon.coupon_fen - used_fen,
        "send_source": "NORMAL",
    }


def _times(name: str, at: datetime) -> Told:
    return {name: int(at.timestamp()), f"{name}_t": stamp(at)}
