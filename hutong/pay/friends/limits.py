"""How much, how many, how long: the numbers of money between people, each under its name."""

from datetime import date, datetime, timedelta

from hutong.pay import times

LEAST_FEN = 1

# Transfers
TRANSFER_MOST_FEN = 20_000_000
TRANSFERS_A_DAY_FEN = 20_000_000
TRANSFERS_A_DAY = 100
TRANSFER_DELAYS_HOURS = (0, 2, 24)
ACCEPT_WITHIN = timedelta(hours=24)
MEMO_LETTERS = 50

# Reminders: the card comes once more, below what was said since.
REMINDERS = 3
REMIND_EVERY = timedelta(hours=1)

# Printed codes, which somebody may have pasted over: per payer and day, for the balance and for all cards together.
STATIC_CODE_A_DAY_FEN = 50_000

# Red packets
SHARE_MOST_FEN = 20_000
PACKET_MOST_SHARES = 100
PACKETS_A_DAY = 200
OPEN_WITHIN = timedelta(hours=24)
GREETING_LETTERS = 25
COVER_LETTERS = 32
# On days of lovers, a packet for one person may hold 520 yuan.
SPECIAL_SHARE_MOST_FEN = 52_000
SPECIAL_DAYS = ((2, 14), (5, 20))
# The seventh night of the seventh month, by the moon.
SEVENTH_NIGHTS = frozenset(
    date.fromisoformat(day)
    for day in (
        "2025-08-29",
        "2026-08-19",
        "2027-08-08",
        "2028-08-26",
        "2029-08-16",
        "2030-08-05",
        "2031-08-24",
        "2032-08-12",
        "2033-08-01",
        "2034-08-20",
        "2035-08-10",
    )
)

# Splits
SPLIT_MOST_PEOPLE = 100
SPLIT_EACH_MOST_FEN = 500_000
TITLE_LETTERS = 40


def most_for_one(at: datetime) -> int:
    """The most a red packet for one person holds on this day."""
    day = times.day_of(at)
    is_special = (day.month, day.day) in SPECIAL_DAYS or day in SEVENTH_NIGHTS
    return SPECIAL_SHARE_MOST_FEN if is_special else SHARE_MOST_FEN


def start_of_day(at: datetime) -> datetime:
    """When the day began over which limits count."""
    return times.start_of(times.day_of(at))
