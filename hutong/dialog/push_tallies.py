"""How pushes to an app's server went, hour by hour."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hutong.apps import public as apps
from hutong.dialog.models import PushHour, push_hours
from hutong.kernel.db import Reader, Transaction, param, query, statement


def _upsert(dialect: str) -> Any:
    make: Any = sqlite_insert if dialect == "sqlite" else postgresql_insert
    fresh = make(push_hours.sa).values({name: param(name) for name in push_hours.columns})
    grown = {name: push_hours.c[name] + fresh.excluded[name] for name in ("sent", "failed", "total_ms")}
    ours, new = push_hours.c.longest_ms, fresh.excluded.longest_ms
    grown["longest_ms"] = sa.case((new > ours, new), else_=ours)
    return fresh.on_conflict_do_update(index_elements=["app_id", "day", "hour"], set_=grown)


_add = statement(_upsert)
_between = query(
    push_hours.select()
    .where(
        push_hours.c.app_id == param("app_id"),
        push_hours.c.day >= param("first_day"),
        push_hours.c.day <= param("last_day"),
    )
    .order_by(push_hours.c.day, push_hours.c.hour),
    PushHour,
)


def count(tx: Transaction, app_id: str, *, failed: bool, elapsed_ms: float) -> None:
    """One push came to its end: answered, or given up."""
    tx.run(
        _add,
        app_id=app_id,
        day=apps.day_of(tx.now),
        hour=_hour_of(tx.now),
        sent=1,
        failed=int(failed),
        total_ms=round(elapsed_ms),
        longest_ms=round(elapsed_ms),
    )


def between(read: Reader, app_id: str, *, first_day: int, last_day: int) -> list[PushHour]:
    """The hours of these days in which something was pushed, in their order."""
    return read.many(_between, app_id=app_id, first_day=first_day, last_day=last_day)


def _hour_of(now: datetime) -> int:
    return now.astimezone(apps.BEIJING).hour
