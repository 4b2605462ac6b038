"""The programs a person opened, and those they keep at hand."""

import sqlalchemy as sa

from hutong.kernel.db import Reader, Transaction, param, query
from hutong.mini.models.visits import Visit, visits

MOST_SHOWN = 50

_recent = query(
    visits.select()
    .where(visits.c.person_id == param("person_id"), visits.c.opened_at.is_not(None))
    .order_by(visits.c.opened_at.desc(), visits.c.app_id)
    .limit(param("limit", sa.Integer())),
    Visit,
)
_mine = query(
    visits.select()
    .where(visits.c.person_id == param("person_id"), visits.c.kept_at.is_not(None))
    .order_by(visits.c.kept_at.desc(), visits.c.app_id)
    .limit(param("limit", sa.Integer())),
    Visit,
)


def opened(tx: Transaction, person_id: int, app_id: str) -> Visit:
    """The person opened a program."""
    visit = _of(tx, person_id, app_id)
    return tx.update(visit, opened_at=tx.now, times=visit.times + 1)


def keep(tx: Transaction, person_id: int, app_id: str, *, is_mine: bool) -> Visit:
    """Keep a program at hand, or no longer."""
    visit = _of(tx, person_id, app_id)
    return visit if is_mine == (visit.kept_at is not None) else tx.update(visit, kept_at=tx.now if is_mine else None)


def forget(tx: Transaction, person_id: int, app_id: str) -> None:
    """Leave a program out of those opened of late."""
    visit = find(tx, person_id, app_id)
    if visit is not None:
        tx.update(visit, opened_at=None)


def find(read: Reader, person_id: int, app_id: str) -> Visit | None:
    """What a person has with a program, None when they never met."""
    return read.one(visits.by_key, person_id=person_id, app_id=app_id)


def recent(read: Reader, person_id: int) -> list[str]:
    """The programs opened of late, the last first."""
    return [visit.app_id for visit in read.many(_recent, person_id=person_id, limit=MOST_SHOWN)]


def mine(read: Reader, person_id: int) -> list[str]:
    """The programs a person keeps at hand, the last first."""
    return [visit.app_id for visit in read.many(_mine, person_id=person_id, limit=MOST_SHOWN)]


def _of(tx: Transaction, person_id: int, app_id: str) -> Visit:
    return tx.get_or_add(Visit(person_id=person_id, app_id=app_id, opened_at=None, times=0, kept_at=None))[0]
