"""Tickets that pages sign their settings with."""

from datetime import datetime

from hutong.kernel.db import Row, table


class TicketIssue(Row, frozen=True):
    """When an account's newest ticket of a kind was made, and the one before. The texts are derived, not kept."""

    app_id: str
    kind: str
    issued_at: datetime
    previous_issued_at: datetime | None


ticket_issues = table("official_ticket_issues", TicketIssue, key=("app_id", "kind"))
