"""A merchant's money on its way to people: out of what is available, through escrow, and back when nobody takes it."""

from hutong.kernel.db import Transaction
from hutong.pay.errors.ledger import MoneyShort
from hutong.pay.errors.payouts import MerchantShort
from hutong.pay.ledger import names, transfers
from hutong.pay.ledger.names import Name
from hutong.pay.wallet import wallets

KIND, BACK = "payout", "payout_back"


def set_aside(tx: Transaction, mchid: str, story: str, amount_fen: int) -> None:
    """Move money that is available into the escrow of a story such as `bill:133…`. Raises: MerchantShort"""
    take(tx, mchid, story, amount_fen, credit=names.escrow(story), subject=story)


def take(
    tx: Transaction, mchid: str, number: str, amount_fen: int, *, credit: Name, subject: str, memo: str = ""
) -> None:
    """Move money that is available. Raises: MerchantShort"""
    try:
        with tx.attempt():
            transfers.move(
                tx,
                number,
                debit=names.merchant_available(mchid),
                credit=credit,
                amount_fen=amount_fen,
                kind=KIND,
                subject=subject,
                memo=memo,
            )
    except MoneyShort:
        raise MerchantShort(mchid=mchid) from None


def hand_over(
    tx: Transaction, story: str, person_id: int, amount_fen: int, *, part: str, subject: str, memo: str
) -> None:
    """Out of escrow into a person's balance; `part` tells the movements of one story apart."""
    wallets.open_(tx, person_id)
    transfers.move(
        tx,
        f"{story}:{part}",
        debit=names.escrow(story),
        credit=names.person(person_id),
        amount_fen=amount_fen,
        kind=KIND,
        subject=subject,
        memo=memo,
    )


def give_back(tx: Transaction, story: str, mchid: str, amount_fen: int, *, part: str) -> None:
    """Out of escrow to the merchant who set it aside."""
    transfers.move(
        tx,
        f"{story}:{part}",
        debit=names.escrow(story),
        credit=names.merchant_available(mchid),
        amount_fen=amount_fen,
        kind=BACK,
        subject=story,
    )


def takes_money_in(tx: Transaction, person_id: int) -> bool:
    """Whether a person's wallet may be paid into."""
    return not wallets.open_(tx, person_id).is_shut


def is_verified(tx: Transaction, person_id: int) -> bool:
    """Whether the person has shown who they are; who has not takes red packets only."""
    return wallets.open_(tx, person_id).is_verified
