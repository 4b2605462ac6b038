"""Reading the audit: who did what to whom."""

from hutong.kernel.audit import AuditEntry, entries
from hutong.kernel.db import Reader, param, query

_BEFORE_ALL = (1 << 63) - 1

_page = query(
    entries.select()
    .where(
        entries.c.id < param("before"),
        entries.c.action.like(param("action"), escape="\\"),
        entries.c.actor.like(param("actor"), escape="\\"),
    )
    .order_by(entries.c.id.desc())
    .limit(param("limit")),
    AuditEntry,
)
_page_about = query(
    entries.select()
    .where(
        entries.c.subject == param("about"),
        entries.c.id < param("before"),
        entries.c.action.like(param("action"), escape="\\"),
        entries.c.actor.like(param("actor"), escape="\\"),
    )
    .order_by(entries.c.id.desc())
    .limit(param("limit")),
    AuditEntry,
)


def page(
    read: Reader,
    *,
    about: str | None = None,
    action: str = "",
    actor: str = "",
    before: int | None = None,
    limit: int = 50,
) -> list[AuditEntry]:
    """Entries about a subject such as "person:7", or about anything, the newest first.

    `action` and `actor` are how those begin: "apps." for what was done to apps, "operator:" for what operators did.
    """
    narrowed = {"action": _beginning(action), "actor": _beginning(actor), "limit": limit}
    before = before if before is not None else _BEFORE_ALL
    if about is None:
        return read.many(_page, before=before, **narrowed)
    return read.many(_page_about, about=about, before=before, **narrowed)


def _beginning(text: str) -> str:
    for special in "\\%_":
        text = text.replace(special, "\\" + special)
    return text + "%"
