"""Tables of coupons: stocks are kept under the merchant who made them, cash coupons under the person who has them."""

from datetime import datetime
from typing import Any

from hutong.kernel.db import Row, table

UNACTIVATED, RUNNING, PAUSED, STOPPED = "unactivated", "running", "paused", "stopped"
SENT, USED, EXPIRED, DEACTIVATED = "sent", "used", "expired", "deactivated"


class FavorStock(Row, frozen=True):
    """A stock of cash coupons. With `no_cash` the shop bears them, else the maker's money waits in escrow."""

    mchid: str
    """Who made it."""
    stock_id: str
    name: str
    belongs_to: str
    begins_at: datetime
    ends_at: datetime
    no_cash: bool
    kind: str
    max_coupons: int
    max_fen: int
    max_fen_by_day: int | None
    max_per_person: int
    coupon_fen: int
    minimum_fen: int
    merchants: tuple[str, ...]
    """Where its coupons are taken."""
    items: tuple[str, ...]
    """The goods they are for; none: all."""
    goods_tags: tuple[str, ...]
    """An order carries one of these; none: any order."""
    combines: bool
    """Whether they are taken beside other coupons."""
    description: str
    details: dict[str, Any]
    """What the maker said beyond this, as they said it."""
    state: str
    sent: int
    used: int
    created_at: datetime
    started_at: datetime | None
    stopped_at: datetime | None


class FavorCoupon(Row, frozen=True):
    """A cash coupon somebody has."""

    person_id: int
    coupon_id: str
    mchid: str
    """Who made its stock."""
    stock_id: str
    sender_mchid: str
    app_id: str
    name: str
    coupon_fen: int
    minimum_fen: int
    state: str
    received_at: datetime
    valid_from: datetime
    valid_until: datetime
    used_at: datetime | None
    used_mchid: str | None
    transaction_id: str | None


class FavorUse(Row, frozen=True):
    """A cash coupon met a payment, or came back with a refund (`refund_id`): a line of the stock's flows."""

    mchid: str
    stock_id: str
    id: int
    at: datetime
    coupon_id: str
    person_id: int
    app_id: str
    transaction_id: str
    refund_id: str
    used_mchid: str
    amount_fen: int
    total_fen: int


class StockDay(Row, frozen=True):
    """How much of a stock was given on a day."""

    mchid: str
    stock_id: str
    day: str
    coupons: int
    amount_fen: int


class BusiStock(Row, frozen=True):
    """A stock of a merchant's own coupons, redeemed by the merchant."""

    mchid: str
    stock_id: str
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
    """The stock as the merchant said it, in the wire's words."""
    state: str
    sent: int
    sent_fen: int
    codes: int
    codes_left: int
    created_at: datetime


class BusiCode(Row, frozen=True):
    """A code the merchant uploaded, to be given with a coupon."""

    mchid: str
    stock_id: str
    code: str
    is_given: bool


class BusiCoupon(Row, frozen=True):
    """A merchant's coupon somebody has."""

    mchid: str
    code: str
    stock_id: str
    belongs_to: str
    person_id: int
    app_id: str
    openid: str
    state: str
    sender_mchid: str
    send_request_no: str
    received_at: datetime
    valid_from: datetime
    valid_until: datetime
    use_request_no: str | None
    used_at: datetime | None
    returned_at: datetime | None
    deactivated_at: datetime | None
    out_trade_no: str | None
    """The order it belongs to: it was sold by it, or used with it."""
    is_sold: bool
    """It was bought by that order."""
    refunds_unused: bool
    """That order is paid back when the coupon's last day passes unused."""


class VoucherSale(Row, frozen=True):
    """A stock is sold by ordinary orders: one of this tag and this total, paid, brings its payer a coupon."""

    mchid: str
    goods_tag: str
    stock_id: str
    price_fen: int
    refunds_unused: bool
    """Whether the money comes back when the coupon's day passes unused."""
    changed_at: datetime


class CardRequest(Row, frozen=True):
    """A merchant's own number for something asked of coupons: asked again, it is the same thing."""

    mchid: str
    kind: str
    number: str
    content: dict[str, Any]
    subject: str
    answer: dict[str, Any]
    at: datetime


class MerchantCallback(Row, frozen=True):
    """Where a merchant is told of one kind of news that no order names an address for."""

    mchid: str
    kind: str
    """favor, busifavor, complaint or profitsharing."""
    url: str
    is_on: bool
    changed_at: datetime


class UploadedImage(Row, frozen=True):
    """A picture a merchant, or somebody who complains, sent."""

    id: str
    owner: str
    """merchant:… or person:…"""
    purpose: str
    digest: str
    content_type: str
    at: datetime


favor_stocks = table("pay_favor_stocks", FavorStock, key=("mchid", "stock_id"), indexes=[("mchid", "created_at")])
favor_coupons = table(
    "pay_favor_coupons",
    FavorCoupon,
    key=("person_id", "coupon_id"),
    indexes=[("person_id", "state", "valid_until"), ("person_id", "stock_id")],
)
favor_uses = table("pay_favor_uses", FavorUse, key=("mchid", "stock_id", "id"))
stock_days = table("pay_card_stock_days", StockDay, key=("mchid", "stock_id", "day"))
busi_stocks = table("pay_busi_stocks", BusiStock, key=("mchid", "stock_id"), indexes=[("belongs_to", "stock_id")])
busi_codes = table(
    "pay_busi_codes", BusiCode, key=("mchid", "stock_id", "code"), indexes=[("mchid", "stock_id", "is_given")]
)
busi_coupons = table(
    "pay_busi_coupons",
    BusiCoupon,
    key=("mchid", "code"),
    indexes=[("person_id", "received_at"), ("person_id", "stock_id"), ("belongs_to", "code")],
)
voucher_sales = table("pay_voucher_sales", VoucherSale, key=("mchid", "goods_tag"), indexes=[("mchid", "stock_id")])
card_requests = table("pay_card_requests", CardRequest, key=("mchid", "kind", "number"))
merchant_callbacks = table("pay_merchant_callbacks", MerchantCallback, key=("mchid", "kind"))
uploaded_images = table("pay_uploaded_images", UploadedImage, key=("id",), indexes=[("owner", "at")])
