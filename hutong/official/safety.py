"""Safety: an account that many people complain of is paused, and may not speak first until the pause is over.

Whoever writes to a paused account is still answered; broadcasts, templates and notifications wait.
"""

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from hutong.kernel.audit import audit
from hutong.kernel.db import Count, Reader, Transaction, param, query
from hutong.official.errors.complaints import AccountPaused, PauseRefused
from hutong.official.models.complaints import Standing, complaints, standings
from hutong.official.models.followers import followers

DISMISSED = "dismissed"
WINDOW = timedelta(days=7)
PAUSE = timedelta(days=7)
LEAST_PEOPLE = 5
PERCENT = 1
MOST_DAYS = 365
NOTE_LETTERS = 200
BY_RULE = "rule"

_BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


_complaining = query(
    sa.select(sa.func.count(sa.distinct(complaints.c.person_id)).label("total")).where(
        complaints.c.app_id == param("app_id"),
        complaints.c.created_at > param("since", complaints.c.created_at.type),
        complaints.c.state != DISMISSED,
    ),
    Count,
)
# Counted only as far as it matters: an account may have a million followers.
_followers_up_to = query(
    sa.select(sa.func.count().label("total")).select_from(
        sa.select(followers.c.person_id)
        .where(followers.c.app_id == param("app_id"), followers.c.is_following == 1)
        .limit(param("limit", sa.Integer()))
        .subquery()
    ),
    Count,
)


def standing(read: Reader, app_id: str) -> Standing:
    """How the account stands; a pause that is over is no pause."""
    found = read.one(standings.by_key, app_id=app_id) or _spotless(app_id)
    if found.paused_until is not None and found.paused_until <= read.now:
        return msgspec.structs.replace(found, paused_at=None, paused_until=None, paused_by="", note="")
    return found


def require_free(read: Reader, app_id: str) -> None:
    """What a paused account may not do begins with this. Raises: AccountPaused"""
    until = standing(read, app_id).paused_until
    if until is not None:
        raise AccountPaused(until=until.isoformat())


def people_complaining(read: Reader, app_id: str, *, since: datetime | None = None) -> int:
    """How many people complained of late, or since then, whose complaints were not dismissed."""
    latest = max(read.now - WINDOW, since or _BEGINNING)
    counted = read.one(_complaining, app_id=app_id, since=latest)
    return counted.total if counted else 0


def weigh(tx: Transaction, app_id: str) -> Standing:
    """Pause the account when enough people complained: so many of them, and so large a part of its followers."""
    now = standing(tx, app_id)
    people = people_complaining(tx, app_id, since=now.counted_from)
    if now.paused_until is not None or people < LEAST_PEOPLE:
        return now
    enough = people * 100 // PERCENT
    counted = tx.one(_followers_up_to, app_id=app_id, limit=enough + 1)
    if counted is not None and counted.total > enough:
        return now
    return _pause(tx, app_id, until=tx.now + PAUSE, by=BY_RULE, note="", detail={"people": people})


def pause(tx: Transaction, app_id: str, *, days: int, note: str, by: str) -> Standing:
    """An operator pauses an account, or makes its pause another. Raises: PauseRefused"""
    note = note.strip()
    if not 1 <= days <= MOST_DAYS or not note or len(note) > NOTE_LETTERS:
        raise PauseRefused(limit=MOST_DAYS)
    return _pause(tx, app_id, until=tx.now + timedelta(days=days), by=by, note=note, detail={"days": days})


def lift(tx: Transaction, app_id: str, *, by: str) -> Standing:
    """End a pause; what led to it counts no more. Without a pause, nothing changes."""
    before = standing(tx, app_id)
    if before.paused_until is None:
        return before
    audit(tx, actor=by, action="official.account_resumed", subject=f"app:{app_id}")
    return _keep(tx, msgspec.structs.replace(_spotless(app_id), counted_from=tx.now))


def _pause(tx: Transaction, app_id: str, *, until: datetime, by: str, note: str, detail: dict[str, int]) -> Standing:
    actor = "system" if by == BY_RULE else by
    audit(tx, actor=actor, action="official.account_paused", subject=f"app:{app_id}", detail=detail)
    # What brought this pause must not bring the next one.
    return _keep(
        tx,
        Standing(app_id=app_id, paused_at=tx.now, paused_until=until, paused_by=by, note=note, counted_from=tx.now),
    )


def _spotless(app_id: str) -> Standing:
    return Standing(app_id=app_id, paused_at=None, paused_until=None, paused_by="", note="", counted_from=None)


def _keep(tx: Transaction, wanted: Standing) -> Standing:
    there, is_new = tx.get_or_add(wanted)
    if is_new:
        return there
    changes = {name: getattr(wanted, name) for name in wanted.__struct_fields__ if name != "app_id"}
    return tx.update(there, **changes)
