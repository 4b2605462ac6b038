"""/api/client/wallet/pay-code: the code a person shows a shop."""

from datetime import datetime

import msgspec

from hutong.kernel.db import Transaction
from hutong.pay.client import barcodes
from hutong.pay.errors import orders as errors
from hutong.pay.orders import codes
from hutong.pay.wallet import passwords
from hutong.wire import qr
from hutong.wire.api_weixin import Bytes
from hutong.wire.product import Call, client


class Activation(msgspec.Struct, frozen=True):
    """The payment password, once."""

    password: str


class PayCode(msgspec.Struct, frozen=True):
    """A code, as digits and in two drawings."""

    code: str
    expires_at: datetime
    barcode_svg: str
    qr_svg_url: str


class Switched(msgspec.Struct, frozen=True):
    """Whether payment codes are on."""

    active: bool


@client.get("/wallet/pay-code")
def show(tx: Transaction, call: Call[None]) -> PayCode:
    """A fresh payment code, good for one payment within a minute.

    Response: {"code": "13…", "expires_at": …, "barcode_svg": "<svg…", "qr_svg_url": "/api/client/…/13….svg"}
    Errors:   PaymentCodesOff
    """
    shown = codes.show(tx, call.person_id)
    return PayCode(
        code=shown.code,
        expires_at=shown.expires_at,
        barcode_svg=barcodes.svg(shown.code),
        qr_svg_url=f"/api/client/wallet/pay-code/{shown.code}.svg",
    )


@client.get("/wallet/pay-code/{file}")
async def drawn(call: Call[None]) -> Bytes:
    """The QR code of eighteen digits. Errors: PaymentNotFound"""
    digits = call.path["file"].removesuffix(".svg")
    if len(digits) != codes.DIGITS or not (digits.isascii() and digits.isdigit()):
        raise errors.PaymentNotFound()
    return Bytes(qr.svg(digits), "image/svg+xml")


@client.post("/wallet/pay-code/activation", body=Activation)
async def activate(call: Call[Activation]) -> Switched:
    """Switch payment codes on. Errors: PasswordWrong · PasswordNotSet · WalletLocked · WalletFrozen"""
    proof = await passwords.prove(call.lane, call.person_id, call.body.password)
    await call.lane.db.run(codes.activate, proof)
    return Switched(active=True)


@client.delete("/wallet/pay-code/activation")
def deactivate(tx: Transaction, call: Call[None]) -> Switched:
    """Switch payment codes off; those shown already are good for nothing."""
    codes.deactivate(tx, call.person_id)
    return Switched(active=False)
