"""What the house itself asks money for, such as verifying an account: out of a balance into its own, and back."""

from hutong.kernel.db import Transaction
from hutong.pay.ledger import names, transfers
from hutong.pay.models.ledger import Transfer
from hutong.pay.wallet import cash, wallets
from hutong.pay.wallet.passwords import Proof


def charge(tx: Transaction, proof: Proof, number: str, *, amount_fen: int, kind: str, memo: str) -> Transfer:
    """Take a fee of the house out of a person's balance, once for each number.

    Raises: WalletFrozen · LimitExceeded · MoneyShort · TransferDiffers
    """
    person_id = proof.person_id
    wallet = cash.require_open(tx, person_id)
    if transfers.find(tx, number) is None:
        wallets.check_spending(wallet, amount_fen, is_balance=True)
        wallets.count_spending(tx, wallet, amount_fen, is_balance=True)
    return transfers.move(
        tx, number, debit=names.person(person_id), credit=names.fees(), amount_fen=amount_fen, kind=kind, memo=memo
    )


def charge_nobody(tx: Transaction, number: str, *, amount_fen: int, kind: str, memo: str) -> Transfer:
    """A lab pays by itself where nobody is signed in: play money straight from the bank."""
    return transfers.move(
        tx, number, debit=names.bank(), credit=names.fees(), amount_fen=amount_fen, kind=kind, memo=memo
    )


def give_back(tx: Transaction, number: str, *, kind: str, memo: str) -> Transfer:
    """Return a fee to where it came from, once."""
    paid = transfers.require(tx, number)
    to = names.Name(paid.debit_owner, paid.debit_purpose)
    return transfers.move(
        tx, f"back:{number}", debit=names.fees(), credit=to, amount_fen=paid.amount_fen, kind=kind, memo=memo
    )
