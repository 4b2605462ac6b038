"""That an account's owner was checked: asked for, paid for, decided, and over after a year."""

from datetime import datetime

from hutong.kernel.db import Row, table


class Verification(Row, frozen=True):
    """One request. `state` is waiting, granted, refused or lapsed."""

    app_id: str
    id: int
    state: str
    fee_fen: int
    paid_by: str
    """As the audit spells who asked."""
    asked_at: datetime
    decided_at: datetime | None
    expires_at: datetime | None
    reason: str
    """Why it was refused."""


verifications = table("official_verifications", Verification, key=("app_id", "id"), indexes=[("state", "asked_at")])
