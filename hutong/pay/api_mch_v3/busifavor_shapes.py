"""Merchants' own coupons as the wire spells them."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader
from hutong.pay.api_mch_v3.moments import moment
from hutong.pay.cards import busi_coupons, busi_stocks, stock_days
from hutong.pay.models.cards import RUNNING, STOPPED, BusiCoupon, BusiStock
from hutong.pay.times import rfc3339

Mchid = Annotated[str, Meta(min_length=8, max_length=15)]
AppId = Annotated[str, Meta(min_length=1, max_length=32)]
StockId = Annotated[str, Meta(min_length=1, max_length=20)]
Number = Annotated[str, Meta(min_length=1, max_length=128)]
Code = Annotated[str, Meta(min_length=1, max_length=32)]
Path = Annotated[str, Meta(min_length=1, max_length=128)]
Fen = Annotated[int, Meta(ge=1)]
Count = Annotated[int, Meta(ge=1, le=1_000_000_000)]
UseMethod = Literal["OFF_LINE", "MINI_PROGRAMS", "SELF_CONSUME", "PAYMENT_CODE"]
Second = Annotated[int, Meta(ge=0, le=86_400)]


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a stock that is told again as it was said."""


class DayTime(Part, frozen=True, kw_only=True):
    begin_time: Second | None = None
    end_time: Second | None = None


class Window(Part, frozen=True, kw_only=True):
    begin_time: str | None = None
    end_time: str | None = None


class AvailableWeek(Part, frozen=True, kw_only=True):
    week_day: list[Annotated[int, Meta(ge=0, le=6)]] | None = None
    available_day_time: list[DayTime] | None = None


class AvailableTime(Part, frozen=True, kw_only=True):
    """When a coupon is good; `irregulary_avaliable_time` is how the wire spells it."""

    available_begin_time: str
    available_end_time: str
    available_day_after_receive: Annotated[int, Meta(ge=1, le=366)] | None = None
    available_week: AvailableWeek | None = None
    irregulary_avaliable_time: list[Window] | None = None
    wait_days_after_receive: Annotated[int, Meta(ge=1, le=30)] | None = None
    available_second_after_receive: Annotated[int, Meta(ge=1, le=31_622_400)] | None = None


class FixedNormal(Part, frozen=True, kw_only=True):
    discount_amount: Fen
    transaction_minimum: Fen


class DiscountCoupon(Part, frozen=True, kw_only=True):
    discount_percent: Annotated[int, Meta(ge=1, le=99)]
    transaction_minimum: Fen


class ExchangeCoupon(Part, frozen=True, kw_only=True):
    exchange_price: Annotated[int, Meta(ge=0)]
    transaction_minimum: Annotated[int, Meta(ge=0)]


class UseRule(Part, frozen=True, kw_only=True):
    coupon_available_time: AvailableTime
    fixed_normal_coupon: FixedNormal | None = None
    discount_coupon: DiscountCoupon | None = None
    exchange_coupon: ExchangeCoupon | None = None
    use_method: UseMethod
    mini_programs_appid: AppId | None = None
    mini_programs_path: Path | None = None


class SendRule(Part, frozen=True, kw_only=True):
    max_amount: Fen | None = None
    max_coupons: Count
    max_coupons_per_user: Annotated[int, Meta(ge=1, le=100)]
    max_amount_by_day: Fen | None = None
    max_coupons_by_day: Count | None = None
    natural_person_limit: bool | None = None
    prevent_api_abuse: bool | None = None
    transferable: bool | None = None
    shareable: bool | None = None


class MiniProgram(Part, frozen=True, kw_only=True):
    mini_programs_appid: AppId
    mini_programs_path: Path
    entrance_words: Annotated[str, Meta(min_length=1, max_length=5)]
    guiding_words: Annotated[str, Meta(min_length=1, max_length=6)] | None = None


class Entrance(Part, frozen=True, kw_only=True):
    mini_programs_info: MiniProgram | None = None
    appid: AppId | None = None
    hall_id: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    store_id: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    code_display_mode: Literal["NOT_SHOW", "BARCODE", "QRCODE"] | None = None


class Finder(Part, frozen=True, kw_only=True):
    finder_id: AppId
    finder_video_id: AppId
    finder_video_cover_image_url: Path


class Pattern(Part, frozen=True, kw_only=True):
    description: Annotated[str, Meta(min_length=1, max_length=1000)] | None = None
    merchant_logo_url: Path | None = None
    merchant_name: Annotated[str, Meta(min_length=1, max_length=16)] | None = None
    background_color: Annotated[str, Meta(pattern="^Color(0[1-9]|10)0$")] | None = None
    coupon_image_url: Path | None = None
    finder_info: Finder | None = None


class NotifyConfig(Part, frozen=True, kw_only=True):
    notify_appid: AppId | None = None


class CreateStock(Part, frozen=True, kw_only=True):
    """A stock as a merchant asks for it."""

    stock_name: Annotated[str, Meta(min_length=1, max_length=21)]
    belong_merchant: Mchid
    comment: Annotated[str, Meta(min_length=1, max_length=20)] | None = None
    goods_name: Annotated[str, Meta(min_length=1, max_length=15)]
    stock_type: Literal["NORMAL", "DISCOUNT", "EXCHANGE"]
    coupon_use_rule: UseRule
    stock_send_rule: SendRule
    out_request_no: Number
    custom_entrance: Entrance | None = None
    display_pattern_info: Pattern | None = None
    coupon_code_mode: Literal["WECHATPAY_MODE", "MERCHANT_API", "MERCHANT_UPLOAD"]
    notify_config: NotifyConfig | None = None
    subsidy: bool | None = None


class ChangedUseRule(Part, frozen=True, kw_only=True):
    use_method: UseMethod | None = None
    mini_programs_appid: AppId | None = None
    mini_programs_path: Path | None = None


class ChangedSendRule(Part, frozen=True, kw_only=True):
    natural_person_limit: bool | None = None
    prevent_api_abuse: bool | None = None


class ChangeStock(Part, frozen=True, kw_only=True):
    """What of a stock is said anew; what is left out stays."""

    custom_entrance: Entrance | None = None
    stock_name: Annotated[str, Meta(min_length=1, max_length=21)] | None = None
    comment: Annotated[str, Meta(min_length=1, max_length=20)] | None = None
    goods_name: Annotated[str, Meta(min_length=1, max_length=15)] | None = None
    out_request_no: Number
    display_pattern_info: Pattern | None = None
    coupon_use_rule: ChangedUseRule | None = None
    stock_send_rule: ChangedSendRule | None = None
    notify_config: NotifyConfig | None = None
    subsidy: bool | None = None


def new_stock(body: CreateStock) -> busi_stocks.NewStock:
    """What the merchant asks for, in our own words. Raises: ParamError"""
    when, send = body.coupon_use_rule.coupon_available_time, body.stock_send_rule
    where = "/coupon_use_rule/coupon_available_time"
    for place, window in enumerate(when.irregulary_avaliable_time or ()):
        for name, text in (("begin_time", window.begin_time), ("end_time", window.end_time)):
            if text is not None:
                moment(text, f"{where}/irregulary_avaliable_time/{place}/{name}")
    details = msgspec.to_builtins(body)
    del details["out_request_no"]
    return busi_stocks.NewStock(
        belongs_to=body.belong_merchant,
        name=body.stock_name,
        goods_name=body.goods_name,
        kind=body.stock_type,
        begins_at=moment(when.available_begin_time, f"{where}/available_begin_time"),
        ends_at=moment(when.available_end_time, f"{where}/available_end_time"),
        code_mode=body.coupon_code_mode,
        max_coupons=send.max_coupons,
        max_by_day=send.max_coupons_by_day,
        max_per_person=send.max_coupons_per_user,
        details=details,
    )


def stock(read: Reader, found: BusiStock) -> dict[str, Any]:
    """A stock as queries tell it."""
    today = stock_days.today(read, found.mchid, found.stock_id)
    state = busi_stocks.state_of(found, read.now)
    told = {
        **found.details,
        "stock_id": found.stock_id,
        "stock_state": {RUNNING: "RUNNING", STOPPED: "STOPED"}[state],
        "send_count_information": {
            "total_send_num": found.sent,
            "total_send_amount": found.sent_fen,
            "today_send_num": today.coupons,
            "today_send_amount": today.amount_fen,
        },
    }
    if found.code_mode == busi_stocks.UPLOADED:
        told["coupon_code_count"] = {"total_count": found.codes, "available_count": found.codes_left}
    return told


def coupon(read: Reader, found: BusiCoupon) -> dict[str, Any]:
    """A coupon as queries tell it, with what its stock says."""
    its_stock = busi_stocks.get(read, found.mchid, found.stock_id)
    said, rule = its_stock.details, its_stock.details["stock_send_rule"]
    names = ("comment", "custom_entrance", "display_pattern_info")
    told = {
        "stock_name": its_stock.name,
        "belong_merchant": found.belongs_to,
        "goods_name": its_stock.goods_name,
        "stock_type": its_stock.kind,
        "coupon_use_rule": said["coupon_use_rule"],
        **{name: said[name] for name in names if said.get(name) is not None},
        "coupon_code": found.code,
        "coupon_state": busi_coupons.wire_state(found, read.now),
        "stock_id": found.stock_id,
        "transferable": bool(rule.get("transferable")),
        "shareable": bool(rule.get("shareable")),
        "send_request_no": found.send_request_no,
        "available_start_time": rfc3339(found.valid_from),
        "expire_time": rfc3339(found.valid_until),
        "receive_time": rfc3339(found.received_at),
    }
    if found.used_at is not None:
        told["use_request_no"] = found.use_request_no
        told["use_time"] = rfc3339(found.used_at)
    if found.out_trade_no is not None:
        told["associate_out_trade_no"] = found.out_trade_no
    return told
