"""Giving money back: taken from the merchant when it is asked for, brought to the payer by a job."""

from datetime import timedelta
from typing import Any

import msgspec

from hutong.kernel.db import Reader, Transaction
from hutong.pay import events
from hutong.pay.cards import applying
from hutong.pay.errors import refunds as errors
from hutong.pay.ledger import names, transfers
from hutong.pay.ledger.names import Name
from hutong.pay.models.orders import (
    ABNORMAL,
    PROCESSING,
    REFUND,
    SUCCESS,
    Order,
    Refund,
    orders,
    refunds,
)
from hutong.pay.models.wallet import CREDIT
from hutong.pay.orders import finding, numbers, refund_sources, telling
from hutong.pay.orders.refund_sources import Part
from hutong.pay.wallet import bank_cards, banks, means, wallets

SETTLE_JOB = "pay.refund_settles"
MOST_REFUNDS = 50
REFUNDABLE_FOR = timedelta(days=365)
# Balances have it at once; what a bank card needs in days is cut to what a developer can wait for.
SETTLES_AFTER = timedelta(seconds=0)

ORIGINAL, OTHER_CARD = "ORIGINAL", "OTHER_BANKCARD"
WALLET = "支付用户零钱"
PAYER_CARD = "支付用户银行卡"
MERCHANT_CARD = "商户结算银行账户"


class RefundDue(msgspec.Struct, frozen=True):
    """A refund on its way. `to_card` when it goes to a card the merchant named."""

    mchid: str
    out_refund_no: str
    to_card: bool = False


class RefundWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a merchant wants to give back; one of the order's two numbers names it."""

    mchid: str
    out_refund_no: str
    amount_fen: int
    total_fen: int | None = None
    sub_mchid: str | None = None
    out_trade_no: str | None = None
    transaction_id: str | None = None
    reason: str = ""
    notify_url: str = ""
    funds_account: str = ""
    """AVAILABLE or UNSETTLED; empty for whatever has money, unsettled first."""
    parts: tuple[Part, ...] = ()
    """How much of it each account gives, where the merchant says so."""
    goods: tuple[dict[str, Any], ...] = ()
    api: str = "v3"


def request(tx: Transaction, wanted: RefundWanted) -> Refund:
    """Take a refund on: the merchant's money waits aside until the job brings it. The same request twice is one.

    Raises: RefundDiffers · RefundOrderNotFound · OrderNotPaid · RefundTotalWrong · RefundTooLate · RefundsTooMany ·
            RefundTooMuch · MerchantMoneyShort
    """
    order = order_of(tx, wanted)
    before = tx.one(refunds.by_key, mchid=wanted.mchid, out_refund_no=wanted.out_refund_no)
    if before is not None:
        _require_same(before, wanted, order)
        return before
    _require_refundable(tx, order, wanted)
    refund = _fresh(tx, order, wanted)
    came_from = refund_sources.take(
        tx, refund, order, into=aside(refund), account=wanted.funds_account, parts=wanted.parts
    )
    refund = tx.insert(msgspec.structs.replace(refund, funds_account=came_from))
    tx.update(
        order,
        state=REFUND if order.state == SUCCESS else order.state,
        refunds=order.refunds + 1,
        refunded_fen=order.refunded_fen + refund.amount_fen,
        refunded_payer_fen=order.refunded_payer_fen + refund.payer_fen,
        refunded_fee_fen=order.refunded_fee_fen + refund.fee_fen,
    )
    tx.job(SETTLE_JOB, RefundDue(refund.mchid, refund.out_refund_no), due_at=tx.now + SETTLES_AFTER)
    return refund


def order_of(tx: Transaction, wanted: RefundWanted) -> Order:
    """The order a refund is for. Raises: RefundOrderNotFound"""
    if wanted.transaction_id:
        order = finding.by_transaction(tx, wanted.transaction_id)
    else:
        order = finding.find(tx, wanted.mchid, wanted.out_trade_no or "")
    if order is None or order.mchid != wanted.mchid or order.sub_mchid != wanted.sub_mchid:
        raise errors.RefundOrderNotFound()
    if wanted.transaction_id and (not order.is_paid or wanted.out_trade_no not in (None, "", order.out_trade_no)):
        raise errors.RefundOrderNotFound()
    return order


def settle(tx: Transaction, due: RefundDue, *, is_blocked: bool = False) -> Refund | None:
    """Bring a refund to its payer; where that cannot be done it is abnormal, and the merchant decides.

    `is_blocked` is a fault of the lab.
    Publishes: RefundSettled, and the merchant's server is told.
    """
    refund = tx.one(refunds.by_key, mchid=due.mchid, out_refund_no=due.out_refund_no)
    if refund is None or refund.state != PROCESSING:
        return refund
    order = tx.one(orders.by_key, mchid=refund.mchid, out_trade_no=refund.out_trade_no)
    assert order is not None, "a refund has its order"
    assert order.payer_person_id is not None, "what is refunded was paid"
    if due.to_card:
        _to_card(tx, refund)
    elif is_blocked or wallets.is_frozen(tx, order.payer_person_id):
        refund = tx.update(refund, state=ABNORMAL)
        telling.refund_ended(tx, refund, order)
        return refund
    else:
        _to_payer(tx, refund, order)
    is_whole = order.refunded_fen == order.total_fen and not _others_wait(tx, order, refund)
    applying.refunded(tx, refund, debit=aside(refund), is_whole=is_whole)
    refund = tx.update(refund, state=SUCCESS, success_at=tx.now)
    telling.refund_ended(tx, refund, order)
    tx.publish(events.RefundSettled(mchid=refund.mchid, out_refund_no=refund.out_refund_no))
    return refund


def send_elsewhere(tx: Transaction, refund: Refund, *, to_merchant: bool) -> Refund:
    """Have an abnormal refund brought to a bank card: one of the payer's, or the merchant's own. Twice is once.

    Raises: RefundNotAbnormal
    """
    account = MERCHANT_CARD if to_merchant else PAYER_CARD
    if refund.channel == OTHER_CARD and refund.account == account:
        return refund
    if refund.state != ABNORMAL:
        raise errors.RefundNotAbnormal()
    due = RefundDue(refund.mchid, refund.out_refund_no, to_card=True)
    tx.job(SETTLE_JOB, due, due_at=tx.now + SETTLES_AFTER)
    return tx.update(refund, state=PROCESSING, channel=OTHER_CARD, account=account)


def aside(refund: Refund) -> Name:
    """Where a refund's money waits."""
    return names.escrow(f"refund:{refund.refund_id}")


def _require_same(before: Refund, wanted: RefundWanted, order: Order) -> None:
    asked = _fingerprint(wanted, order)
    for field in before.fingerprint | asked:
        if asked.get(field) != before.fingerprint.get(field):
            raise errors.RefundDiffers(field=field)


def _require_refundable(tx: Transaction, order: Order, wanted: RefundWanted) -> None:
    if not order.is_paid or order.paid_at is None:
        raise errors.OrderNotPaid()
    if wanted.total_fen is not None and wanted.total_fen != order.total_fen:
        raise errors.RefundTotalWrong()
    if tx.now > order.paid_at + REFUNDABLE_FOR:
        raise errors.RefundTooLate()
    if order.refunds >= MOST_REFUNDS:
        raise errors.RefundsTooMany(limit=MOST_REFUNDS)
    left_fen = order.total_fen - order.refunded_fen
    if wanted.amount_fen > left_fen:
        raise errors.RefundTooMuch(left_fen=left_fen)


def _fresh(tx: Transaction, order: Order, wanted: RefundWanted) -> Refund:
    shares = applying.refund_shares(order, refunded_before_fen=order.refunded_fen, amount_fen=wanted.amount_fen)
    nocash_fen = sum(share.amount_fen for share in shares if share.type != "CASH")
    settlement_fen = wanted.amount_fen - nocash_fen
    return Refund(
        mchid=order.mchid,
        out_refund_no=wanted.out_refund_no,
        refund_id=numbers.refund_id(tx),
        sub_mchid=order.sub_mchid,
        out_trade_no=order.out_trade_no,
        transaction_id=order.transaction_id,
        total_fen=order.total_fen,
        amount_fen=wanted.amount_fen,
        payer_fen=wanted.amount_fen - sum(share.amount_fen for share in shares),
        settlement_fen=settlement_fen,
        fee_fen=_fee_back(order, wanted.amount_fen),
        promotion=shares,
        reason=wanted.reason,
        notify_url=wanted.notify_url,
        state=PROCESSING,
        channel=ORIGINAL,
        account=account_words(tx, order),
        funds_account=wanted.funds_account,
        fingerprint=_fingerprint(wanted, order),
        api=wanted.api,
        created_at=tx.now,
        success_at=None,
        goods=wanted.goods,
    )


def _fee_back(order: Order, amount_fen: int) -> int:
    """The fee goes back in proportion, and all of it with the last fen."""
    after_fen = order.refunded_fen + amount_fen
    return order.fee_fen * after_fen // order.total_fen - order.refunded_fee_fen


def _to_payer(tx: Transaction, refund: Refund, order: Order) -> None:
    if refund.payer_fen > 0:
        means.give_back(
            tx,
            order.charge_number,
            debit=aside(refund),
            amount_fen=refund.payer_fen,
            number=f"refund:{refund.refund_id}",
            kind="refund",
            subject=f"refund:{refund.refund_id}",
            memo=refund.reason or order.description,
        )


def _to_card(tx: Transaction, refund: Refund) -> None:
    """To a card outside: the money leaves for the bank."""
    if refund.payer_fen > 0:
        transfers.move(
            tx,
            f"refund:{refund.refund_id}",
            debit=aside(refund),
            credit=names.bank(),
            amount_fen=refund.payer_fen,
            kind="refund",
            subject=f"refund:{refund.refund_id}",
            memo=refund.account,
        )


def _others_wait(tx: Transaction, order: Order, refund: Refund) -> bool:
    return any(
        other.state != SUCCESS for other in finding.refunds_of(tx, order) if other.out_refund_no != refund.out_refund_no
    )


def account_words(read: Reader, order: Order) -> str:
    """Where a refund of this order arrives, in words: the wallet, or a card's bank, kind and last digits."""
    charged = transfers.find(read, order.charge_number)
    if charged is None or order.bank_type == banks.BALANCE_TYPE:
        return WALLET
    debited = Name(charged.debit_owner, charged.debit_purpose)
    owner_id = names.person_of(debited.owner)
    card = bank_cards.find(read, owner_id, debited.card_id) if owner_id is not None and debited.card_id else None
    if card is None:
        return PAYER_CARD
    return f"{banks.BANKS[card.bank].name_zh}{'信用卡' if card.kind == CREDIT else '储蓄卡'}{card.tail}"


def _fingerprint(wanted: RefundWanted, order: Order) -> dict[str, Any]:
    parts = [{"account": part.account, "amount": part.amount_fen} for part in wanted.parts]
    return ({"amount.from": parts} if parts else {}) | {
        "transaction_id": order.transaction_id,
        "amount.refund": wanted.amount_fen,
        "amount.total": wanted.total_fen or order.total_fen,
        "notify_url": wanted.notify_url,
        "reason": wanted.reason,
    }
