"""/api/client/card-wallet: what shops gave a person."""

import msgspec

from hutong.chat import public as chat
from hutong.kernel.db import Reader, Transaction
from hutong.pay.cards import busi_coupons, busi_stocks, favor_coupons, favor_stocks
from hutong.pay.errors import cards as errors
from hutong.pay.merchants import registry
from hutong.pay.models.cards import SENT, BusiCoupon, FavorCoupon
from hutong.wire.product import Call, client

_SHOWN = 200


class CouponView(msgspec.Struct, frozen=True, kw_only=True):
    """A coupon as its owner sees it. `state`: usable · waiting · used · expired · deactivated."""

    id: str
    kind: str
    name: str
    merchant: str
    discount_fen: int | None
    discount_percent: int | None
    """What is still paid, of a coupon that takes off a part: 88 of a hundred."""
    minimum_fen: int | None
    state: str
    valid_from: str
    valid_until: str
    code: str | None
    can_redeem: bool
    """Its owner may redeem it themselves."""
    refunds_unused: bool
    description: str


class CardWallet(msgspec.Struct, frozen=True):
    coupons: list[CouponView]


class Redeem(msgspec.Struct, frozen=True):
    """Which coupon."""

    id: str


@client.get("/card-wallet")
def show(read: Reader, call: Call[None]) -> CardWallet:
    """Every coupon a person has or had: those that can be used first, the newest of them first.

    Response: {"coupons": [{"id", "kind": "favor", "name", "merchant", "discount_fen", "minimum_fen", "state": "usable",
              "valid_from", "valid_until", "code": null, ...}]}
    """
    cash = [_favor(read, coupon) for coupon in favor_coupons.of_person(read, call.person_id)[:_SHOWN]]
    shops = [_busi(read, coupon) for coupon in busi_coupons.of_person(read, call.person_id)[:_SHOWN]]
    return CardWallet(sorted([*cash, *shops], key=lambda view: view.state != "usable"))


@client.post("/card-wallet/redemptions", body=Redeem)
def redeem(tx: Transaction, call: Call[Redeem]) -> CouponView:
    """Redeem a voucher of one's own, where its maker lets its owner do that; the shop sees it used.

    Request:  {"id": "1900000109:1234567890123456"}
    Errors:   CouponUnknown · VoucherNotSelf · CouponStateWrong · CouponAsleep
    """
    mchid, _, code = call.body.id.partition(":")
    if not code:
        raise errors.CouponUnknown()
    return _busi(tx, busi_coupons.redeem_own(tx, call.person_id, mchid, code))


def _favor(read: Reader, coupon: FavorCoupon) -> CouponView:
    stock = favor_stocks.get(read, coupon.mchid, coupon.stock_id)
    state = favor_coupons.state_of(coupon, read.now)
    return CouponView(
        id=coupon.coupon_id,
        kind="favor",
        name=coupon.name,
        merchant=_name_of(read, stock.belongs_to),
        discount_fen=coupon.coupon_fen,
        discount_percent=None,
        minimum_fen=coupon.minimum_fen,
        state=_word(state, is_early=read.now < coupon.valid_from),
        valid_from=chat.time_view(coupon.valid_from),
        valid_until=chat.time_view(coupon.valid_until),
        code=None,
        can_redeem=False,
        refunds_unused=False,
        description=stock.description,
    )


def _busi(read: Reader, coupon: BusiCoupon) -> CouponView:
    stock = busi_stocks.get(read, coupon.mchid, coupon.stock_id)
    rule = stock.details["coupon_use_rule"]
    its_rule = rule.get("fixed_normal_coupon") or rule.get("discount_coupon") or rule.get("exchange_coupon") or {}
    state = _word(busi_coupons.state_of(coupon, read.now), is_early=read.now < coupon.valid_from)
    return CouponView(
        id=f"{coupon.mchid}:{coupon.code}",
        kind="busifavor",
        name=stock.name,
        merchant=_name_of(read, coupon.belongs_to),
        discount_fen=busi_stocks.value_fen(stock) or None,
        discount_percent=(rule.get("discount_coupon") or {}).get("discount_percent"),
        minimum_fen=its_rule.get("transaction_minimum"),
        state=state,
        valid_from=chat.time_view(coupon.valid_from),
        valid_until=chat.time_view(coupon.valid_until),
        code=coupon.code,
        can_redeem=state == "usable" and rule["use_method"] == "SELF_CONSUME",
        refunds_unused=coupon.refunds_unused,
        description=(stock.details.get("display_pattern_info") or {}).get("description", stock.goods_name),
    )


def _word(state: str, *, is_early: bool) -> str:
    if state == SENT:
        return "waiting" if is_early else "usable"
    return state


def _name_of(read: Reader, mchid: str) -> str:
    merchant = registry.get(read, mchid)
    return merchant.short_name if merchant else mchid
