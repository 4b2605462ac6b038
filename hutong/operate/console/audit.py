"""The audit: /api/console/audit."""

from typing import Any

import msgspec

from hutong.kernel.db import Reader
from hutong.operate import operators, trail
from hutong.operate.console.shapes import cursor_of, limit_of, time_of
from hutong.wire.product import Call, console


class AuditQuery(msgspec.Struct, frozen=True, kw_only=True):
    subject: str | None = None
    action: str = ""
    actor: str = ""
    before: str | None = None
    limit: int = 50


class AuditItem(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    at: str | None
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]


class AuditList(msgspec.Struct, frozen=True, kw_only=True):
    items: list[AuditItem]
    next: str | None


@console.get("/audit", auth="operator", query=AuditQuery)
def list_(read: Reader, call: Call[None]) -> AuditList:
    """Who did what to whom, newest first; `subject` ("person:7"), and how `action` or `actor` begins, narrow it.

    Response: {"items": [{"id", "at", "actor", "action", "subject", "detail"}], "next": "..." | null}
    """
    operators.require(read, call.actor.kind, call.actor.person_id)
    wanted: AuditQuery = call.query
    limit = limit_of(wanted.limit)
    found = trail.page(
        read,
        about=wanted.subject,
        action=wanted.action,
        actor=wanted.actor,
        before=cursor_of(wanted.before),
        limit=limit,
    )
    items = [
        AuditItem(
            id=str(entry.id),
            at=time_of(entry.at),
            actor=entry.actor,
            action=entry.action,
            subject=entry.subject,
            detail=entry.detail,
        )
        for entry in found
    ]
    return AuditList(items=items, next=items[-1].id if len(items) == limit else None)
