"""The table of notices: what merchants' servers must be told."""

from datetime import datetime
from typing import Any

from hutong.kernel.db import Row, table

WAITING, DONE, GIVEN_UP = "waiting", "done", "given_up"


class Notice(Row, frozen=True):
    """Something a merchant's server is told until it understands, or until the schedule ends."""

    mchid: str
    id: str
    """Up to 36 characters, the same at every try."""
    shape: str
    """v3, v2 or v2_refund: how it looks on the wire."""
    url: str
    event_type: str
    subject: str
    """What it is about, for people to find it: `order:…` or `refund:…`."""
    content: dict[str, Any]
    """v3: event_type, original_type, summary, resource, associated_data. v2: the fields before signing."""
    state: str
    tries: int
    created_at: datetime
    next_at: datetime | None
    ended_at: datetime | None
    last_status: int | None
    last_trouble: str


notices = table(
    "pay_notices",
    Notice,
    key=("mchid", "id"),
    indexes=[("mchid", "created_at"), ("mchid", "subject")],
)
