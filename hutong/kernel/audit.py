"""Who did what to whom, kept for operators."""

from datetime import datetime
from typing import Any

from hutong.kernel.db import Row, Transaction, table


class AuditEntry(Row, frozen=True):
    """One act worth remembering."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]


entries = table("kernel_audit", AuditEntry, key=("id",), indexes=[("subject", "id")])


def audit(tx: Transaction, *, actor: str, action: str, subject: str, detail: dict[str, Any] | None = None) -> None:
    """Remember an act. `actor` and `subject` are like "person:7", "app:wx12…", "system"."""
    entry = AuditEntry(
        id=tx.new_id("audit"), at=tx.now, actor=actor, action=action, subject=subject, detail=detail or {}
    )
    tx.insert(entry)
