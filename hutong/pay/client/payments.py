"""/api/client/payments: opening what is to be paid, paying it, refusing it."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.client import invocations, receiver_sheets
from hutong.pay.client.receiver_sheets import RECEIVER_SHEET
from hutong.pay.client.spelling import Fen
from hutong.pay.errors import orders as errors
from hutong.pay.links import shortening
from hutong.pay.models.orders import CODE_URL, NATIVE, Prepay
from hutong.pay.orders import codes, finding, h5_pages, sheets
from hutong.pay.orders.sheets import CODE_SHEET, Receipt, Sheet, Target
from hutong.pay.wallet import passwords
from hutong.pay.wallet.means import Means
from hutong.wire.product import Call, Nothing, client

_PURPOSE = "pay.sheet"
_REQUEST_LETTERS = 64
_MOST_COUPONS = 10
_PREPAY_LETTERS = 64
_PREPAY = "prepay_id="


class Opening(msgspec.Struct, frozen=True):
    """What a person scanned or followed, or what a page handed over to be paid."""

    text: str = ""
    invocation: dict[str, Any] | None = None


class Payment(msgspec.Struct, frozen=True):
    """How to pay. The client chooses `request_id`, so that a double tap pays once."""

    means: Means
    request_id: str
    coupon_ids: list[str] = []
    password: str | None = None
    amount_fen: Fen | None = None
    """Where the sheet leaves it to the payer."""


class SheetList(msgspec.Struct, frozen=True):
    items: list[Sheet]


@client.post("/payments/open", body=Opening)
async def open_(call: Call[Opening]) -> Sheet:
    """Open the payment sheet of a code, a link, or what a page handed over with its merchant's signature.

    Request:  {"text": "weixin://wxpay/bizpayurl?pr=…"} (also the address of an H5 page or a receive code), or
              {"invocation": {"appId": …, "timeStamp": …, "nonceStr": …, "package": …, "signType": …, "paySign": …}}
    Response: Sheet
    Errors:   PaymentNotFound · PaymentExpired · PaymentOfAnother · OrderPaidAlready · OrderIsClosed ·
              InvocationIncomplete · InvocationAppWrong · InvocationTooOld · PaySignWrong · ReceiveCodeNotFound
    """
    code = receiver_sheets.code_in(call.body.text)
    if code is not None:
        return await call.lane.db.run(receiver_sheets.open_, call.person_id, code)
    prepay = await _prepay_of(call)
    person_id = call.person_id
    sheet_id = call.lane.keys.sign(_PURPOSE, f"{person_id}:{prepay.prepay_id}".encode())
    return await call.lane.db.run(sheets.open_, person_id, prepay, sheet_id)


@client.post("/payments/{sheet_id}/pay", body=Payment)
async def pay(call: Call[Payment]) -> Receipt:
    """Pay what the sheet shows. The same request_id again answers the same receipt.

    Request:  {"means": {"kind": "balance", "id": null}, "coupon_ids": [], "password": "123456", "request_id": "…"}
    Response: Receipt
    Errors:   PasswordNeeded · PasswordWrong · WalletLocked · WalletFrozen · PaymentNotFound · PaymentExpired ·
              PaymentOfAnother · OrderPaidAlready · OrderIsClosed · OrderIsReversed · PaymentFailed · MoneyShort ·
              MeansUnusable · CouponUnusable, and for a receive code what paying one is refused for
    """
    wanted = call.body
    if not 1 <= len(wanted.request_id) <= _REQUEST_LETTERS or len(wanted.coupon_ids) > _MOST_COUPONS:
        raise errors.InvocationIncomplete(field="request_id")
    receiver = call.path["sheet_id"].startswith(RECEIVER_SHEET)
    target = None if receiver else await _target(call)
    if wanted.password is None:
        raise errors.PasswordNeeded()
    proof = await passwords.prove(call.lane, call.person_id, wanted.password)
    if target is None:
        return await call.lane.db.run(_pay_receiver, proof, call.path["sheet_id"], wanted)
    return await call.lane.db.run(sheets.pay, proof, target, wanted.means, tuple(wanted.coupon_ids), wanted.request_id)


@client.post("/payments/{sheet_id}/refuse")
async def refuse(call: Call[None]) -> Nothing:
    """Do not pay. Where a shop waits for the password, it learns that the payment failed.

    Errors: PaymentNotFound · PaymentOfAnother
    """
    if call.path["sheet_id"].startswith(RECEIVER_SHEET):
        return Nothing()
    target = await _target(call)
    await call.lane.db.run(_refuse, target, call.person_id)
    return Nothing()


@client.get("/payments/pending")
def pending(read: Reader, call: Call[None]) -> SheetList:
    """What waits for this person's password, newest first."""
    return SheetList([sheets.code_sheet(read, order) for order in finding.pending(read, call.person_id)])


@client.get("/payments/{sheet_id}")
async def show(call: Call[None]) -> Sheet:
    """A sheet as it stands now. Errors: PaymentNotFound · PaymentOfAnother"""
    code = call.path["sheet_id"].removeprefix(RECEIVER_SHEET)
    if code != call.path["sheet_id"]:
        return await call.lane.db.read(receiver_sheets.view, call.person_id, code)
    target = await _target(call)
    return await call.lane.db.read(sheets.view, call.person_id, target, call.path["sheet_id"])


def _pay_receiver(tx: Transaction, proof: passwords.Proof, sheet_id: str, wanted: Payment) -> Receipt:
    return receiver_sheets.pay(
        tx,
        proof,
        sheet_id.removeprefix(RECEIVER_SHEET),
        amount_fen=wanted.amount_fen,
        means=wanted.means,
        request_id=wanted.request_id,
    )


def _refuse(tx: Transaction, target: Target, person_id: int) -> None:
    if not target.prepay_id:
        for order in sheets.orders_of(tx, target):
            codes.refuse(tx, order, person_id)


async def _prepay_of(call: Call[Opening]) -> Prepay:
    given = call.body
    if given.invocation is not None:
        return await invocations.check(call.lane, invocations.of(given.invocation))
    text = given.text.strip()
    link = invocations.of_link(text)
    if link is not None:
        return await invocations.check(call.lane, link)
    long_url = await call.lane.db.read(shortening.long_of, text)
    prepay = await call.lane.db.read(by_text, long_url or text)
    if prepay is None:
        raise errors.PaymentNotFound()
    return prepay


def by_text(read: Reader, text: str) -> Prepay | None:
    """The token behind a code's link, an H5 page's address, the wire's or ours, or a bare prepay_id."""
    if text.startswith(CODE_URL):
        found = finding.prepay_by_link(read, text.removeprefix(CODE_URL)[:_PREPAY_LETTERS])
        return found if found is not None and found.trade_type == NATIVE else None
    address = h5_pages.in_address(text)
    if address is not None:
        return h5_pages.prepay_of(read, address)
    return finding.prepay(read, text.removeprefix(_PREPAY)[:_PREPAY_LETTERS])


async def _target(call: Call[Any]) -> Target:
    """What this person's sheet is about. Raises: PaymentNotFound"""
    sheet_id, person_id = call.path["sheet_id"], call.person_id
    if sheet_id.startswith(CODE_SHEET):
        return await call.lane.db.read(sheets.code_target, sheet_id, person_id)
    signed = call.lane.keys.verify(_PURPOSE, sheet_id)
    owner, _, prepay_id = (signed or b"").decode().partition(":")
    if owner != str(person_id):
        raise errors.PaymentNotFound()
    prepay = await call.lane.db.read(finding.prepay, prepay_id)
    if prepay is None:
        raise errors.PaymentNotFound()
    return sheets.target_of(prepay)
