"""Names that programs ask for and that somebody looks at first."""

from datetime import datetime

from hutong.kernel.db import Row, table

ASKED, REFUSED, PASSED = 1, 2, 3
"""The wire's own numbers."""


class NameReview(Row, frozen=True):
    """A name that was asked for with papers."""

    app_id: str
    audit_id: int
    name: str
    state: int
    reason: str
    asked_at: datetime
    decided_at: datetime | None


class CodeRule(Row, frozen=True):
    """Links that open a program when they are scanned: those that begin with `prefix`."""

    prefix: str
    app_id: str
    path: str
    takes_longer: bool
    """Whether links in folders below it open the program too."""
    version: str
    debug_urls: list[str]
    is_published: bool
    added_at: datetime


name_reviews = table("mini_name_reviews", NameReview, key=("app_id", "audit_id"))
code_rules = table("mini_code_rules", CodeRule, key=("prefix",), indexes=[("app_id", "added_at")])
