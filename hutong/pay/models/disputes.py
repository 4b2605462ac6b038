"""Tables of disputes: what people complain of, and what was said about it. Kept under the merchant complained of."""

from datetime import datetime

from hutong.kernel.db import Row, table

PENDING, PROCESSING, PROCESSED, WITHDRAWN = "pending", "processing", "processed", "withdrawn"
BY_PERSON, BY_MERCHANT, BY_OPERATOR, BY_SYSTEM = "person", "merchant", "operator", "system"


class Complaint(Row, frozen=True):
    """Somebody complains of an order they paid."""

    mchid: str
    """Who got the money."""
    complaint_id: str
    placer_mchid: str
    """Who placed the order: the merchant, or its partner."""
    transaction_id: str
    out_trade_no: str
    app_id: str
    person_id: int
    amount_fen: int
    reason: str
    text: str
    images: tuple[str, ...]
    state: str
    is_answered: bool
    """The merchant replied."""
    has_news: bool
    """The person wrote, and the merchant has not answered it."""
    times: int
    """How often the person complained of this order."""
    decisions: int
    """How often an operator decided."""
    created_at: datetime
    ended_at: datetime | None


class ComplaintEntry(Row, frozen=True):
    """Something said or done about a complaint."""

    mchid: str
    complaint_id: str
    id: int
    by: str
    kind: str
    """The wire's own word, such as MERCHANT_RESPONSE."""
    text: str
    images: tuple[str, ...]
    at: datetime


complaints = table(
    "pay_complaints",
    Complaint,
    key=("mchid", "complaint_id"),
    unique=[("complaint_id",), ("transaction_id",)],
    indexes=[
        ("mchid", "created_at"),
        ("placer_mchid", "created_at"),
        ("person_id", "created_at"),
        ("state", "created_at"),
    ],
)
complaint_entries = table("pay_complaint_entries", ComplaintEntry, key=("mchid", "complaint_id", "id"))
