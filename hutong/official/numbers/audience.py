"""Who came to an account and who left it: remembered for each person, counted for each day."""

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hutong.apps import public as apps
from hutong.kernel.db import Reader, Transaction, param, query, statement
from hutong.official.models.followers import Follower
from hutong.official.models.numbers import AudienceDay, Coming, audience_days, comings
from hutong.official.numbers.days import Days


class Change(msgspec.Struct, frozen=True):
    """How much larger an audience became."""

    grown: int


def _upsert(dialect: str) -> Any:
    make: Any = sqlite_insert if dialect == "sqlite" else postgresql_insert
    fresh = make(audience_days.sa).values({name: param(name) for name in audience_days.columns})
    grown = {name: audience_days.c[name] + fresh.excluded[name] for name in ("came", "left")}
    return fresh.on_conflict_do_update(index_elements=["app_id", "day", "how"], set_=grown)


_count = statement(_upsert)
_between = query(
    audience_days.select()
    .where(
        audience_days.c.app_id == param("app_id"),
        audience_days.c.day >= param("first_day"),
        audience_days.c.day <= param("last_day"),
    )
    .order_by(audience_days.c.day, audience_days.c.how),
    AudienceDay,
)
_grown_after = query(
    sa.select(sa.func.coalesce(sa.func.sum(audience_days.c.came - audience_days.c.left), 0).label("grown")).where(
        audience_days.c.app_id == param("app_id"), audience_days.c.day > param("after_day")
    ),
    Change,
)
_of_person = query(
    comings.select()
    .where(comings.c.app_id == param("app_id"), comings.c.person_id == param("person_id"))
    .order_by(comings.c.id.desc())
    .limit(param("limit", sa.Integer())),
    Coming,
)


def came(tx: Transaction, follower: Follower) -> None:
    """A person became a follower, for the first time or again."""
    _remember(tx, follower, "followed")


def left(tx: Transaction, follower: Follower) -> None:
    """A follower left; counted under the way they had come."""
    _remember(tx, follower, "left")


def between(read: Reader, app_id: str, days: Days) -> list[AudienceDay]:
    """The comings and goings of these days, each way by itself; quiet days are left out."""
    return read.many(_between, app_id=app_id, first_day=days.first, last_day=days.last)


def standing(read: Reader, app_id: str, days: Days, *, following: int) -> dict[int, int]:
    """How many followed at the end of each day, told back from how many are `following` now."""
    change = read.one(_grown_after, app_id=app_id, after_day=days.last)
    assert change is not None, "a sum answers a row"
    now = following - int(change.grown)
    grown: dict[int, int] = {}
    for one in between(read, app_id, days):
        grown[one.day] = grown.get(one.day, 0) + one.came - one.left
    stood = {}
    for day in reversed(days.each()):
        stood[day] = now
        now -= grown.get(day, 0)
    return stood


def of_person(read: Reader, app_id: str, person_id: int, *, limit: int = 20) -> list[Coming]:
    """When a person came and left, the latest first."""
    return read.many(_of_person, app_id=app_id, person_id=person_id, limit=limit)


def _remember(tx: Transaction, follower: Follower, kind: str) -> None:
    tx.insert(
        Coming(
            app_id=follower.app_id,
            person_id=follower.person_id,
            id=tx.new_id("coming"),
            at=tx.now,
            kind=kind,
            how=follower.how,
            scene=follower.scene,
        )
    )
    tx.run(
        _count,
        app_id=follower.app_id,
        day=apps.day_of(tx.now),
        how=follower.how,
        came=int(kind == "followed"),
        left=int(kind == "left"),
    )
