"""The log of functions: what became of each run, kept for the last of them."""

import msgspec
import sqlalchemy as sa

from hutong.cloud.models.invocations import Invocation, invocations
from hutong.kernel.db import Reader, Transaction, param, query, statement

MOST_KEPT = 1000
_PRUNED_EVERY = 50

_newest = (
    invocations.select()
    .where(invocations.c.app_id == param("app_id"), invocations.c.invocation_id < param("before"))
    .order_by(invocations.c.invocation_id.desc())
    .limit(param("limit", sa.Integer()))
)
_of_app = query(_newest, Invocation)
_of_function = query(_newest.where(invocations.c.function == param("function")), Invocation)
_oldest_kept = query(
    invocations.select()
    .where(invocations.c.app_id == param("app_id"))
    .order_by(invocations.c.invocation_id.desc())
    .limit(1)
    .offset(param("kept", sa.Integer())),
    Invocation,
)
_prune = statement(
    invocations.sa.delete().where(
        invocations.c.app_id == param("of_app"), invocations.c.invocation_id <= param("up_to")
    )
)
_END = 1 << 62


def note(tx: Transaction, invocation: Invocation) -> Invocation:
    """Write a run down; its id is drawn here, and what is older than the last thousand goes now and then."""
    drawn = tx.new_id("cloud.invocation")
    kept = tx.insert(msgspec.structs.replace(invocation, invocation_id=drawn))
    if drawn % _PRUNED_EVERY == 0 and (oldest := tx.one(_oldest_kept, app_id=kept.app_id, kept=MOST_KEPT)):
        tx.run(_prune, of_app=kept.app_id, up_to=oldest.invocation_id)
    return kept


def listed(
    read: Reader, app_id: str, *, function: str | None = None, before: int | None = None, limit: int = 50
) -> list[Invocation]:
    """Runs, the last first."""
    asked = {"app_id": app_id, "before": _END if before is None else before, "limit": limit}
    return read.many(_of_app, **asked) if function is None else read.many(_of_function, function=function, **asked)
