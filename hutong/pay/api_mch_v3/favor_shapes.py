"""Cash coupons as the wire spells them."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from hutong.kernel.db import Reader
from hutong.pay.api_mch_v3.moments import moment
from hutong.pay.cards import favor_coupons, favor_stocks
from hutong.pay.errors import cards as errors
from hutong.pay.models.cards import SENT, STOPPED, USED, FavorCoupon, FavorStock
from hutong.pay.times import rfc3339

Mchid = Annotated[str, Meta(min_length=1, max_length=20)]
StockId = Annotated[str, Meta(min_length=1, max_length=20)]
Number = Annotated[str, Meta(min_length=1, max_length=128)]
Second = Annotated[int, Meta(ge=0, le=86_400)]
Fen = Annotated[int, Meta(ge=1)]
Word = Annotated[str, Meta(min_length=1, max_length=128)]

# The wire misspells some states of stocks.
STOCK_STATES = {"stopped": "stoped"}
STATES_OF_STOCK = {"stoped": "stopped"}


class StockUseRule(msgspec.Struct, frozen=True, kw_only=True):
    """How many coupons there are, and for whom."""

    max_coupons: Annotated[int, Meta(ge=5, le=10_000_000)]
    max_amount: Fen
    max_amount_by_day: Fen | None = None
    max_coupons_per_user: Annotated[int, Meta(ge=1, le=60)]
    natural_person_limit: bool
    prevent_api_abuse: bool


class PatternInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a coupon looks."""

    description: Annotated[str, Meta(min_length=1, max_length=3000)]
    merchant_logo: Word | None = None
    merchant_name: Word | None = None
    background_color: Annotated[str, Meta(pattern="^COLOR(0[1-9]|10)0$")] | None = None
    coupon_image: Word | None = None
    jump_target: Literal["PAYMENT_CODE", "MINI_PROGRAM", "DEFAULT_PAGE"] | None = None
    mini_program_appid: str | None = None
    mini_program_path: str | None = None


class FixAvailableTime(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Days of the week, Monday 1 to Sunday 7, and seconds of the day."""

    available_week_day: list[Annotated[int, Meta(ge=1, le=7)]] | None = None
    begin_time: Second = 0
    end_time: Second = 86_400


class CouponAvailableTime(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When a coupon is good."""

    fix_available_time: FixAvailableTime | None = None
    second_day_available: bool = False
    available_time_after_receive: Annotated[int, Meta(ge=1, le=129_600)] | None = None


class FixedNormalCoupon(msgspec.Struct, frozen=True, kw_only=True):
    """How much it takes off, and from which total on."""

    coupon_amount: Annotated[int, Meta(ge=1, le=100_000)]
    transaction_minimum: Fen


class LimitCard(msgspec.Struct, frozen=True, kw_only=True):
    """Only certain bank cards."""

    name: Annotated[str, Meta(min_length=1, max_length=4)]
    bin: Annotated[list[Annotated[str, Meta(min_length=1, max_length=9)]], Meta(min_length=1, max_length=10)]


class CouponUseRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where, when and for what a coupon is taken."""

    coupon_available_time: CouponAvailableTime | None = None
    fixed_normal_coupon: FixedNormalCoupon | None = None
    goods_tag: list[Word] | None = None
    limit_pay: list[Annotated[str, Meta(min_length=1, max_length=1000)]] | None = None
    limit_card: LimitCard | None = None
    trade_type: list[Literal["MICROAPP", "APPPAY", "PPAY", "CARD", "FACE", "OTHER"]] | None = None
    combine_use: bool = False
    available_items: list[Word] | None = None
    unavailable_items: list[Word] | None = None
    available_merchants: Annotated[list[Mchid], Meta(min_length=1, max_length=50)]


class CreateStock(msgspec.Struct, frozen=True, kw_only=True):
    """A stock of cash coupons as a merchant asks for it."""

    stock_name: Annotated[str, Meta(min_length=1, max_length=20)]
    comment: Annotated[str, Meta(min_length=1, max_length=60)] | None = None
    belong_merchant: Mchid
    available_begin_time: str
    available_end_time: str
    stock_use_rule: StockUseRule
    pattern_info: PatternInfo | None = None
    coupon_use_rule: CouponUseRule
    no_cash: bool = False
    stock_type: Literal["NORMAL", "DISCOUNT_CUT", "OTHER"]
    out_request_no: Number
    ext_info: Word | None = None


def new_stock(body: CreateStock) -> favor_stocks.NewStock:
    """What the merchant asks for, in our own words. Raises: ParamError · CardFieldWrong · StockTypeMissing"""
    rule, use = body.stock_use_rule, body.coupon_use_rule
    if use.limit_pay or use.limit_card is not None:
        raise errors.CardFieldWrong("/coupon_use_rule/limit_pay", None, "暂不支持指定银行卡的代金券")
    if use.fixed_normal_coupon is None:
        if body.stock_type != "NORMAL":
            raise errors.StockTypeMissing(kind=body.stock_type)
        raise errors.CardFieldWrong("/coupon_use_rule/fixed_normal_coupon", None, "批次类型为NORMAL时必填")
    pattern = body.pattern_info
    return favor_stocks.NewStock(
        name=body.stock_name,
        belongs_to=body.belong_merchant,
        begins_at=moment(body.available_begin_time, "/available_begin_time"),
        ends_at=moment(body.available_end_time, "/available_end_time"),
        no_cash=body.no_cash,
        kind=body.stock_type,
        max_coupons=rule.max_coupons,
        max_fen=rule.max_amount,
        max_fen_by_day=rule.max_amount_by_day,
        max_per_person=rule.max_coupons_per_user,
        coupon_fen=use.fixed_normal_coupon.coupon_amount,
        minimum_fen=use.fixed_normal_coupon.transaction_minimum,
        merchants=tuple(use.available_merchants),
        items=tuple(use.available_items or ()),
        goods_tags=tuple(use.goods_tag or ()),
        combines=use.combine_use,
        description=pattern.description if pattern else body.comment or body.stock_name,
        details=msgspec.to_builtins(body),
    )


def stock(found: FavorStock) -> dict[str, Any]:
    """A stock as queries tell it."""
    rule = found.details["stock_use_rule"]
    told: dict[str, Any] = {
        "stock_id": found.stock_id,
        "stock_creator_mchid": found.mchid,
        "stock_name": found.name,
        "status": STOCK_STATES.get(found.state, found.state),
        "create_time": rfc3339(found.created_at),
        "description": found.description,
        "stock_use_rule": {
            **{name: value for name, value in rule.items() if value is not None},
            "fixed_normal_coupon": {
                "coupon_amount": found.coupon_fen,
                "transaction_minimum": found.minimum_fen,
            },
        },
        "available_begin_time": rfc3339(found.begins_at),
        "available_end_time": rfc3339(found.ends_at),
        "distributed_coupons": found.sent,
        "no_cash": found.no_cash,
        "stock_type": found.kind,
        "singleitem": bool(found.items),
    }
    if found.started_at is not None:
        told["start_time"] = rfc3339(found.started_at)
    if found.state == STOPPED and found.stopped_at is not None:
        told["stop_time"] = rfc3339(found.stopped_at)
    return told


def coupon(read: Reader, found: FavorCoupon) -> dict[str, Any]:
    """A coupon as queries tell it."""
    its_stock = favor_stocks.get(read, found.mchid, found.stock_id)
    state = favor_coupons.state_of(found, read.now)
    told: dict[str, Any] = {
        "stock_creator_mchid": found.mchid,
        "stock_id": found.stock_id,
        "coupon_id": found.coupon_id,
        "coupon_name": found.name,
        "status": "SENDED" if state == SENT else state.upper(),
        "description": its_stock.description,
        "create_time": rfc3339(found.received_at),
        "coupon_type": "NORMAL",
        "no_cash": its_stock.no_cash,
        "available_begin_time": rfc3339(found.valid_from),
        "available_end_time": rfc3339(found.valid_until),
        "singleitem": bool(its_stock.items),
        "normal_coupon_information": {
            "coupon_amount": found.coupon_fen,
            "transaction_minimum": found.minimum_fen,
        },
    }
    if state == USED and found.used_at is not None:
        told["consume_information"] = {
            "consume_time": rfc3339(found.used_at),
            "consume_mchid": found.used_mchid,
            "transaction_id": found.transaction_id,
        }
    return told
