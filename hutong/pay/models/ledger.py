"""The ledger's tables: accounts, immutable transfers with two postings each, and holds.

Rows of transfers and postings are written once and never changed. An account is named by its owner
("person:7", "merchant:1900000109", "lane") and its purpose ("balance", "unsettled", "bank").
"""

from datetime import datetime

from hutong.kernel.db import Row, table


class Account(Row, frozen=True):
    """What somebody has for one purpose."""

    owner: str
    purpose: str
    balance_fen: int
    held_fen: int
    """What open holds have set aside; it is still part of the balance."""
    floor_fen: int | None
    """What the free part never falls below; None for accounts of the lane itself."""
    is_frozen: bool
    """Money may come, but not go."""
    opened_at: datetime


class Transfer(Row, frozen=True):
    """Money that went from one account to another, under a number its caller chose."""

    number: str
    debit_owner: str
    debit_purpose: str
    credit_owner: str
    credit_purpose: str
    amount_fen: int
    kind: str
    subject: str
    """What it is about, as "type:id"."""
    memo: str
    at: datetime


class Posting(Row, frozen=True):
    """One side of a transfer, as the statement of its account shows it."""

    owner: str
    purpose: str
    id: int
    number: str
    amount_fen: int
    """Negative where money left."""
    balance_fen: int | None
    """The balance after it; None where credits only queue up to be folded."""
    other_owner: str
    other_purpose: str
    kind: str
    subject: str
    memo: str
    is_quiet: bool
    """The far side of a move between two accounts of one owner, which a statement of the owner tells once."""
    at: datetime


class Unfolded(Row, frozen=True):
    """Money that came to a busy account and waits to be folded into its balance; `id` is the posting's."""

    owner: str
    purpose: str
    id: int
    amount_fen: int


class Hold(Row, frozen=True):
    """Money set aside, until it is posted, voided, or its time is up."""

    number: str
    owner: str
    purpose: str
    amount_fen: int
    kind: str
    subject: str
    state: str
    """open · posted · voided · expired"""
    expires_at: datetime | None
    transfer_number: str | None
    """The transfer that posted it."""
    opened_at: datetime


class MonthTotal(Row, frozen=True):
    """What a person got from and gave to others in a month of Shanghai, such as "2026-11"."""

    owner: str
    month: str
    in_fen: int
    out_fen: int


accounts = table(
    "pay_accounts",
    Account,
    key=("owner", "purpose"),
    indexes=[("purpose", "owner")],
    checks=["held_fen >= 0", "floor_fen IS NULL OR balance_fen - held_fen >= floor_fen"],
)
transfers = table(
    "pay_transfers",
    Transfer,
    key=("number",),
    checks=["amount_fen > 0", "debit_owner <> credit_owner OR debit_purpose <> credit_purpose"],
)
postings = table(
    "pay_postings",
    Posting,
    key=("owner", "purpose", "id"),
    indexes=[("owner", "is_quiet", "at", "id")],
    checks=["amount_fen <> 0"],
)
unfolded = table("pay_unfolded", Unfolded, key=("owner", "purpose", "id"))
holds = table(
    "pay_holds",
    Hold,
    key=("number",),
    indexes=[("owner", "purpose", "state")],
    checks=["amount_fen > 0", "state IN ('open', 'posted', 'voided', 'expired')"],
)
month_totals = table("pay_month_totals", MonthTotal, key=("owner", "month"), checks=["in_fen >= 0", "out_fen >= 0"])
