"""The numbers orders, refunds and prepaid tokens carry, in the shapes clients know."""

from hutong.kernel.db import Transaction
from hutong.pay import times

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def transaction_id(tx: Transaction) -> str:
    """28 digits from 42000 on: month, day and an identifier that grows."""
    return f"42000{_today(tx)}{tx.new_id('pay.transaction'):019d}"


def refund_id(tx: Transaction) -> str:
    """28 digits from 503 on."""
    return f"50300{_today(tx)}{tx.new_id('pay.refund'):019d}"


def prepay_id(tx: Transaction) -> str:
    """36 characters: `wx`, the time in Beijing and 20 characters nobody can guess."""
    return f"wx{times.beijing(tx.now):%Y%m%d%H%M%S}{tx.new_token('pay.prepay', 10).hex()}"


def code_link(tx: Transaction) -> str:
    """Eleven letters and digits for a code on paper."""
    drawn = int.from_bytes(tx.new_token("pay.code_link", 8))
    letters = []
    for _ in range(11):
        drawn, place = divmod(drawn, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def page_number(tx: Transaction) -> str:
    """The digits that go with a prepay_id in a page's address."""
    return str(int.from_bytes(tx.new_token("pay.page", 6)))


def _today(tx: Transaction) -> str:
    return f"{times.beijing(tx.now):%m%d}"
