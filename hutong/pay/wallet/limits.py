"""How much, how often, at what fee: the numbers of wallets, each under its name."""

from datetime import timedelta

# The payment password
WRONG_PASSWORDS = 5
LOCKED_FOR = timedelta(minutes=180)

# By the central bank's classes of accounts: what may be spent out of the balance.
UNVERIFIED_EVER_FEN = 100_000
VERIFIED_A_YEAR_FEN = 20_000_000

# Payment codes without a password
NO_PASSWORD_FEN = 100_000
NO_PASSWORD_MOST_FEN = 100_000
NO_PASSWORD_A_DAY = 5

# Top-up and withdrawal
TOP_UP_MOST_FEN = 5_000_000
WITHDRAWAL_LEAST_FEN = 10
WITHDRAWAL_MOST_FEN = 5_000_000
WITHDRAWALS_A_DAY_FEN = 5_000_000
WITHDRAWAL_FREE_FEN = 100_000
WITHDRAWAL_FEE_BPS = 10
WITHDRAWAL_FEE_LEAST_FEN = 10

# Play money
BIRTH_FEN = 100_000
BIRTH_PASSWORD = "123456"  # the one every simulated person has, so that a test need not ask
CARD_BIRTH_FEN = 1_000_000
CREDIT_LIMIT_FEN = 500_000
CARDS = 10


def withdrawal_fee(amount_fen: int, *, free_used_fen: int) -> int:
    """What a withdrawal costs: nothing within what is free, beyond it 0.1 percent, rounded up, at least 10 fen."""
    charged_fen = amount_fen - max(WITHDRAWAL_FREE_FEN - free_used_fen, 0)
    if charged_fen <= 0:
        return 0
    return max(-(-charged_fen * WITHDRAWAL_FEE_BPS // 10_000), WITHDRAWAL_FEE_LEAST_FEN)
