"""Stocks of merchants' own coupons: made, changed, and their codes."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.pay.cards import requests
from hutong.pay.errors import cards as errors
from hutong.pay.merchants import registry
from hutong.pay.models.cards import RUNNING, STOPPED, BusiCode, BusiStock, busi_codes, busi_stocks

LONGEST = timedelta(days=366)
PLATFORM, AT_SEND, UPLOADED = "WECHATPAY_MODE", "MERCHANT_API", "MERCHANT_UPLOAD"
_RULE_OF = {"NORMAL": "fixed_normal_coupon", "DISCOUNT": "discount_coupon", "EXCHANGE": "exchange_coupon"}
_CREATE, _CHANGE, _BUDGET, _UPLOAD = "busi.create", "busi.change", "busi.budget", "busi.upload"

_by_belonging = query(
    busi_stocks.select().where(
        busi_stocks.c.belongs_to == param("belongs_to"), busi_stocks.c.stock_id == param("stock_id")
    ),
    BusiStock,
)
_free_code = query(
    busi_codes.select()
    .where(
        busi_codes.c.mchid == param("mchid"),
        busi_codes.c.stock_id == param("stock_id"),
        busi_codes.c.is_given == 0,
    )
    .order_by(busi_codes.c.code)
    .limit(1),
    BusiCode,
)


class NewStock(msgspec.Struct, frozen=True, kw_only=True):
    """What a merchant asks for; `details` is all of it in the wire's words."""

    belongs_to: str
    name: str
    goods_name: str
    kind: str
    begins_at: datetime
    ends_at: datetime
    code_mode: str
    max_coupons: int
    max_by_day: int | None
    max_per_person: int
    details: dict[str, Any]


class Uploaded(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the codes a merchant uploaded."""

    stock_id: str
    total: int
    kept: list[str]
    there_before: list[str]
    twice: list[str]
    at: datetime


def create(tx: Transaction, mchid: str, number: str, new: NewStock) -> BusiStock:
    """Make a stock, which gives at once. The same number again is the same stock.

    Raises: CardFieldWrong · ShopUnknown · StockNotYours · BusiRequestDiffers
    """
    content = new.details
    earlier = requests.earlier(tx, mchid, _CREATE, number, content=content, differs=errors.BusiRequestDiffers)
    if earlier is not None:
        return get(tx, mchid, earlier.subject)
    _check(tx, mchid, new)
    stock = BusiStock(
        mchid=mchid,
        stock_id=str(tx.new_id("busi.stock")),
        **{field: getattr(new, field) for field in NewStock.__struct_fields__},
        state=RUNNING,
        sent=0,
        sent_fen=0,
        codes=0,
        codes_left=0,
        created_at=tx.now,
    )
    requests.keep(tx, mchid, _CREATE, number, content=content, subject=stock.stock_id)
    return tx.insert(stock)


def change(tx: Transaction, mchid: str, stock_id: str, number: str, changes: dict[str, Any]) -> BusiStock:
    """Say some of a stock anew, in the wire's words. Raises: StockUnknown · BusiRequestDiffers"""
    stock = get(tx, mchid, stock_id)
    content = {"stock_id": stock_id, **changes}
    if requests.earlier(tx, mchid, _CHANGE, number, content=content, differs=errors.BusiRequestDiffers) is not None:
        return stock
    requests.keep(tx, mchid, _CHANGE, number, content=content, subject=stock_id)
    details = _merged(stock.details, changes)
    return tx.update(stock, name=details["stock_name"], goods_name=details["goods_name"], details=details)


def change_budget(
    tx: Transaction, mchid: str, stock_id: str, number: str, *, is_by_day: bool, now: int | None, target: int
) -> BusiStock:
    """Let a stock give more or fewer coupons, at all or by day; `now` must be what holds until now, if it is said.

    Raises: StockUnknown · StockStateWrong · CardFieldWrong · BusiRequestDiffers
    """
    stock = get(tx, mchid, stock_id)
    content = {"stock_id": stock_id, "is_by_day": is_by_day, "now": now, "target": target}
    if requests.earlier(tx, mchid, _BUDGET, number, content=content, differs=errors.BusiRequestDiffers) is not None:
        return stock
    if state_of(stock, tx.now) == STOPPED:
        raise errors.StockStateWrong(state="STOPED")
    suffix = "_by_day" if is_by_day else ""
    holds = stock.max_by_day if is_by_day else stock.max_coupons
    if now is not None and now != holds:
        raise errors.CardFieldWrong(f"/current_max_coupons{suffix}", now, "与当前值不一致")
    if not is_by_day and target < max(stock.sent, 1):
        raise errors.CardFieldWrong("/target_max_coupons", target, "目标值不能小于已发放数量")
    requests.keep(tx, mchid, _BUDGET, number, content=content, subject=stock_id)
    rule = {"stock_send_rule": {f"max_coupons{suffix}": target}}
    details = _merged(stock.details, rule)
    if is_by_day:
        return tx.update(stock, max_by_day=target, details=details)
    return tx.update(stock, max_coupons=target, details=details)


def upload_codes(tx: Transaction, mchid: str, stock_id: str, number: str, codes: list[str]) -> Uploaded:
    """Keep codes to be given with coupons; one that is there already is told, not kept twice.

    Raises: StockUnknown · StockStateWrong · BusiRequestDiffers
    """
    stock = get(tx, mchid, stock_id)
    if stock.code_mode != UPLOADED:
        raise errors.StockStateWrong(state=stock.code_mode)
    content = {"stock_id": stock_id, "codes": codes}
    earlier = requests.earlier(tx, mchid, _UPLOAD, number, content=content, differs=errors.BusiRequestDiffers)
    if earlier is not None:
        return msgspec.convert(earlier.answer, Uploaded)
    once = list(dict.fromkeys(codes))
    fresh = {code: BusiCode(mchid=mchid, stock_id=stock_id, code=code, is_given=False) for code in once}
    kept = [code for code, row in fresh.items() if tx.get_or_add(row)[1]]
    tx.update(stock, codes=stock.codes + len(kept), codes_left=stock.codes_left + len(kept))
    done = Uploaded(
        stock_id=stock_id,
        total=len(codes),
        kept=kept,
        there_before=[code for code in once if code not in kept],
        twice=sorted({code for code in codes if codes.count(code) > 1}),
        at=tx.now,
    )
    requests.keep(tx, mchid, _UPLOAD, number, content=content, subject=stock_id, answer=msgspec.to_builtins(done))
    return done


def take_code(tx: Transaction, stock: BusiStock) -> tuple[BusiStock, str]:
    """An uploaded code that nobody has yet, from now on given. Raises: CodesMissing"""
    found = tx.one(_free_code, mchid=stock.mchid, stock_id=stock.stock_id)
    if found is None:
        raise errors.CodesMissing(stock_id=stock.stock_id)
    tx.update(found, is_given=True)
    return tx.update(stock, codes_left=stock.codes_left - 1), found.code


def get(read: Reader, mchid: str, stock_id: str) -> BusiStock:
    """A stock that this merchant made, or that is theirs. Raises: StockUnknown"""
    stock = read.one(busi_stocks.by_key, mchid=mchid, stock_id=stock_id)
    stock = stock or read.one(_by_belonging, belongs_to=mchid, stock_id=stock_id)
    if stock is None:
        raise errors.StockUnknown(stock_id=stock_id)
    return stock


def state_of(stock: BusiStock, now: datetime) -> str:
    """A stock's state at a time: nobody writes down that its last day has passed."""
    return STOPPED if now >= stock.ends_at else stock.state


def value_fen(stock: BusiStock) -> int:
    """What a coupon takes off, where that is a sum."""
    rule = stock.details["coupon_use_rule"]
    fixed: int = (rule.get("fixed_normal_coupon") or {}).get("discount_amount", 0)
    return fixed


def _check(tx: Transaction, mchid: str, new: NewStock) -> None:
    belongs_to = registry.get(tx, new.belongs_to)
    if belongs_to is None:
        raise errors.ShopUnknown(mchid=new.belongs_to)
    if mchid not in (belongs_to.mchid, belongs_to.partner_mchid):
        raise errors.StockNotYours()
    if new.ends_at <= max(new.begins_at, tx.now) or new.ends_at - new.begins_at > LONGEST:
        raise errors.CardFieldWrong(
            "/coupon_use_rule/coupon_available_time/available_end_time",
            new.ends_at.isoformat(),
            "结束时间须晚于当前和开始时间，且不超过1年",
        )
    rule = new.details["coupon_use_rule"]
    wanted = _RULE_OF[new.kind]
    if rule.get(wanted) is None:
        raise errors.CardFieldWrong(f"/coupon_use_rule/{wanted}", None, f"批次类型为{new.kind}时必填")
    if rule["use_method"] == "MINI_PROGRAMS" and not (
        rule.get("mini_programs_appid") and rule.get("mini_programs_path")
    ):
        raise errors.CardFieldWrong("/coupon_use_rule/mini_programs_appid", None, "核销方式为MINI_PROGRAMS时必填")
    most_per_day = new.max_by_day
    if most_per_day is not None and most_per_day > new.max_coupons:
        raise errors.CardFieldWrong("/stock_send_rule/max_coupons_by_day", most_per_day, "不能大于最大发放个数")


def _merged(old: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    merged = dict(old)
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merged(merged[key], value) if both else value
    return merged
