"""Orders of the sandbox: placed, looked at, reversed and refunded as their amounts say."""

import base64

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay.errors import orders as errors
from hutong.pay.errors.refunds import MerchantMoneyShort, OrderNotPaid, RefundNotFound, RefundOrderNotFound
from hutong.pay.errors.v2 import SandboxAmountWrong
from hutong.pay.models.sandbox import SandboxOrder, sandbox_orders
from hutong.pay.sandbox.cases import CASES

SUCCESS, NOTPAY, USERPAYING, REFUND, CLOSED, REVOKED = "SUCCESS", "NOTPAY", "USERPAYING", "REFUND", "CLOSED", "REVOKED"

_AFTER_PLACING = {"paid": SUCCESS, "refund_fails": SUCCESS, "asks_first": USERPAYING, "closed": CLOSED}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """An order of the sandbox as it is asked for."""

    mchid: str
    out_trade_no: str
    app_id: str
    trade_type: str
    openid: str
    attach: str
    amount_fen: int


def place(tx: Transaction, wanted: Wanted) -> SandboxOrder:
    """Place an order; placed again, it begins again. Raises: SandboxAmountWrong"""
    case = CASES.get(wanted.amount_fen)
    if case is None:
        raise SandboxAmountWrong(amount=wanted.amount_fen)
    fresh = SandboxOrder(
        mchid=wanted.mchid,
        out_trade_no=wanted.out_trade_no,
        transaction_id=f"4{tx.new_id('pay.sandbox_order'):027d}",
        app_id=wanted.app_id,
        trade_type=wanted.trade_type,
        openid=wanted.openid,
        attach=wanted.attach,
        amount_fen=wanted.amount_fen,
        state=_AFTER_PLACING.get(case, NOTPAY),
        out_refund_no="",
        refund_id="",
        placed_at=tx.now,
    )
    there, is_new = tx.get_or_add(fresh)
    if is_new:
        return there
    changes = msgspec.structs.asdict(fresh)
    return tx.update(there, **{name: value for name, value in changes.items() if name not in ("mchid", "out_trade_no")})


def charge(tx: Transaction, wanted: Wanted) -> SandboxOrder:
    """Place the order of a payment code and charge it.

    Raises: SandboxAmountWrong · OrderIsClosed · PayerMoneyShort · PaymentCodeInvalid
    """
    order = place(tx, wanted)
    case = CASES[wanted.amount_fen]
    if case == "closed":
        raise errors.OrderIsClosed()
    if case == "short":
        raise errors.PayerMoneyShort()
    if case == "refused":
        raise errors.PaymentCodeInvalid()
    return order


def look(tx: Transaction, mchid: str, out_trade_no: str) -> tuple[SandboxOrder, str]:
    """An order and its state as it is told now; who was being asked has paid by the next look. Raises: OrderNotFound"""
    order = find(tx, mchid, out_trade_no)
    if order.state == USERPAYING:
        tx.update(order, state=SUCCESS)
    return order, order.state


def find(read: Reader, mchid: str, out_trade_no: str) -> SandboxOrder:
    """Raises: OrderNotFound"""
    found = read.one(sandbox_orders.by_key, mchid=mchid, out_trade_no=out_trade_no)
    if found is None:
        raise errors.OrderNotFound()
    return found


def shut(tx: Transaction, mchid: str, out_trade_no: str, *, reverses: bool) -> SandboxOrder:
    """Close or reverse an order. Raises: OrderNotFound · OrderPaidAlready"""
    order = find(tx, mchid, out_trade_no)
    if not reverses and order.state in (SUCCESS, REFUND):
        raise errors.OrderPaidAlready()
    return tx.update(order, state=REVOKED if reverses else CLOSED)


def refund(tx: Transaction, mchid: str, out_trade_no: str, out_refund_no: str) -> SandboxOrder:
    """Give an order back. Raises: RefundOrderNotFound · OrderNotPaid · MerchantMoneyShort"""
    order = tx.one(sandbox_orders.by_key, mchid=mchid, out_trade_no=out_trade_no)
    if order is None:
        raise RefundOrderNotFound()
    if order.state not in (SUCCESS, REFUND):
        raise OrderNotPaid()
    if CASES[order.amount_fen] == "refund_fails":
        raise MerchantMoneyShort()
    refund_id = order.refund_id or f"503{tx.new_id('pay.sandbox_refund'):025d}"
    return tx.update(order, state=REFUND, out_refund_no=out_refund_no, refund_id=refund_id)


def refunded(read: Reader, mchid: str, out_trade_no: str) -> SandboxOrder:
    """An order that was given back. Raises: RefundNotFound"""
    order = read.one(sandbox_orders.by_key, mchid=mchid, out_trade_no=out_trade_no)
    if order is None or not order.refund_id:
        raise RefundNotFound()
    return order


def prepay_id(order: SandboxOrder) -> str:
    """Something of a prepay_id's shape that opens nothing."""
    return f"wx{order.transaction_id[-14:]}{base64.b16encode(order.out_trade_no.encode()).decode().lower():0<20.20}"
