"""What the amounts of the sandbox stand for.

The lists of the acceptance guide were never published in one piece, and tell other amounts for other ways of paying;
these are the amounts that SDKs and guides name, each with its one meaning here.
"""

from typing import Literal

Case = Literal["paid", "asks_first", "not_paid", "closed", "short", "refused", "refund_fails"]

CASES: dict[int, Case] = {
    # Paid, and refunded in full when asked.
    101: "paid",
    102: "paid",
    201: "paid",
    202: "paid",
    301: "paid",
    302: "paid",
    501: "paid",
    # The payer is asked for the password; the next look finds the order paid.
    130: "asks_first",
    502: "asks_first",
    # Nobody pays, until it is closed or reversed.
    131: "not_paid",
    132: "closed",
    133: "short",
    134: "refund_fails",
    503: "refused",
}
