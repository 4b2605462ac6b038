"""Tables of orders: what merchants ask for, what is paid, what is given back. Kept under the merchant who placed it."""

from datetime import datetime
from typing import Any

import msgspec

from hutong.kernel.db import Row, table

# An order's states and kinds of trade have the wire's own words, which bills and statements use too.
NOTPAY, USERPAYING, SUCCESS, REFUND = "NOTPAY", "USERPAYING", "SUCCESS", "REFUND"
CLOSED, REVOKED, PAYERROR = "CLOSED", "REVOKED", "PAYERROR"
PAYABLE = (NOTPAY, USERPAYING)
PAID = (SUCCESS, REFUND)

JSAPI, APP, NATIVE, H5, CODE = "JSAPI", "APP", "NATIVE", "MWEB", "MICROPAY"

PROCESSING, ABNORMAL = "PROCESSING", "ABNORMAL"

CODE_URL = "weixin://wxpay/bizpayurl?pr="
H5_URL = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb"


class Discount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a coupon took off a payment, and who bears it."""

    coupon_id: str
    name: str
    amount_fen: int
    stock_id: str = ""
    scope: str = "GLOBAL"
    """GLOBAL, or SINGLE for a coupon of certain goods."""
    type: str = "NOCASH"
    """CASH: somebody pays this part to the merchant. NOCASH: the merchant gets that much less."""
    platform_fen: int = 0
    merchant_fen: int = 0
    other_fen: int = 0
    goods: tuple[dict[str, Any], ...] = ()


class Order(Row, frozen=True):
    """What a merchant asks somebody to pay. A provider's order is kept under the provider, whatever its merchant."""

    mchid: str
    """Who placed it; the provider in partner mode."""
    out_trade_no: str
    transaction_id: str
    """28 digits; shown once it is paid."""
    sub_mchid: str | None
    app_id: str
    sub_app_id: str | None
    trade_type: str
    description: str
    attach: str
    notify_url: str
    goods_tag: str
    total_fen: int
    currency: str
    state: str
    api: str
    """v3 or v2: how it was placed, and so how its notices look."""
    sign_type: str
    """RSA, MD5 or HMAC-SHA256."""
    fingerprint: dict[str, Any]
    """What may not change when the same number is placed again."""
    wanted_person_id: int | None
    """Only this person may pay: they were named by openid, scanned the code first or showed theirs."""
    names_sub_openid: bool
    """The payer was named by an openid of `sub_app_id`."""
    time_expire: datetime | None
    created_at: datetime
    profit_sharing: bool
    limit_pay: tuple[str, ...]
    detail: dict[str, Any]
    scene: dict[str, Any]
    device_id: str
    combine_mchid: str | None
    combine_out_trade_no: str | None
    paid_at: datetime | None
    closed_at: datetime | None
    payer_person_id: int | None
    payer_fen: int
    """What the payer paid themselves, coupons taken off."""
    settlement_fen: int
    """What the merchant gets before the fee: the total without coupons that nobody else pays."""
    coupon_fen: int
    promotion: tuple[Discount, ...]
    bank_type: str
    charge_number: str
    request_id: str
    """The payer's own number of the payment, so that a double tap pays once."""
    fee_bps: int
    fee_fen: int
    refunds: int
    refunded_fen: int
    refunded_payer_fen: int
    refunded_fee_fen: int

    @property
    def payee(self) -> str:
        """Who gets the money."""
        return self.sub_mchid or self.mchid

    @property
    def is_paid(self) -> bool:
        return self.state in PAID or (self.state == REVOKED and self.paid_at is not None)


class Combine(Row, frozen=True):
    """Several orders paid by one password: all of them or none."""

    mchid: str
    out_trade_no: str
    app_id: str
    trade_type: str
    notify_url: str
    total_fen: int
    orders: tuple[tuple[str, str], ...]
    """(mchid, out_trade_no) of each, in the order they were given."""
    fingerprint: dict[str, Any]
    wanted_person_id: int | None
    time_expire: datetime | None
    scene: dict[str, Any]
    device_id: str
    limit_pay: tuple[str, ...]
    created_at: datetime


class Prepay(Row, frozen=True):
    """A token with which an order can be opened for a while."""

    prepay_id: str
    mchid: str
    out_trade_no: str
    is_combined: bool
    trade_type: str
    app_id: str
    link: str | None
    """What a code or a page's address carries instead of the prepay_id."""
    created_at: datetime
    expires_at: datetime

    @property
    def code_url(self) -> str:
        """What a merchant draws as a QR code."""
        return f"{CODE_URL}{self.link}"

    @property
    def h5_url(self) -> str:
        """Where a browser outside goes."""
        return f"{H5_URL}?prepay_id={self.prepay_id}&package={self.link}"


class Refund(Row, frozen=True):
    """Money on its way back to who paid an order."""

    mchid: str
    """Who placed the order; the provider in partner mode."""
    out_refund_no: str
    refund_id: str
    sub_mchid: str | None
    out_trade_no: str
    transaction_id: str
    total_fen: int
    amount_fen: int
    payer_fen: int
    """What goes to the payer; the rest was a coupon's share."""
    settlement_fen: int
    """What the merchant gives."""
    fee_fen: int
    """What the merchant gets back of the fee."""
    promotion: tuple[Discount, ...]
    """The coupons' shares of this refund."""
    reason: str
    notify_url: str
    state: str
    channel: str
    account: str
    """Where it went, in words: the wallet, or a card's bank and last digits."""
    funds_account: str
    fingerprint: dict[str, Any]
    api: str
    created_at: datetime
    success_at: datetime | None
    goods: tuple[dict[str, Any], ...]

    @property
    def payee(self) -> str:
        """Whose money is given back."""
        return self.sub_mchid or self.mchid


class PaymentCode(Row, frozen=True):
    """Eighteen digits a person shows a shop: good for one payment within a minute."""

    code: str
    person_id: int
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


class CodePayer(Row, frozen=True):
    """Somebody who switched payment codes on."""

    person_id: int
    activated_at: datetime


orders = table(
    "pay_orders",
    Order,
    key=("mchid", "out_trade_no"),
    unique=[("transaction_id",)],
    indexes=[
        ("mchid", "created_at"),
        ("mchid", "paid_at"),
        ("sub_mchid", "created_at"),
        ("sub_mchid", "paid_at"),
        ("wanted_person_id", "state", "created_at"),
        ("combine_mchid", "combine_out_trade_no"),
    ],
    checks=["total_fen >= 1", "refunded_fen <= total_fen", "refunded_payer_fen <= payer_fen"],
)
combines = table("pay_combines", Combine, key=("mchid", "out_trade_no"))
prepays = table("pay_prepays", Prepay, key=("prepay_id",), unique=[("link",)], indexes=[("mchid", "out_trade_no")])
refunds = table(
    "pay_refunds",
    Refund,
    key=("mchid", "out_refund_no"),
    unique=[("refund_id",)],
    indexes=[("mchid", "created_at"), ("sub_mchid", "created_at"), ("mchid", "out_trade_no", "created_at")],
    checks=["amount_fen >= 1"],
)
payment_codes = table("pay_payment_codes", PaymentCode, key=("code",), indexes=[("person_id", "created_at")])
code_payers = table("pay_code_payers", CodePayer, key=("person_id",))
