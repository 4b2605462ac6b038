"""Where a refund's money comes from: what was taken in and not settled yet, what may be spent, or some of each."""

import msgspec

from hutong.kernel.db import Transaction
from hutong.pay.errors import refunds as errors
from hutong.pay.ledger import balances, names, transfers
from hutong.pay.ledger.names import Name
from hutong.pay.models.orders import Order, Refund
from hutong.pay.orders import paying

UNSETTLED, AVAILABLE, UNAVAILABLE = "UNSETTLED", "AVAILABLE", "UNAVAILABLE"


class Part(msgspec.Struct, frozen=True):
    """How much of a refund an account gives: AVAILABLE, or UNAVAILABLE for what is not settled."""

    account: str
    amount_fen: int


def take(tx: Transaction, refund: Refund, order: Order, *, into: Name, account: str, parts: tuple[Part, ...]) -> str:
    """Take what the merchant gives, from the first of its accounts that have it; the fee's part comes back first.

    Answers the name of the account that gave, the first of several. Raises: MerchantMoneyShort
    """
    sources = _sources(order, account, parts)
    _give_back_fee(tx, refund, sources[0][1])
    left_fen, gave = refund.settlement_fen, []
    for place, (called, source, most_fen) in enumerate(sources):
        has_fen = max(0, balances.balance(tx, source).available_fen)
        part_fen = min(left_fen, has_fen, left_fen if most_fen is None else most_fen)
        if part_fen > 0:
            gave.append(called)
            transfers.move(
                tx,
                f"refund:{refund.refund_id}:{place}",
                debit=source,
                credit=into,
                amount_fen=part_fen,
                kind="refund",
                subject=_subject(refund),
                memo=refund.out_refund_no,
            )
        left_fen -= part_fen
    if left_fen > 0:
        raise errors.MerchantMoneyShort()
    return gave[0] if gave else sources[0][0]


def _sources(order: Order, account: str, parts: tuple[Part, ...]) -> list[tuple[str, Name, int | None]]:
    """What an account is called, which it is, and how much it may give."""
    unsettled = (UNSETTLED, names.merchant(order.payee), None)
    available = (AVAILABLE, names.merchant_available(order.payee), None)
    own: list[tuple[str, Name, int | None]]
    if parts:
        # What waits to be shared is not available either, so it gives what the unsettled money is asked for.
        accounts = {AVAILABLE: available, UNAVAILABLE: unsettled}
        if order.profit_sharing:
            accounts[UNAVAILABLE] = (UNSETTLED, paying.money_of(order), None)
        return [(*accounts[part.account][:2], part.amount_fen) for part in parts]
    if account == AVAILABLE:
        own = [available]
    elif account == UNSETTLED:
        own = [unsettled]
    else:
        own = [unsettled, available]
    return [(UNSETTLED, paying.money_of(order), None), *own] if order.profit_sharing else own


def _give_back_fee(tx: Transaction, refund: Refund, credit: Name) -> None:
    if refund.fee_fen > 0:
        transfers.move(
            tx,
            f"fee_back:{refund.refund_id}",
            debit=names.fees(),
            credit=credit,
            amount_fen=refund.fee_fen,
            kind="fee_back",
            subject=_subject(refund),
            memo=refund.out_refund_no,
        )


def _subject(refund: Refund) -> str:
    return f"refund:{refund.refund_id}"
