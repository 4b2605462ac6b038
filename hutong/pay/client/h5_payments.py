"""/api/client/payments/h5/{token}: what the page of an H5 order shows before somebody signs in."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Reader
from hutong.pay.errors import orders as errors
from hutong.pay.orders import h5_pages, sheets
from hutong.pay.orders.sheets import MerchantCard
from hutong.wire.product import Call, client


class H5Query(msgspec.Struct, frozen=True):
    """Where the merchant wants the browser back."""

    redirect_url: str = ""


class H5Page(msgspec.Struct, frozen=True, kw_only=True):
    """`state` is open, paid, closed or expired; `text` opens the payment sheet."""

    state: str
    merchant: MerchantCard
    title: str
    amount_fen: int
    expires_at: datetime
    text: str
    redirect_url: str | None


@client.get("/payments/h5/{token}", auth="public", query=H5Query)
def show(read: Reader, call: Call[None]) -> H5Page:
    """The page of an H5 order, for whoever has its address.

    Response: {"state": "open", "merchant": {…}, "title": "…", "amount_fen": 100, "expires_at": …, "text": "wx…",
               "redirect_url": "https://…"}
    Errors:   PaymentNotFound
    """
    address = h5_pages.of_token(call.path["token"], call.query.redirect_url)
    prepay = h5_pages.prepay_of(read, address) if address else None
    if address is None or prepay is None:
        raise errors.PaymentNotFound()
    parts = sheets.orders_of(read, sheets.target_of(prepay))
    first, state = parts[0], sheets.state_of(parts)
    if state == "open" and prepay.expires_at <= read.now:
        state = "expired"
    return H5Page(
        state=state,
        merchant=sheets.merchant_card(read, first.payee, first.sub_app_id or first.app_id),
        title=first.description,
        amount_fen=sum(order.total_fen for order in parts),
        expires_at=prepay.expires_at,
        text=prepay.h5_url,
        redirect_url=address.redirect_url or None,
    )
