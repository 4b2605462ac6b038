"""What people complained of about an account, and whether it may still speak first."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Complaint(Row, frozen=True):
    """One person's complaint about an account. It is open until an operator has looked at it."""

    app_id: str
    id: int
    person_id: int
    open_by: int | None
    """Whose it is while it is open: a person has one open complaint about an account."""
    reason: str
    words: str
    quoted: str
    """What they complained of, as it read then: taking it back does not take it away from here."""
    state: str
    answer: str
    decided_by: int | None
    created_at: datetime
    decided_at: datetime | None


class Standing(Row, frozen=True):
    """How an account stands with those who look after the lane. Without a row, nothing was ever held against it."""

    app_id: str
    paused_at: datetime | None
    paused_until: datetime | None
    paused_by: str
    """`rule`, or the operator who did it."""
    note: str
    counted_from: datetime | None
    """Complaints from before are settled and count no more."""


complaints = table(
    "official_complaints",
    Complaint,
    key=("app_id", "id"),
    unique=[("app_id", "open_by")],
    indexes=[
        ("app_id", "created_at"),
        ("app_id", "person_id", "id"),
        ("person_id", "created_at"),
        ("state", "created_at", "id"),
    ],
)
standings = table("official_standings", Standing, key=("app_id",))
