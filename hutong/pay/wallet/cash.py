"""Between the balance and play bank cards: top-up, withdrawal, and repaying a credit card."""

import re

import msgspec

from hutong.kernel.db import Transaction
from hutong.pay.errors import wallet as errors
from hutong.pay.ledger import accounts, balances, names, transfers
from hutong.pay.models.wallet import CREDIT, BankCard, Wallet
from hutong.pay.wallet import bank_cards, limits, wallets
from hutong.pay.wallet.passwords import Proof

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """What was done, and what is left; `state` is "done", or "waiting" where the desk has to act."""

    number: str
    fee_fen: int
    balance_fen: int
    state: str = "done"


def top_up(tx: Transaction, proof: Proof, *, card_id: str, amount_fen: int, request_id: str) -> Moved:
    """Bring money from a debit card into the balance, once for each request.

    Raises: AmountInvalid · AmountOutOfRange · RequestIdWrong · CardNotFound · MeansUnusable · WalletFrozen ·
            MoneyShort · TransferDiffers
    """
    person_id = proof.person_id
    number = number_of("topup", person_id, request_id)
    check_range(amount_fen, 1, limits.TOP_UP_MOST_FEN)
    require_open(tx, person_id)
    card = _debit_card(tx, person_id, card_id)
    transfers.move(
        tx,
        number,
        debit=bank_cards.account_of(card),
        credit=names.person(person_id),
        amount_fen=amount_fen,
        kind="top_up",
        subject=f"card:{card.id}",
    )
    return moved(tx, person_id, number)


def withdraw(tx: Transaction, proof: Proof, *, card_id: str, amount_fen: int, request_id: str) -> Moved:
    """Bring money from the balance to a debit card, once for each request; beyond the free allowance it costs.

    Raises: AmountInvalid · AmountOutOfRange · RequestIdWrong · CardNotFound · MeansUnusable · WalletFrozen ·
            LimitExceeded · MoneyShort · TransferDiffers
    """
    person_id = proof.person_id
    number = number_of("withdrawal", person_id, request_id)
    check_range(amount_fen, limits.WITHDRAWAL_LEAST_FEN, limits.WITHDRAWAL_MOST_FEN)
    wallet = require_open(tx, person_id)
    card = _debit_card(tx, person_id, card_id)
    is_new = transfers.find(tx, number) is None
    transfers.move(
        tx,
        number,
        debit=names.person(person_id),
        credit=bank_cards.account_of(card),
        amount_fen=amount_fen,
        kind="withdrawal",
        subject=f"card:{card.id}",
    )
    if is_new:
        take_fee(tx, person_id, number, count_withdrawal(tx, wallet, amount_fen))
    return moved(tx, person_id, number)


def repay(tx: Transaction, proof: Proof, *, card_id: str, amount_fen: int, request_id: str) -> Moved:
    """Repay what is owed on a credit card, out of the balance, once for each request.

    Raises: AmountInvalid · RequestIdWrong · CardNotFound · MeansUnusable · RepaymentTooLarge · WalletFrozen ·
            MoneyShort · TransferDiffers
    """
    person_id = proof.person_id
    number = number_of("repayment", person_id, request_id)
    accounts.check_amount(amount_fen)
    require_open(tx, person_id)
    card = bank_cards.require(tx, person_id, card_id)
    if card.kind != CREDIT:
        raise errors.MeansUnusable(why="debit_card_owes_nothing")
    debt_fen = bank_cards.debt(tx, card)
    if transfers.find(tx, number) is None and amount_fen > debt_fen:
        raise errors.RepaymentTooLarge(debt_fen=debt_fen)
    transfers.move(
        tx,
        number,
        debit=names.person(person_id),
        credit=bank_cards.account_of(card),
        amount_fen=amount_fen,
        kind="repayment",
        subject=f"card:{card.id}",
    )
    return moved(tx, person_id, number)


def number_of(story: str, person_id: int, request_id: str) -> str:
    """The ledger's number of a person's request. Raises: RequestIdWrong"""
    if not _REQUEST_ID.fullmatch(request_id):
        raise errors.RequestIdWrong()
    return f"{story}:{person_id}:{request_id}"


def check_range(amount_fen: int, least_fen: int, most_fen: int) -> None:
    """Raises: AmountInvalid · AmountOutOfRange"""
    accounts.check_amount(amount_fen)
    if not least_fen <= amount_fen <= most_fen:
        raise errors.AmountOutOfRange(least_fen=least_fen, most_fen=most_fen)


def require_open(tx: Transaction, person_id: int) -> Wallet:
    """The wallet as of today. Raises: WalletFrozen · WalletStopped"""
    wallet = wallets.today(tx, wallets.open_(tx, person_id))
    wallets.require_open(wallet)
    return wallet


def count_withdrawal(tx: Transaction, wallet: Wallet, amount_fen: int) -> int:
    """Keep a withdrawal in mind; `wallet` is as of today. Answers its fee. Raises: LimitExceeded"""
    left_fen = limits.WITHDRAWALS_A_DAY_FEN - wallet.day_withdrawn_fen
    if amount_fen > left_fen:
        raise errors.LimitExceeded(
            limit="withdrawals_a_day", limit_fen=limits.WITHDRAWALS_A_DAY_FEN, left_fen=max(left_fen, 0)
        )
    wallets.keep_today(
        tx,
        wallet,
        day_withdrawn_fen=wallet.day_withdrawn_fen + amount_fen,
        free_withdrawn_fen=min(wallet.free_withdrawn_fen + amount_fen, limits.WITHDRAWAL_FREE_FEN),
    )
    return limits.withdrawal_fee(amount_fen, free_used_fen=wallet.free_withdrawn_fen)


def take_fee(tx: Transaction, person_id: int, number: str, fee_fen: int) -> None:
    """Take the fee of a withdrawal out of the balance. Raises: MoneyShort"""
    if fee_fen > 0:
        transfers.move(
            tx,
            f"fee:{number}",
            debit=names.person(person_id),
            credit=names.fees(),
            amount_fen=fee_fen,
            kind="withdrawal_fee",
            subject=number,
        )


def moved(tx: Transaction, person_id: int, number: str) -> Moved:
    """What came of a request, as often as it is asked for."""
    fee = transfers.find(tx, f"fee:{number}")
    left = balances.balance(tx, names.person(person_id))
    return Moved(number=number, fee_fen=fee.amount_fen if fee else 0, balance_fen=left.balance_fen)


def _debit_card(tx: Transaction, person_id: int, card_id: str) -> BankCard:
    card = bank_cards.require(tx, person_id, card_id)
    if card.kind == CREDIT:
        raise errors.MeansUnusable(why="credit_card_merchants_only")
    return card
